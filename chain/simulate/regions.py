"""The regions of a simulation: those that ship or those of given files, and later versions."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from pydantic import ValidationError

from chain.demo.regio import REGION
from chain.faults import UserFault
from chain.setup.inrichting import read_covenant_at
from chain.setup.rollen import zetels_van
from contracts.covenant import Convenant
from contracts.covenant_together import clashes, closed_borders
from contracts.vocabulary import Functie

EARLIEST = date(2026, 1, 5)
"""The first Monday on which a seed begins, where the covenants hold by then."""


@cache
def covenants() -> tuple[Convenant, ...]:
    """The covenants of the regions that ship."""
    return tuple(read_covenant_at(path) for path in sorted(REGION.parent.glob("*.yaml")))


def regions_in(files: Sequence[Path]) -> tuple[Convenant, ...]:
    """The regions that live together, each in a file of its own.

    Raises:
        UserFault: every fault in them, with file and line; or why they cannot be played together.
    """
    found, faults = list[Convenant](), list[str]()
    for file in files:
        try:
            found.append(read_covenant_at(file))
        except UserFault as fault:
            faults.append(str(fault))
    if not faults:
        faults = [*_named_twice(found), *clashes(found), *closed_borders(found)]
    if faults:
        raise UserFault("\n".join(faults))
    # What is played is a region that goes on: on its last day nothing comes to rest.
    return tuple(one.model_copy(update={"geldig_tot": None}) for one in found)


def _named_twice(found: Sequence[Convenant]) -> Iterator[str]:
    names = [one.convenant for one in found]
    for name in sorted({one for one in names if names.count(one) > 1}):
        yield f"De regio '{name}' staat in twee bestanden: geef van elke regio een versie."


def first_day(found: Iterable[Convenant]) -> date:
    """The first Monday on which a seed can begin: when every covenant holds."""
    first = max(EARLIEST, *(one.geldig_van for one in found))
    return first + timedelta(days=-first.weekday() % 7)


def capacities(found: Sequence[Convenant]) -> tuple[Functie, ...]:
    """Every capacity that a covenant names, at a table or beside it; and whoever may report."""
    named = [seat for one in found for seat in zetels_van(one)]
    reporters = [seat for one in found for seat in _reporters(one, named)]
    return tuple(dict.fromkeys((*named, *reporters)))


def _reporters(covenant: Convenant, named: Iterable[Functie]) -> Iterator[Functie]:
    """Who reports without any seat, in the role in which he hears what becomes of it."""
    seated = {seat.organisatie for seat in named}
    for road in covenant.wegen.values():
        for name in road.van:
            hears = road.terugkoppeling.melder_hoort
            if name in covenant.organisaties and (hears or name not in seated):
                yield Functie(organisatie=name, rol=road.terugkoppeling.aan_rol)


def later(covenant: Convenant, day: date, chance: Random) -> Convenant:
    """The next version of a covenant, from a day on: other terms, and perhaps a seat less."""
    terms = covenant.termijnen.model_copy(
        update={name: max(1, value + chance.choice((-2, 3))) for name, value in _numbers(covenant)}
    )
    new = {"versie": covenant.versie + 1, "geldig_van": day, "termijnen": terms}
    name = chance.choice(sorted(covenant.overleggen))
    table = covenant.overleggen[name]
    gone = chance.choice(table.zetels)
    fewer = table.model_copy(update={"zetels": tuple(s for s in table.zetels if s != gone)})
    tables = {**covenant.overleggen, name: fewer}
    try:
        changed = covenant.model_copy(update={**new, "overleggen": tables})
        return Convenant.model_validate(changed.model_dump())
    except ValidationError:
        # Nobody else at that table can do what this seat does.
        return covenant.model_copy(update=new)


def _numbers(covenant: Convenant) -> list[tuple[str, int]]:
    terms = covenant.termijnen.model_dump()
    return [(name, value) for name, value in terms.items() if isinstance(value, int)]
