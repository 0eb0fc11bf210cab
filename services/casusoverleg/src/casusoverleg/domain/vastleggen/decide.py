"""Decisions about what is known, asked, consented and weighed."""

from dataclasses import replace
from typing import TypeAlias

from casusoverleg.domain.overdragen.aanbod import verstrek
from casusoverleg.domain.school.decide import ook_volgens
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from casusoverleg.domain.vastleggen.feiten import fold
from casusoverleg.domain.vastleggen.leeftijd import met_geboortedatum
from casusoverleg.domain.vastleggen.leeftijd_bijgesteld import geboren_volgens, leeftijd_bijgesteld
from casusoverleg.domain.vastleggen.seals import (
    nieuw_element,
    vastgelegd,
    veld_van_bekendheid,
)
from casusoverleg.domain.vastleggen.steps import (
    BeantwoordNavraag,
    LegToestemmingVast,
    MeldBekendheid,
    StelNavraag,
    TrekToestemmingIn,
    VoegInformatieToe,
)
from casusoverleg.domain.verstrekken.verzoeken import (
    opnieuw_voor_eigen_overleg,
    te_verstrekken,
    voor_eigen_overleg,
)
from contracts.covenant_agreements import gedragen
from contracts.elements import Element, Veld
from contracts.events import casusoverleg as feiten
from contracts.events.verstrekking import (
    Bronbesluit,
    Navraag,
    Navraagantwoord,
    Navraagsoort,
    Toestemming,
)
from contracts.vocabulary import OpaqueId, Relatie

Informatiecommando: TypeAlias = (
    MeldBekendheid
    | VoegInformatieToe
    | StelNavraag
    | BeantwoordNavraag
    | LegToestemmingVast
    | TrekToestemmingIn
)

_WIE_HET_IS = (Veld.NAAM, Veld.GEBOORTEDATUM)


def decide(s: Situatie, commando: Informatiecommando) -> Vervolg:
    """What follows from such a command."""
    match commando:
        case MeldBekendheid():
            return _meld_bekendheid(s, commando.bronbesluit)
        case VoegInformatieToe():
            return _voeg_toe(s, commando)
        case StelNavraag():
            return _stel_navraag(s, commando)
        case BeantwoordNavraag():
            return _beantwoord_navraag(s, commando)
        case LegToestemmingVast():
            return _leg_toestemming_vast(s, commando)
        case TrekToestemmingIn():
            return _trek_toestemming_in(s, commando)


def _meld_bekendheid(s: Situatie, bronbesluit: Bronbesluit) -> Feiten:
    """That someone is known is information itself: in the field of the kind of organisation."""
    veld = veld_van_bekendheid(s.zetel.soort.organisatietype)
    element = nieuw_element(s, veld, s.casus.betrokkene)
    feit = feiten.BekendheidGemeld(
        casus=s.casus.id, overleg=s.casus.overleg, element=element, door=s.zetel.functie
    )
    gevraagd = voor_eigen_overleg(s.casus, s.omst, s.zetel.functie, (element,), bronbesluit)
    return (feit, gevraagd)


def _voeg_toe(s: Situatie, commando: VoegInformatieToe) -> Vervolg:
    over = commando.gaat_over(s.casus, s.omst.nieuw)
    if isinstance(over, Weigering):
        return over
    if commando.veld is Veld.GEBOORTEDATUM:
        return _voeg_geboortedatum_toe(s, commando, over)
    element = _toegevoegd(s, commando, over)
    gedaan = vastgelegd(s, element, commando.bronbesluit)
    return (*gedaan, *ook_volgens(s, element, commando.tekst))


def _toegevoegd(s: Situatie, commando: VoegInformatieToe, over: OpaqueId) -> Element:
    element = nieuw_element(s, commando.veld, over, relatie=commando.over, doel=commando.doel)
    return element.model_copy(update={"schoolverband": commando.schoolverband})


def _voeg_geboortedatum_toe(s: Situatie, commando: VoegInformatieToe, over: OpaqueId) -> Vervolg:
    """Two dates would say nothing of the age; so there is one, and who recorded it corrects it."""
    bekend = (*s.casus.elementen, *(g.element for g in s.casus.gedeeld if g.heel))
    if any(e.veld is commando.veld and e.over == over for e in bekend):
        return Weigering(
            "Er staat hier al een geboortedatum. Klopt die niet, laat hem dan corrigeren door wie "
            "hem vastlegde."
        )
    geboren = geboren_volgens(s, over, commando)
    if isinstance(geboren, Weigering):
        return geboren
    van_jeugdige = over == s.casus.betrokkene
    nu = replace(s, omst=met_geboortedatum(s.omst, geboren)) if van_jeugdige else s
    gedaan = vastgelegd(nu, _toegevoegd(nu, commando, over), commando.bronbesluit)
    verder = leeftijd_bijgesteld(s.casus, nu.omst, s.zetel.functie) if van_jeugdige else ()
    return (*gedaan, *verder)


