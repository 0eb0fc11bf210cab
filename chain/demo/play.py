"""Plays sample cases day by day: each deed by its own person, through the HTTP doors."""

from asyncio import Task, create_task, gather
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from chain.demo.calendar import CalendarClock, at_work, working_day_before
from chain.demo.stap import Demodaad, Voorbeeld
from chain.driver import Chain, Declined, Json

MESSAGE = "bericht:"
"""Deeds that begin so are done at the notifier, on the message that waits for that person."""

LOOKED_UP = frozenset({"@te-wegen", "@toestemming", "@doel", "@match"})
"""Stand in a sample for what waits for a verdict, consent that was given, a goal of the plan, or
another table that has the same child."""


@dataclass
class Played:
    """How far a sample case is: the name by which people know it, its casus at each table."""

    sample: Voorbeeld
    day: date
    todo: list[tuple[date, Demodaad]]
    casus: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The young person's name, as people at the tables know the case."""
        return f"{self.sample.aanmelding['voornaam']} {self.sample.aanmelding['achternaam']}"


TABLE_DAYS = (1, 4)
"""Tuesday and Friday."""


class UnplayableDeed(RuntimeError):
    """A sample does what the chain refuses, without saying that it expects so."""


class Player:
    """Walks through the calendar and lets people act."""

    def __init__(
        self,
        chain: Chain,
        clock: CalendarClock,
        ids: dict[str, str],
        progress: Callable[[str], None],
    ) -> None:
        self._chain = chain
        self._clock = clock
        self._ids = ids
        self._progress = progress
        self._minutes: dict[date, int] = defaultdict(int)
        self._looked: dict[tuple[str, str, str], Task[list[Json]]] = {}

    async def play(self, samples: Sequence[Voorbeeld], today: date) -> None:
        """All deeds of all samples, in the order of their days."""
        played = [_planned(sample, today) for sample in samples]
        days = sorted({p.day for p in played} | {day for p in played for day, _ in p.todo})
        for day in days:
            new = [p for p in played if p.day == day]
            at_once: list[Awaitable[None]] = [self._report(one) for one in new]
            done = -len(new)
            while at_once := [*at_once, *self._due(played, day)]:
                await self._tick(day)
                await gather(*at_once)
                await self._chain.settle()
                done += len(at_once)
                at_once = []
            self._progress(f"{day:%d-%m-%Y}  {len(new):2} aangemeld  {done:3} keer iets gedaan")

    def _due(self, played: Sequence[Played], day: date) -> Iterator[Awaitable[None]]:
        """What each case can do next on this day."""
        for one in played:
            if now := _at_once(one, day):
                yield self._do(one, now)

    async def _tick(self, day: date) -> None:
        self._clock.set(at_work(day, self._minutes[day]))
        self._minutes[day] += 5
        self._looked.clear()

    async def _look(self, wie: str, what: str, overleg: str) -> list[Json]:
        """The board or the inbox of someone, who looks once and then works from what he saw."""
        key = (wie, what, overleg)
        if key not in self._looked:
            user = self._chain.user(self._ids[wie])
            look = user.cases if what == "cases" else user.messages
            self._looked[key] = create_task(look(overleg))
        return await self._looked[key]

    async def _report(self, one: Played) -> None:
        user = self._chain.user(self._ids[one.sample.inbrenger])
        table = str(one.sample.aanmelding["overleg"])
        today = self._clock.now().date()
        given = {key: _dated(value, today) for key, value in one.sample.aanmelding.items()}
        one.casus[table] = await user.report(given)

    async def _do(self, one: Played, deeds: Sequence[Demodaad]) -> None:
        for deed in deeds:
            try:
                if deed.stap.startswith(MESSAGE):
                    await self._on_message(one, deed)
                else:
                    await self._on_case(one, deed)
            except Declined as refusal:
                if not deed.geweigerd:
                    raise UnplayableDeed(
                        f"{one.sample.kenmerk}: {deed.wie} {deed.stap} ({deed.overleg}): {refusal}"
                    ) from refusal

    async def _on_case(self, one: Played, deed: Demodaad) -> None:
        user = self._chain.user(self._ids[deed.wie])
        if deed.overleg not in one.casus:
            one.casus[deed.overleg] = await self._find(one, deed)
        casus = one.casus[deed.overleg]
        given = {k: _dated(v, self._clock.now().date()) for k, v in deed.invoer.items()}
        if any(isinstance(value, str) and value in LOOKED_UP for value in given.values()):
            seen = await user.case(deed.overleg, casus)
            given = {key: _looked_up(value, seen) for key, value in given.items()}
        await user.step(deed.overleg, casus, deed.stap, given)

    async def _find(self, one: Played, deed: Demodaad) -> str:
        """The casus at a table that this person knows by the young person's name."""
        known = set(one.casus.values())
        for case in await self._look(deed.wie, "cases", deed.overleg):
            if case["naam"] == one.name and case["id"] not in known:
                return str(case["id"])
        raise UnplayableDeed(f"{one.sample.kenmerk}: staat niet op tafel bij {deed.overleg}")

    async def _on_message(self, one: Played, deed: Demodaad) -> None:
        user = self._chain.user(self._ids[deed.wie])
        word = deed.stap.removeprefix(MESSAGE)
        for message in await self._look(deed.wie, "messages", deed.overleg):
            if message["casus"] in one.casus.values() and word in message["mogelijk"]:
                await user.answer(deed.overleg, message["id"], word)
                return
        raise UnplayableDeed(f"{one.sample.kenmerk}: geen bericht voor {deed.wie} om te {word}")


