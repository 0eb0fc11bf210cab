"""Who was there on which day, read from the log; by no code that decides who acts for a seat."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from typing import Any

from chain.simulate.log import Entry

UNHEARD = timedelta(days=14)
"""So long an instance may not have heard what was said: in a seed everything is delayed."""

_REGISTER = (
    "FunctieToegekend",
    "FunctieIngetrokken",
    "AfwezigheidVastgesteld",
    "AfwezigheidVervallen",
)
_AT_TABLES = ("AfwezigheidGemeld", "AfwezigheidBeeindigd")


@dataclass(frozen=True)
class _Change:
    number: int
    said: date
    kind: str
    data: dict[str, Any]


@dataclass
class Empty(Collection[str]):
    """The seats on which nobody is on a day, after these changes."""

    op: date
    holders: dict[str, dict[str, bool]] = field(default_factory=lambda: defaultdict(dict))
    away: set[str] = field(default_factory=set)

    def __contains__(self, seat: object) -> bool:
        people = self.holders.get(str(seat), {})
        return not any(has and one not in self.away for one, has in people.items())

    def __iter__(self) -> Iterator[str]:
        return (seat for seat in self.holders if seat in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Presence:
    """What the register and the tables said about who is there, and what that makes of a day."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._register: list[_Change] = []
        self._said: dict[str, list[_Change]] = defaultdict(list)
        for entry in entries:
            if entry.kind in _REGISTER:
                self._register.append(_change(entry))
            elif entry.kind in _AT_TABLES:
                self._said[entry.record.topic.partition(".")[0]].append(_change(entry))
        self._known: dict[tuple[str, date, int, int], Empty] = {}

    def truly(self, domein: str, day: date) -> Empty:
        """Give the seats on which nobody was, by all that was ever said in a domain."""
        return self._on(domein, day, len(self._register), len(self._said[domein]))

    def believed(self, domein: str, day: date, number: int) -> list[Empty]:
        """Likewise as an instance could know it when it said what has this number in the log."""
        register = _cuts(self._register, day, number)
        said = _cuts(self._said[domein], day, number)
        return [self._on(domein, day, *cut) for cut in product(register, said)]

    def _on(self, domein: str, day: date, register: int, said: int) -> Empty:
        key = (domein, day, register, said)
        if key not in self._known:
            told = (*self._register[:register], *self._said[domein][:said])
            self._known[key] = _after(told, day)
        return self._known[key]


def said_on(entry: Entry) -> date:
    """The day on which an event was said."""
    return date.fromisoformat(json.loads(entry.record.raw)["time"][:10])


def _change(entry: Entry) -> _Change:
    return _Change(entry.number, said_on(entry), entry.kind, entry.data)


def _cuts(changes: list[_Change], day: date, number: int) -> range:
    """How many of these may have been heard: of the last ones perhaps not all."""
    until = sum(1 for one in changes if one.number < number)
    surely = sum(1 for one in changes[:until] if one.said < day - UNHEARD)
    return range(surely, until + 1)


def _after(changes: Iterable[_Change], day: date) -> Empty:
    found = Empty(day)
    since: dict[tuple[str, str], date] = {}
    periods: dict[tuple[str, ...], tuple[str, date, date]] = {}
    for one in changes:
        data = one.data
        match one.kind:
            case "FunctieToegekend" | "FunctieIngetrokken":
                seat = f"{data['functie']['organisatie']}/{data['functie']['rol']}"
                key, begins = (data["medewerker"], seat), date.fromisoformat(data["vanaf"])
                if begins <= day and begins >= since.get(key, date.min):
                    since[key] = begins
                    found.holders[seat][data["medewerker"]] = one.kind == "FunctieToegekend"
            case "AfwezigheidVastgesteld" | "AfwezigheidGemeld":
                periods[_absence(one)] = (data["medewerker"], *_days(data))
            case _:
                _shorten(periods, _absence(one), date.fromisoformat(data["vanaf"]))
    found.away = {who for who, van, tot in periods.values() if van <= day <= tot}
    return found


def _absence(one: _Change) -> tuple[str, ...]:
    if one.kind in _AT_TABLES:
        return (one.data["afwezigheid"],)
    return (one.data["medewerker"], one.data["van"], one.data["tot"])


def _days(data: dict[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(data["van"]), date.fromisoformat(data["tot"])


def _shorten(
    periods: dict[tuple[str, ...], tuple[str, date, date]], key: tuple[str, ...], back: date
) -> None:
    if key in periods:
        who, van, tot = periods[key]
        periods[key] = (who, van, min(tot, back - timedelta(days=1)))
