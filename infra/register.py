"""The chain's register as every instance keeps it: covenants and capacities, dated.

It comes in as events; what holds is always asked for a date.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session

from contracts.covenant import Convenant
from contracts.envelope import Envelope, parse
from contracts.events.beheer import ConvenantVastgesteld, FunctieIngetrokken, FunctieToegekend
from contracts.events.registry import payload_of
from contracts.topics import REGISTER
from contracts.vocabulary import Domein, Frozen, Functie, OpaqueId
from infra.documents import all_of, get, put, remove_kind
from infra.kernel.emission import Emission, Moment, Reactions
from infra.log.records import Record
from infra.statements import database_of

_CONVENANT = "register.convenant"
_FUNCTIE = "register.functie"
_STAND = "register.stand"


class UnknownName(LookupError):
    """The register has no such covenant or table."""


class TakenIn(Frozen):
    """How many changes of the register were taken in, and which was the last."""

    wijzigingen: int = 0
    laatste: str = ""


class Wijziging(Frozen):
    """From this date on someone has a capacity, or has it no longer."""

    vanaf: date
    heeft: bool


class Functieverloop(Frozen):
    """What was decided about one person and one capacity, as it came in."""

    medewerker: OpaqueId
    functie: Functie
    wijzigingen: tuple[Wijziging, ...] = ()

    def geldt(self, op: date) -> bool:
        """Does the person have the capacity on this date? Of equal dates the later decision."""
        reached = [change for change in self.wijzigingen if change.vanaf <= op]
        # max() gives the first of equals: look from the last decision back.
        return bool(reached) and max(reversed(reached), key=lambda change: change.vanaf).heeft


@dataclass(frozen=True, eq=False)
class Register:
    """All versions of all covenants, and who had which capacity when."""

    convenanten: Sequence[Convenant]
    verlopen: Sequence[Functieverloop]

    def convenant(self, verwijzing: str, op: date) -> Convenant:
        """The version that an event cites, such as `tilburg@1`, with its neighbours of that day.

        Raises:
            UnknownName: no such version.
        """
        for convenant in self.convenanten:
            if convenant.verwijzing == verwijzing:
                return self.met_buren(convenant, op)
        raise UnknownName(verwijzing)

    def geldend(self, op: date) -> tuple[Convenant, ...]:
        """Of each region the version in force on this date, the highest if there are more."""
        highest: dict[str, Convenant] = {}
        for convenant in sorted(self.convenanten, key=lambda c: c.versie):
            if convenant.geldig_van <= op < (convenant.geldig_tot or date.max):
                highest[convenant.convenant] = convenant
        return tuple(highest.values())

    def eigen_convenant(self, overleg: str, op: date) -> Convenant:
        """The covenant in force that has this table, as it was laid down.

        Raises:
            UnknownName: no covenant in force has it.
        """
        for convenant in self.geldend(op):
            if overleg in convenant.overleggen:
                return convenant
        raise UnknownName(overleg)

    def convenant_van(self, overleg: str, op: date) -> Convenant:
        """The covenant in force that has this table, with its neighbours.

        Raises:
            UnknownName: no covenant in force has it.
        """
        return self.met_buren(self.eigen_convenant(overleg, op), op)

    def met_buren(self, convenant: Convenant, op: date) -> Convenant:
        """This version, with the tables of neighbouring regions that it deals with on this day.

        The same one for the same versions, so that what is made for it can be kept.
        """
        if not convenant.buren:
            return convenant
        buren = [one for one in self.geldend(op) if one.convenant in convenant.buren]
        key = (convenant.verwijzing, *(one.verwijzing for one in buren))
        return self._samen.setdefault(key, convenant.met(buren))

    @cached_property
    def _samen(self) -> dict[tuple[str, ...], Convenant]:
        return {}

    def functies(self, medewerker: str, op: date) -> tuple[Functie, ...]:
        """Someone's capacities on this date."""
        own = self._per_medewerker.get(medewerker, ())
        return tuple(verloop.functie for verloop in own if verloop.geldt(op))

    def medewerkers_met(self, functie: Functie, op: date) -> tuple[OpaqueId, ...]:
        """Who has this capacity on this date."""
        having = self._per_functie.get(functie, ())
        return tuple(verloop.medewerker for verloop in having if verloop.geldt(op))

    @cached_property
    def _per_medewerker(self) -> Mapping[str, Sequence[Functieverloop]]:
        found: dict[str, list[Functieverloop]] = {}
        for verloop in self.verlopen:
            found.setdefault(verloop.medewerker, []).append(verloop)
        return found

    @cached_property
    def _per_functie(self) -> Mapping[Functie, Sequence[Functieverloop]]:
        found: dict[Functie, list[Functieverloop]] = {}
        for verloop in self.verlopen:
            found.setdefault(verloop.functie, []).append(verloop)
        return found

    def domeinen(self, functies: Iterable[Functie], op: date) -> tuple[Domein, ...]:
        """The domains where these capacities have a seat, a first road, a step, or get matches."""
        found: dict[Domein, None] = {}
        for functie in functies:
            for convenant in self.geldend(op):
                found |= dict.fromkeys(convenant.ladderdomeinen(functie))
                found |= dict.fromkeys(convenant.matchdomeinen(functie))
                for name, overleg in convenant.overleggen.items():
                    road = convenant.weg(functie.organisatie, name)
                    reports = road is not None and road[1].houder is not None
                    if reports or functie in overleg.functies():
                        found[overleg.domein] = None
        return tuple(found)


