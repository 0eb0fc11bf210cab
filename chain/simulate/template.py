"""Where every seed begins: an empty chain that knows its regions; made once in a process."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlmodel import Session

from chain.run.datadir import DataDir
from chain.simulate.faults import Faults
from chain.simulate.log import SimulatedLog
from chain.simulate.network import Network
from chain.simulate.regions import capacities, covenants
from chain.simulate.story import Story
from chain.simulate.world import World
from contracts.covenant import Convenant
from contracts.events.beheer import ConvenantVastgesteld, FunctieToegekend
from contracts.events.payload import Payload
from contracts.topics import BEHEER, REGISTER
from contracts.vocabulary import Domein, Functie, OpaqueId
from infra.clock import SetClock
from infra.database import Database
from infra.kernel import Emission, Moment, derived_id
from infra.kernel.kernel import Kernel
from infra.keys import KeyStore
from infra.parts import vault_of

SINCE = date(2025, 1, 1)
"""From when people have their capacities."""

_MEMORY = Path("/dev/shm")  # noqa: S108 - files that need not survive, where there is memory for them


@dataclass(frozen=True)
class Template:
    """Files and log of a chain in which nothing happened yet."""

    folder: Path
    log: SimulatedLog
    seeds: Path
    regions: tuple[Convenant, ...]

    def copied(self) -> Path:
        """A chain of its own; in the place of the last one."""
        shutil.rmtree(self.seeds, ignore_errors=True)
        shutil.copytree(self.folder, self.seeds)
        return self.seeds


@contextmanager
def template(regions: tuple[Convenant, ...] | None = None) -> Iterator[Template]:
    """Make it for these regions, or those that ship; in a directory that is gone afterwards."""
    regions = covenants() if regions is None else regions
    where = _MEMORY if _MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="keten-simulatie-", dir=where) as home:
        folder = Path(home) / "begin"
        log = SimulatedLog()
        chance = Random("begin")  # noqa: S311 - a simulation must be able to happen again
        clock = SetClock(datetime.combine(SINCE, datetime.min.time(), UTC))
        _secrets_of_vaults(folder, chance)
        world = World(folder, log, clock, chance, made=False)
        say(world.nodes[BEHEER].kernel, "begin", _everything(regions))
        Network(world, Faults(chance, 0), Story(clock), chance).settle()
        world.close()
        yield Template(folder, log, Path(home) / "zaad", regions)


def _secrets_of_vaults(folder: Path, chance: Random) -> None:
    """A vault makes its ids under a secret; it must be the same at every run."""
    data = DataDir(folder)
    data.prepare("voorbeeld")
    for domein in Domein:
        database = Database(data.keys(vault_of(domein)))
        KeyStore(database, chance.randbytes).secret("index")
        database.close()


def say(kernel: Kernel, command: str, payloads: Sequence[Payload]) -> None:
    """Let the register's writer say this."""

    def deed(_session: Session, _moment: Moment) -> tuple[Sequence[Emission], str]:
        return [Emission(REGISTER, "register", payload) for payload in payloads], ""

    kernel.act(command, deed)


def person_of(functie: Functie) -> OpaqueId:
    """Who has a capacity from the beginning: each has one person of its own."""
    return derived_id(b"medewerker", str(functie))


def _everything(regions: Sequence[Convenant]) -> list[Payload]:
    said: list[Payload] = [ConvenantVastgesteld(convenant=one) for one in regions]
    for functie in capacities(regions):
        somebody = person_of(functie)
        said.append(FunctieToegekend(medewerker=somebody, functie=functie, vanaf=SINCE))
    return said
