"""What a table concludes from what it hears: a report from intake, a delivery of the gate."""

from datetime import date
from typing import Literal, TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.decide import meldingen
from casusoverleg.domain.overdragen.feiten import verplaatst
from casusoverleg.domain.overdragen.overdracht import verneem
from casusoverleg.domain.school.decide import zelfde_school
from casusoverleg.domain.stappen.circumstances import Omstandigheden
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from contracts.covenant_addressees import scholen_van
from contracts.covenant_wegen import JAREN, Over
from contracts.events import casusoverleg as feiten
from contracts.events.intake import CasusAangemeld
from contracts.events.payload import Payload
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.school import SchoolGewijzigd
from contracts.events.verstrekking import (
    Aanvulling,
    Houdermelding,
    Inbreng,
    Navraag,
    Navraagantwoord,
    Overdrachtsaanbod,
    Overdrachtstap,
    Stap,
)
from contracts.school import Schooltijd
from contracts.vocabulary import Functie, Naam

Herkomst: TypeAlias = Literal["inbreng", "overdracht", "navraag"]


def hoor_aanmelding(feit: CasusAangemeld) -> Feiten:
    """A case that was reported lies on its table."""
    geopend = feiten.CasusGeopend(
        casus=feit.casus,
        overleg=feit.overleg,
        betrokkene=feit.betrokkene,
        gezin=feit.gezin,
        leeftijdsband=feit.leeftijdsband,
        herkomst="aanmelding",
        van_overleg=None,
        weg=feit.weg,
        school=feit.school,
        convenant=feit.convenant,
        houder=feit.houder,
    )
    return (geopend,)


def hoor(casus: Casus | None, bezorgd: VerstrekkingBezorgd, omst: Omstandigheden) -> Vervolg:
    """What follows from a delivery. A refusal means that it cannot have been sent rightly."""
    vervolg = _gehoord(casus, bezorgd, omst)
    if isinstance(vervolg, Weigering):
        return vervolg
    vervolg = (*vervolg, *_school_vernomen(casus, bezorgd))
    if casus is None:
        return vervolg
    verder = meldingen(casus, vervolg, omst, _wie(bezorgd), behalve=(bezorgd.van_overleg,))
    return (*vervolg, *verder)


def _wie(bezorgd: VerstrekkingBezorgd) -> Functie:
    """Who made the step that is told of; a message may be passed on by somebody else."""
    inhoud = bezorgd.inhoud
    return inhoud.door if isinstance(inhoud, Overdrachtstap | Houdermelding) else bezorgd.door


def _gehoord(casus: Casus | None, bezorgd: VerstrekkingBezorgd, omst: Omstandigheden) -> Vervolg:
    if bezorgd.deel_van is not None:
        # What follows from it followed when the first part came.
        return ()
    match bezorgd.inhoud:
        case Inbreng(houder=houder) if casus and casus.open:
            # Open for another reason, it may have gone from hand to hand since: also to the same.
            return (_houder_vernomen(casus, houder, bezorgd.door, bezorgd.op),)
        case Inbreng(houder=houder):
            return _geopend(casus, bezorgd, omst, "inbreng", houder)
        case Overdrachtsaanbod():
            return _aanbod(casus, bezorgd, omst, bezorgd.inhoud)
        case Navraag():
            return _navraag(casus, bezorgd, omst, bezorgd.inhoud)
        case Overdrachtstap() | Navraagantwoord() | Houdermelding() if casus is None:
            return Weigering("Nieuws over een casus die hier niet is.")
        case Overdrachtstap() if casus:
            return _stap(casus, bezorgd, bezorgd.inhoud)
        case Houdermelding() if casus:
            return _houder(casus, bezorgd, bezorgd.inhoud)
        case Navraagantwoord():
            antwoord = feiten.AntwoordOntvangen(
                casus=bezorgd.casus,
                navraag=bezorgd.inhoud.navraag,
                overleg=bezorgd.naar_overleg,
                door=bezorgd.inhoud.door,
                op=bezorgd.op,
            )
            return (antwoord,)
        case _:
            return ()


