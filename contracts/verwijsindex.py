"""What a table asks of the verwijsindex through the gate, and what comes back: never content."""

from typing import Literal

from pydantic import Field

from contracts.vocabulary import Frozen, Functie, OpaqueId


class Verwijsantwoord(Frozen):
    """What the verwijsindex knows of a child: that another table reported it, and whom to call."""

    bekend: bool
    op_bsn: bool = Field(description="could it be compared by BSN?")
    contacten: tuple[Functie, ...] = ()


class Verwijsmelding(Frozen):
    """A child that was discussed is reported to the verwijsindex: who, and nothing else."""

    soort: Literal["verwijsmelding"] = "verwijsmelding"
    melding: OpaqueId
    door: Functie = Field(description="who reports, and whom others may call")
    op_bsn: bool = Field(default=False, description="filled in by the gate, see `Verwijsantwoord`")


class Verwijsvraag(Frozen):
    """Was this child reported to the verwijsindex by another table?"""

    soort: Literal["verwijsvraag"] = "verwijsvraag"
    bevraging: OpaqueId
    antwoord: Verwijsantwoord | None = Field(default=None, description="filled in by the gate")


class Verwijsverwijdering(Frozen):
    """A report is taken out of the verwijsindex."""

    soort: Literal["verwijsverwijdering"] = "verwijsverwijdering"
    melding: OpaqueId
