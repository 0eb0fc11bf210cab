"""A region's covenant: which tables there are, who sits there, by which roads a case travels."""

from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from contracts.vocabulary import (
    Domein,
    Frozen,
    Functie,
    Naam,
    Organisatietype,
    Overlegsoort,
    Wanneer,
    Zetelsoort,
)


def _functie(text: str) -> str:
    if text.count("/") != 1:
        raise ValueError("schrijf een zetel als organisatie/rol")
    return text


Zetelnaam = Annotated[str, AfterValidator(_functie)]
"""A seat as a covenant file writes it: organisatie/rol."""


class Organisatie(Frozen):
    """A partner of the chain."""

    naam: str
    type: Organisatietype
    geheimhouding: bool = Field(description="are its people bound to secrecy by office or law?")


class Leeftijden(Frozen):
    """Whom a table discusses; an exception needs a recorded reason. In years, `tot` included."""

    van: int = Field(ge=0, le=27)
    tot: int = Field(ge=0, le=27)


class Overleg(Frozen):
    """A table, or the desk (loket) of one organisation."""

    naam: str
    soort: Overlegsoort
    domein: Domein
    leeftijden: Leeftijden
    regie: Zetelnaam = Field(description="the seat that runs the agenda and records decisions")
    zetels: tuple[Zetelnaam, ...]
    brengt_in_bij: tuple[Naam, ...] = ()
    draagt_over_aan: tuple[Naam, ...] = ()
    vraagt_na_bij: tuple[Naam, ...] = ()

    def functies(self) -> tuple[Functie, ...]:
        """Every seat, the one that directs first."""
        names = dict.fromkeys((self.regie, *self.zetels))
        return tuple(Functie(organisatie=o, rol=r) for o, r in (n.split("/") for n in names))


class Terugkoppelweg(Frozen):
    """Who carries back what became of a case, to whom, and when."""

    wanneer: Wanneer
    door: Zetelnaam = Field(description="the seat at the receiving table that carries it back")
    aan_rol: Naam = Field(description="the role that gets it, at the organisation that brought in")


class Weg(Frozen):
    """A road by which a case comes to a table."""

    naam: str
    van: tuple[Naam, ...] = Field(description="tables, or organisations for a first report")
    naar: Naam
    houder: Naam | None = Field(
        default=None, description="who holds a first report until a table takes it over"
    )
    terugkoppeling: Terugkoppelweg


class Termijnen(Frozen):
    """Terms in working days."""

    bespreken: int = Field(ge=1, le=60)
    accepteren: int = Field(ge=1, le=60)
    actie_bevestigen: int = Field(ge=1, le=120)
    terugkoppelen: int = Field(ge=1, le=60)


class Convenant(Frozen):
    """The covenant of a region, one dated version of it."""

    convenant: Naam
    naam: str
    versie: int = Field(ge=1)
    geldig_van: date
    geldig_tot: date | None = None
    organisaties: dict[Naam, Organisatie]
    overleggen: dict[Naam, Overleg]
    wegen: dict[Naam, Weg]
    termijnen: Termijnen

    @property
    def verwijzing(self) -> str:
        """How an event cites this version."""
        return f"{self.convenant}@{self.versie}"

    def zetelsoort(self, functie: Functie) -> Zetelsoort:
        """The kind of seat that the law looks at."""
        kind = self.organisaties[functie.organisatie].type
        return Zetelsoort(organisatietype=kind, rol=functie.rol)

    def zetelsoorten(self, overleg: str) -> tuple[Zetelsoort, ...]:
        """The kinds of seat at a table, each once."""
        seats = (self.zetelsoort(seat) for seat in self.overleggen[overleg].functies())
        return tuple(dict.fromkeys(seats))

    def weg(self, van: str, naar: str) -> tuple[str, Weg] | None:
        """The road from a table or organisation to a table, with its name."""
        for name, road in self.wegen.items():
            if road.naar == naar and van in road.van:
                return name, road
        return None

    @model_validator(mode="after")
    def _names_exist(self) -> Self:
        faults = list(self._unknown_names())
        if faults:
            raise ValueError("; ".join(faults))
        return self

    def _unknown_names(self) -> list[str]:
        faults: list[str] = []

        def need(name: str, known: dict[str, object], where: str) -> None:
            if name not in known:
                faults.append(f"{where}: '{name}' staat niet in dit convenant")

        organisaties: dict[str, object] = {**self.organisaties}
        overleggen: dict[str, object] = {**self.overleggen}
        for key, table in self.overleggen.items():
            for seat in (table.regie, *table.zetels):
                need(seat.split("/")[0], organisaties, f"overleggen.{key}.zetels")
            for target in (*table.brengt_in_bij, *table.draagt_over_aan, *table.vraagt_na_bij):
                need(target, overleggen, f"overleggen.{key}")
        for key, road in self.wegen.items():
            need(road.naar, overleggen, f"wegen.{key}.naar")
            for origin in road.van:
                need(origin, {**organisaties, **overleggen}, f"wegen.{key}.van")
            if road.houder is not None:
                need(road.houder, organisaties, f"wegen.{key}.houder")
            need(road.terugkoppeling.door.split("/")[0], organisaties, f"wegen.{key}.door")
        return faults
