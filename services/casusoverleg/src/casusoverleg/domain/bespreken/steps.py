"""Commands of the meeting: agenda, discussion, outcome, plan, the end of a casus."""

from typing import ClassVar, Literal

from pydantic import Field

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.naam import naam_is_bekend
from casusoverleg.domain.overdragen.steps import AnderBewijs
from casusoverleg.domain.stappen.command import Commando, Eis, Rubriek, Tekst, Vastlegcommando
from casusoverleg.domain.stappen.eisen import (
    NIETS_LOOPT,
    VERPLAATSEN,
    afspraak_loopt,
    casus_is_gesloten,
    casus_is_open,
    heeft_regie,
    is_besproken,
    is_overgenomen,
    school_is_bekend,
    uitkomst_is_eigen_plan,
)
from contracts.dagen import Dag
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.vergadering import Afloop, Afspraaksoort, Betrokkenheid, Veiligheidsreden
from contracts.vocabulary import OpaqueId, Zetelnaam


class Agendeer(Commando):
    """Put the casus on the agenda."""

    stap: ClassVar[str] = "agendeer"
    rubriek: ClassVar[Rubriek] = Rubriek.BESPREKEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie)
    titel: ClassVar[str] = "Zet op de agenda"

    vergadering: Dag = Field(title="Datum van het overleg")


class Bespreek(Commando):
    """Record that the casus was discussed."""

    stap: ClassVar[str] = "bespreek"
    rubriek: ClassVar[Rubriek] = Rubriek.BESPREKEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie, naam_is_bekend)
    titel: ClassVar[str] = "Leg de bespreking vast"

    op: Dag = Field(title="Besproken op")
    aanwezig: tuple[Zetelnaam, ...] = Field(
        default=(), title="Wie er waren", description="Zonder keuze: alleen u."
    )
    jeugdige: Betrokkenheid = Field(
        title="Hoe de jeugdige betrokken is",
        description="Niet betrekken kan alleen als de veiligheid van een kind in het geding is.",
    )
    ouders: Betrokkenheid = Field(title="Hoe de ouders betrokken zijn")
    veiligheidsreden: Veiligheidsreden | None = Field(
        default=None,
        title="Reden van veiligheid",
        description="Verplicht als jeugdige of ouders niet betrokken zijn, en alleen dan.",
    )


class StelUitkomstVast(Commando):
    """Record what the table decided."""

    stap: ClassVar[str] = "stel-uitkomst-vast"
    rubriek: ClassVar[Rubriek] = Rubriek.BESPREKEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie, is_besproken)
    titel: ClassVar[str] = "Stel de uitkomst vast"

    uitkomst: Besprekingsuitkomst = Field(title="Uitkomst van de bespreking")


class StelPlanVast(Commando):
    """Make a plan of one's own; the organisation that directs the table becomes the holder."""

    stap: ClassVar[str] = "stel-plan-vast"
    rubriek: ClassVar[Rubriek] = Rubriek.BESPREKEN
    eisen: ClassVar[tuple[Eis, ...]] = (*VERPLAATSEN, uitkomst_is_eigen_plan)
    titel: ClassVar[str] = "Stel een eigen plan vast"
    uitleg: ClassVar[str] = (
        "Met het plan wordt de organisatie die dit overleg leidt verantwoordelijk."
    )

    uitvoerder: Zetelnaam = Field(title="Wie het plan uitvoert")
    start: Dag = Field(title="Begint op")
    beoogd_einde: Dag = Field(title="Loopt naar verwachting tot")


class MaakAfspraak(Vastlegcommando):
    """Agree who helps, from when and until when."""

    stap: ClassVar[str] = "maak-afspraak"
    rubriek: ClassVar[Rubriek] = Rubriek.BESPREKEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open,)
    titel: ClassVar[str] = "Maak een afspraak"
    uitleg: ClassVar[str] = (
        "Wie helpt ziet de afspraak altijd; wie aan dit overleg haar nog meer ziet, bepaalt de "
        "privacy-gate: dat iemand hulp krijgt is ook een gegeven."
    )

    soort: Afspraaksoort = Field(title="Wat voor afspraak")
    uitvoerder: Zetelnaam = Field(title="Wie helpt")
    start: Dag = Field(title="Begint op")
    beoogd_einde: Dag = Field(title="Loopt naar verwachting tot")
    tekst: Tekst | None = Field(
        default=None, title="Wat er is afgesproken", json_schema_extra={"long": True}
    )

    def zegt(self, _casus: Casus) -> str | None:
        """What was agreed."""
        return self.tekst or self.soort.replace("-", " ")


class RondAfspraakAf(Commando):
    """Record what became of an agreement."""

    stap: ClassVar[str] = "rond-afspraak-af"
    rubriek: ClassVar[Rubriek] = Rubriek.BESPREKEN
    eisen: ClassVar[tuple[Eis, ...]] = (afspraak_loopt,)
    titel: ClassVar[str] = "Rond een afspraak af"

    afspraak: OpaqueId | None = Field(
        default=None, title="Afspraak", description="Leeg laten als er maar een loopt."
    )
    afloop: Afloop = Field(title="Wat ervan werd")


class BesluitTerugkoppeling(Commando):
    """Decide whether the school must hear something."""

    stap: ClassVar[str] = "besluit-terugkoppeling"
    rubriek: ClassVar[Rubriek] = Rubriek.VRAGEN
    eisen: ClassVar[tuple[Eis, ...]] = (school_is_bekend,)
    titel: ClassVar[str] = "Besluit of de school iets moet horen"

    nodig: bool = Field(title="Terugkoppeling aan de school is nodig")


class SluitCasus(Commando):
    """Close the casus at this table."""

    stap: ClassVar[str] = "sluit-casus"
    rubriek: ClassVar[Rubriek] = Rubriek.SLUITEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie, *NIETS_LOOPT)
    titel: ClassVar[str] = "Sluit de casus af"

    reden: Literal["plan-afgerond", "actie-bevestigd", "geen-vervolg", "overgenomen"] = Field(
        title="Waarom de casus dicht kan"
    )
    ander_bewijs: AnderBewijs = None


class HeropenCasus(Commando):
    """Open a closed casus again."""

    stap: ClassVar[str] = "heropen-casus"
    rubriek: ClassVar[Rubriek] = Rubriek.SLUITEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_gesloten, heeft_regie, is_overgenomen)
    titel: ClassVar[str] = "Heropen de casus"
