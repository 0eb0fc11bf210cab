"""The sample cases: what they fill in is valid, by people who sit there, on every road."""

from collections import Counter
from datetime import date, timedelta

import pytest

from casusoverleg.domain.gezinsplan.steps import REGISSEURSTAPPEN
from casusoverleg.domain.gezinsplan.zorgregisseur import zorgregisseurs
from casusoverleg.domain.onderwerpen import STAPPEN
from chain.demo.casussen import RIJEN
from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.play import MESSAGE, _dated
from chain.demo.regio import REGION
from chain.demo.voorbeelden import CASUSSEN, VERLOPEN, Demodaad, Voorbeeld
from chain.setup.inrichting import read_covenant_at
from contracts.covenant_text import functie_van
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import bezwaren
from intake.domain.bsn import klopt
from notifier.domain.bericht import Handeling

TILBURG = read_covenant_at(REGION)
OP = date(2026, 11, 23)
PLACEHOLDER = "a" * 26

cases = pytest.mark.parametrize("case", CASUSSEN, ids=lambda case: case.kenmerk)


@cases
def test_a_report_is_one_that_intake_takes(case: Voorbeeld) -> None:
    day = OP - timedelta(days=case.dag)
    given = {key: _dated(value, day) for key, value in case.aanmelding.items()}
    functie = functie_van(MEDEWERKERS[case.inbrenger].functies[0])
    assert bezwaren(Aanmelding.model_validate(given), TILBURG, functie, day) == ()


@cases
def test_deeds_are_known_and_done_by_who_sits_there(case: Voorbeeld) -> None:
    for deed in case.verloop:
        table = TILBURG.overleggen[deed.overleg]
        seats = {str(seat) for seat in table.functies()}
        if deed.stap in REGISSEURSTAPPEN:
            seats = {str(seat) for seat in zorgregisseurs(TILBURG, table.domein)}
        assert seats & set(MEDEWERKERS[deed.wie].functies), deed
        assert 0 <= deed.na_dagen <= case.dag
        if deed.stap.startswith(MESSAGE):
            Handeling(deed.stap.removeprefix(MESSAGE))
        else:
            {**STAPPEN, **REGISSEURSTAPPEN}[deed.stap].model_validate(filled_in(deed))


def filled_in(deed: Demodaad) -> dict[str, object]:
    """What the deed fills in, with some id for what is looked up while playing."""
    given = {key: _dated(value, OP) for key, value in deed.invoer.items()}
    return {
        key: PLACEHOLDER if isinstance(value, str) and value.startswith("@") else value
        for key, value in given.items()
    }


def test_every_seat_is_taken_and_every_road_travelled() -> None:
    seats = {str(seat) for table in TILBURG.overleggen.values() for seat in table.functies()}
    assert seats <= {functie for person in MEDEWERKERS.values() for functie in person.functies}
    assert {row.weg for row in RIJEN} == set(VERLOPEN)
    assert len({person.mail for person in MEDEWERKERS.values()}) == len(MEDEWERKERS)


def test_everybody_is_known_by_a_name_and_a_number_of_his_own() -> None:
    assert max(Counter(case.aanmelding["kenmerk"] for case in CASUSSEN).values()) == 1
    names = {(c.aanmelding["voornaam"], c.aanmelding["achternaam"]) for c in CASUSSEN}
    people = {(c.aanmelding["bsn"], c.aanmelding["telefoon"]) for c in CASUSSEN}
    assert len(names) == len(people) == len({bsn for bsn, _ in people}) == len(CASUSSEN) - 2
    assert all(klopt(case.aanmelding["bsn"]) for case in CASUSSEN)
    assert all(case.aanmelding["bsn"].startswith("9999") for case in CASUSSEN)


def test_the_calendar_is_some_seventy_days_and_ends_today() -> None:
    days = [case.dag for case in CASUSSEN]
    assert max(days) == 70
    assert min(days) <= 1
    assert 55 <= len(days) <= 65
