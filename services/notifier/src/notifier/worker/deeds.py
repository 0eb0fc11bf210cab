"""What people do with a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from contracts.events.casusoverleg import CommandoGeweigerd
from contracts.events.opschaling import InPlaatsGedaan
from contracts.events.payload import Payload
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import facts
from contracts.vervanging import Waarneming, waarneming_van
from contracts.vocabulary import Domein, Frozen, Functie, OpaqueId
from infra.clock import Clock, today
from infra.kernel import Emission, Kernel, Moment
from infra.not_found import NotFound
from infra.register import load_register
from notifier import store
from notifier.domain.adressering import geadresseerd
from notifier.domain.bericht import Bericht, Geweigerd, Handeling, Status, handel_af
from notifier.domain.feiten import Gelegenheid, feiten_on_handeling
from notifier.domain.geroepen import kan_overbrengen
from notifier.worker import closing
from notifier.worker.dragen import bij_wie

PER_BLAD = 25
"""Messages on a page of what was dealt with."""


class Gedaan(Frozen):
    """What came of a deed; `geweigerd` is a Dutch sentence."""

    status: Status
    geweigerd: str | None = None


@dataclass(frozen=True)
class Loket:
    """Where people do something with the messages of a domain."""

    kernel: Kernel
    domein: Domein
    clock: Clock

    def lopend(self, functies: tuple[Functie, ...]) -> Sequence[tuple[Bericht, bool]]:
        """What waits for these capacities, oldest first; and has it a casus to be looked at?"""
        with self.kernel.database.reading() as session:
            op = today(self.clock)
            waiting = (bij_wie(session, one, op) for one in store.lopend(session, functies))
            running = [one for one in waiting if one.inhoud.aan in functies]
            found = [(_vandaag(session, one, op), _op_tafel(session, one)) for one in running]
        return sorted(found, key=lambda pair: pair[0].sinds)

    def gelezen(
        self, functies: tuple[Functie, ...], blad: int
    ) -> tuple[Sequence[tuple[Bericht, bool]], int]:
        """A page of what these functions dealt with, the latest first; and how many pages."""
        with self.kernel.database.reading() as session:
            found, total = store.gelezen(
                session, functies, skip=(blad - 1) * PER_BLAD, most=PER_BLAD
            )
            return [(one, _op_tafel(session, one)) for one in found], -(-total // PER_BLAD)

    def over_casus(
        self, functies: tuple[Functie, ...], casus: str
    ) -> Sequence[tuple[Bericht, bool]]:
        """Every message about a casus for these functions, dealt with or not, the latest first."""
        with self.kernel.database.reading() as session:
            op = today(self.clock)
            known = (bij_wie(session, one, op) for one in store.van_casus(session, casus))
            own = [one for one in known if one.inhoud.aan in functies]
            found = [(one, _op_tafel(session, one)) for one in own]
        return sorted(found, key=lambda pair: pair[0].sinds, reverse=True)

    def handel(
        self,
        bericht: OpaqueId,
        handeling: Handeling,
        functies: tuple[Functie, ...],
        command_id: str,
        neemt_waar: tuple[Waarneming, ...] = (),
    ) -> Gedaan:
        """Do something with a message; the same command once more gives the same answer.

        Of `functies` he acts for those in `neemt_waar` as long as nobody is there. What he was
        called in for because its carrier's seat is empty, he can pass on in the place of that seat.

        Raises:
            NotFound: it does not exist, or it is meant for somebody else.
        """

        def deed(session: Session, moment: Moment) -> tuple[Sequence[Emission], str]:
            found = _bij_wie(session, bericht, moment.today)
            if found is None or found.inhoud.aan not in functies:
                raise NotFound(bericht)
            called, by = found, waarneming_van(found.inhoud.aan, neemt_waar)
            waits = _te_overbrengen(session, called, moment.today)
            if waits is not None and handeling is Handeling.DOORGEVEN:
                found = waits
                by = Waarneming(found.inhoud.aan, by.door if by else called.inhoud.aan)
            payloads, answer = self._decide(session, found, handeling, moment)
            if answer.geweigerd is None and by is not None:
                leeg_tot = load_register(session).leeg_tot(by.zetel, moment.today)
                payloads = (*payloads, _in_plaats(found, handeling, by, leeg_tot, moment))
            topic = facts("notifier", self.domein)
            emissions = [Emission(topic, found.inhoud.casus, payload) for payload in payloads]
            if answer.geweigerd is None:
                emissions += closing.by_feedback(session, found, moment.today, topic)
            if answer.geweigerd is None and found is not called:
                emissions += closing.read(session, [called], called.inhoud.aan, moment.today, topic)
            return emissions, answer.model_dump_json()

        return Gedaan.model_validate_json(self.kernel.act(command_id, deed))

    def _decide(
        self, session: Session, found: Bericht, handeling: Handeling, moment: Moment
    ) -> tuple[Sequence[Payload], Gedaan]:
        found = _vandaag(session, found, moment.today)
        after = handel_af(found, handeling)
        if isinstance(after, Geweigerd):
            refusal = self._refusal(found, handeling, after)
            return (refusal,), Gedaan(status=found.status, geweigerd=after.reden)
        casus = store.load_casus(session, found.inhoud.casus)
        if casus is None:
            raise NotFound(found.inhoud.casus)
        convenant = load_register(session).convenant(casus.convenant, moment.today)
        asked = moment.new_id("verstrekking")
        payloads = feiten_on_handeling(
            handeling, Gelegenheid(after, casus, convenant, asked, moment.today)
        )
        if any(isinstance(payload, VerstrekkingGevraagd) for payload in payloads):
            after = after.model_copy(update={"verstrekking": asked})
        store.save_bericht(session, after)
        return payloads, Gedaan(status=after.status)

    def _refusal(
        self, found: Bericht, handeling: Handeling, refused: Geweigerd
    ) -> CommandoGeweigerd:
        return CommandoGeweigerd(
            casus=found.inhoud.casus,
            overleg=found.inhoud.overleg,
            commando=handeling,
            reden=refused.reden,
            door=found.inhoud.aan,
            domein=self.domein,
        )


def _in_plaats(
    found: Bericht, handeling: Handeling, by: Waarneming, leeg_tot: date | None, moment: Moment
) -> InPlaatsGedaan:
    return InPlaatsGedaan(
        casus=found.inhoud.casus,
        overleg=found.inhoud.overleg,
        stap=handeling,
        zetel=by.zetel,
        door=by.door,
        afwezig_tot=leeg_tot,
        op=moment.today,
    )


def _vandaag(session: Session, bericht: Bericht, op: date) -> Bericht:
    """The message, addressed as it stands today."""
    casus = store.load_casus(session, bericht.inhoud.casus)
    if casus is None:
        return bericht
    convenant = load_register(session).convenant(casus.convenant, op)
    waits = _te_overbrengen(session, bericht, op)
    if waits is not None:
        route = geadresseerd(waits, casus, convenant, op).route
        return bericht.model_copy(update={"route": route, "overbrengen": True})
    return geadresseerd(bericht, casus, convenant, op)


def _bij_wie(session: Session, bericht: OpaqueId, op: date) -> Bericht | None:
    found = store.load_bericht(session, bericht)
    return bij_wie(session, found, op) if found else None


def _te_overbrengen(session: Session, geroepen: Bericht, op: date) -> Bericht | None:
    """The feedback that who was called in can pass on, because its carrier's seat is empty."""
    waits = _bij_wie(session, geroepen.over, op) if geroepen.over else None
    if waits is None:
        return None
    seated = bool(load_register(session).wie_handelen(waits.inhoud.aan, op))
    return waits if kan_overbrengen(geroepen, waits, zit_iemand=seated) else None


def _op_tafel(session: Session, bericht: Bericht) -> bool:
    """Does the casus lie at a table where the one who gets the message has a seat?"""
    casus = store.load_casus(session, bericht.inhoud.casus)
    if casus is None or not casus.op_tafel:
        return False
    convenant = load_register(session).convenant(casus.convenant, bericht.sinds)
    tafel = convenant.overleggen.get(casus.overleg)
    return tafel is not None and bericht.inhoud.aan in tafel.functies()
