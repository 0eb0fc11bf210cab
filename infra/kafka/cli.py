"""`./keten kafka up|down|check|fetch`: a local Apache Kafka for development and tests."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.kafka.broker import Broker
from infra.kafka.faults import BrokerUnavailable
from infra.kafka.jars import classpath
from infra.private import NotPrivate, check_private

DEFAULT_PORT = 9092
DEFAULT_DATA = Path(__file__).resolve().parents[2] / ".keten"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; 1 with a Dutch sentence when no broker can be had."""
    given = _parser().parse_args(argv)
    try:
        return _run(given.deed, given.data / "kafka", given.port)
    except (BrokerUnavailable, NotPrivate) as fault:
        _tell(str(fault))
        return 1


def _run(deed: str, home: Path, port: int) -> int:
    match deed:
        case "up":
            check_private(home.parent, [home.name])
            broker = Broker(home, port)
            broker.start()
            _tell(f"Kafka draait op {broker.bootstrap}; de wachtwoorden: {home}/passwords.json")
            return 0
        case "down":
            Broker(home).stop()
            _tell("Kafka is gestopt.")
            return 0
        case "check":
            return _check(Broker(home))
        case _:
            classpath()
            return 0


def _check(broker: Broker) -> int:
    """Whether topics, their sizes and rights on the broker are those of the table."""
    if not broker.running:
        raise BrokerUnavailable("Kafka draait niet; start met: ./keten kafka up")
    found = broker.admin.difference()
    for right in found.loose_rights:
        _tell(f"te veel: {right}")
    for missing in (*found.missing_rights, *found.missing_topics):
        _tell(f"ontbreekt: {missing}")
    for topic in found.other_sizes:
        _tell(f"neemt gebeurtenissen van een andere grootte aan: {topic}")
    _tell("De broker wijkt af van de tabel." if found else "De broker is zoals de tabel.")
    return 1 if found else 0


def _tell(sentence: str) -> None:
    sys.stderr.write(sentence + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="keten kafka", description="Een lokale Apache Kafka.")
    parser.add_argument(
        "deed", choices=("up", "down", "check", "fetch"), metavar="up|down|check|fetch"
    )
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="de map met de gegevens")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="poort")
    return parser
