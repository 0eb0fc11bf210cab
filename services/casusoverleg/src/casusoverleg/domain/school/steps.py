"""The command that says to which school the young person goes."""

from typing import ClassVar

from pydantic import Field

from casusoverleg.domain.stappen.command import Commando, Rubriek
from contracts.dagen import Dag
from contracts.vocabulary import Naam


class WijzigSchool(Commando):
    """Record to which school the young person goes, also after the casus was closed."""

    stap: ClassVar[str] = "wijzig-school"
    rubriek: ClassVar[Rubriek] = Rubriek.VASTLEGGEN
    titel: ClassVar[str] = "Leg vast naar welke school de jeugdige gaat"
    uitleg: ClassVar[str] = (
        "Wat de school nog moet horen, gaat vanaf die dag naar deze school en niet meer naar een "
        "andere. Zonder school eindigt het bij wie het overbrengt."
    )

    school: Naam | None = Field(
        default=None, title="School", description="Leeg als de jeugdige niet naar school gaat."
    )
    vanaf: Dag = Field(title="Vanaf welke dag")
