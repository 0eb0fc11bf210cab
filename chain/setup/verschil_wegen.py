"""In words: who carries by a road, in which order and for whom; and for which cases a road is."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Name = Callable[[str], str]
"""Says a seat, an organisation or a table by the name that the covenant gives it."""


def dragers_in_woorden(door: Any, seat: Name) -> str:
    """One carrier, or several in their order."""
    named = [door] if isinstance(door, str) else door
    return ", anders de ".join(seat(one) for one in named)


def rijen_in_woorden(rows: Any, seat: Name, name: Name) -> str:
    """Who carries for which cases, as far as the road makes a difference."""
    told = (
        f"{voor_in_woorden(row, name)} de {dragers_in_woorden(row['door'], seat)}"
        for row in rows or ()
    )
    return "; ".join(told) or "voor iedereen dezelfde"


def voor_in_woorden(voor: Mapping[str, Any] | None, name: Name) -> str:
    """For which cases something is."""
    return " ".join(_delen(voor, name)) if voor else "voor alle andere casussen"


def _delen(voor: Mapping[str, Any], name: Name) -> Iterator[str]:
    if ages := voor.get("leeftijd"):
        yield f"van {ages['van']} tot en met {ages['tot']} jaar"
    if schools := voor.get("scholen"):
        yield f"voor leerlingen van {' of '.join(map(name, schools))}"
    if tables := voor.get("overleggen"):
        yield f"ingebracht door {' of '.join(map(name, tables))}"
