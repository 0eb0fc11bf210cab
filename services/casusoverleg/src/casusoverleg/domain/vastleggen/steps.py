"""Commands about what is known, asked, consented and weighed."""

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import NieuwId
from casusoverleg.domain.stappen.command import (
    Commando,
    Eis,
    Persoonskeuze,
    Rubriek,
    Tekst,
    Vastlegcommando,
    Verstrekkingscommando,
    leeftijd_wijkt_af,
    persoonskeuze,
)
from casusoverleg.domain.stappen.eisen import casus_is_open, navraag_wacht, toestemming_is_er
from casusoverleg.domain.stappen.personen import IEMAND_ANDERS, bekende, persoon_of_nieuw
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.leeftijd import zoals_bewaard
from contracts.aard_tabel import BEKENDHEIDSVELDEN
from contracts.dagen import Dag
from contracts.elements import Categorie, Veld
from contracts.events.verstrekking import Navraagsoort
from contracts.vocabulary import Doel, Domein, Naam, OpaqueId, Relatie


class MeldBekendheid(Vastlegcommando):
    """Say whether one's own organisation knows the young person."""

    stap: ClassVar[str] = "meld-bekendheid"
    rubriek: ClassVar[Rubriek] = Rubriek.VASTLEGGEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open,)
    titel: ClassVar[str] = "Meld of de jeugdige bekend is"
    uitleg: ClassVar[str] = "Wie aan dit overleg dit mag zien, bepaalt de privacy-gate."

    bekend: Literal["ja", "nee"] = Field(title="Bij uw organisatie bekend?")

    def zegt(self, _casus: Casus) -> str | None:
        """Whether the young person is known."""
        return self.bekend


class VoegInformatieToe(Vastlegcommando):
    """Record something at the table; who else may open it, the gate says."""

    stap: ClassVar[str] = "voeg-informatie-toe"
    rubriek: ClassVar[Rubriek] = Rubriek.VASTLEGGEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open,)
    titel: ClassVar[str] = "Voeg informatie toe"
    uitleg: ClassVar[str] = "Wie aan dit overleg dit mag zien, bepaalt de privacy-gate."

    veld: Veld = Field(title="Soort informatie")
    over: Relatie = Field(default=Relatie.JEUGDIGE, title="Over wie")
    persoon: Persoonskeuze | None = persoonskeuze()
    tekst: Tekst = Field(title="Wat u vastlegt", json_schema_extra={"long": True})
    leeftijd_wijkt_af: bool = leeftijd_wijkt_af()
    doel: Doel = Field(title="Waarvoor het is verzameld")
    schoolverband: bool = Field(
        default=False,
        title="Het heeft met school te maken",
        description="Alleen bij politie en straf: op school, of tegen haar of wie er werkt.",
    )

    @model_validator(mode="after")
    def _not_being_known(self) -> Self:
        if self.veld in BEKENDHEIDSVELDEN:
            raise ValueError("Meld bekendheid met de stap daarvoor.")
        return self

    def zegt(self, _casus: Casus) -> str | None:
        """What is recorded."""
        return zoals_bewaard(self.veld, self.tekst)

    def gaat_over(self, casus: Casus, nieuw: NieuwId) -> OpaqueId | Weigering:
        """About whom it is recorded."""
        return persoon_of_nieuw(casus, self.over, self.persoon, nieuw)


class StelNavraag(Verstrekkingscommando):
    """Put a typed question to another table. Without a choice name and birth date go along."""

    stap: ClassVar[str] = "stel-navraag"
    rubriek: ClassVar[Rubriek] = Rubriek.VRAGEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open,)
    titel: ClassVar[str] = "Doe navraag bij een ander overleg"

    naar_overleg: Naam = Field(title="Navraag bij")
    vraag: Navraagsoort = Field(title="Vraag")


class BeantwoordNavraag(Verstrekkingscommando):
    """Answer such a question; the answer passes the gate."""

    stap: ClassVar[str] = "beantwoord-navraag"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    eisen: ClassVar[tuple[Eis, ...]] = (navraag_wacht,)
    titel: ClassVar[str] = "Beantwoord een navraag"

    navraag: OpaqueId | None = Field(
        default=None, title="Navraag", description="Leeg laten als er maar een openstaat."
    )
    antwoord: Literal["ja", "nee"] = Field(title="Antwoord")
    persoon: Persoonskeuze | None = persoonskeuze(
        "Alleen bij een vraag over de ouders, als het antwoord over een van hen gaat."
    )
    toelichting: Tekst | None = Field(
        default=None,
        title="Toelichting",
        description="Bijvoorbeeld welke acties er genomen zijn.",
        json_schema_extra={"long": True},
    )

    def zegt(self, _casus: Casus) -> str | None:
        """The answer, with what explains it."""
        return f"{self.antwoord}: {self.toelichting}" if self.toelichting else self.antwoord

    def gaat_over(self, casus: Casus, nieuw: NieuwId) -> OpaqueId | Weigering:
        """The young person, or a parent where the question was about the parents."""
        navraag = casus.vastleggen.wachtende_navraag(self.navraag)
        if navraag is None or navraag.vraag is not Navraagsoort.HULP_OUDERS:
            return casus.betrokkene
        return persoon_of_nieuw(casus, Relatie.OUDER, self.persoon or IEMAND_ANDERS, nieuw)


class LegToestemmingVast(Commando):
    """Record consent that was given."""

    stap: ClassVar[str] = "leg-toestemming-vast"
    rubriek: ClassVar[Rubriek] = Rubriek.VRAGEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open,)
    titel: ClassVar[str] = "Leg toestemming vast"

    over: Relatie = Field(default=Relatie.JEUGDIGE, title="Voor gegevens over")
    persoon: Persoonskeuze | None = persoonskeuze()
    door: Literal["jeugdige", "vertegenwoordiger", "betrokkene"] = Field(
        title="Gegeven door",
        description="Onder 16 jaar geeft de wettelijk vertegenwoordiger toestemming.",
    )
    uitdrukkelijk: bool = Field(default=False, title="De toestemming is uitdrukkelijk gegeven")
    doel: Doel = Field(title="Voor welk doel")
    categorieen: tuple[Categorie, ...] = Field(min_length=1, title="Voor welke gegevens")
    ontvangers: tuple[Domein, ...] = Field(min_length=1, title="Voor welke ontvangers")
    gegeven_op: Dag = Field(title="Gegeven op")

    def gaat_over(self, casus: Casus, _nieuw: NieuwId) -> OpaqueId | Weigering:
        """Whose consent it is about."""
        return bekende(casus, self.over, self.persoon)


class TrekToestemmingIn(Commando):
    """Record that consent was withdrawn: from now on it counts as not given."""

    stap: ClassVar[str] = "trek-toestemming-in"
    rubriek: ClassVar[Rubriek] = Rubriek.VRAGEN
    eisen: ClassVar[tuple[Eis, ...]] = (toestemming_is_er,)
    titel: ClassVar[str] = "Trek toestemming in"

    toestemming: OpaqueId = Field(title="Toestemming")
