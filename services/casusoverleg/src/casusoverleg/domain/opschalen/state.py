"""What was done about terms that went by, and who was called in."""

from dataclasses import dataclass
from datetime import date

from contracts.vocabulary import Functie, Klokstap, Naam, OpaqueId, Opschalingsgrond


@dataclass(frozen=True)
class Nazorg:
    """Who keeps an eye on the family after the plan."""

    wie: Functie
    tot: date


@dataclass(frozen=True)
class Terugkoppeltaak:
    """Feedback that somebody must give, or acknowledge; `draagt`: is it to be given?"""

    bericht: OpaqueId
    aan: Functie
    sinds: date
    uiterlijk: date
    draagt: bool = False


@dataclass(frozen=True)
class Klokstand:
    """What was done about a term that went by: a reminder, and how high on the ladder.

    Attributes:
        stap: None where somebody called for the ladder himself.
        trede: 0 until somebody was called in.
        laatst_op: the day of the last thing that was done.
    """

    stap: Klokstap | None
    over: OpaqueId
    uiterlijk: date
    laatst_op: date
    trede: int = 0
    naam: Naam | None = None
    aan: Functie | None = None
    grond: Opschalingsgrond | None = None

    @property
    def klok(self) -> tuple[Klokstap | None, OpaqueId, date]:
        """Which clock it belongs to."""
        return (self.stap, self.over, self.uiterlijk)


@dataclass(frozen=True)
class Opschaalstand:
    """How high a casus is, and who was asked to see to it.

    Attributes:
        jeugdzorg: who of Bureau Jeugdzorg coordinates, where there is an indication or a measure.
    """

    klokstanden: tuple[Klokstand, ...] = ()
    terug_te_koppelen: tuple[Terugkoppeltaak, ...] = ()
    nazorg: Nazorg | None = None
    jeugdzorg: Functie | None = None
    onveilig_gemeld_op: date | None = None

    def klokstand(self, stap: Klokstap | None, over: OpaqueId, uiterlijk: date) -> Klokstand | None:
        """What was done about this clock, if anything was."""
        gezocht = (stap, over, uiterlijk)
        return next((s for s in self.klokstanden if s.klok == gezocht), None)

    @property
    def opgeschaald(self) -> Klokstand | None:
        """How high the casus is on the ladder, if it is."""
        hoog = [stand for stand in self.klokstanden if stand.trede]
        return max(hoog, key=lambda stand: stand.trede) if hoog else None
