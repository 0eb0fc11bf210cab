"""The whole chain in one process, on one log: which instance gets which parts."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass

from fastapi import FastAPI

import casusoverleg.main
import intake.main
import notifier.main
import privacy_gate.main
from chain import beheer
from chain.datadir import DataDir
from chain.picker import picker
from chain.sites import PATHS, urls
from contracts.topics import BEHEER, DOMAIN_SERVICES, GATE, instance
from contracts.vocabulary import Domein
from infra.addressbook import AddressBook
from infra.clock import Clock
from infra.database import Database
from infra.instance import Instance
from infra.keys import KeyStore
from infra.parts import MailSettings, Parts
from infra.web.pages import FIGURES

_BUILDERS = {
    "intake": intake.main.build,
    "casusoverleg": casusoverleg.main.build,
    "notifier": notifier.main.build,
}


@dataclass(frozen=True)
class Embedded:
    """The instances, the front page, and the register's writer, which is one of them."""

    instances: tuple[Instance, ...]
    front: FastAPI
    beheer: Instance
    addressbook: AddressBook


def assemble(
    data: DataDir, clock: Clock, mail: MailSettings | None, root: str, held: ExitStack
) -> Embedded:
    """Build every instance on the files of `data`; what it opens, `held` closes.

    `root` is the address of the front page, such as `http://127.0.0.1:8700`.
    """
    addressbook = AddressBook(_open(data.addressbook, held))
    keys = {domein: KeyStore(_open(data.keys(domein), held)) for domein in Domein}
    common = _Shared(data, clock, mail, addressbook, keys, root, held)
    own = common.parts(BEHEER, None)
    writer = beheer.build(own)
    built = [
        *(
            _BUILDERS[service](common.parts(instance(service, domein), domein))
            for domein in Domein
            for service in DOMAIN_SERVICES
        ),
        privacy_gate.main.build(common.parts(GATE, None)),
    ]
    return Embedded((writer, *built), picker(own, data.log), writer, addressbook)


@dataclass(frozen=True)
class _Shared:
    data: DataDir
    clock: Clock
    mail: MailSettings | None
    addressbook: AddressBook
    keys: Mapping[Domein, KeyStore]
    root: str
    held: ExitStack

    def parts(self, name: str, domein: Domein | None) -> Parts:
        """What one instance gets: the keys of its own domain, and of all for the gate alone."""
        own = self.keys[domein] if domein else KeyStore(_open(self.data.keys(name), self.held))
        vault = domein and name == instance("intake", domein)
        return Parts(
            name=name,
            domein=domein,
            database=_open(self.data.database(name), self.held),
            keys=own,
            addressbook=self.addressbook,
            clock=self.clock,
            session_secret=self.data.session_secret(),
            base=PATHS.get(name, ""),
            sites={**urls(self.root), FIGURES: f"{self.root}/cijfers"},
            all_keys=self.keys if name == GATE else {},
            vault=_open(self.data.vault(domein), self.held) if domein and vault else None,
            mail=self.mail,
        )


def _open(url: str, held: ExitStack) -> Database:
    database = Database(url)
    held.callback(database.close)
    return database