_read: dict[str, tuple[TakenIn, Register]] = {}
"""What was read last, by database: a register is asked for at every turn, and seldom changes."""


def load_register(session: Session) -> Register:
    """The register as this instance has heard of it."""
    stand = get(session, _STAND, "", TakenIn) or TakenIn()
    database = database_of(session)
    known = _read.get(database)
    if known is None or known[0] != stand:
        found = all_of(session, _CONVENANT, Convenant), all_of(session, _FUNCTIE, Functieverloop)
        known = _read[database] = (stand, Register(*found))
    return known[1]


def _changed(session: Session, envelope: Envelope) -> None:
    stand = get(session, _STAND, "", TakenIn) or TakenIn()
    put(session, _STAND, "", TakenIn(wijzigingen=stand.wijzigingen + 1, laatste=envelope.id))


def _on_convenant(
    session: Session, envelope: Envelope, event: ConvenantVastgesteld, _moment: Moment
) -> Sequence[Emission]:
    _take_covenant(session, envelope, event)
    return ()


def _take_covenant(session: Session, envelope: Envelope, event: ConvenantVastgesteld) -> None:
    _changed(session, envelope)
    put(session, _CONVENANT, event.convenant.verwijzing, event.convenant)


def _on_functie(
    session: Session,
    envelope: Envelope,
    event: FunctieToegekend | FunctieIngetrokken,
    _moment: Moment,
) -> Sequence[Emission]:
    _take_capacity(session, envelope, event)
    return ()


def _take_capacity(
    session: Session, envelope: Envelope, event: FunctieToegekend | FunctieIngetrokken
) -> None:
    _changed(session, envelope)
    key = f"{event.medewerker}/{event.functie}"
    known = get(session, _FUNCTIE, key, Functieverloop) or Functieverloop(
        medewerker=event.medewerker, functie=event.functie
    )
    change = Wijziging(vanaf=event.vanaf, heeft=isinstance(event, FunctieToegekend))
    grown = known.model_copy(update={"wijzigingen": (*known.wijzigingen, change)})
    put(session, _FUNCTIE, key, grown)


def hear_again(session: Session, events: Iterable[Envelope]) -> None:
    """Put the register that follows from these events in the place of what there was."""
    for kind in (_CONVENANT, _FUNCTIE, _STAND):
        remove_kind(session, kind)
    for envelope in events:
        event = payload_of(envelope)
        if isinstance(event, ConvenantVastgesteld):
            _take_covenant(session, envelope, event)
        elif isinstance(event, FunctieToegekend | FunctieIngetrokken):
            _take_capacity(session, envelope, event)


def rebuild_register(session: Session, log: Mapping[str, Sequence[Record]]) -> int:
    """The same from the records of all topics; gives how many events of the register there are."""
    events = [parse(record.raw) for record in log.get(REGISTER, ())]
    hear_again(session, events)
    return len(events)


REGISTER_REACTIONS: Reactions = {
    ConvenantVastgesteld: _on_convenant,
    FunctieToegekend: _on_functie,
    FunctieIngetrokken: _on_functie,
}
"""What every instance does with the register's events; merge them into its own reactions."""
