"""About whom a command is: having one relation makes nobody one person, so somebody chooses."""

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import NieuwId
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.vocabulary import OpaqueId, Relatie

IEMAND_ANDERS = "iemand-anders"
"""The choice of a person who is not known in the casus yet."""


def persoon_of_nieuw(
    casus: Casus, relatie: Relatie, gekozen: str | None, nieuw: NieuwId
) -> OpaqueId | Weigering:
    """Who was chosen, or somebody who is new here and gets an id."""
    bekend = any(p.relatie is relatie for p in casus.personen)
    if gekozen == IEMAND_ANDERS and relatie is not Relatie.JEUGDIGE:
        return nieuw("persoon", relatie)
    return bekende(casus, relatie, gekozen) if gekozen or bekend else nieuw("persoon", relatie)


def bekende(casus: Casus, relatie: Relatie, gekozen: str | None) -> OpaqueId | Weigering:
    """Who was chosen of those who are known here."""
    if relatie is Relatie.JEUGDIGE and gekozen is None:
        return casus.betrokkene
    if gekozen in {p.id for p in casus.personen if p.relatie is relatie}:
        return gekozen
    if gekozen is None:
        return Weigering(
            "Kies om wie het gaat. Staat diegene er niet bij, leg dan eerst iets vast over iemand "
            "die hier nog niet bekend is."
        )
    return Weigering("Die persoon is in deze casus onbekend.")
