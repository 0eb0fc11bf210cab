"""Facts of the tables about the verwijsindex: reported, asked after, matched, followed up."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Naam, OpaqueId


class Opvolging(StrEnum):
    """What became of the call after a match."""

    CONTACT = "contact-gelegd"
    GEEN_GEHOOR = "geen-gehoor"


class Matchuitkomst(StrEnum):
    """What the two tables of a match agreed on."""

    AFGESTEMD = "werk-op-elkaar-afgestemd"
    SAMEN_EEN_PLAN = "samen-een-plan"
    EEN_NEEMT_REGIE = "een-van-beide-neemt-de-regie"
    AL_IN_CONTACT = "waren-al-in-contact"
    GEEN_VERVOLG = "geen-vervolg-nodig"


class MeldingGedaan(Payload):
    """A child that was discussed is reported to the verwijsindex, until `vervalt_op` at the latest.

    Wet op de jeugdzorg, ch. Ia: no content, and removed within two years.
    """

    casus: OpaqueId
    overleg: Naam
    melding: OpaqueId
    contact: Functie
    vervalt_op: date
    door: Functie
    op: date


class MeldingVerwijderd(Payload):
    """A report was taken out of the verwijsindex: its term came, or who reported wanted it."""

    casus: OpaqueId
    overleg: Naam
    melding: OpaqueId
    reden: Literal["termijn", "op-verzoek"]
    door: Functie | None
    op: date


class VerwijsindexBevraagd(Payload):
    """A table asked whether another one reported this child."""

    casus: OpaqueId
    overleg: Naam
    bevraging: OpaqueId
    door: Functie
    op: date


class MatchOntvangen(Payload):
    """Another table reported this child too; `aan` is to get in touch with `contact`."""

    casus: OpaqueId
    overleg: Naam
    match: OpaqueId
    aan: Functie
    contact: Functie
    regisseur: Functie | None
    uiterlijk: date = Field(description="by when what came of it is to be recorded")
    op: date


class MatchOpgevolgd(Payload):
    """Somebody called about a match; with an outcome it is dealt with on this side."""

    casus: OpaqueId
    overleg: Naam
    match: OpaqueId
    opvolging: Opvolging
    uitkomst: Matchuitkomst | None
    uiterlijk: date | None = Field(description="without an outcome: by when there is to be one")
    door: Functie
    op: date
