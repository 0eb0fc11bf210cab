"""`./keten contracts`: every form of event that was ever released is readable, and stays so."""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from chain.faults import UserFault
from contracts.envelope import parse, source_of
from contracts.events.payload import Payload
from contracts.events.table import FORMS, Form
from contracts.released import (
    Released,
    Word,
    digest,
    faults,
    form_text,
    index,
    later_words,
    unreleased,
    words,
)
from contracts.topics import TOPICS

CONTRACTS = Path(__file__).resolve().parent.parent / "contracts"
_FORMS, _INDEX, _WORDS = "forms", "INDEX", "WORDS"


def main(argv: Sequence[str]) -> int:
    """Run `check` or `release`; the result is the exit code."""
    parser = argparse.ArgumentParser(prog="keten contracts", description="De vormen van berichten.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    check = commands.add_parser("check", help="is elke vorm die ooit uitkwam nog te lezen?")
    check.add_argument("--json", action="store_true")
    release_ = commands.add_parser("release", help="breng uit wat nog niet uitgebracht is")
    release_.add_argument("versie", help="bijvoorbeeld 1.1")
    given = parser.parse_args(argv)
    if given.command == "release":
        return _release(given.versie)
    return _check(as_json=given.json)


def _check(*, as_json: bool) -> int:
    findings = look(CONTRACTS)
    figures = {name: len(found) for name, found in findings.items()}
    counts = {
        "gebeurtenissen": len(FORMS),
        "vormen": sum(form.version for form in FORMS),
        "uitgebracht": len(released_in(CONTRACTS)),
        **figures,
    }
    if as_json:
        print(json.dumps(counts))
    else:
        print("\n".join(f"{name:17}{count:5}" for name, count in counts.items()))
    for name, found in findings.items():
        for one in found:
            print(f"{name}: {one}", file=sys.stderr)
    return 1 if any(figures.values()) else 0


def look(contracts: Path) -> dict[str, list[str]]:
    """What is not right, by kind; each a line for an engineer."""
    lines = released_in(contracts)
    files = {line.path: _text(contracts / _FORMS / line.path) for line in lines}
    there = {path: text for path, text in files.items() if text is not None}
    later = later_words_in(contracts)
    new = [Word("", *one) for one in _new_words(there, later)]
    return {
        "onleesbaar": [
            f"{type_}: {why}" for type_, why in faults(lines, there, (*later, *new)).items()
        ],
        "niet_uitgebracht": [
            *(form.type for form in unreleased(lines)),
            *(f"the word {one.word} of {one.vocabulary}" for one in new),
        ],
        "zonder_voorbeeld": [form.type for form in FORMS if not _example(contracts, form)],
        "buiten_tabel": [*_without_a_row(), *_out_of_place(contracts)],
    }


def released_in(contracts: Path) -> tuple[Released, ...]:
    """Every form that was released, as the index has it."""
    return index(_text(contracts / _FORMS / _INDEX) or "")


def later_words_in(contracts: Path) -> tuple[Word, ...]:
    """Every word that came after a form with its vocabulary was released."""
    return words(_text(contracts / _FORMS / _WORDS) or "")


def _new_words(files: dict[str, str], later: tuple[Word, ...]) -> Iterator[tuple[str, str]]:
    known = {(one.vocabulary, one.word) for one in later}
    return (one for one in later_words(files.values()) if one not in known)


def _text(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _example(contracts: Path, form: Form) -> str | None:
    return _text(contracts / "examples" / f"{form.kind.__name__}.json")


def _without_a_row() -> Iterator[str]:
    rows = {form.kind for form in FORMS}
    for kind in _below(Payload):
        if kind not in rows and kind.__module__.startswith("contracts."):
            yield f"{kind.__module__}.{kind.__name__} has no row in the table of events"


def _below(kind: type[Payload]) -> Iterator[type[Payload]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _out_of_place(contracts: Path) -> Iterator[str]:
    for form in FORMS:
        text = _example(contracts, form)
        places = {
            source_of(topic, shard)
            for topic in form.said.topics
            for shard in range(TOPICS[topic].partitions)
        }
        if text and parse(text.encode()).source not in places:
            yield f"the example of {form.type} stands where it is not said"


def _release(version: str) -> int:
    if not re.fullmatch(r"[0-9]+\.[0-9]+", version):
        raise UserFault(f"'{version}' is geen versie; schrijf die als 1.1.")
    folder = CONTRACTS / _FORMS
    lines = released_in(CONTRACTS)
    files = {line.path: (folder / line.path).read_text(encoding="utf-8") for line in lines}
    more = [Word(version, *one) for one in _new_words(files, later_words_in(CONTRACTS))]
    new = []
    for form in unreleased(lines):
        text = form_text(form, json.loads(_example(CONTRACTS, form) or "null"))
        line = Released(version, form.type, digest(text))
        (folder / line.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / line.path).write_text(text, encoding="utf-8")
        new.append(line)
    with (folder / _INDEX).open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in new)
    with (folder / _WORDS).open("a", encoding="utf-8") as file:
        file.writelines(f"{word}\n" for word in more)
    print(f"Uitgebracht in {version}: {len(new)} vormen, {len(more)} woorden.")
    return 0