def _at_once(one: Played, day: date) -> list[Demodaad]:
    """Takes what this case can do today without waiting for news from anywhere.

    That is one message, or what is done one after the other at one table.
    """
    now: list[Demodaad] = []
    while one.casus and one.todo and one.todo[0][0] <= day:
        deed = one.todo[0][1]
        if now and (deed.overleg != now[0].overleg or _waits(deed) or _waits(now[0])):
            break
        now.append(one.todo.pop(0)[1])
    return now


def _waits(deed: Demodaad) -> bool:
    """Does it need something that first has to arrive?"""
    return deed.stap.startswith(MESSAGE) or any(
        isinstance(value, str) and value in LOOKED_UP for value in deed.invoer.values()
    )


def _planned(sample: Voorbeeld, today: date) -> Played:
    begin = working_day_before(today, sample.dag)
    todo = [
        (min(_table_day(begin + timedelta(days=deed.na_dagen)), today), deed)
        for deed in sample.verloop
    ]
    return Played(sample, begin, sorted(todo, key=lambda pair: pair[0]))


def _table_day(day: date) -> date:
    """This day, or the next Tuesday or Friday: people do the work of tables on two days a week."""
    return day + timedelta(days=min((one - day.weekday()) % 7 for one in TABLE_DAYS))


def _looked_up(value: object, seen: Json) -> object:
    """What a sample cannot know beforehand, as this person sees it now."""
    match value:
        case "@te-wegen":
            return seen["teWegen"][0]["verstrekking"]
        case "@toestemming":
            return seen["toestemmingen"][0]["id"]
        case "@doel":
            return seen["doelen"][-1]["id"]
        case "@match":
            return seen["verwijzing"]["matches"][-1]["id"]
        case _:
            return value


def _dated(value: object, today: date) -> object:
    """Samples give dates as `+14`: so many days after the day of the deed."""
    if isinstance(value, str) and value[:1] in "+-" and value[1:].isdigit():
        return (today + timedelta(days=int(value))).isoformat()
    if isinstance(value, dict):
        return {key: _dated(part, today) for key, part in value.items()}
    if isinstance(value, list):
        return [_dated(part, today) for part in value]
    return value
