"""Obligations of a table: what each is, whose it is and by when it must be met."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from contracts.covenant_text import Termijnen
from contracts.events.naleving import Plichtsoort
from contracts.events.verstrekking import Belang
from contracts.vocabulary import Functie, Naam, OpaqueId

WOORDEN: Mapping[Plichtsoort, str] = MappingProxyType(
    {
        Plichtsoort.INFORMEREN: "Licht de betrokkene in",
        Plichtsoort.BEWAREN: "Bewaar tot, en niet langer",
        Plichtsoort.VASTLEGGEN: "Leg de verstrekking vast bij de bron",
        Plichtsoort.CORRECTIE: "Geef de correctie door aan wie het kreeg",
        Plichtsoort.VERZET: "Besluit op het verzet",
        Plichtsoort.STOPPEN: "Zeg eerdere ontvangers dat het verzet gegrond is",
        Plichtsoort.VERNIETIGEN: "Vernietig op verzoek, of wijs het verzoek af",
    }
)

AVG_VANAF = date(2018, 5, 25)
_WBP = {
    Plichtsoort.CORRECTIE: "Wbp 38",
    Plichtsoort.STOPPEN: "Wbp 40",
    Plichtsoort.VERZET: "Wbp 40",
    Plichtsoort.VERNIETIGEN: "Wet op de jeugdzorg 56",
}
_AVG = {
    Plichtsoort.CORRECTIE: "AVG 19",
    Plichtsoort.STOPPEN: "AVG 21",
    Plichtsoort.VERZET: "AVG 21",
    Plichtsoort.VERNIETIGEN: "AVG 17",
}

HIERMEE_GEDAAN = (Plichtsoort.BEWAREN, Plichtsoort.VERNIETIGEN)
"""The obligations that erasure itself meets."""

VERZETWEKEN = 4
"""Wbp 40: weeks within which an objection is decided on."""


def artikel_van(soort: Plichtsoort, op: date) -> str:
    """The article that an obligation of this day rests on, where the gate named none."""
    return (_WBP if op < AVG_VANAF else _AVG).get(soort, "")


def vernietigen_voor(gevraagd_op: date) -> date:
    """The last day to destroy on request.

    Three months (Wet op de jeugdzorg 56); since the AVG one (its article 12(3)).
    """
    maanden = 3 if gevraagd_op < AVG_VANAF else 1
    verder, maand = divmod(gevraagd_op.month - 1 + maanden, 12)
    jaar = gevraagd_op.year + verder
    laatste = (date(jaar + (maand + 1) // 12, (maand + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(jaar, maand + 1, min(gevraagd_op.day, laatste))


@dataclass(frozen=True)
class Plicht:
    """An obligation that followed from a provision or an objection.

    Attributes:
        uit: the provision or the objection.
        eigenaar: who must see to it; None: the seat that directs the table.
        uiterlijk: a date that the law gives; None: the term of the covenant runs.
        elementen: what must be passed on, for a correction that came in.
    """

    uit: OpaqueId
    soort: Plichtsoort
    artikel: str
    eigenaar: Functie | None
    naar_overleg: Naam | None
    sinds: date
    uiterlijk: date | None = None
    elementen: tuple[OpaqueId, ...] = ()
    stand: Literal["open", "gedaan", "vervallen"] = "open"
    afgehandeld_op: date | None = None
    belang: Belang | None = None

    @property
    def naam(self) -> str:
        """How a command names it."""
        return f"{self.uit}.{self.soort}"

    @property
    def open(self) -> bool:
        """Is it still to be met?"""
        return self.stand == "open"

    @property
    def met_de_hand(self) -> bool:
        """Does somebody say that it was met? An objection is decided on, erasure is a step."""
        return self.soort not in (Plichtsoort.BEWAREN, Plichtsoort.VERZET)

    def gedaan(self, op: date) -> "Plicht":
        """The same once it was met."""
        return replace(self, stand="gedaan", afgehandeld_op=op)

    def uiterste_dag(self, termijnen: Termijnen, na_werkdagen: Callable[[date, int], date]) -> date:
        """The last day: of the law, or else of the covenant."""
        return self.uiterlijk or na_werkdagen(self.sinds, termijnen.nakomen)
