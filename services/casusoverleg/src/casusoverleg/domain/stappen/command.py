"""What every command is, and what those share that let information pass."""

from collections.abc import Callable
from enum import IntEnum, auto
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import ConfigDict, Field, StringConstraints
from pydantic.alias_generators import to_camel

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import ELEMENT, NieuwId, Zetel
from casusoverleg.domain.stappen.personen import IEMAND_ANDERS
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.verstrekken.state import Grondslag
from contracts.dagen import Dag
from contracts.events.verstrekking import (
    Belang,
    Bronbesluit,
    Doorbreking,
    Informeren,
    Ontheffingsgrond,
    Stap,
    Weegfactor,
)
from contracts.vocabulary import LEESBAAR, Doel, Frozen, Grond, OpaqueId

MAXIMUM = 4000

Tekst = Annotated[
    str, StringConstraints(min_length=1, max_length=MAXIMUM, strip_whitespace=True), LEESBAAR
]
"""What someone types; it is sealed before it is kept."""


Persoonskeuze = Annotated[
    str, StringConstraints(pattern=rf"^({IEMAND_ANDERS}|[0-9a-hjkmnp-tv-z]{{16,52}})$")
]
"""Whom of the persons in the casus a step is about: an id, or somebody who is new there."""


def persoonskeuze(wanneer: str = "Nodig zodra hier iemand met die relatie bekend is.") -> Any:
    """The field in which somebody says whom he means: a relation or a name does not say it."""
    return Field(default=None, title="Welke persoon", description=wanneer)


def leeftijd_wijkt_af() -> Any:
    """The field in which somebody says that an unlikely birth date is right."""
    return Field(
        default=False,
        title="Het klopt dat de jeugdige jonger of ouder is dan dit overleg bespreekt",
        description="Alleen bij een geboortedatum.",
    )


Eis: TypeAlias = Callable[[Casus, Zetel], str | None]
"""Why a step cannot be done, in Dutch; None when this requirement is met."""


class Rubriek(IntEnum):
    """Where a page shows a step: what waits comes first, what ends a casus last."""

    WACHT = auto()
    VASTLEGGEN = auto()
    BESPREKEN = auto()
    VERPLAATSEN = auto()
    VRAGEN = auto()
    BEGELEIDEN = auto()
    VERPLICHT = auto()
    SLUITEN = auto()


class Commando(Frozen):
    """A step that someone wants to make. JSON may use the field names in camelCase too.

    Attributes:
        eisen: what it requires, in the order of telling; a step of a hand-off requires what the
            protocol says.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )

    stap: ClassVar[str]
    titel: ClassVar[str]
    uitleg: ClassVar[str] = ""
    rubriek: ClassVar[Rubriek] = Rubriek.BEGELEIDEN
    eisen: ClassVar[tuple[Eis, ...]] = ()

    def zegt(self, casus: Casus) -> str | None:  # noqa: ARG002 - most say nothing
        """The words that become an element; they are sealed before anything is decided."""
        return None

    def gaat_over(self, casus: Casus, nieuw: NieuwId) -> OpaqueId | Weigering:  # noqa: ARG002 - as above
        """Whom its words are about; who is new here gets an id."""
        return casus.betrokkene

    def als_element(self, nieuw: NieuwId) -> OpaqueId:
        """The id of the element that the words are."""
        return nieuw(ELEMENT)

    def noodzaakt(self) -> str | None:
        """Why it is necessary, for a weighing of the seat's own; sealed likewise."""
        return None

    def motiveert(self, nieuw: NieuwId) -> tuple[str, OpaqueId] | None:  # noqa: ARG002 - as above
        """Why someone decides so or asks so, and the id that it is sealed under."""
        return None


class Vastlegcommando(Commando):
    """A step by which a seat records something of its own."""

    bronbesluit: Bronbesluit = Field(
        default=Bronbesluit.GEEN,
        title="Vastgelegd besluit bij de bron",
        description="Alleen voor politie en OM: zonder dat besluit ziet geen andere zetel het.",
    )


