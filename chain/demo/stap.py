"""What a sample case is: a report, and what people then do with it, day by day."""

from dataclasses import dataclass, field

from chain.driver import Json


@dataclass(frozen=True)
class Demodaad:
    """Somebody does something, so many days after the report.

    Attributes:
        wie: a name of `medewerkers.MEDEWERKERS`.
        overleg: at which table; for a message, the table whose domain's inbox it is in.
        stap: a step of the casus, or `bericht:` with what is done with a message.
        invoer: what is filled in; dates as `+14`, so many days after the day of the deed.
        geweigerd: the chain is expected to refuse this.
    """

    na_dagen: int
    wie: str
    overleg: str
    stap: str
    invoer: Json = field(default_factory=dict)
    geweigerd: bool = False


@dataclass(frozen=True)
class Voorbeeld:
    """A sample case: reported so many days before today, with what happened since."""

    kenmerk: str
    dag: int
    inbrenger: str
    aanmelding: Json
    verloop: tuple[Demodaad, ...]
