"""`./keten covenant check|diff|adopt FILE...`: are these valid, what changes; lay them down.

With `--proef` a valid covenant is also played: does everybody hear what he must?

What is adopted lies in the directory of the chain; the chain says it while it runs, or when it
starts, and it holds from its own date on.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from chain.faults import UserFault
from chain.setup.checklist import Checklistantwoord, answers
from chain.setup.opmerkingen import opmerkingen
from chain.setup.verschil import verschillen
from chain.setup.written import text_of
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from contracts.covenant_together import clashes, closed_borders
from contracts.yaml_file import FileFault

VALID, INVALID, UNREADABLE = 0, 1, 2

DEFAULT_DATA = Path(__file__).resolve().parents[2] / ".keten"

Found = Convenant | tuple[FileFault, ...]


def main(argv: Sequence[str]) -> int:
    """Do it: 0 valid, 1 not valid, 2 there is no such file or the command is wrong."""
    parser = argparse.ArgumentParser(prog="keten covenant", description="Controleer een convenant.")
    parser.add_argument("deed", choices=["check", "diff", "adopt"], metavar="check|diff|adopt")
    parser.add_argument("files", type=Path, nargs="+", metavar="BESTAND")
    parser.add_argument("--json", action="store_true", help="druk de uitkomst af als JSON")
    parser.add_argument("--proef", action="store_true", help="speel elke weg, school en lege zetel")
    parser.add_argument("--data", type=Path, default=DEFAULT_DATA, help="de map van de keten")
    parser.add_argument("--inrichting", type=Path, help="als die elders staat dan in die map")
    given = parser.parse_args(argv)
    found: dict[Path, Found] = {}
    texts: dict[Path, str] = {}
    for file in given.files:
        try:
            texts[file] = text_of(file)
            found[file] = read_covenant(texts[file])
        except UserFault as fault:
            print(fault, file=sys.stderr)
            return UNREADABLE
    if given.deed == "diff":
        if len(found) != 2:
            parser.error("geef twee bestanden: eerst het oude, dan het nieuwe")
        return _diff(found, as_json=given.json)
    if given.deed == "adopt":
        return _adopt(found, given.data, given.inrichting or given.data / "inrichting.yaml")
    valid = [one for one in found.values() if isinstance(one, Convenant)]
    together = (*clashes(valid), *closed_borders(valid))
    if given.proef and len(valid) == len(found) and not together:
        from chain.proef.command import proef

        return proef(valid, as_json=given.json)
    if given.json:
        outcomes = [
            _for_machines(one, opmerkingen(texts[file], one, valid)) for file, one in found.items()
        ]
        whole = outcomes[0] if len(found) == 1 else {"convenanten": outcomes, "samen": together}
        print(json.dumps(whole, ensure_ascii=False, indent=2))
    else:
        for file, one in found.items():
            print("\n".join(_for_people(file, one, opmerkingen(texts[file], one, valid))))
        print("\n".join(together), end="\n" if together else "")
    return VALID if len(valid) == len(found) and not together else INVALID


def _diff(found: dict[Path, Found], *, as_json: bool) -> int:
    """Say what changes between two versions."""
    valid = [one for one in found.values() if isinstance(one, Convenant)]
    if len(valid) < len(found):
        return _refused(found)
    was, wordt = valid
    changes = verschillen(was, wordt)
    if as_json:
        told = {"van": was.verwijzing, "naar": wordt.verwijzing}
        print(json.dumps(told | {"verschillen": [asdict(one) for one in changes]}, indent=2))
        return VALID
    print(f"Van {was.verwijzing} naar {wordt.verwijzing}, vanaf {wordt.geldig_van:%d-%m-%Y}:")
    for wie, own in groupby(changes, key=lambda one: one.wie):
        print("\n".join((f"\n{wie}", *(f"  {one.zin}" for one in own))))
    if not changes:
        print("  er verandert niets.")
    return VALID


def _refused(found: dict[Path, Found]) -> int:
    for file, faults in found.items():
        if not isinstance(faults, Convenant):
            print("\n".join(_for_people(file, faults)), file=sys.stderr)
    return INVALID


def _adopt(found: dict[Path, Found], data: Path, inrichting: Path) -> int:
    """Lay covenants down for the chain in a directory; all of them, or none."""
    from chain.run.datadir import DataDir
    from chain.setup.adopting import adopt
    from chain.setup.geraakt import geraakt

    covenants = [one for one in found.values() if isinstance(one, Convenant)]
    if len(covenants) < len(found):
        return _refused(found)
    try:
        touched = [geraakt(DataDir(data), one) for one in covenants]
        adopt(DataDir(data), inrichting, tuple(found))
    except UserFault as fault:
        print(fault, file=sys.stderr)
        return INVALID
    for one, sentences in zip(covenants, touched, strict=True):
        print(f"{one.naam}, versie {one.versie}, geldt vanaf {one.geldig_van:%d-%m-%Y}.")
        print("\n".join(f"  {sentence}" for sentence in sentences), end="\n" if sentences else "")
    return VALID


def _for_machines(found: Found, remarks: Sequence[FileFault]) -> dict[str, object]:
    if not isinstance(found, Convenant):
        return {"geldig": False, "fouten": [asdict(fault) for fault in found]}
    return {
        "geldig": True,
        "convenant": found.verwijzing,
        "fouten": [],
        "opmerkingen": [asdict(one) for one in remarks],
        "vragen": [asdict(answer) for answer in answers(found)],
    }


def _for_people(file: Path, found: Found, remarks: Sequence[FileFault] = ()) -> list[str]:
    if not isinstance(found, Convenant):
        count = "1 fout" if len(found) == 1 else f"{len(found)} fouten"
        return [f"{file}: {count}.", *(f"  {fault}" for fault in found)]
    return [
        f"{file}: {found.naam}, versie {found.versie}, geldig vanaf {found.geldig_van:%d-%m-%Y}.",
        f"  {len(found.organisaties)} organisaties, {len(found.overleggen)} overleggen en "
        f"loketten, {len(found.wegen)} wegen.",
        *(f"  let op: {one}" for one in remarks),
        *_checklist(answers(found)),
    ]


def _checklist(given: Sequence[Checklistantwoord]) -> list[str]:
    lines: list[str] = []
    for theme, group in groupby(given, key=lambda answer: answer.thema):
        lines += ["", theme.capitalize()]
        for answer in group:
            text = f": {answer.antwoord}" if answer.antwoord else ""
            lines += [f"  {answer.nummer:2}. {answer.vraag}", f"      {answer.stand}{text}"]
    return lines
