"""`./keten audit`: reads a log independently of what wrote it, and says what it finds."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chain.audit.adl import decisions
from chain.audit.erased import KEYS, LEFT, erased
from chain.audit.erased import lines as erased_lines
from chain.audit.explain import decision, told
from chain.audit.figures import audited
from chain.audit.reading import AuditedChain, Kafka, opened
from chain.audit.records import NoLog
from chain.audit.replay import ANDERS, GELIJK, OPNIEUW, Deciding, lines, replayed
from chain.audit.steering import as_csv, steering
from chain.audit.verify import Verdict, verified
from chain.audit.who_saw import grouped, who_saw

DEFAULT_DATA = Path(__file__).resolve().parents[2] / ".keten"
FAULTS_SHOWN = 20

SOUND, FAULTY, UNUSABLE = 0, 1, 2
"""Exit codes: nothing found, something is not right, or there was nothing to look at."""


@dataclass(frozen=True)
class Wish:
    """What was asked."""

    about: str
    as_json: bool
    deciding: Deciding | None = None


def main(
    argv: Sequence[str],
    deciding: Deciding | None = None,
    before: Callable[[Path], None] = lambda _: None,
) -> int:
    """Run a command of the auditor; see `SOUND`, `FAULTY` and `UNUSABLE`.

    `deciding` is what the replay decides again with; `before` looks at the data directory first.
    """
    given = _parser().parse_args(argv)
    before(given.data)
    kafka = Kafka(given.kafka, _password(given.password_file)) if given.kafka else None
    wish = Wish(getattr(given, "about", ""), given.json, deciding)
    run: Callable[[AuditedChain, Wish], int] = given.run
    try:
        with opened(given.data, kafka) as chain:
            return run(chain, wish)
    except NoLog as fault:
        print(fault, file=sys.stderr)
        return UNUSABLE


def _verify(chain: AuditedChain, wish: Wish) -> int:
    verdict = verified(chain)
    if wish.as_json:
        _print_json(
            {
                "gebeurtenissen": verdict.events,
                "bronnen": verdict.sources,
                "besluiten": verdict.decisions,
                "niet_na_te_gaan": verdict.unpaired,
                "vernietigingen": verdict.erased,
                "fouten": [str(fault) for fault in verdict.faults],
            }
        )
    else:
        _print_verdict(verdict)
    return FAULTY if verdict.faults else SOUND


def _print_verdict(verdict: Verdict) -> None:
    if verdict.faults:
        print(f"Het logboek klopt niet. De eerste fout: {verdict.faults[0]}.")
        for fault in verdict.faults[1:FAULTS_SHOWN]:
            print(f"  {fault}")
        if len(verdict.faults) > FAULTS_SHOWN:
            print(f"  en nog {len(verdict.faults) - FAULTS_SHOWN} fouten")
        return
    print(
        f"Het logboek klopt: {verdict.events} gebeurtenissen in {verdict.sources} bronnen, zonder "
        f"gat en ongewijzigd; {verdict.decisions} besluiten, en bezorgd is precies wat besloten is."
    )
    if verdict.erased:
        print(f"Vernietigd is {verdict.erased} keer; './keten audit erased' zegt wat.")
    if verdict.unpaired:
        print(
            f"Van {verdict.unpaired} besluiten of bezorgingen is niet na te gaan of ze bij elkaar "
            "horen: de sleutels van de poort ontbreken, of zijn vernietigd.",
            file=sys.stderr,
        )


def _figures(chain: AuditedChain, wish: Wish) -> int:
    if not chain.links.known:
        print("Cijfers over de keten kunnen niet zonder de sleutels van de poort.", file=sys.stderr)
        return UNUSABLE
    found = audited(chain)
    if wish.as_json:
        _print_json(found.figures)
    else:
        for name, value in found.figures.items():
            print(f"{name.replace('_', ' '):34}{_figure(value)}")
        for fault in found.faults[:FAULTS_SHOWN]:
            print(fault, file=sys.stderr)
    return SOUND if found.sound else FAULTY


def _steer(chain: AuditedChain, wish: Wish) -> int:
    found = steering(chain.events())
    rows = [row for row in found if not wish.about or row.regio == wish.about]
    if wish.as_json:
        _print_json([row._asdict() for row in rows])
    else:
        print(as_csv(rows), end="")
    if not rows:
        print("Van deze regio staat niets in het logboek.", file=sys.stderr)
    return SOUND if rows else UNUSABLE


def _figure(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{number} {name}" for name, number in value.items())
    return str(value)


def _replay(chain: AuditedChain, wish: Wish) -> int:
    rows = list(replayed(chain, wish.about, wish.deciding))
    code = _print_rows(rows, lines(rows), wish, "Deze casus staat niet in het logboek.")
    decisions = [row for row in rows if OPNIEUW in row]
    differing = [row for row in decisions if row[OPNIEUW] == ANDERS]
    unsaid = [row for row in decisions if row[OPNIEUW] not in (GELIJK, ANDERS)]
    if unsaid:
        print(
            f"Van {len(unsaid)} besluiten is hier niet na te gaan of ze kloppen.", file=sys.stderr
        )
    for row in differing:
        print(f"{row['plaats']}: opnieuw beslissen geeft een ander spoor", file=sys.stderr)
    return FAULTY if differing else code


def _who_saw(chain: AuditedChain, wish: Wish) -> int:
    rows = list(who_saw(chain, wish.about))
    return _print_rows(rows, grouped(rows), wish, "Van deze casus is niets verstrekt.")


def _erased(chain: AuditedChain, wish: Wish) -> int:
    rows = list(erased(chain.events(), chain.key_stores))
    code = _print_rows(rows, erased_lines(rows), wish, "In dit logboek is niets vernietigd.")
    left = sum(row[KEYS] == LEFT for row in rows)
    if left:
        print(f"Van {left} vernietigingen liggen de sleutels er nog.", file=sys.stderr)
    return FAULTY if left else code


def _print_rows(
    rows: Sequence[Mapping[str, str]], text: Iterable[str], wish: Wish, nothing: str
) -> int:
    if not rows:
        print(nothing, file=sys.stderr)
        return UNUSABLE
    if wish.as_json:
        _print_json(rows)
    else:
        print(*text, sep="\n")
    return SOUND


def _explain(chain: AuditedChain, wish: Wish) -> int:
    found = decision(chain, wish.about)
    if found is None:
        print("Dit besluit staat niet in het logboek.", file=sys.stderr)
        return UNUSABLE
    if wish.as_json:
        _print_json(dict(found))
    else:
        print(*told(found), sep="\n")
    return SOUND


def _adl(chain: AuditedChain, _wish: Wish) -> int:
    """One line of JSON per decision."""
    found = False
    for record in decisions(chain):
        found = True
        print(json.dumps(record, ensure_ascii=False))
    if not found:
        print("In dit logboek staat geen besluit.", file=sys.stderr)
    return SOUND if found else UNUSABLE


def _print_json(value: object) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False))


def _password(path: Path | None) -> str:
    return path.read_text(encoding="utf-8").strip() if path else ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="keten audit", description="Lees het logboek na.")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, default=DEFAULT_DATA, help="de map met de gegevens")
    common.add_argument("--json", action="store_true", help="druk af als JSON")
    common.add_argument("--kafka", metavar="HOST:POORT", help="lees het logboek van Kafka")
    common.add_argument("--password-file", type=Path, help="het wachtwoord van de auditor")
    commands = parser.add_subparsers(required=True, metavar="opdracht")
    for name, text, run, about in (
        ("verify", "is alles er nog, ongewijzigd, en terecht verstrekt?", _verify, None),
        ("figures", "wat is er gebeurd, en is er iets verloren of losgelaten?", _figures, None),
        ("steer", "waarop een regio stuurt, als CSV en zonder personen", _steer, "[REGIO]"),
        ("replay", "wat gebeurde er met een casus, in volgorde", _replay, "CASUS"),
        ("explain", "een besluit van de poort, in gewone taal", _explain, "BESLUIT"),
        ("adl", "elk besluit als regel van de Authorization Decision Log", _adl, None),
        ("erased", "wat is vernietigd, wanneer en door wie; zijn de sleutels weg?", _erased, None),
        ("who-saw", "wie mocht wat van een casus inzien, en waarom", _who_saw, "CASUS"),
    ):
        command = commands.add_parser(name, help=text, parents=[common])
        command.set_defaults(run=run)
        if about:
            optional = about.startswith("[")
            command.add_argument(
                "about", metavar=about.strip("[]"), nargs="?" if optional else None, default=""
            )
    return parser
