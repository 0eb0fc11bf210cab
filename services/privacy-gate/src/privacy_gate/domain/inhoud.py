"""Attributes of the content of a request: is this a road that the covenant knows?"""

from collections.abc import Mapping

from contracts.aard_tabel import meest_zeggend
from contracts.covenant import Convenant
from contracts.covenant_addressees import hoort_terug, mag_horen
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Functie, Naam
from privacy_gate.domain.kenmerken import ONBEKEND, Kenmerken, Samenhang
from privacy_gate.domain.weging import organisaties_van

_ELKE = ("brengt_in_bij", "draagt_over_aan", "vraagt_na_bij")
_LANGS: Mapping[str, tuple[str, ...]] = {
    "inbreng": ("brengt_in_bij",),
    "overdrachtsaanbod": ("draagt_over_aan",),
    "overdrachtstap": ("draagt_over_aan",),
    "navraag": ("vraagt_na_bij",),
    "navraagantwoord": ("vraagt_na_bij",),
    "houdermelding": ("brengt_in_bij", "draagt_over_aan"),
    "aanvulling": _ELKE,
}
"""Along which lists of the covenant a kind of content travels, forth or back."""


class VreemdVerzoek(ValueError):
    """A request that names a table, or a domain of it, that the covenant does not have."""


def inhoud_kenmerken(
    verzoek: VerstrekkingGevraagd, convenant: Convenant, samenhang: Samenhang
) -> Kenmerken:
    """The attributes of a request as such.

    Raises:
        VreemdVerzoek: see there.
    """
    van = convenant.overleggen.get(verzoek.van_overleg)
    naar = convenant.overleggen.get(verzoek.naar_overleg)
    if van is None or naar is None or van.domein is not verzoek.van_domein:
        raise VreemdVerzoek("het verzoek noemt een overleg dat niet in het convenant staat")
    return {
        "soort": verzoek.inhoud.soort,
        "verband": _verband(verzoek, convenant),
        "samenhang": samenhang,
        "convenant": _werking(verzoek, convenant),
        "van-domein": van.domein,
        "naar-domein": naar.domein,
        "van-soort": van.soort,
        "naar-soort": naar.soort,
        "afzender": _afzender(verzoek, convenant),
        "drager": _drager(verzoek, convenant),
        "handelaar": _type_van(_naam(getattr(verzoek.inhoud, "door", None)), convenant),
        "houder": _type_van(getattr(verzoek.inhoud, "houder", None), convenant),
        "verzoeker": _type_van(verzoek.door.organisatie, convenant),
    }


def _verband(verzoek: VerstrekkingGevraagd, convenant: Convenant) -> str:
    van, naar = verzoek.van_overleg, verzoek.naar_overleg
    soort = verzoek.inhoud.soort
    if van == naar and soort.startswith("verwijs"):
        return "heen" if _mag_bij_de_index(soort, van, convenant) else "geen"
    if soort == "terugkoppeling" and not _komt_terug(verzoek, convenant):
        return "geen"
    if van == naar:
        return "eigen-overleg"
    if soort == "terugkoppeling":
        return "terug"
    if soort == "ontvangstbevestiging":
        return "heen" if hoort_terug(convenant, van, naar) else "geen"
    for edges in _LANGS.get(soort, ()):
        if naar in getattr(convenant.overleggen[van], edges):
            return "heen"
        if van in getattr(convenant.overleggen[naar], edges):
            return "terug"
    return "geen"


def _mag_bij_de_index(soort: str, overleg: Naam, convenant: Convenant) -> bool:
    """Did the region agree that this table reports? What it reported may be taken out anyhow."""
    index = convenant.verwijsindex
    agreed = index is not None and index.geldt_voor(overleg)
    return agreed or soort == "verwijsverwijdering"


def _komt_terug(verzoek: VerstrekkingGevraagd, convenant: Convenant) -> bool:
    """Does feedback go to a table that hears this one, and there to somebody who may be told?"""
    naar, van = verzoek.naar_overleg, verzoek.van_overleg
    langs = naar == van or hoort_terug(convenant, naar, van)
    aan = _geadresseerde(verzoek)
    told = aan is None or mag_horen(convenant, aan, naar) or _vertegenwoordigt(verzoek, convenant)
    return langs and told


def _vertegenwoordigt(verzoek: VerstrekkingGevraagd, convenant: Convenant) -> bool:
    """Is it for a partner for whom the one who tells it speaks at that same table?"""
    table, aan = verzoek.van_overleg, _geadresseerde(verzoek)
    if aan is None or table != verzoek.naar_overleg:
        return False
    return convenant.overleggen[table].vertegenwoordiger(aan) == verzoek.door


def _geadresseerde(verzoek: VerstrekkingGevraagd) -> Functie | None:
    organisatie = getattr(verzoek.inhoud, "aan_organisatie", None)
    rol = getattr(verzoek.inhoud, "aan_rol", None)
    return Functie(organisatie=organisatie, rol=rol) if organisatie and rol else None


def _werking(verzoek: VerstrekkingGevraagd, convenant: Convenant) -> str:
    if verzoek.op < convenant.geldig_van:
        return "nog-niet"
    ended = convenant.geldig_tot is not None and convenant.geldig_tot <= verzoek.op
    return "verlopen" if ended else "in-werking"


def _afzender(verzoek: VerstrekkingGevraagd, convenant: Convenant) -> str:
    """Someone of the sending table, or of an organisation that reports to it by a road."""
    own = organisaties_van(verzoek.van_overleg, convenant)
    reports = convenant.weg(verzoek.door.organisatie, verzoek.van_overleg) is not None
    known = verzoek.door.organisatie in own or reports or _bevestigt(verzoek, convenant)
    return "van-dit-overleg" if known else "vreemd"


def _bevestigt(verzoek: VerstrekkingGevraagd, convenant: Convenant) -> bool:
    """Does a partner that somebody speaks for there say that it heard?"""
    table = verzoek.van_overleg
    receipt = verzoek.inhoud.soort == "ontvangstbevestiging" and table == verzoek.naar_overleg
    return receipt and convenant.overleggen[table].vertegenwoordiger(verzoek.door) is not None


def _drager(verzoek: VerstrekkingGevraagd, convenant: Convenant) -> str:
    """Is the one who asks named by a road to carry feedback back, or speaks for who is to hear?"""
    if _vertegenwoordigt(verzoek, convenant):
        return "volgens-de-weg"
    roads = [road for road in convenant.wegen.values() if road.naar == verzoek.van_overleg]
    if any(str(verzoek.door) in road.terugkoppeling.genoemd for road in roads):
        return "volgens-de-weg"
    return "regie" if verzoek.door == convenant.regie_van(verzoek.van_overleg) else "nee"


def _naam(functie: Functie | None) -> Naam | None:
    return functie.organisatie if functie else None


def _type_van(organisatie: Naam | None, convenant: Convenant) -> str:
    found = convenant.organisaties.get(organisatie) if organisatie else None
    return meest_zeggend(found.typen) if found else ONBEKEND
