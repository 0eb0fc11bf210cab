"""What a table says and hears, folded into its files in the order in which it says so.

A table's own facts tell all that its state follows from: whatever was said by another, or by
itself on another topic, is named there at the place where it was folded in. So `herlees` can
build the state anew, from the log alone, by the same steps.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.onderwerp import Noem
from casusoverleg.views.register import convenant_voor, noemer
from contracts.envelope import Envelope, source_of
from contracts.events.casusoverleg import GroepBesproken, GroepGeagendeerd
from contracts.events.opnemen import GebeurtenisOpgenomen
from contracts.events.payload import Payload
from contracts.events.vernietiging import GegevensVernietigd
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import TOPICS, facts, vernietigingen
from contracts.vocabulary import Domein
from infra.kernel import Emission, Moment
from infra.register import UnknownName, load_register


def zeg(
    session: Session,
    casus: str,
    feiten: Iterable[Payload],
    domein: Domein,
    op: date,
    *,
    oorzaak: str = "",
    na: tuple[str, ...] = (),
) -> list[Emission]:
    """Fold what this table says, and say it; `oorzaak` is needed where it may say it elsewhere."""
    gezegd = tuple(feiten)
    _save_feiten(session, casus, gezegd, op)
    topic = facts("casusoverleg", domein)
    emissions = []
    for feit in gezegd:
        if isinstance(feit, GegevensVernietigd):
            hier = GebeurtenisOpgenomen(casus=casus, gebeurtenis=oorzaak, zelf=True)
            emissions.append(Emission(vernietigingen(domein), casus, feit, na))
            emissions.append(Emission(topic, casus, hier, na))
        else:
            emissions.append(Emission(topic, casus, feit, na))
    return emissions


def neem_op(
    session: Session, casus: str, feit: Payload, domein: Domein, moment: Moment
) -> list[Emission]:
    """Fold what another said: the event that is being reacted to."""
    _save_feiten(session, casus, (feit,), moment.today)
    hier = GebeurtenisOpgenomen(casus=casus, gebeurtenis=moment.cause)
    return [Emission(facts("casusoverleg", domein), casus, hier)]


def zeg_van_groep(
    session: Session, feit: GroepGeagendeerd | GroepBesproken, domein: Domein
) -> list[Emission]:
    """Fold what this table says of a group, and say it."""
    store.save_groepsfeit(session, feit)
    return [Emission(facts("casusoverleg", domein), feit.groep, feit)]


def herlees(session: Session, casus: str, feit: Payload, op: date, envelope: Envelope) -> None:
    """Fold once more what was said or heard on this day."""
    if isinstance(feit, GroepGeagendeerd | GroepBesproken):
        store.save_groepsfeit(session, feit)
        return
    _save_feiten(session, casus, (feit,), op)
    if isinstance(feit, VerstrekkingGevraagd):
        onthoud_verzoek(session, feit, envelope)


def onthoud_verzoek(session: Session, feit: VerstrekkingGevraagd, envelope: Envelope) -> bool:
    """Keep which event is the request of intake, if this is; gives whether it is.

    The notifier asks the gate too, and so does the table itself.
    """
    topic = facts("intake", feit.van_domein)
    van_intake = {source_of(topic, shard) for shard in range(TOPICS[topic].partitions)}
    if envelope.source not in van_intake:
        return False
    store.save_verzoek_van_intake(session, feit.casus, envelope.id)
    return True


def _save_feiten(session: Session, casus: str, feiten: Sequence[Payload], op: date) -> None:
    store.save_feiten(session, casus, feiten, op, _noem_voor(session, op))


def _noem_voor(session: Session, op: date) -> Callable[[Casus], Noem]:
    def noem_voor(casus: Casus) -> Noem:
        try:
            return noemer(
                convenant_voor(load_register(session), casus.overleg, casus.convenant, op)
            )
        except UnknownName:
            return str

    return noem_voor
