"""Commands of the verwijsindex. That a child was discussed is reported by itself."""

from typing import ClassVar

from pydantic import Field

from casusoverleg.domain.stappen.command import Commando, Eis, Rubriek
from casusoverleg.domain.stappen.eisen import (
    casus_is_open,
    heeft_regie,
    heeft_verwijsindex,
    is_gemeld,
    match_staat_open,
)
from contracts.events.verwijsindex import Matchuitkomst, Opvolging
from contracts.vocabulary import OpaqueId


class VraagVerwijsindex(Commando):
    """Ask whether another table reported this child."""

    stap: ClassVar[str] = "vraag-verwijsindex"
    rubriek: ClassVar[Rubriek] = Rubriek.VRAGEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_verwijsindex)
    titel: ClassVar[str] = "Vraag of deze jeugdige ook elders besproken is"
    uitleg: ClassVar[str] = (
        "U hoort ja of nee, en wie u belt; niet wat er is besproken. Dat u het vroeg wordt "
        "vastgelegd, en de ander hoort het niet."
    )


class VolgMatchOp(Commando):
    """Record what came of the call after a match."""

    stap: ClassVar[str] = "volg-match-op"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    eisen: ClassVar[tuple[Eis, ...]] = (match_staat_open,)
    titel: ClassVar[str] = "Leg vast wat er van een match werd"
    uitleg: ClassVar[str] = (
        "Een ander overleg bespreekt deze jeugdige ook. Bel het contact; wat u samen besluit hoort "
        "niet in de verwijsindex."
    )

    match: OpaqueId | None = Field(
        default=None, title="Match", description="Leeg laten als er maar een open staat."
    )
    opvolging: Opvolging = Field(title="Is er contact geweest?")
    uitkomst: Matchuitkomst | None = Field(
        default=None,
        title="Wat u samen afsprak",
        description="Daarmee is de match afgehandeld. Zonder uitkomst blijft hij open staan.",
    )


class VerwijderMelding(Commando):
    """Take the report out of the verwijsindex before its term."""

    stap: ClassVar[str] = "verwijder-melding"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLICHT
    eisen: ClassVar[tuple[Eis, ...]] = (heeft_regie, is_gemeld)
    titel: ClassVar[str] = "Haal de melding uit de verwijsindex"
    uitleg: ClassVar[str] = (
        "Er volgt dan geen match meer op. Binnen twee jaar gebeurt dit vanzelf. Wordt de jeugdige "
        "opnieuw besproken, dan wordt hij opnieuw gemeld."
    )
