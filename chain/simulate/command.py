"""`./keten simulate`: many seeds, and what was found in them."""

import argparse
import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from chain.faults import UserFault
from chain.simulate.faults import CELLS, STEPS, Mishap
from chain.simulate.findings import Breach
from chain.simulate.regions import covenants, regions_in
from chain.simulate.seats import carriers_of
from chain.simulate.seed import Outcome, lived
from chain.simulate.template import template
from contracts.covenant import Convenant
from infra.memory import keep_what_is_loaded

CHUNK = 20
"""Seeds that a process takes at a time."""

STORIES = 3
"""Of so many seeds in which something was found, the story is told."""

PROGRESS = 10.0
"""Seconds between two lines about how far it is."""


@dataclass
class Totals:
    """What all seeds together came to."""

    first: int
    regions: tuple[Convenant, ...]
    seeds: int = 0
    emptied: set[str] = field(default_factory=set)
    kinds: Counter[Breach] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    met: Counter[tuple[str, Mishap]] = field(default_factory=Counter)
    failed: list[Outcome] = field(default_factory=list)
    fewest: int | None = None
    digests: dict[int, str] = field(default_factory=dict)

    def add(self, outcome: Outcome) -> None:
        """Add a seed."""
        self.seeds += 1
        self.kinds.update(one.kind for one in outcome.findings)
        self.figures.update(outcome.figures)
        self.met.update(outcome.met)
        self.emptied |= outcome.emptied
        self.digests[outcome.seed] = outcome.digest
        faults = outcome.figures["fouten_ingebracht"]
        self.fewest = faults if self.fewest is None else min(self.fewest, faults)
        if outcome.findings:
            self.failed.append(outcome)

    def figures_after(self, seconds: float) -> dict[str, object]:
        """The figures by their Dutch names."""
        missing = [f"{s}: {f}" for s in STEPS for f in Mishap if not self.met[s, f]]
        carriers = carriers_of(self.regions)
        return {
            "seeds": self.seeds,
            "van": self.first,
            **{kind.value: self.kinds[kind] for kind in Breach},
            **self.figures,
            "minste_fouten_in_een_seed": self.fewest or 0,
            "stappen_maal_fouten": CELLS,
            "daarvan_geraakt": CELLS - len(missing),
            "niet_geraakt": missing,
            "dragers": len(carriers),
            "dragers_nooit_leeg": sorted(carriers - self.emptied),
            "mislukte_seeds": sorted(one.seed for one in self.failed),
            "vingerafdruk": hashlib.sha256(
                "".join(digest for _, digest in sorted(self.digests.items())).encode()
            ).hexdigest(),
            "seconden": round(seconds, 1),
            "seeds_per_seconde": round(self.seeds / seconds, 2) if seconds else 0.0,
        }


def main(argv: Sequence[str]) -> int:
    """Run the seeds; the exit code is 1 when something was found.

    Raises:
        UserFault: a number that makes no sense, or a covenant that is not valid.
    """
    given = _parser().parse_args(argv)
    if given.seeds < 1 or given.jobs < 1 or given.first < 0:
        raise UserFault("Geef minstens een seed en een proces, en een begin vanaf 0.")
    regions = regions_in(given.convenant) if given.convenant else covenants()
    began = time.monotonic()
    totals = Totals(given.first, regions)
    told = began
    for outcome in outcomes(range(given.first, given.first + given.seeds), given.jobs, regions):
        totals.add(outcome)
        if outcome.findings and len(totals.failed) <= STORIES:
            _tell(outcome, given.convenant)
        if time.monotonic() - told > PROGRESS:
            told = time.monotonic()
            print(f"{totals.seeds} van {given.seeds} seeds", file=sys.stderr, flush=True)
    _show(totals.figures_after(time.monotonic() - began), as_json=given.json)
    return 1 if totals.failed else 0


def outcomes(
    seeds: Sequence[int], jobs: int = 1, regions: tuple[Convenant, ...] | None = None
) -> Iterator[Outcome]:
    """What comes of these seeds; with more jobs than one in whatever order they are done."""
    if jobs == 1:
        with template(regions) as made:
            yield from (lived(seed, made) for seed in seeds)
        return
    size = max(1, min(CHUNK, len(seeds) // jobs))
    chunks = [seeds[begin : begin + size] for begin in range(0, len(seeds), size)]
    with ProcessPoolExecutor(jobs, initializer=keep_what_is_loaded) as pool:
        for done in as_completed([pool.submit(_chunk, chunk, regions) for chunk in chunks]):
            yield from done.result()


def _chunk(seeds: Iterable[int], regions: tuple[Convenant, ...] | None) -> list[Outcome]:
    with template(regions) as made:
        return [lived(seed, made) for seed in seeds]


def _tell(outcome: Outcome, files: Sequence[Path]) -> None:
    own = f" --convenant {' '.join(map(str, files))}" if files else ""
    print(f"\nSeed {outcome.seed}; opnieuw: ./keten simulate --from {outcome.seed} --seeds 1{own}",
          *outcome.story, "", sep="\n", file=sys.stderr, flush=True)  # fmt: skip


def _show(found: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2), flush=True)
        return
    for key, value in found.items():
        text = ", ".join(map(str, value)) if isinstance(value, list) else value
        print(f"{key.replace('_', ' '):28} {text}", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="keten simulate", description="Speel de keten na terwijl alles misgaat."
    )
    parser.add_argument("--seeds", type=int, default=100, help="hoeveel seeds")
    parser.add_argument("--from", dest="first", type=int, default=0, help="de eerste seed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="hoeveel processen")
    parser.add_argument(
        "--convenant", type=Path, nargs="+", default=(), metavar="BESTAND",
        help="de regio's die samen leven, in plaats van die van de keten",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="druk de cijfers af als JSON")
    return parser
