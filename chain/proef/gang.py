"""One case along one road, by the services' own decisions: from its report until it is heard.

Nothing is decided here. The facts are made, and each is given to the function that a service gives
it to; who is there is asked of the register, as services do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from casusoverleg.domain.fold import evolve, vouw
from casusoverleg.domain.opschalen.ladder import te_doen, volgende_dag
from casusoverleg.views.register import rooster_voor
from chain.proef.bezetting import Bezetting, Leeg, bezetting
from chain.proef.verwacht import Geval, Plek
from chain.proef.voorvallen import bekend, besloten, bezorgd, geopend, ids, uitkomst
from contracts.covenant import Convenant
from contracts.events.notifier import BerichtKlaargezet
from contracts.events.opschaling import CasusOpgeschaald
from contracts.events.verstrekking import Terugkoppeling, VerstrekkingGevraagd
from contracts.vocabulary import Functie, Naam
from infra.working_days import working_days_after
from notifier.domain import aanleiding
from notifier.domain import casus as kennis
from notifier.domain.aanleiding import Aanleiding
from notifier.domain.adressering import geadresseerd
from notifier.domain.bericht import Bericht, Geweigerd, Handeling, handel_af
from notifier.domain.feiten import Gelegenheid, feiten_on_handeling
from notifier.domain.geroepen import kan_overbrengen
from privacy_gate.domain.beslissen import beslis
from privacy_gate.domain.kenmerken import Samenhang
from privacy_gate.store.wetboek import wetboek

LANGSTE_KLIM = 40
"""Days on which a clock does something, before a ladder is given up."""


@dataclass(frozen=True)
class Gehoord:
    """What came of feedback.

    Attributes:
        moet: was there anything to be told?
        draagt: the seat of whoever passed it on; None: nobody could.
        langs_ladder: was that a step of the ladder that was called in?
        gehoord: where it arrived and for which seat, with who reads it there.
        geroepen: likewise, with the step that is called in because nobody reads it.
    """

    moet: bool = True
    draagt: str | None = None
    langs_ladder: bool = False
    gehoord: tuple[tuple[Plek, str | None], ...] = ()
    geroepen: tuple[tuple[Plek, str | None], ...] = ()

    @property
    def plekken(self) -> frozenset[Plek]:
        """Where it arrived."""
        return frozenset(plek for plek, _ in self.gehoord)


@dataclass(frozen=True)
class Regio:
    """A region on one day, with who is there."""

    convenant: Convenant
    op: date
    leeg: Leeg = field(default_factory=Leeg)

    @cached_property
    def register(self) -> Bezetting:
        """Who works there."""
        return bezetting(self.convenant, self.leeg)

    def handelt(self, zetel: Functie, op: date) -> Functie | None:
        """The capacity of his own in which somebody acts for a seat; None where nobody does."""
        for person in self.register.wie_handelen(zetel, op):
            if zetel in self.register.handelt_als(person, op):
                return self.register.functies(person, op)[0]
        return None

    def aan_de_hand(self, casus: kennis.Casus, op: date) -> Aanleiding:
        """What is at hand when the notifier hears a fact."""
        own = self.convenant
        still = own.stille_dagen(own.overleggen[casus.overleg].domein)
        due = working_days_after(op, own.termijnen.terugkoppelen, still)
        new_id, there = ids(casus.overleg), self.register.bezet
        return Aanleiding(casus, own, new_id, op, due, lambda seat: there(seat, op))


def speel(regio: Regio, geval: Geval) -> Gehoord:
    """Play one case until its outcome is heard, or until nobody can be called in any more."""
    casus = bekend(regio.convenant, geval)
    casus = kennis.casus_on_uitkomst_vastgesteld(casus, uitkomst(casus, regio.convenant, regio.op))
    bij = regio.aan_de_hand(casus, regio.op)
    told = aanleiding.berichten_on_uitkomst_vastgesteld(bij)
    if not told and geval.school:
        decided = besloten(casus, geval.school, bij.regie, regio.op)
        bij = replace(bij, casus=kennis.casus_on_terugkoppeling_besloten(casus, decided))
        told = aanleiding.berichten_on_terugkoppeling_besloten(bij, casus)
    return _overgebracht(regio, geval, bij, told[0]) if told else Gehoord(moet=False)


def _overgebracht(regio: Regio, geval: Geval, bij: Aanleiding, wacht: Bericht) -> Gehoord:
    """The carrier passes it on; or else who is called in for it."""
    carrier = regio.handelt(wacht.inhoud.aan, regio.op)
    if carrier is not None:
        return _doorgegeven(regio, geval, bij, wacht, Gehoord(draagt=str(carrier)))
    for step in _klim(regio, geval, bij.casus.overleg, wacht.inhoud):
        (called,) = aanleiding.berichten_on_klok(regio.aan_de_hand(bij.casus, step.op), step)
        acting = regio.handelt(called.inhoud.aan, step.op)
        seated = regio.handelt(wacht.inhoud.aan, step.op) is not None
        if acting and kan_overbrengen(called, wacht, zit_iemand=seated):
            by = Gehoord(draagt=str(acting), langs_ladder=True)
            return _doorgegeven(regio, geval, replace(bij, op=step.op), wacht, by)
    return Gehoord()


def _doorgegeven(
    regio: Regio, geval: Geval, bij: Aanleiding, wacht: Bericht, door: Gehoord
) -> Gehoord:
    """What is passed on goes through the gate, and arrives."""
    today = geadresseerd(wacht, bij.casus, bij.convenant, bij.op)
    after = handel_af(today, Handeling.DOORGEVEN)
    if isinstance(after, Geweigerd):
        return door
    deed = Gelegenheid(after, bij.casus, bij.convenant, bij.new_id("verstrekking"), bij.op)
    facts = feiten_on_handeling(Handeling.DOORGEVEN, deed)
    (asked,) = (one for one in facts if isinstance(one, VerstrekkingGevraagd))
    if not beslis(asked, bij.convenant, Samenhang.LOPEND, wetboek()).doorgelaten:
        return door
    return _aangekomen(regio, geval, bij, asked, door)


def _aangekomen(
    regio: Regio, geval: Geval, bij: Aanleiding, asked: VerstrekkingGevraagd, door: Gehoord
) -> Gehoord:
    """Each who is told it there reads it; or the ladder is called in, where the case is known."""
    event, content = bezorgd(asked), asked.inhoud
    if not isinstance(content, Terugkoppeling):
        return door
    arrived = herkomst(regio.convenant, geval, asked.naar_overleg)
    known = bij.casus if asked.naar_overleg == bij.casus.overleg else None
    if known is None:
        known = (
            bekend(regio.convenant, arrived)
            if arrived
            else kennis.casus_on_verstrekking_bezorgd(event)
        )
    there = regio.aan_de_hand(known, bij.op)
    found = aanleiding.berichten_on_terugkoppeling(there, event, content)
    gehoord, geroepen = [], []
    for told in found:
        place = Plek(asked.naar_overleg, str(told.inhoud.aan))
        reader = regio.handelt(told.inhoud.aan, bij.op)
        gehoord.append((place, str(reader) if reader else None))
        if reader is None:
            from_where = geval if known is bij.casus else arrived
            called = _eerste(regio, from_where, place.overleg, told.inhoud)
            geroepen.append((place, called))
    return replace(door, gehoord=tuple(gehoord), geroepen=tuple(geroepen))


def herkomst(convenant: Convenant, geval: Geval, overleg: Naam) -> Geval | None:
    """How the case came to the table that brought it in; None where another table has it not."""
    if geval.van != overleg or geval.melder is None:
        return None
    found = convenant.weg(geval.melder, overleg)
    return Geval(found[0], geval.melder, school=geval.school) if found else None


def _eerste(
    regio: Regio, geval: Geval | None, overleg: Naam, waits: BerichtKlaargezet
) -> str | None:
    """Who is called in first for what nobody reads; nobody where that table has no such case."""
    steps = _klim(regio, geval, overleg, waits) if geval else ()
    acting = (regio.handelt(step.aan, step.op) for step in steps)
    return next((str(one) for one in acting if one), None)


def _klim(
    regio: Regio, geval: Geval, overleg: Naam, waits: BerichtKlaargezet
) -> Iterator[CasusOpgeschaald]:
    """Let the clocks of a table run while this waits: each step of the ladder that it calls in."""
    day, domain = regio.op, regio.convenant.overleggen[overleg].domein
    casus = vouw([(geopend(regio.convenant, overleg, geval), day), (waits, day)])
    for _ in range(LANGSTE_KLIM):
        if casus is None:
            return
        next_day = volgende_dag(casus, rooster_voor(regio.register, casus, domain, day), day)
        if next_day is None:
            return
        day = next_day
        for fact in te_doen(casus, rooster_voor(regio.register, casus, domain, day), day):
            casus = evolve(casus, fact, day)
            if isinstance(fact, CasusOpgeschaald) and fact.over == waits.bericht:
                yield fact
