"""Commands of the plan: goals, and what only the zorgregisseur may do."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic.alias_generators import to_camel

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import NieuwId
from casusoverleg.domain.stappen.command import (
    Commando,
    Eis,
    Persoonskeuze,
    Tekst,
    Vastlegcommando,
    persoonskeuze,
)
from casusoverleg.domain.stappen.eisen import (
    casus_is_open,
    doel_loopt,
    heeft_een_plan,
    heeft_regie,
    is_van_een_gezin,
)
from casusoverleg.domain.stappen.personen import persoon_of_nieuw
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.dagen import Dag
from contracts.gezinsplan import Doeloordeel, Leefgebied
from contracts.vocabulary import OpaqueId, Relatie, Zetelnaam

_SMART: Mapping[str, str] = MappingProxyType(
    {
        "wat": "wat er bereikt moet zijn",
        "maatstaf": "waaraan men ziet dat het bereikt is",
        "wie": "wie eraan werkt",
        "start": "wanneer het begint",
        "streefdatum": "wanneer het bereikt moet zijn",
    }
)


class Doelcommando(Vastlegcommando):
    """What a goal says. It is specific, measurable, somebody's, and has its dates: SMART."""

    wat: Tekst = Field(title="Wat er bereikt moet zijn", json_schema_extra={"long": True})
    maatstaf: Tekst = Field(
        title="Waaraan men ziet dat het bereikt is",
        description="Iets dat te tellen of te zien is.",
        json_schema_extra={"long": True},
    )
    wie: Zetelnaam = Field(title="Wie eraan werkt")
    start: Dag = Field(title="Begint op")
    streefdatum: Dag = Field(title="Moet bereikt zijn op")

    @model_validator(mode="before")
    @classmethod
    def _is_smart(cls, given: Any) -> Any:
        if isinstance(given, dict):
            leeg = [
                woorden
                for naam, woorden in _SMART.items()
                if not str(given.get(naam, given.get(to_camel(naam))) or "").strip()
            ]
            if leeg:
                raise ValueError(f"Een doel is SMART; vul nog in: {', '.join(leeg)}.")
        return given

    @property
    def tekst(self) -> str:
        """What is sealed."""
        return f"{self.wat} Bereikt als: {self.maatstaf}"

    def zegt(self, _casus: Casus) -> str | None:
        """What is aimed at."""
        return self.tekst


class StelDoel(Doelcommando):
    """Set a goal of the plan; one of the family goes into the file of each of its children."""

    stap: ClassVar[str] = "stel-doel"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie, heeft_een_plan)
    titel: ClassVar[str] = "Stel een doel in het plan"
    uitleg: ClassVar[str] = (
        "Een doel voor het gezin komt in het dossier van elk kind van dit gezin aan dit overleg. "
        "Wie eraan werkt ziet het doel altijd; wie aan dit overleg het nog meer ziet, bepaalt de "
        "privacy-gate."
    )

    leefgebied: Leefgebied = Field(
        title="Leefgebied",
        description="De eerste drie zijn voor de jeugdige, de andere voor het hele gezin.",
    )
    over: Literal[Relatie.JEUGDIGE, Relatie.OUDER, Relatie.PARTNER] = Field(
        default=Relatie.JEUGDIGE,
        title="Over wie dit iets zegt",
        description="Wat over een ouder gaat, staat op naam van die ouder.",
    )
    persoon: Persoonskeuze | None = persoonskeuze()

    def gaat_over(self, casus: Casus, nieuw: NieuwId) -> OpaqueId | Weigering:
        """Whom the goal is about."""
        return persoon_of_nieuw(casus, self.over, self.persoon, nieuw)


class StelDoelBij(Doelcommando):
    """Put a goal otherwise; what it was before stays known."""

    stap: ClassVar[str] = "stel-doel-bij"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie, doel_loopt)
    titel: ClassVar[str] = "Stel een doel bij"
    uitleg: ClassVar[str] = "Het doel zoals het was, met wat daarvan gevonden werd, blijft bewaard."

    plandoel: OpaqueId = Field(title="Doel")

    def gaat_over(self, casus: Casus, _nieuw: NieuwId) -> OpaqueId | Weigering:
        """Whom the goal was about."""
        doel = casus.gezinsplan.doel(self.plandoel)
        over = (e.over for e in casus.elementen if doel and e.id == doel.element)
        return next(over, casus.betrokkene)


class EvalueerDoel(Commando):
    """Record whether a goal is reached."""

    stap: ClassVar[str] = "evalueer-doel"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, doel_loopt)
    titel: ClassVar[str] = "Evalueer een doel"

    plandoel: OpaqueId = Field(title="Doel")
    oordeel: Doeloordeel = Field(
        title="Is het behaald?",
        description="Wat vervalt, omdat het niet klopt of niet meer nodig is, leest niemand meer.",
    )


class NeemOpInGezin(Commando):
    """Find that the children of two files are of one family."""

    stap: ClassVar[str] = "neem-op-in-gezin"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie)
    titel: ClassVar[str] = "Breng samen met een broer of zus"
    uitleg: ClassVar[str] = (
        "Voor kinderen van een gezin. Vanaf dan komen de doelen voor het gezin in het dossier van "
        "elk van hen, en hebben zij dezelfde zorgcoördinator-gezin. Elk kind houdt zijn eigen "
        "dossier."
    )

    met: OpaqueId = Field(
        title="Casusnummer van de broer of zus",
        description="Een open casus aan dit overleg, zoals op het casusbord.",
    )


class HaalUitGezin(Commando):
    """Find that a child is not of the family that its file was brought together with."""

    stap: ClassVar[str] = "haal-uit-gezin"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie, is_van_een_gezin)
    titel: ClassVar[str] = "Haal uit het gezin"
    uitleg: ClassVar[str] = (
        "Voor een kind dat bij vergissing in dit gezin staat. De doelen van het gezin blijven in "
        "elk dossier staan, voortaan los van elkaar: laat er in elk vervallen wat niet klopt."
    )


class BenoemZorgcoordinatorGezin(Commando):
    """Name who coordinates for the family; one at a time."""

    stap: ClassVar[str] = "benoem-zorgcoordinator-gezin"
    titel: ClassVar[str] = "Benoem de zorgcoördinator-gezin"
    uitleg: ClassVar[str] = "Een gezin heeft er een; wie het was, is het dan niet meer."

    coordinator: Zetelnaam = Field(title="Wie voor dit gezin coordineert")


class StemInMetAfsluiten(Commando):
    """Agree that a casus is closed."""

    stap: ClassVar[str] = "stem-in-met-afsluiten"
    titel: ClassVar[str] = "Stem in met afsluiten"

    reden: Literal["lichtere-hulp", "terug-naar-het-gezin"] = Field(
        title="Waarnaar wordt afgeschaald"
    )


REGISSEURSTAPPEN: Mapping[str, type[Commando]] = MappingProxyType(
    {c.stap: c for c in (BenoemZorgcoordinatorGezin, StemInMetAfsluiten)}
)
"""What the zorgregisseur does, who has no seat at the table."""
