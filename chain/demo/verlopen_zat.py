"""The roads that begin at a ZAT, each as a course of events."""

from collections.abc import Mapping
from types import MappingProxyType

from chain.daden import geoordeeld, gewogen
from chain.demo.loop import BJZ, CJG, HCO, REGIE, Loop, Verloop

_MW = "mw-tilburg/maatschappelijk-werker"


def _eigen_plan_zat(loop: Loop, zat: str) -> Loop:
    """The ZAT helps by itself."""
    loop.bespreek(zat)
    loop.eigen_plan(zat, "mw-tilburg/schoolmaatschappelijk-werker", weken=6)
    loop.koppel_terug(zat, REGIE[zat], zat)
    return loop.na(30).sluit(zat, "plan-afgerond")


def _zat_match(loop: Loop, zat: str) -> Loop:
    """The CJG turns out to have the same child: they call each other before the school hears."""
    loop.bespreek(zat)
    loop.eigen_plan(zat, "mw-tilburg/schoolmaatschappelijk-werker", weken=6)
    return loop.na(2).volg_match_op(zat).koppel_terug(zat, REGIE[zat], zat)


def _zat_sluit(loop: Loop, zat: str) -> Loop:
    """The school's own support turns out to suffice."""
    loop.bespreek(zat, "sluiten").koppel_terug(zat, REGIE[zat], zat)
    return loop.sluit(zat, "geen-vervolg")


def _zat_naar_cjg(loop: Loop, zat: str) -> Loop:
    """More is needed than the school can give."""
    loop.bespreek(zat, "overdragen")
    return loop.over(zat, CJG, (REGIE[zat], zat))


def _zat_naar_bjz(loop: Loop, zat: str) -> Loop:
    """From 12 to 16 the young person consents too, beside the parents."""
    loop.bespreek(zat, "overdragen", "aanwezig")
    loop.doe(
        REGIE[zat],
        zat,
        "leg-toestemming-vast",
        door="jeugdige",
        uitdrukkelijk=True,
        doel="hulpverlening",
        categorieen=["identificatie", "gedrag-op-school", "slachtofferschap"],
        ontvangers=["zorg"],
        gegeven_op="+0",
    )
    return loop.over(zat, BJZ, (REGIE[zat], zat))


def _zat_naar_cjg_gewogen(loop: Loop, zat: str) -> Loop:
    """What concerns the parents, and free text, waits for a person; then it follows."""
    loop.bespreek(zat, "overdragen").draag_over(zat, CJG)
    loop.na(2).doe(
        REGIE[zat],
        zat,
        "leg-weging-vast",
        verstrekking="@te-wegen",
        **geoordeeld("+90"),
    )
    loop.koppel_terug(zat, REGIE[zat], zat)
    return loop.opgepakt(zat, CJG, (REGIE[zat], zat))


def _naar_cjg(loop: Loop, zat: str) -> Loop:
    """Brought to the HCO, which offers it to the CJG; the school hears that."""
    return loop.via_hco(zat, "overdragen").draag_over(HCO, CJG).koppel_terug(HCO, "rmc", zat)


def _hco_houdt(loop: Loop, zat: str) -> Loop:
    """Problems in many places: the case stays under the Veiligheidshuis."""
    loop.via_hco(zat).meld_bekend(HCO, raad="nee", casemanager="ja", jeugdagent="ja")
    loop.eigen_plan(HCO, _MW).koppel_terug(HCO, "rmc", zat)
    return loop.na(4).sluit(zat, "overgenomen")


def _hco_naar(naar: str) -> Verloop:
    def verloop(loop: Loop, zat: str) -> Loop:
        loop.via_hco(zat, "overdragen").over(HCO, naar, ("rmc", zat))
        return loop.na(1).sluit(zat, "overgenomen")

    return verloop


def _hco_naar_eigen_zat(loop: Loop, zat: str) -> Loop:
    """Handed back to the ZAT that brought it in, with what it missed."""
    loop.via_hco(zat, "overdragen")
    loop.sluit(HCO, "actie-bevestigd", geweigerd=True)
    return loop.over(HCO, zat, ("rmc", zat))


