"""Deciding: a casus, a command and who gives it in; facts and requests to the gate out."""

from collections.abc import Iterable
from typing import TypeAlias

from casusoverleg.domain import (
    besluit_afspraak,
    besluit_bespreking,
    besluit_gezinsplan,
    besluit_informatie,
    besluit_naleving,
    besluit_opschaling,
    besluit_overdracht,
    besluit_vernietiging,
    besluit_verwijsindex,
    besluit_zorgregisseur,
)
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.commandos.commando import Commando
from casusoverleg.domain.hindernis import hindernis
from casusoverleg.domain.niet_overgenomen import sluit_vanzelf
from casusoverleg.domain.omstandigheden import Omstandigheden, Situatie, zetel_aan
from casusoverleg.domain.verzoeken import houdermelding
from casusoverleg.domain.vouwen import vouw
from casusoverleg.domain.weigering import Weigering
from contracts.events.payload import Payload
from contracts.events.verstrekking import Houdermelding, Overdrachtstap, VerstrekkingGevraagd
from contracts.vocabulary import Functie

Besluit: TypeAlias = tuple[Payload, ...] | Weigering
"""What follows from a command; nothing at all when it changes nothing."""


def decide(casus: Casus, commando: Commando, functie: Functie, omst: Omstandigheden) -> Besluit:
    """What follows when someone gives a command at the table of this casus."""
    if isinstance(commando, besluit_zorgregisseur.Regisseurscommando):
        return besluit_zorgregisseur.besluit(casus, commando, functie, omst)
    zetel = zetel_aan(omst.convenant, casus.overleg, functie)
    if zetel is None:
        return Weigering("U hebt geen zetel aan dit overleg.")
    geweigerd = hindernis(casus, type(commando), zetel)
    if geweigerd:
        return geweigerd
    situatie = Situatie(casus, zetel, omst)
    besluit = _besluit(situatie, commando)
    if isinstance(besluit, Weigering):
        return besluit
    besluit = (*besluit, *sluit_vanzelf(situatie, besluit))
    gemeld = besluit_verwijsindex.verwijsmelding(casus, besluit, omst)
    return (*besluit, *meldingen(casus, besluit, omst, functie), *gemeld)


def _besluit(s: Situatie, commando: Commando) -> Besluit:
    if isinstance(commando, besluit_bespreking.Besprekingscommando):
        return besluit_bespreking.besluit(s, commando)
    if isinstance(commando, besluit_afspraak.Afspraakcommando):
        return besluit_afspraak.besluit(s, commando)
    if isinstance(commando, besluit_gezinsplan.Gezinsplancommando):
        return besluit_gezinsplan.besluit(s, commando)
    if isinstance(commando, besluit_informatie.Informatiecommando):
        return besluit_informatie.besluit(s, commando)
    if isinstance(commando, besluit_naleving.Nalevingscommando):
        return besluit_naleving.besluit(s, commando)
    if isinstance(commando, besluit_overdracht.Verplaatsingscommando):
        return besluit_overdracht.besluit(s, commando)
    if isinstance(commando, besluit_opschaling.Opschalingscommando):
        return besluit_opschaling.besluit(s, commando)
    if isinstance(commando, besluit_verwijsindex.Verwijscommando):
        return besluit_verwijsindex.besluit(s, commando)
    if isinstance(commando, besluit_vernietiging.Vernietigingscommando):
        return besluit_vernietiging.besluit(s, commando)
    raise TypeError(type(commando).__name__)


def meldingen(
    voor: Casus,
    feiten: Iterable[Payload],
    omst: Omstandigheden,
    wie: Functie,
    behalve: tuple[str, ...] = (),
) -> tuple[VerstrekkingGevraagd, ...]:
    """Who must hear who holds the casus after these facts, if that changed or was waited for.

    The other side of a hand-off hears it by the step itself.
    """
    gebeurd = tuple(feiten)
    na = vouw(((feit, omst.op) for feit in gebeurd), voor)
    if na is None:
        return ()
    horen_al = {
        feit.naar_overleg
        for feit in gebeurd
        if isinstance(feit, VerstrekkingGevraagd) and isinstance(feit.inhoud, Overdrachtstap)
    }
    beantwoord = voor.inbrenger_wacht and not na.inbrenger_wacht
    inbrenger = na.inbrenger.overleg if na.inbrenger and beantwoord else None
    wisselt = na.houder != voor.houder
    naar = dict.fromkeys(
        (*([inbrenger] if inbrenger else []), *(na.stroomopwaarts if wisselt else ()))
    )
    op = na.houder_sinds if wisselt else omst.op
    return tuple(
        houdermelding(
            na,
            omst,
            overleg,
            Houdermelding(
                houder=na.houder, door=wie, op=op, beantwoordt_inbreng=overleg == inbrenger
            ),
        )
        for overleg in naar
        if overleg not in horen_al and overleg not in behalve
    )
