"""The hand-off protocol as one table of transitions, for the copies of both sides.

Both sides keep a copy of a hand-off. A side *makes* the steps that are its own and *hears* the
steps of the other. As news takes time, steps may cross; what a copy then becomes stands in a
second table, chosen so that both copies end alike. Acceptance in the receiver's facts decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events.verstrekking import Bewijssoort, Overdrachtsvraag, Stap
from contracts.overdracht import Heropengrond, Weigergrond
from contracts.vocabulary import Functie, Naam, OpaqueId
from contracts.words import in_sentence


class Kant(StrEnum):
    """A side of a hand-off or of an inquiry."""

    AANBIEDER = "aanbieder"
    ONTVANGER = "ontvanger"


class Wie(StrEnum):
    """Who at a table may do something: only the seat that directs it, or every seat."""

    REGIE = "regie"
    ZETEL = "zetel"


class Stand(StrEnum):
    """How far a hand-off is. A withdrawal remembers whether it was asked after acceptance."""

    AANGEBODEN = "aangeboden"
    GEACCEPTEERD = "geaccepteerd"
    GEWEIGERD = "geweigerd"
    INTREKKING_VOOR = "intrekking-gevraagd-voor-acceptatie"
    INTREKKING_NA = "intrekking-gevraagd-na-acceptatie"
    INGETROKKEN = "ingetrokken"
    ACTIE_BEVESTIGD = "actie-bevestigd"
    AFGESLOTEN = "afgesloten"
    TERUGGEGEVEN = "teruggegeven"
    NIET_BEZORGD = "niet-bezorgd"


_S = Stand

WACHT_OP_ANTWOORD = frozenset({_S.AANGEBODEN, _S.INTREKKING_VOOR})
"""Offered and not answered: the holder has not changed."""

VRAAGT_ANTWOORD = frozenset({*WACHT_OP_ANTWOORD, _S.INTREKKING_NA})
"""The sender offered it, or asked to have it back, and waits for what the receiver says."""

AANVAARD = frozenset({_S.GEACCEPTEERD, _S.INTREKKING_NA})
"""The receiver took over, and action was not confirmed yet."""

BEVESTIGD = frozenset({_S.ACTIE_BEVESTIGD, _S.AFGESLOTEN})
"""Action was taken."""


@dataclass(frozen=True)
class Overgang:
    """Who may make a step, and from which state it leads to which."""

    kant: Kant
    wie: Wie
    standen: Mapping[Stand, Stand]


def _door(kant: Kant, wie: Wie, **standen: Stand) -> Overgang:
    return Overgang(
        kant, wie, MappingProxyType({Stand[van]: naar for van, naar in standen.items()})
    )


_A, _O, _R, _Z = Kant.AANBIEDER, Kant.ONTVANGER, Wie.REGIE, Wie.ZETEL

OVERGANGEN: Mapping[Stap, Overgang] = MappingProxyType(
    {
        Stap.GEACCEPTEERD: _door(_O, _R, AANGEBODEN=_S.GEACCEPTEERD),
        Stap.GEWEIGERD: _door(_O, _R, AANGEBODEN=_S.GEWEIGERD),
        Stap.VRAAG_TERUG: _door(_O, _R, AANGEBODEN=_S.AANGEBODEN),
        Stap.VRAAG_BEANTWOORD: _door(_A, _R, AANGEBODEN=_S.AANGEBODEN),
        Stap.INTREKKING_GEVRAAGD: _door(
            _A, _R, AANGEBODEN=_S.INTREKKING_VOOR, GEACCEPTEERD=_S.INTREKKING_NA
        ),
        Stap.INTREKKING_BEVESTIGD: _door(
            _O, _R, INTREKKING_VOOR=_S.INGETROKKEN, INTREKKING_NA=_S.INGETROKKEN
        ),
        Stap.INTREKKING_BESTREDEN: _door(
            _O, _R, INTREKKING_VOOR=_S.AANGEBODEN, INTREKKING_NA=_S.GEACCEPTEERD
        ),
        Stap.TUSSENBERICHT: _door(_O, _Z, GEACCEPTEERD=_S.GEACCEPTEERD),
        Stap.ACTIE_BEVESTIGD: _door(
            _O, _Z, GEACCEPTEERD=_S.ACTIE_BEVESTIGD, INTREKKING_NA=_S.ACTIE_BEVESTIGD
        ),
        Stap.BEVINDING_GEMELD: _door(
            _O,
            _Z,
            GEACCEPTEERD=_S.GEACCEPTEERD,
            INTREKKING_NA=_S.INTREKKING_NA,
            ACTIE_BEVESTIGD=_S.ACTIE_BEVESTIGD,
            AFGESLOTEN=_S.AFGESLOTEN,
        ),
        Stap.DOORVERWEZEN: _door(_O, _R, GEACCEPTEERD=_S.GEACCEPTEERD),
        Stap.TERUGGAVE_GEVRAAGD: _door(_O, _R, GEACCEPTEERD=_S.GEACCEPTEERD),
        Stap.TERUGGAVE_GEACCEPTEERD: _door(
            _A, _R, GEACCEPTEERD=_S.TERUGGEGEVEN, INTREKKING_NA=_S.TERUGGEGEVEN
        ),
        Stap.AFGESLOTEN: _door(_A, _R, ACTIE_BEVESTIGD=_S.AFGESLOTEN),
        Stap.HEROPEND: _door(_A, _R, ACTIE_BEVESTIGD=_S.GEACCEPTEERD, AFGESLOTEN=_S.GEACCEPTEERD),
    }
)
"""The protocol. `TERUGGAVE_GEACCEPTEERD` comes with accepting the hand-off back."""

KRUISINGEN: Mapping[tuple[Stap, Stand], Stand] = MappingProxyType(
    {
        # The sender asked to withdraw while the receiver answered or worked on.
        (Stap.GEACCEPTEERD, _S.INTREKKING_VOOR): _S.INTREKKING_NA,
        (Stap.GEWEIGERD, _S.INTREKKING_VOOR): _S.GEWEIGERD,
        (Stap.VRAAG_TERUG, _S.INTREKKING_VOOR): _S.INTREKKING_VOOR,
        (Stap.TUSSENBERICHT, _S.INTREKKING_NA): _S.INTREKKING_NA,
        (Stap.DOORVERWEZEN, _S.INTREKKING_NA): _S.INTREKKING_NA,
        (Stap.TERUGGAVE_GEVRAAGD, _S.INTREKKING_NA): _S.INTREKKING_NA,
        (Stap.INTREKKING_GEVRAAGD, _S.GEWEIGERD): _S.GEWEIGERD,
        (Stap.INTREKKING_GEVRAAGD, _S.ACTIE_BEVESTIGD): _S.ACTIE_BEVESTIGD,
        # The receiver did not wait for the answer to its question.
        (Stap.VRAAG_BEANTWOORD, _S.GEACCEPTEERD): _S.GEACCEPTEERD,
        (Stap.VRAAG_BEANTWOORD, _S.GEWEIGERD): _S.GEWEIGERD,
        (Stap.VRAAG_BEANTWOORD, _S.ACTIE_BEVESTIGD): _S.ACTIE_BEVESTIGD,
        # The sender took the casus back while the receiver still said something.
        (Stap.TUSSENBERICHT, _S.TERUGGEGEVEN): _S.TERUGGEGEVEN,
        (Stap.BEVINDING_GEMELD, _S.TERUGGEGEVEN): _S.TERUGGEGEVEN,
        (Stap.INTREKKING_BESTREDEN, _S.TERUGGEGEVEN): _S.TERUGGEGEVEN,
    }
)
"""What a copy becomes by a step of the other side that crossed one of its own."""

STAND_IN_WOORDEN = {
    stand: stand.value.split("-voor-")[0].split("-na-")[0].replace("-", " ") for stand in Stand
}


@dataclass(frozen=True)
class Overdracht:
    """One side's copy of a hand-off.

    Attributes:
        vraag_bij: the provisions in which a question back came here; its words may follow.
        vraagwoorden: the elements that say what is asked, for who may open them.
        open_vragen: questions back that wait for an answer. They are counted: a side that asks
            once more, while the answer to its first question is under way, has one open still.
    """

    id: OpaqueId
    kant: Kant
    ander_overleg: Naam
    vraag: Overdrachtsvraag
    gewenst_bewijs: Bewijssoort
    convenant: str
    houder_bij_aanbod: Naam
    aangeboden_op: date
    uiterlijk: date
    stand: Stand = Stand.AANGEBODEN
    open_vragen: int = 0
    terugnemer: Naam | None = None
    geaccepteerd_op: date | None = None
    teruggave_van: OpaqueId | None = None
    doorverwijzing_van: OpaqueId | None = None
    teruggave_gevraagd: bool = False
    reden: Weigergrond | Heropengrond | None = None
    bewijs: Bewijssoort | None = None
    actiedatum: date | None = None
    bevinding_op: date | None = None
    laatste_stap: Stap | None = None
    laatst_gewijzigd_op: date | None = None
    vraag_bij: tuple[OpaqueId, ...] = ()
    vraagwoorden: tuple[OpaqueId, ...] = ()

    def na(self, stap: Stap, naar: Stand, door: Functie, op: date) -> "Overdracht":
        """This copy after a step that led to `naar`."""
        na = replace(self, stand=naar, laatste_stap=stap, laatst_gewijzigd_op=op)
        match stap:
            case Stap.GEACCEPTEERD:
                return replace(na, geaccepteerd_op=op, open_vragen=0)
            case Stap.VRAAG_TERUG:
                return replace(na, open_vragen=self.open_vragen + 1)
            case Stap.VRAAG_BEANTWOORD:
                # Accepting did not wait for the answer that comes in now.
                return replace(na, open_vragen=max(0, self.open_vragen - 1))
            case Stap.INTREKKING_GEVRAAGD:
                return replace(na, terugnemer=door.organisatie)
            case Stap.TERUGGAVE_GEVRAAGD:
                return replace(na, teruggave_gevraagd=True)
            case Stap.BEVINDING_GEMELD:
                return replace(na, bevinding_op=op)
            case Stap.HEROPEND:
                return replace(na, bewijs=None, actiedatum=None)
            case _:
                return na

    def houder_na(self, stap: Stap, door: Functie, houder: Naam) -> Naam:
        """Who is responsible after a step, if `houder` is before it.

        Who asks to withdraw what was accepted thereby offers to take it back, and becomes the
        holder when the receiver confirms.
        """
        match stap:
            case Stap.GEACCEPTEERD | Stap.TERUGGAVE_GEACCEPTEERD:
                return door.organisatie
            case Stap.INTREKKING_BEVESTIGD if self.stand is Stand.INTREKKING_NA:
                return self.terugnemer or houder
            case _:
                return houder


def maak(overdracht: Overdracht, stap: Stap, wie: Wie) -> Stand | Weigering:
    """The state after a step that this side makes, or why it cannot be made."""
    overgang = OVERGANGEN[stap]
    woord = in_sentence(stap.value)
    if overdracht.kant is not overgang.kant:
        return Weigering(f"De stap '{woord}' is aan de {overgang.kant} van de overdracht.")
    if overgang.wie is Wie.REGIE and wie is not Wie.REGIE:
        return Weigering(f"De stap '{woord}' is aan wie de regie heeft van dit overleg.")
    naar = overgang.standen.get(overdracht.stand)
    if naar is None:
        stand = STAND_IN_WOORDEN[overdracht.stand]
        return Weigering(f"De stap '{woord}' kan niet: de overdracht is {stand}.")
    if stap is Stap.VRAAG_BEANTWOORD and not overdracht.open_vragen:
        return Weigering("Er is geen vraag terug die op antwoord wacht.")
    return naar


def verneem(overdracht: Overdracht, stap: Stap) -> Stand | Weigering:
    """The state after a step of the other side, or why that side cannot have made it."""
    overgang = OVERGANGEN[stap]
    if overdracht.kant is overgang.kant:
        return Weigering(f"Een stap '{stap}' van de verkeerde kant.")
    van = overdracht.stand
    naar = overgang.standen.get(van) or KRUISINGEN.get((stap, van))
    return naar or Weigering(f"Een stap '{stap}' bij een overdracht die {van} is.")
