"""Which files at a table are of one family, and what lapses in a plan."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.fold import verhaal
from casusoverleg.domain.gezinsplan.plan import Gezinsplan
from casusoverleg.domain.stappen.command import Commando
from chain.daden import bespreking
from chain.daden import commando as c
from contracts.events.gezinsplan import GezinVastgesteld
from contracts.events.privacy_gate import VerstrekkingAfgehandeld
from contracts.events.verstrekking import Elementuitkomst
from contracts.vocabulary import Functie, Organisatietype, Uitkomst, Zetelsoort
from infra.testing.nested import put_in

REGIE = Functie(organisatie="cjg-huis", rol="procesregisseur")
WERKER = Functie(organisatie="mw", rol="maatschappelijk-werker")
BROER = "1" * 26
DOEL = {
    "leefgebied": "huishouden",
    "wat": "De schulden zijn geregeld.",
    "maatstaf": "Drie maanden geen aanmaning.",
    "wie": "mw/maatschappelijk-werker",
    "start": "2026-03-02",
    "streefdatum": "2026-05-01",
}


SAMEN, UIT = c("neem-op-in-gezin", met=BROER), c("haal-uit-gezin")


@pytest.fixture
def cjg(wereld: Any) -> Any:
    """A child lies at the CJG, whose plan has a goal of the family."""
    wereld.casussen["zat"] = None
    wereld.meld_aan("cjg", REGIE, houder="cjg-huis")
    wereld.moet("cjg", c("bespreek", **bespreking("2026-03-02")))
    plan = {"uitvoerder": "cjg-huis/procesregisseur", "start": "2026-03-02"}
    wereld.moet("cjg", c("stel-plan-vast", **plan, beoogd_einde="2026-09-01"))
    wereld.moet("cjg", c("stel-doel", **DOEL))
    return wereld


def ander_kind(casus: Casus, **anders: Any) -> Casus:
    """The file of another child at the same table."""
    eigen = {"id": BROER, "betrokkene": "2" * 26, "gezin": None, "gezinsplan": Gezinsplan()}
    return replace(casus, **(eigen | anders))


def vastgesteld(cjg: Any, commando: Commando, **meer: Any) -> GezinVastgesteld:
    (feit,) = cjg.doe("cjg", commando, **meer)
    assert isinstance(feit, GezinVastgesteld)
    return feit


def test_the_family_is_a_new_one_that_nobody_was_reported_in(cjg: Any) -> None:
    casus = cjg.casus("cjg")
    for daar in ("3" * 26, None):
        cjg.casussen["cjg"] = casus
        feit = vastgesteld(cjg, SAMEN, andere=(ander_kind(casus, gezin=daar),))
        assert (feit.met, feit.door) == (BROER, REGIE)
        assert feit.gezin not in (casus.gezin, daar)
        assert cjg.casus("cjg").gezin == feit.gezin
        assert "Gezin vastgesteld" in str(verhaal(feit, date(2026, 3, 2), str))


def test_what_cannot_be_brought_together(cjg: Any) -> None:
    casus = cjg.casus("cjg")
    lid = cjg.convenant.overleggen["cjg"].functies()[1]
    assert "aan de regie" in cjg.weigert("cjg", SAMEN, lid)
    for andere, reden in (
        ((), "een open casus van een ander kind"),
        ((ander_kind(casus, betrokkene=casus.betrokkene),), "een open casus van een ander kind"),
        ((ander_kind(casus, gezin=casus.gezin),), "staan al in een gezin"),
    ):
        assert reden in cjg.doe("cjg", SAMEN, andere=andere).reden


def test_two_coordinators_are_one_first(cjg: Any) -> None:
    casus = cjg.casus("cjg")
    hier = ander_kind(casus, id="4" * 26, gezinsplan=Gezinsplan(coordinator=WERKER))
    daar = ander_kind(casus, gezinsplan=Gezinsplan(coordinator=REGIE))
    assert "dezelfde benoemen" in cjg.doe("cjg", SAMEN, gezin=(hier,), andere=(daar,)).reden
    gesloten = replace(hier, gesloten_op=cjg.op)
    assert vastgesteld(cjg, SAMEN, gezin=(gesloten,), andere=(daar,)).met == BROER


def test_out_of_the_family_goals_go_on_each_by_itself(cjg: Any) -> None:
    casus = cjg.casus("cjg")
    assert "geen ander dossier" in cjg.doe("cjg", UIT).reden
    cjg.moet("cjg", c("stel-doel", **DOEL | {"leefgebied": "school-en-werk"}))
    samen, alleen = (d.id for d in cjg.casus("cjg").gezinsplan.doelen)
    broer = ander_kind(casus, gezin=casus.gezin, gezinsplan=casus.gezinsplan)
    feit = vastgesteld(cjg, UIT, gezin=(broer,))
    (verder,) = feit.verder
    assert verder.plandoel == samen != verder.als
    assert feit.gezin not in (None, casus.gezin)
    na = cjg.casus("cjg")
    assert [d.id for d in na.gezinsplan.doelen] == [verder.als, alleen]
    assert na.gezinsplan.lopend == na.gezinsplan.doelen
    cjg.casussen["cjg"] = put_in(na, gezin=None)
    assert "in geen gezin" in cjg.weigert("cjg", UIT)


def test_what_lapsed_is_worked_at_read_and_weighed_by_nobody(cjg: Any) -> None:
    zonder = {k: v for k, v in DOEL.items() if k != "leefgebied"}
    (doel,) = cjg.casus("cjg").gezinsplan.huidig
    cjg.moet("cjg", c("stel-doel-bij", **zonder, plandoel=doel.id))
    verzoek = cjg.casus("cjg").verstrekken.verzoeken[-1]
    wacht = Elementuitkomst(
        element=verzoek.elementen[0], uitkomst=Uitkomst.BEOORDELING, regels=("T-X",)
    )
    afgehandeld = VerstrekkingAfgehandeld(
        verstrekking=verzoek.verstrekking,
        casus=cjg.casus("cjg").id,
        naar_overleg="cjg",
        doorgelaten=True,
        uitkomsten=(wacht,),
        regels=("I-X",),
        besluit="b" * 26,
        op=cjg.op,
    )
    casus = cjg.casus("cjg")
    cjg.casussen["cjg"] = put_in(casus, afgehandeld=(afgehandeld,))
    soort = Zetelsoort(
        organisatietype=Organisatietype.MAATSCHAPPELIJK_WERK, rol="maatschappelijk-werker"
    )

    def leest() -> set[str]:
        return {g.element.id for g in cjg.casus("cjg").te_openen(WERKER, soort)}

    versies = {d.element for d in casus.gezinsplan.doelen}
    assert len(versies) == 2
    assert versies <= leest()
    assert len(cjg.casus("cjg").te_wegen()) == 1
    cjg.moet("cjg", c("evalueer-doel", plandoel=doel.id, oordeel="vervallen"))
    assert not versies & leest()
    assert cjg.casus("cjg").te_wegen() == ()
    assert cjg.casus("cjg").gezinsplan.lopend == ()
