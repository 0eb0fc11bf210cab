"""Commands of the ladder, and of the plan that it watches."""

from typing import ClassVar, Literal

from pydantic import Field

from casusoverleg.domain.stappen.command import Commando, Eis, Rubriek
from casusoverleg.domain.stappen.eisen import (
    casus_is_open,
    heeft_een_plan,
    heeft_regie,
    is_opgeschaald,
)
from contracts.dagen import Dag
from contracts.vocabulary import Opschalingsgrond, Zetelnaam

Roepgrond = Literal[
    Opschalingsgrond.STAGNATIE,
    Opschalingsgrond.ONENIGHEID,
    Opschalingsgrond.HULP_NIET_TOEGANKELIJK,
    Opschalingsgrond.GEEN_PLAATS,
]
"""Why somebody calls for the ladder; a term that went by needs nobody to call."""


class SchaalOp(Commando):
    """Call in the next step of the ladder, without waiting for a term."""

    stap: ClassVar[str] = "schaal-op"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open,)
    titel: ClassVar[str] = "Schaal op"
    uitleg: ClassVar[str] = (
        "De volgende trede van de ladder krijgt bericht dat u haar erbij haalt, zonder gegevens."
    )

    grond: Roepgrond = Field(title="Waarom")


class SchaalAf(Commando):
    """Bring the casus back to the level below; a term that still runs begins anew."""

    stap: ClassVar[str] = "schaal-af"
    eisen: ClassVar[tuple[Eis, ...]] = (heeft_regie, is_opgeschaald)
    titel: ClassVar[str] = "Schaal af"

    reden: Literal["weer-op-gang", "lichtere-hulp", "terug-naar-het-gezin"] = Field(
        title="Waarom het lichter kan"
    )


class MeldOnveiligheid(Commando):
    """Report a family that does not cooperate while the child is in danger."""

    stap: ClassVar[str] = "meld-onveiligheid"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open,)
    titel: ClassVar[str] = "Meld bij AMK of Bureau Jeugdzorg"
    uitleg: ClassVar[str] = (
        "Werkt een gezin niet mee en loopt het kind daardoor gevaar, dan wordt gemeld en niet "
        "opgeschaald. Het meldpunt krijgt bericht dat u belt; gegevens gaan mee met een overdracht."
    )

    gezin_werkt_niet_mee: bool = Field(title="Het gezin werkt niet mee")
    kind_loopt_gevaar: bool = Field(title="Het kind loopt daardoor gevaar")


class LegJeugdzorgVast(Commando):
    """Record that Bureau Jeugdzorg coordinates, or does no longer."""

    stap: ClassVar[str] = "leg-jeugdzorg-vast"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie)
    titel: ClassVar[str] = "Leg vast of Bureau Jeugdzorg coördineert"
    uitleg: ClassVar[str] = (
        "Bij een indicatie of een kinderbeschermingsmaatregel coördineert Bureau Jeugdzorg; welke "
        "van de twee het is, hoeft hier niet te staan."
    )

    coordineert: bool = Field(title="Er is een indicatie of een maatregel")


class EvalueerPlan(Commando):
    """Record that the table looked whether its plan works."""

    stap: ClassVar[str] = "evalueer-plan"
    rubriek: ClassVar[Rubriek] = Rubriek.VRAGEN
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie, heeft_een_plan)
    titel: ClassVar[str] = "Evalueer het plan"

    oordeel: Literal["op-koers", "bijstellen", "doelen-bereikt"] = Field(title="Hoe het gaat")


class SpreekNazorgAf(Commando):
    """Agree who keeps an eye on the family after the plan."""

    stap: ClassVar[str] = "spreek-nazorg-af"
    eisen: ClassVar[tuple[Eis, ...]] = (heeft_regie,)
    titel: ClassVar[str] = "Spreek nazorg af"

    wie: Zetelnaam = Field(title="Wie een oog op het gezin houdt")
    tot: Dag = Field(title="Tot en met")
