"""One thing that an instance does, during which it may fall."""

from collections.abc import Callable
from random import Random

from chain.simulate.faults import CRASHES, Fallen, Mishap
from chain.simulate.world import Node, World
from infra.kernel.kernel import no_checkpoint

FALLS = frozenset({*CRASHES, Mishap.IN_KEYS, Mishap.TORN})
"""The faults that end a process."""

KEY_WRITES = (1, 2, 1, 2, 3, 4, 6)
"""A process that falls at its keys does so just before or after one of its first writes there."""


class Attempt:
    """Does something at an instance; if it falls, it begins anew.

    Attributes:
        fell: it did.
        committed: what it did stands.
    """

    def __init__(self, world: World, node: Node, fault: Mishap | None, chance: Random) -> None:
        self._world = world
        self._node = node
        self._fault = fault
        self._chance = chance
        self.fell = False

    @property
    def committed(self) -> bool:
        """Does what was done stand?"""
        return not self.fell or self._fault is Mishap.AFTER_COMMIT

    def make(self, work: Callable[[], object]) -> None:
        """Do it."""
        stores = self._world.key_stores(self._node) if self._fault is Mishap.IN_KEYS else ()
        for store in stores:
            store.armed = self._chance.choice(KEY_WRITES)
        if self._fault in CRASHES:
            self._node.kernel.checkpoint = _fall_at(CRASHES[self._fault])
        try:
            work()
        except Fallen:
            self.fell = True
        finally:
            self._node.kernel.checkpoint = no_checkpoint
            for store in stores:
                store.armed = None
        if self.fell:
            self._world.restart(self._node)


def _fall_at(name: str) -> Callable[[str], None]:
    def fall(checkpoint: str) -> None:
        if checkpoint == name:
            raise Fallen(checkpoint)

    return fall
