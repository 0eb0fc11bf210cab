"""The simulation: it comes out the same every time, finds nothing, and finds what is planted."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import chain.simulate
from chain.simulate.faults import STEPS, Mishap
from chain.simulate.findings import Breach, Finding
from chain.simulate.regions import covenants
from chain.simulate.seed import CASES, DAYS, Outcome, lived
from chain.simulate.template import template
from contracts.events.verstrekking import Stap
from tests.simulate.planted import Bug
from tests.simulate.planted_index import BUGS

AT_ONCE = (
    "the_sender_stays_the_holder",
    "the_outbox_is_written_after_the_commit",
    "sealed_for_somebody_else",
    "a_gap_is_not_seen",
)
"""Planted bugs that are found in the first seeds."""

OWN_FILES = [path.name for path in Path(chain.simulate.__file__).parent.glob("*.py")]
"""Where the simulation looks for what is wrong, and may itself be."""

MOST = 200
"""Within so many seeds every planted bug is found."""


def first_found(bug: Bug, most: int, patch: pytest.MonkeyPatch) -> Outcome | None:
    """The first seed in which something is found while this bug is there.

    That what looks breaks off itself is nothing found.
    """
    with template() as made, patch.context() as planted:
        bug.plant(planted)
        seeds = (lived(seed, made) for seed in range(most))
        return next((one for one in seeds if any(map(_tells, one.findings))), None)


def _tells(finding: Finding) -> bool:
    own = any(f"({name}:" in finding.text for name in OWN_FILES)
    return not (finding.kind is Breach.BROKEN and own)


def run(seed: int, hashing: int, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "chain", "simulate", "--from", str(seed), "--seeds", "1", *words],
        env={**os.environ, "PYTHONHASHSEED": str(hashing)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_seed_is_no_toy() -> None:
    assert len({one.convenant for one in covenants()}) >= 2
    assert (CASES, DAYS) == (20, 30)
    assert set(Stap) < set(STEPS)
    assert len(Mishap) >= 8


def test_a_seed_comes_out_the_same_and_nothing_is_found() -> None:
    runs = [json.loads(run(5, hashing, "--json").stdout) for hashing in (1, 2)]
    assert runs[0]["vingerafdruk"] == runs[1]["vingerafdruk"]
    assert {kind: runs[0][kind] for kind in Breach} == dict.fromkeys(Breach, 0)
    assert runs[0]["overdrachten"] > 0
    assert runs[0]["minste_fouten_in_een_seed"] >= 10


def test_numbers_that_make_no_sense_are_refused() -> None:
    done = run(-1, 0)
    assert done.returncode == 1
    assert "Geef minstens een seed" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", AT_ONCE)
def test_a_planted_bug_is_found_and_told(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = first_found(next(one for one in BUGS if one.name == name), 4, monkeypatch)
    assert found is not None
    assert any(line.startswith("=> ") for line in found.story)
    assert any(line.startswith("dag ") for line in found.story)


def test_there_are_enough_planted_bugs() -> None:
    assert len(BUGS) >= 20
    assert len({one.name for one in BUGS}) == len(BUGS)


@pytest.mark.timeout(7200)
@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.name)
def test_every_planted_bug_is_found_at_length(bug: Bug, monkeypatch: pytest.MonkeyPatch) -> None:
    assert first_found(bug, MOST, monkeypatch) is not None
