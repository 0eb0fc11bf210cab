"""Where a casus went, where it came from, and the hand-offs of it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from casusoverleg.domain.overdragen.overdracht import (
    AANVAARD,
    BEVESTIGD,
    WACHT_OP_ANTWOORD,
    Kant,
    Overdracht,
)
from contracts.events.verstrekking import Terugkoppeling
from contracts.vocabulary import Naam


@dataclass(frozen=True)
class Ingebracht:
    """This casus lies at another table; `houder` is who held it when it was brought there."""

    bij_overleg: Naam
    houder: Naam
    op: date


@dataclass(frozen=True)
class Inbrenger:
    """The table that brought this casus here, and whether it has heard what became of it."""

    overleg: Naam
    beantwoord: bool = False


@dataclass(frozen=True)
class Teruggehoord:
    """Feedback that passed the gate for this table: what that table decided, or what was done."""

    van_overleg: Naam
    op: date
    inhoud: Terugkoppeling


@dataclass(frozen=True)
class Verplaatsing:
    """How a casus goes from table to table.

    Attributes:
        terug_op: when an inbreng was last answered, so that it is this table's move again.
        teruggehoord: what became of it elsewhere, as this table was told.
        elders_dicht: since when a table to which it went has closed its casus, for those that did.
    """

    inbreng: Ingebracht | None = None
    inbrenger: Inbrenger | None = None
    terug_op: date | None = None
    overdrachten: tuple[Overdracht, ...] = ()
    teruggehoord: tuple[Teruggehoord, ...] = ()
    elders_dicht: tuple[tuple[Naam, date], ...] = ()

    @property
    def inbrenger_wacht(self) -> bool:
        """Does the table that brought this casus here still wait to hear?"""
        return self.inbrenger is not None and not self.inbrenger.beantwoord

    def overdracht(self, id_: str) -> Overdracht | None:
        """A hand-off by its id."""
        return next((o for o in self.overdrachten if o.id == id_), None)

    @property
    def uitgaand(self) -> tuple[Overdracht, ...]:
        """Hand-offs that were offered from here."""
        return tuple(o for o in self.overdrachten if o.kant is Kant.AANBIEDER)

    @property
    def inkomend(self) -> tuple[Overdracht, ...]:
        """Hand-offs that were offered to this table."""
        return tuple(o for o in self.overdrachten if o.kant is Kant.ONTVANGER)

    @property
    def open_aanbod(self) -> Overdracht | None:
        """The hand-off from here that waits for an answer; there is at most one."""
        return next((o for o in self.uitgaand if o.stand in WACHT_OP_ANTWOORD), None)

    @property
    def lopend_werk(self) -> Overdracht | None:
        """The accepted hand-off to this table of which no action was confirmed yet.

        A hand-off back is none: accepted, it is finished.
        """
        werk = (o for o in self.inkomend if o.stand in AANVAARD and not o.teruggave_van)
        return next(werk, None)

    @property
    def stroomopwaarts(self) -> tuple[Naam, ...]:
        """The tables that must hear who holds the casus: who brought it in, who handed it over."""
        wachtend = AANVAARD | BEVESTIGD
        gaven = (o.ander_overleg for o in self.inkomend if o.stand in wachtend)
        bracht = (self.inbrenger.overleg,) if self.inbrenger else ()
        return tuple(dict.fromkeys((*bracht, *gaven)))

    def met(self, overdracht: Overdracht) -> Self:
        """The same with this copy of a hand-off in the place of the older one."""
        nieuw = tuple(overdracht if o.id == overdracht.id else o for o in self.overdrachten)
        return replace(self, overdrachten=nieuw)

    def met_sluiting(self, overleg: Naam, op: date | None) -> Self:
        """The same, knowing whether that table still works on it."""
        anders = tuple(dicht for dicht in self.elders_dicht if dicht[0] != overleg)
        return replace(self, elders_dicht=anders if op is None else (*anders, (overleg, op)))

    def besloten_elders(self, overleg: Naam, sinds: date) -> Teruggehoord | None:
        """What that table last decided since this day, as it told this one."""
        gehoord = (
            t
            for t in reversed(self.teruggehoord)
            if t.van_overleg == overleg and t.op >= sinds and t.inhoud.uitkomst
        )
        return next(gehoord, None)

    def beantwoord(self) -> Self:
        """The table that brought the casus in is told, so it waits no longer."""
        if self.inbrenger is None:
            return self
        return replace(self, inbrenger=replace(self.inbrenger, beantwoord=True))
