"""The chain's register as every instance keeps it: covenants and capacities, dated.

It comes in as events; what holds is always asked for a date.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlmodel import Session

from contracts.covenant import Convenant
from contracts.vervanging import Waarneming, waargenomen, wie_handelt
from contracts.vocabulary import Domein, Frozen, Functie, OpaqueId
from infra.documents import all_of, get
from infra.statements import database_of

CONVENANT = "register.convenant"
FUNCTIE = "register.functie"
AFWEZIG = "register.afwezig"
GEMELD = "register.gemeld"
STAND = "register.stand"


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


class Periode(Frozen):
    """From a day until a day, both included."""

    van: date
    tot: date


class Afwezigheid(Frozen):
    """When somebody is away."""

    medewerker: OpaqueId
    perioden: tuple[Periode, ...] = ()

    def tot(self, op: date) -> date | None:
        """The last day of an absence that runs on this date; None where there is none."""
        found = (one.tot for one in self.perioden if one.van <= op <= one.tot)
        return max(found, default=None)


class Gemeld(Periode):
    """An absence that was said at a table, as it stands now."""

    id: OpaqueId
    medewerker: OpaqueId


@dataclass(frozen=True, eq=False)
class Register:
    """All versions of all covenants, who had which capacity when, and who was away."""

    convenanten: Sequence[Convenant]
    verlopen: Sequence[Functieverloop]
    afwezigheden: Sequence[Afwezigheid] = ()
    gemeld: Sequence[Gemeld] = ()

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

    def afwezig_tot(self, medewerker: str, op: date) -> date | None:
        """The last day on which somebody who is away on this date is so."""
        absences = (one.tot(op) for one in self._afwezig.get(medewerker, ()))
        return max((day for day in absences if day), default=None)

    def bezet(self, functie: Functie, op: date) -> bool:
        """Is anybody who has this capacity there on this date?"""
        holders = self.medewerkers_met(functie, op)
        return any(self.afwezig_tot(one, op) is None for one in holders)

    def leeg_tot(self, zetel: Functie, op: date) -> date | None:
        """The day before the first of those who hold a seat is back; None: nobody holds it."""
        away = (self.afwezig_tot(one, op) for one in self.medewerkers_met(zetel, op))
        return min((day for day in away if day), default=None)

    def waarnemingen(self, medewerker: str, op: date) -> tuple[Waarneming, ...]:
        """The seats that somebody acts for on this date, beside those that are his own."""
        own = self.functies(medewerker, op)
        if self.afwezig_tot(medewerker, op) is not None:
            return ()
        found = {
            one.zetel: one
            for convenant in self.geldend(op)
            for one in waargenomen(own, convenant.vervanging, lambda seat: self.bezet(seat, op))
            if one.zetel not in own
        }
        return tuple(found.values())

    def handelt_als(self, medewerker: str, op: date) -> tuple[Functie, ...]:
        """Someone's capacities on this date, with the seats that he acts for."""
        own = self.functies(medewerker, op)
        return (*own, *(one.zetel for one in self.waarnemingen(medewerker, op)))

    def wie_handelen(self, zetel: Functie, op: date) -> tuple[OpaqueId, ...]:
        """Who acts for a seat on this date: who holds it and is there, else who stands in."""
        chosen = (
            wie_handelt(zetel, convenant.vervanging, lambda seat: self.bezet(seat, op))
            for convenant in self.geldend(op)
        )
        seat = next((one.aan for one in chosen if one.bezet), zetel)
        holders = self.medewerkers_met(seat, op)
        return tuple(one for one in holders if self.afwezig_tot(one, op) is None)

    @cached_property
    def _afwezig(self) -> Mapping[str, Sequence[Afwezigheid]]:
        said = (Afwezigheid(medewerker=one.medewerker, perioden=(one,)) for one in self.gemeld)
        found: dict[str, list[Afwezigheid]] = {}
        for absence in (*self.afwezigheden, *said):
            found.setdefault(absence.medewerker, []).append(absence)
        return found

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
                    heard_for = overleg.vertegenwoordiger(functie) is not None
                    if reports or heard_for or functie in overleg.functies():
                        found[overleg.domein] = None
        return tuple(found)


_read: dict[str, tuple[TakenIn, Register]] = {}
"""What was read last, by database: a register is asked for at every turn, and seldom changes."""


def forget_read() -> None:
    """Forget what was read, as a process that begins anew does."""
    _read.clear()


def load_register(session: Session) -> Register:
    """The register as this instance has heard of it."""
    stand = get(session, STAND, "", TakenIn) or TakenIn()
    database = database_of(session)
    known = _read.get(database)
    if known is None or known[0] != stand:
        found = Register(
            all_of(session, CONVENANT, Convenant),
            all_of(session, FUNCTIE, Functieverloop),
            all_of(session, AFWEZIG, Afwezigheid),
            all_of(session, GEMELD, Gemeld),
        )
        known = _read[database] = (stand, found)
    return known[1]
