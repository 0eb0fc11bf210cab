"""From facts to finite attributes: the only place in the gate with dates, sets and sums.

Every condition that cannot be established here counts as not met.
"""

from contracts.covenant import Convenant
from contracts.elements import VELDEN, Element
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import (
    REGIME_VAN_BRON,
    Domein,
    Geheimhouding,
    Grond,
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


def element_kenmerken(
    verzoek: VerstrekkingGevraagd, convenant: Convenant, element: Element, zetel: Zetelsoort
) -> Kenmerken:
    """The attributes of providing one element to one kind of seat."""
    naar = convenant.overleggen[verzoek.naar_overleg].domein
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
        "ontvanger": zetel.organisatietype,
        "ontvanger-zwijgt": _ja(_zwijgt(zetel, verzoek, convenant)),
        "eigen-gegeven": _ja(_eigen(zetel, element, verzoek, convenant)),
        "geheim": _geheim(element),
        "doorbreking": verzoek.doorbreking,
        "toestemming": toestemming(element, verzoek, naar)[0],
        "grond": _grond(element, verzoek, convenant, zetel, naar),
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
    element: Element,
    verzoek: VerstrekkingGevraagd,
    convenant: Convenant,
    zetel: Zetelsoort,
    naar: Domein,
) -> Grond:
    """The ground that was named, if what it asks is there; otherwise none."""
    lacking = False
    match verzoek.grond:
        case Grond.TOESTEMMING:
            lacking = toestemming(element, verzoek, naar)[0] == GEEN
        case Grond.VITAAL_BELANG:
            lacking = not verzoek.acuut_gevaar
        case Grond.PUBLIEKE_TAAK:
            sender = convenant.organisaties.get(verzoek.door.organisatie)
            bodies = {zetel.organisatietype, sender.type if sender else None}
            lacking = not bodies & PUBLIEKE_TAAK
        case Grond.WETTELIJKE_PLICHT | Grond.GERECHTVAARDIGD_BELANG | Grond.GEEN:
            pass
    return Grond.GEEN if lacking else verzoek.grond


def _organisaties(
    zetel: Zetelsoort, verzoek: VerstrekkingGevraagd, convenant: Convenant
) -> set[str]:
    """Who sits on seats of this kind at the receiving table."""
    seats = convenant.overleggen[verzoek.naar_overleg].functies()
    return {seat.organisatie for seat in seats if convenant.zetelsoort(seat) == zetel}


def _zwijgt(zetel: Zetelsoort, verzoek: VerstrekkingGevraagd, convenant: Convenant) -> bool:
    """Is everyone on such a seat bound to secrecy?"""
    bodies = _organisaties(zetel, verzoek, convenant)
    return bool(bodies) and all(convenant.organisaties[body].geheimhouding for body in bodies)


def _eigen(
    zetel: Zetelsoort, element: Element, verzoek: VerstrekkingGevraagd, convenant: Convenant
) -> bool:
    """Did the organisation on this seat record the element itself, at this same table?"""
    at_own_table = verzoek.van_overleg == verzoek.naar_overleg
    bodies = _organisaties(zetel, verzoek, convenant)
    return at_own_table and bodies == {element.vastgelegd_door.organisatie}
