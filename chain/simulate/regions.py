"""The regions of a simulation: every covenant that ships, and later versions of it."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from random import Random

from pydantic import ValidationError

from chain.demo.regio import REGION
from chain.setup.inrichting import read_covenant_at
from contracts.covenant import Convenant
from contracts.vocabulary import Functie

_CAPACITY = re.compile(r'"([a-z0-9-]+)/([a-z0-9-]+)"')


@cache
def covenants() -> tuple[Convenant, ...]:
    """The covenants of the regions that ship."""
    return tuple(read_covenant_at(path) for path in sorted(REGION.parent.glob("*.yaml")))


def capacities(found: Sequence[Convenant]) -> tuple[Functie, ...]:
    """Every capacity that a covenant names, at a table or beside it."""
    named = (pair for one in found for pair in _CAPACITY.findall(one.model_dump_json()))
    return tuple(Functie(organisatie=o, rol=r) for o, r in dict.fromkeys(named))


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
