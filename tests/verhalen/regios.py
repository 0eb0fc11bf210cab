"""The two regions of the stories: as they ship, with a border between them that both agreed on."""

from pathlib import Path
from typing import Any

import yaml

from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.regio import REGION
from chain.setup.inrichting import read_covenant_at
from contracts.covenant import Convenant

KOP = REGION.parent / "kop-van-noord-holland.yaml"


def set_up(folder: Path) -> Path:
    """Write what a region would write: two covenants, and who works there; the set-up file."""
    tilburg, kop = _read(REGION), _read(KOP)
    tilburg["overleggen"]["zat-het-baken"]["draagt_over_aan"].append("cjg-den-helder")
    tilburg["buren"] = {kop["convenant"]: {"overleggen": ["cjg-den-helder"]}}
    kop["buren"] = {tilburg["convenant"]: {"overleggen": ["zat-het-baken"]}}
    files = {"tilburg.yaml": tilburg, "kop.yaml": kop}
    for name, region in files.items():
        text = yaml.safe_dump(region, allow_unicode=True, sort_keys=False)
        (folder / name).write_text(text, encoding="utf-8")
    people = [
        {"naam": person.naam, "mail": person.mail, "functies": list(person.functies)}
        for person in MEDEWERKERS.values()
    ]
    path = folder / "inrichting.yaml"
    given = {"convenanten": list(files), "medewerkers": [*people, *_of_kop()]}
    path.write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
    return path


def every_table() -> Convenant:
    """Tilburg's covenant with the tables of both, to look up the domain of a table."""
    tilburg, kop = read_covenant_at(REGION), read_covenant_at(KOP)
    return tilburg.model_copy(update={"overleggen": {**tilburg.overleggen, **kop.overleggen}})


def _of_kop() -> list[dict[str, Any]]:
    """Somebody for every seat and step of the Kop van Noord-Holland."""
    kop = read_covenant_at(KOP)
    seats = [str(f) for table in kop.overleggen.values() for f in table.functies()]
    steps = [step.naar for ladder in kop.opschaling.values() for step in ladder]
    reporters = ["politie-kop/jeugdagent"]
    return [
        {"naam": f"Iemand van {seat}", "mail": f"{_mailbox(seat)}@kop.test", "functies": [seat]}
        for seat in dict.fromkeys((*seats, *steps, *reporters))
    ]


def _mailbox(seat: str) -> str:
    return ".".join(reversed(seat.split("/")))


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found
