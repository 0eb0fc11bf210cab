"""The API of human judgement: what waits for whom; for the guard of privacy without values."""

from collections.abc import Iterable
from datetime import date

from fastapi import APIRouter

from casusoverleg.api.uit import Uit, uit
from casusoverleg.api.verplichtingen import (
    PlichttellingUit,
    VerplichtingUit,
    openstaand,
    tellingen,
)
from casusoverleg.worker.stappen import NietGevonden
from casusoverleg.worker.toezien import Bezien, Toezicht
from casusoverleg.worker.wegen import NietsTeWegen, Weegstuk, Weegtafel
from contracts.elements import VELDEN
from infra.web.errors import Problem
from infra.web.identity import Gebruiker, Ingelogd, Toezichthouder


class WeegelementUit(Uit):
    """An element to weigh. Without a value: only in the list, or erased."""

    id: str
    veld: str
    label: str
    relatie: str
    waarde: str | None


class WeegstukUit(Uit):
    """A question to a person, about one provision."""

    casus: str
    verstrekking: str
    naar_overleg: str
    vragen: tuple[str, ...]
    artikelen: tuple[str, ...]
    zetels: tuple[str, ...]
    sinds: date
    uiterlijk: date
    te_laat: bool
    elementen: tuple[WeegelementUit, ...]


class WegingenUit(Uit):
    """What waits for this user."""

    wegingen: tuple[WeegstukUit, ...]


class ToezichtvraagUit(Uit):
    """A question that waits, without anything that it is about."""

    casus: str
    overleg: str
    naar_overleg: str
    vragen: tuple[str, ...]
    artikelen: tuple[str, ...]
    wegers: tuple[str, ...]
    sinds: date
    uiterlijk: date
    te_laat: bool
    aantal: int


class OordeelUit(Uit):
    """A verdict: by whom, on which article, until when. Its words are not here."""

    casus: str
    overleg: str
    artikel: str
    oordeel: str
    factoren: tuple[str, ...]
    door: str
    gewogen_op: date
    geldig_tot: date
    geldt: bool
    aantal: int


class ToezichtUit(Uit):
    """What waits for a person, what was decided and what must still be done, in this domain."""

    te_wegen: tuple[ToezichtvraagUit, ...]
    te_laat: int
    oordelen: tuple[OordeelUit, ...]
    verplichtingen: tuple[PlichttellingUit, ...]
    openstaand: tuple[VerplichtingUit, ...]


def router(weegtafel: Weegtafel, toezicht: Toezicht) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()

    @routes.get("/wegingen")
    def wegingen(gebruiker: Ingelogd) -> WegingenUit:
        """What waits for the verdict of this user, without values."""
        return WegingenUit(wegingen=tuple(map(_uit, weegtafel.te_wegen(gebruiker))))

    @routes.get("/casussen/{casus}/wegingen/{verstrekking}")
    def weging(gebruiker: Ingelogd, casus: str, verstrekking: str) -> WeegstukUit:
        """One question with what it is about; that it was opened is logged."""
        return _uit(bekijk_weegstuk(weegtafel, gebruiker, casus, verstrekking))

    @routes.get("/toezicht")
    def overzicht(_gebruiker: Toezichthouder) -> ToezichtUit:
        """What waits for a person in this domain, and what persons decided; never a value."""
        return toezicht_uit(toezicht.casussen())

    return routes


def bekijk_weegstuk(
    weegtafel: Weegtafel, gebruiker: Gebruiker, casus: str, verstrekking: str
) -> Weegstuk:
    """A question to this user.

    Raises:
        Problem: 404, there is no such question to him.
    """
    try:
        return weegtafel.weegstuk(gebruiker, casus, verstrekking)
    except (NietGevonden, NietsTeWegen):
        raise Problem(404) from None


def _uit(weegstuk: Weegstuk) -> WeegstukUit:
    casus, stuk = weegstuk.blik.casus, weegstuk.stuk
    waarden = {e.gedeeld.element.id: e.waarde for e in weegstuk.elementen}
    bekend = {e.id: e for e in (*(g.element for g in casus.gedeeld), *casus.elementen)}
    return uit(
        WeegstukUit,
        stuk,
        casus=casus.id,
        zetels=tuple(map(str, stuk.zetels)),
        te_laat=weegstuk.te_laat,
        elementen=tuple(
            uit(
                WeegelementUit,
                bekend[id_],
                label=VELDEN[bekend[id_].veld].label,
                waarde=waarden.get(id_),
            )
            for id_ in stuk.elementen
        ),
    )


def toezicht_uit(bezien: Iterable[Bezien]) -> ToezichtUit:
    """All of a domain, without values."""
    alle = tuple(bezien)
    vragen = [vraag for een in alle for vraag in _vragen(een)]
    oordelen = [oordeel for een in alle for oordeel in _oordelen(een)]
    return ToezichtUit(
        te_wegen=tuple(sorted(vragen, key=lambda v: (v.uiterlijk, v.casus))),
        te_laat=sum(vraag.te_laat for vraag in vragen),
        oordelen=tuple(sorted(oordelen, key=lambda o: (o.gewogen_op, o.casus), reverse=True)),
        verplichtingen=tellingen(alle),
        openstaand=openstaand(alle),
    )


def _vragen(een: Bezien) -> Iterable[ToezichtvraagUit]:
    for stuk in een.vraagstukken():
        yield uit(
            ToezichtvraagUit,
            stuk,
            casus=een.casus.id,
            overleg=een.casus.overleg,
            wegers=tuple(str(zetel.functie) for zetel in een.wegers(stuk)),
            te_laat=stuk.te_laat(een.op),
            aantal=len(stuk.elementen),
        )


def _oordelen(een: Bezien) -> Iterable[OordeelUit]:
    for oordeel in een.casus.oordelen:
        weging = oordeel.weging
        yield uit(
            OordeelUit,
            weging,
            casus=een.casus.id,
            overleg=een.casus.overleg,
            oordeel=oordeel.oordeel,
            door=str(weging.door),
            geldt=oordeel.oordeel == "verstrekken" and een.op <= weging.geldig_tot,
            aantal=len(weging.elementen),
        )
