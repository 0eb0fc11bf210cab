"""What happened in a seed, told to people: in Dutch, with day and seat."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from infra.clock import LOCAL, SetClock

_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
SHOWN = 120
"""Lines of a story that are shown, the last ones."""


class Line(NamedTuple):
    """Something that happened, and to which casussen."""

    moment: datetime
    who: str
    what: str
    casussen: tuple[str, ...]


@dataclass
class Story:
    """The lines of a seed, in order."""

    clock: SetClock
    lines: list[Line] = field(default_factory=list)

    def deed(self, who: str, what: str, casus: str = "") -> None:
        """Someone did something."""
        self.lines.append(Line(self.clock.now(), who, what, (casus,) if casus else ()))

    def fault(self, fault: str, who: str, casussen: Sequence[str]) -> None:
        """Something went wrong."""
        about = tuple(dict.fromkeys(casus for casus in casussen if casus))
        self.lines.append(Line(self.clock.now(), who, f"! {fault}", about))

    def told(self, about: Collection[str] | None, name: Callable[[str], str]) -> Iterator[str]:
        """The lines for people; with `about`, only what touches one of these casussen.

        `name` says how a casus is called in the story.
        """
        chosen = [line for line in self.lines if about is None or _touches(line, about)]
        if len(chosen) > SHOWN:
            yield f"... ({len(chosen) - SHOWN} regels eerder)"
        begin = self.lines[0].moment.date() if self.lines else None
        for line in chosen[-SHOWN:]:
            local = line.moment.astimezone(LOCAL)
            day = (line.moment.date() - begin).days + 1 if begin else 0
            when = f"dag {day:2} {_DAYS[local.weekday()]} {local:%d-%m %H:%M}"
            named = [name(casus) for casus in line.casussen if about is None or casus in about]
            where = f" [{', '.join(named[:3])}{' ...' if len(named) > 3 else ''}]" if named else ""
            yield f"{when}  {line.who:38} {line.what}{where}"


def _touches(line: Line, about: Collection[str]) -> bool:
    return not line.casussen or any(casus in about for casus in line.casussen)