def _geopend(
    casus: Casus | None,
    bezorgd: VerstrekkingBezorgd,
    omst: Omstandigheden,
    herkomst: Herkomst,
    houder: Naam,
) -> Feiten:
    """A casus that is new here is opened; one that was closed is opened again."""
    if casus is not None:
        return () if casus.open else (_heropend(bezorgd, houder),)
    school = _school(omst, bezorgd)
    over = Over(JAREN.get(bezorgd.leeftijdsband), school, bezorgd.van_overleg)
    weg = omst.convenant.weg(bezorgd.van_overleg, bezorgd.naar_overleg, over)
    geopend = feiten.CasusGeopend(
        casus=bezorgd.casus,
        overleg=bezorgd.naar_overleg,
        betrokkene=bezorgd.betrokkene,
        gezin=None,
        leeftijdsband=bezorgd.leeftijdsband,
        herkomst=herkomst,
        van_overleg=bezorgd.van_overleg,
        weg=weg[0] if weg else None,
        school=school,
        convenant=_eigen_versie(bezorgd, omst),
        houder=houder,
    )
    return (geopend,)


def _eigen_versie(bezorgd: VerstrekkingBezorgd, omst: Omstandigheden) -> str:
    """The version that it came under; from over a border, the one that rules this table."""
    van_hier = bezorgd.convenant.startswith(f"{omst.convenant.convenant}@")
    return bezorgd.convenant if van_hier else omst.convenant.verwijzing


def _heropend(bezorgd: VerstrekkingBezorgd, houder: Naam) -> Payload:
    return feiten.CasusHeropend(
        casus=bezorgd.casus,
        overleg=bezorgd.naar_overleg,
        houder=houder,
        door=bezorgd.door,
        op=bezorgd.op,
    )


def _school(omst: Omstandigheden, bezorgd: VerstrekkingBezorgd) -> Naam | None:
    """The school that came with the casus; before that was told, the only one of the table."""
    tijd = _schooltijd(bezorgd)
    if tijd is not None or bezorgd.van_overleg not in omst.convenant.overleggen:
        return tijd.school if tijd else None
    scholen = scholen_van(omst.convenant, bezorgd.van_overleg)
    return scholen[0] if len(scholen) == 1 else None


def _schooltijd(bezorgd: VerstrekkingBezorgd) -> Schooltijd | None:
    inhoud = bezorgd.inhoud
    return inhoud.school if isinstance(inhoud, Inbreng | Overdrachtsaanbod | Aanvulling) else None


def _school_vernomen(casus: Casus | None, bezorgd: VerstrekkingBezorgd) -> Feiten:
    """Another school than was known here; of a casus that is new, that it is not clear."""
    tijd = _schooltijd(bezorgd)
    if tijd is None or bezorgd.deel_van is not None:
        return ()
    nieuw = Schooltijd(vanaf=tijd.vanaf, school=tijd.school)
    if zelfde_school(casus.school_op(tijd.vanaf) if casus else nieuw, tijd):
        return ()
    feit = SchoolGewijzigd(
        casus=bezorgd.casus,
        overleg=bezorgd.naar_overleg,
        tijd=tijd,
        door=bezorgd.door,
        op=bezorgd.op,
    )
    return (feit,)


