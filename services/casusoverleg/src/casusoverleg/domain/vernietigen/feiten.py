"""Erasure: a request opens an obligation, and what is left after it is a stub."""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.plan import Gezinsplan
from casusoverleg.domain.nakomen.plichten import Plicht, artikel_van
from casusoverleg.domain.nakomen.state import Naleefstand
from casusoverleg.domain.opschalen.state import Opschaalstand
from casusoverleg.domain.stappen.onderwerp import Noem
from casusoverleg.domain.vastleggen.state import Vastlegstand
from casusoverleg.domain.vernietigen.state import Vernietigstand
from casusoverleg.domain.vernietigen.wat import hiermee_gedaan
from casusoverleg.domain.verstrekken.state import Verstrekstand
from casusoverleg.domain.verwijsindex.verwijzing import Verwijzing
from contracts.events import vernietiging
from contracts.events.casusoverleg import CasusHeropend
from contracts.events.naleving import Plichtsoort
from contracts.vocabulary import Leeftijdsband
from contracts.words import in_sentence

Eigen: TypeAlias = (
    vernietiging.VernietigingGevraagd
    | vernietiging.VernietigingVoorbereid
    | vernietiging.GegevensVernietigd
)
Feit: TypeAlias = Eigen | CasusHeropend


def fold(casus: Casus, feit: Feit, _op: date) -> Casus:
    """The casus after a request for destruction, preparing it, doing it, or opening it anew."""
    match feit:
        case vernietiging.VernietigingGevraagd():
            plichten = (*casus.nakomen.plichten, _gevraagd(feit))
            return replace(casus, nakomen=replace(casus.nakomen, plichten=plichten))
        case vernietiging.VernietigingVoorbereid():
            return replace(casus, vernietigen=Vernietigstand(voorbereid_op=feit.op))
        case vernietiging.GegevensVernietigd():
            return _stomp(casus, feit)
        case CasusHeropend():
            return replace(casus, vernietigen=Vernietigstand())


def _gevraagd(feit: vernietiging.VernietigingGevraagd) -> Plicht:
    return Plicht(
        uit=feit.verzoek,
        soort=Plichtsoort.VERNIETIGEN,
        artikel=artikel_van(Plichtsoort.VERNIETIGEN, feit.op),
        eigenaar=None,
        naar_overleg=None,
        sinds=feit.gevraagd_op,
        uiterlijk=feit.uiterlijk,
    )


def _stomp(casus: Casus, feit: vernietiging.GegevensVernietigd) -> Casus:
    """What a casus knows of people, and what was decided about it: none of it is left."""
    plichten = tuple(
        p.gedaan(feit.op) if p.open and hiermee_gedaan(casus, p) else p
        for p in casus.nakomen.plichten
    )
    return replace(
        casus,
        leeftijdsband=Leeftijdsband.ONBEKEND,
        personen=(),
        elementen=(),
        gedeeld=(),
        bespreken=replace(casus.bespreken, besprekingen=(), afspraken=(), plan=None),
        overdragen=replace(casus.overdragen, teruggehoord=()),
        vastleggen=Vastlegstand(),
        verstrekken=Verstrekstand(),
        gezinsplan=Gezinsplan(),
        opschalen=Opschaalstand(terug_te_koppelen=casus.opschalen.terug_te_koppelen),
        nakomen=Naleefstand(plichten=plichten),
        vernietigen=replace(casus.vernietigen, gedaan=casus.vernietigd or feit),
        verwijsindex=Verwijzing(),
    )


def vertel(feit: Eigen, _noem: Noem) -> str:
    """The sentence that tells of erasure."""
    match feit:
        case vernietiging.VernietigingGevraagd():
            tot = f"{feit.uiterlijk:%d-%m-%Y}"
            return f"Verzoek om vernietiging van de {feit.gevraagd_door}; uiterlijk {tot}"
        case vernietiging.VernietigingVoorbereid():
            return "Vernietiging voorbereid"
        case vernietiging.GegevensVernietigd():
            return f"Gegevens vernietigd: {in_sentence(feit.grond)}"
