"""A message and what can be done with it; an illegal step is refused with a Dutch reason."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.vocabulary import Frozen, Functie, Naam, OpaqueId, Wanneer
from notifier.domain.daad import SCHOOL_VASTLEGGEN, Daad, daad_van


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
    {
        Berichtsoort.UITKOMST_TERUGKOPPELEN,
        Berichtsoort.ACTIE_TERUGKOPPELEN,
        Berichtsoort.VERTEGENWOORDIGDE_TERUGKOPPELEN,
    }
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
"""What only tells something, unless a step that it is about asks for one of ours."""

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
    """A table that feedback goes to or came from, and the id of that feedback.

    Attributes:
        aan_rol, aan_organisatie: who hears it there; of what came in, nobody is named.
    """

    naar: Naam
    terugkoppeling: OpaqueId
    aan_rol: Naam | None = None
    aan_organisatie: Naam | None = None

    @property
    def aan(self) -> Functie | None:
        """Who hears it there, if one organisation is named."""
        if self.aan_rol is None or self.aan_organisatie is None:
            return None
        return Functie(organisatie=self.aan_organisatie, rol=self.aan_rol)


class Bericht(Frozen):
    """A message that waits, or waited, for a capacity.

    Attributes:
        route: along which feedback can be passed on, or its receipt be acknowledged.
        school_onduidelijk: must somebody first say to which school the young person goes?
        dragers: who can carry this feedback, in order, where more than one can.
        voor: the partner that it is for, who does not sit at the table.
        over: what a reminder or a call is about: a hand-off, a goal, a match, another message.
        overbrengen: was somebody called in who can pass that other message on, today?
        ander_aan_zet: is a reminder about what the other side of a hand-off must do?
        vervallen: can what it asked no longer be done? Then it only tells something.
        bereikt: who was mailed about it; nobody is twice.
        verstrekking: what was asked of the gate when it was passed on.
        ontvangen_op: when the other side acknowledged it.
        gedaan_op: when the action was taken that it tells of.
    """

    inhoud: BerichtKlaargezet
    sinds: date
    route: Route | None = None
    school_onduidelijk: bool = False
    dragers: tuple[Functie, ...] = ()
    voor: Functie | None = None
    over: OpaqueId | None = None
    overbrengen: bool = False
    ander_aan_zet: bool = False
    vervallen: bool = False
    status: Status = Status.KLAARGEZET
    bereikt: tuple[OpaqueId, ...] = ()
    verstrekking: OpaqueId | None = None
    ontvangen_op: date | None = None
    gedaan_op: date | None = None

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
        tells = self.vervallen or self.inhoud.soort in TER_KENNISGEVING
        return self.staat_open and tells and self.daad is None

    @property
    def daad(self) -> Daad | None:
        """The deed that it leads to, and waits for."""
        if self.staat_open and self.school_onduidelijk:
            return SCHOOL_VASTLEGGEN
        own = self.staat_open and not (self.vervallen or self.ander_aan_zet)
        return daad_van(self.inhoud) if own else None

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

    def vervalt(self) -> "Bericht":
        """What it asked can no longer be done, or need not be."""
        return self.model_copy(update={"vervallen": True})

    def bereikte(self, mensen: Collection[OpaqueId]) -> "Bericht":
        """These were mailed about it; others may still have to be."""
        return self.model_copy(update={"bereikt": (*self.bereikt, *mensen)})

    def gemaild(self) -> "Bericht":
        """Whoever can be mailed about it was; what was dealt with meanwhile stays so."""
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
    if bericht.school_onduidelijk and handeling is not Handeling.NIET_NODIG:
        return "Leg eerst bij de casus vast naar welke school de jeugdige gaat."
    carries = bericht.inhoud.soort in TERUG_TE_KOPPELEN
    always = bericht.inhoud.wanneer is Wanneer.ALTIJD
    match handeling:
        case Handeling.DOORGEVEN:
            return _bezwaar_doorgeven(carries or bericht.overbrengen, bericht.route)
        case Handeling.BEVESTIG:
            return _bezwaar_bevestigen(bericht.daad, carries, bericht.route)
        case Handeling.NIET_NODIG:
            if not carries:
                return "Alleen van een terugkoppeling kunt u vastleggen dat die niet nodig is."
            if always:
                return "Op deze weg wordt altijd teruggekoppeld."
        case _:
            assert_never(handeling)
    return None


def _bezwaar_bevestigen(daad: Daad | None, carries: bool, route: Route | None) -> str | None:
    if daad is not None:
        wat = daad.knop[:1].lower() + daad.knop[1:]
        return f"Dit bericht vraagt iets van u: {wat}. Daarmee is dit bericht afgehandeld."
    if carries and route is not None:
        return "Geef deze terugkoppeling door; daarmee is dit bericht afgehandeld."
    return None


def _bezwaar_doorgeven(carries: bool, route: Route | None) -> str | None:
    if not carries:
        return "Dit bericht is voor uzelf: er valt niets door te geven."
    if route is None:
        return "Er is geen school om aan door te geven: bevestig dat u dit ontvangen hebt."
    return None
