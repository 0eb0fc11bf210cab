"""The API of human judgement: what waits for whom; for the guard of privacy without values."""

from datetime import date

from fastapi import APIRouter

from casusoverleg.answers.toezicht import ToezichtUit, toezicht_uit
from casusoverleg.views.toezien import Toezicht
from casusoverleg.views.wegen import Weegstuk, Weegtafel
from contracts.elements import VELDEN
from infra.web.identity import Ingelogd, Toezichthouder
from infra.web.shown import Shown, shown


class WeegelementUit(Shown):
    """An element to weigh. Without a value: only in the list, or erased."""

    id: str
    veld: str
    label: str
    relatie: str
    waarde: str | None


class WeegstukUit(Shown):
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


class WegingenUit(Shown):
    """What waits for this user."""

    wegingen: tuple[WeegstukUit, ...]


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
        return _uit(weegtafel.weegstuk(gebruiker, casus, verstrekking))

    @routes.get("/toezicht")
    def overzicht(_gebruiker: Toezichthouder) -> ToezichtUit:
        """What waits for a person in this domain, and what persons decided; never a value."""
        return toezicht_uit(toezicht.casussen())

    return routes


def _uit(weegstuk: Weegstuk) -> WeegstukUit:
    casus, stuk = weegstuk.blik.casus, weegstuk.stuk
    waarden = {e.gedeeld.element.id: e.waarde for e in weegstuk.elementen}
    bekend = {e.id: e for e in (*(g.element for g in casus.gedeeld), *casus.elementen)}
    return shown(
        WeegstukUit,
        stuk,
        casus=casus.id,
        zetels=tuple(map(str, stuk.zetels)),
        te_laat=weegstuk.te_laat,
        elementen=tuple(
            shown(
                WeegelementUit,
                bekend[id_],
                label=VELDEN[bekend[id_].veld].label,
                waarde=waarden.get(id_),
            )
            for id_ in stuk.elementen
        ),
    )
