"""The regions of a simulation: every covenant that ships, and later versions of it."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from random import Random

from pydantic import ValidationError

from chain.demo.regio import REGION
from chain.inrichting import read_covenant_at
from contracts.covenant import Convenant
from contracts.vocabulary import Functie, Organisatietype

_PAIR = 2
_RENAMED = "noord-"
"""How the names of a region begin that stands in for a second one."""


@cache
def covenants() -> tuple[Convenant, ...]:
    """The covenants of the regions, at least two: one alone is taken once more, renamed."""
    found = tuple(read_covenant_at(path) for path in sorted(REGION.parent.glob("*.yaml")))
    return found if len(found) >= _PAIR else (*found, _renamed(found[0]))


def functions(found: Sequence[Convenant]) -> tuple[Functie, ...]:
    """Every function that sits at some table."""
    seats = (f for c in found for table in c.overleggen.values() for f in table.functies())
    return tuple(dict.fromkeys(seats))


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


def _renamed(covenant: Convenant) -> Convenant:
    """The same agreements in another region; what is one in the whole country keeps its name."""
    names = {covenant.convenant, *covenant.organisaties, *covenant.overleggen}
    own = "|".join(sorted(names - set(Organisatietype), key=len, reverse=True))
    text = re.sub(rf'"({own})(?=["/])', rf'"{_RENAMED}\1', covenant.model_dump_json())
    return Convenant.model_validate_json(text)