def _stel_navraag(s: Situatie, commando: StelNavraag) -> Vervolg:
    naar = commando.naar_overleg
    if naar not in s.zetel.overleg.vraagt_na_bij:
        return Weigering("Volgens het convenant doet dit overleg daar geen navraag.")
    niet_drager = _loopt_via_een_ander(s, naar, commando.vraag)
    if niet_drager:
        return niet_drager
    elementen = te_verstrekken(s.casus, s.zetel, commando.elementen)
    if isinstance(elementen, Weigering):
        return elementen
    if commando.elementen is None:
        elementen = tuple(
            e for e in elementen if e.veld in _WIE_HET_IS and e.over == s.casus.betrokkene
        )
    feit = feiten.NavraagGesteld(
        casus=s.casus.id,
        navraag=s.omst.nieuw("navraag"),
        overleg=s.casus.overleg,
        naar_overleg=naar,
        vraag=commando.vraag,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    inhoud = Navraag(navraag=feit.navraag, vraag=feit.vraag, houder=s.casus.houder)
    gevraagd = verstrek(s, commando, naar, inhoud, elementen)
    return gevraagd if isinstance(gevraagd, Weigering) else (feit, *gevraagd)


def _loopt_via_een_ander(s: Situatie, naar: str, vraag: Navraagsoort) -> Weigering | None:
    """Where the covenant names who carries information between two tables, nobody else asks."""
    dragers = s.omst.convenant.dragers(s.casus.overleg, naar)
    mag = [drager for drager in dragers if gedragen(vraag) in drager.informatie]
    if not dragers or any(str(s.zetel.functie) in drager.door for drager in mag):
        return None
    if not mag:
        return Weigering("Deze vraag is in het convenant voor deze overleggen niet afgesproken.")
    door = ", ".join(zetel for drager in mag for zetel in drager.door)
    return Weigering(f"Navraag bij dat overleg loopt volgens het convenant via {door}.")


def _beantwoord_navraag(s: Situatie, commando: BeantwoordNavraag) -> Vervolg:
    navraag = s.casus.vastleggen.wachtende_navraag(commando.navraag)
    if navraag is None:
        return Weigering("Die navraag wacht hier niet op antwoord.")
    over = commando.gaat_over(s.casus, s.omst.nieuw)
    if isinstance(over, Weigering):
        return over
    veld, relatie = _veld_van_antwoord(navraag.vraag, s)
    element = nieuw_element(s, veld, over, relatie=relatie)
    feit = feiten.NavraagBeantwoord(
        casus=s.casus.id,
        navraag=navraag.id,
        overleg=s.casus.overleg,
        element=element,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    inhoud = Navraagantwoord(navraag=navraag.id, door=s.zetel.functie)
    mee = te_verstrekken(s.casus, s.zetel, commando.elementen or ())
    if isinstance(mee, Weigering):
        return mee
    gevraagd = verstrek(s, commando, navraag.ander_overleg, inhoud, (element, *mee))
    return gevraagd if isinstance(gevraagd, Weigering) else (feit, *gevraagd)


def _veld_van_antwoord(vraag: Navraagsoort, s: Situatie) -> tuple[Veld, Relatie]:
    match vraag:
        case Navraagsoort.BESPROKEN:
            return veld_van_bekendheid(s.zetel.soort.organisatietype), Relatie.JEUGDIGE
        case Navraagsoort.ACTIES:
            return Veld.ACTIE, Relatie.JEUGDIGE
        case Navraagsoort.HULP_OUDERS:
            return Veld.HULP, Relatie.OUDER


def _leg_toestemming_vast(s: Situatie, commando: LegToestemmingVast) -> Vervolg:
    over = commando.gaat_over(s.casus, s.omst.nieuw)
    if isinstance(over, Weigering):
        return over
    if commando.gegeven_op > s.omst.op:
        return Weigering("Toestemming die nog gegeven moet worden telt niet.")
    toestemming = Toestemming(
        id=s.omst.nieuw("toestemming"),
        over=over,
        door=commando.door,
        uitdrukkelijk=commando.uitdrukkelijk,
        doel=commando.doel,
        categorieen=commando.categorieen,
        ontvangers=commando.ontvangers,
        gegeven_op=commando.gegeven_op,
    )
    feit = feiten.ToestemmingVastgelegd(
        casus=s.casus.id, overleg=s.casus.overleg, toestemming=toestemming, door=s.zetel.functie
    )
    return (feit, *_opnieuw(s, feit, over))


def _trek_toestemming_in(s: Situatie, commando: TrekToestemmingIn) -> Vervolg:
    geldig = {t.id: t for t in s.casus.vastleggen.toestemmingen if t.ingetrokken_op is None}
    toestemming = geldig.get(commando.toestemming)
    if toestemming is None:
        return Weigering("Die toestemming is er niet, of is al ingetrokken.")
    feit = feiten.ToestemmingIngetrokken(
        casus=s.casus.id, overleg=s.casus.overleg, toestemming=toestemming.id, door=s.zetel.functie
    )
    return (feit, *_opnieuw(s, feit, toestemming.over))


def _opnieuw(
    s: Situatie, feit: feiten.ToestemmingVastgelegd | feiten.ToestemmingIngetrokken, over: str
) -> Feiten:
    """Consent changed: which seats of this table may open what was recorded about that person?"""
    daarna = fold(s.casus, feit, s.omst.op)
    elementen = (e for e in s.casus.elementen if e.over == over)
    return opnieuw_voor_eigen_overleg(daarna, s.omst, elementen)
