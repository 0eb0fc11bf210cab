"""The clocks of a casus: which terms run here, until when, and whose move it is.

A clock runs under the covenant version in force on the day on which it began. Of a hand-off both
sides have one. The ladder is climbed on the side that is responsible: by the sender until the
offer is accepted, by the receiver after that. The other side is only reminded.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.opschalen.state import Terugkoppeltaak
from casusoverleg.domain.overdragen.overdracht import (
    AANVAARD,
    BEVESTIGD,
    WACHT_OP_ANTWOORD,
    Kant,
    Overdracht,
)
from contracts.covenant import Convenant
from contracts.covenant_text import functie_van
from contracts.covenant_wegen import JAREN, Over
from contracts.vocabulary import Domein, Functie, Klokstap, OpaqueId, Overlegsoort

Werkdagen: TypeAlias = Callable[[date, int, Sequence[tuple[date, date]]], date]
"""The last day of a term: from a date, so many working days, without the days of these periods."""


def _geen_buur(_overleg: str, _op: date) -> Convenant | None:
    return None


@dataclass(frozen=True)
class Bepalingen:
    """What the covenant lays down for a table, by the day on which something begins.

    Attributes:
        op: gives the covenant version of this table's region in force on a day.
        bij: likewise that of another table's region.
    """

    domein: Domein
    op: Callable[[date], Convenant]
    na_werkdagen: Werkdagen
    bij: Callable[[str, date], Convenant | None] = _geen_buur

    def regelt(
        self,
        wat: Literal["termijnen", "opschaling"],
        ander_overleg: str,
        school: str | None,
        op: date,
    ) -> Convenant:
        """Whose version rules this of a hand-off: across a border, what the two regions agreed.

        Without a school it cannot be told which region is which; then each table keeps its own.
        """
        eigen, ander = self.op(op), self.bij(ander_overleg, op)
        buur = eigen.buren.get(ander.convenant) if ander else None
        if ander is None or buur is None or school is None:
            return eigen
        elders_naar_school = school in ander.organisaties
        geldt_school = getattr(buur, wat) == "school"
        return ander if geldt_school is elders_naar_school else eigen

    def uiterlijk(self, stap: Klokstap, vanaf: date) -> date:
        """The last day of the term of a step that begins on this day."""
        convenant = self.op(vanaf)
        return self.na(vanaf, convenant.termijnen.van(stap), convenant)

    def na(self, vanaf: date, dagen: int, convenant: Convenant) -> date:
        """So many working days of this table later."""
        return self.na_werkdagen(vanaf, dagen, convenant.stille_dagen(self.domein))


@dataclass(frozen=True)
class Klok:
    """A term that runs.

    Attributes:
        stap: None where somebody called for the ladder, and no term is the reason.
        over: the hand-off, message or casus that it is about.
        wie: who is reminded when it has gone by.
        convenant: the version that rules it, and whose ladder is climbed.
        met_ladder: does the ladder follow when a reminder does not help?
        dragers: who is reminded instead, in order, where more than one can do it.
    """

    stap: Klokstap | None
    over: OpaqueId
    wie: Functie
    convenant: Convenant
    uiterlijk: date
    met_ladder: bool = True
    dragers: tuple[Functie, ...] = ()


def klokken(casus: Casus, bepalingen: Bepalingen) -> tuple[Klok, ...]:
    """Every clock that runs for a casus at its table."""
    lopend = [*_van_terugkoppeling(casus, bepalingen), *_van_matches(casus, bepalingen)]
    if not casus.open:
        return tuple(lopend)
    return (
        *lopend,
        *(k for o in casus.overdragen.overdrachten if (k := _van_overdracht(casus, o, bepalingen))),
        *_van_tafel(casus, bepalingen),
        *_van_doelen(casus, bepalingen),
        *_geroepen(casus, bepalingen),
    )


def stil_sinds(casus: Casus) -> date:
    """Since when nothing was done at the table about a casus that lies there."""
    gedaan = (o.laatst_gewijzigd_op for o in casus.overdragen.overdrachten)
    dagen = (
        casus.geopend_op,
        casus.bespreken.besproken_op,
        casus.heropend_op,
        casus.overdragen.terug_op,
        *gedaan,
    )
    return max(dag for dag in dagen if dag)


def te_bespreken(casus: Casus, soort: Overlegsoort) -> bool:
    """Is it this table's move, to discuss the casus or to do what it decided?"""
    elders = (
        casus.overdragen.inbreng
        or casus.overdragen.open_aanbod
        or casus.overdragen.lopend_werk
        or casus.bespreken.plan
    )
    uitgezet = any(o.stand in AANVAARD and not o.teruggave_van for o in casus.overdragen.uitgaand)
    gedaan = any(o.stand in BEVESTIGD for o in casus.overdragen.overdrachten)
    hier = casus.aan_zet and soort is not Overlegsoort.LOKET
    return hier and not (elders or uitgezet or gedaan)


def _regie(casus: Casus, convenant: Convenant) -> Functie:
    return functie_van(convenant.overleggen[casus.overleg].regie)


