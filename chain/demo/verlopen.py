"""The roads that sample cases travel: one course of events per shape of road."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from chain.demo.loop import BJZ, CJG, HALT, HCO, JCO, REGIE, WEGING, Loop

Verloop = Callable[[str, str | None, str], Loop]
"""From the table that it is reported to, the ZAT of the school if there is one, and the decision
that the source of the data needs."""

_Terug = tuple[str, str]
"""Who carries feedback back, and to which ZAT."""

_MW = "mw-tilburg/maatschappelijk-werker"


def _eigen_plan_zat(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The ZAT helps by itself."""
    loop = Loop(bron).bespreek(tafel)
    loop.eigen_plan(tafel, "mw-tilburg/schoolmaatschappelijk-werker", weken=6)
    loop.koppel_terug(tafel, REGIE[tafel], tafel)
    return loop.na(30).sluit(tafel, "plan-afgerond")


def _zat_sluit(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The school's own support turns out to suffice."""
    loop = Loop(bron).bespreek(tafel, "sluiten").koppel_terug(tafel, REGIE[tafel], tafel)
    return loop.sluit(tafel, "geen-vervolg")


def _over(loop: Loop, tafel: str, naar: str, terug: _Terug | None = None) -> Loop:
    """Handed over, accepted, acted on, and only then closed."""
    loop.draag_over(tafel, naar)
    if terug:
        loop.koppel_terug(tafel, *terug)
    return _opgepakt(loop, tafel, naar, terug)


def _opgepakt(loop: Loop, tafel: str, naar: str, terug: _Terug | None = None) -> Loop:
    loop.na(1).accepteer(naar)
    loop.na(12).bevestig_actie(naar)
    if terug:
        loop.koppel_terug(tafel, *terug)
    return loop.sluit(tafel, "actie-bevestigd")


def _zat_naar(naar: str) -> Verloop:
    def verloop(tafel: str, _zat: str | None, bron: str) -> Loop:
        return _over(Loop(bron).bespreek(tafel, "overdragen"), tafel, naar, (REGIE[tafel], tafel))

    return verloop


def _zat_naar_cjg_gewogen(tafel: str, _zat: str | None, bron: str) -> Loop:
    """What concerns the parents, and free text, waits for a person; then it follows."""
    loop = Loop(bron).bespreek(tafel, "overdragen").draag_over(tafel, CJG)
    loop.na(2).doe(
        REGIE[tafel],
        tafel,
        "leg-weging-vast",
        verstrekking="@te-wegen",
        oordeel="verstrekken",
        artikel="9-2",
        factoren=WEGING["weging_factoren"],
        geldig_tot="+90",
    )
    loop.koppel_terug(tafel, REGIE[tafel], tafel)
    return _opgepakt(loop, tafel, CJG, (REGIE[tafel], tafel))


def _bij_hco(tafel: str, bron: str, uitkomst: str | None = None) -> Loop:
    """Discussed at the ZAT or the CJG first, then brought to the HCO and discussed there."""
    loop = Loop(bron).bespreek(tafel).breng_in(tafel)
    loop.bespreek(HCO, betrokken="vooraf-gesproken")
    return loop.stel_vast(HCO, uitkomst) if uitkomst else loop


def _hco_houdt(tafel: str, _zat: str | None, bron: str) -> Loop:
    """Problems in many places: the case stays under the Veiligheidshuis."""
    loop = _bij_hco(tafel, bron).meld_bekend(HCO, raad="nee", casemanager="ja", jeugdagent="ja")
    loop.eigen_plan(HCO, _MW).koppel_terug(HCO, "rmc", tafel)
    return loop.na(4).sluit(tafel, "overgenomen")


def _hco_naar(naar: str) -> Verloop:
    def verloop(tafel: str, _zat: str | None, bron: str) -> Loop:
        loop = _over(_bij_hco(tafel, bron, "overdragen"), HCO, naar, ("rmc", tafel))
        return loop.na(1).sluit(tafel, "overgenomen")

    return verloop


def _hco_naar_eigen_zat(tafel: str, _zat: str | None, bron: str) -> Loop:
    """Handed back to the ZAT that brought it in, with what it missed."""
    loop = _bij_hco(tafel, bron, "overdragen")
    loop.sluit(HCO, "actie-bevestigd", geweigerd=True)
    return _over(loop, HCO, tafel, ("rmc", tafel))


def _hco_terug_naar_inbrenger(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The HCO answers, and the ZAT goes on by itself."""
    loop = _bij_hco(tafel, bron, "terug-naar-inbrenger").koppel_terug(HCO, "rmc", tafel)
    loop.sluit(HCO, "geen-vervolg")
    loop.na(3).eigen_plan(tafel, "mw-tilburg/schoolmaatschappelijk-werker", weken=8)
    return loop.koppel_terug(tafel, REGIE[tafel], tafel)


def _hco_geweigerd_dan_bjz(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The CJG declines, Bureau Jeugdzorg accepts; meanwhile the holder stays the holder."""
    loop = _bij_hco(tafel, bron, "overdragen").draag_over(HCO, CJG).koppel_terug(HCO, "rmc", tafel)
    loop.doe(REGIE[CJG], CJG, "weiger", reden="een-andere-partij-past-beter")
    return _over(loop.na(1), HCO, BJZ).koppel_terug(HCO, "rmc", tafel)


def _hco_vraag_terug(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The CJG asks something first."""
    loop = _bij_hco(tafel, bron, "overdragen").draag_over(HCO, CJG).koppel_terug(HCO, "rmc", tafel)
    loop.doe(
        REGIE[CJG],
        CJG,
        "vraag-terug",
        toelichting="Weet het gezin dat wij bellen, en is er een tolk nodig?",
    )
    loop.na(2).doe(
        REGIE[HCO],
        HCO,
        "beantwoord-vraag",
        toelichting="Moeder verwacht uw telefoontje. Een tolk is niet nodig.",
    )
    return _opgepakt(loop, HCO, CJG, ("rmc", tafel))


def _hco_tussenbericht(tafel: str, _zat: str | None, bron: str) -> Loop:
    """It takes long, and the HCO hears so."""
    loop = _bij_hco(tafel, bron, "overdragen").draag_over(HCO, CJG).koppel_terug(HCO, "rmc", tafel)
    loop.na(1).accepteer(CJG)
    loop.na(7).doe(
        REGIE[CJG],
        CJG,
        "geef-tussenbericht",
        toelichting="Het eerste gesprek is geweest; de opvoedhulp begint volgende week.",
    )
    loop.na(7).bevestig_actie(CJG).koppel_terug(HCO, "rmc", tafel)
    return loop.sluit(HCO, "actie-bevestigd")


def _hco_doorverwezen(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The CJG hands on to Bureau Jeugdzorg; both confirm."""
    loop = _bij_hco(tafel, bron, "overdragen").draag_over(HCO, CJG).koppel_terug(HCO, "rmc", tafel)
    loop.na(1).accepteer(CJG)
    loop.na(5).verwijs_door(CJG, BJZ)
    loop.na(2).accepteer(BJZ)
    loop.na(8).bevestig_actie(BJZ)
    loop.na(1).bevestig_actie(CJG).koppel_terug(HCO, "rmc", tafel)
    return loop.sluit(HCO, "actie-bevestigd")


def _hco_vast(tafel: str, _zat: str | None, bron: str) -> Loop:
    """Offered, and no answer: this is the one that a ketenmanager must see."""
    loop = _bij_hco(tafel, bron, "overdragen").draag_over(HCO, CJG)
    return loop.koppel_terug(HCO, "rmc", tafel)


def _hco_ingetrokken(tafel: str, _zat: str | None, bron: str) -> Loop:
    """Withdrawn, because the HCO itself must act now."""
    loop = _bij_hco(tafel, bron, "overdragen").draag_over(HCO, CJG).koppel_terug(HCO, "rmc", tafel)
    loop.doe(REGIE[HCO], HCO, "vraag-intrekking", reden="een-andere-partij-past-beter")
    loop.na(1).doe(REGIE[CJG], CJG, "bevestig-intrekking")
    return loop.na(1).eigen_plan(HCO, "bjz-tilburg/casemanager")


def _hco_teruggave(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The CJG gives back what it had accepted; until that is accepted it stays the holder."""
    loop = _bij_hco(tafel, bron, "overdragen").draag_over(HCO, CJG).koppel_terug(HCO, "rmc", tafel)
    loop.na(1).accepteer(CJG)
    loop.na(8).doe(
        REGIE[CJG],
        CJG,
        "geef-terug",
        reden="buiten-de-doelgroep",
        **loop.grondslag(HCO),
        **WEGING,
    )
    loop.na(2).accepteer(HCO)
    return loop.na(1).eigen_plan(HCO, _MW)


def _hco_navraag(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The HCO asks the CJG what was done before it decides."""
    loop = Loop(bron).bespreek(tafel).breng_in(tafel)
    loop.na(1).doe(
        REGIE[HCO],
        HCO,
        "stel-navraag",
        naar_overleg=CJG,
        vraag="welke-acties-zijn-genomen",
        **loop.grondslag(CJG),
    )
    loop.na(2).doe(
        REGIE[CJG],
        CJG,
        "beantwoord-navraag",
        antwoord="ja",
        toelichting="Vorig jaar is opvoedhulp aangeboden; het gezin is een keer gekomen.",
        **loop.grondslag(HCO),
    )
    loop.bespreek(HCO, "overdragen")
    return _over(loop, HCO, CJG, ("rmc", tafel))


def _politie_naar(naar: str) -> Verloop:
    def verloop(tafel: str, _zat: str | None, bron: str) -> Loop:
        loop = Loop(bron).meld_bekend(HCO, raad="nee", maatschappelijk_werk="nee")
        return _over(loop.bespreek(tafel, "overdragen"), HCO, naar)

    return verloop


def _politie_school_hoort_het(tafel: str, zat: str | None, bron: str) -> Loop:
    """It was decided that the school must hear, for the young person's return to class."""
    loop = Loop(bron).bespreek(tafel, "overdragen")
    loop.doe("rmc", HCO, "besluit-terugkoppeling", nodig=True)
    if zat is None:
        raise ValueError("a school that hears has a ZAT")
    loop.draag_over(HCO, zat).na(1).accepteer(zat)
    loop.koppel_terug(HCO, "rmc", zat)
    loop.na(8).bevestig_actie(zat).koppel_terug(HCO, "rmc", zat)
    return loop.sluit(HCO, "actie-bevestigd")


def _politie_houdt(tafel: str, _zat: str | None, bron: str) -> Loop:
    """Crime, no help that is accepted: the Veiligheidshuis keeps it."""
    loop = Loop(bron).meld_bekend(HCO, raad="ja", novadic="ja", jongerenwerk="ja")
    loop.bespreek(tafel, betrokken="niet-om-veiligheid")
    loop.doe("rmc", HCO, "besluit-terugkoppeling", nodig=False)
    loop.eigen_plan(HCO, "bjz-tilburg/casemanager")
    return loop.na(5).doe(
        REGIE[HCO],
        HCO,
        "voeg-informatie-toe",
        veld="afspraak",
        tekst="De casemanager spreekt het gezin elke week; de wijkagent groet op straat.",
        doel="afstemming-zorg-en-veiligheid",
    )


def _politie_houdt_zonder_school(tafel: str, _zat: str | None, bron: str) -> Loop:
    """Nobody at a school to tell."""
    loop = Loop(bron).bespreek(tafel, betrokken="aanwezig")
    loop.doe("rmc", HCO, "besluit-terugkoppeling", geweigerd=True, nodig=True)
    return loop.eigen_plan(HCO, "rmc-tilburg/rmc-coordinator")


def _cjg_eigen_plan(tafel: str, _zat: str | None, bron: str) -> Loop:
    """One family, one plan."""
    loop = Loop(bron).bespreek(tafel, betrokken="aanwezig").eigen_plan(CJG, _MW, weken=10)
    loop.na(10).doe(
        "maatschappelijk-werk",
        CJG,
        "voeg-informatie-toe",
        veld="afspraak",
        tekst="Elke twee weken een huisbezoek; in week zes kijken we samen terug.",
        doel="hulpverlening",
    )
    return loop.na(30).sluit(CJG, "plan-afgerond")


def _cjg_toestemming_ingetrokken(tafel: str, _zat: str | None, bron: str) -> Loop:
    """Consent is withdrawn along the way: from then on it counts as not given."""
    loop = Loop(bron).bespreek(tafel, betrokken="aanwezig").eigen_plan(CJG, _MW, weken=10)
    return loop.na(9).doe(REGIE[CJG], CJG, "trek-toestemming-in", toestemming="@toestemming")


def _cjg_naar(naar: str) -> Verloop:
    def verloop(tafel: str, _zat: str | None, bron: str) -> Loop:
        return _over(Loop(bron).bespreek(tafel, "overdragen", "aanwezig"), CJG, naar)

    return verloop


def _cjg_naar_hco(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The CJG is stuck and brings it in; the HCO answers."""
    loop = _bij_hco(tafel, bron, "terug-naar-inbrenger").sluit(HCO, "geen-vervolg")
    return loop.na(2).eigen_plan(CJG, _MW)


def _jco_naar(naar: str) -> Verloop:
    def verloop(tafel: str, _zat: str | None, bron: str) -> Loop:
        loop = Loop(bron).bespreek(tafel, "overdragen", "aanwezig")
        loop.doe("raad", JCO, "besluit-terugkoppeling", nodig=False)
        return _over(loop, JCO, naar)

    return verloop


def _jco_school_hoort_het(tafel: str, _zat: str | None, bron: str) -> Loop:
    """The member of the Raad tells the school, because it happened there."""
    loop = Loop(bron).bespreek(tafel, "overdragen", "aanwezig")
    loop.doe("raad", JCO, "besluit-terugkoppeling", nodig=True)
    loop.draag_over(JCO, HALT).na(1).doe("raad", JCO, "bericht:doorgeven")
    loop.na(1).accepteer(HALT)
    loop.na(12).bevestig_actie(HALT)
    loop.na(1).doe("raad", JCO, "bericht:doorgeven")
    return loop.sluit(JCO, "actie-bevestigd")


VERLOPEN: Mapping[str, Verloop] = MappingProxyType(
    {
        "zat-eigen-plan": _eigen_plan_zat,
        "zat-sluit": _zat_sluit,
        "zat-cjg": _zat_naar(CJG),
        "zat-cjg-gewogen": _zat_naar_cjg_gewogen,
        "zat-bjz": _zat_naar(BJZ),
        "zat-hco-houdt": _hco_houdt,
        "zat-hco-cjg": _hco_naar(CJG),
        "zat-hco-bjz": _hco_naar(BJZ),
        "zat-hco-zat": _hco_naar_eigen_zat,
        "zat-hco-terug": _hco_terug_naar_inbrenger,
        "zat-hco-geweigerd": _hco_geweigerd_dan_bjz,
        "zat-hco-vraag-terug": _hco_vraag_terug,
        "zat-hco-tussenbericht": _hco_tussenbericht,
        "zat-hco-doorverwezen": _hco_doorverwezen,
        "zat-hco-vast": _hco_vast,
        "zat-hco-ingetrokken": _hco_ingetrokken,
        "zat-hco-teruggave": _hco_teruggave,
        "zat-hco-navraag": _hco_navraag,
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
