"""The trace of a decision: what was decided, by which rules, on which values of which attributes.

One line of JSON, the same bytes for the same decision wherever it is made. Attribute values are
written as letters, in the order of `KENMERKEN`, for there are many: `WOORDEN` says by which
vocabulary. What a refusal lacked follows from it and the rules, and is not written.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from contracts.vocabulary import OpaqueId
from privacy_gate.domain.kenmerken import KENMERKEN, Kenmerken, Over
from privacy_gate.domain.regels import Regel
from privacy_gate.domain.toetser import Oordeel

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VREEMD = "."
"""Stands for a value that the vocabulary does not have; no rule is met by it."""

WOORDEN = hashlib.sha256(
    json.dumps([[over, [*names.items()]] for over, names in KENMERKEN.items()]).encode()
).hexdigest()[:16]
"""Names this vocabulary."""


class OnleesbaarSpoor(ValueError):
    """This is no trace, or one that was written with another vocabulary."""


def _breedte(values: tuple[str, ...]) -> int:
    return 1 if len(values) <= len(_LETTERS) else 2


def _code(number: int, width: int) -> str:
    high, low = divmod(number, len(_LETTERS))
    return (_LETTERS[high] + _LETTERS[low])[-width:]


_CODES: Mapping[Over, Mapping[str, Mapping[str, str]]] = {
    over: {
        name: {value: _code(n, _breedte(values)) for n, value in enumerate(values)}
        for name, values in names.items()
    }
    for over, names in KENMERKEN.items()
}


def oordeel_tekst(over: Over, oordeel: Oordeel, kenmerken: Kenmerken) -> str:
    """A judgement: outcome, reduction, rules, rules of obligations, and what it was passed on."""
    letters = (
        codes.get(kenmerken.get(name, ""), _VREEMD * _breedte(KENMERKEN[over][name]))
        for name, codes in _CODES[over].items()
    )
    parts = (
        oordeel.uitkomst,
        oordeel.bewerking,
        _ids(oordeel.regels),
        _ids(oordeel.verplichtingen),
        "".join(letters),
    )
    return " ".join(parts)


def _ids(regels: tuple[Regel, ...]) -> str:
    return ",".join(regel.id for regel in regels) or "-"


def kop(
    *, regelset: str, convenant: str, op: date, inhoud: str, zetels: Sequence[str]
) -> tuple[bytes, bytes]:
    """How a trace begins, before the id of the provision and after it, up to its first element.

    The elements are a table: its head names the kinds of seat, and then each has a row.
    """
    first = _json({"regelset": regelset, "woorden": WOORDEN, "convenant": convenant})
    rest = _json({"op": op.isoformat(), "inhoud": inhoud, "elementen": [zetels]})
    return f'{first[:-1]},"verstrekking":"'.encode(), f'",{rest[1:-2]}'.encode()


EIND = b"]}"
"""How a trace ends."""


def rij(oordelen: Iterable[str]) -> bytes:
    """The row of an element: its judgements, seat by seat."""
    return f",{_json([*oordelen])}".encode()


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


@dataclass(frozen=True)
class Gelezen:
    """A judgement as it was written down; the rules by their ids."""

    uitkomst: str
    bewerking: str
    regels: tuple[str, ...]
    verplichtingen: tuple[str, ...]
    kenmerken: Kenmerken


@dataclass(frozen=True)
class Spoor:
    """A trace, read.

    Attributes:
        elementen: in the order of the request, the judgement for each of the `zetels`.
    """

    regelset: str
    convenant: str
    verstrekking: OpaqueId
    op: date
    inhoud: Gelezen
    zetels: tuple[str, ...]
    elementen: tuple[tuple[Gelezen, ...], ...]


def lees_spoor(tekst: str) -> Spoor:
    """Read a trace.

    Raises:
        OnleesbaarSpoor: see there.
    """
    try:
        body = json.loads(tekst)
        if body["woorden"] != WOORDEN:
            raise OnleesbaarSpoor("dit spoor is met een andere woordenlijst geschreven")
        seats, *rows = body["elementen"]
        return Spoor(
            regelset=body["regelset"],
            convenant=body["convenant"],
            verstrekking=body["verstrekking"],
            op=date.fromisoformat(body["op"]),
            inhoud=_gelezen(Over.INHOUD, body["inhoud"]),
            zetels=tuple(seats),
            elementen=tuple(tuple(_gelezen(Over.ELEMENT, text) for text in row) for row in rows),
        )
    except (ValueError, KeyError, TypeError) as fault:
        if isinstance(fault, OnleesbaarSpoor):
            raise
        raise OnleesbaarSpoor("dit is geen spoor van een besluit") from None


def _gelezen(over: Over, tekst: str) -> Gelezen:
    outcome, reduction, rules, duties, letters = tekst.split(" ")
    return Gelezen(outcome, reduction, _lijst(rules), _lijst(duties), _woorden(over, letters))


def _lijst(tekst: str) -> tuple[str, ...]:
    return () if tekst == "-" else tuple(tekst.split(","))


def _woorden(over: Over, letters: str) -> Kenmerken:
    found, at = {}, 0
    for name, values in KENMERKEN[over].items():
        width = _breedte(values)
        code = letters[at : at + width]
        found[name] = next((v for v, c in _CODES[over][name].items() if c == code), code)
        at += width
    return found
