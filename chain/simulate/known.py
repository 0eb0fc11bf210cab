"""What was known of each casus at any moment of the log, and what had to be told by then."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from chain.audit.event import DomainId
from chain.proef.verwacht import Geval, Plek, Tekst, moet_horen
from chain.simulate.log import Entry
from chain.simulate.presence import UNHEARD, said_on
from chain.simulate.texts import NO_ROAD, Texts, with_road

OUTCOME, ACTION = "uitkomst-terugkoppelen", "actie-terugkoppelen"
GOES_ON = "verder-bespreken"
"""The outcome that is none."""


class Known(NamedTuple):
    """What was known of a casus at one table; `schools`: from which day it goes where, or unclear.

    Attributes:
        van: who brought it in: a table, or an organisation with a first report.
        decided: was it last decided that the school must hear?
    """

    convenant: str
    overleg: str
    van: str | None = None
    weg: str | None = None
    school: str | None = None
    schools: tuple[tuple[str, str | None, bool], ...] = ()
    decided: bool = False
    outcome: bool = False
    action: bool = False

    def school_on(self, day: date) -> tuple[str | None, bool]:
        """To which school it goes on a day, and whether that is unclear; the last said counts."""
        held = [one for one in self.schools if one[0] <= day.isoformat()]
        if not held:
            return self.school, False
        _, school, unclear = max(reversed(held), key=lambda one: one[0])
        return school, unclear


class Must(NamedTuple):
    """Something that a carrier had to be asked to tell: `kind` of message, and since when."""

    casus: DomainId
    kind: str
    number: int
    day: date


class Cases:
    """Follows the log. Read all of it, then ask."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._history: dict[DomainId, list[tuple[int, date, Known]]] = defaultdict(list)
        self.musts: list[Must] = []

    def take(self, entry: Entry) -> None:
        """See one event."""
        key = (entry.record.topic.partition(".")[0], entry.casus)
        past = self._history.get(key, ())
        before = past[-1][2] if past else None
        after = _after(before, entry.kind, entry.data)
        if after is None or (after == before and entry.kind not in _TELLS):
            return
        day = said_on(entry)
        self._history[key].append((entry.number, day, after))
        for kind in self._to_tell(before, after, entry):
            self.musts.append(Must(key, kind, entry.number, day))

    def believed(self, key: DomainId, day: date, number: int) -> list[Known]:
        """What an instance may have known when it said what has this number: the last, or less."""
        past = [one for one in self._history.get(key, ()) if one[0] < number]
        fresh = [index for index, one in enumerate(past) if one[1] >= day - UNHEARD]
        first = max(0, fresh[0] - 1) if fresh else len(past) - 1
        return [known for _, _, known in past[max(0, first) :]]

    def last(self, key: DomainId) -> Known | None:
        """What was known in the end."""
        past = self._history.get(key)
        return past[-1][2] if past else None

    def at_table(self, overleg: str, keys: Iterable[DomainId]) -> Known | None:
        """The casus among these that lies at a table."""
        found = (self._history[key][0][2] for key in sorted(keys) if key in self._history)
        return next((one for one in found if one.overleg == overleg), None)

    def text(self, known: Known) -> tuple[Tekst, str]:
        """The covenant that a casus began under, and its road."""
        return with_road(self._texts.cited(known.convenant), known.weg, known.overleg)

    def always(self, known: Known) -> bool:
        """Does its road say that it is always told?"""
        text, road = self.text(known)
        return bool(text["wegen"][road]["terugkoppeling"]["wanneer"] == "altijd")

    def who(self, known: Known, day: date, melder: str | None) -> frozenset[Plek] | None:
        """Who must hear of it on this day; None: first somebody must name the school."""
        text, road = self.text(known)
        if road == NO_ROAD and text["overleggen"][known.overleg]["domein"] == "justitie":
            # That somebody was discussed there is told only by whom a road names for it.
            return frozenset()
        school, unclear = known.school_on(day)
        van = known.van or ""
        if not known.van:
            # Who brought it in is unknown, so that only the school is left to be told.
            told = {**text["wegen"][road]["terugkoppeling"], "wanneer": "indien-noodzakelijk"}
            bare = {**text["wegen"][road], "terugkoppeling": told}
            text = {**text, "wegen": {**text["wegen"], road: bare}}
        if unclear:
            found = moet_horen(text, Geval(road, van, melder, None))
            return found or None
        return moet_horen(text, Geval(road, van, melder, school))

    def _to_tell(self, before: Known | None, after: Known, entry: Entry) -> list[str]:
        tells = self.always(after) or after.decided
        if entry.kind == "TerugkoppelingBesloten":
            new = after.decided and before and not (self.always(before) or before.decided)
            late = [(OUTCOME, after.outcome), (ACTION, after.action)]
            return [kind for kind, there in late if there] if new else []
        if entry.kind == "UitkomstVastgesteld" and tells:
            return [OUTCOME] if entry.data["uitkomst"] != GOES_ON else []
        acted = entry.kind == "OverdrachtstapVernomen" and entry.data["stap"] == "actie-bevestigd"
        return [ACTION] if acted and tells else []


_TELLS = ("UitkomstVastgesteld", "OverdrachtstapVernomen", "TerugkoppelingBesloten")


def _after(known: Known | None, kind: str, data: dict[str, Any]) -> Known | None:
    if kind in ("CasusAangemeld", "CasusGeopend"):
        van = data["door"]["organisatie"] if kind == "CasusAangemeld" else data["van_overleg"]
        at = known or Known(data["convenant"], data["overleg"])
        return at._replace(
            van=van or at.van, weg=data["weg"] or at.weg, school=data["school"] or at.school
        )
    if known is None:
        return None
    match kind:
        case "UitkomstVastgesteld":
            return known._replace(
                van=data["ingebracht_door"] or known.van,
                weg=data["weg"] or known.weg,
                outcome=data["uitkomst"] != GOES_ON,
            )
        case "OverdrachtstapVernomen":
            return known._replace(action=known.action or data["stap"] == "actie-bevestigd")
        case "TerugkoppelingBesloten":
            return known._replace(decided=data["nodig"])
        case "SchoolGewijzigd":
            time = (data["tijd"]["vanaf"], data["tijd"]["school"], data["tijd"]["onduidelijk"])
            return known._replace(schools=(*known.schools, time))
        case _:
            return None
