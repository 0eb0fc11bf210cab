"""The glossary and the code hold the same words."""

import re
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path
from typing import NamedTuple

import pytest

import contracts
from contracts import elements, gezinsplan, overdracht, vergadering, vocabulary
from contracts.elements import Categorie
from contracts.events.table import FORMS
from tests.contracts.examples import KINDS

GLOSSARY = Path(contracts.__file__).parent / "begrippen.md"
OWNERS = [import_module(name) for name in sorted({form.kind.__module__ for form in FORMS})]
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \| `contracts/([a-z_/]+)\.py`(?: `([A-Za-z.]+)`)? \|$")


class Entry(NamedTuple):
    term: str
    meaning: str
    module: str
    field: str | None


def entries(text: str) -> Iterator[Entry]:
    for line in text.splitlines():
        if line.startswith("| `"):
            row = ROW.match(line)
            assert row, f"not a row of a term, a meaning and a place: {line}"
            yield Entry(row[1], row[2], "contracts." + row[3].replace("/", "."), row[4])


def vocabularies() -> dict[str, str]:
    return {
        name: module.__name__
        for module in (vocabulary, elements, gezinsplan, overdracht, vergadering, *OWNERS)
        for name, kind in getmembers(module, isclass)
        if issubclass(kind, StrEnum) and kind.__module__ == module.__name__
        if not name.startswith("_")
    }


def known() -> dict[str, str]:
    """Every word that must be in the glossary, and the module where it lives."""
    return {
        **{name: kind.__module__ for name, kind in KINDS.items()},
        **vocabularies(),
        **{str(category): elements.__name__ for category in Categorie},
    }


def faults(text: str) -> list[str]:
    found = list(entries(text))
    words = known()
    wrong = [f"{word} is missing" for word in words if word not in {e.term for e in found}]
    for entry in found:
        if entry.field is not None:
            owner, _, field = entry.field.partition(".")
            holder = getattr(import_module(entry.module), owner, None)
            if field not in getattr(holder, "model_fields", {}):
                wrong.append(f"{entry.term} does not live in {entry.field}")
        elif words.get(entry.term) != entry.module:
            wrong.append(f"{entry.term} does not live in {entry.module}")
    terms = [entry.term for entry in found]
    return wrong + [f"{term} stands twice" for term in set(terms) if terms.count(term) > 1]


def test_the_glossary_holds_every_word_and_no_other() -> None:
    assert faults(GLOSSARY.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("there", "planted", "fault"),
    [
        ("| `CasusGeopend` |", "| `CasusOpengemaakt` |", "CasusGeopend is missing"),
        ("| `CasusGeopend` |", "| `CasusOpengemaakt` |", "CasusOpengemaakt does not live in"),
        ("| `verslaving` |", "| `gezondheid` |", "verslaving is missing"),
        ("| `verslaving` |", "| `gezondheid` |", "gezondheid stands twice"),
        ("`Overleg.regie`", "`Overleg.regisseur`", "regie does not live in Overleg.regisseur"),
        (
            "wegen | `contracts/events/verstrekking.py`",
            "wegen | `contracts/topics.py`",
            "Weegfactor",
        ),
    ],
)
def test_a_word_that_is_lost_invented_or_moved_is_seen(
    there: str, planted: str, fault: str
) -> None:
    text = GLOSSARY.read_text(encoding="utf-8")
    assert there in text
    planted_text = text.replace(there, planted).replace(
        "contracts/verstrekking", "contracts/topics"
    )
    assert any(fault in found for found in faults(planted_text))


def test_a_meaning_is_one_short_line() -> None:
    assert all(len(entry.meaning) <= 110 for entry in entries(GLOSSARY.read_text(encoding="utf-8")))
