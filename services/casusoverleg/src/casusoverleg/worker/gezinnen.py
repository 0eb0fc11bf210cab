"""Families at the tables: what a new child's file takes over, and what the zorgregisseur sees."""

from dataclasses import dataclass

from casusoverleg import store
from casusoverleg.domain.besluit_zorgregisseur import onder_regie, zorgregisseurs
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.omstandigheden import ELEMENT, Omstandigheden
from casusoverleg.domain.volgen import gezinsdoelen, volg_coordinator, volg_doel
from casusoverleg.worker.register import convenant_voor
from contracts.covenant import Convenant
from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Naam
from infra.clock import today
from infra.keys import KeyDestroyed, KeyStore
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
        return next((k.gezinsplan.coordinator for k in self.kinderen), None)

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


def volg_gezin(
    nieuw: Casus, gezin: tuple[Casus, ...], omst: Omstandigheden, keys: KeyStore
) -> tuple[Payload, ...]:
    """What a new file takes over from those of brothers and sisters, under its own seal."""
    gevolg: list[Payload] = []
    for doel in gezinsdoelen(gezin):
        try:
            tekst = keys.open(doel.element.waarde, doel.element.id)
        except KeyDestroyed:
            continue
        id_ = omst.nieuw(ELEMENT, doel.doel.id)
        gevolg += volg_doel(nieuw, doel, keys.seal(tekst, doel.van(nieuw), id_), omst)
    return (*gevolg, *volg_coordinator(nieuw, gezin, omst))
