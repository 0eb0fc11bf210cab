"""`./keten covenant check FILE`: is this covenant valid, and what does it leave open?"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

from chain.checklist import Antwoord, answers
from contracts.covenant import Convenant
from contracts.covenant_file import FileFault, read_covenant

VALID, INVALID, UNREADABLE = 0, 1, 2


def main(argv: Sequence[str]) -> int:
    """Check a file: 0 valid, 1 not valid, 2 there is no such file or the command is wrong."""
    parser = argparse.ArgumentParser(prog="keten covenant", description="Controleer een convenant.")
    parser.add_argument("deed", choices=["check"], metavar="check")
    parser.add_argument("file", type=Path, metavar="BESTAND")
    parser.add_argument("--json", action="store_true", help="druk de uitkomst af als JSON")
    given = parser.parse_args(argv)
    try:
        text = given.file.read_text(encoding="utf-8-sig")
    except OSError:
        print(f"{given.file} is niet te lezen.", file=sys.stderr)
        return UNREADABLE
    except UnicodeDecodeError:
        print(f"{given.file} is geen tekst in UTF-8.", file=sys.stderr)
        return UNREADABLE
    found = read_covenant(text)
    if given.json:
        print(json.dumps(_for_machines(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_for_people(given.file, found)))
    return VALID if isinstance(found, Convenant) else INVALID


def _for_machines(found: Convenant | tuple[FileFault, ...]) -> dict[str, object]:
    if not isinstance(found, Convenant):
        return {"geldig": False, "fouten": [asdict(fault) for fault in found]}
    return {
        "geldig": True,
        "convenant": found.verwijzing,
        "fouten": [],
        "vragen": [asdict(answer) for answer in answers(found)],
    }


def _for_people(file: Path, found: Convenant | tuple[FileFault, ...]) -> list[str]:
    if not isinstance(found, Convenant):
        count = "1 fout" if len(found) == 1 else f"{len(found)} fouten"
        return [f"{file}: {count}.", *(f"  {fault}" for fault in found)]
    return [
        f"{file}: {found.naam}, versie {found.versie}, geldig vanaf {found.geldig_van:%d-%m-%Y}.",
        f"  {len(found.organisaties)} organisaties, {len(found.overleggen)} overleggen en "
        f"loketten, {len(found.wegen)} wegen.",
        *_checklist(answers(found)),
    ]


def _checklist(given: Sequence[Antwoord]) -> list[str]:
    lines: list[str] = []
    for theme, group in groupby(given, key=lambda answer: answer.thema):
        lines += ["", theme.capitalize()]
        for answer in group:
            text = f": {answer.antwoord}" if answer.antwoord else ""
            lines += [f"  {answer.nummer:2}. {answer.vraag}", f"      {answer.stand}{text}"]
    return lines
