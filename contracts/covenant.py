"""A region's covenant that holds together, and what it makes of its neighbours."""

from collections.abc import Iterable
from itertools import islice
from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from contracts.covenant_faults import faults_of
from contracts.covenant_places import MOST_FAULTS
from contracts.covenant_text import Convenanttekst


class Convenant(Convenanttekst):
    """The covenant of a region, one dated version of it."""

    def met(self, buren: Iterable["Convenant"]) -> "Convenant":
        """This version, with the tables of neighbours that it and they agreed to deal with."""
        tafels, organisaties = dict(self.overleggen), dict(self.organisaties)
        for other in buren:
            if other.convenant not in self.buren or self.convenant not in other.buren:
                continue
            for name in _over_de_grens(self, other):
                tafels.setdefault(name, other.overleggen[name])
                for functie in other.overleggen[name].functies():
                    own = other.organisaties[functie.organisatie]
                    organisaties.setdefault(functie.organisatie, own)
        if len(tafels) == len(self.overleggen):
            return self
        return self.model_copy(update={"overleggen": tafels, "organisaties": organisaties})

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        faults = list(islice(faults_of(self), MOST_FAULTS + 1))
        if faults:
            text = "; ".join(f"{'.'.join(map(str, path))}: {text}" for path, text in faults)
            raise PydanticCustomError(
                "convenant", "{text}", {"text": text, "faults": tuple(faults)}
            )
        return self


def _over_de_grens(own: Convenant, other: Convenant) -> tuple[str, ...]:
    """Tables of the other region that this one names, or that deal with tables of this one."""
    named = own.buren[other.convenant].overleggen
    shown = other.buren[own.convenant].overleggen
    dealing = (
        name
        for name, table in other.overleggen.items()
        if {*table.draagt_over_aan, *table.vraagt_na_bij}.intersection(shown)
    )
    return tuple(dict.fromkeys((*(n for n in named if n in other.overleggen), *dealing)))
