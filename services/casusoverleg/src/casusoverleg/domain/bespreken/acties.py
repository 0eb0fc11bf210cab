"""Who has to do what by when at a table, in words without personal data."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from casusoverleg.domain.bespreken.bord import Fase, Wacht
from casusoverleg.domain.bespreken.state import Afspraak
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.plan import Plandoel
from casusoverleg.domain.overdragen.overdracht import Kant
from contracts.vocabulary import Frozen, Functie, Naam, OpaqueId
from contracts.words import in_sentence


class Taak(StrEnum):
    """What can be asked of someone at a table."""

    ANTWOORDEN = "Antwoorden op een aangeboden overdracht"
    BESPREKEN = "Bespreken"
    BESLUITEN = "Besluiten hoe het verder gaat"
    BEVESTIGEN = "Bevestigen dat er iets gedaan is"
    UITVOEREN = "Uitvoeren van het plan"
    SLUITEN = "Sluiten, of heropenen als de actie niet klopt"
    NAVRAAG = "Navraag beantwoorden"
    WEGEN = "Wegen of gegevens naar een ander overleg mogen"
    AFSPRAAK = "Afspraak nakomen"
    DOEL = "Werken aan een doel van het plan"


_TE_DOEN = {
    Fase.HIER_AANGEBODEN: Taak.ANTWOORDEN,
    Fase.TE_BESPREKEN: Taak.BESPREKEN,
    Fase.BESPROKEN: Taak.BESLUITEN,
    Fase.ACTIE_BEVESTIGD: Taak.SLUITEN,
}
"""What a casus in this phase asks of who directs its table."""


class Actie(Frozen):
    """Something to do; `uiterlijk` is the last day, where one was agreed."""

    casus: OpaqueId
    overleg: Naam
    taak: Taak
    wie: Functie
    uiterlijk: date | None
    afspraak: Afspraak | None = None

    @property
    def wat(self) -> str:
        """In words."""
        return f"Afspraak: {in_sentence(self.afspraak.soort)}" if self.afspraak else self.taak


def acties(
    casus: Casus,
    wacht: Wacht,
    regie: Functie,
    afspraken: Iterable[Afspraak],
    doelen: Iterable[Plandoel] = (),
) -> tuple[Actie, ...]:
    """What is to be done for a casus; of agreements and goals those that the reader may see."""
    if not casus.open:
        return ()
    return (
        *_van_de_tafel(casus, wacht, regie),
        *_van_afspraken(casus, afspraken),
        *_van_doelen(casus, doelen),
    )


def _van_de_tafel(casus: Casus, wacht: Wacht, regie: Functie) -> Iterator[Actie]:
    def actie(taak: Taak, uiterlijk: date | None, wie: Functie = regie) -> Actie:
        return Actie(casus=casus.id, overleg=casus.overleg, taak=taak, wie=wie, uiterlijk=uiterlijk)

    if wacht.fase in _TE_DOEN and wacht.bij == casus.overleg:
        yield actie(_TE_DOEN[wacht.fase], wacht.uiterlijk)
    elif wacht.fase is Fase.HIER_IN_UITVOERING and wacht.overdracht:
        yield actie(Taak.BEVESTIGEN, wacht.uiterlijk)
    elif wacht.fase is Fase.HIER_IN_UITVOERING and casus.bespreken.plan:
        yield actie(
            Taak.UITVOEREN, casus.bespreken.plan.beoogd_einde, casus.bespreken.plan.uitvoerder
        )
    if any(n.kant is Kant.ONTVANGER and not n.beantwoord for n in casus.vastleggen.navragen):
        yield actie(Taak.NAVRAAG, None)
    if casus.te_wegen():
        yield actie(Taak.WEGEN, None)


def _van_afspraken(casus: Casus, afspraken: Iterable[Afspraak]) -> Iterator[Actie]:
    for afspraak in afspraken:
        if afspraak.afloop is None:
            yield Actie(
                casus=casus.id,
                overleg=casus.overleg,
                taak=Taak.AFSPRAAK,
                wie=afspraak.uitvoerder,
                uiterlijk=afspraak.beoogd_einde,
                afspraak=afspraak,
            )


def _van_doelen(casus: Casus, doelen: Iterable[Plandoel]) -> Iterator[Actie]:
    for doel in doelen:
        if doel.loopt:
            yield Actie(
                casus=casus.id,
                overleg=casus.overleg,
                taak=Taak.DOEL,
                wie=doel.uitvoerder,
                uiterlijk=doel.streefdatum,
            )
