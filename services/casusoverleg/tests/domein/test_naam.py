"""Nothing is offered, discussed or accepted of which the receiver may know no name."""

from typing import Any

import pytest

from casusoverleg.commands.proef import Beproefd
from casusoverleg.pages.proef import proef
from chain.daden import AANBOD, GROND, bespreking
from chain.daden import commando as c
from contracts.elements import Bewerking
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.proef import Proefantwoord, Proefelement, Proefzetel
from contracts.vocabulary import Uitkomst
from infra.testing.nested import put_in

BESPREEK = c("bespreek", **bespreking("2026-03-02"))
INBRENG = {"vraag": "bespreken", **GROND}


def aangeboden(wereld: Any) -> Any:
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    return wereld


def zonder_zetels(wereld: Any, overleg: str) -> None:
    """The gate lets no seat at this table open anything."""
    casus = wereld.casus(overleg)
    niemand = tuple(g.model_copy(update={"zetels": ()}) for g in casus.gedeeld)
    wereld.casussen[overleg] = put_in(casus, gedeeld=niemand)


@pytest.mark.parametrize(
    ("stap", "velden"),
    [
        ("draag-over", {"naar_overleg": "cjg", **AANBOD}),
        ("breng-in", {"naar_overleg": "hco", **INBRENG}),
    ],
)
def test_without_the_name_nothing_is_offered(
    wereld: Any, stap: str, velden: dict[str, Any]
) -> None:
    wereld.bespreek("zat", "overdragen")
    assert "Geef de naam" in wereld.weigert("zat", c(stap, **velden, elementen=[]))
    (naam,) = wereld.casus("zat").elementen
    wereld.moet("zat", c(stap, **velden, elementen=[naam.id]))


def test_who_had_the_name_before_needs_it_no_second_time(wereld: Any) -> None:
    aangeboden(wereld)
    wereld.moet("cjg", c("weiger", reden="geen-plaats"))
    opnieuw = c("draag-over", naar_overleg="cjg", **AANBOD, elementen=[])
    assert "Geef de naam" in wereld.weigert("zat", opnieuw)
    aanbod = next(v for v in wereld.casus("zat").verstrekken.verzoeken if v.naar_overleg == "cjg")
    wereld.afgehandeld("zat", aanbod.verstrekking, ging=True)
    wereld.moet("zat", opnieuw)
    wereld.moet("cjg", c("accepteer"))


def test_who_may_not_know_the_name_accepts_nothing_and_can_ask_it_back(wereld: Any) -> None:
    aangeboden(wereld)
    zonder_zetels(wereld, "cjg")
    assert "mag de naam" in wereld.weigert("cjg", c("accepteer"))
    wereld.moet("cjg", c("vraag-terug", toelichting="Om wie gaat het?"))
    wereld.moet("cjg", c("weiger", reden="onvoldoende-informatie"))


def test_a_table_discusses_nobody_whose_name_it_may_not_know(wereld: Any) -> None:
    wereld.bespreek("zat", "verder-bespreken")
    wereld.moet("zat", c("breng-in", naar_overleg="hco", **INBRENG))
    hco = wereld.casus("hco")
    zonder_zetels(wereld, "hco")
    assert "mag de naam" in wereld.weigert("hco", BESPREEK)
    wereld.casussen["hco"] = hco
    wereld.moet("hco", BESPREEK)


@pytest.mark.parametrize(
    ("uitkomst", "naamloos"),
    [("toegestaan", False), ("geminimaliseerd", False), ("beoordeling", True), ("geweigerd", True)],
)
def test_a_dry_run_says_beforehand_that_nobody_gets_the_name(
    wereld: Any, uitkomst: str, naamloos: bool
) -> None:
    wereld.bespreek("zat", "overdragen")
    besluit = wereld.doe("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    (verzoek,) = [feit for feit in besluit if isinstance(feit, VerstrekkingGevraagd)]
    zetel = Proefzetel(
        zetel=wereld.convenant.zetelsoort(wereld.regie("cjg")),
        uitkomst=Uitkomst(uitkomst),
        bewerking=Bewerking.GEEN,
        redenen=(),
        gemist=(),
    )
    (naam,) = verzoek.elementen
    antwoord = Proefantwoord(
        doorgelaten=True,
        uitkomst=Uitkomst(uitkomst),
        redenen=(),
        elementen=(Proefelement(element=naam.id, uitkomst=zetel.uitkomst, zetels=(zetel,)),),
        verplichtingen=(),
        regelset="r",
    )
    assert proef(Beproefd(verzoek, antwoord), wereld.convenant).naamloos is naamloos