def _aanbod(
    casus: Casus | None,
    bezorgd: VerstrekkingBezorgd,
    omst: Omstandigheden,
    inhoud: Overdrachtsaanbod,
) -> Feiten:
    """An offer arrived."""
    hier, ander = bezorgd.naar_overleg, bezorgd.van_overleg
    school = casus.school_op(bezorgd.op).school if casus else _school(omst, bezorgd)
    ontvangen = feiten.OverdrachtOntvangen(
        casus=bezorgd.casus,
        overdracht=inhoud.overdracht,
        convenant=bezorgd.convenant,
        overleg=bezorgd.naar_overleg,
        van_overleg=bezorgd.van_overleg,
        vraag=inhoud.vraag,
        gewenst_bewijs=inhoud.gewenst_bewijs,
        houder=inhoud.houder,
        uiterlijk=omst.te_beantwoorden(bezorgd.op, hier, ander, school),
        op=bezorgd.op,
    )
    geopend = _geopend(casus, bezorgd, omst, "overdracht", inhoud.houder)
    return (*geopend, ontvangen.model_copy(update={"opent": bool(geopend)}))


def _inbreng_beantwoord(
    casus: Casus, bezorgd: VerstrekkingBezorgd, melding: Houdermelding, houder: Naam
) -> Feiten:
    if (
        casus.overdragen.inbreng is None
        or casus.overdragen.inbreng.bij_overleg != bezorgd.van_overleg
    ):
        return ()
    if not melding.beantwoordt_inbreng:
        return ()
    beantwoord = feiten.InbrengBeantwoord(
        casus=casus.id,
        overleg=casus.overleg,
        bij_overleg=bezorgd.van_overleg,
        houder=houder,
    )
    return (beantwoord,)


def _stap(casus: Casus, bezorgd: VerstrekkingBezorgd, stap: Overdrachtstap) -> Vervolg:
    overdracht = casus.overdragen.overdracht(stap.overdracht)
    if overdracht is None:
        return Weigering("Nieuws over een overdracht die hier niet is.")
    kan = verneem(overdracht, stap.stap)
    if isinstance(kan, Weigering):
        return kan
    # News that crossed a step of our own names a holder of before; only a move says it anew.
    houder = stap.houder if verplaatst(overdracht, stap.stap) else casus.houder
    vernomen = feiten.OverdrachtstapVernomen(
        casus=casus.id,
        overleg=casus.overleg,
        houder=houder,
        **stap.model_dump(exclude={"soort", "houder"}),
    )
    weer_open = stap.stap is Stap.HEROPEND and not casus.open
    return (vernomen, _heropend(bezorgd, houder)) if weer_open else (vernomen,)


def _houder(casus: Casus, bezorgd: VerstrekkingBezorgd, melding: Houdermelding) -> Feiten:
    """Who holds the casus: believed of the table to which it went from here, and no other.

    An answer to an inbreng ends that in any case; but when the casus has come back here by another
    road in the meantime, who it names was the holder before.
    """
    geloofd = bezorgd.van_overleg == casus.waar and not casus.aan_zet
    vernomen = _houder_vernomen(casus, melding.houder, melding.door, melding.op)
    houder = melding.houder if geloofd else casus.houder
    antwoord = _inbreng_beantwoord(casus, bezorgd, melding, houder)
    return (vernomen, *antwoord) if geloofd else antwoord


def _houder_vernomen(casus: Casus, houder: Naam, door: Functie, op: date) -> Payload:
    return feiten.HouderVernomen(
        casus=casus.id, overleg=casus.overleg, houder=houder, door=door, op=op
    )


def _navraag(
    casus: Casus | None, bezorgd: VerstrekkingBezorgd, omst: Omstandigheden, inhoud: Navraag
) -> Feiten:
    """A question about someone who is not known here, or no more, opens a casus to answer it."""
    ontvangen = feiten.NavraagOntvangen(
        casus=bezorgd.casus,
        navraag=inhoud.navraag,
        overleg=bezorgd.naar_overleg,
        van_overleg=bezorgd.van_overleg,
        vraag=inhoud.vraag,
        op=bezorgd.op,
    )
    if casus is not None and casus.vernietigd is None:
        return (ontvangen,)
    houder = casus.houder if casus else inhoud.houder
    return (*_geopend(casus, bezorgd, omst, "navraag", houder), ontvangen)
