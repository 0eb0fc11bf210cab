"""Families at the tables as the zorgregisseur sees them."""

from dataclasses import dataclass

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.zorgregisseur import onder_regie, zorgregisseurs
from casusoverleg.views.register import convenant_voor
from contracts.covenant import Convenant
from contracts.vocabulary import Functie, Naam
from infra.clock import today
from infra.parts import Parts
from infra.register import load_register
from infra.web.identity import Gebruiker


@dataclass(frozen=True)
class Gezin:
    """A family at a table as the zorgregisseur sees it: how far its plan is, never what it says."""

    overleg: Naam
    convenant: Convenant
    kinderen: tuple[Casus, ...]

    @property
    def coordinator(self) -> Functie | None:
        """The zorgcoordinator-gezin."""
        wie = (kind.gezinsplan.coordinator for kind in self.kinderen)
        return next((een for een in wie if een), None)

    @property
    def jeugdzorg(self) -> bool:
        """Does Bureau Jeugdzorg coordinate for a child of it, so that nobody else is named?"""
        return any(kind.jeugdzorg for kind in self.kinderen)


@dataclass(frozen=True)
class Gezinnen:
    """The families of a domain that have a plan, or for whom somebody called for the ladder."""

    parts: Parts

    def van(self, gebruiker: Gebruiker) -> tuple[Gezin, ...]:
        """Those whose zorgregisseur this user is, or may stand in for."""
        op, domein = today(self.parts.clock), self.parts.domein
        gevonden: dict[tuple[str, str], Gezin] = {}
        with self.parts.database.reading() as session:
            register = load_register(session)
            for casus in store.alle_casussen(session):
                convenant = convenant_voor(register, casus.overleg, casus.convenant, op)
                regie = zorgregisseurs(convenant, domein) if domein else ()
                if onder_regie(casus) and set(regie) & set(gebruiker.functies):
                    sleutel = (casus.overleg, casus.gezin or casus.id)
                    eerder = gevonden.get(sleutel)
                    kinderen = (*(eerder.kinderen if eerder else ()), casus)
                    gevonden[sleutel] = Gezin(casus.overleg, convenant, kinderen)
        return tuple(gevonden.values())
