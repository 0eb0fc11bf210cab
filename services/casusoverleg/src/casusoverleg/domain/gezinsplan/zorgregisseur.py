"""Decisions of the zorgregisseur: who coordinates for a family, and that its casus may close."""

from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.steps import BenoemZorgcoordinatorGezin, StemInMetAfsluiten
from casusoverleg.domain.opschalen.ladder import benoemer, kies
from casusoverleg.domain.stappen.circumstances import Omstandigheden, functie_van
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from contracts.covenant import Convenant
from contracts.events.gezinsplan import AfsluitingIngestemd, ZorgcoordinatorGezinBenoemd
from contracts.vocabulary import Domein, Functie

Regisseurscommando: TypeAlias = BenoemZorgcoordinatorGezin | StemInMetAfsluiten


def zorgregisseurs(convenant: Convenant, domein: Domein) -> tuple[Functie, ...]:
    """Who names the zorgcoordinator-gezin in a domain, and who may stand in for him."""
    return tuple(
        functie_van(zetel)
        for trede in convenant.opschaling.get(domein, ())
        if trede.benoemt
        for zetel in (trede.naar, *convenant.vervanging.get(trede.naar, ()))
    )


def onder_regie(casus: Casus) -> bool:
    """Does the zorgregisseur watch it? There is a plan, or somebody called for the ladder."""
    eigen = casus.gezinsplan
    gepland = casus.bespreken.plan or eigen.doelen or eigen.coordinator
    return casus.open and bool(gepland or casus.opschalen.opgeschaald)


def nog_niet_ingestemd(casus: Casus, convenant: Convenant, domein: Domein) -> str | None:
    """Why a casus with a zorgcoordinator-gezin cannot be closed yet; None if it can.

    A region that no longer lets anybody name one asks nobody either.
    """
    plan = casus.gezinsplan
    if plan.coordinator is None or plan.ingestemd_op:
        return None
    trede = benoemer(casus, convenant, domein)
    if trede is None:
        return None
    return (
        f"Dit gezin heeft een zorgcoördinator-gezin; de zorgregisseur ({trede.naar}) moet eerst "
        "instemmen met afsluiten."
    )


def decide(
    casus: Casus, commando: Regisseurscommando, functie: Functie, omst: Omstandigheden
) -> Vervolg:
    """What follows from such a command in the file of one child."""
    bezwaar = _niet_aan_hem(casus, functie, omst)
    if bezwaar:
        return Weigering(bezwaar)
    match commando:
        case BenoemZorgcoordinatorGezin():
            return _benoem(casus, commando, functie, omst)
        case StemInMetAfsluiten():
            return _stem_in(casus, commando, functie, omst)


def _niet_aan_hem(casus: Casus, functie: Functie, omst: Omstandigheden) -> str | None:
    if not onder_regie(casus):
        return "Deze casus is gesloten, of heeft geen plan en is niet opgeschaald."
    if any(een.opschalen.jeugdzorg for een in (casus, *omst.gezin)):
        return "Bureau Jeugdzorg coördineert voor een kind van dit gezin; een ander kan dan niet."
    trede = benoemer(casus, omst.convenant, omst.domein)
    if trede is None:
        return "Het convenant laat in dit domein niemand een zorgcoördinator-gezin benoemen."
    if kies(functie_van(trede.naar), omst.convenant, omst.bezet).aan != functie:
        return f"Dit is aan de zorgregisseur ({trede.naar})."
    return None


def _benoem(
    casus: Casus, commando: BenoemZorgcoordinatorGezin, functie: Functie, omst: Omstandigheden
) -> Vervolg:
    coordinator = functie_van(commando.coordinator)
    if coordinator not in omst.convenant.overleggen[casus.overleg].functies():
        return Weigering("De zorgcoördinator-gezin moet een zetel aan dit overleg hebben.")
    if coordinator == casus.gezinsplan.coordinator:
        return ()
    return (benoemd(casus, coordinator, functie, omst),)


def benoemd(
    casus: Casus, coordinator: Functie | None, door: Functie, omst: Omstandigheden
) -> ZorgcoordinatorGezinBenoemd:
    """Who coordinates from now on for this child's family."""
    return ZorgcoordinatorGezinBenoemd(
        casus=casus.id, overleg=casus.overleg, coordinator=coordinator, door=door, op=omst.op
    )


def _stem_in(
    casus: Casus, commando: StemInMetAfsluiten, functie: Functie, omst: Omstandigheden
) -> Vervolg:
    plan = casus.gezinsplan
    if plan.coordinator is None:
        return Weigering("Dit gezin heeft geen zorgcoördinator-gezin; instemmen is niet nodig.")
    if casus.opschalen.opgeschaald:
        return Weigering("De casus is opgeschaald; laat het overleg eerst afschalen.")
    if any(doel.laatst is None for doel in plan.huidig):
        return Weigering("Van een doel zei nog niemand of het behaald is; evalueer dat eerst.")
    if plan.ingestemd_op:
        return ()
    ingestemd = AfsluitingIngestemd(
        casus=casus.id, overleg=casus.overleg, reden=commando.reden, door=functie, op=omst.op
    )
    return (ingestemd,)
