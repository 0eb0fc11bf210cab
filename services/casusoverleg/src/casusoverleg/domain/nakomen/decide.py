"""Decisions about what must be done after a decision of the gate."""

import re
from datetime import date, timedelta
from typing import TypeAlias

from casusoverleg.domain.nakomen.feiten import fold
from casusoverleg.domain.nakomen.plichten import VERZETWEKEN, Plicht
from casusoverleg.domain.nakomen.steps import (
    BeoordeelVerzet,
    CorrigeerInformatie,
    KomVerplichtingNa,
    TekenVerzetAan,
    ZieAfVanVerplichting,
)
from casusoverleg.domain.nakomen.wie import na_te_komen, te_beoordelen, te_corrigeren
from casusoverleg.domain.school.decide import school_volgens
from casusoverleg.domain.stappen.circumstances import ELEMENT, MOTIVERING, VERZET, Situatie
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from casusoverleg.domain.vastleggen.leeftijd import met_geboortedatum
from casusoverleg.domain.vastleggen.leeftijd_bijgesteld import geboren_volgens, leeftijd_bijgesteld
from casusoverleg.domain.verstrekken.verzoeken import opnieuw_voor_eigen_overleg, verzoek
from contracts.aard_tabel import BEKENDHEIDSVELDEN
from contracts.elements import Element, Veld
from contracts.events import naleving
from contracts.events.naleving import Plichtsoort
from contracts.events.verstrekking import Aanvulling, Aanvulreden, VerstrekkingGevraagd
from contracts.vocabulary import Grond

Nalevingscommando: TypeAlias = (
    KomVerplichtingNa
    | ZieAfVanVerplichting
    | CorrigeerInformatie
    | TekenVerzetAan
    | BeoordeelVerzet
)

_JA_OF_NEE = re.compile(r"(ja|nee)(: .+)?", re.IGNORECASE | re.DOTALL)
"""Whether somebody is known is a closed answer: the gate tells it from any other word."""

_TEGEN = (Grond.PUBLIEKE_TAAK, Grond.GERECHTVAARDIGD_BELANG)
"""The grounds that an objection is against (Wbp 40)."""


def decide(s: Situatie, commando: Nalevingscommando) -> Vervolg:
    """What follows from such a command."""
    match commando:
        case KomVerplichtingNa():
            return _kom_na(s, commando)
        case ZieAfVanVerplichting():
            return _zie_af(s, commando)
        case CorrigeerInformatie():
            return _corrigeer(s, commando)
        case TekenVerzetAan():
            return _teken_verzet_aan(s, commando)
        case BeoordeelVerzet():
            return _beoordeel_verzet(s, commando)


def _kom_na(s: Situatie, commando: KomVerplichtingNa) -> Vervolg:
    plicht = _plicht(s, commando.plicht)
    if isinstance(plicht, Weigering):
        return plicht
    if plicht.soort is Plichtsoort.VERNIETIGEN:
        return Weigering("Vernietigen doet u met de stap daarvoor; afwijzen kan met een reden.")
    if commando.op > s.omst.op:
        return Weigering("Wat nog moet gebeuren is niet nagekomen.")
    gedaan = naleving.VerplichtingAfgehandeld(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        afdoening=s.omst.nieuw(MOTIVERING),
        verstrekking=plicht.uit,
        soort=plicht.soort,
        stand="gedaan",
        op=commando.op,
        door=s.zetel.functie,
    )
    door_te_geven = tuple(g.element for g in s.casus.gedeeld if g.element.id in plicht.elementen)
    return (gedaan, *_aan_ontvangers(s, door_te_geven, Aanvulreden.GECORRIGEERD))


def _zie_af(s: Situatie, commando: ZieAfVanVerplichting) -> Vervolg:
    plicht = _plicht(s, commando.plicht)
    if isinstance(plicht, Weigering):
        return plicht
    if plicht.soort is Plichtsoort.INFORMEREN and commando.belang is None:
        return Weigering("Kies voor welk belang de betrokkene niet wordt ingelicht (artikel 43).")
    vervallen = naleving.VerplichtingAfgehandeld(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        afdoening=s.omst.nieuw(MOTIVERING),
        verstrekking=plicht.uit,
        soort=plicht.soort,
        stand="vervallen",
        op=s.omst.op,
        belang=commando.belang,
        reden=s.omst.verzegeld[MOTIVERING],
        door=s.zetel.functie,
    )
    return (vervallen,)


def _plicht(s: Situatie, naam: str) -> Plicht | Weigering:
    gevonden = (p for p in na_te_komen(s.casus, s.zetel) if p.naam == naam)
    return next(gevonden, None) or Weigering("Die verplichting staat hier niet voor u open.")


