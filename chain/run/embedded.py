"""The whole chain in one process, on one log: which instance gets which parts."""

import secrets
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from fastapi import FastAPI

import casusoverleg.main
import intake.main
import notifier.main
import privacy_gate.main
from chain.front.cijfers import Cijfers
from chain.front.picker import picker
from chain.run.datadir import DataDir
from chain.run.sites import PATHS, urls
from chain.setup import beheer
from chain.setup.adopting import Standing
from contracts.topics import BEHEER, GATE, INSTANCES, instance
from contracts.vocabulary import Domein
from infra.addressbook import AddressBook
from infra.clock import Clock
from infra.database import Database
from infra.instance import Instance
from infra.keys import Chance, KeyStore
from infra.parts import INDEX_SEAL, MATCHING, MailSettings, Parts, vault_of
from infra.web.session import Verifier

_BUILDERS = {
    "intake": intake.main.build,
    "casusoverleg": casusoverleg.main.build,
    "notifier": notifier.main.build,
    GATE: privacy_gate.main.build,
    BEHEER: beheer.build,
}


@dataclass(frozen=True)
class Embedded:
    """The instances, the front page, and the register's writer, which is one of them."""

    instances: tuple[Instance, ...]
    front: FastAPI
    beheer: Instance
    addressbook: AddressBook
    standing: Standing


def assemble(
    data: DataDir,
    clock: Clock,
    mail: MailSettings | None,
    root: str,
    held: ExitStack,
    *,
    public: str = "",
) -> Embedded:
    """Build every instance on the files of `data`; what it opens, `held` closes.

    `root` is the address of the front page, such as `http://127.0.0.1:8700`; `public` is what
    browsers see instead.
    """
    opened = partial(_open, held=held)
    keys = {domein: KeyStore(opened(data.keys(domein))) for domein in Domein}
    signer = data.signer()
    book = AddressBook(opened(data.addressbook))
    shared = Shared(
        data, clock, mail, book, keys, Verifier(signer.public), root, opened, public=public
    )
    parts = {name: shared.parts(name) for name in INSTANCES}
    built = {name: build(own) for name, own in parts.items()}
    standing = Standing()
    figures = Cijfers(Path(data.log)).rows
    front = picker(parts[BEHEER], signer, figures, standing, inside=urls(root))
    return Embedded(tuple(built.values()), front, built[BEHEER], shared.addressbook, standing)


@dataclass(frozen=True)
class Shared:
    """What the instances share, and how each of them opens what is its own."""

    data: DataDir
    clock: Clock
    mail: MailSettings | None
    addressbook: AddressBook
    keys: Mapping[Domein, KeyStore]
    sessions: Verifier
    root: str
    opened: Callable[[str], Database]
    chance: Chance = secrets.token_bytes
    public: str = ""

    def parts(self, name: str) -> Parts:
        """What one instance gets: the keys of its own domain, and of all for the gate alone."""
        domein = next((one for one in Domein if name.startswith(f"{one}-")), None)
        intake = domein is not None and name == instance("intake", domein)
        return Parts(
            name=name,
            domein=domein,
            database=self.opened(self.data.database(name)),
            keys=self.keys[domein] if domein else self._own_keys(name),
            addressbook=self.addressbook,
            clock=self.clock,
            sessions=self.sessions,
            base=PATHS.get(name, ""),
            sites=urls(self.public or self.root),
            gate=f"{self.root}{PATHS[GATE]}",
            tables=f"{self.root}{PATHS[instance('casusoverleg', domein)]}" if domein else "",
            all_keys=self.keys if name == GATE else {},
            vault=self.opened(self.data.vault(domein)) if domein and intake else None,
            vault_keys=self._vault_keys(domein) if domein and intake else None,
            matching=self._own_keys(MATCHING) if intake else None,
            index_seal=self._own_keys(INDEX_SEAL) if intake or name == GATE else None,
            mail=self.mail,
        )

    def _vault_keys(self, domein: Domein) -> KeyStore:
        return KeyStore(self.opened(self.data.keys(vault_of(domein))))

    def _own_keys(self, name: str) -> KeyStore:
        return KeyStore(self.opened(self.data.keys(name)), self.chance)


def build(parts: Parts) -> Instance:
    """The instance that these parts are for."""
    service = parts.name.removeprefix(f"{parts.domein}-") if parts.domein else parts.name
    return _BUILDERS[service](parts)


def _open(url: str, held: ExitStack) -> Database:
    database = Database(url)
    held.callback(database.close)
    return database
