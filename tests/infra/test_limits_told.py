"""docs/beheer.md states the limits of the doors: the same numbers as in the code."""

import re
from pathlib import Path

from chain.setup.inrichting import MOST_VALUES as SET_UP_VALUES
from contracts.covenant_file import MOST_VALUES
from contracts.covenant_places import MOST_FAULTS
from contracts.yaml_file import MOST_CHARACTERS, MOST_DEPTH
from infra.web import limits
from infra.web.limits import KIB, MIB
from intake.worker import bestand

TEXT = (Path(__file__).parents[2] / "docs" / "beheer.md").read_text(encoding="utf-8")
UNITS = {"": 1, " s": 1, " KiB": KIB, " MiB": MIB}
IN_CODE = {
    "body of a request": limits.MAX_REQUEST,
    "file of reports": limits.MAX_BODY,
    "bodies of all requests under way": limits.MAX_TOGETHER,
    "values in a JSON body": limits.MAX_MEMBERS,
    "lines in a file of reports": bestand.MOST_LINES,
    "faults printed of a file or a request": limits.MAX_ERRORS,
    "address of a request": limits.MAX_URL,
    "headers of a request": limits.MAX_HEADERS,
    "request beside its body": limits.MAX_HEAD,
    "requests ahead on a connection": limits.MAX_AHEAD,
    "open connections": limits.MAX_CONNECTIONS,
    "until the head of a request is there": limits.HEAD_SECONDS,
    "until the body is there": limits.BODY_SECONDS,
    "until the answer is read": limits.ANSWER_SECONDS,
    "idle after an answer": limits.IDLE_SECONDS,
    "characters in a covenant or set-up file": MOST_CHARACTERS,
    "values in a covenant": MOST_VALUES,
    "values in a set-up file": SET_UP_VALUES,
    "depth of a covenant or set-up file": MOST_DEPTH,
}


def told(text: str) -> dict[str, float]:
    """The numbers of the table, by what they are about."""
    section = text.partition("## What the doors take")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([a-z][^|]*) \| ([\d,]+)( [A-Za-z]+)? \|", section, re.MULTILINE)
    return {what: int(number.replace(",", "")) * UNITS[unit] for what, number, unit in rows}


def test_the_table_says_what_the_code_does() -> None:
    assert told(TEXT) == IN_CODE
    assert f"up to {limits.FILES:,}" in TEXT
    assert MOST_FAULTS == bestand.MOST_FAULTS == limits.MAX_ERRORS


def test_every_limit_of_the_web_server_is_in_the_table() -> None:
    names = {name for name in vars(limits) if name.startswith("MAX_") or name.endswith("_SECONDS")}
    assert {getattr(limits, name) for name in names} <= set(IN_CODE.values())


def test_a_number_that_differs_is_seen() -> None:
    assert told(TEXT.replace("| 5 MiB |", "| 6 MiB |"))["file of reports"] == 6 * MIB
