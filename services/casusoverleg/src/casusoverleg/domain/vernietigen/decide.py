"""Decisions about erasure."""

from typing import TypeAlias

from casusoverleg.domain.nakomen.plichten import vernietigen_voor
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from casusoverleg.domain.vernietigen.steps import (
    BereidVernietigingVoor,
    LegVernietigingsverzoekVast,
    Vernietig,
)
from casusoverleg.domain.vernietigen.wat import (
    mag_weg,
    te_vergeten,
    verzoek_om_vernietiging,
)
from casusoverleg.domain.verstrekken.verzoeken import verzoek
from contracts.events.vernietiging import (
    GegevensVernietigd,
    VernietigingGevraagd,
    Vernietigingsgrond,
    VernietigingVoorbereid,
)
from contracts.events.verstrekking import Aanvulling, Aanvulreden

Vernietigingscommando: TypeAlias = LegVernietigingsverzoekVast | BereidVernietigingVoor | Vernietig


def decide(s: Situatie, commando: Vernietigingscommando) -> Vervolg:
    """What follows from such a command."""
    match commando:
        case LegVernietigingsverzoekVast():
            return _vraag(s, commando)
        case BereidVernietigingVoor():
            return _bereid_voor(s)
        case Vernietig():
            return _vernietig(s, commando)


def _vraag(s: Situatie, commando: LegVernietigingsverzoekVast) -> Vervolg:
    if commando.op > s.omst.op:
        return Weigering("Een verzoek dat nog moet komen, kan niet worden vastgelegd.")
    if verzoek_om_vernietiging(s.casus):
        return Weigering("Er staat al een verzoek om vernietiging open.")
    feit = VernietigingGevraagd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        verzoek=s.omst.nieuw("vernietiging"),
        gevraagd_door=commando.gevraagd_door,
        gevraagd_op=commando.op,
        uiterlijk=vernietigen_voor(commando.op),
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (feit,)


def _bereid_voor(s: Situatie) -> Vervolg:
    grond = mag_weg(s.casus, s.omst.andere, s.omst.op)
    if isinstance(grond, Weigering):
        return grond
    feit = VernietigingVoorbereid(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        grond=grond,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (feit,)


def _vernietig(s: Situatie, commando: Vernietig) -> Vervolg:
    grond = mag_weg(s.casus, s.omst.andere, s.omst.op)
    if isinstance(grond, Weigering):
        return grond
    if not commando.onomkeerbaar:
        return Weigering("Bevestig dat u weet dat dit niet ongedaan gemaakt kan worden.")
    personen = te_vergeten(s.casus, s.omst.andere)
    feit = GegevensVernietigd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        grond=grond,
        personen=personen,
        sleutels=tuple(sleutel for een in personen for sleutel in s.omst.sleutels(een)),
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (*_meld(s, grond), feit)


def _meld(s: Situatie, grond: Vernietigingsgrond) -> Feiten:
    """Who got something hears that it was destroyed on request (AVG 19), without elements.

    A term that ran out is told to nobody: every table has a term of its own.
    """
    if grond is not Vernietigingsgrond.VERZOEK:
        return ()
    bekend = (*s.casus.elementen, *(g.element for g in s.casus.gedeeld))
    return tuple(
        verzoek(
            s.casus,
            s.omst,
            s.zetel.functie,
            naar,
            Aanvulling(bij=eerder.verstrekking, reden=Aanvulreden.VERNIETIGD),
            grondslag=eerder.grondslag,
        )
        for naar, eerder in s.casus.ontvangers_van(e.id for e in bekend).items()
    )
