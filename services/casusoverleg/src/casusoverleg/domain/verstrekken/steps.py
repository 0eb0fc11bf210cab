"""The command by which a person gives the verdict that the gate left to him."""

from typing import ClassVar, Literal

from pydantic import Field, JsonValue

from casusoverleg.domain.stappen.circumstances import WEGING, NieuwId
from casusoverleg.domain.stappen.command import Commando, Eis, Rubriek, Tekst
from casusoverleg.domain.stappen.eisen import iets_te_wegen
from contracts.dagen import Dag
from contracts.events.verstrekking import Belang, Weegfactor
from contracts.vocabulary import OpaqueId

_LANG: dict[str, JsonValue] = {"long": True}


class LegWegingVast(Commando):
    """Give the verdict that the gate left to a person, with what was considered."""

    stap: ClassVar[str] = "leg-weging-vast"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    eisen: ClassVar[tuple[Eis, ...]] = (iets_te_wegen,)
    titel: ClassVar[str] = "Leg uw oordeel vast"
    uitleg: ClassVar[str] = (
        "Bij artikel 9-2 weegt u alle vijf de factoren. Wat u schrijft wordt verzegeld en gaat "
        "niet mee naar de ontvanger. Mag het, dan volgt het gegeven vanzelf."
    )

    verstrekking: OpaqueId = Field(title="Verstrekking")
    elementen: tuple[OpaqueId, ...] = Field(
        default=(),
        title="Gegevens waarover u oordeelt",
        description="Zonder keuze: alles wat bij deze verstrekking op uw oordeel wacht.",
    )
    oordeel: Literal["verstrekken", "niet-verstrekken"] = Field(title="Oordeel")
    artikel: Literal["9-2", "43"] = Field(
        title="Artikel", description="9-2: verenigbaar met het doel; 43: noodzakelijk."
    )
    verwantschap: Tekst | None = Field(
        default=None,
        title="Verwantschap van de doelen",
        description="Hoe dicht ligt het nieuwe doel bij het doel waarvoor dit is verkregen?",
        json_schema_extra=_LANG,
    )
    aard: Tekst | None = Field(
        default=None,
        title="Aard van de gegevens",
        description="Hoe gevoelig is dit?",
        json_schema_extra=_LANG,
    )
    gevolgen: Tekst | None = Field(
        default=None,
        title="Gevolgen voor de betrokkene",
        description="Wat kan er voor hem of haar uit volgen?",
        json_schema_extra=_LANG,
    )
    wijze: Tekst | None = Field(
        default=None,
        title="Wijze van verkrijgen",
        description="Van wie kwam het, en wat is daarbij gezegd?",
        json_schema_extra=_LANG,
    )
    waarborgen: Tekst | None = Field(
        default=None,
        title="Waarborgen",
        description="Wat beschermt de betrokkene bij de ontvanger?",
        json_schema_extra=_LANG,
    )
    belang: Belang | None = Field(
        default=None, title="Voor welk belang", description="Verplicht bij artikel 43."
    )
    noodzaak: Tekst | None = Field(
        default=None,
        title="Waarom het noodzakelijk is",
        description="Verplicht bij artikel 43.",
        json_schema_extra=_LANG,
    )
    proportionaliteit: Tekst = Field(
        title="Proportionaliteit",
        description="Staat het belang in verhouding tot de inbreuk?",
        json_schema_extra=_LANG,
    )
    subsidiariteit: Tekst = Field(
        title="Subsidiariteit",
        description="Kan het niet met minder, of op een andere manier?",
        json_schema_extra=_LANG,
    )
    gronden: Tekst = Field(
        title="Uw gronden", description="Waarom u zo oordeelt.", json_schema_extra=_LANG
    )
    geldig_tot: Dag = Field(
        title="Het oordeel geldt tot en met",
        description="Daarna telt het niet meer, en wordt bij een volgende verstrekking opnieuw "
        "gevraagd.",
    )

    def overwegingen(self) -> dict[Weegfactor, str]:
        """The factors of Wbp 9(2) that were considered, each with what was said of it."""
        gezegd = {
            Weegfactor.VERWANTSCHAP: self.verwantschap,
            Weegfactor.AARD: self.aard,
            Weegfactor.GEVOLGEN: self.gevolgen,
            Weegfactor.WIJZE: self.wijze,
            Weegfactor.WAARBORGEN: self.waarborgen,
        }
        return {factor: tekst for factor, tekst in gezegd.items() if tekst}

    def motivering(self) -> str:
        """Everything that was said, as one readable text."""
        delen: dict[str, str] = {
            **{str(factor): tekst for factor, tekst in self.overwegingen().items()},
            "proportionaliteit": self.proportionaliteit,
            "subsidiariteit": self.subsidiariteit,
            "gronden": self.gronden,
        }
        return "\n".join(
            f"{naam.replace('-', ' ').capitalize()}: {tekst}" for naam, tekst in delen.items()
        )

    def noodzaakt(self) -> str | None:
        """Why it is necessary."""
        return self.noodzaak

    def motiveert(self, nieuw: NieuwId) -> tuple[str, OpaqueId] | None:
        """How it was weighed."""
        return self.motivering(), nieuw(WEGING)
