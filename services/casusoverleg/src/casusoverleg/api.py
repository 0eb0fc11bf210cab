"""The API: the casussen of the user's tables, and one door per step."""

import secrets
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from casusoverleg.domain.bord import Fase
from casusoverleg.domain.commandos import STAPPEN, Commando
from casusoverleg.domain.overdracht import Kant, Overdracht, Stand
from casusoverleg.worker.stappen import Antwoord, NietGevonden, Tafels, mogelijke_stappen
from casusoverleg.worker.zien import Blik, Geopend, Zicht
from contracts.elements import VELDEN, Bewerking, Veld
from contracts.events.verstrekking import (
    Besprekingsuitkomst,
    Bewijssoort,
    Overdrachtsvraag,
    Weigergrond,
)
from contracts.vocabulary import Functie, Leeftijdsband, Relatie
from infra.web.errors import Problem
from infra.web.identity import Gebruiker, Ingelogd


class Uit(BaseModel):
    """What the API gives, in camelCase."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class CasusKort(Uit):
    """A casus in a list. `naam` only for who may open it."""

    id: str
    overleg: str
    naam: str | None
    houder: str
    houder_sinds: date
    houder_door: str
    fase: Fase
    wacht_op: str
    wacht_sinds: date
    uiterlijk: date | None
    vastgelopen: bool
    vergadering: date | None
    uitkomst: Besprekingsuitkomst | None
    afgesloten: bool


class CasussenUit(Uit):
    """The casussen of the user's tables, the longest held first."""

    casussen: tuple[CasusKort, ...]


class OverdrachtUit(Uit):
    """A hand-off, by this side's copy of it."""

    id: str
    kant: Kant
    ander_overleg: str
    vraag: Overdrachtsvraag
    gewenst_bewijs: Bewijssoort
    stand: Stand
    aangeboden_op: date
    uiterlijk: date
    geaccepteerd_op: date | None
    bewijs: Bewijssoort | None
    actiedatum: date | None
    reden: Weigergrond | None
    vraag_open: bool
    teruggave_van: str | None
    doorverwijzing_van: str | None


class ElementUit(Uit):
    """An element that this seat may open. Without a value: it was erased."""

    id: str
    veld: Veld
    label: str
    over: str
    relatie: Relatie
    waarde: str | None
    bewerking: Bewerking
    vastgelegd_door: Functie
    vastgelegd_op: date


class RegelUit(Uit):
    """A line of the history."""

    op: date
    tekst: str
    door: Functie | None


class ToestemmingUit(Uit):
    """Consent, for who wants to withdraw it."""

    id: str
    over: str
    doel: str
    gegeven_op: date
    ingetrokken_op: date | None


class TeWegenUit(Uit):
    """An element that the gate left to a person."""

    verstrekking: str
    element: str


class CasusUit(CasusKort):
    """A casus, with what this user may open and do."""

    leeftijdsband: Leeftijdsband
    herkomst: str
    school: str | None
    convenant: str
    besproken_op: date | None
    betrokken: str | None
    elementen: tuple[ElementUit, ...]
    overdrachten: tuple[OverdrachtUit, ...]
    toestemmingen: tuple[ToestemmingUit, ...]
    te_wegen: tuple[TeWegenUit, ...]
    geschiedenis: tuple[RegelUit, ...]
    mogelijke_stappen: tuple[str, ...]


def router(tafels: Tafels, zicht: Zicht) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()

    @routes.get("/casussen")
    def casussen(gebruiker: Ingelogd, overleg: str | None = None) -> CasussenUit:
        """The casussen of the user's tables, or of one of them."""
        gezien = zicht.overzicht(gebruiker, overleg)
        return CasussenUit(casussen=tuple(CasusKort(**_kort(blik)) for blik in gezien))

    @routes.get("/casussen/{casus}")
    def casus(gebruiker: Ingelogd, casus: str) -> CasusUit:
        """One casus; that it was opened is logged."""
        return _uit(bekijk(zicht, gebruiker, casus))

    for stap, soort in STAPPEN.items():
        routes.add_api_route(
            f"/casussen/{{casus}}/stappen/{stap}",
            _deur(tafels, soort),
            methods=["POST"],
            name=stap,
            summary=soort.titel,
            response_model=Antwoord,
            response_model_exclude_none=True,
        )
    return routes


