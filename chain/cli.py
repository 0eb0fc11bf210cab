"""The command line: one parser, one place where a fault becomes a Dutch sentence."""

import argparse
import errno
import sqlite3
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from chain.faults import UserFault
from infra.private import keep_private
from infra.state import OtherState

DEFAULT_DATA = Path(__file__).resolve().parents[1] / ".keten"


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the result is the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    keep_private()
    try:
        return _dispatch(words)
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        sentence = sentence_for(fault)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return _code_for(fault)


def _dispatch(words: list[str]) -> int:
    """Hand the words after the command to the part that knows them."""
    parts: dict[str, str] = {
        "covenant": "chain.setup.covenant_check",
        "audit": "chain.again",
        "bench": "chain.bench.command",
        "contracts": "chain.contracts_command",
        "kafka": "infra.kafka.cli",
        "simulate": "chain.simulate.command",
        "rules": "chain.rules.cli",
        "test": "chain.testrun",
        "upgrade": "chain.run.upgrade",
    }
    if words and words[0] in parts:
        run: Callable[[Sequence[str]], int] = import_module(parts[words[0]]).main
        return run(words[1:])
    given = _parser().parse_args(words)
    if given.command == "demo":
        from chain.demo.command import demo

        return demo(given.data, once=given.once, as_json=given.json, port=given.port)
    from chain.run.up import up, up_on_kafka

    if given.kafka:
        return up_on_kafka(given.data, given.inrichting, postgres=given.postgres, port=given.port)
    return up(given.data, given.inrichting, host=given.host, port=given.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="keten", description="De jeugdketen.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="opdracht")
    demo = commands.add_parser("demo", help="speel de hele keten af met voorbeeldcasussen")
    demo.add_argument("--once", action="store_true", help="speel af en stop")
    demo.add_argument("--json", action="store_true", help="druk de cijfers af als JSON")
    demo.add_argument("--data", type=Path, help="bewaar de gegevens in deze map")
    demo.add_argument("--port", type=int, default=8700)
    up = commands.add_parser("up", help="zet de keten aan voor echt gebruik")
    up.add_argument("--data", type=Path, default=DEFAULT_DATA, help="de map met de gegevens")
    up.add_argument("--inrichting", type=Path, help="organisaties, medewerkers en convenant")
    up.add_argument("--host", default="127.0.0.1")
    up.add_argument("--port", type=int, default=8700)
    up.add_argument("--kafka", action="store_true", help="op Apache Kafka, een proces per dienst")
    up.add_argument("--postgres", help="URL van PostgreSQL voor de databases (alleen bij --kafka)")
    for name, text in (
        ("covenant", "een convenant: check BESTAND, diff OUD NIEUW, adopt BESTAND"),
        ("audit", "lees het logboek na: verify, figures, steer, replay, explain, who-saw, adl"),
        ("bench", "hoe snel beslist de poort, naast andere motoren: gate"),
        ("contracts", "de vormen van berichten: check, release"),
        ("kafka", "een lokale Apache Kafka: up, down"),
        ("simulate", "de keten terwijl alles misgaat: --seeds N"),
        ("rules", "bewijs de regels van de poort: check, diff, explain"),
        ("upgrade", "werk gegevens van een oudere versie bij"),
        ("test", "alle controles en tests"),
    ):
        commands.add_parser(name, help=text, add_help=False)
    return parser


def sentence_for(fault: Exception) -> str | None:
    """What to tell a user about a fault that is not ours; None where it is a bug."""
    from infra.database import DatabaseDamaged, DiskFull, InUse
    from infra.in_step import OutOfStep

    if isinstance(fault, UserFault | OutOfStep):
        return str(fault)
    if isinstance(fault, InUse):
        return "Deze gegevens zijn al in gebruik: er draait al een keten op deze map."
    if isinstance(fault, OtherState):
        return _other_state(fault)
    if isinstance(fault, DatabaseDamaged | sqlite3.DatabaseError) and not _is_full(fault):
        return "De gegevens zijn beschadigd. Zet de laatste reservekopie terug en start opnieuw."
    if isinstance(fault, DiskFull) or _is_full(fault):
        return "De schijf is vol. Maak ruimte vrij en start opnieuw; er is niets verloren."
    if isinstance(fault, OSError) and fault.errno == errno.EADDRINUSE:
        return "De poort is bezet. Kies een andere met --port."
    if isinstance(fault, PermissionError):
        return f"Geen toegang tot {fault.filename}. Kies een andere map met --data."
    return None


def _code_for(fault: Exception) -> int:
    from infra.in_step import OUT_OF_STEP, OutOfStep

    return OUT_OF_STEP if isinstance(fault, OutOfStep) else 1


def _other_state(fault: OtherState) -> str:
    if fault.found == 0:
        return "Deze gegevens zijn van vóór versie 1.0; die worden niet meer gelezen."
    if fault.found > fault.wanted:
        return "Deze gegevens zijn van een nieuwere versie van de keten; start die."
    return (
        "Deze gegevens zijn van een oudere versie van de keten. Werk ze eerst bij met: "
        "./keten upgrade --data MAP"
    )


def _is_full(fault: Exception) -> bool:
    return "disk is full" in str(fault) or getattr(fault, "errno", None) == errno.ENOSPC
