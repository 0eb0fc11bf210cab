"""The roads that begin with the police, at the CJG or at the JCO, each as a course of events."""

from collections.abc import Mapping
from types import MappingProxyType

from chain.daden import uitvoering
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
        **uitvoering("bjz-tilburg/casemanager", "+1", "+84"),
        tekst="De casemanager spreekt het gezin elke week.",
    )


def _politie_houdt_zonder_school(loop: Loop, _zat: str) -> Loop:
    """Nobody at a school to tell."""
    loop.bespreek(HCO, betrokken="aanwezig")
    loop.doe("rmc", HCO, "besluit-terugkoppeling", geweigerd=True, nodig=True)
    return loop.eigen_plan(HCO, "rmc-tilburg/rmc-coordinator")


def _cjg_eigen_plan(loop: Loop, _zat: str) -> Loop:
    """The CJG helps, and is done."""
    loop.bespreek(CJG, betrokken="aanwezig").eigen_plan(CJG, _MW, weken=10)
    _huisbezoek(loop)
    return loop.na(1).sluit(CJG, "plan-afgerond")


def _cjg_match(loop: Loop, _zat: str) -> Loop:
    """A week later the ZAT discusses the same child; the call is recorded here too."""
    loop.bespreek(CJG, betrokken="aanwezig").eigen_plan(CJG, _MW, weken=10)
    return loop.na(12).volg_match_op(CJG)


def _cjg_gezin(loop: Loop, _zat: str) -> Loop:
    """One family, one plan, one coordinator: the goal stands in the file of each child."""
    loop.bespreek(CJG, betrokken="aanwezig").eigen_plan(CJG, _MW, weken=20)
    loop.doe(
        REGIE[CJG],
        CJG,
        "stel-doel",
        leefgebied="opvoeding",
        wat="Het gezin eet weer samen, zonder ruzie.",
        maatstaf="Vier weken achtereen lukt het vijf dagen in de week; het gezin houdt het bij.",
        wie=_MW,
        start="+1",
        streefdatum="+84",
    )
    loop.na(4).doe("zorgregisseur", CJG, "benoem-zorgcoordinator-gezin", coordinator=_MW)
    return loop.na(25).doe(
        "maatschappelijk-werk", CJG, "evalueer-doel", plandoel="@doel", oordeel="deels"
    )


def _cjg_gezin_sluit(loop: Loop, _zat: str) -> Loop:
    """Of one of the children the casus can close, once the zorgregisseur agrees."""
    loop.bespreek(CJG, betrokken="aanwezig").eigen_plan(CJG, _MW, weken=10)
    _huisbezoek(loop)
    loop.na(1).sluit(CJG, "plan-afgerond", geweigerd=True)
    loop.doe("zorgregisseur", CJG, "stem-in-met-afsluiten", reden="terug-naar-het-gezin")
    return loop.sluit(CJG, "plan-afgerond")


def _huisbezoek(loop: Loop) -> None:
    """Agreed, and kept."""
    loop.doe(
        "maatschappelijk-werk",
        CJG,
        "maak-afspraak",
        soort="huisbezoek",
        **uitvoering(_MW, "+2", "+42"),
        tekst="Elke twee weken een huisbezoek; in week zes kijken we samen terug.",
    )
    loop.na(39).doe("maatschappelijk-werk", CJG, "rond-afspraak-af", afloop="nagekomen")


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
        "cjg-match": _cjg_match,
        "cjg-gezin": _cjg_gezin,
        "cjg-gezin-sluit": _cjg_gezin_sluit,
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
