"""`./keten up --kafka`: a broker, a process per instance, and someone who watches over them."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from psycopg import OperationalError
from sqlalchemy.exc import ArgumentError

from chain.faults import UserFault
from chain.kafka.closed import ASK_SECONDS, Closed
from chain.kafka.deployment import (
    OF_MAILSERVER,
    Surroundings,
    counting,
    environment,
    module_of,
    of_instances,
    passfile_of,
    port_of,
    urls,
)
from chain.kafka.processes import Hopeless, Program, keep_running
from chain.run.datadir import DataDir
from chain.run.draaiwijze import keep_to
from chain.run.sites import PICKER
from chain.setup.adopting import whole_set_up
from contracts.topics import AUDITOR, BEHEER, GATE, INSTANCES
from infra.kafka import Broker, BrokerUnavailable
from infra.passwords import passwords, write_private
from infra.postgres import STORES, PostgresStores, govern, holds_password, passfile
from infra.web.pages import FIGURES

LOOK_SECONDS = 1.0
"""How often is looked whether the broker still runs."""

_OWNERS = ("PGPASSWORD", "PGPASSFILE")
"""Where libpq finds the password of who may make roles."""


def supervise(data: DataDir, inrichting: Path, *, postgres: str | None, port: int) -> int:
    """Run the chain on Kafka until SIGTERM or Ctrl-C; then everything that was started stops.

    Args:
        data: where broker, databases, keys and logs are kept.
        inrichting: the file with covenants and people.
        port: of the front page; the other processes have the ports that follow.
        postgres: URL of a database, of someone who may make roles, without his password;
            without this, SQLite files.

    Raises:
        UserFault: no broker can be had, a port is taken, the set-up is wrong, the directory is of
            a chain that ran in another way, or a password stands on the command line.
    """
    if postgres:
        _check_postgres(postgres)
    keep_to(data.root, "op Kafka en PostgreSQL" if postgres else "op Kafka")
    _check_ports(port)
    # A broker takes seconds to start: who stops us meanwhile stops that too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    broker = Broker(data.root / "kafka")
    found_running = broker.running
    try:
        broker.start()
        around = _surroundings(data, broker, inrichting, postgres, port)
        programs = [_program(name, data, around) for name in (BEHEER, GATE, *INSTANCES[:-2])]
        programs.append(_teller(data, around))
        _tell_where(data, urls(port))
        asyncio.run(_keep_all(broker, programs, Closed(of_instances(urls(port)))))
    except BrokerUnavailable as fault:
        raise UserFault(str(fault)) from fault
    except Hopeless as fault:
        raise UserFault(f"De instellingen kloppen niet; zie {fault.args[0].log}.") from fault
    finally:
        if not found_running:
            broker.stop()
    return 0


async def _keep_all(broker: Broker, programs: Sequence[Program], closed: Closed) -> None:
    watching = [asyncio.create_task(one) for one in (_keep(broker), _tell_closed(closed))]
    try:
        await keep_running(programs)
    finally:
        for task in watching:
            task.cancel()


async def _tell_closed(closed: Closed) -> None:
    """Say which process is closed, once: it runs, so nothing else here tells of it."""
    told: set[str] = set()
    while True:
        await asyncio.sleep(ASK_SECONDS)
        await asyncio.to_thread(closed.look)
        for name in closed.why.keys() - told:
            print(f"{name}: {closed.why[name]}", file=sys.stderr, flush=True)
        told = set(closed.why)


async def _keep(broker: Broker) -> None:
    """Start the broker again when it has died; meanwhile the others wait with what they say."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            if not await asyncio.to_thread(lambda: broker.running):
                _tell("Kafka is gestopt en start opnieuw.")
                await asyncio.to_thread(broker.start)
        except BrokerUnavailable as fault:
            _tell(str(fault))
        except Exception as fault:  # noqa: BLE001 - whatever it meets, somebody must go on looking
            _tell(f"Kafka kon niet opnieuw starten ({type(fault).__name__}); dat komt straks weer.")


def _surroundings(
    data: DataDir, broker: Broker, inrichting: Path, postgres: str | None, port: int
) -> Surroundings:
    folder = data.root / "kafka" / "passwords"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name in (*INSTANCES, AUDITOR):
        write_private(folder / name, broker.password(name))
    data.signer()
    given = whole_set_up(inrichting)
    around = Surroundings(
        stores=PostgresStores(postgres) if postgres else data,
        broker=broker.bootstrap,
        passwords=folder,
        session_public=data.session_public_file,
        session_key=data.session_key_file,
        inrichting=inrichting.resolve(),
        figures=data.root / "cijfers.json",
        port=port,
        public=given.adres,
        mail=given.mail(inrichting.parent),
    )
    if around.mail and around.mail.user:
        write_private(folder / OF_MAILSERVER, around.mail.password)
    if postgres:
        _govern_postgres(data, postgres, around)
    return around


def _check_postgres(server: str) -> None:
    """Refuse an address that shows a password to whoever lists the processes."""
    try:
        shown = holds_password(server)
    except ArgumentError:
        raise UserFault(
            "Het adres bij --postgres klopt niet. Schrijf: postgresql://gebruiker@server/database"
        ) from None
    if shown:
        raise UserFault(
            "Zet geen wachtwoord in het adres bij --postgres: iedereen op deze computer kan een "
            "opdrachtregel lezen. Vervang dit wachtwoord, want het heeft daar gestaan. Zet het "
            "nieuwe in een bestand dat alleen u kunt lezen (chmod 600), met deze regel: "
            "*:*:*:gebruiker:wachtwoord. Noem dat bestand in PGPASSFILE en start opnieuw."
        )


def _govern_postgres(data: DataDir, server: str, around: Surroundings) -> None:
    known = passwords(data.root / "postgres.json", STORES)
    try:
        govern(server, known)
    except OperationalError as fault:
        raise UserFault(
            "PostgreSQL is niet bereikbaar op het adres van --postgres, of kent dit wachtwoord "
            "niet; PostgreSQL zoekt het in het bestand van PGPASSFILE."
        ) from fault
    for name in INSTANCES:
        own = passfile(environment(name, around), known)
        write_private(Path(around.passwords) / passfile_of(name), own)


def _program(name: str, data: DataDir, around: Surroundings) -> Program:
    return Program(
        name=name,
        words=(sys.executable, "-P", "-m", module_of(name)),
        environment={**_inherited(), **environment(name, around)},
        log=data.root / "logs" / f"{name}.log",
    )


def _teller(data: DataDir, around: Surroundings) -> Program:
    return Program(
        name=FIGURES,
        words=(sys.executable, "-P", "-m", "chain.front.cijfers_teller"),
        environment={**_inherited(), **counting(around)},
        log=data.root / "logs" / f"{FIGURES}.log",
    )


def _inherited() -> Mapping[str, str]:
    """What every process gets of our own environment: not where the owner's password is."""
    return {name: value for name, value in os.environ.items() if name not in _OWNERS}


def _check_ports(front: int) -> None:
    for name in INSTANCES:
        port = port_of(name, front)
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                raise UserFault(f"Poort {port}, nodig voor {name}, is bezet. Draait de keten al?")


def _tell_where(data: DataDir, sites: Mapping[str, str]) -> None:
    """Where each user looks; the front page leads to the right desk."""
    lines = [
        f"De keten start op Kafka; logboeken van de processen: {data.root / 'logs'}",
        f"  {'inloggen':24} {sites[PICKER]}",
        *(f"  {name:24} {site}/" for name, site in sites.items() if name != PICKER),
        "Stop met Ctrl-C.",
    ]
    _tell("\n".join(lines))


def _tell(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
