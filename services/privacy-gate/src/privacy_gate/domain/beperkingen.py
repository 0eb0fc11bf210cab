"""The restrictions of a covenant: they reach the rules by one attribute, and can only forbid."""

from datetime import date

from contracts.covenant import Convenant
from contracts.covenant_text import Beperking
from contracts.elements import VELDEN, Veld
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Naam, Zetelsoort
from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.regels import Gevolg, Regel, Regelset

KENMERK = "beperkt"

_ALS_ERBIJ = (Gevolg.UITZONDERING, Gevolg.STA_TOE, Gevolg.LAAT_BEOORDELEN)
"""A rule of these kinds could let more pass, were it met only where a covenant restricts."""
_ALS_WEG = (Gevolg.VERBIED, Gevolg.LAAT_BEOORDELEN, Gevolg.MINIMALISEER)
"""A rule of these kinds could let more pass, were it not met where a covenant restricts."""


def geldende_beperkingen(
    verzoek: VerstrekkingGevraagd,
    convenant: Convenant,
    veld: Veld,
    zetel: Zetelsoort,
    organisaties: frozenset[Naam],
) -> tuple[Beperking, ...]:
    """The restrictions that concern this field for this seat."""
    seats = {f"{organisatie}/{zetel.rol}" for organisatie in organisaties}
    return tuple(
        one
        for one in convenant.beperkingen
        if (veld in one.velden or VELDEN[veld].categorie in one.categorieen)
        and (not one.aan or seats & set(one.aan))
        and _langs(one, verzoek, convenant)
    )


def _langs(one: Beperking, verzoek: VerstrekkingGevraagd, convenant: Convenant) -> bool:
    """Does it concern what goes between these two tables? A road counts forth and back."""
    van, naar = verzoek.van_overleg, verzoek.naar_overleg
    if one.weg is not None:
        road = convenant.wegen[one.weg]
        if not ((van in road.van and naar == road.naar) or (naar in road.van and van == road.naar)):
            return False
    return one.van in (None, van) and one.naar in (None, naar)


def verruimend(regelset: Regelset, op: date) -> tuple[Regel, ...]:
    """The rules by which some covenant could make more pass on this day; there must be none.

    Exact for every covenant: its restrictions change nothing but whether `beperkt` is `ja`.
    """
    return tuple(
        regel
        for regel in regelset.geldend(Over.ELEMENT, op)
        for values in (dict(regel.voorwaarden).get(KENMERK, frozenset(("ja", "nee"))),)
        if (values == {"ja"} and regel.gevolg in _ALS_ERBIJ)
        or (values == {"nee"} and regel.gevolg in _ALS_WEG)
    )


def verbiedt(regelset: Regelset, op: date) -> bool:
    """Is what a covenant restricts refused on this day, in all circumstances?"""
    rules = regelset.geldend(Over.ELEMENT, op)
    lifted = {name for regel in rules for name in regel.uitzondering_op}
    return any(
        regel.gevolg is Gevolg.VERBIED
        and regel.voorwaarden == ((KENMERK, frozenset(("ja",))),)
        and regel.id not in lifted
        for regel in rules
    )
