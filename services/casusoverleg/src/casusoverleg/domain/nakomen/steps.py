"""Commands about what must be done after a decision: obligations, corrections, objections."""

from typing import ClassVar, Literal

from pydantic import Field

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import MOTIVERING, VERZET, NieuwId
from casusoverleg.domain.stappen.command import (
    Commando,
    Eis,
    Persoonskeuze,
    Rubriek,
    Tekst,
    leeftijd_wijkt_af,
    persoonskeuze,
)
from casusoverleg.domain.stappen.eisen import (
    heeft_regie,
    iets_te_corrigeren,
    plicht_staat_open,
    verzet_wacht,
)
from casusoverleg.domain.stappen.personen import bekende
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.leeftijd import zoals_bewaard
from contracts.dagen import Dag
from contracts.events.verstrekking import Belang
from contracts.vocabulary import OpaqueId, Relatie

Plichtnaam = str
"""How an obligation is named: from what it followed, and its kind."""


class KomVerplichtingNa(Commando):
    """Record that an obligation was met."""

    stap: ClassVar[str] = "kom-verplichting-na"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLICHT
    eisen: ClassVar[tuple[Eis, ...]] = (plicht_staat_open,)
    titel: ClassVar[str] = "Leg vast dat een verplichting is nagekomen"
    uitleg: ClassVar[str] = (
        "Bij een correctie die u kreeg, gaat zij hiermee ook naar wie het van u kreeg."
    )

    plicht: Plichtnaam = Field(title="Verplichting", max_length=100)
    op: Dag = Field(title="Gedaan op")


class ZieAfVanVerplichting(Commando):
    """Record why an obligation will not be met."""

    stap: ClassVar[str] = "zie-af-van-verplichting"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLICHT
    eisen: ClassVar[tuple[Eis, ...]] = (plicht_staat_open,)
    titel: ClassVar[str] = "Leg vast waarom een verplichting vervalt"

    plicht: Plichtnaam = Field(title="Verplichting", max_length=100)
    belang: Belang | None = Field(
        default=None,
        title="Voor welk belang",
        description="Verplicht als de betrokkene niet wordt ingelicht (artikel 43 Wbp).",
    )
    reden: Tekst = Field(title="Waarom", json_schema_extra={"long": True})

    def motiveert(self, nieuw: NieuwId) -> tuple[str, OpaqueId] | None:
        """Why it will not be met."""
        return self.reden, nieuw(MOTIVERING)


class CorrigeerInformatie(Commando):
    """Correct what was recorded; the tables that got it, get the correction."""

    stap: ClassVar[str] = "corrigeer-informatie"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLICHT
    eisen: ClassVar[tuple[Eis, ...]] = (iets_te_corrigeren,)
    titel: ClassVar[str] = "Corrigeer een gegeven"
    uitleg: ClassVar[str] = (
        "Wie het gegeven eerder kreeg, krijgt via de privacy-poort de verbeterde waarde."
    )

    element: OpaqueId = Field(title="Gegeven")
    tekst: Tekst = Field(title="Wat er moet staan", json_schema_extra={"long": True})
    leeftijd_wijkt_af: bool = leeftijd_wijkt_af()

    def zegt(self, casus: Casus) -> str | None:
        """What is right."""
        veld = next((e.veld for e in casus.elementen if e.id == self.element), None)
        return zoals_bewaard(veld, self.tekst)

    def gaat_over(self, casus: Casus, _nieuw: NieuwId) -> OpaqueId | Weigering:
        """Whom it was recorded about."""
        over = (e.over for e in casus.elementen if e.id == self.element)
        return next(over, casus.betrokkene)

    def als_element(self, _nieuw: NieuwId) -> OpaqueId:
        """A correction keeps the id of what it corrects."""
        return self.element


class TekenVerzetAan(Commando):
    """Record that somebody objects to provisions about himself."""

    stap: ClassVar[str] = "teken-verzet-aan"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLICHT
    titel: ClassVar[str] = "Leg verzet vast"
    uitleg: ClassVar[str] = (
        "Binnen vier weken wordt op het verzet besloten (artikel 40 Wbp). Is het gegrond, dan "
        "stopt de verstrekking op grond e of f meteen."
    )

    over: Relatie = Field(default=Relatie.JEUGDIGE, title="Van wie")
    persoon: Persoonskeuze | None = persoonskeuze()
    gronden: Tekst = Field(title="Waarom hij of zij zich verzet", json_schema_extra={"long": True})
    op: Dag = Field(title="Ontvangen op")

    def motiveert(self, nieuw: NieuwId) -> tuple[str, OpaqueId] | None:
        """On what the objection rests."""
        return self.gronden, nieuw(VERZET)

    def gaat_over(self, casus: Casus, _nieuw: NieuwId) -> OpaqueId | Weigering:
        """Whose data it is against."""
        return bekende(casus, self.over, self.persoon)


class BeoordeelVerzet(Commando):
    """Decide on an objection."""

    stap: ClassVar[str] = "beoordeel-verzet"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLICHT
    eisen: ClassVar[tuple[Eis, ...]] = (heeft_regie, verzet_wacht)
    titel: ClassVar[str] = "Besluit op verzet"
    uitleg: ClassVar[str] = "Bij gegrond verzet horen eerdere ontvangers het vanzelf."

    verzet: OpaqueId = Field(title="Verzet")
    oordeel: Literal["gegrond", "ongegrond"] = Field(title="Oordeel")
    motivering: Tekst = Field(title="Waarom", json_schema_extra={"long": True})

    def motiveert(self, _nieuw: NieuwId) -> tuple[str, OpaqueId] | None:
        """Why it is justified, or is not."""
        return self.motivering, self.verzet

    def gaat_over(self, casus: Casus, _nieuw: NieuwId) -> OpaqueId | Weigering:
        """Who objected."""
        over = (v.over for v in casus.nakomen.verzetten if v.id == self.verzet)
        return next(over, casus.betrokkene)
