"""A message and what can be done with it; an illegal step is refused with a Dutch reason."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.events.verstrekking import Stap
from contracts.vocabulary import Frozen, Naam, OpaqueId, Wanneer


class Status(StrEnum):
    """How far a message is."""

    KLAARGEZET = "klaargezet"
    GEMAILD = "gemaild"
    DOORGEGEVEN = "doorgegeven"
    BEVESTIGD = "bevestigd"
    NIET_NODIG = "niet-nodig"


class Handeling(StrEnum):
    """What a person can do with a message."""

    DOORGEVEN = "doorgeven"
    BEVESTIG = "bevestig"
    NIET_NODIG = "niet-nodig"


OPEN = frozenset({Status.KLAARGEZET, Status.GEMAILD})

TERUG_TE_KOPPELEN = frozenset(
    {Berichtsoort.UITKOMST_TERUGKOPPELEN, Berichtsoort.ACTIE_TERUGKOPPELEN}
)

TER_KENNISGEVING = frozenset(
    {
        Berichtsoort.OVERDRACHT_BEANTWOORD,
        Berichtsoort.OVERDRACHT_GEWIJZIGD,
        Berichtsoort.ONTVANGST_BEVESTIGD,
        Berichtsoort.AANVULLING_ONTVANGEN,
        Berichtsoort.MATCH_VOOR_REGISSEUR,
    }
)
VRAAGT_IETS = frozenset({Stap.VRAAG_TERUG, Stap.INTREKKING_GEVRAAGD, Stap.HEROPEND})
"""Steps of the other side that wait for one of ours."""

_NA: dict[Handeling, Status] = {
    Handeling.DOORGEVEN: Status.DOORGEGEVEN,
    Handeling.BEVESTIG: Status.BEVESTIGD,
    Handeling.NIET_NODIG: Status.NIET_NODIG,
}


@dataclass(frozen=True)
class Geweigerd:
    """A step that cannot be made, and why, in Dutch."""

    reden: str


class Route(Frozen):
    """A table that feedback goes to or came from, and the id of that feedback."""

    naar: Naam
    terugkoppeling: OpaqueId


class Bericht(Frozen):
    """A message that waits, or waited, for a function.

    Attributes:
        route: along which feedback can be passed on, or its receipt be acknowledged.
        verstrekking: what was asked of the gate when it was passed on.
        ontvangen_op: when the other side acknowledged it.
    """

    inhoud: BerichtKlaargezet
    sinds: date
    route: Route | None = None
    status: Status = Status.KLAARGEZET
    verstrekking: OpaqueId | None = None
    ontvangen_op: date | None = None

    @property
    def staat_open(self) -> bool:
        """Does somebody still have to do something with it?"""
        return self.status in OPEN

    @property
    def wacht_op_ontvangst(self) -> bool:
        """Was it passed on, without anybody having acknowledged it yet?"""
        return self.status is Status.DOORGEGEVEN and self.ontvangen_op is None

    @property
    def ter_kennisgeving(self) -> bool:
        """Does it only tell something, so that it can be acknowledged together with others?"""
        asks = self.inhoud.stap in VRAAGT_IETS
        return self.staat_open and self.inhoud.soort in TER_KENNISGEVING and not asks

    def te_laat(self, op: date) -> bool:
        """Has its term gone by?"""
        due = self.inhoud.uiterlijk
        return self.staat_open and due is not None and due < op

    def mogelijk(self) -> tuple[Handeling, ...]:
        """What can be done with it now."""
        return tuple(deed for deed in Handeling if _bezwaar(self, deed) is None)

    def beantwoord(self) -> "Bericht":
        """What it asked was done at the table; that says that it was read."""
        return self.model_copy(update={"status": Status.BEVESTIGD})

    def gemaild(self) -> "Bericht":
        """A mail went out about it; what was dealt with meanwhile stays so."""
        if self.status is not Status.KLAARGEZET:
            return self
        return self.model_copy(update={"status": Status.GEMAILD})

    def tegengehouden(self) -> "Bericht":
        """What was passed on did not arrive: it waits for the carrier again."""
        return self.model_copy(update={"status": Status.GEMAILD, "verstrekking": None})

    def ontvangen(self, op: date) -> "Bericht":
        """The other side acknowledged it."""
        return self.model_copy(update={"ontvangen_op": op})


def handel_af(bericht: Bericht, handeling: Handeling) -> Bericht | Geweigerd:
    """The message after this deed, or why it cannot be done."""
    reason = _bezwaar(bericht, handeling)
    if reason is not None:
        return Geweigerd(reason)
    return bericht.model_copy(update={"status": _NA[handeling]})


def _bezwaar(bericht: Bericht, handeling: Handeling) -> str | None:
    if not bericht.staat_open:
        return f"Dit bericht is al afgehandeld: {bericht.status}."
    carries = bericht.inhoud.soort in TERUG_TE_KOPPELEN
    always = bericht.inhoud.wanneer is Wanneer.ALTIJD
    match handeling:
        case Handeling.DOORGEVEN:
            return _bezwaar_doorgeven(carries, bericht.route)
        case Handeling.BEVESTIG:
            if carries and bericht.route is not None:
                return "Geef deze terugkoppeling door; daarmee is dit bericht afgehandeld."
        case Handeling.NIET_NODIG:
            if not carries:
                return "Alleen van een terugkoppeling kunt u vastleggen dat die niet nodig is."
            if always:
                return "Op deze weg wordt altijd teruggekoppeld."
        case _:
            assert_never(handeling)
    return None


def _bezwaar_doorgeven(carries: bool, route: Route | None) -> str | None:
    if not carries:
        return "Dit bericht is voor uzelf: er valt niets door te geven."
    if route is None:
        return "Er is geen school om aan door te geven: bevestig dat u dit ontvangen hebt."
    return None
