"""Every code that a page can print reads as Dutch: all labels stand in a file to read."""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel

from casusoverleg.domain.onderwerpen import STAPPEN
from chain.opschriften import vocabularies
from contracts.words import in_sentence, spoken
from infra.web.forms import blank
from intake.domain.aanmelding import Aanmelding
from tests.contracts.regions import REGIONS

ABBREVIATIONS = {
    "ZAT",
    "CJG",
    "HCO",
    "JCO",
    "RMC",
    "JGZ",
    "BJZ",
    "MW",
    "MEE",
    "OM",
    "GGZ",
    "RvdK",
    "AMK",
    "DJI",
}
ACTS = {"Wpg", "Wjsg"}
PROPER = {"Jeugdzorg", "Thuis", "Raad", "Kinderbescherming"}


def _choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (str(one) for one in get_args(annotation))
    for one in get_args(annotation):
        if not isinstance(one, str):
            yield from _choices(one)


def labels() -> set[str]:
    """All that is printed: of vocabularies, of choices in forms, of roles and of steps."""
    found = {spoken(one.value) for _, kind in vocabularies() for one in kind}
    forms: tuple[type[BaseModel], ...] = (*STAPPEN.values(), Aanmelding)
    for model in forms:
        for info in model.model_fields.values():
            found |= {spoken(choice) for choice in _choices(info.annotation)}
    for path in REGIONS.glob("*.yaml"):
        region = yaml.safe_load(path.read_text(encoding="utf-8"))
        seats = [s for t in region["overleggen"].values() for s in (t["regie"], *t["zetels"])]
        found |= {spoken(seat.split("/")[1]) for seat in seats}
    return found


def test_no_word_is_taken_for_an_abbreviation_and_no_code_is_left() -> None:
    for label in labels():
        words = re.findall(r"[\w]+", label)
        for word in words[1:]:
            plain = word.islower() or word.isdigit() or re.fullmatch(r"\d+[a-z]", word)
            proper = word in ABBREVIATIONS | ACTS | PROPER
            assert plain or proper, label
        assert not re.fullmatch(r"[\d ]+", label), f"a number says nothing: {label!r}"
        assert not re.search(r"\d \d|coord|geinf|cieren?\b|\bex \b", label), label
        assert len(label) > 1, label


@pytest.mark.parametrize(
    ("name", "said", "within"),
    [
        ("niet-om-veiligheid", "Niet om veiligheid", "niet om veiligheid"),
        ("uitgesteld-om-veiligheid", "Uitgesteld om veiligheid", "uitgesteld om veiligheid"),
        ("gezin-werkt-niet-mee", "Gezin werkt niet mee", "gezin werkt niet mee"),
        ("om-tilburg", "OM tilburg", "OM tilburg"),
        ("om", "OM", "OM"),
        ("mee", "MEE", "MEE"),
        ("zat-coordinator", "ZAT-coördinator", "ZAT-coördinator"),
        ("zorgcoordinator-school", "Zorgcoördinator-school", "zorgcoördinator-school"),
        ("geinformeerd", "Geïnformeerd", "geïnformeerd"),
        ("9-2", "Artikel 9, lid 2", "artikel 9, lid 2"),
        ("rvdk", "RvdK", "RvdK"),
        ("leerplicht-tilburg", "Leerplicht tilburg", "leerplicht tilburg"),
    ],
)
def test_how_it_is_said(name: str, said: str, within: str) -> None:
    assert (spoken(name), in_sentence(name)) == (said, within)


def test_a_form_offers_the_words_and_sends_the_codes() -> None:
    form = blank(STAPPEN["bespreek"], choices={}, texts={})
    assert ("niet-om-veiligheid", "Niet om veiligheid") in form["ouders"].options
