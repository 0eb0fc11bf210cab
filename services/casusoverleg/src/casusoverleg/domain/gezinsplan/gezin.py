"""Decisions about which files at a table are of one family."""

from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.steps import HaalUitGezin, NeemOpInGezin
from casusoverleg.domain.stappen.circumstances import DOEL, Omstandigheden, Situatie
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from contracts.events.gezinsplan import GezinVastgesteld, Verder
from contracts.vocabulary import Functie, OpaqueId

Gezinscommando: TypeAlias = NeemOpInGezin | HaalUitGezin

GEZIN = "gezin"
"""The id of a family that a table finds is derived from this."""


def decide(s: Situatie, commando: Gezinscommando) -> Vervolg:
    """What follows from such a command in the file where it is given."""
    match commando:
        case NeemOpInGezin():
            return _neem_op(s, commando)
        case HaalUitGezin():
            return _haal_uit(s)


def opgenomen(
    casus: Casus, gezin: OpaqueId, met: OpaqueId, door: Functie, omst: Omstandigheden
) -> GezinVastgesteld:
    """From now on this file is of that family."""
    return GezinVastgesteld(
        casus=casus.id, overleg=casus.overleg, gezin=gezin, met=met, door=door, op=omst.op
    )


def _neem_op(s: Situatie, commando: NeemOpInGezin) -> Vervolg:
    ander = next((een for een in s.omst.andere if een.id == commando.met), None)
    if ander is None or ander.betrokkene == s.casus.betrokkene:
        return Weigering("Kies een open casus van een ander kind aan dit overleg.")
    if ander.gezin is not None and ander.gezin == s.casus.gezin:
        return Weigering("Deze kinderen staan al in een gezin.")
    open_ = (een for een in (s.casus, *s.omst.gezin, *s.omst.andere) if een.open)
    if len({een.gezinsplan.coordinator for een in open_} - {None}) > 1:
        return Weigering(
            "Beide kinderen hebben een zorgcoördinator-gezin; laat de zorgregisseur eerst voor "
            "beide dezelfde benoemen."
        )
    # A new one: who was taken out of a family, or is reported in it later, is not in this one.
    gezin = s.omst.nieuw(GEZIN)
    return (opgenomen(s.casus, gezin, ander.id, s.zetel.functie, s.omst),)


def _haal_uit(s: Situatie) -> Vervolg:
    if not s.omst.gezin:
        return Weigering("Van dit gezin ligt hier geen ander dossier.")
    samen = {d.id for een in s.omst.gezin for d in een.gezinsplan.doelen}
    gedeeld = dict.fromkeys(d.id for d in s.casus.gezinsplan.doelen if d.id in samen)
    vastgesteld = GezinVastgesteld(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        gezin=s.omst.nieuw(GEZIN),
        met=None,
        verder=tuple(Verder(plandoel=id_, als=s.omst.nieuw(DOEL, id_)) for id_ in gedeeld),
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (vastgesteld,)
