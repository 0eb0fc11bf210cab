"""From a report to single pieces of information: only what has a value, each about one person."""

from collections.abc import Iterator
from dataclasses import dataclass

from contracts.covenant import Convenant
from contracts.elements import Veld
from contracts.vocabulary import OpaqueId, Relatie
from intake.domain.aanmelding import Aanmelding, Gezinslid, Melding


def naam_van(veld: Veld) -> str:
    """What the field is called in a report."""
    return veld.value.replace("-", "_")


VAN_JEUGDIGE = tuple(
    veld for veld in Veld if naam_van(veld) in Melding.model_fields and veld != Veld.GEBOORTEDATUM
)
"""The fields of a report that are a piece of information as they stand."""

VAN_GEZINSLID = tuple(veld for veld in Veld if naam_van(veld) in Gezinslid.model_fields)
"""Likewise for another person."""


@dataclass(frozen=True)
class Personen:
    """The opaque ids of everybody in a case, in this domain."""

    betrokkene: OpaqueId
    gezin: OpaqueId
    gezinsleden: tuple[OpaqueId, ...]

    def leden_van(self, aanmelding: Aanmelding) -> Iterator[tuple[OpaqueId, Gezinslid]]:
        """The other persons of the report, each with his id."""
        return zip(self.gezinsleden, aanmelding.gezinsleden, strict=True)


@dataclass(frozen=True)
class Gegeven:
    """A value that is not yet sealed."""

    veld: Veld
    over: OpaqueId
    relatie: Relatie
    waarde: str


def gegevens_van(
    aanmelding: Aanmelding, personen: Personen, convenant: Convenant
) -> tuple[Gegeven, ...]:
    """Everything in the report that has a value. The BSN is not among it."""
    own = tuple(
        Gegeven(veld, personen.betrokkene, Relatie.JEUGDIGE, waarde)
        for veld, waarde in _van_jeugdige(aanmelding, convenant)
    )
    others = tuple(
        Gegeven(veld, over, Relatie(lid.relatie), waarde)
        for over, lid in personen.leden_van(aanmelding)
        for veld, waarde in ingevuld(lid)
    )
    return own + others


def ingevuld(deel: Melding | Gezinslid) -> Iterator[tuple[Veld, str]]:
    """The fields of information with a value, as they were filled in."""
    for veld in VAN_GEZINSLID if isinstance(deel, Gezinslid) else VAN_JEUGDIGE:
        if waarde := getattr(deel, naam_van(veld)):
            yield veld, waarde


def _van_jeugdige(aanmelding: Aanmelding, convenant: Convenant) -> Iterator[tuple[Veld, str]]:
    yield Veld.NAAM, f"{aanmelding.voornaam} {aanmelding.achternaam}"
    yield Veld.GEBOORTEDATUM, aanmelding.geboortedatum.isoformat()
    school = convenant.organisaties[aanmelding.school].naam if aanmelding.school else ""
    leerjaar = f"leerjaar {aanmelding.leerjaar}" if aanmelding.leerjaar else ""
    if school or leerjaar:
        yield Veld.SCHOOL_EN_LEERJAAR, ", ".join(part for part in (school, leerjaar) if part)
    yield from ingevuld(aanmelding)
    if aanmelding.reden_leeftijd:
        yield (
            Veld.TOELICHTING,
            f"Reden om van de leeftijd af te wijken: {aanmelding.reden_leeftijd}",
        )
