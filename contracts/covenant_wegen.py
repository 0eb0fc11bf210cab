"""The roads of a covenant: for which cases each is, who carries back what came of one, and to whom.

Its descriptions are read by whoever writes a covenant file, so they are Dutch.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from contracts.vocabulary import Frozen, Leeftijdsband, Naam, Wanneer, Zetelnaam

JAREN: dict[Leeftijdsband, tuple[int, int]] = {
    Leeftijdsband.ONDER_12: (0, 11),
    Leeftijdsband.VAN_12_TOT_16: (12, 15),
    Leeftijdsband.VANAF_16: (16, 27),
}
"""Bands in whole years, both ends included; of an unknown age there are none."""


@dataclass(frozen=True)
class Over:
    """What of a case says by which road it goes and who carries.

    Attributes:
        jaren: the youngest and the oldest that the young person can be; None: not known.
        van: the table that brought it in or, with a first report, who reported it.
    """

    jaren: tuple[int, int] | None = None
    school: Naam | None = None
    van: Naam | None = None


class Jaren(Frozen):
    """Ages in years, both ends included."""

    van: int = Field(ge=0, le=27, description="Jongste leeftijd, in jaren.")
    tot: int = Field(ge=0, le=27, description="Oudste leeftijd, in jaren; die telt mee.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.van > self.tot:
            raise ValueError(f"van ({self.van}) is hoger dan tot ({self.tot})")
        return self

    def omvat(self, jaren: tuple[int, int] | None) -> bool:
        """Is the young person of these ages for certain?"""
        return jaren is not None and self.van <= jaren[0] and jaren[1] <= self.tot

    def raakt(self, ander: "Jaren") -> bool:
        """Can anybody be of both?"""
        return self.van <= ander.tot and ander.van <= self.tot


class Voor(Frozen):
    """For which cases something is; what is not named does not matter."""

    leeftijd: Jaren | None = Field(
        default=None, description="Van welke leeftijd; is die niet bekend, dan past dit niet."
    )
    scholen: tuple[Naam, ...] = Field(default=(), description="Leerlingen van welke scholen.")

    def past(self, over: Over) -> bool:
        """Is it for this case?"""
        old_enough = self.leeftijd is None or self.leeftijd.omvat(over.jaren)
        return old_enough and (not self.scholen or over.school in self.scholen)

    def raakt(self, ander: "Voor") -> bool:
        """Can a case be of both?"""
        own, other = self.leeftijd, ander.leeftijd
        if own and other and not own.raakt(other):
            return False
        return not (self.scholen and ander.scholen and {*self.scholen}.isdisjoint(ander.scholen))


def _as_list(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


def _as_written(seats: tuple[str, ...]) -> str | tuple[str, ...]:
    return seats[0] if len(seats) == 1 else seats


Dragers = Annotated[
    tuple[Zetelnaam, ...],
    BeforeValidator(_as_list, json_schema_input_type=Zetelnaam | tuple[Zetelnaam, ...]),
    PlainSerializer(_as_written, return_type=Zetelnaam | tuple[Zetelnaam, ...]),
]
"""One seat, or several in the order in which they carry; one is written as just that."""


class Dragerrij(Voor):
    """Who carries for some of the cases of a road."""

    overleggen: tuple[Naam, ...] = Field(
        default=(), description="Casussen die welke van deze overleggen inbrachten."
    )
    door: Dragers = Field(min_length=1, description="Wie dan terugkoppelt, als bij door.")

    def past(self, over: Over) -> bool:
        """Is it for this case?"""
        return super().past(over) and (not self.overleggen or over.van in self.overleggen)


class Terugkoppelweg(Frozen):
    """Who carries back what became of a case, to whom, and when."""

    wanneer: Wanneer
    door: Dragers = Field(
        min_length=1,
        description="De zetel aan het ontvangende overleg die terugkoppelt, als organisatie/rol; "
        "of meer, in volgorde: wie het eerst staat en er is, doet het.",
    )
    eerst: Literal["volgorde", "wie-er-was"] = Field(
        default="volgorde",
        description="Gaat wie bij de bespreking van de casus was voor wie daar niet was?",
    )
    dragers: tuple[Dragerrij, ...] = Field(
        default=(),
        description="Wie het doet voor een leeftijd, school of inbrengend overleg; de eerste regel "
        "die past telt, anders door.",
    )
    aan_rol: Naam = Field(
        description="De rol die het hoort: aan het inbrengende overleg of, bij een eerste melding, "
        "bij de melder of op de school van de jeugdige."
    )
    melder_hoort: bool = Field(
        default=False,
        description="Alleen bij een eerste melding: wie meldde hoort het, in deze rol, ook zonder "
        "zetel; van de casus ziet hij niets.",
    )

    @property
    def genoemd(self) -> tuple[Zetelnaam, ...]:
        """Every seat that may carry by this road, each once."""
        return tuple(
            dict.fromkeys((*self.door, *(seat for row in self.dragers for seat in row.door)))
        )

    def volgorde(self, over: Over, aanwezig: Collection[str] | None) -> tuple[Zetelnaam, ...]:
        """The seats that carry for a case, in their order.

        `aanwezig`: the seats at its discussion; None: that was not recorded.
        """
        row = next((row.door for row in self.dragers if row.past(over)), self.door)
        if self.eerst == "volgorde" or not aanwezig:
            return row
        return tuple(sorted(row, key=lambda seat: seat not in aanwezig))


class Weg(Frozen):
    """A road by which a case comes to a table."""

    naam: str = Field(min_length=1)
    van: tuple[Naam, ...] = Field(
        min_length=1, description="Overleggen of, voor een eerste melding, organisaties."
    )
    naar: Naam = Field(description="Het overleg waar de casus aankomt.")
    voor: Voor | None = Field(
        default=None,
        description="Voor welke casussen, als tussen dezelfde twee nog een weg loopt; de weg "
        "zonder voor is voor de andere.",
    )
    houder: Naam | None = Field(
        default=None,
        description="Alleen bij een eerste melding: welke organisatie verantwoordelijk is tot een "
        "overleg het overneemt.",
    )
    terugkoppeling: Terugkoppelweg
