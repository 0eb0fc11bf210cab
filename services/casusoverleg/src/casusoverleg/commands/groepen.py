"""Carrying out a command about a group of young people."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.commands.stappen import Antwoord
from casusoverleg.domain.bespreken.groep import Groepsfeit, agendeer, bespreek
from casusoverleg.domain.bespreken.group_steps import AgendeerGroep, BespreekGroep
from casusoverleg.domain.stappen.circumstances import Omstandigheden, Zetel, zetel_aan
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.reactions.opnemen import zeg_van_groep
from casusoverleg.views.zetels import aan_tafel
from contracts.vocabulary import Domein, Functie
from infra.kernel import Emission, Kernel, Moment
from infra.not_found import NotFound
from infra.register import UnknownName, load_register
from infra.working_days import working_days_after

Beslissen = Callable[[Zetel, Omstandigheden], Groepsfeit | Weigering]


@dataclass(frozen=True)
class Groepen:
    """The groups of the tables of a domain, for who directs one."""

    kernel: Kernel
    domein: Domein

    def agendeer(
        self, commando: AgendeerGroep, functies: tuple[Functie, ...], command_id: str
    ) -> Antwoord:
        """Put a group on the agenda.

        Raises:
            NotFound: there is no such table where the user has a seat.
        """

        def deed(session: Session, moment: Moment) -> tuple[list[Emission], str]:
            return self._doe(
                session,
                moment,
                commando.overleg,
                functies,
                lambda zetel, omst: agendeer(commando, zetel, omst),
            )

        return Antwoord.model_validate_json(self.kernel.act(command_id, deed))

    def bespreek(
        self, groep: str, commando: BespreekGroep, functies: tuple[Functie, ...], command_id: str
    ) -> Antwoord:
        """Record that a group was discussed.

        Raises:
            NotFound: there is no such group at a table where the user has a seat.
        """

        def deed(session: Session, moment: Moment) -> tuple[list[Emission], str]:
            gevonden = store.load_groep(session, groep)
            if gevonden is None:
                raise NotFound(groep)
            return self._doe(
                session,
                moment,
                gevonden.overleg,
                functies,
                lambda zetel, omst: bespreek(gevonden, commando, zetel, omst),
            )

        return Antwoord.model_validate_json(self.kernel.act(command_id, deed))

    def _doe(
        self,
        session: Session,
        moment: Moment,
        overleg: str,
        functies: tuple[Functie, ...],
        beslis: Beslissen,
    ) -> tuple[list[Emission], str]:
        try:
            convenant = load_register(session).convenant_van(overleg, moment.today)
        except UnknownName:
            raise NotFound(overleg) from None
        eigen = aan_tafel(convenant, overleg, functies)
        zetel = zetel_aan(convenant, overleg, eigen[0]) if eigen else None
        if zetel is None or zetel.overleg.domein is not self.domein:
            raise NotFound(overleg)
        omst = Omstandigheden(
            op=moment.today,
            domein=self.domein,
            convenant=convenant,
            nieuw=moment.new_id,
            na_werkdagen=working_days_after,
        )
        feit = beslis(zetel, omst)
        if isinstance(feit, Weigering):
            return [], Antwoord(geweigerd=feit.reden).model_dump_json()
        said = Antwoord(feiten=(type(feit).__name__,)).model_dump_json()
        return zeg_van_groep(session, feit, self.domein), said
