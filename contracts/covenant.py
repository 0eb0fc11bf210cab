"""A region's covenant: which tables there are, who sits there, by which roads a case travels.

Its descriptions and its errors are read by whoever writes a covenant file, so they are Dutch.
"""

import re
from datetime import date
from functools import cache
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from contracts.covenant_faults import faults_of
from contracts.elements import Categorie, Veld
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

_ZETEL = r"[a-z0-9][a-z0-9-]{0,59}/[a-z0-9][a-z0-9-]{0,59}"


def _functie(text: str) -> str:
    if not re.fullmatch(_ZETEL, text):
        raise ValueError("schrijf een zetel als organisatie/rol, in kleine letters en streepjes")
    return text


Zetelnaam = Annotated[
    str, AfterValidator(_functie), Field(json_schema_extra={"pattern": f"^{_ZETEL}$"})
]
"""A seat as a covenant file writes it: organisatie/rol."""


class Organisatie(Frozen):
    """A partner of the chain."""

    naam: str = Field(min_length=1, description="Zoals de partner zich noemt.")
    type: Organisatietype = Field(description="Naar het type kijkt de wet.")
    geheimhouding: bool = Field(
        description="Moeten de medewerkers zwijgen door ambt, beroep, wet of overeenkomst?"
    )


class Leeftijden(Frozen):
    """Whom a table discusses; an exception needs a recorded reason. In years, `tot` included."""

    van: int = Field(ge=0, le=27, description="Jongste leeftijd, in jaren.")
    tot: int = Field(ge=0, le=27, description="Oudste leeftijd, in jaren; die telt mee.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.van > self.tot:
            raise ValueError(f"van ({self.van}) is hoger dan tot ({self.tot})")
        return self


class Overleg(Frozen):
    """A table, or the desk (loket) of one organisation."""

    naam: str = Field(min_length=1, description="Zoals het op de pagina's staat.")
    soort: Overlegsoort
    domein: Domein = Field(description="Tussen domeinen gaat alles door de privacypoort.")
    leeftijden: Leeftijden
    regie: Zetelnaam = Field(
        description="De zetel die de agenda beheert en besluiten vastlegt, als organisatie/rol."
    )
    zetels: tuple[Zetelnaam, ...] = Field(
        description="Wie er zitten, als organisatie/rol; per zetel wordt beslist wie wat ziet."
    )
    brengt_in_bij: tuple[Naam, ...] = Field(
        default=(), description="Aan welke overleggen het een casus voorlegt, en zelf houdt."
    )
    draagt_over_aan: tuple[Naam, ...] = Field(
        default=(), description="Aan welke overleggen het een casus mag overdragen."
    )
    vraagt_na_bij: tuple[Naam, ...] = Field(
        default=(), description="Aan welke overleggen het een navraag mag stellen."
    )

    def functies(self) -> tuple[Functie, ...]:
        """Every seat, the one that directs first."""
        return _functies((self.regie, *self.zetels))


@cache
def _functies(namen: tuple[Zetelnaam, ...]) -> tuple[Functie, ...]:
    """The seats of these names, each once; asked for at every turn."""
    split = (naam.split("/") for naam in dict.fromkeys(namen))
    return tuple(Functie(organisatie=organisatie, rol=rol) for organisatie, rol in split)


class Terugkoppelweg(Frozen):
    """Who carries back what became of a case, to whom, and when."""

    wanneer: Wanneer
    door: Zetelnaam = Field(
        description="De zetel aan het ontvangende overleg die terugkoppelt, als organisatie/rol."
    )
    aan_rol: Naam = Field(
        description="De rol die het hoort: aan het inbrengende overleg of, bij een eerste melding, "
        "bij de melder of op de school van de jeugdige."
    )


class Weg(Frozen):
    """A road by which a case comes to a table."""

    naam: str = Field(min_length=1)
    van: tuple[Naam, ...] = Field(
        min_length=1, description="Overleggen of, voor een eerste melding, organisaties."
    )
    naar: Naam = Field(description="Het overleg waar de casus aankomt.")
    houder: Naam | None = Field(
        default=None,
        description="Alleen bij een eerste melding: welke organisatie verantwoordelijk is tot een "
        "overleg het overneemt.",
    )
    terugkoppeling: Terugkoppelweg


class Termijnen(Frozen):
    """Terms in working days."""

    bespreken: int = Field(ge=1, le=60, description="Werkdagen van melding tot bespreking.")
    accepteren: int = Field(ge=1, le=60, description="Werkdagen om een overdracht te antwoorden.")
    actie_bevestigen: int = Field(
        ge=1, le=120, description="Werkdagen van acceptatie tot gebleken actie."
    )
    terugkoppelen: int = Field(ge=1, le=60, description="Werkdagen om terug te koppelen.")
    wegen: int = Field(
        default=5, ge=1, le=60, description="Werkdagen om te wegen wat de poort aan een mens laat."
    )


class Beperking(Frozen):
    """What this region does not pass, though the law would allow it. It can only forbid."""

    velden: tuple[Veld, ...] = Field(default=(), description="Welke gegevens niet meegaan.")
    categorieen: tuple[Categorie, ...] = Field(
        default=(), description="Welke soorten gegevens niet meegaan."
    )
    aan: tuple[Zetelnaam, ...] = Field(
        default=(), description="Aan welke zetels niet, als organisatie/rol; leeg: aan geen enkele."
    )
    van: Naam | None = Field(default=None, description="Alleen wat van dit overleg komt.")
    naar: Naam | None = Field(default=None, description="Alleen wat naar dit overleg gaat.")
    weg: Naam | None = Field(default=None, description="Alleen langs deze weg, heen en terug.")
    reden: str = Field(min_length=1, description="Waarom de partners dit zo afspraken.")


class Convenant(Frozen):
    """The covenant of a region, one dated version of it."""

    convenant: Naam = Field(description="Korte naam, gelijk in elke versie.")
    naam: str = Field(min_length=1)
    versie: int = Field(ge=1, description="Telt op bij elke wijziging.")
    geldig_van: date
    geldig_tot: date | None = Field(
        default=None, description="De eerste dag waarop deze versie niet meer geldt."
    )
    organisaties: dict[Naam, Organisatie] = Field(min_length=1)
    overleggen: dict[Naam, Overleg] = Field(min_length=1)
    wegen: dict[Naam, Weg]
    termijnen: Termijnen
    beperkingen: tuple[Beperking, ...] = Field(
        default=(), description="Wat deze partners minder delen dan de wet toelaat."
    )

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
    def _holds_together(self) -> Self:
        faults = list(faults_of(self))
        if faults:
            text = "; ".join(f"{'.'.join(map(str, path))}: {text}" for path, text in faults)
            raise PydanticCustomError(
                "convenant", "{text}", {"text": text, "faults": tuple(faults)}
            )
        return self
