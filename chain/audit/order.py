"""Is every source whole, in order and unaltered? And is every event in one place only?"""

import hashlib

from chain.audit.event import Event, Fault, Spot
from chain.audit.records import Record

START = "0" * 64
SOURCE = "urn:nld:oin:00000000000000000000:systeem:{}-{}"
_DIGEST = 32


class _Source:
    """What is known of one (topic, partition): 32 bytes per sequence number, zeros for a gap."""

    def __init__(self, topic: str, partition: int) -> None:
        self.urn = SOURCE.format(topic.replace(".", "-"), partition)
        self.digests = bytearray()
        self.last = 0
        self.hash: str | None = START

    def digest(self, sequence: int) -> bytes:
        return bytes(self.digests[(sequence - 1) * _DIGEST : sequence * _DIGEST])

    def add(self, sequence: int, digest: bytes) -> None:
        self.digests.extend(bytes(_DIGEST * (sequence - self.last - 1)))
        self.digests.extend(digest)
        self.last = sequence
        self.hash = digest.hex()


class Order:
    """Takes every record once, in the order of its source.

    `missing` counts sequence numbers that a source skipped; `double` counts events that
    stand in two places and numbers that were given twice. A record that was published again
    with the same bytes is neither: a retry may do that, and readers skip it.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.missing = 0
        self.double = 0
        self.ids: set[str] = set()
        self._sources: dict[tuple[str, int], _Source] = {}

    @property
    def lengths(self) -> dict[tuple[str, int], int]:
        """How far each source goes."""
        return {key: source.last for key, source in self._sources.items()}

    def digest(self, place: Spot) -> bytes | None:
        """The SHA-256 of the event at a place, or None where the log has none."""
        source = self._sources.get(place[:2])
        if source is None or not 1 <= place.sequence <= source.last:
            return None
        found = source.digest(place.sequence)
        return found if any(found) else None

    def take(self, record: Record, event: Event) -> bool:
        """Judge one record; False when it is no new event but an old one once more."""
        place = event.place
        source = self._sources.get(place[:2])
        if source is None:
            source = self._sources[place[:2]] = _Source(record.topic, record.partition)
        digest = hashlib.sha256(record.raw).digest()
        if event.source != source.urn:
            self._fault(place, f"de bron hoort {source.urn} te zijn, en is {event.source}")
        if place.sequence <= source.last:
            return self._again(place, source, digest)
        self._follow(event, source)
        source.add(place.sequence, digest)
        if event.id in self.ids:
            self.double += 1
            self._fault(place, f"de gebeurtenis {event.id} staat ook op een andere plaats")
            return False
        self.ids.add(event.id)
        return True

    def _again(self, place: Spot, source: _Source, digest: bytes) -> bool:
        known = source.digest(place.sequence) if place.sequence > 0 else b""
        if known != digest:
            self.double += 1
            self._fault(place, "dit nummer is twee keer gegeven, met andere inhoud")
        return False

    def _follow(self, event: Event, source: _Source) -> None:
        place, expected = event.place, source.last + 1
        if place.sequence != expected:
            self.missing += place.sequence - expected
            last = place.sequence - 1
            numbers = f"nummer {last}" if last == expected else f"de nummers {expected} t/m {last}"
            self._fault(place, f"hiervoor ontbreekt {numbers}")
        elif event.previous != source.hash:
            self._fault(place, "sluit niet aan op de vorige: een van beide is gewijzigd")

    def _fault(self, place: Spot, text: str) -> None:
        self.faults.append(Fault(place, text))
