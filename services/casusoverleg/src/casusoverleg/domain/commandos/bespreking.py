"""Commands of the meeting: agenda, discussion, outcome, plan, the end of a casus."""

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from casusoverleg.domain.commandos.commando import Commando
from contracts.covenant import Zetelnaam
from contracts.events.verstrekking import Besprekingsuitkomst


class Agendeer(Commando):
    """Put the casus on the agenda."""

    stap: ClassVar[str] = "agendeer"
    titel: ClassVar[str] = "Zet op de agenda"

    vergadering: date = Field(title="Datum van het overleg")


class Bespreek(Commando):
    """Record that the casus was discussed."""

    stap: ClassVar[str] = "bespreek"
    titel: ClassVar[str] = "Leg de bespreking vast"

    op: date = Field(title="Besproken op")
    aanwezig: tuple[Zetelnaam, ...] = Field(
        default=(), title="Wie er waren", description="Zonder keuze: alleen u."
    )
    betrokken: Literal["aanwezig", "vooraf-gesproken", "niet-om-veiligheid"] = Field(
        title="Hoe jeugdige en ouders betrokken zijn",
        description="Niet betrekken kan alleen als de veiligheid van het kind in het geding is.",
    )


class StelUitkomstVast(Commando):
    """Record what the table decided."""

    stap: ClassVar[str] = "stel-uitkomst-vast"
    titel: ClassVar[str] = "Stel de uitkomst vast"

    uitkomst: Besprekingsuitkomst = Field(title="Uitkomst van de bespreking")


class StelPlanVast(Commando):
    """Make a plan of one's own; the organisation that directs the table becomes the holder."""

    stap: ClassVar[str] = "stel-plan-vast"
    titel: ClassVar[str] = "Stel een eigen plan vast"
    uitleg: ClassVar[str] = (
        "Met het plan wordt de organisatie die dit overleg leidt verantwoordelijk."
    )

    uitvoerder: Zetelnaam = Field(title="Wie het plan uitvoert")
    start: date = Field(title="Begint op")
    beoogd_einde: date = Field(title="Loopt naar verwachting tot")


class BesluitTerugkoppeling(Commando):
    """Decide whether the school must hear something."""

    stap: ClassVar[str] = "besluit-terugkoppeling"
    titel: ClassVar[str] = "Besluit of de school iets moet horen"

    nodig: bool = Field(title="Terugkoppeling aan de school is nodig")


class SluitCasus(Commando):
    """Close the casus at this table."""

    stap: ClassVar[str] = "sluit-casus"
    titel: ClassVar[str] = "Sluit de casus af"

    reden: Literal["plan-afgerond", "actie-bevestigd", "geen-vervolg", "overgenomen"] = Field(
        title="Waarom de casus dicht kan"
    )


class HeropenCasus(Commando):
    """Open a closed casus again."""

    stap: ClassVar[str] = "heropen-casus"
    titel: ClassVar[str] = "Heropen de casus"
