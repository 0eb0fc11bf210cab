"""By the clock: remind, and call in the ladder. Asked often, it does each thing once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.opschalen.ladder import Rooster, te_doen, volgende_dag
from casusoverleg.domain.stappen.circumstances import Omstandigheden
from casusoverleg.domain.verwijsindex.decide import verwijderd
from casusoverleg.reactions.opnemen import zeg
from casusoverleg.views.register import convenant_voor, rooster_voor
from contracts.covenant import Convenant
from contracts.events.payload import Payload
from contracts.vocabulary import Domein, OpaqueId
from infra.clock import Clock, today
from infra.kernel import Emission, Kernel, Moment
from infra.register import Register, load_register
from infra.working_days import working_days_after

PORTION = 200
"""Casussen that are looked at in one transaction, so that nobody waits long for it."""

KLOKKEN = "klokken"
"""The name of its timer."""

SECONDS = 30.0
"""How often is looked whether something is due: a new day is noticed within this."""


@dataclass
class Klokken:
    """The clocks of the tables of a domain."""

    kernel: Kernel
    domein: Domein
    clock: Clock
    _gezien: date | None = None

    def run(self) -> None:
        """Do what is due today; what is not yet due is looked at again on its own day."""
        op = today(self.clock)
        with self.kernel.database.reading() as session:
            gewekt = store.gewekt(session, op)
        for begin in range(0, len(gewekt), PORTION):
            for casus, command_id in self._te_laat(gewekt[begin : begin + PORTION], op):
                self._doe(casus, command_id)
        if op != self._gezien:
            with self.kernel.database.transaction() as session:
                store.save_gewekt(session, op)
            self._gezien = op

    def _te_laat(self, gewekt: Sequence[OpaqueId], op: date) -> Sequence[tuple[OpaqueId, str]]:
        """Of these, what is due and under which command; the others sleep until their day."""
        te_laat = []
        with self.kernel.database.transaction() as session:
            register = load_register(session)
            for id_ in gewekt:
                casus, rooster = _met_rooster(session, register, id_, self.domein, op)
                feiten = te_doen(casus, rooster, op) if casus and rooster else ()
                wat = [*map(_sleutel, feiten), *_verlopen(casus, op)]
                if wat:
                    te_laat.append((id_, f"klok/{id_}/{op}/{'+'.join(wat)}"))
                else:
                    dag = volgende_dag(casus, rooster, op) if casus and rooster else None
                    store.save_wekker(session, id_, _eerste(dag, casus))
        return te_laat

    def _doe(self, id_: OpaqueId, command_id: str) -> None:
        def deed(session: Session, moment: Moment) -> tuple[Sequence[Emission], str]:
            register = load_register(session)
            casus, rooster = _met_rooster(session, register, id_, self.domein, moment.today)
            feiten = te_doen(casus, rooster, moment.today) if casus and rooster else ()
            if casus:
                convenant = convenant_voor(register, casus.overleg, casus.convenant, moment.today)
                feiten = (*feiten, *self._uit_de_verwijsindex(casus, convenant, moment))
            return zeg(session, id_, feiten, self.domein, moment.today), ""

        self.kernel.act(command_id, deed)

    def _uit_de_verwijsindex(
        self, casus: Casus, convenant: Convenant, moment: Moment
    ) -> Sequence[Payload]:
        """A report whose term has come is taken out, also after the casus was closed."""
        if not casus.verwijsindex.verlopen(moment.today):
            return ()
        omst = Omstandigheden(
            op=moment.today,
            domein=self.domein,
            convenant=convenant,
            nieuw=moment.new_id,
            na_werkdagen=working_days_after,
        )
        return verwijderd(casus, omst, None)


def _verlopen(casus: Casus | None, op: date) -> Sequence[str]:
    melding = casus.verwijsindex.melding if casus and casus.verwijsindex.verlopen(op) else None
    return [f"melding:{melding.id}"] if melding else []


def _eerste(dag: date | None, casus: Casus | None) -> date | None:
    """The day of a clock, or that on which the report goes out of the verwijsindex."""
    melding = casus.verwijsindex.melding if casus else None
    dagen = [d for d in (dag, melding.vervalt_op if melding else None) if d]
    return min(dagen, default=None)


def _met_rooster(
    session: Session, register: Register, id_: OpaqueId, domein: Domein, op: date
) -> tuple[Casus | None, Rooster | None]:
    casus = store.load_dossier(session, id_).casus
    if casus is None:
        return None, None
    return casus, rooster_voor(register, casus, domein, op)


def _sleutel(feit: Payload) -> str:
    """What tells one deed of the clock from another on the same day."""
    delen = (type(feit).__name__, *(getattr(feit, deel, None) for deel in _DELEN))
    return ":".join(str(deel) for deel in delen)


_DELEN = ("klok", "over", "uiterlijk", "trede")
