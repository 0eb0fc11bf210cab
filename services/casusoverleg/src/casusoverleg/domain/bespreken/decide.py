"""Decisions of the meeting: agenda, discussion, outcome, plan, the end of a casus."""

from typing import TypeAlias

from casusoverleg.domain.bespreken.dragen import dragers_bepaald
from casusoverleg.domain.bespreken.feiten import LAAT_LOS
from casusoverleg.domain.bespreken.steps import (
    Agendeer,
    BesluitTerugkoppeling,
    Bespreek,
    HeropenCasus,
    SluitCasus,
    StelPlanVast,
    StelUitkomstVast,
)
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.zorgregisseur import nog_niet_ingestemd
from casusoverleg.domain.overdragen.bewijs import sluit_bevestigde
from casusoverleg.domain.overdragen.overdracht import BEVESTIGD, Wie
from casusoverleg.domain.stappen.circumstances import Situatie, functie_van
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from contracts.events import casusoverleg as feiten
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.vergadering import Betrokkenheid
from contracts.vocabulary import Wanneer

Besprekingscommando: TypeAlias = (
    Agendeer
    | Bespreek
    | StelUitkomstVast
    | StelPlanVast
    | BesluitTerugkoppeling
    | SluitCasus
    | HeropenCasus
)

_GEEN_SCHOOL = {
    False: "De jeugdige gaat niet naar school: er is geen school die iets moet horen.",
    True: "Niet duidelijk is naar welke school de jeugdige gaat. Leg dat eerst vast.",
}
"""Why there is no school to decide about, by whether that is not clear."""


def decide(s: Situatie, commando: Besprekingscommando) -> Vervolg:
    """What follows from a command of the meeting."""
    match commando:
        case Agendeer():
            return _agendeer(s, commando)
        case Bespreek():
            return _bespreek(s, commando)
        case StelUitkomstVast():
            return _stel_uitkomst_vast(s, commando)
        case StelPlanVast():
            return _stel_plan_vast(s, commando)
        case BesluitTerugkoppeling():
            return _besluit_terugkoppeling(s, commando)
        case SluitCasus():
            return _sluit(s, commando)
        case HeropenCasus():
            return (
                feiten.CasusHeropend(
                    casus=s.casus.id,
                    overleg=s.casus.overleg,
                    houder=s.casus.houder,
                    door=s.zetel.functie,
                    op=s.omst.op,
                ),
            )


def _agendeer(s: Situatie, commando: Agendeer) -> Vervolg:
    if commando.vergadering < s.omst.op:
        return Weigering("De datum van het overleg ligt in het verleden.")
    if commando.vergadering == s.casus.bespreken.vergadering:
        return ()
    return (
        feiten.CasusGeagendeerd(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            vergadering=commando.vergadering,
            door=s.zetel.functie,
        ),
    )


def _bespreek(s: Situatie, commando: Bespreek) -> Vervolg:
    if commando.op > s.omst.op:
        return Weigering("Een bespreking die nog komt kan niet worden vastgelegd.")
    aanwezig = tuple(functie_van(naam) for naam in commando.aanwezig) or (s.zetel.functie,)
    if not set(aanwezig) <= set(s.zetel.overleg.functies()):
        return Weigering("Wie aanwezig was moet een zetel aan dit overleg hebben.")
    niet = Betrokkenheid.NIET_OM_VEILIGHEID in (commando.jeugdige, commando.ouders)
    if niet and commando.veiligheidsreden is None:
        return Weigering("Leg vast welke reden van veiligheid er is om iemand niet te betrekken.")
    if commando.veiligheidsreden and not niet:
        return Weigering("Een reden van veiligheid hoort er alleen bij als iemand er niet bij is.")
    return (
        feiten.CasusBesproken(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            op=commando.op,
            aanwezig=aanwezig,
            jeugdige=commando.jeugdige,
            ouders=commando.ouders,
            veiligheidsreden=commando.veiligheidsreden,
            door=s.zetel.functie,
        ),
    )


