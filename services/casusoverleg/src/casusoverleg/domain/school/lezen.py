"""Which school a text names: exactly one that the covenant knows, or it is not clear which."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from contracts.covenant import Convenant
from contracts.covenant_addressees import is_school
from contracts.vocabulary import Naam

_LEERJAREN = frozenset(
    {"klas", "groep", "leerjaar", "jaar", "brugklas", "onderbouw", "bovenbouw", "pro", "vmbo"}
    | {"mavo", "havo", "vwo", "vso", "mbo", "gymnasium", "atheneum", "a", "b", "c", "d"}
)
_CIJFER = re.compile(r"\d{1,2}e?[a-z]?")
"""What may follow the name of a school. Any other word, such as *niet meer*, can change it."""


def genoemde_school(tekst: str, convenant: Convenant) -> Naam | None:
    """The school that a text says and nothing besides but a year; None: it is not clear which."""
    gelijk = _gelijk(tekst)
    genoemd = {
        school
        for naam, school in _namen(convenant).items()
        if gelijk.startswith(naam) and _is_leerjaar(gelijk[len(naam) :])
    }
    return genoemd.pop() if len(genoemd) == 1 else None


def alleen_leerjaar(tekst: str) -> bool:
    """Does a text say which year, and no word of a school?"""
    return _is_leerjaar(f" {_gelijk(tekst)}")


def _is_leerjaar(rest: str) -> bool:
    begint_los = not rest[:1].isalnum()
    woorden = re.split(r"[\s/.,;:&-]+", rest)
    return begint_los and all(w in _LEERJAREN or _CIJFER.fullmatch(w) for w in woorden if w)


def _namen(convenant: Convenant) -> Mapping[str, Naam | None]:
    """Each way of writing a school, of which None says that it is more than one."""
    gevonden: dict[str, Naam | None] = {}
    for sleutel, partner in convenant.organisaties.items():
        if is_school(convenant, sleutel):
            for schrijfwijze in _schrijfwijzen(sleutel, partner.naam):
                anders = gevonden.get(schrijfwijze, sleutel) != sleutel
                gevonden[schrijfwijze] = None if anders else sleutel
    return gevonden


def _schrijfwijzen(sleutel: Naam, naam: str) -> Iterator[str]:
    """The whole name, the name without what stands between brackets, and the short name."""
    yield _gelijk(naam)
    yield _gelijk(naam.partition("(")[0])
    yield _gelijk(sleutel.replace("-", " "))


def _gelijk(tekst: str) -> str:
    """The text as it is compared: without capitals or double spaces."""
    return " ".join(unicodedata.normalize("NFKC", tekst).casefold().split()).rstrip(" .,;:")
