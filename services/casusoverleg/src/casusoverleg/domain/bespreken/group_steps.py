"""Commands about a group of young people: an item of the agenda, without members' data."""

from typing import ClassVar

from pydantic import Field

from casusoverleg.domain.stappen.command import Commando
from contracts.dagen import Dag
from contracts.vergadering import Groepsomvang, Groepsoort, Groepsvervolg, Plek
from contracts.vocabulary import Naam, Zetelnaam


class AgendeerGroep(Commando):
    """Put a group on the agenda."""

    stap: ClassVar[str] = "agendeer-groep"
    titel: ClassVar[str] = "Zet een groep op de agenda"
    uitleg: ClassVar[str] = "Zonder gegevens van de leden: wie erbij hoort is een eigen casus."

    overleg: Naam = Field(title="Overleg")
    vergadering: Dag = Field(title="Datum van het overleg")
    soort: Groepsoort = Field(title="Wat voor groep")
    omvang: Groepsomvang = Field(title="Hoe groot")
    plek: Plek = Field(title="Waar de groep wordt gezien")


class BespreekGroep(Commando):
    """Record that a group was discussed."""

    stap: ClassVar[str] = "bespreek-groep"
    titel: ClassVar[str] = "Leg de bespreking van de groep vast"

    op: Dag = Field(title="Besproken op")
    aanwezig: tuple[Zetelnaam, ...] = Field(
        default=(), title="Wie er waren", description="Zonder keuze: alleen u."
    )
    vervolg: Groepsvervolg = Field(title="Wat er gebeurt")
    volgende: Dag | None = Field(default=None, title="Weer op de agenda van")
