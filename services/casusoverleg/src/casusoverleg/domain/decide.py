"""Deciding: a casus, a command and who gives it in; facts and requests to the gate out."""

from collections.abc import Iterable

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.fold import vouw
from casusoverleg.domain.gezinsplan import zorgregisseur
from casusoverleg.domain.onderwerpen import BESLISSERS
from casusoverleg.domain.overdragen.niet_overgenomen import sluit_vanzelf
from casusoverleg.domain.stappen.circumstances import Omstandigheden, Situatie, zetel_aan
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.hindernis import hindernis
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from casusoverleg.domain.verstrekken.verzoeken import houdermelding
from casusoverleg.domain.verwijsindex import decide as verwijsindex
from contracts.covenant_addressees import is_andere_school
from contracts.events.payload import Payload
from contracts.events.verstrekking import Houdermelding, Overdrachtstap, VerstrekkingGevraagd
from contracts.vocabulary import Functie


def decide(casus: Casus, commando: Commando, functie: Functie, omst: Omstandigheden) -> Vervolg:
    """Decide what follows when someone gives a command at the table of this casus."""
    if isinstance(commando, zorgregisseur.Regisseurscommando):
        return zorgregisseur.decide(casus, commando, functie, omst)
    zetel = zetel_aan(omst.convenant, casus.overleg, functie)
    if zetel is None:
        return Weigering("U hebt geen zetel aan dit overleg.")
    school = casus.school_op(omst.op).school
    if is_andere_school(omst.convenant, functie, casus.overleg, school):
        return Weigering("Deze leerling is van een andere school.")
    geweigerd = hindernis(casus, type(commando), zetel)
    if geweigerd:
        return geweigerd
    situatie = Situatie(casus, zetel, omst)
    vervolg: Vervolg = BESLISSERS[type(commando)](situatie, commando)
    if isinstance(vervolg, Weigering):
        return vervolg
    na = vouw(((feit, omst.op) for feit in vervolg), casus) or casus
    vervolg = (*vervolg, *sluit_vanzelf(situatie, na))
    gemeld = verwijsindex.verwijsmelding(casus, vervolg, omst)
    return (*vervolg, *meldingen(casus, vervolg, omst, functie), *gemeld)


def meldingen(
    voor: Casus,
    feiten: Iterable[Payload],
    omst: Omstandigheden,
    wie: Functie,
    behalve: tuple[str, ...] = (),
) -> tuple[VerstrekkingGevraagd, ...]:
    """List the tables to notify when these facts change the holder, or when one waits to hear it.

    The other side of a hand-off hears it by the step itself. Those who brought it here or handed it
    over hear too that this table closed its casus, or opened it again.
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
    beantwoord = voor.overdragen.inbrenger_wacht and not na.overdragen.inbrenger_wacht
    inbrenger = na.overdragen.inbrenger.overleg if na.overdragen.inbrenger and beantwoord else None
    wisselt, sluit = na.houder != voor.houder, na.open != voor.open
    allen = na.overdragen.stroomopwaarts if wisselt or sluit else ()
    naar = dict.fromkeys((*([inbrenger] if inbrenger else []), *allen))
    op = na.houder_sinds if wisselt else omst.op
    return tuple(
        houdermelding(
            na,
            omst,
            overleg,
            Houdermelding(
                houder=na.houder,
                door=wie,
                op=op,
                beantwoordt_inbreng=overleg == inbrenger,
                afgesloten_op=na.gesloten_op,
            ),
        )
        for overleg in naar
        if (sluit or overleg not in horen_al) and overleg not in behalve
    )