def _hco_terug_naar_inbrenger(loop: Loop, zat: str) -> Loop:
    """The HCO answers, and the ZAT goes on by itself."""
    loop.via_hco(zat, "terug-naar-inbrenger").koppel_terug(HCO, "rmc", zat)
    loop.sluit(HCO, "geen-vervolg")
    loop.na(3).eigen_plan(zat, "mw-tilburg/schoolmaatschappelijk-werker", weken=8)
    return loop.koppel_terug(zat, REGIE[zat], zat)


def _hco_geweigerd_dan_bjz(loop: Loop, zat: str) -> Loop:
    """The CJG declines, Bureau Jeugdzorg accepts; meanwhile the holder stays the holder."""
    _naar_cjg(loop, zat)
    loop.doe(REGIE[CJG], CJG, "weiger", reden="een-andere-partij-past-beter")
    return loop.na(1).draag_over(HCO, BJZ).opgepakt(HCO, BJZ, ("rmc", zat))


def _hco_vraag_terug(loop: Loop, zat: str) -> Loop:
    """The CJG asks something first."""
    _naar_cjg(loop, zat)
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
    return loop.opgepakt(HCO, CJG, ("rmc", zat))


def _hco_tussenbericht(loop: Loop, zat: str) -> Loop:
    """It takes long, and the HCO hears so."""
    _naar_cjg(loop, zat)
    loop.na(1).accepteer(CJG)
    loop.na(7).doe(
        REGIE[CJG],
        CJG,
        "geef-tussenbericht",
        toelichting="Het eerste gesprek is geweest; de opvoedhulp begint volgende week.",
    )
    loop.na(7).bevestig_actie(CJG).koppel_terug(HCO, "rmc", zat)
    return loop.sluit(HCO, "actie-bevestigd")


def _hco_doorverwezen(loop: Loop, zat: str) -> Loop:
    """The CJG hands on to Bureau Jeugdzorg; both confirm."""
    _naar_cjg(loop, zat)
    loop.na(1).accepteer(CJG)
    loop.na(5).verwijs_door(CJG, BJZ)
    loop.na(2).accepteer(BJZ)
    loop.na(8).bevestig_actie(BJZ)
    loop.na(1).bevestig_actie(CJG).koppel_terug(HCO, "rmc", zat)
    return loop.sluit(HCO, "actie-bevestigd")


def _hco_vast(loop: Loop, zat: str) -> Loop:
    """Offered, and no answer: this is the one that a ketenmanager must see."""
    loop.via_hco(zat, "overdragen").draag_over(HCO, CJG)
    return loop.koppel_terug(HCO, "rmc", zat)


def _hco_ingetrokken(loop: Loop, zat: str) -> Loop:
    """Withdrawn, because the HCO itself must act now."""
    _naar_cjg(loop, zat)
    loop.doe(REGIE[HCO], HCO, "vraag-intrekking", reden="een-andere-partij-past-beter")
    loop.na(1).doe(REGIE[CJG], CJG, "bevestig-intrekking")
    return loop.na(1).eigen_plan(HCO, "bjz-tilburg/casemanager")


def _hco_teruggave(loop: Loop, zat: str) -> Loop:
    """The CJG gives back what it had accepted; until that is accepted it stays the holder."""
    _naar_cjg(loop, zat)
    loop.na(1).accepteer(CJG)
    loop.na(8).doe(
        REGIE[CJG],
        CJG,
        "geef-terug",
        reden="buiten-de-doelgroep",
        **loop.grondslag(HCO),
        **gewogen("+90"),
    )
    loop.na(2).accepteer(HCO)
    return loop.na(1).eigen_plan(HCO, _MW)


def _hco_navraag(loop: Loop, zat: str) -> Loop:
    """The HCO asks the CJG what was done before it decides."""
    loop.bespreek(zat).breng_in(zat)
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
    return loop.over(HCO, CJG, ("rmc", zat))


VERLOPEN_ZAT: Mapping[str, Verloop] = MappingProxyType(
    {
        "zat-eigen-plan": _eigen_plan_zat,
        "zat-match": _zat_match,
        "zat-sluit": _zat_sluit,
        "zat-cjg": _zat_naar_cjg,
        "zat-cjg-gewogen": _zat_naar_cjg_gewogen,
        "zat-bjz": _zat_naar_bjz,
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
    }
)
"""By the name that a sample case gives its road."""
