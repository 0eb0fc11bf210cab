"""Brothers and sisters at one table: one plan, and for each child a file of its own."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg import store
from casusoverleg.clocks.klokken import KLOKKEN
from chain.daden import bespreking, uitvoering
from contracts.events.beheer import FunctieToegekend
from contracts.events.gezinsplan import DoelGesteld
from contracts.events.intake import CasusAangemeld
from contracts.events.opschaling import HerinneringGegeven
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import REGISTER
from contracts.vocabulary import Domein, Functie
from infra.kernel import derived_id
from infra.keys import KeyDestroyed
from infra.testing.sessions import bearer

REGIE, WERKER = "cjg-huis/procesregisseur", "mw/maatschappelijk-werker"
ZORGREGISSEUR = Functie(organisatie="gemeente", rol="regisseur")
VAN_GEZIN = {
    "leefgebied": "huishouden",
    "wat": "De schulden zijn geregeld.",
    "maatstaf": "Drie maanden geen aanmaning.",
    "wie": WERKER,
    "start": "2026-03-02",
    "streefdatum": "2026-06-01",
}
Maak = Callable[[Domein], Any]


def ident(*delen: str) -> str:
    return derived_id(b"test", *delen)


@pytest.fixture
def cjg(instantie: Maak) -> Any:
    """A child of a family lies at the CJG, which made a plan; a zorgregisseur is there too."""
    made = instantie(Domein.ZORG)
    made.kind = made.meld_aan("cjg", REGIE)
    wie = ident("medewerker", str(ZORGREGISSEUR))
    toegekend = FunctieToegekend(medewerker=wie, functie=ZORGREGISSEUR, vanaf=date(2020, 1, 1))
    made.hoor(REGISTER, toegekend)
    made.stap(REGIE, "cjg", "bespreek", **bespreking("2026-03-02"))
    plan = uitvoering(REGIE, "2026-03-02", "2026-09-01")
    made.stap(REGIE, "cjg", "stel-plan-vast", **plan)
    made.gezegd()
    return made


def meld_broer(cjg: Any, naam: str = "broer", **anders: Any) -> str:
    """A brother is reported; his casus."""
    feit: CasusAangemeld = cjg.ander_kind(cjg.kind, naam, **anders)
    return feit.casus


def casus_van(cjg: Any, casus: str) -> Any:
    return cjg.als(REGIE).get(f"/v1/casussen/{casus}").json()


def teksten(cjg: Any, casus: str) -> list[str]:
    """The goals of a file in words, as who directs the table opens them."""
    gezien = casus_van(cjg, casus)
    doelen = {d["element"] for d in gezien["doelen"]}
    return [e["waarde"] for e in gezien["elementen"] if e["id"] in doelen]


@pytest.mark.parametrize("genoemd", [{}, {"persoon": ident("betrokkene")}])
def test_a_goal_of_the_family_is_sealed_for_each_child_apart(
    cjg: Any, genoemd: dict[str, str]
) -> None:
    assert genoemd.get("persoon", cjg.kind.betrokkene) == cjg.kind.betrokkene
    broer = meld_broer(cjg)
    buurjongen = meld_broer(cjg, "buurjongen", gezin=ident("ander gezin"))
    cjg.gezegd()
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN | genoemd)
    gezegd = cjg.gezegd()
    hier, daar = (f for f in gezegd if isinstance(f, DoelGesteld))
    assert (hier.casus, daar.casus) == (cjg.kind.casus, broer)
    assert hier.plandoel == daar.plandoel
    assert hier.element.id != daar.element.id
    assert hier.element.waarde.sleutel != daar.element.waarde.sleutel
    assert daar.element.over == ident("betrokkene", "broer")
    gevraagd = [f for f in gezegd if isinstance(f, VerstrekkingGevraagd)]
    assert {f.casus for f in gevraagd} == {cjg.kind.casus, broer}
    assert len({f.verstrekking for f in gevraagd}) == 2
    tekst = ["De schulden zijn geregeld. Bereikt als: Drie maanden geen aanmaning."]
    assert teksten(cjg, cjg.kind.casus) == teksten(cjg, broer) == tekst
    assert teksten(cjg, buurjongen) == []


def test_a_goal_of_one_child_stays_in_its_own_file(cjg: Any) -> None:
    broer = meld_broer(cjg)
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN | {"leefgebied": "school-en-werk"})
    assert len(teksten(cjg, cjg.kind.casus)) == 1
    assert teksten(cjg, broer) == []


def test_evaluated_once_is_evaluated_in_every_file_and_history_is_kept(cjg: Any) -> None:
    broer = meld_broer(cjg)
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN)
    (doel,) = casus_van(cjg, broer)["doelen"]
    cjg.stap(WERKER, "cjg", "evalueer-doel", plandoel=doel["id"], oordeel="deels")
    assert [d["oordeel"] for d in casus_van(cjg, broer)["doelen"]] == ["deels"]
    zonder = {k: v for k, v in VAN_GEZIN.items() if k != "leefgebied"}
    cjg.stap(REGIE, "cjg", "stel-doel-bij", **zonder | {"plandoel": doel["id"], "wat": "Rust."})
    was, nu = casus_van(cjg, broer)["doelen"]
    assert (was["oordeel"], was["bijgesteldOp"]) == ("deels", "2026-03-02")
    assert (nu["id"], nu["oordeel"], nu["bijgesteldOp"]) == (doel["id"], None, None)
    assert teksten(cjg, broer)[-1].startswith("Rust.")


def test_a_child_that_comes_later_joins_the_plan_of_its_family(cjg: Any) -> None:
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN | {"over": "ouder"})
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN | {"leefgebied": "school-en-werk"})
    benoem(cjg)
    cjg.gezegd()
    zusje = meld_broer(cjg, "zusje")
    (gesteld,) = (f for f in cjg.gezegd() if isinstance(f, DoelGesteld))
    assert gesteld.casus == zusje
    (doel,) = casus_van(cjg, zusje)["doelen"]
    hier = casus_van(cjg, cjg.kind.casus)
    assert doel["id"] == hier["doelen"][0]["id"]
    ouder = next(e["over"] for e in hier["elementen"] if e["id"] == hier["doelen"][0]["element"])
    assert gesteld.element.over == ouder
    assert gesteld.element.id != hier["doelen"][0]["element"]
    assert teksten(cjg, zusje) == teksten(cjg, cjg.kind.casus)[:1]
    assert casus_van(cjg, zusje)["zorgcoordinatorGezin"]["rol"] == "maatschappelijk-werker"


def regisseur(cjg: Any) -> Any:
    return type(cjg.als(REGIE))(
        cjg.instance.web, bearer(ident("medewerker", str(ZORGREGISSEUR)), cjg.parts.name)
    )


def benoem(cjg: Any) -> None:
    url = f"/v1/casussen/{cjg.kind.casus}/stappen/benoem-zorgcoordinator-gezin"
    antwoord = regisseur(cjg).post(url, json={"coordinator": WERKER})
    assert antwoord.status_code == 200, antwoord.text


def test_the_zorgregisseur_names_one_for_the_family_and_opens_no_file(cjg: Any) -> None:
    broer = meld_broer(cjg)
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN)
    benoem(cjg)
    assert casus_van(cjg, broer)["zorgcoordinatorGezin"]["rol"] == "maatschappelijk-werker"
    (gezin,) = regisseur(cjg).get("/v1/gezinnen").json()["gezinnen"]
    assert {k["casus"]: (k["doelen"], k["nietGeevalueerd"]) for k in gezin["kinderen"]} == {
        cjg.kind.casus: (1, 1),
        broer: (1, 1),
    }
    assert regisseur(cjg).get(f"/v1/casussen/{broer}").status_code == 404
    assert "schulden" not in regisseur(cjg).get("/gezinnen").text
    with cjg.parts.database.reading() as session:
        assert {str(een.functie) for een in store.inzagen(session, broer)} == {REGIE}


def test_who_is_no_zorgregisseur_has_no_such_door(cjg: Any) -> None:
    url = f"/v1/casussen/{cjg.kind.casus}/stappen/benoem-zorgcoordinator-gezin"
    assert cjg.als(WERKER).post(url, json={"coordinator": WERKER}).status_code == 404
    assert cjg.als(WERKER).get("/v1/gezinnen").json() == {"gezinnen": []}
    # Who stands in for him does so as long as nobody has his seat, and somebody has.
    assert cjg.als(REGIE).post(url, json={"coordinator": WERKER}).status_code == 404


def test_bureau_jeugdzorg_for_one_child_ends_the_naming_for_all(cjg: Any) -> None:
    broer = meld_broer(cjg)
    benoem(cjg)
    url = f"/v1/casussen/{broer}/stappen/leg-jeugdzorg-vast"
    assert cjg.als(REGIE).post(url, json={"coordineert": True}).status_code == 200
    assert casus_van(cjg, cjg.kind.casus)["zorgcoordinatorGezin"] is None
    assert casus_van(cjg, broer)["zorgcoordinatorGezin"] is None
    naam = f"/v1/casussen/{cjg.kind.casus}/stappen/benoem-zorgcoordinator-gezin"
    antwoord = regisseur(cjg).post(naam, json={"coordinator": WERKER})
    assert "Bureau Jeugdzorg" in antwoord.json()["detail"]


def veld(pagina: str, einde: str) -> str:
    """The name of the field that ends so."""
    gevonden = re.search(rf'name="([0-9a-z-]+--{einde})"', pagina)
    assert gevonden, einde
    return gevonden[1]


def test_every_step_of_the_plan_is_a_form_on_a_page(cjg: Any) -> None:
    pad = f"/casussen/{cjg.kind.casus}"
    ingevuld = {f"stel-doel--{naam}": waarde for naam, waarde in VAN_GEZIN.items()}
    klant = cjg.als(REGIE)
    fout = klant.post(f"{pad}/stappen/stel-doel", data=ingevuld | {"stel-doel--maatstaf": ""})
    assert fout.status_code == 400
    assert "waaraan men ziet dat het bereikt is" in fout.text
    assert klant.post(f"{pad}/stappen/stel-doel", data=ingevuld).status_code == 303
    blad = klant.get(pad).text
    assert "Bereikt als: Drie maanden geen aanmaning." in blad
    assert "Het gezin" in blad
    (doel,) = casus_van(cjg, cjg.kind.casus)["doelen"]
    anders = {"stel-doel-bij--plandoel": doel["id"]} | {
        f"stel-doel-bij--{k}": v for k, v in VAN_GEZIN.items() if k != "leefgebied"
    }
    assert klant.post(f"{pad}/stappen/stel-doel-bij", data=anders).status_code == 303
    oordeel = {"evalueer-doel--plandoel": doel["id"], "evalueer-doel--oordeel": "deels"}
    assert klant.post(f"{pad}/stappen/evalueer-doel", data=oordeel).status_code == 303
    blad = klant.get(pad).text
    assert "Bijgesteld op 02-03-2026" in blad
    assert "deels (procesregisseur)" in blad

    zij = regisseur(cjg)
    leeg = zij.get("/gezinnen").text
    naar = f"/gezinnen/{cjg.kind.casus}"
    keuze = {veld(leeg, "coordinator"): WERKER}
    assert zij.post(f"{naar}/benoem-zorgcoordinator-gezin", data=keuze).status_code == 303
    sluit = {"sluit-casus--reden": "plan-afgerond"}
    geweigerd = klant.post(f"{pad}/stappen/sluit-casus", data=sluit)
    assert geweigerd.status_code == 409
    assert "de zorgregisseur (gemeente/regisseur) moet eerst instemmen" in geweigerd.text
    benoemd = zij.get("/gezinnen").text
    assert "Maatschappelijk werker, mw" in benoemd
    reden = {veld(benoemd, "reden"): "terug-naar-het-gezin"}
    assert zij.post(f"{naar}/stem-in-met-afsluiten", data={}).status_code == 400
    assert zij.post(f"{naar}/stem-in-met-afsluiten", data=reden).status_code == 303
    assert zij.post(f"{naar}/stem-in-met-afsluiten", data=reden).status_code == 404
    assert "stemde op 02-03-2026 in" in klant.get(pad).text
    assert klant.post(f"{pad}/stappen/sluit-casus", data=sluit).status_code == 303


def test_a_refusal_comes_back_on_the_page_of_the_zorgregisseur(cjg: Any) -> None:
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN)
    benoem(cjg)
    zij = regisseur(cjg)
    reden = {veld(zij.get("/gezinnen").text, "reden"): "lichtere-hulp"}
    antwoord = zij.post(f"/gezinnen/{cjg.kind.casus}/stem-in-met-afsluiten", data=reden)
    assert antwoord.status_code == 409
    assert "evalueer dat eerst" in antwoord.text


def test_on_the_day_of_a_goal_who_directs_is_reminded(cjg: Any) -> None:
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN)
    (klokken,) = [timer for timer in cjg.instance.timers if timer.name == KLOKKEN]
    cjg.gezegd()
    cjg.clock.set(cjg.clock.now() + timedelta(days=91))
    klokken.run()
    gezegd = [f.klok for f in cjg.gezegd() if isinstance(f, HerinneringGegeven)]
    assert "doel-evalueren" not in gezegd
    cjg.clock.set(cjg.clock.now() + timedelta(days=1))
    klokken.run()
    herinnerd = {str(f.klok): str(f.aan) for f in cjg.gezegd() if isinstance(f, HerinneringGegeven)}
    assert herinnerd["doel-evalueren"] == REGIE


def test_a_file_that_is_opened_again_hears_what_it_missed(cjg: Any) -> None:
    broer = meld_broer(cjg)
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN)
    (doel,) = casus_van(cjg, broer)["doelen"]
    klant = cjg.als(REGIE)

    def bij_broer(stap: str, **invoer: str) -> None:
        antwoord = klant.post(f"/v1/casussen/{broer}/stappen/{stap}", json=invoer)
        assert antwoord.status_code == 200, antwoord.text

    aanwezig = bespreking("2026-03-02")
    bij_broer("bespreek", **aanwezig)
    bij_broer("stel-uitkomst-vast", uitkomst="sluiten")
    bij_broer("sluit-casus", reden="geen-vervolg")
    zonder = {k: v for k, v in VAN_GEZIN.items() if k != "leefgebied"} | {"wat": "Rust."}
    cjg.stap(REGIE, "cjg", "stel-doel-bij", **zonder, plandoel=doel["id"])
    cjg.stap(REGIE, "cjg", "evalueer-doel", plandoel=doel["id"], oordeel="deels")
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN | {"leefgebied": "opvoeding"})
    benoem(cjg)
    assert len(casus_van(cjg, broer)["doelen"]) == 1
    bij_broer("heropen-casus")
    hier, daar = casus_van(cjg, cjg.kind.casus), casus_van(cjg, broer)
    for naam in ("id", "streefdatum", "oordeel"):
        assert [d[naam] for d in daar["doelen"]] == [d[naam] for d in hier["doelen"]]
    assert teksten(cjg, broer) == teksten(cjg, cjg.kind.casus)
    assert daar["zorgcoordinatorGezin"] == hier["zorgcoordinatorGezin"] is not None


def test_who_works_at_a_goal_has_it_on_his_list_of_actions(cjg: Any) -> None:
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN)
    lijst = cjg.als(WERKER).get("/v1/acties").json()["acties"]
    mijn = [(a["wat"], a["uiterlijk"]) for a in lijst if a["wie"]["organisatie"] == "mw"]
    assert mijn == [("Werken aan een doel van het plan", "2026-06-01")]
    (doel,) = casus_van(cjg, cjg.kind.casus)["doelen"]
    cjg.stap(WERKER, "cjg", "evalueer-doel", plandoel=doel["id"], oordeel="behaald")
    lijst = cjg.als(WERKER).get("/v1/acties").json()["acties"]
    assert [a for a in lijst if a["wie"]["organisatie"] == "mw"] == []


def test_erasing_one_child_takes_its_goals_and_leaves_those_of_its_family(cjg: Any) -> None:
    broer = meld_broer(cjg)
    cjg.stap(REGIE, "cjg", "stel-doel", **VAN_GEZIN)
    gezegd = cjg.handel_alles_af()
    hier, _ = (f.element for f in gezegd if isinstance(f, DoelGesteld))
    tekst = teksten(cjg, broer)
    cjg.stap(REGIE, "cjg", "sluit-casus", reden="plan-afgerond")
    cjg.vernietig(REGIE, "cjg")
    with pytest.raises(KeyDestroyed):
        cjg.parts.keys.open(hier.waarde, hier.id)
    assert casus_van(cjg, cjg.kind.casus)["doelen"] == []
    zusje = meld_broer(cjg, "zusje")
    assert teksten(cjg, broer) == teksten(cjg, zusje) == tekst
    (gezin,) = regisseur(cjg).get("/v1/gezinnen").json()["gezinnen"]
    assert {k["casus"] for k in gezin["kinderen"]} == {broer, zusje}
    assert regisseur(cjg).get("/gezinnen").status_code == 200
