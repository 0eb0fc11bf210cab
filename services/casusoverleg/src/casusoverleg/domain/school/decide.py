"""Decide on the school of a young person: said in a step, or by a text that is corrected."""

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.school.lezen import alleen_leerjaar, genoemde_school
from casusoverleg.domain.school.steps import WijzigSchool
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from casusoverleg.domain.verstrekken.verzoeken import verzoek
from contracts.covenant import Convenant
from contracts.covenant_addressees import is_school
from contracts.elements import Element, Veld
from contracts.events.school import SchoolGewijzigd
from contracts.events.verstrekking import Aanvulling, Aanvulreden, VerstrekkingGevraagd
from contracts.school import Schooltijd
from contracts.vocabulary import Naam, Overlegsoort


def decide(s: Situatie, commando: WijzigSchool) -> Vervolg:
    """What follows from the step."""
    if commando.school is not None and not is_school(s.omst.convenant, commando.school):
        return Weigering("Deze school staat niet in het convenant. Kies een school uit de lijst.")
    return school_wordt(s, Schooltijd(vanaf=commando.vanaf, school=commando.school))


def school_volgens(s: Situatie, element: Element, tekst: str) -> Feiten:
    """What follows for the school when this is what the element says from now on."""
    if element.veld is not Veld.SCHOOL_EN_LEERJAAR or element.over != s.casus.betrokkene:
        return ()
    school = genoemde_school(tekst, s.omst.convenant)
    return school_wordt(s, Schooltijd(vanaf=s.omst.op, school=school, onduidelijk=school is None))


def ook_volgens(s: Situatie, element: Element, tekst: str) -> Feiten:
    """The same when it is said beside what is known already: of two schools neither is sure."""
    if alleen_leerjaar(tekst):
        return ()
    bekend = s.casus.school_op(s.omst.op).school
    anders = bekend not in (None, genoemde_school(tekst, s.omst.convenant))
    return school_volgens(s, element, "" if anders else tekst)


def school_wordt(s: Situatie, tijd: Schooltijd) -> Feiten:
    """From that day on it is this school; the tables that this one told of it hear so too."""
    if zelfde_school(s.casus.school_op(tijd.vanaf), tijd):
        return ()
    feit = SchoolGewijzigd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        tijd=tijd,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (feit, *_meld(s, tijd))


def zelfde_school(een: Schooltijd, ander: Schooltijd) -> bool:
    """Do both say the same, whatever the day?"""
    return (een.school, een.onduidelijk) == (ander.school, ander.onduidelijk)


def school_mee(s: Situatie, naar: Naam) -> Schooltijd | None:
    """The school of today as another table is told it: between a ZAT and another table only."""
    if not _gaat_tussen_zat(s.casus, naar, s.omst.convenant):
        return None
    return s.casus.school_op(s.omst.op).model_copy(update={"vanaf": s.omst.op})


def _meld(s: Situatie, tijd: Schooltijd) -> tuple[VerstrekkingGevraagd, ...]:
    return tuple(
        verzoek(
            s.casus,
            s.omst,
            s.zetel.functie,
            naar,
            Aanvulling(
                bij=eerder.verstrekking,
                reden=Aanvulreden.GECORRIGEERD,
                vraag=eerder.vraag,
                school=tijd,
            ),
            grondslag=eerder.grondslag,
        )
        for naar, eerder in s.casus.verstrekken.onderweg_naar(behalve=s.casus.overleg).items()
        if _gaat_tussen_zat(s.casus, naar, s.omst.convenant)
    )


def _gaat_tussen_zat(casus: Casus, naar: Naam, convenant: Convenant) -> bool:
    tafels = (convenant.overleggen.get(naam) for naam in (casus.overleg, naar))
    return any(tafel is not None and tafel.soort is Overlegsoort.ZAT for tafel in tafels)
