"""Decisions about agreements: who helps, from when and until when, and what became of it."""

from typing import TypeAlias

from casusoverleg.domain.bespreken.state import Afspraak
from casusoverleg.domain.bespreken.steps import MaakAfspraak, RondAfspraakAf
from casusoverleg.domain.overdragen.overdracht import Wie
from casusoverleg.domain.stappen.circumstances import Situatie, functie_van
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from casusoverleg.domain.vastleggen.seals import nieuw_element
from casusoverleg.domain.verstrekken.verzoeken import voor_eigen_overleg
from contracts.elements import Veld
from contracts.events.casusoverleg import AfspraakAfgerond, AfspraakGemaakt
from contracts.vocabulary import DOEL_VAN_DOMEIN, Functie

Afspraakcommando: TypeAlias = MaakAfspraak | RondAfspraakAf


def decide(s: Situatie, commando: Afspraakcommando) -> Vervolg:
    """What follows from such a command."""
    match commando:
        case MaakAfspraak():
            return _maak(s, commando)
        case RondAfspraakAf():
            return _rond_af(s, commando)


def _maak(s: Situatie, commando: MaakAfspraak) -> Vervolg:
    """That an organisation helps says something of it: the organisation that helps is the source.

    So an agreement with addiction care is for the eyes of those who may know that it is involved.
    """
    uitvoerder = functie_van(commando.uitvoerder)
    tafel = s.zetel.overleg
    if uitvoerder not in tafel.functies() and tafel.vertegenwoordiger(uitvoerder) is None:
        return Weigering(
            "Wie helpt moet een zetel aan dit overleg hebben, of er worden vertegenwoordigd."
        )
    if commando.beoogd_einde < commando.start:
        return Weigering("De afspraak eindigt voordat zij begint.")
    if not _mag(s, uitvoerder):
        return Weigering("Een afspraak voor een ander legt de regie vast.")
    element = nieuw_element(
        s,
        Veld.AFSPRAAK,
        s.casus.betrokkene,
        doel=DOEL_VAN_DOMEIN[s.omst.domein],
        bron=s.omst.convenant.zetelsoort(uitvoerder).organisatietype,
    )
    feit = AfspraakGemaakt(
        casus=s.casus.id,
        afspraak=s.omst.nieuw("afspraak"),
        overleg=s.casus.overleg,
        soort=commando.soort,
        uitvoerder=uitvoerder,
        start=commando.start,
        beoogd_einde=commando.beoogd_einde,
        element=element,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    gevraagd = voor_eigen_overleg(
        s.casus, s.omst, s.zetel.functie, (element,), commando.bronbesluit
    )
    return (feit, gevraagd)


def _rond_af(s: Situatie, commando: RondAfspraakAf) -> Vervolg:
    afspraak = _bedoeld(s, commando)
    if afspraak is None:
        return Weigering("Die afspraak loopt niet; kies er een die loopt.")
    if not _mag(s, afspraak.uitvoerder):
        return Weigering("Wat er van een afspraak werd, zegt wie helpt, of de regie.")
    feit = AfspraakAfgerond(
        casus=s.casus.id,
        afspraak=afspraak.id,
        overleg=s.casus.overleg,
        afloop=commando.afloop,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (feit,)


def _bedoeld(s: Situatie, commando: RondAfspraakAf) -> Afspraak | None:
    """The agreement that is meant, or the only one of which this seat can say something."""
    lopend = s.casus.bespreken.lopende_afspraken
    if commando.afspraak is not None:
        return next((a for a in lopend if a.id == commando.afspraak), None)
    eigen = [a for a in lopend if _mag(s, a.uitvoerder)] or list(lopend)
    return eigen[0] if len(eigen) == 1 else None


def _mag(s: Situatie, uitvoerder: Functie) -> bool:
    spreekt = s.zetel.overleg.vertegenwoordiger(uitvoerder)
    return s.zetel.wie is Wie.REGIE or s.zetel.functie in (uitvoerder, spreekt)
