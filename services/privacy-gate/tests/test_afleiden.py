"""From facts to attributes: what cannot be established counts as not met."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.elements import Categorie, Veld
from contracts.events.verstrekking import Doorbreking, Weegfactor
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


def test_zwijgen_moet_ieder_op_die_zetel() -> None:
    assert kenmerken("jongerenwerk-tilburg/jongerenwerker")["ontvanger-zwijgt"] == "nee"
    assert kenmerken("mee-tilburg/consulent")["ontvanger-zwijgt"] == "ja"


def test_een_doorbreking_wordt_overgenomen_zoals_zij_is_vastgelegd() -> None:
    found = kenmerken(doorbreking=Doorbreking.MELDRECHT)
    assert found["doorbreking"] == "meldrecht-kindermishandeling"
