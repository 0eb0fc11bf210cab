"""What was reported to AMK or Bureau Jeugdzorg lies with a family; a partner's silence does not."""

from typing import Any

from casusoverleg.domain.opschalen.ladder import Rooster, te_doen
from chain.daden import AANBOD, bespreking
from chain.daden import commando as c

BIJEEN = bespreking("2026-03-02")


def gezegd(wereld: Any, overleg: str, weken: int) -> list[str]:
    """What the clock of a table says when it is asked every week."""
    soorten = []
    for _ in range(weken):
        wereld.later(7)
        rooster = Rooster(wereld.omst(overleg).rooster.bepalingen, lambda _: True)
        feiten = te_doen(wereld.casus(overleg), rooster, wereld.op)
        wereld._gebeurd(overleg, feiten)
        soorten += [type(feit).__name__ for feit in feiten]
    return soorten


def test_a_report_about_the_family_does_not_excuse_a_partner_who_does_not_answer(
    wereld: Any,
) -> None:
    wereld.moet("zat", c("bespreek", **BIJEEN))
    wereld.moet("zat", c("stel-uitkomst-vast", uitkomst="overdragen"))
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("zat", c("meld-onveiligheid", gezin_werkt_niet_mee=True, kind_loopt_gevaar=True))
    assert gezegd(wereld, "zat", 8) == ["HerinneringGegeven", "CasusOpgeschaald"]


def test_nor_one_who_does_not_say_whether_it_goes_back(wereld: Any) -> None:
    wereld.moet("zat", c("bespreek", **BIJEEN))
    wereld.moet("zat", c("stel-uitkomst-vast", uitkomst="overdragen"))
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("cjg", c("accepteer"))
    wereld.moet("cjg", c("meld-onveiligheid", gezin_werkt_niet_mee=True, kind_loopt_gevaar=True))
    assert gezegd(wereld, "cjg", 8) == ["HerinneringGegeven"]
    wereld.moet("zat", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    assert gezegd(wereld, "cjg", 4)[0] == "CasusOpgeschaald"
