"""To which school the young person goes: by a step, by a text, and as another table tells it."""

from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg.domain.school.feiten import vertel
from casusoverleg.domain.school.lezen import alleen_leerjaar, genoemde_school
from casusoverleg.domain.school.steps import WijzigSchool
from casusoverleg.domain.vastleggen.steps import VoegInformatieToe
from chain.daden import AANBOD, GROND
from chain.daden import commando as c
from contracts.covenant import Convenant
from contracts.elements import Veld
from contracts.events.school import SchoolGewijzigd
from contracts.school import Schooltijd
from contracts.vocabulary import Doel, Functie

VANDAAG = date(2026, 3, 2)
REGIE = Functie(organisatie="het-baken", rol="zat-coordinator")
NAMEN = {
    "de-vaart": "De Vaart (voortgezet speciaal onderwijs)",
    "vaart-noord": "De Vaart Noord",
    "sint-jan": "Sint Jan (vmbo)",
    "sint-jan-havo": "Sint Jan (havo)",
}


@pytest.fixture
def convenant(convenant: Convenant) -> Convenant:
    """The region with more schools, some of which are named alike."""
    data = convenant.model_dump(mode="json")
    data["organisaties"] |= {
        key: {"naam": naam, "type": "school", "geheimhouding": True} for key, naam in NAMEN.items()
    }
    return Convenant.model_validate(data)


@pytest.mark.parametrize(
    ("tekst", "school"),
    [
        ("De Vaart (voortgezet speciaal onderwijs)", "de-vaart"),
        ("De Vaart (voortgezet speciaal onderwijs), klas 3b", "de-vaart"),
        ("  DE   vaart, havo 4", "de-vaart"),
        ("de-vaart", None),
        ("De Vaart Noord", "vaart-noord"),
        ("Sint Jan", None),
        ("Sint Jan (havo) 4", "sint-jan-havo"),
        ("niet meer De Vaart", None),
        ("De Vaart, niet meer sinds mei", None),
        ("De Vaart en De Vaart Noord", None),
        ("De Vaartschool", None),
        ("Een school elders", None),
        ("klas 3", None),
        ("", None),
        ("De Vaart " + "1" * 500, None),
    ],
)
def test_a_text_names_one_school_or_it_is_not_clear(
    convenant: Convenant, tekst: str, school: str | None
) -> None:
    assert genoemde_school(tekst, convenant) == school


@pytest.mark.parametrize(("tekst", "alleen"), [("klas 3", True), ("havo 4", True), ("Iets", False)])
def test_a_year_alone_says_nothing_of_a_school(tekst: str, alleen: bool) -> None:
    assert alleen_leerjaar(tekst) is alleen


@pytest.fixture
def zat(wereld: Any) -> Any:
    """A pupil of Het Baken at its ZAT."""
    wereld.meld_aan("zat", REGIE, "het-baken")
    return wereld


def wijzig(school: str | None, dagen: int = 0) -> WijzigSchool:
    return WijzigSchool(school=school, vanaf=VANDAAG + timedelta(days=dagen))


def gewijzigd(zat: Any, overleg: str = "zat") -> list[Schooltijd]:
    return [
        feit.tijd
        for waar, feit in zat.feiten
        if waar == overleg and isinstance(feit, SchoolGewijzigd)
    ]


def test_a_school_is_dated_and_the_latest_day_counts(zat: Any) -> None:
    zat.moet("zat", wijzig("de-vaart", 10))
    zat.moet("zat", wijzig(None))
    casus = zat.casus("zat")
    dagen = (VANDAAG - timedelta(days=1), VANDAAG, VANDAAG + timedelta(days=10))
    assert [casus.school_op(dag).school for dag in dagen] == ["het-baken", None, "de-vaart"]


def test_what_is_known_already_is_no_fact_and_a_stranger_is_refused(zat: Any) -> None:
    zat.moet("zat", wijzig("het-baken"))
    assert gewijzigd(zat) == []
    assert "staat niet in het convenant" in zat.weigert("zat", wijzig("cjg-huis"))


@pytest.mark.parametrize("school", ["de-vaart", None])
def test_the_table_where_it_was_brought_hears_of_another_school_and_no_other_table_does(
    zat: Any, school: str | None
) -> None:
    zat.bespreek("zat", "verder-bespreken")
    zat.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    zat.bespreek("hco", "overdragen")
    zat.moet("hco", c("draag-over", naar_overleg="cjg", **AANBOD))
    assert zat.casus("hco").school_op(VANDAAG).school == "het-baken"
    zat.moet("zat", wijzig(school))
    assert zat.casus("hco").school_op(VANDAAG).school == school
    assert gewijzigd(zat, "hco") == [Schooltijd(vanaf=VANDAAG, school=school)]
    assert gewijzigd(zat, "cjg") == []


def test_a_school_that_is_not_clear_goes_along_when_it_is_brought_in(zat: Any) -> None:
    schrijf(zat, "elders")
    zat.bespreek("zat", "verder-bespreken")
    zat.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    assert zat.casus("hco").school_op(VANDAAG).onduidelijk


def schrijf(zat: Any, tekst: str) -> list[tuple[str | None, bool]]:
    velden: dict[str, Any] = {"veld": Veld.SCHOOL_EN_LEERJAAR, "doel": Doel.ONDERWIJSBEGELEIDING}
    zat.moet("zat", VoegInformatieToe(tekst=tekst, **velden))
    return [(tijd.school, tijd.onduidelijk) for tijd in gewijzigd(zat)]


@pytest.mark.parametrize(
    ("tekst", "volgt"), [("klas 3", []), ("de vaart", [(None, True)]), ("elders", [(None, True)])]
)
def test_what_is_said_beside_a_school_that_is_known_makes_it_unclear(
    zat: Any, tekst: str, volgt: list[tuple[str | None, bool]]
) -> None:
    assert schrijf(zat, tekst) == volgt


def test_what_is_said_where_no_school_is_known_settles_it(zat: Any) -> None:
    zat.moet("zat", wijzig(None))
    assert schrijf(zat, "de vaart")[-1] == ("de-vaart", False)


def test_it_is_told_in_a_sentence(zat: Any) -> None:
    def zin(tijd: Schooltijd) -> str:
        feit = SchoolGewijzigd(casus="c" * 26, overleg="zat", tijd=tijd, door=REGIE, op=VANDAAG)
        return vertel(feit, NAMEN.__getitem__)

    dag = f"Vanaf {VANDAAG:%d-%m-%Y} gaat de jeugdige"
    assert zin(Schooltijd(vanaf=VANDAAG)) == f"{dag} niet naar school"
    assert zin(Schooltijd(vanaf=VANDAAG, school="vaart-noord")) == f"{dag} naar De Vaart Noord"
    assert "Niet duidelijk" in zin(Schooltijd(vanaf=VANDAAG, onduidelijk=True))
