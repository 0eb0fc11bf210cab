"""A table finds that two files are of one family; from then on they have one plan."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chain.daden import AANBOD, bespreking, uitvoering
from contracts.events.beheer import FunctieToegekend
from contracts.events.gezinsplan import DoelGesteld, GezinVastgesteld
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import REGISTER
from contracts.vocabulary import Domein, Functie
from infra.kernel import derived_id
from infra.testing.sessions import bearer

REGIE, WERKER = "cjg-huis/procesregisseur", "mw/maatschappelijk-werker"
ZORGREGISSEUR = Functie(organisatie="gemeente", rol="regisseur")
PLAN = uitvoering(REGIE, "2026-03-02", "2026-09-01")
DOEL = {
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


class Cjg:
    """A table with children, each reported in a family; steps by who directs it."""

    def __init__(self, instantie: Any) -> None:
        self.instantie = instantie
        self.kind = instantie.meld_aan("cjg", REGIE)
        wie = ident("medewerker", str(ZORGREGISSEUR))
        toegekend = FunctieToegekend(medewerker=wie, functie=ZORGREGISSEUR, vanaf=date(2020, 1, 1))
        instantie.hoor(REGISTER, toegekend)
        self.doe(self.kind.casus, "bespreek", **AANWEZIG)
        self.doe(self.kind.casus, "stel-plan-vast", **PLAN)

    def meld(self, naam: str, gezin: str) -> str:
        """Another child is reported; it has a plan."""
        feit = self.instantie.ander_kind(self.kind, naam, gezin=gezin)
        self.doe(feit.casus, "bespreek", **AANWEZIG)
        self.doe(feit.casus, "stel-plan-vast", **PLAN)
        return str(feit.casus)

    def probeer(self, casus: str, stap: str, **invoer: Any) -> Any:
        return self.instantie.als(REGIE).post(f"/v1/casussen/{casus}/stappen/{stap}", json=invoer)

    def doe(self, casus: str, stap: str, **invoer: Any) -> None:
        antwoord = self.probeer(casus, stap, **invoer)
        assert antwoord.status_code == 200, antwoord.text

    def benoem(self, casus: str, wie: str) -> None:
        url = f"/v1/casussen/{casus}/stappen/benoem-zorgcoordinator-gezin"
        assert self.regisseur().post(url, json={"coordinator": wie}).status_code == 200

    def regisseur(self) -> Any:
        wie = bearer(ident("medewerker", str(ZORGREGISSEUR)), self.instantie.parts.name)
        return type(self.instantie.als(REGIE))(self.instantie.instance.web, wie)

    def nu(self, casus: str) -> Any:
        return self.instantie.als(REGIE).get(f"/v1/casussen/{casus}").json()

    def doelen(self, casus: str) -> dict[str, tuple[str, str | None]]:
        """By id what a goal says, and what was last found of it."""
        nu = self.nu(casus)
        waarde = {e["id"]: e["waarde"] for e in nu["elementen"]}
        return {d["id"]: (waarde[d["element"]].split(".")[0], d["oordeel"]) for d in nu["doelen"]}


AANWEZIG = bespreking("2026-03-02")


@pytest.fixture
def cjg(instantie: Maak) -> Cjg:
    return Cjg(instantie(Domein.ZORG))


def test_brought_together_two_families_have_one_plan(cjg: Cjg) -> None:
    hier, ander = cjg.kind.casus, ident("gezin", "ander")
    broer, nicht, zus = (
        cjg.meld("broer", cjg.kind.gezin),
        cjg.meld("nicht", ander),
        cjg.meld("zus", ander),
    )
    cjg.doe(hier, "stel-doel", **DOEL)
    cjg.doe(nicht, "stel-doel", **DOEL | {"leefgebied": "opvoeding", "wat": "Rust in huis."})
    cjg.benoem(nicht, WERKER)
    cjg.instantie.gezegd()
    cjg.doe(hier, "neem-op-in-gezin", met=nicht)
    gezegd = cjg.instantie.gezegd()
    gevonden = [f for f in gezegd if isinstance(f, GezinVastgesteld)]
    assert sorted(f.casus for f in gevonden) == sorted((hier, broer, nicht, zus))
    assert len({f.gezin for f in gevonden} - {cjg.kind.gezin, ander}) == 1
    gesteld = [f for f in gezegd if isinstance(f, DoelGesteld)]
    assert len({f.element.waarde.sleutel for f in gesteld}) == len(gesteld) == 4
    assert len({f.element.id for f in gesteld}) == 4
    plan = cjg.doelen(hier)
    assert {wat for wat, _ in plan.values()} == {"De schulden zijn geregeld", "Rust in huis"}
    for kind in (broer, nicht, zus):
        assert cjg.doelen(kind) == plan
        assert cjg.nu(kind)["zorgcoordinatorGezin"]["rol"] == "maatschappelijk-werker"
    (gezin,) = cjg.regisseur().get("/v1/gezinnen").json()["gezinnen"]
    assert {k["casus"] for k in gezin["kinderen"]} == {hier, broer, nicht, zus}
    cjg.doe(zus, "evalueer-doel", plandoel=next(iter(plan)), oordeel="behaald")
    assert cjg.doelen(broer) == cjg.doelen(zus) != plan


def test_who_is_reported_later_in_one_of_them_joins_both(cjg: Cjg) -> None:
    ander = cjg.meld("ander", ident("gezin", "ander"))
    cjg.doe(ander, "stel-doel", **DOEL)
    cjg.doe(cjg.kind.casus, "neem-op-in-gezin", met=ander)
    later = cjg.meld("later", cjg.kind.gezin)
    assert cjg.doelen(later) == cjg.doelen(ander) != {}
    vreemd = cjg.meld("vreemd", ident("gezin", "vreemd"))
    assert cjg.doelen(vreemd) == {}


def test_who_is_reported_where_others_are_in_two_families_by_now_joins_neither(cjg: Cjg) -> None:
    hier, broer = cjg.kind.casus, cjg.meld("broer", cjg.kind.gezin)
    ander = cjg.meld("ander", ident("gezin", "ander"))
    cjg.doe(broer, "haal-uit-gezin")
    cjg.doe(hier, "neem-op-in-gezin", met=ander)
    cjg.doe(hier, "stel-doel", **DOEL)
    cjg.doe(broer, "stel-doel", **DOEL)
    assert cjg.doelen(cjg.meld("later", cjg.kind.gezin)) == {}


def test_a_file_that_is_opened_again_does_not_follow_who_was_taken_out(
    cjg: Cjg, instantie: Maak
) -> None:
    broer = cjg.meld("broer", cjg.kind.gezin)
    cjg.doe(broer, "haal-uit-gezin")
    cjg.doe(broer, "stel-doel", **DOEL)
    cjg.doe(cjg.kind.casus, "sluit-casus", reden="plan-afgerond")
    zat = instantie(Domein.ONDERWIJS)
    zat.meld_aan("zat", "het-baken/zat-coordinator")
    zat.stap("het-baken/zat-coordinator", "zat", "bespreek", **AANWEZIG)
    zat.gezegd()
    zat.stap("het-baken/zat-coordinator", "zat", "draag-over", naar_overleg="cjg", **AANBOD)
    (gevraagd,) = (f for f in zat.gezegd() if isinstance(f, VerstrekkingGevraagd))
    zat.bezorg(gevraagd, cjg.instantie)
    nu = cjg.nu(cjg.kind.casus)
    assert not nu["afgesloten"]
    assert nu["doelen"] == []


def test_a_closed_file_moves_along_and_hears_it_when_it_is_opened_again(cjg: Cjg) -> None:
    broer = cjg.meld("broer", cjg.kind.gezin)
    cjg.doe(broer, "sluit-casus", reden="plan-afgerond")
    ander = cjg.meld("ander", ident("gezin", "ander"))
    cjg.doe(ander, "stel-doel", **DOEL)
    cjg.doe(cjg.kind.casus, "neem-op-in-gezin", met=ander)
    assert cjg.doelen(broer) == {}
    cjg.doe(broer, "heropen-casus")
    assert cjg.doelen(broer) == cjg.doelen(ander)


def test_out_of_it_each_plan_is_its_own_and_what_is_not_true_lapses(cjg: Cjg) -> None:
    hier, ander = cjg.kind.casus, cjg.meld("ander", ident("gezin", "ander"))
    cjg.doe(ander, "stel-doel", **DOEL)
    cjg.doe(hier, "neem-op-in-gezin", met=ander)
    (samen,) = cjg.doelen(hier)
    cjg.doe(hier, "haal-uit-gezin")
    (eigen,) = cjg.doelen(hier)
    assert eigen != samen
    cjg.doe(hier, "evalueer-doel", plandoel=eigen, oordeel="vervallen")
    assert cjg.doelen(hier) == {}
    assert "schulden" not in str(cjg.nu(hier))
    assert cjg.doelen(ander) == {samen: ("De schulden zijn geregeld", None)}
    assert cjg.doelen(cjg.meld("later", cjg.kind.gezin)) == {}
    cjg.doe(hier, "neem-op-in-gezin", met=ander)
    assert cjg.doelen(hier) == cjg.doelen(ander)


def test_only_an_open_casus_of_the_same_table_can_be_meant(cjg: Cjg) -> None:
    hier, ander = cjg.kind.casus, cjg.meld("ander", ident("gezin", "ander"))
    cjg.doe(ander, "sluit-casus", reden="plan-afgerond")
    elders = {"overleg": "loket", "gezin": ident("elders")}
    feit = cjg.instantie.ander_kind(cjg.kind, "elders", **elders)
    for met in (ander, hier, feit.casus, ident("casus", "onbekend")):
        antwoord = cjg.probeer(hier, "neem-op-in-gezin", met=met)
        assert antwoord.status_code == 409
        assert "een open casus van een ander kind" in antwoord.json()["detail"]


def test_on_the_page_who_directs_picks_a_number_and_nobody_else_sees_who_is_family(
    cjg: Cjg,
) -> None:
    klant, pad = cjg.instantie.als(REGIE), f"/casussen/{cjg.kind.casus}"
    assert "neem-op-in-gezin" not in klant.get(pad).text
    hier, ander = cjg.kind.casus, cjg.meld("ander", ident("gezin", "ander"))
    assert "haal-uit-gezin" not in klant.get(pad).text
    nummer = f"C-{ander[:4]}-{ander[4:8]}".upper()
    assert f'<option value="{ander}">{nummer}</option>' in klant.get(pad).text
    assert "Broers en zussen" not in klant.get(pad).text
    stap = f"{pad}/stappen/neem-op-in-gezin"
    assert klant.post(stap, data={}).status_code == 400
    assert klant.post(stap, data={"neem-op-in-gezin--met": ander}).status_code == 303
    blad = klant.get(pad).text
    assert "Broers en zussen" in blad
    assert "haal-uit-gezin" in blad
    assert "neem-op-in-gezin" not in blad
    assert f'<option value="{ander}">' not in blad
    assert "Broers en zussen" not in cjg.instantie.als(WERKER).get(pad).text
    assert klant.post(f"{pad}/stappen/haal-uit-gezin", data={}).status_code == 303
    assert "Broers en zussen" not in klant.get(pad).text
    assert cjg.doelen(hier) == {}
