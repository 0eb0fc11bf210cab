"""A step of a hand-off as a fact here and as news for the other side."""

from collections.abc import Iterable
from datetime import date

from casusoverleg.domain.overdragen.overdracht import Overdracht
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.verstrekken.state import Grondslag
from casusoverleg.domain.verstrekken.verzoeken import PROTOCOL, verzoek
from contracts.elements import Element
from contracts.events.casusoverleg import OverdrachtGewijzigd
from contracts.events.payload import Payload
from contracts.events.verstrekking import Bewijssoort, Overdrachtstap, Stap
from contracts.overdracht import Heropengrond, Weigergrond


def stap_zetten(
    s: Situatie,
    overdracht: Overdracht,
    stap: Stap,
    *,
    reden: Weigergrond | Heropengrond | None = None,
    bewijs: Bewijssoort | None = None,
    actiedatum: date | None = None,
    elementen: Iterable[Element] = (),
    grondslag: Grondslag | None = None,
) -> tuple[Payload, ...]:
    """The deed itself, and the request to let the other side hear of it.

    The elements that go along rest on `grondslag`, or else on what the offer rested on.
    """
    inhoud = Overdrachtstap(
        overdracht=overdracht.id,
        stap=stap,
        door=s.zetel.functie,
        op=s.omst.op,
        houder=overdracht.houder_na(stap, s.zetel.functie, s.casus.houder),
        reden=reden,
        bewijs=bewijs,
        actiedatum=actiedatum,
    )
    feit = OverdrachtGewijzigd(
        casus=s.casus.id, overleg=s.casus.overleg, **inhoud.model_dump(exclude={"soort"})
    )
    meegegeven = tuple(elementen)
    bericht = verzoek(
        s.casus,
        s.omst,
        s.zetel.functie,
        overdracht.ander_overleg,
        inhoud,
        grondslag=grondslag or (_grondslag(s, overdracht) if meegegeven else PROTOCOL),
        elementen=meegegeven,
        convenant=overdracht.convenant,
    )
    return (feit, bericht)


def _grondslag(s: Situatie, overdracht: Overdracht) -> Grondslag:
    """Words that go along rest on what the offer rested on, where it was made here."""
    eerder = (
        v.grondslag
        for v in s.casus.verstrekken.verzoeken
        if v.overdracht == overdracht.id and v.soort == "overdrachtsaanbod"
    )
    return next(eerder, PROTOCOL)
