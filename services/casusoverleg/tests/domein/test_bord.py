"""The board: what a casus waits for, and whether that is overdue."""

from typing import Any

import pytest

from casusoverleg.domain.bespreken.bord import Fase, Wacht, wacht_op
from casusoverleg.domain.fold import evolve
from casusoverleg.domain.verstrekken.verzoeken import verzoek
from chain.daden import AANBOD, GROND, bespreking, bevestiging
from chain.daden import commando as c
from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.events.verstrekking import Terugkoppeling
from contracts.vocabulary import Functie, Wanneer

BEWIJS = bevestiging("2026-03-02")


def test_what_was_handed_on_and_done_is_seen_until_it_is_confirmed_to_the_sender(
    wereld: Any,
) -> None:
    bespreekt = bespreking("2026-03-02")
    wereld.moet("zat", c("bespreek", **bespreekt))
    wereld.moet("zat", c("stel-uitkomst-vast", uitkomst="overdragen"))
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("cjg", c("accepteer"))
    wereld.moet("cjg", c("verwijs-door", naar_overleg="loket", **AANBOD))
    wereld.moet("loket", c("accepteer"))
    wereld.moet("loket", c("bevestig-actie", **BEWIJS))
    wereld.later(90)
    nu = wacht(wereld, "cjg")
    assert (nu.fase, nu.bij) == (Fase.HIER_IN_UITVOERING, "cjg")
    assert nu.vastgelopen(wereld.op)
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    assert wacht(wereld, "cjg").fase is Fase.ACTIE_BEVESTIGD


def terugkoppeling(wereld: Any, **wat: Any) -> None:
    """Let the HCO's carrier tell the ZAT what became of it."""
    rmc = Functie(organisatie="rmc", rol="rmc-coordinator")
    inhoud = Terugkoppeling(
        terugkoppeling="t" * 26, door=wereld.regie("hco"), contact=rmc, aan_rol="zat-coordinator",
        wanneer=Wanneer.ALTIJD, op=wereld.op, **wat,
    )  # fmt: skip
    gevraagd = verzoek(wereld.casus("hco"), wereld.omst("hco"), rmc, "zat", inhoud)
    wereld.post["hco"].append(gevraagd)
    wereld.bezorg_alles()


def wacht(wereld: Any, overleg: str = "zat") -> Wacht:
    return wacht_op(wereld.casus(overleg), wereld.omst(overleg).rooster.bepalingen)


@pytest.fixture
def ingebracht(wereld: Any) -> Any:
    """The ZAT brought the case to the HCO."""
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    return wereld


def test_what_another_table_decided_is_not_said_to_lie_there_still(ingebracht: Any) -> None:
    assert (wacht(ingebracht).fase, wacht(ingebracht).bij) == (Fase.INGEBRACHT, "hco")
    ingebracht.bespreek("hco", "overdragen")
    ingebracht.moet("hco", c("draag-over", naar_overleg="cjg", **AANBOD))
    terugkoppeling(ingebracht, over="uitkomst", uitkomst="overdragen")
    ingebracht.later(40)
    nu = wacht(ingebracht)
    assert (nu.fase, nu.bij, nu.aan_wie_onbekend) == (Fase.BESLOTEN, "hco", True)
    assert not nu.vastgelopen(ingebracht.op)
    ingebracht.moet("cjg", c("accepteer"))
    nu = wacht(ingebracht)
    assert (nu.fase, nu.bij, nu.sinds) == (Fase.ELDERS, "cjg-huis", ingebracht.op)
    assert not nu.aan_wie_onbekend


def test_what_was_decided_before_it_was_brought_there_again_says_nothing_of_now(
    ingebracht: Any,
) -> None:
    ingebracht.bespreek("hco", "overdragen")
    terugkoppeling(ingebracht, over="uitkomst", uitkomst="overdragen")
    ingebracht.later(1)
    ingebracht.bespreek("hco", "terug-naar-inbrenger")
    assert wacht(ingebracht).bij == "zat"
    ingebracht.bespreek("zat", "overdragen")
    ingebracht.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    assert (wacht(ingebracht).fase, wacht(ingebracht).bij) == (Fase.INGEBRACHT, "hco")


def test_what_went_on_lies_with_who_holds_it(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    assert (wacht(wereld).fase, wacht(wereld).bij) == (Fase.WACHT_OP_ACCEPTATIE, "cjg")
    wereld.moet("cjg", c("accepteer"))
    assert (wacht(wereld).fase, wacht(wereld).bij) == (Fase.WACHT_OP_ACTIE, "cjg")
    wereld.moet("cjg", c("verwijs-door", naar_overleg="loket", **AANBOD))
    wereld.later(3)
    wereld.moet("loket", c("accepteer"))
    assert (wacht(wereld).fase, wacht(wereld).bij) == (Fase.WACHT_OP_ACTIE, "bjz")
    assert wacht(wereld).sinds == wereld.op


def test_who_brought_it_there_hears_that_it_was_closed_and_opened_again(ingebracht: Any) -> None:
    ingebracht.bespreek("hco", "sluiten")
    ingebracht.moet("hco", c("sluit-casus", reden="geen-vervolg"))
    assert ingebracht.casus("zat").overdragen.elders_dicht == (("hco", ingebracht.op),)
    ingebracht.moet("hco", c("heropen-casus"))
    assert ingebracht.casus("zat").overdragen.elders_dicht == ()


def test_what_was_told_is_gone_with_what_it_was_about(ingebracht: Any) -> None:
    terugkoppeling(ingebracht, over="actie", bewijs="hulp-is-begonnen", gedaan_op=ingebracht.op)
    casus = ingebracht.casus("zat")
    assert [t.inhoud.gedaan_op for t in casus.overdragen.teruggehoord] == [ingebracht.op]
    vernietigd = GegevensVernietigd(
        casus=casus.id, overleg="zat", grond=Vernietigingsgrond.TERMIJN, sleutels=(), personen=(),
        door=ingebracht.regie("zat"), op=ingebracht.op,
    )  # fmt: skip
    na = evolve(casus, vernietigd, ingebracht.op)
    assert na is not None
    assert na.overdragen.teruggehoord == ()
