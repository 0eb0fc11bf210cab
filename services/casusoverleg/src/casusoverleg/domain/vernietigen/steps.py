"""Commands about erasure: a request, and the two steps by which it is done."""

from typing import ClassVar, Literal

from pydantic import Field

from casusoverleg.domain.stappen.command import Commando, Eis, Rubriek
from casusoverleg.domain.stappen.eisen import heeft_regie, is_afgesloten, is_voorbereid
from contracts.dagen import Dag


class LegVernietigingsverzoekVast(Commando):
    """Record that the person concerned asks for destruction."""

    stap: ClassVar[str] = "leg-vernietigingsverzoek-vast"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLICHT
    titel: ClassVar[str] = "Leg een verzoek om vernietiging vast"
    uitleg: ClassVar[str] = (
        "Artikel 56 Wet op de jeugdzorg, artikel 17 AVG. Afwijzen kan alleen als het bewaren voor "
        "een ander van aanmerkelijk belang is, of als een wet dat eist."
    )

    gevraagd_door: Literal["jeugdige", "vertegenwoordiger"] = Field(
        title="Wie vraagt het",
        description="Voor een jeugdige onder de 16 is dat de wettelijk vertegenwoordiger.",
    )
    op: Dag = Field(title="Gevraagd op")


class BereidVernietigingVoor(Commando):
    """The first step: say that it may be done."""

    stap: ClassVar[str] = "bereid-vernietiging-voor"
    rubriek: ClassVar[Rubriek] = Rubriek.SLUITEN
    eisen: ClassVar[tuple[Eis, ...]] = (is_afgesloten, heeft_regie)
    titel: ClassVar[str] = "Bereid vernietiging voor"
    uitleg: ClassVar[str] = (
        "Er is hierna nog niets weg. Kijk eerst of niets meer nodig is; daarna bevestigt u het "
        "met 'Vernietig voorgoed'."
    )


class Vernietig(Commando):
    """The second step: do it."""

    stap: ClassVar[str] = "vernietig"
    rubriek: ClassVar[Rubriek] = Rubriek.SLUITEN
    eisen: ClassVar[tuple[Eis, ...]] = (is_afgesloten, heeft_regie, is_voorbereid)
    titel: ClassVar[str] = "Vernietig voorgoed"
    uitleg: ClassVar[str] = (
        "De sleutels over de personen in deze casus worden gewist. Niemand kan de gegevens daarna "
        "nog lezen, ook u niet."
    )

    onomkeerbaar: bool = Field(
        default=False, title="Ik weet dat dit niet ongedaan gemaakt kan worden"
    )
