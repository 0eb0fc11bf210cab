"""What a table sees at a glance: what each casus waits for, since when, and what is stuck."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.opschalen.klok import Bepalingen, actie_uiterlijk, stil_sinds, te_bespreken
from casusoverleg.domain.overdragen.feiten import VERNOMEN
from casusoverleg.domain.overdragen.overdracht import (
    AANVAARD,
    BEVESTIGD,
    WACHT_OP_ANTWOORD,
    Overdracht,
    Stand,
)
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.vocabulary import Klokstap, Naam


class Fase(StrEnum):
    """The columns of the board."""

    HIER_AANGEBODEN = "Aangeboden aan dit overleg"
    TE_BESPREKEN = "Te bespreken"
    BESPROKEN = "Besproken"
    INGEBRACHT = "Ingebracht elders"
    BESLOTEN = "Besloten bij ander overleg"
    WACHT_OP_ACCEPTATIE = "Wacht op acceptatie"
    WACHT_OP_ACTIE = "Wacht op bevestigde actie"
    ELDERS = "Ligt elders"
    HIER_IN_UITVOERING = "In uitvoering bij dit overleg"
    ACTIE_BEVESTIGD = "Actie bevestigd"
    AFGESLOTEN = "Afgesloten"


@dataclass(frozen=True)
class Wacht:
    """What a casus waits for.

    Attributes:
        bij: the table that must do something; or, of what went on from there, the organisation.
        uiterlijk: the last day of the term that was agreed; None where there is none.
        aan_wie_onbekend: does `bij` hand it over, without this table knowing to whom?
    """

    fase: Fase
    bij: Naam
    sinds: date
    uiterlijk: date | None = None
    overdracht: Overdracht | None = None
    aan_wie_onbekend: bool = False

    def vastgelopen(self, op: date) -> bool:
        """Is it overdue on this day?"""
        return self.uiterlijk is not None and op > self.uiterlijk


def wacht_op(casus: Casus, bepalingen: Bepalingen) -> Wacht:
    """What this casus waits for, the most pressing first."""
    if not casus.open:
        return Wacht(Fase.AFGESLOTEN, casus.overleg, casus.gesloten_op or casus.houder_sinds)
    return (
        _op_overdracht(casus, bepalingen)
        or _op_bespreking_elders(casus, bepalingen)
        or _hier(casus, bepalingen)
    )


def _op_overdracht(casus: Casus, bepalingen: Bepalingen) -> Wacht | None:
    """The hand-off that is open: offered to here, offered from here, accepted by the other."""
    for o in casus.overdragen.inkomend:
        if o.stand in WACHT_OP_ANTWOORD:
            bij = casus.overleg
            return Wacht(Fase.HIER_AANGEBODEN, bij, o.aangeboden_op, o.uiterlijk, o)
    for o in reversed(casus.overdragen.uitgaand):
        bij = o.ander_overleg
        if o.stand in WACHT_OP_ANTWOORD:
            return Wacht(Fase.WACHT_OP_ACCEPTATIE, bij, o.aangeboden_op, o.uiterlijk, o)
        if o.stand in AANVAARD and not o.teruggave_van:
            sinds = o.geaccepteerd_op or o.aangeboden_op
            if casus.houder_door == VERNOMEN:
                bij, sinds = casus.houder, casus.houder_sinds
            return Wacht(Fase.WACHT_OP_ACTIE, bij, sinds, actie_uiterlijk(casus, o, bepalingen), o)
        # What was handed on and done must still be confirmed to who handed it over to us.
        if o.stand is Stand.ACTIE_BEVESTIGD and not casus.overdragen.lopend_werk:
            sinds = o.laatst_gewijzigd_op or o.aangeboden_op
            return Wacht(Fase.ACTIE_BEVESTIGD, casus.overleg, sinds, overdracht=o)
    return None


def _op_bespreking_elders(casus: Casus, bepalingen: Bepalingen) -> Wacht | None:
    inbreng = casus.overdragen.inbreng
    if inbreng is None:
        return None
    besloten = casus.overdragen.besloten_elders(inbreng.bij_overleg, inbreng.op)
    if besloten is None:
        tot = bepalingen.uiterlijk(Klokstap.BESPREKEN, inbreng.op)
        return Wacht(Fase.INGEBRACHT, inbreng.bij_overleg, inbreng.op, tot)
    weg = besloten.inhoud.uitkomst is Besprekingsuitkomst.OVERDRAGEN
    return Wacht(Fase.BESLOTEN, inbreng.bij_overleg, besloten.op, aan_wie_onbekend=weg)


def _elders(casus: Casus) -> Wacht | None:
    """It went from here and has not come back: who holds it is to act."""
    if casus.waar is None or casus.aan_zet:
        return None
    return Wacht(Fase.ELDERS, casus.houder, casus.houder_sinds)


def _hier(casus: Casus, bepalingen: Bepalingen) -> Wacht:
    werk = casus.overdragen.lopend_werk
    if werk:
        sinds = werk.geaccepteerd_op or werk.aangeboden_op
        tot = actie_uiterlijk(casus, werk, bepalingen)
        return Wacht(Fase.HIER_IN_UITVOERING, casus.overleg, sinds, tot, werk)
    gedaan = [o for o in casus.overdragen.inkomend if o.stand in BEVESTIGD]
    if gedaan and casus.bespreken.besproken_op is None:
        sinds = gedaan[-1].laatst_gewijzigd_op or casus.geopend_op
        return Wacht(Fase.ACTIE_BEVESTIGD, casus.overleg, sinds, overdracht=gedaan[-1])
    elders = _elders(casus)
    if elders:
        return elders
    plan = casus.bespreken.plan
    if plan:
        return Wacht(Fase.HIER_IN_UITVOERING, casus.overleg, plan.start, _einde(casus))
    if casus.bespreken.besproken_op is None and casus.aan_zet:
        return Wacht(Fase.TE_BESPREKEN, casus.overleg, casus.geopend_op, _tot(casus, bepalingen))
    sinds = casus.bespreken.besproken_op or casus.geopend_op
    return Wacht(Fase.BESPROKEN, casus.overleg, sinds, _tot(casus, bepalingen))


def _tot(casus: Casus, bepalingen: Bepalingen) -> date | None:
    """Until when a casus may lie here without anything being done."""
    begon = stil_sinds(casus)
    soort = bepalingen.op(begon).overleggen[casus.overleg].soort
    return bepalingen.uiterlijk(Klokstap.BESPREKEN, begon) if te_bespreken(casus, soort) else None


def _einde(casus: Casus) -> date | None:
    return casus.bespreken.plan.beoogd_einde if casus.bespreken.plan else None
