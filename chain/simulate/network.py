"""Between the instances: what is said is published and heard, and not always well."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from chain.simulate.attempt import FALLS, Attempt
from chain.simulate.faults import OFFER, Faults, Mishap
from chain.simulate.log import Entry, SimulatedLog, read
from chain.simulate.story import Story
from chain.simulate.world import Node, World
from infra.kernel import Gap
from infra.log import Outgoing, Place

LIMITS = (1, 4, 30, 500, 500)
"""How many records a batch may have: sometimes few, mostly all there are."""

SLEEP = (2, 6, 20)
"""For how many rounds something is delayed."""

PUBLISHING = (Mishap.AFTER_PUBLISH, Mishap.TORN, Mishap.LOST_ACK)
HEARING = (
    Mishap.BEFORE_COMMIT,
    Mishap.AFTER_COMMIT,
    *(Mishap.IN_KEYS,) * 6,
    Mishap.DOUBLE,
    Mishap.DOUBLE,
    Mishap.DELAY,
    Mishap.DELAY,
    Mishap.REORDER,
    Mishap.REORDER,
    Mishap.GAP,
    Mishap.GAP,
    Mishap.LOST_ACK,
)
"""What can go wrong with a batch. Few write keys and few hold two records of one source, so a fall
there, and a gap, are tried more often than they happen."""

ROUNDS = 400
"""More than this many rounds without coming to rest: it never will."""


class Restless(Exception):
    """Nobody does anything, and yet it does not come to rest."""


def steps_in(entries: Iterable[Entry]) -> list[str]:
    """The steps of hand-offs that these events are about."""
    return [step for entry in entries for step in _steps(entry)]


def _steps(entry: Entry) -> Iterable[str]:
    content = entry.data.get("inhoud") or {}
    if entry.kind == "OverdrachtAangeboden" or content.get("soort") == "overdrachtsaanbod":
        yield OFFER
    if entry.kind == "OverdrachtOntvangen":
        yield OFFER
    step = content.get("stap") or entry.data.get("stap")
    if step:
        yield str(step)


def left_out(entries: Sequence[Entry], chance: Random) -> list[Entry]:
    """All but one after which another of its source comes; all, if there is none such."""
    last = {entry.place: entry.number for entry in entries}
    before = [entry.number for entry in entries if entry.number < last[entry.place]]
    gone = chance.choice(before) if before else None
    return [entry for entry in entries if entry.number != gone]


@dataclass
class Network:
    """Lets instances speak and hear."""

    world: World
    faults: Faults
    story: Story
    chance: Random

    @property
    def log(self) -> SimulatedLog:
        """What was said."""
        return self.world.log

    def rounds(self, count: int) -> None:
        """Let everybody speak and hear, so many times."""
        for _ in range(count):
            self._round()

    def settle(self) -> None:
        """Until all that was said is heard, and nothing goes wrong.

        Raises:
            Restless: there is no end to it.
        """
        resting, self.faults.resting = self.faults.resting, True
        for node in self.world.nodes.values():
            node.asleep = 0
            node.behind.clear()
        for _ in range(ROUNDS):
            if not self._round():
                self.faults.resting = resting
                return
        raise Restless

    def _round(self) -> bool:
        nodes = list(self.world.nodes.values())
        self.chance.shuffle(nodes)
        busy = False
        for node in nodes:
            if node.asleep:
                node.asleep -= 1
                busy = True
                continue
            busy = self._speak(node) or busy
            busy = self._hear(node) or busy
        return busy

    def _speak(self, node: Node) -> bool:
        if not node.said:
            return False
        last, batch = node.kernel.outgoing(self.chance.choice(LIMITS))
        node.said = bool(batch)
        if batch:
            self._publish(node, last, batch)
        return bool(batch)

    def _publish(self, node: Node, last: int, batch: Sequence[Outgoing]) -> None:
        fault = self.faults.draw(PUBLISHING, steps_in(read(batch)))
        self.log.append(batch[: len(batch) // 2] if fault is Mishap.TORN else batch)
        if fault is None:
            node.kernel.published(last)
            return
        self._tell(fault, node, read(batch))
        if fault is not Mishap.LOST_ACK:
            self.world.restart(node)

    def _hear(self, node: Node) -> bool:
        node.behind = {place: left - 1 for place, left in node.behind.items() if left}
        waiting = [place for place in node.places if self._waiting(node, place)]
        places = [place for place in waiting if place not in node.behind]
        if not places:
            return bool(waiting)
        entries = self._batch(node, places)
        fault = self.faults.draw(HEARING, steps_in(entries))
        if fault is Mishap.DELAY:
            self._delay(node, places)
            self._tell(fault, node, entries)
            return True
        if fault in (Mishap.DOUBLE, Mishap.IN_KEYS):
            entries = self._batch(node, places, fault)
        if self._take(node, self._spoiled(entries, fault), fault) and fault:
            self._tell(fault, node, entries)
        return True

    def _delay(self, node: Node, places: Sequence[Place]) -> None:
        """Nothing reaches the instance for a while, or nothing of one source."""
        rounds = self.chance.choice(SLEEP)
        if self.chance.random() < 0.5:
            node.asleep = rounds
        else:
            node.behind[self.chance.choice(places)] = rounds

    def _waiting(self, node: Node, place: Place) -> bool:
        return node.cursors.get(place, 0) < len(self.log.places[place])

    def _batch(
        self, node: Node, places: Sequence[Place], fault: Mishap | None = None
    ) -> list[Entry]:
        """What comes next, in the order of the log; some of it once more, if so.

        Among all that waits there is sooner something that needs a key.
        """
        limit = max(LIMITS) if fault is Mishap.IN_KEYS else self.chance.choice(LIMITS)
        found: list[Entry] = []
        for place in places:
            begin = node.cursors.get(place, 0)
            if fault is Mishap.DOUBLE:
                begin = max(0, begin - self.chance.randint(1, 5))
            found += self.log.places[place][begin : begin + limit]
        return sorted(found, key=lambda entry: entry.number)[:limit]

    def _spoiled(self, entries: list[Entry], fault: Mishap | None) -> list[Entry]:
        """The batch as it comes: in another order, or with one left out."""
        if fault is Mishap.REORDER:
            return self._shuffled(entries)
        return left_out(entries, self.chance) if fault is Mishap.GAP else entries

    def _shuffled(self, entries: Sequence[Entry]) -> list[Entry]:
        """Another order: within each place it stays what it was."""
        queues: dict[Place, list[Entry]] = {}
        for entry in entries:
            queues.setdefault(entry.place, []).append(entry)
        shuffled: list[Entry] = []
        while queues:
            place = self.chance.choice(list(queues))
            shuffled.append(queues[place].pop(0))
            if not queues[place]:
                del queues[place]
        return shuffled

    def _take(self, node: Node, entries: Sequence[Entry], fault: Mishap | None) -> bool:
        """Let it hear these; gives whether the fault really happened."""
        attempt = Attempt(self.world, node, fault, self.chance)
        gap = False

        def hear() -> None:
            nonlocal gap
            try:
                node.kernel.receive([entry.record for entry in entries])
            except Gap:
                gap = True

        attempt.make(hear)
        if attempt.committed:
            node.journal.append((self.world.clock.now(), tuple(entry.record for entry in entries)))
        if gap:
            node.cursors = dict(node.kernel.offsets())
        elif not attempt.fell and fault is not Mishap.LOST_ACK:
            for entry in entries:
                after = entry.record.offset + 1
                node.cursors[entry.place] = max(node.cursors.get(entry.place, 0), after)
        return gap if fault is Mishap.GAP else fault not in FALLS or attempt.fell

    def _tell(self, fault: Mishap, node: Node, entries: Sequence[Entry]) -> None:
        self.faults.happened(fault, steps_in(entries))
        self.story.fault(fault, node.name, [entry.casus for entry in entries])
