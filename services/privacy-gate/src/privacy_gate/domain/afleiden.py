"""From facts to finite attributes: the only place in the gate with dates, sets and sums.

Every condition that cannot be established here counts as not met.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.covenant import Convenant
from contracts.elements import VELDEN, Element
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import (
    REGIME_VAN_BRON,
    Domein,
    Geheimhouding,
    Grond,
    Naam,
    Organisatietype,
    Regime,
    Zetelsoort,
)
from privacy_gate.domain.kenmerken import Kenmerken
from privacy_gate.domain.toestemming import GEEN, relatie, toestemming
from privacy_gate.domain.weging import weging

_T = Organisatietype

PUBLIEKE_TAAK = frozenset(_T) - {
    _T.MAATSCHAPPELIJK_WERK,
    _T.MEE,
    _T.JONGERENWERK,
    _T.GGZ,
    _T.VERSLAVINGSZORG,
}
"""Bodies with a public task (Wbp 8e); to be confirmed by the FG."""


@dataclass(frozen=True)
class Stoel:
    """A kind of seat at the receiving table, and which organisations sit on it.

    Attributes:
        zwijgt: is everyone on it bound to secrecy?
    """

    zetel: Zetelsoort
    organisaties: frozenset[Naam]
    zwijgt: bool


def stoelen(convenant: Convenant, overleg: Naam) -> tuple[Stoel, ...]:
    """The kinds of seat at a table, each once, the one that directs first."""
    on_seat: dict[Zetelsoort, set[Naam]] = {}
    for functie in convenant.overleggen[overleg].functies():
        on_seat.setdefault(convenant.zetelsoort(functie), set()).add(functie.organisatie)
    known = convenant.organisaties
    return tuple(
        Stoel(zetel, frozenset(bodies), all(known[body].geheimhouding for body in bodies))
        for zetel, bodies in on_seat.items()
    )


def element_kenmerken(
    verzoek: VerstrekkingGevraagd, convenant: Convenant, element: Element
) -> Callable[[Stoel], Kenmerken]:
    """The attributes of providing one element, for each kind of seat that is asked for."""
    naar = convenant.overleggen[verzoek.naar_overleg].domein
    own_table = verzoek.van_overleg == verzoek.naar_overleg
    recorder = {element.vastgelegd_door.organisatie}
    of_element = _van_element(verzoek, convenant, element, naar)

    def voor(stoel: Stoel) -> Kenmerken:
        return {
            **of_element,
            "ontvanger": stoel.zetel.organisatietype,
            "ontvanger-zwijgt": _ja(stoel.zwijgt),
            "eigen-gegeven": _ja(own_table and stoel.organisaties == recorder),
            "grond": _grond(verzoek, convenant, stoel.zetel, of_element["toestemming"]),
        }

    return voor


def _van_element(
    verzoek: VerstrekkingGevraagd, convenant: Convenant, element: Element, naar: Domein
) -> dict[str, str]:
    """What is the same for every seat."""
    return {
        "soort": verzoek.inhoud.soort,
        "overgang": _overgang(verzoek, naar),
        "van-domein": verzoek.van_domein,
        "naar-domein": naar,
        "veld": element.veld,
        "categorie": element.categorie,
        "bron": element.brontype,
        "regime": _regime(element, convenant),
        "bronbesluit": verzoek.bronbesluit,
        "persoon": relatie(element, verzoek),
        "geheim": _geheim(element),
        "doorbreking": verzoek.doorbreking,
        "toestemming": toestemming(element, verzoek, naar)[0],
        "doel": verzoek.doel,
        "verzameldoel": element.doel,
        "zelfde-doel": _ja(verzoek.doel is element.doel),
        "weging": weging(element, verzoek, convenant, naar)[0],
        "acuut-gevaar": _ja(verzoek.acuut_gevaar),
        "informeren": verzoek.informeren,
    }


def _ja(condition: bool) -> str:
    return "ja" if condition else "nee"


def _overgang(verzoek: VerstrekkingGevraagd, naar: Domein) -> str:
    if verzoek.van_overleg == verzoek.naar_overleg:
        return "eigen-overleg"
    return "zelfde-domein" if verzoek.van_domein is naar else "ander-domein"


def _regime(element: Element, convenant: Convenant) -> Regime:
    """The law at the source; police or justice data keep it wherever they went (Wbp 2(2))."""
    recorder = convenant.organisaties.get(element.vastgelegd_door.organisatie)
    sources = (element.brontype, recorder.type if recorder else element.brontype)
    found = {REGIME_VAN_BRON.get(source, Regime.ALGEMEEN) for source in sources}
    return next(r for r in (Regime.WPG, Regime.WJSG, Regime.ALGEMEEN) if r in found)


def _geheim(element: Element) -> Geheimhouding:
    """The duty of secrecy; a sender can add to what the schema says, never take away."""
    if element.geheim is Geheimhouding.GEEN:
        return VELDEN[element.veld].geheim
    return element.geheim


def _grond(
    verzoek: VerstrekkingGevraagd, convenant: Convenant, zetel: Zetelsoort, consent: str
) -> Grond:
    """The ground that was named, if what it asks is there; otherwise none."""
    lacking = False
    match verzoek.grond:
        case Grond.TOESTEMMING:
            lacking = consent == GEEN
        case Grond.VITAAL_BELANG:
            lacking = not verzoek.acuut_gevaar
        case Grond.PUBLIEKE_TAAK:
            sender = convenant.organisaties.get(verzoek.door.organisatie)
            bodies = {zetel.organisatietype, sender.type if sender else None}
            lacking = not bodies & PUBLIEKE_TAAK
        case Grond.WETTELIJKE_PLICHT | Grond.GERECHTVAARDIGD_BELANG | Grond.GEEN:
            pass
    return Grond.GEEN if lacking else verzoek.grond