def _corrigeer(s: Situatie, commando: CorrigeerInformatie) -> Vervolg:
    oud = next((e for e in te_corrigeren(s.casus, s.zetel) if e.id == commando.element), None)
    if oud is None:
        return Weigering("Corrigeren doet wie het heeft vastgelegd.")
    if oud.veld in BEKENDHEIDSVELDEN and not _JA_OF_NEE.fullmatch(commando.tekst):
        return Weigering("Schrijf hier ja of nee; wat u wilt toelichten komt na een dubbele punt.")
    geboren = geboren_volgens(s, oud.over, commando) if oud.veld is Veld.GEBOORTEDATUM else None
    if isinstance(geboren, Weigering):
        return geboren
    nieuw = oud.model_copy(update={"waarde": s.omst.verzegeld[ELEMENT], "vastgelegd_op": s.omst.op})
    feit = naleving.InformatieGecorrigeerd(
        casus=s.casus.id, overleg=s.casus.overleg, element=nieuw, door=s.zetel.functie
    )
    if geboren is None or oud.over != s.casus.betrokkene:
        eigen = opnieuw_voor_eigen_overleg(s.casus, s.omst, (nieuw,))
        gemeld = _aan_ontvangers(s, (nieuw,), Aanvulreden.GECORRIGEERD)
        return (feit, *eigen, *gemeld, *school_volgens(s, nieuw, commando.tekst))
    return (feit, *_na_andere_leeftijd(s, feit, geboren))


def _na_andere_leeftijd(
    s: Situatie, feit: naleving.InformatieGecorrigeerd, geboren: date
) -> Feiten:
    """From now on the gate is asked with the age that was corrected, and everybody hears it."""
    casus = fold(s.casus, feit, s.omst.op)
    nu = Situatie(casus, s.zetel, met_geboortedatum(s.omst, geboren))
    met_datum = _aan_ontvangers(nu, (feit.element,), Aanvulreden.GECORRIGEERD)
    kregen = {gevraagd.naar_overleg for gevraagd in met_datum}
    return (*met_datum, *leeftijd_bijgesteld(casus, nu.omst, s.zetel.functie, kregen))


def _aan_ontvangers(
    s: Situatie, elementen: tuple[Element, ...], reden: Aanvulreden
) -> tuple[VerstrekkingGevraagd, ...]:
    """What follows for the tables that got these elements; each gets what it got before."""
    gevraagd = []
    for naar, eerder in s.casus.ontvangers_van(e.id for e in elementen).items():
        kreeg = tuple(e for e in elementen if naar in s.casus.ontvangers_van((e.id,)))
        gevraagd.append(
            verzoek(
                s.casus,
                s.omst,
                s.zetel.functie,
                naar,
                Aanvulling(bij=eerder.verstrekking, reden=reden, vraag=eerder.vraag),
                grondslag=eerder.grondslag,
                ontheffingen=eerder.ontheffingen,
                elementen=kreeg,
            )
        )
    return tuple(gevraagd)


def _teken_verzet_aan(s: Situatie, commando: TekenVerzetAan) -> Vervolg:
    over = commando.gaat_over(s.casus, s.omst.nieuw)
    if isinstance(over, Weigering):
        return over
    if commando.op > s.omst.op:
        return Weigering("Verzet dat nog moet komen telt niet.")
    verzet = naleving.Verzet(
        id=s.omst.nieuw(VERZET),
        over=over,
        aangetekend_op=commando.op,
        uiterlijk=commando.op + timedelta(weeks=VERZETWEKEN),
    )
    feit = naleving.VerzetAangetekend(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        verzet=verzet,
        gronden=s.omst.verzegeld[MOTIVERING],
        door=s.zetel.functie,
    )
    return (feit,)


def _beoordeel_verzet(s: Situatie, commando: BeoordeelVerzet) -> Vervolg:
    """Justified: the own seats see no more than they recorded, and who got it hears so."""
    if commando.verzet not in {p.uit for p in te_beoordelen(s.casus)}:
        return Weigering("Dat verzet wacht hier niet op een besluit.")
    gegrond = commando.oordeel == "gegrond"
    feit = naleving.VerzetBeoordeeld(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        verzet=commando.verzet,
        gegrond=gegrond,
        motivering=s.omst.verzegeld[MOTIVERING],
        door=s.zetel.functie,
        op=s.omst.op,
    )
    daarna = fold(s.casus, feit, s.omst.op)
    if not gegrond:
        return (feit,)
    over = next(v.over for v in s.casus.nakomen.verzetten if v.id == commando.verzet)
    gestopt = Situatie(daarna, s.zetel, s.omst)
    eigen = (e for e in daarna.elementen if e.over == over)
    return (
        feit,
        *opnieuw_voor_eigen_overleg(daarna, s.omst, eigen),
        *_meld_gegrond(gestopt, over),
    )


def _meld_gegrond(s: Situatie, over: str) -> Feiten:
    """Tell the tables that got something about this person on grounds e or f; without elements."""
    bekend = (*s.casus.elementen, *(g.element for g in s.casus.gedeeld))
    ids = {e.id for e in bekend if e.over == over}
    return tuple(
        verzoek(
            s.casus,
            s.omst,
            s.zetel.functie,
            naar,
            Aanvulling(bij=eerder.verstrekking, reden=Aanvulreden.VERZET),
            grondslag=eerder.grondslag,
        )
        for naar, eerder in s.casus.ontvangers_van(ids).items()
        if eerder.grondslag.grond in _TEGEN
    )
