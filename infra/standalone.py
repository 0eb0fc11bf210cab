"""A service that runs by itself: settings, parts, log, and off it goes."""

import asyncio
import logging
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import psycopg
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from infra import telemetry
from infra.addressbook import AddressBook
from infra.clock import SystemClock
from infra.database import Database, InUse
from infra.instance import Instance
from infra.keys import KeyStore
from infra.log import Log, Unavailable
from infra.log.kafka import KafkaLog
from infra.log.sqlite import SqliteLog
from infra.parts import Parts
from infra.private import keep_private
from infra.runner import FAILED, run
from infra.settings import Settings, SettingsWrong, read_settings
from infra.state import OtherState
from infra.upgrading import bring_up_to_date, is_older
from infra.web.session import Verifier

log = logging.getLogger(__name__)

WRONG = 78
"""The exit code when the settings are wrong: starting again does not help."""

LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"

P = ParamSpec("P")


def told_if_away(process: Callable[P, int]) -> Callable[P, int]:
    """Let a process that cannot have its broker or database now end in one plain sentence.

    It does not wait itself: who starts it again waits longer each time, and can stop it meanwhile.
    """

    @wraps(process)
    def told(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            return process(*args, **kwargs)
        except Unavailable as fault:
            away = str(fault)
        except InUse as fault:
            away = f"another process works with {fault}"
        except OperationalError as fault:
            if not isinstance(fault.orig, psycopg.OperationalError):
                raise
            # Of a statement the driver's words may repeat a value; of a connection they do not.
            told = type(fault.orig).__name__ if fault.statement else str(fault.orig)
            away = f"PostgreSQL does not answer or does not let us in: {told.splitlines()[0]}"
        log.error("%s; ending with %d, to be started again", away, FAILED)
        return FAILED

    return told


@told_if_away
def serve(service: str, build: Callable[[Parts], Instance]) -> int:
    """Run a service with the settings of the environment; gives the exit code."""
    keep_private()
    logging.basicConfig(level=logging.WARNING, format=LINE)
    try:
        settings = read_settings(service, os.environ)
        instance = build(parts_of(settings))
        _fold_again(instance, log_of(settings))
        members = [(instance, log_of(settings))]
    except (SettingsWrong, ValueError, OtherState) as wrong:
        sys.stderr.write(f"{service}: {wrong}\n")
        return WRONG
    telemetry.install(settings.name, settings.traces)
    return run(members, host=settings.host, port=settings.port, hosts=settings.hosts)


def _fold_again(instance: Instance, own: Log) -> None:
    """Bring older state up to date before anybody is served; the other processes go on meanwhile.

    Raises:
        OtherState: see `infra.upgrading.is_older`.
    """
    if is_older(instance):
        log.warning("%s: the state is of an older version and is folded again", instance.name)
        folded = asyncio.run(bring_up_to_date(instance, own))
        log.warning("%s: %d events were folded", instance.name, folded)


def parts_of(settings: Settings) -> Parts:
    """The parts that the settings name."""
    return Parts(
        name=settings.name,
        domein=settings.domein,
        database=Database(settings.database),
        keys=KeyStore(_store(settings.keys)),
        addressbook=AddressBook(_store(settings.addressbook)),
        clock=SystemClock(),
        sessions=Verifier(settings.session_public),
        base=settings.base,
        sites=settings.sites,
        gate=settings.gate,
        tables=settings.tables,
        all_keys={one: KeyStore(_store(url)) for one, url in settings.gate_keys.items()},
        vault=_store(settings.vault) if settings.vault else None,
        vault_keys=KeyStore(_store(settings.vault_keys)) if settings.vault_keys else None,
        matching=KeyStore(_store(settings.matching)) if settings.matching else None,
        index_seal=KeyStore(_store(settings.index_seal)) if settings.index_seal else None,
        mail=settings.mail,
    )


def _store(url: str) -> Database:
    """A store beside the database: what is asked of it is short, so one connection serves."""
    return Database(url, connections=1)


def log_of(settings: Settings) -> Log:
    """The log that the settings name, in the hands of the instance.

    Raises:
        SettingsWrong: no such kind of log.
    """
    scheme, _, rest = settings.log.partition("://")
    if scheme == "kafka":
        return KafkaLog(rest, settings.name, settings.kafka_password)
    if scheme == "sqlite":
        return SqliteLog(Path(make_url(settings.log).database or "")).principal(settings.name)
    raise SettingsWrong("KETEN_LOG is neither kafka:// nor sqlite://")