def _deur(tafels: Tafels, soort: type[Commando]) -> Callable[..., Antwoord]:
    def zet_stap(
        casus: str,
        gebruiker: Ingelogd,
        commando: Any,
        idempotency_key: Annotated[str | None, Header(max_length=200)] = None,
    ) -> Antwoord:
        return doe(tafels, casus, commando, gebruiker, idempotency_key)

    zet_stap.__doc__ = soort.__doc__
    zet_stap.__annotations__["commando"] = Annotated[soort, Body()]
    return zet_stap


def bekijk(zicht: Zicht, gebruiker: Gebruiker, casus: str) -> Blik:
    """A casus for this user.

    Raises:
        Problem: 404, it is not there for this user.
    """
    try:
        return zicht.casus(gebruiker, casus)
    except NietGevonden:
        raise Problem(404) from None


def doe(
    tafels: Tafels,
    casus: str,
    commando: Commando,
    gebruiker: Gebruiker,
    key: str | None = None,
) -> Antwoord:
    """Carry out a command.

    Raises:
        Problem: 404, it is not there for this user; 409, it cannot be done now.
    """
    own = key or secrets.token_hex(16)
    command_id = f"{gebruiker.medewerker}/{casus}/{commando.stap}/{own}"
    try:
        antwoord = tafels.doe(casus, commando, gebruiker.functies, command_id)
    except NietGevonden:
        raise Problem(404) from None
    if antwoord.geweigerd:
        raise Problem(409, antwoord.geweigerd)
    return antwoord


def _kort(blik: Blik) -> dict[str, Any]:
    casus, wacht = blik.casus, blik.wacht
    return {
        "id": casus.id,
        "overleg": casus.overleg,
        "naam": blik.naam,
        "houder": casus.houder,
        "houder_sinds": casus.houder_sinds,
        "houder_door": casus.houder_door,
        "fase": wacht.fase,
        "wacht_op": wacht.bij,
        "wacht_sinds": wacht.sinds,
        "uiterlijk": wacht.uiterlijk,
        "vastgelopen": blik.vastgelopen,
        "vergadering": casus.vergadering,
        "uitkomst": casus.uitkomst,
        "afgesloten": not casus.open,
    }


def _uit(blik: Blik) -> CasusUit:
    casus = blik.casus
    stappen = mogelijke_stappen(casus, blik.convenant, blik.functies)
    return CasusUit(
        **_kort(blik),
        leeftijdsband=casus.leeftijdsband,
        herkomst=casus.herkomst,
        school=casus.school,
        convenant=casus.convenant,
        besproken_op=casus.besproken_op,
        betrokken=casus.betrokken,
        elementen=tuple(_element(geopend) for geopend in blik.elementen),
        overdrachten=tuple(_overdracht(o) for o in casus.overdrachten),
        toestemmingen=tuple(
            ToestemmingUit(**t.model_dump(include=set(ToestemmingUit.model_fields)))
            for t in casus.toestemmingen
        ),
        te_wegen=tuple(
            TeWegenUit(verstrekking=w.verstrekking, element=w.element) for w in casus.te_wegen()
        ),
        geschiedenis=tuple(RegelUit(op=r.op, tekst=r.tekst, door=r.door) for r in blik.regels),
        mogelijke_stappen=tuple(soort.stap for soort in stappen),
    )


def _overdracht(overdracht: Overdracht) -> OverdrachtUit:
    return OverdrachtUit(**overdracht.model_dump(include=set(OverdrachtUit.model_fields)))


def _element(geopend: Geopend) -> ElementUit:
    element = geopend.gedeeld.element
    return ElementUit(
        id=element.id,
        veld=element.veld,
        label=VELDEN[element.veld].label,
        over=element.over,
        relatie=element.relatie,
        waarde=geopend.waarde,
        bewerking=geopend.gedeeld.bewerking,
        vastgelegd_door=element.vastgelegd_door,
        vastgelegd_op=element.vastgelegd_op,
    )
