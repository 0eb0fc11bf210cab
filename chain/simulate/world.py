"""A chain under simulation: every instance on its own files, and a way to let one fall."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TypeAlias

from casusoverleg.commands.stappen import Tafels
from casusoverleg.views.zien import Zicht
from chain.run.datadir import DataDir
from chain.run.embedded import Shared, build
from chain.simulate.faults import Stumbling
from chain.simulate.log import SimulatedLog
from contracts.topics import INSTANCES, instance
from contracts.vocabulary import Domein
from infra.addressbook import AddressBook
from infra.clock import SetClock
from infra.database import Database
from infra.instance import Instance
from infra.kernel import Kernel
from infra.keys import KeyStore
from infra.log import Place, Record
from infra.log.records import places_of
from infra.parts import Parts
from infra.register import forget_read
from infra.statements import execute
from infra.web.session import Verifier
from intake.store.vault import Vault
from intake.store.verwijstoken import Verwijstokens
from intake.worker.aanmelden import Aanmelder
from notifier.worker.deeds import Loket

ROOT = "http://127.0.0.1:8700"

NodeDeed: TypeAlias = Callable[["Node"], object]
"""What someone does at an instance; the same once more is the same command."""

Happened: TypeAlias = tuple[datetime, tuple[Record, ...] | NodeDeed]
"""What an instance took in, or what was done there, and when."""


@dataclass
class Node:
    """An instance at work, and how far it has read.

    Attributes:
        cursors: the next offset of each place, as its inlet believes.
        said: may something wait to be published?
        asleep: until when it does nothing, in rounds.
        behind: until when nothing reaches it of a source, in rounds.
        journal: what it took in and what was done there, in order.
    """

    instance: Instance
    parts: Parts
    stores: Sequence[Database]
    cursors: dict[Place, int]
    said: bool = True
    asleep: int = 0
    behind: dict[Place, int] = field(default_factory=dict)
    journal: list[Happened] = field(default_factory=list)

    def __post_init__(self) -> None:
        """What it hears never changes."""
        self.places = places_of(self.instance.reads)

    @property
    def name(self) -> str:
        """The instance's name."""
        return self.instance.name

    @property
    def kernel(self) -> Kernel:
        """The instance's kernel."""
        return self.instance.kernel

    @property
    def domein(self) -> Domein:
        """Its domain, for who belongs to one."""
        if self.parts.domein is None:
            raise ValueError(f"{self.name} belongs to no domain")
        return self.parts.domein

    def state(self) -> dict[tuple[str, str], str]:
        """What it holds: its documents, and how far it spoke on each source."""
        with self.kernel.database.reading() as session:
            held = execute(session, "SELECT kind, key, body FROM document").fetchall()
            heads = execute(session, "SELECT topic, partition, sequence FROM head").fetchall()
        documents = {(kind, key): str(body) for kind, key, body in held}
        said = {("bron", f"{topic}/{part}"): str(number) for topic, part, number in heads}
        return documents | said

    @property
    def tafels(self) -> Tafels:
        """The tables, of a casusoverleg."""
        return Tafels(self.kernel, self.parts.keys, self.domein)

    @property
    def zicht(self) -> Zicht:
        """What can be seen at the tables, of a casusoverleg."""
        return Zicht(self.parts)

    @property
    def loket(self) -> Loket:
        """The messages, of a notifier."""
        return Loket(self.kernel, self.domein, self.parts.clock)

    @property
    def vault(self) -> Vault:
        """Who is who, of an intake."""
        if self.parts.vault is None or self.parts.vault_keys is None:
            raise ValueError(f"{self.name} has no vault")
        return Vault(self.parts.vault, self.parts.vault_keys)

    @property
    def aanmelder(self) -> Aanmelder:
        """Who takes reports, of an intake."""
        keys, clock, tokens = self.parts.keys, self.parts.clock, Verwijstokens.of(self.parts)
        return Aanmelder(self.domein, self.kernel, self.vault, keys, clock=clock, tokens=tokens)


class World:
    """All instances of a chain, on the files of one directory.

    Args:
        chance: makes keys and secrets; the machine's own would differ at every run.
        made: do the files have their tables already?
    """

    def __init__(
        self, folder: Path, log: SimulatedLog, clock: SetClock, chance: Random, *, made: bool = True
    ) -> None:
        self._made = made
        self.log = log
        self.clock = clock
        self.data = DataDir(folder)
        self.data.prepare("voorbeeld")
        self._chance = chance
        self._held: list[Database] = []
        stores = {domein: self._stumbling(self.data.keys(domein)) for domein in Domein}
        self._keys = stores
        self.keys = {d: KeyStore(store, chance.randbytes) for d, store in stores.items()}
        book = AddressBook(self._stumbling(self.data.addressbook))
        self._shared = Shared(
            self.data,
            clock,
            None,
            book,
            self.keys,
            Verifier(self.data.signer().public),
            ROOT,
            self._stumbling,
            chance.randbytes,
        )
        forget_read()
        self.nodes = {name: self._start(name) for name in INSTANCES}

    def at(self, service: str, domein: Domein) -> Node:
        """The instance of a service in a domain."""
        return self.nodes[instance(service, domein)]

    def restart(self, node: Node) -> None:
        """Let a process begin anew: of what it had, only what lies in its stores is left."""
        for store in node.stores:
            store.close()
        forget_read()
        fresh = self._start(node.name)
        node.instance, node.parts, node.stores = fresh.instance, fresh.parts, fresh.stores
        node.cursors = dict(fresh.cursors)
        node.said = True

    def close(self) -> None:
        """Let go of every file."""
        for store in (*self._held, *(s for node in self.nodes.values() for s in node.stores)):
            store.close()

    def key_stores(self, node: Node) -> list[Stumbling]:
        """Where a process writes beside its own database: keys, and the vault."""
        own = [store for store in node.stores[1:] if isinstance(store, Stumbling)]
        shared = [self._keys[d] for d in Domein if node.parts.domein in (d, None)]
        return own + shared

    def path_of_keys(self, owner: Domein | str) -> Path:
        """Where the key store of a domain lies, or that of the verwijsindex."""
        return self.data.root / "keys" / f"{owner}.sqlite"

    def bodies(self, name: str, kind: str) -> list[str]:
        """The documents of a kind that an instance holds."""
        query = "SELECT body FROM document WHERE kind = :kind ORDER BY key"
        with self.nodes[name].kernel.database.reading() as session:
            return [body for (body,) in execute(session, query, {"kind": kind}).fetchall()]

    def documents(self) -> Iterator[tuple[str, str]]:
        """Every document of every instance, with the instance's name."""
        for name, node in self.nodes.items():
            with node.kernel.database.reading() as session:
                found = execute(session, "SELECT body FROM document").fetchall()
            yield from ((name, str(body)) for (body,) in found)

    def _start(self, name: str) -> Node:
        before = len(self._held)
        keys = {d: KeyStore(store, self._chance.randbytes) for d, store in self._keys.items()}
        parts = replace(self._shared, keys=keys).parts(name)
        stores = self._held[before:]
        del self._held[before:]
        made = build(parts)
        node = Node(made, parts, stores, dict(made.kernel.offsets()))
        made.kernel.on_emitted = lambda: setattr(self.nodes[name], "said", True)
        return node

    def _stumbling(self, url: str) -> Stumbling:
        store = Stumbling(url)
        store.made = self._made
        self._held.append(store)
        return store
