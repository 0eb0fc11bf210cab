"""May the content itself pass? Road by road, and what the receiver sees of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from contracts.covenant import Convenant
from privacy_gate.domain.beslissen import Besluit, beslis
from privacy_gate.domain.inhoud import VreemdVerzoek
from privacy_gate.domain.kenmerken import Samenhang
from privacy_gate.domain.overbrengen import overgebracht
from privacy_gate.store.wetboek import wetboek
from tests.poort.verzoeken import DING, OP, functie, inhoud, tilburg, verzoek

NIEUW, OVERGEDRAGEN = Samenhang.NIEUW, Samenhang.OVERGEDRAGEN
ZAT, CJG, HCO, JCO = "zat-het-baken", "cjg-tilburg", "hco-tilburg", "jco-tilburg"
RMC, RAAD = "rmc-tilburg/rmc-coordinator", "rvdk/raadsonderzoeker"
AGENT = "politie-tilburg/jeugdagent"
EEN_DAG = timedelta(days=1)
KETENMANAGER = "veiligheidshuis-tilburg/ketenmanager"


def besluit(
    soort: str, van: str, naar: str, *, samenhang: Samenhang = Samenhang.LOPEND, **changes: Any
) -> Besluit:
    convenant = changes.pop("convenant", tilburg())
    if "door" in changes:
        changes["door"] = functie(changes["door"])
    changes["inhoud"] = inhoud(soort, changes.pop("handelaar", "cjg-tilburg/procesregisseur"))
    return beslis(verzoek(van, naar, **changes), convenant, samenhang, wet=wetboek())


def test_een_verlopen_convenant_begint_niets_nieuws_en_maakt_af_wat_loopt() -> None:
    ended = tilburg().model_copy(update={"geldig_tot": date(2026, 1, 1)})
    assert not besluit("inbreng", ZAT, HCO, convenant=ended).doorgelaten
    assert besluit("overdrachtstap", CJG, HCO, convenant=ended).doorgelaten
    assert besluit("bespreking", ZAT, ZAT, convenant=ended).doorgelaten


@pytest.mark.parametrize(
    ("begint", "eindigt", "gaat"),
    [
        (OP, None, True),
        (OP + EEN_DAG, None, False),
        (OP - EEN_DAG, OP + EEN_DAG, True),
        (OP - EEN_DAG, OP, False),
    ],
)
def test_een_convenant_geldt_van_zijn_dag_tot_zijn_dag(
    begint: date, eindigt: date | None, gaat: bool
) -> None:
    changed = tilburg().model_copy(update={"geldig_van": begint, "geldig_tot": eindigt})
    assert besluit("inbreng", ZAT, HCO, convenant=changed).doorgelaten is gaat


@pytest.mark.parametrize("changes", [{"naar_overleg": "elders"}, {"van_domein": "justitie"}])
def test_wie_een_ander_overleg_noemt_wordt_niet_gehoord(changes: dict[str, Any]) -> None:
    asked = verzoek(ZAT, HCO, inhoud=inhoud("inbreng"), **changes)
    with pytest.raises(VreemdVerzoek):
        beslis(asked, tilburg(), Samenhang.NIEUW, wet=wetboek())


def test_de_school_hoort_niet_dat_de_verslavingszorg_handelde() -> None:
    asked = besluit("terugkoppeling", HCO, ZAT, door=RMC, handelaar="novadic/behandelaar")
    content, _ = overgebracht(asked, tilburg(), lambda _kind, name: name)
    assert "novadic" not in content.model_dump_json()
    assert getattr(content, "door", None) == functie(RMC)


def test_de_school_hoort_niet_dat_de_verslavingszorg_verantwoordelijk_is() -> None:
    asked = besluit("houdermelding", HCO, ZAT, handelaar="novadic/behandelaar")
    content, _ = overgebracht(asked, tilburg(), lambda _kind, name: name)
    assert getattr(content, "houder", None) == "veiligheidshuis-tilburg"
    assert "novadic" not in content.model_dump_json()


def test_de_school_hoort_niet_dat_de_politie_verstrekte() -> None:
    asked = besluit("overdrachtsaanbod", HCO, ZAT, door="politie-tilburg/jeugdagent")
    _, door = overgebracht(asked, tilburg(), lambda _kind, name: name)
    assert door == functie(KETENMANAGER)


def test_wie_in_de_zorg_handelde_hoort_het_hco_wel() -> None:
    asked = besluit("overdrachtstap", CJG, HCO)
    content, door = overgebracht(asked, tilburg(), lambda _kind, name: name)
    assert content == asked.verzoek.inhoud
    assert door == asked.verzoek.door


@pytest.mark.parametrize("soort", ["overdrachtstap", "navraagantwoord", "aanvulling"])
def test_elke_id_in_de_inhoud_wordt_vertaald(soort: str) -> None:
    asked = besluit(soort, CJG, HCO)
    content, _ = overgebracht(asked, tilburg(), lambda _kind, _name: "z" * 26)
    assert DING not in content.model_dump_json()


@pytest.mark.parametrize(("wie", "gaat"), [(RMC, True), (AGENT, True), (RAAD, False)])
def test_ieder_die_de_weg_noemt_mag_terugkoppelen(wie: str, gaat: bool) -> None:
    regio = tilburg().model_dump(mode="json")
    young = {"leeftijd": {"van": 12, "tot": 15}, "door": AGENT}
    regio["wegen"]["zat-naar-hco"]["terugkoppeling"]["dragers"] = [young]
    asked = verzoek(HCO, ZAT, inhoud=inhoud("terugkoppeling"), door=functie(wie))
    found = beslis(asked, Convenant.model_validate(regio), Samenhang.LOPEND, wet=wetboek())
    assert found.doorgelaten is gaat


MELDER_HOORT = {"wanneer": "altijd", "aan_rol": "huisarts", "melder_hoort": True}


def _terug(van: str, naar: str, wie: str, aan: str) -> bool:
    """Does feedback for this organisation in this role pass, where a reporter of JGZ listens?"""
    regio = tilburg().model_dump(mode="json")
    regio["wegen"]["aanmelding-cjg"]["terugkoppeling"] |= MELDER_HOORT
    convenant = Convenant.model_validate(regio)
    functie_aan = functie(aan)
    told = inhoud("terugkoppeling").model_copy(
        update={"aan_rol": functie_aan.rol, "aan_organisatie": functie_aan.organisatie}
    )
    asked = verzoek(van, naar, inhoud=told, door=functie(wie))
    return beslis(asked, convenant, Samenhang.LOPEND, wet=wetboek()).doorgelaten


@pytest.mark.parametrize(
    ("van", "naar", "wie", "aan", "gaat"),
    [
        (HCO, ZAT, RMC, "het-baken/zorgcoordinator-school", True),
        (HCO, ZAT, RMC, "de-vaart/zorgcoordinator-school", False),
        (HCO, ZAT, RMC, "het-baken/mentor", False),
        (CJG, CJG, "cjg-tilburg/procesregisseur", "jgz-tilburg/huisarts", True),
        (CJG, CJG, "cjg-tilburg/procesregisseur", "mee-tilburg/huisarts", False),
        (CJG, CJG, "cjg-tilburg/procesregisseur", "jgz-tilburg/jeugdarts", False),
    ],
)
def test_terugkoppeling_gaat_alleen_naar_wie_daar_zit_of_daar_meldde_en_luistert(
    *, van: str, naar: str, wie: str, aan: str, gaat: bool
) -> None:
    assert _terug(van, naar, wie, aan) is gaat


MEE, HALT = "mee-tilburg/consulent", "halt-tilburg/halt-medewerker"


@pytest.mark.parametrize(
    ("soort", "tafels", "wie", "aan", "gaat"),
    [
        ("terugkoppeling", (HCO, HCO), MEE, HALT, True),
        ("terugkoppeling", (HCO, HCO), AGENT, HALT, False),
        ("terugkoppeling", (HCO, HCO), KETENMANAGER, HALT, False),
        ("terugkoppeling", (HCO, HCO), MEE, "halt-tilburg/stagiair", False),
        ("terugkoppeling", (HCO, CJG), MEE, HALT, False),
        ("ontvangstbevestiging", (HCO, HCO), HALT, None, True),
        ("ontvangstbevestiging", (HCO, HCO), "halt-tilburg/stagiair", None, False),
        ("ontvangstbevestiging", (HCO, CJG), HALT, None, False),
    ],
)
def test_wie_vertegenwoordigt_geeft_het_door_en_die_partner_bevestigt(
    soort: str, tafels: tuple[str, str], wie: str, aan: str | None, gaat: bool
) -> None:
    regio = tilburg().model_dump(mode="json")
    regio["overleggen"][HCO]["vertegenwoordigt"] = {MEE: [HALT]}
    told = inhoud(soort)
    if aan is not None:
        to = functie(aan)
        told = told.model_copy(update={"aan_rol": to.rol, "aan_organisatie": to.organisatie})
    asked = verzoek(*tafels, inhoud=told, door=functie(wie))
    found = beslis(asked, Convenant.model_validate(regio), Samenhang.LOPEND, wet=wetboek())
    assert found.doorgelaten is gaat
