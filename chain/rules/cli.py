"""`./keten rules`: check, diff, explain."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict

from chain.rules.mappen import NIETS, regels_uit

SOUND, FAULTY = 0, 1
"""Exit codes: all is well (or nothing changed), or it is not."""


def main(argv: Sequence[str]) -> int:
    """Run a command; see `SOUND` and `FAULTY`.

    Raises:
        UserFault: there are no such rules, or they cannot be read.
    """
    if argv and argv[0] == "explain":
        from chain.audit.cli import main as audit

        return audit(argv)
    given = _parser().parse_args(argv)
    if given.opdracht == "diff":
        return _diff(given.oud, given.nieuw, as_json=given.json)
    return _check(given.map, as_json=given.json, tegenproef=not given.zonder_tegenproef)


def _check(plaats: str | None, *, as_json: bool, tegenproef: bool) -> int:
    from chain.rules.check import check
    from chain.rules.verteld import verteld

    found = check(plaats, tegenproef=tegenproef)
    if as_json:
        print(json.dumps(found.cijfers(), indent=2, ensure_ascii=False))
    else:
        print(*verteld(found), sep="\n")
    return SOUND if found.in_orde else FAULTY


def _diff(oud: str, nieuw: str | None, *, as_json: bool) -> int:
    from chain.rules.verteld import verschil_verteld
    from privacy_gate.bewijs.verschil import verschil

    found = verschil(regels_uit(oud, NIETS).regels, regels_uit(nieuw, NIETS).regels)
    if as_json:
        print(json.dumps(asdict(found), indent=2, ensure_ascii=False, default=str))
    else:
        print(*verschil_verteld(found), sep="\n")
    return SOUND if found.leeg else FAULTY


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="keten rules", description="Bewijs de regels.")
    commands = parser.add_subparsers(dest="opdracht", required=True, metavar="opdracht")
    check = commands.add_parser("check", help="reken de regels door en bewijs hun eigenschappen")
    check.add_argument("map", nargs="?", help="een map met regels, of een revisie in git")
    check.add_argument("--zonder-tegenproef", action="store_true", help="alleen de bewijzen")
    diff = commands.add_parser("diff", help="wat een wijziging verandert, tot op de omstandigheid")
    diff.add_argument("oud", metavar="A", help="een map met regels, of een revisie in git")
    diff.add_argument(
        "nieuw", metavar="B", nargs="?", help="hetzelfde; standaard de huidige regels"
    )
    for command in (check, diff):
        command.add_argument("--json", action="store_true", help="druk af als JSON")
    commands.add_parser("explain", help="een besluit in gewone taal, uit het logboek alleen")
    return parser
