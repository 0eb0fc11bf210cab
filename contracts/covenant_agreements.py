"""What a region agrees on beside its tables: ladders, substitutes, holidays, carriers, neighbours.

The descriptions are read by whoever writes a covenant file, so they are Dutch.
"""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from contracts.events.verstrekking import Navraagsoort
from contracts.vocabulary import Domein, Draagsoort, Frozen, Naam, Zetelnaam


class Trede(Frozen):
    """A step of the ladder: who is called in when the level below has used its means."""

    trede: Naam = Field(description="Hoe de trede heet, bijvoorbeeld zorgregisseur.")
    naar: Zetelnaam = Field(description="Wie erbij wordt gehaald, als organisatie/rol.")
    na: int = Field(
        ge=1,
        le=60,
        description="Werkdagen na de herinnering of de vorige trede, als er dan niets is.",
    )
    benoemt: bool = Field(
        default=False,
        description="Benoemt deze trede de coordinator van het gezin? Dan vervalt zij waar Bureau "
        "Jeugdzorg coordineert.",
    )


class Jeugdzorg(Frozen):
    """Where Bureau Jeugdzorg stands beside the ladder."""

    coordineert: Zetelnaam = Field(
        description="Wie coordineert bij een indicatie of kinderbeschermingsmaatregel."
    )
    meldpunt: Zetelnaam = Field(
        description="Waar wordt gemeld (AMK of Bureau Jeugdzorg) als een gezin niet meewerkt en "
        "het kind daardoor gevaar loopt."
    )


class Vakantie(Frozen):
    """A school holiday of the region; `tot` included."""

    naam: str = Field(min_length=1)
    van: date
    tot: date = Field(description="De laatste dag; die telt mee.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.van > self.tot:
            raise ValueError(f"van ({self.van}) ligt na tot ({self.tot})")
        return self


class Schoolvakanties(Frozen):
    """During which holidays the terms stand still, and for the tables of which domains."""

    stil: tuple[Domein, ...] = Field(
        default=(Domein.ONDERWIJS,), description="In welke domeinen deze dagen geen werkdagen zijn."
    )
    perioden: tuple[Vakantie, ...] = Field(min_length=1)


class Informatiedrager(Frozen):
    """Who carries information from one table to another, which, and on which conditions."""

    van: tuple[Naam, ...] = Field(default=(), description="Overleggen; leeg is elk overleg.")
    naar: tuple[Naam, ...] = Field(default=(), description="Overleggen; leeg is elk overleg.")
    door: tuple[Zetelnaam, ...] = Field(
        min_length=1,
        description="Een of meer zetels aan het vragende overleg; de eerste is de vaste.",
    )
    informatie: tuple[Draagsoort, ...] = Field(
        min_length=1, description="Wat de drager mag vragen."
    )
    vastlegging: str = Field(min_length=1, description="Hoe de drager het vastlegt.")
    voorwaarden: tuple[str, ...] = Field(default=(), description="Waaronder, elk in een zin.")

    def draagt(self, van: str, naar: str) -> bool:
        """Is this the carrier between these two tables?"""
        return (not self.van or van in self.van) and (not self.naar or naar in self.naar)


def gedragen(vraag: Navraagsoort) -> Draagsoort:
    """Return what a carrier must be allowed to ask to ask this of another table."""
    match vraag:
        case Navraagsoort.BESPROKEN:
            return Draagsoort.BESPROKEN
        case Navraagsoort.ACTIES:
            return Draagsoort.ACTIES
        case Navraagsoort.HULP_OUDERS:
            return Draagsoort.HULP_OUDERS


class Verwijsindex(Frozen):
    """What the region agreed about the verwijsindex (Wet op de jeugdzorg, ch. Ia)."""

    meldt: tuple[Naam, ...] = Field(
        default=(),
        description="Overleggen die elke besproken jeugdige melden; leeg is elk overleg.",
    )
    elke_match_naar: Zetelnaam | None = Field(
        default=None, description="De zorgregisseur die elke match krijgt, als dat is afgesproken."
    )

    def geldt_voor(self, overleg: str) -> bool:
        """Does this table report every child that it discusses?"""
        return not self.meldt or overleg in self.meldt


Regio = Literal["school", "woonplaats"]


class Buur(Frozen):
    """A neighbouring region, for who goes to school in the one and lives in the other.

    It counts only when the neighbour names this region too.
    """

    overleggen: tuple[Naam, ...] = Field(
        default=(),
        description="Overleggen van de buurregio waaraan overleggen van deze regio mogen "
        "overdragen, navraag doen of terugkoppelen.",
    )
    termijnen: Regio = Field(
        default="woonplaats", description="Wiens termijnen gelden bij een overdracht over de grens."
    )
    opschaling: Regio = Field(
        default="woonplaats", description="Wiens ladder wordt beklommen bij zo'n overdracht."
    )
