"""Forms that were released: they stay readable for ever, and what they are made of never changes.

Only a vocabulary may get more words: whoever meets one that is newer than itself lets that casus
wait. Pure: what a released form says, and what is wrong with one; `./keten contracts` reads and
writes.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from contracts.envelope import parse
from contracts.events.payload import Payload
from contracts.events.registry import UnknownType, payload_of
from contracts.events.table import FORMS, Form
from contracts.events.upcasting import READABLE, upcast

Json = dict[str, Any]

_ONLY_TOLD = ("title", "description")
"""What a schema says to people; it may be said better without the form being another."""


class Released(NamedTuple):
    """One line of the index of released forms."""

    release: str
    type: str
    digest: str

    def __str__(self) -> str:
        return f"{self.release} {self.type} {self.digest}"

    @property
    def path(self) -> str:
        """The file of the form, below the folder of the index."""
        return f"{self.release}/{self.type}.json"


class Word(NamedTuple):
    """A word that a vocabulary got after the first form with that vocabulary was released."""

    release: str
    vocabulary: str
    word: str

    def __str__(self) -> str:
        return f"{self.release} {self.vocabulary} {self.word}"


def words(text: str) -> tuple[Word, ...]:
    """The lines of the list of later words."""
    return tuple(Word(*line.split()) for line in text.splitlines() if line)


def index(text: str) -> tuple[Released, ...]:
    """The lines of an index."""
    return tuple(Released(*line.split()) for line in text.splitlines() if line)


def digest(text: str) -> str:
    """What stands in the index for a file: SHA-256, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def form_text(form: Form, example: Json) -> str:
    """The file of a form: what it is made of, and one whole event in it."""
    document = {"type": form.type, "schema": schema_of(form.kind), "golden": example}
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def schema_of(kind: type[Payload]) -> Json:
    """What a form is made of, without what is only told to people."""
    bare: Json = _bare(kind.model_json_schema(mode="serialization"))
    return bare


def _bare(node: Any) -> Any:
    if isinstance(node, dict):
        told = {key for key in _ONLY_TOLD if isinstance(node.get(key), str)}
        return {key: _bare(value) for key, value in node.items() if key not in told}
    return [_bare(item) for item in node] if isinstance(node, list) else node


def unreleased(lines: tuple[Released, ...]) -> tuple[Form, ...]:
    """The forms that are written and were never released."""
    known = {line.type for line in lines}
    return tuple(form for form in FORMS if form.type not in known)


def later_words(files: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """What vocabularies have today beside what they had in some released form, by name."""
    found: dict[tuple[str, str], None] = {}
    for text in files:
        document = json.loads(text)
        form = READABLE.get(document["type"])
        if form and form.type == document["type"]:
            today = _vocabularies(schema_of(form.kind))
            for name, then in _vocabularies(document["schema"]).items():
                new = (word for word in today.get(name, ()) if word not in then)
                found |= dict.fromkeys((name, word) for word in new)
    return tuple(found)


def _vocabularies(schema: Json) -> dict[str, list[str]]:
    """The closed lists of words that have a name of their own."""
    return {name: part["enum"] for name, part in schema.get("$defs", {}).items() if "enum" in part}


def _today() -> set[tuple[str, str]]:
    found = (_vocabularies(schema_of(form.kind)) for form in FORMS)
    return {(name, word) for each in found for name, all_ in each.items() for word in all_}


def _without(schema: Json, later: Collection[tuple[str, str]]) -> Json:
    """A schema as it was before these words came."""
    shorter = {
        name: {**schema["$defs"][name], "enum": [one for one in all_ if (name, one) not in later]}
        for name, all_ in _vocabularies(schema).items()
    }
    return {**schema, "$defs": {**schema["$defs"], **shorter}} if shorter else schema


def faults(
    lines: tuple[Released, ...], files: Mapping[str, str], later: tuple[Word, ...] = ()
) -> dict[str, str]:
    """What is wrong with the released forms, by type; in English, for engineers."""
    new = {(one.vocabulary, one.word) for one in later}
    found = {name: f"its word {word} is gone" for name, word in new - _today()}
    for line in lines:
        wrong = _fault(line, files.get(line.path), new)
        if wrong:
            found[line.type] = wrong
    return found


def _fault(line: Released, text: str | None, later: Collection[tuple[str, str]]) -> str | None:
    if text is None:
        return "its file is gone"
    if digest(text) != line.digest:
        return "its file was changed after it was released"
    document = json.loads(text)
    form = READABLE.get(line.type)
    if form is None:
        return "nothing reads it any more: give it an upcaster"
    if form.type == line.type and not _same(document["schema"], schema_of(form.kind), later):
        return "its class was changed: make that the next version, with an upcaster"
    return _unreadable(document["golden"]) or _empty_step(form, document)


def _same(then: Json, now: Json, later: Collection[tuple[str, str]]) -> bool:
    """Is a form made of what it was made of, later words apart that it was released without?"""
    had = {(name, word) for name, all_ in _vocabularies(then).items() for word in all_}
    return then == _without(now, [one for one in later if one not in had])


def _unreadable(golden: Json) -> str | None:
    try:
        payload_of(parse(json.dumps(golden).encode()))
    except (ValidationError, UnknownType) as fault:
        return f"its golden message cannot be read: {type(fault).__name__}"
    return None


def _empty_step(form: Form, document: Json) -> str | None:
    """What the next form can say more may need no other data; one that is the same is no form."""
    golden = document["golden"]
    if golden["type"] == form.type or document["schema"] != schema_of(form.kind):
        return None
    if upcast(golden["type"], golden["data"]) != golden["data"]:
        return None
    return "its upcaster changes nothing: then it needs no other version"
