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

from chain.datadir import DataDir
from chain.deployment import Stores, Surroundings, counting, environment, module_of, port_of, urls
from chain.draaiwijze import keep_to
from chain.faults import UserFault
from chain.inrichting import read_inrichting
from chain.processes import Hopeless, Program, keep_running
from chain.sites import PATHS, PICKER
from contracts.topics import AUDITOR, BEHEER, GATE, INSTANCES
from infra.kafka import Broker, BrokerUnavailable
from infra.passwords import passwords, write_private
from infra.postgres import STORES, PostgresStores, govern
from infra.web.pages import FIGURES

LOOK_SECONDS = 1.0
"""How often is looked whether the broker still runs."""


def supervise(data: DataDir, inrichting: Path, *, postgres: str | None, port: int) -> int:
    """Run the chain on Kafka until SIGTERM or Ctrl-C; then everything that was started stops.

    Args:
        data: where broker, databases, keys and logs are kept.
        inrichting: the file with covenants and people.
        port: of the front page; the other processes have the ports that follow.
        postgres: URL of a database, of someone who may make roles; without it, SQLite files.

    Raises:
        UserFault: no broker can be had, a port is taken, the set-up is wrong, or the directory
            is of a chain that ran in another way.
    """
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
        asyncio.run(_keep_all(broker, programs))
    except BrokerUnavailable as fault:
        raise UserFault(str(fault)) from fault
    except Hopeless as fault:
        raise UserFault(f"De instellingen kloppen niet; zie {fault.args[0].log}.") from fault
    finally:
        if not found_running:
            broker.stop()
    return 0


async def _keep_all(broker: Broker, programs: Sequence[Program]) -> None:
    watching = asyncio.create_task(_keep(broker))
    try:
        await keep_running(programs)
    finally:
        watching.cancel()


async def _keep(broker: Broker) -> None:
    """Start the broker again when it has died; meanwhile the others wait with what they say."""
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        if not await asyncio.to_thread(lambda: broker.running):
            print("Kafka is gestopt en start opnieuw.", file=sys.stderr, flush=True)
            try:
                await asyncio.to_thread(broker.start)
            except BrokerUnavailable as fault:
                print(fault, file=sys.stderr, flush=True)


def _surroundings(
    data: DataDir, broker: Broker, inrichting: Path, postgres: str | None, port: int
) -> Surroundings:
    folder = data.root / "kafka" / "passwords"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name in (*INSTANCES, AUDITOR):
        write_private(folder / name, broker.password(name))
    data.signer()
    given = read_inrichting(inrichting)
    server = given.mailserver
    return Surroundings(
        stores=_on_postgres(data, postgres) if postgres else data,
        broker=broker.bootstrap,
        passwords=folder,
        session_public=data.session_public_file,
        session_key=data.session_key_file,
        inrichting=inrichting.resolve(),
        figures=data.root / "cijfers.json",
        port=port,
        gate=f"http://127.0.0.1:{port_of(GATE, port)}{PATHS[GATE]}",
        public=given.adres,
        mail=(f"{server.host}:{server.poort}", server.afzender) if server else None,
    )


def _on_postgres(data: DataDir, server: str) -> Stores:
    known = passwords(data.root / "postgres.json", STORES)
    try:
        govern(server, known)
    except (ArgumentError, OperationalError) as fault:
        raise UserFault("PostgreSQL is niet bereikbaar op het adres van --postgres.") from fault
    return PostgresStores(server, known)


def _program(name: str, data: DataDir, around: Surroundings) -> Program:
    return Program(
        name=name,
        words=(sys.executable, "-P", "-m", module_of(name)),
        environment={**os.environ, **environment(name, around)},
        log=data.root / "logs" / f"{name}.log",
    )


def _teller(data: DataDir, around: Surroundings) -> Program:
    return Program(
        name=FIGURES,
        words=(sys.executable, "-P", "-m", "chain.cijfers_teller"),
        environment={**os.environ, **counting(around)},
        log=data.root / "logs" / f"{FIGURES}.log",
    )


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
    print("\n".join(lines), file=sys.stderr, flush=True)