def _stel_uitkomst_vast(s: Situatie, commando: StelUitkomstVast) -> Vervolg:
    terug = commando.uitkomst is Besprekingsuitkomst.TERUG_NAAR_INBRENGER
    if terug and not s.casus.overdragen.inbrenger_wacht:
        return Weigering("Er is geen inbrenger die nog op antwoord wacht; draag de casus over.")
    if commando.uitkomst in LAAT_LOS and (
        s.casus.overdragen.inbreng or s.casus.overdragen.open_aanbod
    ):
        return Weigering("De casus ligt nog bij een ander overleg ter bespreking of acceptatie.")
    if commando.uitkomst is s.casus.bespreken.uitkomst:
        return ()
    return (
        *dragers_bepaald(s),
        feiten.UitkomstVastgesteld(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            uitkomst=commando.uitkomst,
            ingebracht_door=s.casus.overdragen.inbrenger.overleg
            if s.casus.overdragen.inbrenger
            else None,
            weg=s.casus.weg,
            school=s.casus.school_op(s.omst.op).school,
            door=s.zetel.functie,
            op=s.omst.op,
        ),
    )


def _stel_plan_vast(s: Situatie, commando: StelPlanVast) -> Vervolg:
    uitvoerder = functie_van(commando.uitvoerder)
    if uitvoerder not in s.zetel.overleg.functies():
        return Weigering("De uitvoerder moet een zetel aan dit overleg hebben.")
    if commando.beoogd_einde <= commando.start:
        return Weigering("Het plan eindigt voordat het begint.")
    return (
        feiten.PlanVastgesteld(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            houder=s.zetel.functie.organisatie,
            uitvoerder=uitvoerder,
            start=commando.start,
            beoogd_einde=commando.beoogd_einde,
            door=s.zetel.functie,
        ),
    )


def _besluit_terugkoppeling(s: Situatie, commando: BesluitTerugkoppeling) -> Vervolg:
    weg = s.omst.convenant.wegen.get(s.casus.weg or "")
    if weg and weg.terugkoppeling.wanneer is Wanneer.ALTIJD:
        return Weigering("Op deze weg wordt de uitkomst altijd teruggekoppeld.")
    drager = weg is not None and str(s.zetel.functie) in weg.terugkoppeling.genoemd
    if s.zetel.wie is not Wie.REGIE and not drager:
        return Weigering("Dit is aan de regie, of aan wie op deze weg terugkoppelt.")
    tijd = s.casus.school_op(s.omst.op)
    if tijd.school is None:
        return Weigering(_GEEN_SCHOOL[tijd.onduidelijk])
    if commando.nodig is s.casus.bespreken.terugkoppeling_nodig:
        return ()
    return (
        feiten.TerugkoppelingBesloten(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            nodig=commando.nodig,
            school=tijd.school,
            door=s.zetel.functie,
            op=s.omst.op,
        ),
    )


def _sluit(s: Situatie, commando: SluitCasus) -> Vervolg:
    bezwaar = _past_niet(s.casus, commando.reden) or nog_niet_ingestemd(
        s.casus, s.omst.convenant, s.omst.domein
    )
    if bezwaar:
        return Weigering(bezwaar)
    overdrachten = sluit_bevestigde(s, commando.ander_bewijs)
    if isinstance(overdrachten, Weigering):
        return overdrachten
    gesloten = feiten.CasusAfgesloten(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        reden=commando.reden,
        houder=s.casus.houder,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (*overdrachten, gesloten)


def _past_niet(casus: Casus, reden: str) -> str | None:
    """Why a casus cannot be closed for this reason."""
    match reden:
        case "plan-afgerond" if casus.bespreken.plan is None or not casus.aan_zet:
            return "Er is geen eigen plan van dit overleg."
        case "actie-bevestigd" if not any(
            o.stand in BEVESTIGD for o in casus.overdragen.overdrachten
        ):
            return "Er is geen overdracht waarvan actie bevestigd is."
        case "overgenomen" if casus.aan_zet:
            return "Niemand anders heeft deze casus overgenomen."
        case "geen-vervolg" if casus.aan_zet and casus.bespreken.uitkomst not in LAAT_LOS:
            return "Stel eerst vast dat het overleg de casus sluit."
        case _:
            return None
