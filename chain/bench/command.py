"""`./keten bench gate`: the gate and other engines on the same rules and messages, in one run."""

import argparse
import json
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chain.bench.berichten import HCO, LOKET, MET_TOESTEMMING, OP, ZELFDE, berichten, convenant
from chain.bench.cedar import answers, cedar
from chain.bench.poort import meet, rechter
from chain.bench.rego import rego
from chain.faults import UserFault
from privacy_gate.domain.beslissen import Wet
from privacy_gate.domain.kenmerken import Kenmerken, Over, Samenhang
from privacy_gate.domain.spoor import Gelezen, lees_spoor
from privacy_gate.domain.toetser import STRICTEST_LAST
from privacy_gate.store.wetboek import wetboek

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".venv" / "bench" / "bin" / "python"
COMPARED = 500
"""How many messages the other engines decide on, and are measured on."""
CHECKED = 20
"""How many messages to ten kinds of seat they decide on besides, to be compared only."""
SEED = 20_260_302

Vraag = tuple[Kenmerken, str]
"""A set of attributes, and what the gate said of it."""


def main(argv: Sequence[str]) -> int:
    """Measure, compare and print; 1 if an engine decided otherwise than the gate."""
    given = _parser().parse_args(argv)
    if not PEERS.is_file():
        raise UserFault("De andere motoren ontbreken. Start dit met: ./keten bench gate")
    found = bench(given.berichten)
    if given.python:
        from chain.bench.pythons import vergelijk

        found["andere_python"] = vergelijk(given.python)
    if given.json:
        print(json.dumps(found, indent=2))
    else:
        print(*told(found), sep="\n")
    same = found.get("andere_python", {}).get("gelijk", True)
    return 0 if same and not found["verschillen"] else 1


