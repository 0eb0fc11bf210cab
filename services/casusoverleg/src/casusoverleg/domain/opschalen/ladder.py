"""What is due: a reminder, and then the ladder of the region and domain, step by step.

Deterministic: the day is an argument. Each thing is done once, for what was done is in the casus;
after a pause the steps follow one another with their own terms, and never all on one day.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.opschalen.klok import Bepalingen, Klok, klokken
from casusoverleg.domain.opschalen.state import Klokstand
from casusoverleg.domain.overdragen.overdracht import VRAAGT_ANTWOORD
from contracts.covenant import Convenant
from contracts.covenant_agreements import Trede
from contracts.covenant_text import functie_van
from contracts.events.opschaling import CasusAfgeschaald, CasusOpgeschaald, HerinneringGegeven
from contracts.events.payload import Payload
from contracts.vervanging import Zetelkeuze, wie_draagt, wie_handelt
from contracts.vocabulary import Domein, Functie, Opschalingsgrond

DAG = timedelta(days=1)


@dataclass(frozen=True)
class Rooster:
    """What the covenant lays down, and who is there to be called in.

    Attributes:
        bezet: does anybody have this capacity on the day at hand?
    """

    bepalingen: Bepalingen
    bezet: Callable[[Functie], bool]


def te_doen(casus: Casus, rooster: Rooster, op: date) -> tuple[Payload, ...]:
    """Everything that is due for a casus on this day, the reminders before the ladder."""
    lopend = klokken(casus, rooster.bepalingen)
    gevonden = (feit for klok in lopend if (feit := _voor(casus, klok, rooster, op)))
    return (*_gedaan(casus, lopend, op), *gevonden)


def volgende_dag(casus: Casus, rooster: Rooster, op: date) -> date | None:
    """The first day after this one on which something may be due; None if no clock runs."""
    dagen = [
        dag for klok in klokken(casus, rooster.bepalingen) if (dag := _dag(casus, klok, rooster))
    ]
    return max(min(dagen), op + DAG) if dagen else None


def ladder_van(casus: Casus, convenant: Convenant, domein: Domein) -> tuple[Trede, ...]:
    """The ladder of the domain; where Bureau Jeugdzorg coordinates, nobody names another."""
    treden = convenant.opschaling.get(domein, ())
    if casus.opschalen.jeugdzorg is None or not treden:
        return treden
    eerste = Trede(trede="jeugdzorg", naar=str(casus.opschalen.jeugdzorg), na=treden[0].na)
    return (eerste, *(trede for trede in treden if not trede.benoemt))


def benoemer(casus: Casus, convenant: Convenant, domein: Domein) -> Trede | None:
    """The step that names the zorgcoordinator-gezin, if this ladder has one for this casus."""
    return next((t for t in ladder_van(casus, convenant, domein) if t.benoemt), None)


def trede_op(
    casus: Casus, rooster: Rooster, convenant: Convenant, vanaf: int
) -> tuple[int, Trede, Zetelkeuze] | None:
    """The next step above `vanaf` where somebody is; the top one even if nobody is there."""
    treden = ladder_van(casus, convenant, rooster.bepalingen.domein)
    for nummer, trede in enumerate(treden[vanaf:], start=vanaf + 1):
        keuze = wie_handelt(functie_van(trede.naar), convenant.vervanging, rooster.bezet)
        if keuze.bezet or nummer == len(treden):
            return nummer, trede, keuze
    return None


def _dag(casus: Casus, klok: Klok, rooster: Rooster) -> date | None:
    """On which day the next thing about this clock is due, if anything still is."""
    stand = casus.opschalen.klokstand(klok.stap, klok.over, klok.uiterlijk)
    if stand is None:
        return klok.uiterlijk + DAG
    if not klok.met_ladder or _ligt_bij_gezin(casus, klok):
        return None
    treden = ladder_van(casus, klok.convenant, rooster.bepalingen.domein)
    if stand.trede >= len(treden):
        return None
    return rooster.bepalingen.na(stand.laatst_op, treden[stand.trede].na, klok.convenant)


def _ligt_bij_gezin(casus: Casus, klok: Klok) -> bool:
    """What was reported to AMK or Bureau Jeugdzorg instead; no answer from a partner never is."""
    overdracht = casus.overdragen.overdracht(klok.over)
    vraagt_antwoord = overdracht is not None and overdracht.stand in VRAAGT_ANTWOORD
    return casus.opschalen.onveilig_gemeld_op is not None and not vraagt_antwoord


def _voor(casus: Casus, klok: Klok, rooster: Rooster, op: date) -> Payload | None:
    dag = _dag(casus, klok, rooster)
    if dag is None or op < dag:
        return None
    stand = casus.opschalen.klokstand(klok.stap, klok.over, klok.uiterlijk)
    if stand is None:
        dragers = klok.dragers or (klok.wie,)
        keuze = wie_draagt(dragers, klok.convenant.vervanging, rooster.bezet)
        return _herinnering(casus, klok, keuze, op)
    return _opschaling(casus, stand, trede_op(casus, rooster, klok.convenant, stand.trede), op)


def _herinnering(casus: Casus, klok: Klok, keuze: Zetelkeuze, op: date) -> Payload | None:
    if klok.stap is None:
        return None
    return HerinneringGegeven(
        casus=casus.id,
        overleg=casus.overleg,
        klok=klok.stap,
        over=klok.over,
        aan=keuze.aan,
        vervangt=keuze.vervangt,
        uiterlijk=klok.uiterlijk,
        op=op,
    )


def _opschaling(
    casus: Casus, stand: Klokstand, hoger: tuple[int, Trede, Zetelkeuze] | None, op: date
) -> Payload | None:
    if hoger is None:
        return None
    nummer, trede, keuze = hoger
    return CasusOpgeschaald(
        casus=casus.id,
        overleg=casus.overleg,
        grond=stand.grond or Opschalingsgrond.TERMIJN,
        klok=stand.stap,
        over=stand.over,
        trede=nummer,
        naam=trede.trede,
        aan=keuze.aan,
        vervangt=keuze.vervangt,
        uiterlijk=stand.uiterlijk,
        door=None,
        op=op,
    )


def _gedaan(casus: Casus, lopend: tuple[Klok, ...], op: date) -> Iterator[Payload]:
    """What was scaled up and is done by now comes down again by itself."""
    bekend = {(klok.stap, klok.over, klok.uiterlijk) for klok in lopend}
    for stand in casus.opschalen.klokstanden:
        if stand.trede and (stand.stap, stand.over, stand.uiterlijk) not in bekend:
            yield CasusAfgeschaald(
                casus=casus.id,
                overleg=casus.overleg,
                reden="alsnog-gedaan",
                klok=stand.stap,
                over=stand.over,
                door=None,
                op=op,
            )
