"""The gate measured: from the bytes of an event to a trace that is chained by its hash.

It is the code that the service calls: `Rechter.beslis` decides, `place` and `hash_of` put what
was recorded at its place in a source. Figures are per second of CPU time of one core.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from contracts.covenant import Convenant
from contracts.envelope import CHAIN_START, hash_of, place, source_of
from contracts.topics import BESLUITEN
from infra.memory import keep_what_is_loaded
from privacy_gate.domain.beslissen import Wet
from privacy_gate.domain.kenmerken import Samenhang
from privacy_gate.domain.rechter import Recht, Rechter

SOURCE = source_of(BESLUITEN, 0)
PASSES = 15
BLOCK = 200
"""So many messages are measured at once. They were just read, as when a service gets them."""
COLD = 50
"""How many messages are decided on by an engine that remembers nothing at all."""


@dataclass(frozen=True)
class Snelheid:
    """What was measured on one stream of messages.

    Attributes:
        warm: messages per second, what was decided once being remembered: of each block of
            messages the fastest of `PASSES`, for what else the machine does only slows it down.
        middel: the same, of each block the pass of which as many were faster as slower.
        eerste: in the first pass, with nothing remembered at its beginning.
        koud: when every message meets an engine that remembers nothing.
        onthouden: circumstances that were derived and matched: requests and elements.
        slot: the hash of the last trace of the chain.
    """

    berichten: int
    bytes_per_bericht: int
    bytes_per_spoor: int
    warm: float
    middel: float
    eerste: float
    koud: float
    onthouden: int
    slot: str


def rechter(wet: Wet, convenant: Convenant) -> Rechter:
    """An engine that remembers nothing yet."""
    return Rechter(Recht(wet.toetser, wet.vingerafdruk, convenant))


def geketend(one: Rechter, events: Sequence[bytes], previous: str = CHAIN_START) -> str:
    """Decide on all of them, each trace at its place in one source; the hash of the last."""
    beslis, related = one.beslis, Samenhang.NIEUW
    for number, event in enumerate(events, start=1):
        trace, _, _ = beslis(event, related)
        previous = hash_of(place(trace, SOURCE, number, previous))
    return previous


def meet(wet: Wet, convenant: Convenant, events: Sequence[bytes]) -> Snelheid:
    """Measure the engine on a stream, in a process that keeps its memory as a service does."""
    one = rechter(wet, convenant)
    keep_what_is_loaded()
    first = per_seconde(lambda: geketend(one, events), len(events))
    blocks = [events[at : at + BLOCK] for at in range(0, len(events), BLOCK)]
    times = [sorted(_seconden(one, block) for _ in range(PASSES)) for block in blocks]
    few = events[:COLD]

    def cold() -> None:
        for event in few:
            rechter(wet, convenant).beslis(event, Samenhang.NIEUW)

    traces = [one.beslis(event, Samenhang.NIEUW)[0] for event in few]
    return Snelheid(
        berichten=len(set(events)),
        bytes_per_bericht=sum(map(len, events)) // len(events),
        bytes_per_spoor=sum(map(len, traces)) // len(traces),
        warm=len(events) / sum(some[0] for some in times),
        middel=len(events) / sum(some[PASSES // 2] for some in times),
        eerste=first,
        koud=per_seconde(cold, len(few)),
        onthouden=one.onthouden,
        slot=geketend(one, events),
    )


def _seconden(one: Rechter, block: Sequence[bytes]) -> float:
    """CPU seconds for a block of messages that were just read."""
    just_read = [bytes(bytearray(event)) for event in block]
    began = time.process_time()
    geketend(one, just_read)
    return time.process_time() - began


def per_seconde(work: Callable[[], object], aantal: int) -> float:
    """So many things done, per second of CPU time."""
    began = time.process_time()
    work()
    return aantal / (time.process_time() - began)
