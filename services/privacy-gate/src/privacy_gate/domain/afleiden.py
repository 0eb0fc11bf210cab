"""From facts to finite attributes: the only place in the gate with dates, sets and sums.

Every condition that cannot be established here counts as not met.
"""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.aard_tabel import AARD
from contracts.covenant import Convenant
from contracts.elements import VELDEN, Element
from contracts.events.verstrekking import Overdrachtsvraag, VerstrekkingGevraagd
from contracts.vocabulary import Domein, Grond, Naam, Relatie, Zetelsoort
from privacy_gate.domain.beperkingen import geldende_beperkingen
from privacy_gate.domain.gegeven import bron_van, geheim_op, regime_van, veld_van
from privacy_gate.domain.kenmerken import Gevaar, Instemming, Kenmerken, Schoolverband
from privacy_gate.domain.ontheffing import ontheffing
from privacy_gate.domain.toestemming import relatie, toestemming
from privacy_gate.domain.weging import weging


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
    veld = veld_van(element, bron_van(element, convenant))
    of_element = _van_element(verzoek, convenant, element, naar)

    def voor(stoel: Stoel) -> Kenmerken:
        own = own_table and stoel.organisaties == recorder
        restricted = geldende_beperkingen(verzoek, convenant, veld, stoel.zetel, stoel.organisaties)
        return {
            **of_element,
            "ontvanger": stoel.zetel.organisatietype,
            "ontvanger-zwijgt": _ja(stoel.zwijgt),
            "eigen-gegeven": _ja(own),
            "grond": _grond(verzoek, convenant, stoel.zetel, of_element["toestemming"]),
            "beperkt": _ja(bool(restricted) and not own),
        }

    return voor


def _van_element(
    verzoek: VerstrekkingGevraagd, convenant: Convenant, element: Element, naar: Domein
) -> dict[str, str]:
    """What is the same for every seat."""
    bron = bron_van(element, convenant)
    veld = veld_van(element, bron)
    persoon = relatie(element, verzoek)
    return {
        "soort": verzoek.inhoud.soort,
        "overgang": _overgang(verzoek, naar),
        "van-domein": verzoek.van_domein,
        "naar-domein": naar,
        "veld": veld,
        "categorie": VELDEN[veld].categorie,
        "bron": bron,
        "regime": regime_van(element, convenant),
        "bronbesluit": verzoek.bronbesluit,
        "persoon": persoon,
        "geheim": geheim_op(element, bron),
        "doorbreking": verzoek.doorbreking,
        "toestemming": toestemming(element, verzoek, naar)[0],
        "doel": verzoek.doel,
        "verzameldoel": element.doel,
        "zelfde-doel": _ja(verzoek.doel is element.doel),
        "weging": weging(element, verzoek, convenant, naar)[0],
        "acuut-gevaar": _gevaar(verzoek, persoon),
        "informeren": verzoek.informeren,
        "ontheffing": ontheffing(element, verzoek, convenant),
        "schoolverband": _schoolverband(verzoek, element),
        "verzet": _ja(element.over in verzoek.verzet),
    }


def _ja(condition: bool) -> str:
    return "ja" if condition else "nee"


def _overgang(verzoek: VerstrekkingGevraagd, naar: Domein) -> str:
    if verzoek.van_overleg == verzoek.naar_overleg:
        return "eigen-overleg"
    return "zelfde-domein" if verzoek.van_domein is naar else "ander-domein"


def _gevaar(verzoek: VerstrekkingGevraagd, persoon: Relatie) -> Gevaar:
    """Of anyone but the young person it is not known whether he is the one in danger."""
    if not verzoek.acuut_gevaar:
        return Gevaar.NEE
    self_in_danger = verzoek.gevaar_voor == "jeugdige" and persoon is Relatie.JEUGDIGE
    return Gevaar.BETROKKENE if self_in_danger else Gevaar.ANDER


def _schoolverband(verzoek: VerstrekkingGevraagd, element: Element) -> Schoolverband:
    if element.schoolverband:
        return Schoolverband.JA
    asked = getattr(verzoek.inhoud, "vraag", None)
    returning = asked is Overdrachtsvraag.TERUG_NAAR_SCHOOL
    return Schoolverband.TERUGKEER if returning else Schoolverband.NEE


def _grond(
    verzoek: VerstrekkingGevraagd, convenant: Convenant, zetel: Zetelsoort, consent: str
) -> Grond:
    """The ground that was named, if what it asks is there; otherwise none."""
    lacking = False
    match verzoek.grond:
        case Grond.TOESTEMMING:
            lacking = consent not in (Instemming.GEGEVEN, Instemming.UITDRUKKELIJK)
        case Grond.VITAAL_BELANG:
            lacking = not verzoek.acuut_gevaar
        case Grond.PUBLIEKE_TAAK:
            sender = convenant.organisaties.get(verzoek.door.organisatie)
            bodies = (zetel.organisatietype, *((sender.als(verzoek.door.rol),) if sender else ()))
            lacking = not any(AARD[body].publieke_taak for body in bodies)
        case Grond.WETTELIJKE_PLICHT | Grond.GERECHTVAARDIGD_BELANG | Grond.GEEN:
            pass
    return Grond.GEEN if lacking else verzoek.grond
