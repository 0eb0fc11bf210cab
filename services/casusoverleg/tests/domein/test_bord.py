"""The board: what a casus waits for, and whether that is overdue."""

from typing import Any

from casusoverleg.domain.bespreken.bord import Fase, wacht_op
from chain.daden import AANBOD, bespreking, bevestiging
from chain.daden import commando as c

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
    wacht = wacht_op(wereld.casus("cjg"), wereld.omst("cjg").rooster.bepalingen)
    assert (wacht.fase, wacht.bij) == (Fase.HIER_IN_UITVOERING, "cjg")
    assert wacht.vastgelopen(wereld.op)
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    wacht = wacht_op(wereld.casus("cjg"), wereld.omst("cjg").rooster.bepalingen)
    assert wacht.fase is Fase.ACTIE_BEVESTIGD