def _van_tafel(casus: Casus, bepalingen: Bepalingen) -> Iterator[Klok]:
    begon = stil_sinds(casus)
    convenant = bepalingen.op(begon)
    if te_bespreken(casus, convenant.overleggen[casus.overleg].soort):
        stap = Klokstap.BESPREKEN
        tot = bepalingen.uiterlijk(stap, begon)
        yield Klok(stap, casus.id, _regie(casus, convenant), convenant, tot)
    plan = casus.bespreken.plan
    if plan and casus.aan_zet:
        stap = Klokstap.PLAN_EVALUEREN
        begon = max(plan.geevalueerd_op or plan.start, plan.start)
        tot = bepalingen.uiterlijk(stap, begon)
        if begon < plan.beoogd_einde:
            tot = min(tot, plan.beoogd_einde)
        yield Klok(stap, casus.id, plan.uitvoerder, bepalingen.op(begon), tot)


def _van_doelen(casus: Casus, bepalingen: Bepalingen) -> Iterator[Klok]:
    """A goal is looked at on its day, and then as often as a plan; by who directs the table.

    Who works at it is not for everybody's eyes, and a reminder is.
    """
    stap = Klokstap.DOEL_EVALUEREN
    for doel in casus.gezinsplan.lopend if casus.aan_zet else ():
        laatst = doel.laatst
        begon, tot = doel.gesteld_op, doel.streefdatum
        if laatst and laatst.op >= doel.streefdatum:
            begon, tot = laatst.op, bepalingen.uiterlijk(stap, laatst.op)
        convenant = bepalingen.op(begon)
        yield Klok(stap, doel.id, _regie(casus, convenant), convenant, tot)


def _van_overdracht(casus: Casus, o: Overdracht, bepalingen: Bepalingen) -> Klok | None:
    regie = _regie(casus, bepalingen.op(o.aangeboden_op))
    school = casus.school_op(o.aangeboden_op).school
    ladder = bepalingen.regelt("opschaling", o.ander_overleg, school, o.aangeboden_op)
    ontvangt = o.kant is Kant.ONTVANGER
    if o.stand in WACHT_OP_ANTWOORD:
        stap = Klokstap.ACCEPTEREN
        return Klok(stap, o.id, regie, ladder, o.uiterlijk, met_ladder=not ontvangt)
    if o.stand not in AANVAARD or o.teruggave_van or _wacht_op_vervolg(casus, o):
        return None
    tot = actie_uiterlijk(casus, o, bepalingen)
    return Klok(Klokstap.ACTIE_BEVESTIGEN, o.id, regie, ladder, tot, met_ladder=ontvangt)


def actie_uiterlijk(casus: Casus, o: Overdracht, bepalingen: Bepalingen) -> date:
    """By when action must be confirmed, under the version that the hand-off began under."""
    school = casus.school_op(o.aangeboden_op).school
    convenant = bepalingen.regelt("termijnen", o.ander_overleg, school, o.aangeboden_op)
    dagen = convenant.termijnen.van(Klokstap.ACTIE_BEVESTIGEN)
    return bepalingen.na(o.geaccepteerd_op or o.aangeboden_op, dagen, convenant)


def _wacht_op_vervolg(casus: Casus, overdracht: Overdracht) -> bool:
    """What was handed on is the next one's to act on: its clock runs there."""
    return any(
        overdracht.id in (o.doorverwijzing_van, o.teruggave_van)
        and o.stand in WACHT_OP_ANTWOORD | AANVAARD
        for o in casus.overdragen.uitgaand
    )


def _van_terugkoppeling(casus: Casus, bepalingen: Bepalingen) -> list[Klok]:
    stap = Klokstap.TERUGKOPPELEN
    return [
        Klok(
            stap,
            taak.bericht,
            taak.aan,
            bepalingen.op(taak.sinds),
            taak.uiterlijk,
            dragers=_dragers(casus, taak, bepalingen.op(taak.sinds)),
        )
        for taak in casus.opschalen.terug_te_koppelen
    ]


def _dragers(casus: Casus, taak: Terugkoppeltaak, convenant: Convenant) -> tuple[Functie, ...]:
    """Who carry, as the table said; before it said so, as the road says.

    What lies at another by an older version of the covenant, stays there.
    """
    dragers, weg = casus.bespreken.dragers, convenant.weg_van(casus.weg)
    if not dragers and weg is not None:
        inbrenger = casus.overdragen.inbrenger
        van = inbrenger.overleg if inbrenger else None
        over = Over(JAREN.get(casus.leeftijdsband), casus.school, van)
        dragers = tuple(map(functie_van, weg.terugkoppeling.volgorde(over, None)))
    return dragers if taak.draagt and taak.aan in dragers else ()


def _van_matches(casus: Casus, bepalingen: Bepalingen) -> Iterator[Klok]:
    """Both sides have one, and nobody is responsible for the other: a reminder, and no ladder."""
    for match in casus.verwijsindex.open_matches:
        convenant = bepalingen.op(match.opgevolgd_op or match.sinds)
        regie, stap = _regie(casus, convenant), Klokstap.MATCH_OPVOLGEN
        yield Klok(stap, match.id, regie, convenant, match.uiterlijk, met_ladder=False)


def _geroepen(casus: Casus, bepalingen: Bepalingen) -> Iterator[Klok]:
    for stand in casus.opschalen.klokstanden:
        if stand.stap is None:
            convenant = bepalingen.op(stand.uiterlijk)
            yield Klok(None, stand.over, _regie(casus, convenant), convenant, stand.uiterlijk)