class Overdrachtscommando(Commando):
    """A step of one hand-off.

    Attributes:
        maakt: the step of the protocol that it makes.
    """

    maakt: ClassVar[Stap]

    overdracht: OpaqueId | None = Field(
        default=None,
        title="Overdracht",
        description="Leeg laten als er maar een overdracht is waarbij deze stap past.",
    )


class MetToelichting(Overdrachtscommando):
    """A step of a hand-off with room for words; they pass the gate as an element of their own."""

    toelichting: Tekst | None = Field(
        default=None,
        title="Toelichting",
        description="Vrije tekst gaat pas naar een ander domein nadat iemand die gewogen heeft.",
        json_schema_extra={"long": True},
    )

    def zegt(self, _casus: Casus) -> str | None:
        """The explanation."""
        return self.toelichting


class Verstrekkingscommando(Commando):
    """A step by which information passes to another table."""

    elementen: tuple[OpaqueId, ...] | None = Field(
        default=None,
        title="Mee te geven gegevens",
        description="Geef alleen mee wat nodig is. Zonder de naam van de jeugdige kan een ander "
        "overleg een casus niet bespreken of aannemen.",
    )
    doel: Doel = Field(title="Doel van de verstrekking")
    grond: Grond = Field(title="Grondslag", description="Artikel 8 Wbp.")
    doorbreking: Doorbreking = Field(
        default=Doorbreking.GEEN, title="Wat de geheimhouding doorbreekt, naast toestemming"
    )
    bronbesluit: Bronbesluit = Field(
        default=Bronbesluit.GEEN, title="Vastgelegd besluit bij de bron (politie of OM)"
    )
    informeren: Informeren = Field(
        default=Informeren.NIET_VASTGESTELD, title="Hoe de betrokkene is ingelicht"
    )
    acuut_gevaar: bool = Field(default=False, title="Er is acuut gevaar voor leven of gezondheid")
    gevaar_voor: Literal["jeugdige", "ander"] = Field(
        default="jeugdige", title="Voor wie", description="Alleen bij acuut gevaar."
    )
    toestemming_onmogelijk: bool = Field(default=False, title="Toestemming vragen is onmogelijk")
    wilsonbekwaam: bool = Field(
        default=False,
        title="De jeugdige kan hierover niet zelf beslissen",
        description="De vertegenwoordiger beslist dan, zoals onder 12 jaar (artikel 51 Wet op de "
        "jeugdzorg).",
    )
    ontheffing: Ontheffingsgrond | None = Field(
        default=None,
        title="Wat het verbod op bijzondere gegevens opheft",
        description="Artikelen 22, vierde lid, en 23 Wbp; sinds 25 mei 2018 de artikelen 9 en 10 "
        "AVG. Geldt alleen voor wat u nu meegeeft.",
    )
    weging_artikel: Literal["9-2", "43"] | None = Field(
        default=None,
        title="Weging volgens artikel",
        description="Alleen als u zelf weegt: 9-2 (verenigbaar doel) of 43 (noodzaak).",
    )
    weging_factoren: tuple[Weegfactor, ...] = Field(default=(), title="Wat is meegewogen")
    weging_belang: Belang | None = Field(
        default=None, title="Voor welk belang", description="Verplicht bij artikel 43."
    )
    weging_noodzaak: Tekst | None = Field(
        default=None,
        title="Waarom het noodzakelijk is",
        description="Verplicht bij artikel 43.",
        json_schema_extra={"long": True},
    )
    weging_geldig_tot: Dag | None = Field(default=None, title="De weging geldt tot en met")

    def noodzaakt(self) -> str | None:
        """Why somebody who weighs himself thinks so."""
        return self.weging_noodzaak

    def grondslag(self) -> Grondslag:
        """On what the provision rests."""
        return Grondslag(
            doel=self.doel,
            grond=self.grond,
            doorbreking=self.doorbreking,
            bronbesluit=self.bronbesluit,
            informeren=self.informeren,
            acuut_gevaar=self.acuut_gevaar,
            gevaar_voor=self.gevaar_voor,
            toestemming_onmogelijk=self.toestemming_onmogelijk,
            wilsonbekwaam=self.wilsonbekwaam,
        )
