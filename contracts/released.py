"""Forms that were released: they stay readable for ever, and what they are made of never changes.

Pure: what a released form says, and what is wrong with one. `./keten contracts` reads and writes.
"""

import hashlib
import json
from collections.abc import Mapping
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


def faults(lines: tuple[Released, ...], files: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with the released forms, by type; in English, for engineers."""
    found = {}
    for line in lines:
        wrong = _fault(line, files.get(line.path))
        if wrong:
            found[line.type] = wrong
    return found


def _fault(line: Released, text: str | None) -> str | None:
    if text is None:
        return "its file is gone"
    if digest(text) != line.digest:
        return "its file was changed after it was released"
    document = json.loads(text)
    form = READABLE.get(line.type)
    if form is None:
        return "nothing reads it any more: give it an upcaster"
    if form.type == line.type and schema_of(form.kind) != document["schema"]:
        return "its class was changed: make that the next version, with an upcaster"
    return _unreadable(document["golden"]) or _empty_step(form, document["golden"])


def _unreadable(golden: Json) -> str | None:
    try:
        payload_of(parse(json.dumps(golden).encode()))
    except (ValidationError, UnknownType) as fault:
        return f"its golden message cannot be read: {type(fault).__name__}"
    return None


def _empty_step(form: Form, golden: Json) -> str | None:
    if golden["type"] == form.type or upcast(golden["type"], golden["data"]) != golden["data"]:
        return None
    return "its upcaster changes nothing: then it needs no other version"
