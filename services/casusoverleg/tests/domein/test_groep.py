"""A group of young people is an item of the agenda, and nobody of it can be named."""

from datetime import date
from typing import Any, get_args, get_type_hints

import pytest

from casusoverleg.domain.bespreken.groep import Groep, agendeer, bespreek, vouw_groep
from casusoverleg.domain.bespreken.group_steps import AgendeerGroep, BespreekGroep
from casusoverleg.domain.stappen.circumstances import Zetel, zetel_aan
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.steps import VoegInformatieToe
from contracts.events.casusoverleg import GroepBesproken, GroepGeagendeerd
from contracts.vocabulary import Functie

NIEUW = {
    "overleg": "hco",
    "vergadering": "2026-03-09",
    "soort": "overlastgevend",
    "omvang": "10-tot-25",
    "plek": "winkelgebied",
}
BESPROKEN = {"op": "2026-03-02", "vervolg": "jongerenwerk-zoekt-contact"}


@pytest.fixture
def regie(wereld: Any) -> Zetel:
    return zetel(wereld, "veiligheidshuis/ketenmanager")


def zetel(wereld: Any, naam: str) -> Zetel:
    organisatie, rol = naam.split("/")
    gevonden = zetel_aan(wereld.convenant, "hco", Functie(organisatie=organisatie, rol=rol))
    assert gevonden is not None
    return gevonden


@pytest.fixture
def groep(wereld: Any, regie: Zetel) -> Groep:
    feit = agendeer(AgendeerGroep.model_validate(NIEUW), regie, wereld.omst("hco"))
    assert isinstance(feit, GroepGeagendeerd)
    gevouwen = vouw_groep(None, feit)
    assert gevouwen is not None
    return gevouwen


def test_it_stands_on_the_agenda_and_comes_back_when_it_is_followed(
    wereld: Any, regie: Zetel, groep: Groep
) -> None:
    assert groep.vergadering == date(2026, 3, 9)
    commando = BespreekGroep.model_validate(BESPROKEN | {"volgende": "2026-04-06"})
    feit = bespreek(groep, commando, regie, wereld.omst("hco"))
    assert isinstance(feit, GroepBesproken)
    daarna = vouw_groep(groep, feit)
    assert daarna is not None
    assert daarna.vergadering == date(2026, 4, 6)
    assert [b.vervolg for b in daarna.besprekingen] == ["jongerenwerk-zoekt-contact"]


def test_what_is_done_with_leaves_the_agenda(wereld: Any, regie: Zetel, groep: Groep) -> None:
    klaar = BespreekGroep.model_validate(BESPROKEN | {"vervolg": "afgerond"})
    feit = bespreek(groep, klaar, regie, wereld.omst("hco"))
    assert isinstance(feit, GroepBesproken)
    daarna = vouw_groep(groep, feit)
    assert daarna is not None
    assert daarna.vergadering is None
    assert isinstance(bespreek(daarna, klaar, regie, wereld.omst("hco")), Weigering)


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({}, "terugkomt"),
        ({"vervolg": "afgerond", "volgende": "2026-04-06"}, "terugkomt"),
        ({"volgende": "2026-02-01"}, "verleden"),
        ({"op": "2026-03-03", "volgende": "2026-04-06"}, "nog komt"),
        ({"aanwezig": ["bjz/casemanager"], "volgende": "2026-04-06"}, "zetel"),
    ],
)
def test_a_discussion_that_cannot_be(
    wereld: Any, regie: Zetel, groep: Groep, anders: dict[str, Any], reden: str
) -> None:
    commando = BespreekGroep.model_validate(BESPROKEN | anders)
    geweigerd = bespreek(groep, commando, regie, wereld.omst("hco"))
    assert isinstance(geweigerd, Weigering)
    assert reden in geweigerd.reden


def test_only_who_directs_the_table_puts_it_there(wereld: Any) -> None:
    commando = AgendeerGroep.model_validate(NIEUW)
    geweigerd = agendeer(commando, zetel(wereld, "politie/jeugdagent"), wereld.omst("hco"))
    assert isinstance(geweigerd, Weigering)
    assert "veiligheidshuis/ketenmanager" in geweigerd.reden


IN_WOORDEN = {"overleg", "groep"}
"""A table of the covenant and the group's own id: both are looked up, so nothing else fits."""


def vrije_woorden(soort: type[Any]) -> set[str]:
    hints = get_type_hints(soort)
    return {naam for naam in soort.model_fields if str in (hints[naam], *get_args(hints[naam]))}


@pytest.mark.parametrize("soort", [AgendeerGroep, BespreekGroep, GroepGeagendeerd, GroepBesproken])
def test_there_is_no_room_for_words_or_for_a_member(soort: type[Any]) -> None:
    assert vrije_woorden(soort) - {"aanwezig"} <= IN_WOORDEN
    assert not {"casus", "betrokkene", "elementen", "element"} & set(soort.model_fields)


def test_room_for_words_is_seen() -> None:
    assert "tekst" in vrije_woorden(VoegInformatieToe)
