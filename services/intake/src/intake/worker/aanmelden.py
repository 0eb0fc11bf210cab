"""One report: check it, let the vault name everybody, seal what it says, and say it."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from contracts.covenant_wegen import Over
from contracts.elements import Element
from contracts.events.intake import VerwijstokenVerzegeld
from contracts.topics import facts
from contracts.vocabulary import Domein, Functie, OpaqueId, leeftijd_op
from infra.clock import Clock, today
from infra.kernel import Emission, Kernel, Moment
from infra.keys import KeyStore
from infra.register import Register, load_register
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import Bezwaar, bezwaren
from intake.domain.feiten import Opname, element, feiten
from intake.domain.gegevens import Gegeven, gegevens_van
from intake.domain.plaats import Melders, Plaats, melders, plaats_voor, plaatsen
from intake.store.aangemeld import Aangemeld, load, save
from intake.store.vault import Vault
from intake.store.verwijstoken import Verwijstokens
from intake.worker.omvang import te_groot


class MeldingGeweigerd(Exception):
    """The report was not taken, and why."""

    def __init__(self, bezwaren: Sequence[Bezwaar]) -> None:
        super().__init__()
        self.bezwaren = tuple(bezwaren)


class AndereInhoud(Exception):
    """This sender used the same reference for another report before."""


@dataclass(frozen=True)
class Aanmelduitslag:
    """What became of a report."""

    casus: OpaqueId
    al_bekend: bool


class Aanmelder:
    """Takes reports for one domain; one at a time, so that the vault and the log agree."""

    def __init__(
        self,
        domein: Domein,
        kernel: Kernel,
        vault: Vault,
        keys: KeyStore,
        *,
        clock: Clock,
        tokens: Verwijstokens | None = None,
    ) -> None:
        self._domein = domein
        self._kernel = kernel
        self._vault = vault
        self._keys = keys
        self._tokens = tokens
        self._clock = clock
        self._one_at_a_time = threading.Lock()

    def meld_aan(self, aanmelding: Aanmelding, functies: tuple[Functie, ...]) -> Aanmelduitslag:
        """Take a report from someone with these capacities.

        Raises:
            MeldingGeweigerd: something is wrong with it.
            AndereInhoud: the reference stands for another report already.
        """
        op = today(self._clock)
        register = self._register()
        gevonden = plaats_voor(aanmelding.overleg, register.geldend(op), self._domein, functies)
        if isinstance(gevonden, Bezwaar):
            raise MeldingGeweigerd([gevonden])
        plaats = replace(_met_buren(gevonden, register, op), over=_over(aanmelding, op))
        organisatie = plaats.functie.organisatie
        casus = self._vault.casus_van(organisatie, aanmelding.kenmerk)
        with self._one_at_a_time:
            if self.aangemeld(casus):
                if not self._vault.is_dezelfde(aanmelding, organisatie):
                    raise AndereInhoud
                return Aanmelduitslag(casus, al_bekend=True)
            wrong = bezwaren(aanmelding, plaats.convenant, plaats.functie, op)
            wrong = wrong or te_groot(aanmelding, plaats, op)
            if wrong:
                raise MeldingGeweigerd(wrong)
            self._neem_op(aanmelding, casus, plaats)
        return Aanmelduitslag(casus, al_bekend=False)

    def plaatsen(self, functies: tuple[Functie, ...]) -> tuple[Plaats, ...]:
        """The tables that someone with these capacities may report to, today."""
        op = today(self._clock)
        register = self._register()
        eigen = plaatsen(register.geldend(op), self._domein, functies)
        return tuple(_met_buren(plaats, register, op) for plaats in eigen)

    def elders(self, functies: tuple[Functie, ...]) -> tuple[Domein, ...]:
        """The domains where someone with these functions may report today."""
        op, register = today(self._clock), self._register()
        return tuple(d for d in Domein if plaatsen(register.geldend(op), d, functies))

    def melders(self, functies: tuple[Functie, ...]) -> tuple[Melders, ...]:
        """Who may report here today, for who may not."""
        return melders(self._register().geldend(today(self._clock)), self._domein, functies)

    def aangemeld(self, casus: str) -> Aangemeld | None:
        """The report under this casus id, if it is in."""
        with self._kernel.database.reading() as session:
            return load(session, casus)

    def _register(self) -> Register:
        with self._kernel.database.reading() as session:
            return load_register(session)

    def _neem_op(self, aanmelding: Aanmelding, casus: OpaqueId, plaats: Plaats) -> None:
        # The vault first: if the process dies here, the same report finds the same ids again.
        personen = self._vault.herken(aanmelding, plaats.functie.organisatie)
        gegevens = gegevens_van(aanmelding, personen, plaats.convenant)

        def deed(session: Session, moment: Moment) -> tuple[Sequence[Emission], str]:
            opname = Opname(aanmelding, casus, personen, plaats, moment.today)
            elementen = tuple(
                self._verzegeld(opname, gegeven, moment.new_id("element", str(number)))
                for number, gegeven in enumerate(gegevens)
            )
            topic = facts("intake", self._domein)
            aangemeld, *gevraagd = feiten(opname, elementen, moment.new_id)
            save(session, aangemeld)
            said = (aangemeld, *gevraagd, *self._verwijstoken(opname))
            return [Emission(topic, casus, fact) for fact in said], casus

        self._kernel.act(f"aanmelding/{casus}", deed)

    def _verwijstoken(self, opname: Opname) -> Iterator[VerwijstokenVerzegeld]:
        """Where the region has a verwijsindex, and only by BSN: names make no two children one."""
        bsn, agreed = opname.aanmelding.bsn, opname.plaats.convenant.verwijsindex
        if self._tokens is None or bsn is None or agreed is None:
            return
        betrokkene = opname.personen.betrokkene
        token = self._tokens.token_van(bsn.get_secret_value(), betrokkene)
        yield VerwijstokenVerzegeld(casus=opname.casus, betrokkene=betrokkene, token=token)

    def _verzegeld(self, opname: Opname, gegeven: Gegeven, element_id: OpaqueId) -> Element:
        sealed = self._keys.seal(gegeven.waarde, gegeven.over, context=element_id)
        return element(opname, gegeven, element_id, sealed)


def _over(aanmelding: Aanmelding, op: date) -> Over:
    """Whom it is reported of: that says by which road."""
    age = leeftijd_op(aanmelding.geboortedatum, op)
    return Over(jaren=(age, age), school=aanmelding.school)


def _met_buren(plaats: Plaats, register: Register, op: date) -> Plaats:
    """A young person may go to school in a neighbouring region."""
    return replace(plaats, convenant=register.met_buren(plaats.convenant, op))
