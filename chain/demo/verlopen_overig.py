"""The roads that begin with the police, at the CJG or at the JCO, each as a course of events."""

from collections.abc import Mapping
from types import MappingProxyType

from chain.demo.loop import BJZ, CJG, HALT, HCO, JCO, REGIE, Loop, Verloop

_MW = "mw-tilburg/maatschappelijk-werker"


def _politie_naar(naar: str) -> Verloop:
    def verloop(loop: Loop, _zat: str) -> Loop:
        loop.meld_bekend(HCO, raad="nee", maatschappelijk_werk="nee")
        return loop.bespreek(HCO, "overdragen").over(HCO, naar)

    return verloop


def _politie_school_hoort_het(loop: Loop, zat: str) -> Loop:
    """It was decided that the school must hear, for the young person's return to class."""
    loop.bespreek(HCO, "overdragen")
    loop.doe("rmc", HCO, "besluit-terugkoppeling", nodig=True)
    loop.draag_over(HCO, zat).na(1).accepteer(zat)
    loop.koppel_terug(HCO, "rmc", zat)
    loop.na(8).bevestig_actie(zat).koppel_terug(HCO, "rmc", zat)
    return loop.sluit(HCO, "actie-bevestigd")


def _politie_houdt(loop: Loop, _zat: str) -> Loop:
    """Crime, no help that is accepted: the Veiligheidshuis keeps it."""
    loop.meld_bekend(HCO, raad="ja", novadic="ja", jongerenwerk="ja")
    loop.bespreek(HCO, betrokken="niet-om-veiligheid")
    loop.doe("rmc", HCO, "besluit-terugkoppeling", nodig=False)
    loop.eigen_plan(HCO, "bjz-tilburg/casemanager")
    return loop.doe(
        REGIE[HCO],
        HCO,
        "maak-afspraak",
        soort="begeleiding",
        uitvoerder="bjz-tilburg/casemanager",
        start="+1",
        beoogd_einde="+84",
        tekst="De casemanager spreekt het gezin elke week.",
    )


def _politie_houdt_zonder_school(loop: Loop, _zat: str) -> Loop:
    """Nobody at a school to tell."""
    loop.bespreek(HCO, betrokken="aanwezig")
    loop.doe("rmc", HCO, "besluit-terugkoppeling", geweigerd=True, nodig=True)
    return loop.eigen_plan(HCO, "rmc-tilburg/rmc-coordinator")


def _cjg_eigen_plan(loop: Loop, _zat: str) -> Loop:
    """One family, one plan."""
    loop.bespreek(CJG, betrokken="aanwezig").eigen_plan(CJG, _MW, weken=10)
    loop.doe(
        "maatschappelijk-werk",
        CJG,
        "maak-afspraak",
        soort="huisbezoek",
        uitvoerder=_MW,
        start="+2",
        beoogd_einde="+42",
        tekst="Elke twee weken een huisbezoek; in week zes kijken we samen terug.",
    )
    loop.na(39).doe("maatschappelijk-werk", CJG, "rond-afspraak-af", afloop="nagekomen")
    return loop.na(1).sluit(CJG, "plan-afgerond")


def _cjg_toestemming_ingetrokken(loop: Loop, _zat: str) -> Loop:
    """Consent is withdrawn along the way: from then on it counts as not given."""
    loop.bespreek(CJG, betrokken="aanwezig").eigen_plan(CJG, _MW, weken=10)
    return loop.na(9).doe(REGIE[CJG], CJG, "trek-toestemming-in", toestemming="@toestemming")


def _cjg_naar(naar: str) -> Verloop:
    def verloop(loop: Loop, _zat: str) -> Loop:
        return loop.bespreek(CJG, "overdragen", "aanwezig").over(CJG, naar)

    return verloop


def _cjg_naar_hco(loop: Loop, _zat: str) -> Loop:
    """The CJG is stuck and brings it in; the HCO answers."""
    loop.via_hco(CJG, "terug-naar-inbrenger").sluit(HCO, "geen-vervolg")
    return loop.na(2).eigen_plan(CJG, _MW)


def _jco_naar(naar: str) -> Verloop:
    def verloop(loop: Loop, _zat: str) -> Loop:
        loop.bespreek(JCO, "overdragen", "aanwezig")
        loop.doe("raad", JCO, "besluit-terugkoppeling", nodig=False)
        return loop.over(JCO, naar)

    return verloop


def _jco_school_hoort_het(loop: Loop, _zat: str) -> Loop:
    """The member of the Raad tells the school, because it happened there."""
    loop.bespreek(JCO, "overdragen", "aanwezig")
    loop.doe("raad", JCO, "besluit-terugkoppeling", nodig=True)
    loop.draag_over(JCO, HALT).na(1).doe("raad", JCO, "bericht:doorgeven")
    loop.na(1).accepteer(HALT)
    loop.na(12).bevestig_actie(HALT)
    loop.na(1).doe("raad", JCO, "bericht:doorgeven")
    return loop.sluit(JCO, "actie-bevestigd")


VERLOPEN_OVERIG: Mapping[str, Verloop] = MappingProxyType(
    {
        "politie-cjg": _politie_naar(CJG),
        "politie-bjz": _politie_naar(BJZ),
        "politie-zat": _politie_school_hoort_het,
        "politie-houdt": _politie_houdt,
        "politie-zonder-school": _politie_houdt_zonder_school,
        "cjg-eigen-plan": _cjg_eigen_plan,
        "cjg-ingetrokken": _cjg_toestemming_ingetrokken,
        "cjg-bjz": _cjg_naar(BJZ),
        "cjg-hco": _cjg_naar_hco,
        "jco-halt": _jco_naar(HALT),
        "jco-hco": _jco_naar(HCO),
        "jco-bjz": _jco_naar(BJZ),
        "jco-school": _jco_school_hoort_het,
    }
)
"""By the name that a sample case gives its road."""
