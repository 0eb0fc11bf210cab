"""Ages at the door: nobody under 12 at a JCO, an exception in words, and where a child belongs."""

from datetime import date
from pathlib import Path

import pytest
import yaml

import chain
from contracts.covenant import Convenant
from contracts.covenant_text import functie_van
from contracts.vocabulary import Domein, in_woorden
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import bezwaren
from intake.domain.plaats import plaatsen

OP = date(2026, 12, 1)
REGIONS = {
    file.stem: Convenant.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    for file in sorted((Path(chain.__file__).parent / "regions").glob("*.yaml"))
}
POLICE = {
    "tilburg": "politie-tilburg/jeugdagent",
    "kop-van-noord-holland": "politie-kop/jeugdagent",
}
AT = {"tilburg": "hco-tilburg", "kop-van-noord-holland": "overleg-risicojongeren"}


def report(overleg: str, years: int, reden: str | None = None) -> Aanmelding:
    return Aanmelding.model_validate(
        {
            "overleg": overleg,
            "kenmerk": "K-1",
            "voornaam": "Sam",
            "achternaam": "Verzonnen",
            "geboortedatum": date(OP.year - years, 1, 1),
            "politiecontact": "Twee keer thuisgebracht",
            "reden_leeftijd": reden,
            "besluit_vastgelegd": True,
        }
    )


def objections(region: Convenant, seat: str, given: Aanmelding) -> dict[str, str]:
    found = bezwaren(given, region, functie_van(seat), OP)
    return {one.veld: one.melding for one in found}


@pytest.mark.parametrize("region", REGIONS)
def test_police_can_report_a_child_to_care(region: str) -> None:
    here = REGIONS[region]
    seat = functie_van(POLICE[region])
    open_to = {place.overleg: place for place in plaatsen([here], Domein.ZORG, [seat])}
    kinds = {here.organisaties[here.regie_van(name).organisatie].type for name in open_to}
    assert kinds == {"cjg", "bureau-jeugdzorg"}
    for name, place in open_to.items():
        assert objections(here, POLICE[region], report(name, 7)) == {}
        assert place.houder == seat.organisatie


@pytest.mark.parametrize("region", REGIONS)
def test_the_refusal_of_a_child_says_where_it_belongs(region: str) -> None:
    here = REGIONS[region]
    said = objections(here, POLICE[region], report(AT[region], 7))
    assert "Vul in waarom" in said["reden_leeftijd"]
    assert "wel melden bij CJG-casusoverleg" in said["reden_leeftijd"]
    assert "Loket Bureau Jeugdzorg" in said["reden_leeftijd"]


@pytest.mark.parametrize("reden", ["x", ".", "ja", "123 456 789", "om reden"])
def test_an_exception_of_age_is_grounded_in_words(reden: str) -> None:
    here = REGIONS["tilburg"]
    said = objections(here, POLICE["tilburg"], report("hco-tilburg", 11, reden))
    assert "Schrijf in een zin" in said["reden_leeftijd"]
    words = report("hco-tilburg", 11, "Loopt mee met een groep van veertien")
    assert objections(here, POLICE["tilburg"], words) == {}


@pytest.mark.parametrize("age", [11, 18])
def test_no_exception_is_made_at_a_jco(age: int) -> None:
    given = report("jco-tilburg", age, "Verdacht van een ernstig feit")
    said = objections(REGIONS["tilburg"], POLICE["tilburg"], given)
    assert "bespreekt alleen jeugdigen van 12 tot en met 17 jaar" in said["geboortedatum"]
    assert "U kunt een jeugdige van deze leeftijd wel melden bij" in said["geboortedatum"]


@pytest.mark.parametrize("ages", [{"van": 12, "tot": 17}, {"van": 10, "tot": 17}])
def test_a_jco_of_any_region_discusses_nobody_under_twelve(ages: dict[str, int]) -> None:
    data = REGIONS["tilburg"].model_dump()
    data["overleggen"]["jco-tilburg"]["leeftijden"] = ages
    region = Convenant.model_validate(data)
    reden = "Verdacht van een ernstig feit"
    said = objections(region, POLICE["tilburg"], report("jco-tilburg", 11, reden))
    assert set(said) == {"geboortedatum"}
    older = report("jco-tilburg", 18, reden)
    assert objections(region, POLICE["tilburg"], older) == {}


def test_who_reports_nowhere_else_hears_to_whom_the_table_hands_over() -> None:
    seat = "veiligheidshuis-tilburg/ketenmanager"
    given = report("hco-tilburg", 7).model_copy(update={"politiecontact": None})
    said = objections(REGIONS["tilburg"], seat, given)
    assert "Een jeugdige van deze leeftijd hoort bij CJG-casusoverleg" in said["reden_leeftijd"]


def test_words_are_words() -> None:
    assert in_woorden("Doet opnieuw examen")
    assert not in_woorden("a b c d e f")
