"""From facts to attributes: what cannot be established counts as not met."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.elements import Categorie, Veld
from contracts.events.verstrekking import (
    Doorbreking,
    Ontheffing,
    Ontheffingsgrond,
    Overdrachtsvraag,
    Weegfactor,
)
from contracts.vocabulary import (
    Doel,
    Domein,
    Geheimhouding,
    Grond,
    Leeftijdsband,
    Organisatietype,
    Relatie,
)
from privacy_gate.domain.afleiden import element_kenmerken, stoelen
from privacy_gate.domain.kenmerken import Instemming, Kenmerken
from tests.poort.verzoeken import (
    JEUGDIGE,
    OP,
    OUDER,
    element,
    functie,
    id_van,
    inhoud,
    tilburg,
    toestemming,
    verzoek,
    weging,
)

GEEN, GEGEVEN, UITDRUKKELIJK = Instemming.GEEN, Instemming.GEGEVEN, Instemming.UITDRUKKELIJK
HULP = Doel.HULPVERLENING
COORDINATOR = "het-baken/zat-coordinator"


def kenmerken(
    seat: str = "cjg-tilburg/procesregisseur",
    *,
    veld: Veld = Veld.GEZONDHEID,
    vastgelegd: str = COORDINATOR,
    gegeven: dict[str, Any] | None = None,
    van: str = "zat-het-baken",
    naar: str = "cjg-tilburg",
    **changes: Any,
) -> Kenmerken:
    one = element(1, veld, vastgelegd, **(gegeven or {}))
    asked = verzoek(van, naar, one, **({"doel": HULP} | changes))
    kind = tilburg().zetelsoort(functie(seat))
    stoel = next(stoel for stoel in stoelen(tilburg(), naar) if stoel.zetel == kind)
    return element_kenmerken(asked, tilburg(), one)(stoel)


def gaf(*givers: str, **changes: Any) -> dict[str, Any]:
    over = changes.pop("over", JEUGDIGE)
    consents = [toestemming(g, over, HULP, Domein.ZORG, **changes) for g in givers]
    return {"toestemmingen": tuple(consents)}


@given(
    st.sampled_from(Leeftijdsband),
    st.sets(st.sampled_from(["jeugdige", "vertegenwoordiger", "betrokkene"])),
)
def test_wie_toestemming_geeft_hangt_van_de_leeftijd_af(
    band: Leeftijdsband, gevers: set[str]
) -> None:
    needed = {
        Leeftijdsband.ONDER_12: {"vertegenwoordiger"},
        Leeftijdsband.VAN_12_TOT_16: {"jeugdige", "vertegenwoordiger"},
        Leeftijdsband.VANAF_16: {"jeugdige"},
        Leeftijdsband.ONBEKEND: {"niemand"},
    }[band]
    found = kenmerken(leeftijdsband=band, **gaf(*gevers))["toestemming"]
    assert found == (GEGEVEN if needed <= gevers else GEEN)


@pytest.mark.parametrize(
    "changes",
    [
        {"over": OUDER},
        {"doel": Doel.AFSTEMMING},
        {"ontvangers": (Domein.VEILIGHEID,)},
        {"categorieen": (Categorie.VERSLAVING,)},
        {"gegeven_op": OP + timedelta(days=1)},
        {"ingetrokken_op": OP},
    ],
)
def test_toestemming_geldt_voor_persoon_doel_ontvanger_categorie_en_dag(
    changes: dict[str, Any],
) -> None:
    both = ("jeugdige", "vertegenwoordiger")
    given_ = gaf(*both)
    assert kenmerken(**given_)["toestemming"] == GEGEVEN
    altered = tuple(one.model_copy(update=changes) for one in given_["toestemmingen"])
    assert kenmerken(toestemmingen=altered)["toestemming"] == GEEN


def test_toestemming_geldt_vanaf_haar_dag() -> None:
    assert (
        kenmerken(**gaf("jeugdige", "vertegenwoordiger", gegeven_op=OP))["toestemming"] == GEGEVEN
    )


def test_een_intrekking_geldt_vanaf_haar_dag() -> None:
    later = gaf("jeugdige", "vertegenwoordiger", ingetrokken_op=OP + timedelta(days=1))
    assert kenmerken(**later)["toestemming"] == GEGEVEN


def test_uitdrukkelijk_is_zij_alleen_als_ieder_die_nodig_is_het_zo_gaf() -> None:
    both = gaf("jeugdige", "vertegenwoordiger", uitdrukkelijk=True)["toestemmingen"]
    assert kenmerken(toestemmingen=both)["toestemming"] == UITDRUKKELIJK
    half = (both[0], both[1].model_copy(update={"uitdrukkelijk": False}))
    assert kenmerken(toestemmingen=half)["toestemming"] == GEGEVEN


def test_een_ouder_stemt_zelf_toe_en_een_broer_niet_alleen() -> None:
    parent = {"relatie": Relatie.OUDER}
    assert kenmerken(gegeven=parent, **gaf("betrokkene", over=OUDER))["toestemming"] == GEGEVEN
    assert kenmerken(gegeven=parent, **gaf("jeugdige"))["toestemming"] == GEEN
    brother = {"relatie": Relatie.BROER_ZUS}
    alone = gaf("betrokkene", over="b" * 26)
    both = gaf("betrokkene", "vertegenwoordiger", over="b" * 26)
    assert kenmerken(gegeven=brother, **alone)["toestemming"] == GEEN
    assert kenmerken(gegeven=brother, **both)["toestemming"] == GEGEVEN


@pytest.mark.parametrize("gegeven", [{"over": OUDER}, {"relatie": Relatie.OUDER, "over": JEUGDIGE}])
def test_een_onware_relatie_telt_als_ander(gegeven: dict[str, Any]) -> None:
    assert kenmerken(gegeven=gegeven)["persoon"] == "ander"


@pytest.mark.parametrize(
    ("artikel", "changes", "expected"),
    [
        ("9-2", {}, "9-2"),
        ("43", {}, "43"),
        ("9-2", {"factoren": tuple(Weegfactor)[:4]}, "geen"),
        ("43", {"noodzaak": None}, "geen"),
        ("43", {"belang": None}, "geen"),
        ("9-2", {"naar_domein": Domein.VEILIGHEID}, "geen"),
        ("9-2", {"geldig_tot": OP - timedelta(days=1), "gewogen_op": date(2026, 1, 1)}, "geen"),
        ("9-2", {"gewogen_op": OP + timedelta(days=1)}, "geen"),
        ("9-2", {"gewogen_op": OP, "geldig_tot": OP}, "9-2"),
        ("9-2", {"elementen": ()}, "geen"),
        ("9-2", {"door": functie("om-tilburg/officier-van-justitie")}, "geen"),
        ("9-2", {"door": functie("jgz-tilburg/jeugdarts")}, "9-2"),
    ],
)
def test_een_weging_telt_alleen_als_zij_klopt(
    artikel: str, changes: dict[str, Any], expected: str
) -> None:
    one = element(1, Veld.GEZONDHEID, COORDINATOR)
    weighed = weging(artikel, (one,), Domein.ZORG, functie(COORDINATOR))
    altered = weighed.model_copy(update=changes)
    assert kenmerken(wegingen=(altered,))["weging"] == expected


@pytest.mark.parametrize(
    ("grond", "changes", "expected"),
    [
        (Grond.TOESTEMMING, {}, "geen"),
        (Grond.TOESTEMMING, gaf("jeugdige", "vertegenwoordiger"), "a"),
        (Grond.VITAAL_BELANG, {}, "geen"),
        (Grond.VITAAL_BELANG, {"acuut_gevaar": True}, "d"),
        (Grond.PUBLIEKE_TAAK, {}, "e"),
        (Grond.WETTELIJKE_PLICHT, {}, "c"),
        (Grond.GERECHTVAARDIGD_BELANG, {}, "f"),
    ],
)
def test_een_grondslag_telt_als_zijn_voorwaarde_er_is(
    grond: Grond, changes: dict[str, Any], expected: str
) -> None:
    assert kenmerken(grond=grond, **changes)["grond"] == expected


def test_een_publieke_taak_is_van_de_verzender_of_van_de_ontvanger() -> None:
    mee, cjg = "mee-tilburg/consulent", "cjg-tilburg/procesregisseur"
    private: dict[str, Any] = {"door": functie(mee), "van": "hco-tilburg"}
    assert kenmerken(mee, **private)["grond"] == "geen"
    assert kenmerken(cjg, **private)["grond"] == "e"


def test_het_regime_blijft_aan_de_bron_hangen() -> None:
    police = {"brontype": Organisatietype.POLITIE}
    assert kenmerken(gegeven=police)["regime"] == "wpg"
    hidden = {"brontype": Organisatietype.SCHOOL}
    agent = "politie-tilburg/jeugdagent"
    assert kenmerken(vastgelegd=agent, gegeven=hidden)["regime"] == "wpg"
    assert kenmerken(vastgelegd="om-tilburg/officier-van-justitie")["regime"] == "wjsg"


def test_een_verzender_kan_geheimhouding_niet_wegnemen() -> None:
    assert kenmerken(gegeven={"geheim": Geheimhouding.GEEN})["geheim"] == "beroepsgeheim"
    added = {"geheim": Geheimhouding.AMBT}
    assert kenmerken(veld=Veld.VERZUIM, gegeven=added)["geheim"] == "ambtsgeheim"


def test_eigen_is_wat_dezelfde_organisatie_aan_dit_overleg_vastlegde() -> None:
    jgz = "jgz-tilburg/jeugdverpleegkundige"
    own: dict[str, Any] = {"van": "cjg-tilburg", "vastgelegd": jgz}
    assert kenmerken(jgz, **own)["eigen-gegeven"] == "ja"
    assert kenmerken("mee-tilburg/consulent", **own)["eigen-gegeven"] == "nee"
    assert kenmerken(jgz, vastgelegd=jgz)["eigen-gegeven"] == "nee"


@pytest.mark.parametrize(
    ("veld", "door", "gevonden"),
    [
        (Veld.BEKEND_BIJ_OVERIG, "mw-tilburg/maatschappelijk-werker", "gezondheid"),
        (Veld.BEKEND_BIJ_OVERIG, "novadic/behandelaar", "verslaving"),
        (Veld.BEKEND_BIJ_OVERIG, "reclassering/reclasseringswerker", "strafrechtelijk"),
        (Veld.BEKEND_BIJ_POLITIE, "novadic/behandelaar", "verslaving"),
        (Veld.BEKEND_BIJ_OVERIG, "leerplicht-tilburg/x", "hulpverleningsgeschiedenis"),
        (Veld.BEKEND_BIJ_ZORG, "politie-tilburg/jeugdagent", "gezondheid"),
        (Veld.AFSPRAAK, "novadic/behandelaar", "afspraken"),
    ],
)
def test_bekend_is_wat_de_partner_ervan_maakt(veld: Veld, door: str, gevonden: str) -> None:
    assert kenmerken(veld=veld, vastgelegd=door)["categorie"] == gevonden


def test_toestemming_moet_ook_gelden_voor_wat_bekend_zijn_betekent() -> None:
    known: dict[str, Any] = {
        "veld": Veld.BEKEND_BIJ_OVERIG,
        "vastgelegd": "mw-tilburg/maatschappelijk-werker",
    }
    both = ("jeugdige", "vertegenwoordiger")
    stated = gaf(*both, categorieen=(Categorie.HULPVERLENINGSGESCHIEDENIS,))
    assert kenmerken(**known, **stated)["toestemming"] == GEEN
    meant = gaf(*both, categorieen=(Categorie.HULPVERLENINGSGESCHIEDENIS, Categorie.GEZONDHEID))
    assert kenmerken(**known, **meant)["toestemming"] == GEGEVEN


def test_van_twee_genoemde_bronnen_telt_wie_het_meest_verraadt() -> None:
    hidden = {"brontype": Organisatietype.SCHOOL}
    assert kenmerken(vastgelegd="novadic/behandelaar", gegeven=hidden)["bron"] == "verslavingszorg"
    claimed = {"brontype": Organisatietype.GGZ}
    assert kenmerken(gegeven=claimed)["bron"] == "ggz"
    assert kenmerken(gegeven={"brontype": Organisatietype.LEERPLICHT})["bron"] == "leerplicht"


def test_de_plicht_van_de_bron_geldt_ook_als_de_verzender_haar_niet_noemt() -> None:
    one = {"geheim": Geheimhouding.GEEN}
    found = kenmerken(veld=Veld.AFSPRAAK, vastgelegd="novadic/behandelaar", gegeven=one)
    assert found["geheim"] == "beroepsgeheim"


@pytest.mark.parametrize(
    ("changes", "relatie", "gevaar"),
    [
        ({}, Relatie.JEUGDIGE, "nee"),
        ({"gevaar_voor": "ander"}, Relatie.JEUGDIGE, "nee"),
        ({"acuut_gevaar": True}, Relatie.JEUGDIGE, "voor-betrokkene"),
        ({"acuut_gevaar": True}, Relatie.OUDER, "voor-ander"),
        ({"acuut_gevaar": True, "gevaar_voor": "ander"}, Relatie.JEUGDIGE, "voor-ander"),
        ({"acuut_gevaar": True, "gevaar_voor": "ander"}, Relatie.OUDER, "voor-ander"),
    ],
)
def test_voor_wie_het_gevaar_is(changes: dict[str, Any], relatie: Relatie, gevaar: str) -> None:
    assert kenmerken(gegeven={"relatie": relatie}, **changes)["acuut-gevaar"] == gevaar


def test_vragen_is_niet_onmogelijk_na_een_intrekking() -> None:
    impossible: dict[str, Any] = {"toestemming_onmogelijk": True}
    assert kenmerken(**impossible)["toestemming"] == Instemming.ONMOGELIJK
    given_ = gaf("jeugdige", "vertegenwoordiger")
    assert kenmerken(**impossible, **given_)["toestemming"] == GEGEVEN
    withdrawn = gaf("jeugdige", ingetrokken_op=OP)
    assert kenmerken(**impossible, **withdrawn)["toestemming"] == GEEN


@pytest.mark.parametrize("band", Leeftijdsband)
def test_voor_wie_wilsonbekwaam_is_beslist_de_vertegenwoordiger(band: Leeftijdsband) -> None:
    cannot: dict[str, Any] = {"leeftijdsband": band, "wilsonbekwaam": True}
    assert kenmerken(**cannot, **gaf("vertegenwoordiger"))["toestemming"] == GEGEVEN
    assert kenmerken(**cannot, **gaf("jeugdige"))["toestemming"] == GEEN


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "rechtsvordering"),
        ({"elementen": ()}, "geen"),
        ({"vastgelegd_op": OP + timedelta(days=1)}, "geen"),
        ({"vastgelegd_op": OP - timedelta(days=1)}, "rechtsvordering"),
        ({"door": functie("om-tilburg/officier-van-justitie")}, "geen"),
        ({"door": functie("jgz-tilburg/jeugdarts")}, "rechtsvordering"),
    ],
)
def test_een_ontheffing_telt_van_de_verstrekkende_kant(
    changes: dict[str, Any], expected: str
) -> None:
    recorded = Ontheffing(
        id="x" * 26,
        grond=Ontheffingsgrond.RECHTSVORDERING,
        elementen=(id_van(1),),
        door=functie(COORDINATOR),
        vastgelegd_op=OP,
    )
    one = recorded.model_copy(update=changes)
    assert kenmerken(ontheffingen=(one,))["ontheffing"] == expected


def test_verzet_is_van_wie_het_maakte() -> None:
    assert kenmerken(verzet=(JEUGDIGE,))["verzet"] == "ja"
    assert kenmerken(verzet=(OUDER,))["verzet"] == "nee"
    parent = {"relatie": Relatie.OUDER}
    assert kenmerken(gegeven=parent, verzet=(OUDER,))["verzet"] == "ja"


@pytest.mark.parametrize("soort", ["overdrachtsaanbod", "aanvulling"])
@pytest.mark.parametrize(
    ("verband", "vraag", "expected"),
    [
        (True, Overdrachtsvraag.HULP_STARTEN, "ja"),
        (True, Overdrachtsvraag.TERUG_NAAR_SCHOOL, "ja"),
        (False, Overdrachtsvraag.TERUG_NAAR_SCHOOL, "terugkeer"),
        (False, Overdrachtsvraag.HULP_STARTEN, "nee"),
    ],
)
def test_wat_een_feit_met_school_te_maken_heeft(
    soort: str, verband: bool, vraag: Overdrachtsvraag, expected: str
) -> None:
    asked = inhoud(soort).model_copy(update={"vraag": vraag})
    found = kenmerken(gegeven={"schoolverband": verband}, inhoud=asked)
    assert found["schoolverband"] == expected
    assert kenmerken()["schoolverband"] == "nee"


def test_zwijgen_moet_ieder_op_die_zetel() -> None:
    assert kenmerken("jongerenwerk-tilburg/jongerenwerker")["ontvanger-zwijgt"] == "nee"
    assert kenmerken("mee-tilburg/consulent")["ontvanger-zwijgt"] == "ja"


@pytest.mark.parametrize("doorbreking", Doorbreking)
def test_een_doorbreking_wordt_overgenomen_zoals_zij_is_vastgelegd(
    doorbreking: Doorbreking,
) -> None:
    assert kenmerken(doorbreking=doorbreking)["doorbreking"] == doorbreking
