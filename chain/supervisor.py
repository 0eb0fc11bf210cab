"""`./keten up --kafka`: a broker, a process per instance, and someone who watches over them."""

import asyncio
import os
import socket
import sys
from pathlib import Path

from chain.datadir import DataDir
from chain.deployment import Stores, Surroundings, environment, module_of, port_of, urls
from chain.draaiwijze import keep_to
from chain.faults import UserFault
from chain.inrichting import read_inrichting
from chain.processes import Program, keep_running
from contracts.topics import BEHEER, GATE, INSTANCES
from infra.kafka import Broker, BrokerUnavailable
from infra.passwords import passwords, write_private
from infra.postgres import STORES, PostgresStores, govern


def supervise(data: DataDir, inrichting: Path, *, postgres: str | None) -> int:
    """Run the chain on Kafka until SIGTERM or Ctrl-C; then everything that was started stops.

    Args:
        data: where broker, databases, keys and logs are kept.
        inrichting: the file with covenants and people.
        postgres: URL of a database, of someone who may make roles; without it, SQLite files.

    Raises:
        UserFault: no broker can be had, a port is taken, the set-up is wrong, or the directory
            is of a chain that ran in another way.
    """
    keep_to(data.root, "op Kafka en PostgreSQL" if postgres else "op Kafka")
    _check_ports()
    broker = Broker(data.root / "kafka")
    found_running = broker.running
    try:
        broker.start()
        around = _surroundings(data, broker, inrichting, postgres)
        programs = [_program(name, data, around) for name in (BEHEER, GATE, *INSTANCES[:-2])]
        _tell_where(data)
        asyncio.run(keep_running(programs))
    except BrokerUnavailable as fault:
        raise UserFault(str(fault)) from fault
    finally:
        if not found_running:
            broker.stop()
    return 0


def _surroundings(
    data: DataDir, broker: Broker, inrichting: Path, postgres: str | None
) -> Surroundings:
    folder = data.root / "kafka" / "passwords"
    folder.mkdir(mode=0o700, exist_ok=True)
    for name in INSTANCES:
        write_private(folder / name, broker.password(name))
    data.session_secret()
    server = read_inrichting(inrichting).mailserver
    return Surroundings(
        stores=_on_postgres(data, postgres) if postgres else data,
        broker=broker.bootstrap,
        passwords=folder,
        session_secret=data.root / "keys" / "session.secret",
        inrichting=inrichting.resolve(),
        mail=(f"{server.host}:{server.poort}", server.afzender) if server else None,
    )


def _on_postgres(data: DataDir, server: str) -> Stores:
    known = passwords(data.root / "postgres.json", STORES)
    govern(server, known)
    return PostgresStores(server, known)


def _program(name: str, data: DataDir, around: Surroundings) -> Program:
    return Program(
        name=name,
        words=(sys.executable, "-P", "-m", module_of(name)),
        environment={**os.environ, **environment(name, around)},
        log=data.root / "logs" / f"{name}.log",
    )


def _check_ports() -> None:
    for name in INSTANCES:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port_of(name))) == 0:
                raise UserFault(
                    f"Poort {port_of(name)} is bezet, nodig voor {name}. Draait de keten al?"
                )


def _tell_where(data: DataDir) -> None:
    """Where each user looks; the front page leads to the right desk."""
    lines = [
        f"De keten start op Kafka; logboeken van de processen: {data.root / 'logs'}",
        f"  inloggen               {urls()['picker']}",
        *(f"  {name:22} {urls()[name]}/" for name in INSTANCES if name in urls()),
        "Stop met Ctrl-C.",
    ]
    print("\n".join(lines), file=sys.stderr, flush=True)
