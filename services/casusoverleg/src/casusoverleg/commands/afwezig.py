"""Carrying out what somebody says about absence, at the tables of a domain."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casusoverleg.commands.stappen import Antwoord
from casusoverleg.domain.bespreken.afwezig import MeldAfwezig, beeindig, meld
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.views.afwezig import geleid
from contracts.events.afwezigheid import AfwezigheidBeeindigd, AfwezigheidGemeld
from contracts.topics import facts
from contracts.vocabulary import Domein, Functie, OpaqueId
from infra.kernel import Emission, Kernel, Moment
from infra.not_found import NotFound
from infra.register import Register, load_register
from infra.register_reactions import take_said_absence


@dataclass(frozen=True)
class Zegger:
    """Who says it, with the capacities that he acts in today."""

    medewerker: OpaqueId
    functies: tuple[Functie, ...]


@dataclass(frozen=True)
class Afwezigen:
    """The absence of people, for themselves and for who directs a table where they sit."""

    kernel: Kernel
    domein: Domein

    def meld(self, commando: MeldAfwezig, zegger: Zegger, command_id: str) -> Antwoord:
        """Say that somebody is away.

        Raises:
            NotFound: there is no such person at a table that he directs.
        """

        def deed(session: Session, moment: Moment) -> tuple[list[Emission], str]:
            wie = commando.medewerker or zegger.medewerker
            door = self._door(load_register(session), zegger, wie, moment.today)
            nieuw = moment.new_id("afwezigheid")
            return self._zeg(session, meld(commando, wie, door, nieuw, moment.today))

        return Antwoord.model_validate_json(self.kernel.act(command_id, deed))

    def beeindig(self, afwezigheid: str, zegger: Zegger, command_id: str) -> Antwoord:
        """Say that somebody is back, or that he will not be away.

        Raises:
            NotFound: there is none that he may end.
        """

        def deed(session: Session, moment: Moment) -> tuple[list[Emission], str]:
            register = load_register(session)
            known = next((one for one in register.gemeld if one.id == afwezigheid), None)
            if known is None:
                raise NotFound(afwezigheid)
            door = self._door(register, zegger, known.medewerker, moment.today)
            gemeld = (known.id, known.medewerker, known.tot)
            return self._zeg(session, beeindig(gemeld, door, moment.today))

        return Antwoord.model_validate_json(self.kernel.act(command_id, deed))

    def _door(self, register: Register, zegger: Zegger, wie: OpaqueId, op: date) -> Functie | None:
        """As what he says it: as himself, or as who directs a table where the other sits."""
        if wie == zegger.medewerker:
            return None
        eigen = set(register.functies(wie, op))
        for regie, zetels in geleid(register, self.domein, zegger.functies, op):
            if eigen.intersection(zetels):
                return regie
        raise NotFound(wie)

    def _zeg(
        self,
        session: Session,
        feit: AfwezigheidGemeld | AfwezigheidBeeindigd | Weigering,
    ) -> tuple[list[Emission], str]:
        if isinstance(feit, Weigering):
            return [], Antwoord(geweigerd=feit.reden).model_dump_json()
        take_said_absence(session, feit)
        said = Antwoord(feiten=(type(feit).__name__,)).model_dump_json()
        return [Emission(facts("casusoverleg", self.domein), feit.medewerker, feit)], said
