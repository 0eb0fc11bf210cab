"""What follows when the birth date of the young person is recorded, corrected, or told anew."""

from collections.abc import Collection
from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.nakomen.steps import CorrigeerInformatie
from casusoverleg.domain.stappen.circumstances import Omstandigheden, Situatie
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.leeftijd import (
    buiten_leeftijd,
    lees_geboortedatum,
    met_geboortedatum,
)
from casusoverleg.domain.vastleggen.steps import VoegInformatieToe
from casusoverleg.domain.verstrekken.verzoeken import opnieuw_voor_eigen_overleg, verzoek
from contracts.events.verstrekking import Aanvulling, Aanvulreden, VerstrekkingGevraagd
from contracts.vocabulary import Functie, Naam, OpaqueId


def geboren_volgens(
    s: Situatie, over: OpaqueId, commando: CorrigeerInformatie | VoegInformatieToe
) -> date | Weigering:
    """The birth date that this command records, if the one whom it is about can be born then."""
    van_jeugdige = over == s.casus.betrokkene
    geboren = lees_geboortedatum(commando.tekst, s.omst.op, van_jeugdige=van_jeugdige)
    if isinstance(geboren, Weigering) or not van_jeugdige or commando.leeftijd_wijkt_af:
        return geboren
    omst = met_geboortedatum(s.omst, geboren)
    if buiten_leeftijd(s.casus, omst, s.casus.overleg, met_reden=False):
        return Weigering(
            "Met deze geboortedatum is de jeugdige te jong of te oud voor dit overleg. Klopt dat, "
            "bevestig het dan."
        )
    return geboren


def leeftijd_bijgesteld(
    casus: Casus, omst: Omstandigheden, door: Functie, behalve: Collection[Naam] = ()
) -> tuple[VerstrekkingGevraagd, ...]:
    """Ask the gate again, with the age as it is now.

    For the own seats about all that is recorded about the young person: consent rests on his age.
    For the other tables without elements: with all that they got they were told his age band.
    """
    eigen = (e for e in casus.elementen if e.over == casus.betrokkene)
    gemeld = (
        verzoek(
            casus,
            omst,
            door,
            naar,
            Aanvulling(bij=eerder.verstrekking, reden=Aanvulreden.GECORRIGEERD, vraag=eerder.vraag),
            grondslag=eerder.grondslag,
        )
        for naar, eerder in casus.verstrekken.bereikt(behalve=casus.overleg).items()
        if naar not in behalve
    )
    return (*opnieuw_voor_eigen_overleg(casus, omst, eigen), *gemeld)