def bench(aantal: int) -> dict[str, Any]:
    """All figures; rates are per second of CPU time of one core."""
    wet, region = wetboek(), convenant()
    events = list(berichten(LOKET, aantal, SEED))
    loket = meet(wet, region, events)
    same = meet(wet, region, list(berichten(ZELFDE, aantal // 5, SEED + 3)))
    with_consent = meet(wet, region, list(berichten(MET_TOESTEMMING, aantal // 5, SEED + 1)))
    ten_seats = list(berichten(HCO, aantal // 5, SEED + 2))
    hco = meet(wet, region, ten_seats)
    questions = list(vragen(wet, events[:COMPARED]))
    extra = list(vragen(wet, ten_seats[:CHECKED]))
    others = peers(wet, questions, extra)
    return {
        "berichten_per_s": round(loket.warm),
        **{
            f"ratio_{name}": round(loket.warm / one["berichten_per_s"], 1)
            for name, one in others.items()
        },
        "verschillen": sum(one["verschillen"] for one in others.values()),
        "vergeleken": {name: one["vergeleken"] for name, one in others.items()},
        "loket": _rounded(asdict(loket)),
        "zelfde_velden": _rounded(asdict(same)),
        "met_toestemming": _rounded(asdict(with_consent)),
        "hco_tien_zetels": _rounded(asdict(hco)),
        "andere": {name: _rounded(one) for name, one in others.items()},
        "regels": len(wet.regelset.geldend(Over.ELEMENT, OP)),
        "python": platform.python_version(),
    }


def vragen(wet: Wet, events: Sequence[bytes]) -> Iterator[list[Vraag]]:
    """Per message and seat what the gate decided on, ready for engines that cannot derive it."""
    one = rechter(wet, convenant())
    for event in events:
        said = lees_spoor(one.beslis(event, Samenhang.NIEUW)[0].decode())
        for seat in range(len(said.zetels)):
            yield [(row[seat].kenmerken, _outcome(row[seat])) for row in said.elementen]


def _outcome(said: Gelezen) -> str:
    reduced = said.uitkomst == "geminimaliseerd"
    return f"minder: {said.bewerking}" if reduced else said.uitkomst


def peers(
    wet: Wet, questions: Sequence[list[Vraag]], extra: Sequence[list[Vraag]]
) -> Mapping[str, dict[str, Any]]:
    """What the other engines make of the same, measured in their own environment."""
    rules = wet.regelset.geldend(Over.ELEMENT, OP)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "rego", rego(rules, STRICTEST_LAST))
        _write(folder / "cedar", cedar(rules))
        _write(folder / "antwoorden.json", json.dumps(answers(rules, STRICTEST_LAST)))
        for file, some in (("berichten.jsonl", questions), ("controle.jsonl", extra)):
            lines = (json.dumps([dict(k) for k, _ in one]) for one in some)
            _write(folder / file, "\n".join(lines))
        done = subprocess.run(
            [PEERS, Path(__file__).with_name("peers.py"), folder],
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        why = next((x for x in done.stderr.splitlines() if "Error" in x), done.stderr[:300])
        raise UserFault(f"De andere motoren liepen vast: {why}")
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    for one in found.values():
        compared = [
            vergeleken(questions, one.pop("uitkomsten")),
            vergeleken(extra, one.pop("controle")),
        ]
        one["vergeleken"], one["verschillen"] = map(sum, zip(*compared, strict=True))
    return found


def vergeleken(asked: Sequence[list[Vraag]], answered: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many outcomes were compared, and how many differ; not every message need be answered."""
    pairs = [
        (mine, theirs)
        for message, outcomes in zip(asked, answered, strict=False)
        for (_, mine), theirs in zip(message, outcomes, strict=True)
    ]
    return len(pairs), sum(mine != theirs for mine, theirs in pairs)


def told(found: Mapping[str, Any]) -> Iterator[str]:
    """The figures for people."""
    loket, hco = found["loket"], found["hco_tien_zetels"]
    same, consent = found["zelfde_velden"], found["met_toestemming"]
    yield "Berichten per seconde per kern, van JSON tot geketend spoor (CPU-tijd):"
    yield f"  {found['berichten_per_s']:>9,}  aan een loket, 12 besluiten per bericht"
    yield f"  {loket['middel']:>9,}  hetzelfde, de middelste meting"
    yield f"  {loket['eerste']:>9,}  hetzelfde, de eerste keer"
    yield f"  {loket['koud']:>9,}  hetzelfde, als er niets wordt onthouden"
    yield f"  {same['warm']:>9,}  met in elk bericht dezelfde twaalf velden"
    yield f"  {consent['warm']:>9,}  met twee toestemmingen en een weging"
    yield f"  {hco['warm']:>9,}  aan het HCO, 120 besluiten per bericht"
    yield (
        f"{loket['berichten']:,} verschillende berichten van {loket['bytes_per_bericht']:,} bytes, "
        f"{loket['onthouden']:,} verschillende omstandigheden, {found['regels']} regels"
    )
    if "andere_python" in found:
        other = found["andere_python"]
        same = "dezelfde" if other["gelijk"] else "ANDERE"
        yield f"Op Python {other['versie']} {same} bytes als op {found['python']}"
    for name, one in found["andere"].items():
        yield (
            f"  {one['berichten_per_s']:>9,}  {name} {one['versie']}: de poort is "
            f"{found[f'ratio_{name}']} keer zo snel; {one['verschillen']} van "
            f"{one['vergeleken']:,} uitkomsten anders"
        )


def _rounded(figures: Mapping[str, Any]) -> dict[str, Any]:
    return {k: round(v) if isinstance(v, float) else v for k, v in figures.items()}


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="keten bench", description="Hoe snel is het?")
    what = parser.add_subparsers(required=True, metavar="wat")
    gate = what.add_parser("gate", help="de beslismotor van de privacy-poort")
    gate.add_argument("--json", action="store_true", help="druk de cijfers af als JSON")
    gate.add_argument("--berichten", type=int, default=10_000, help="hoeveel verschillende")
    gate.add_argument("--python", help="beslis ook op deze Python, en vergelijk")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
