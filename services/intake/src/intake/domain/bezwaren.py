"""Why a report cannot be taken: each objection names a field, in Dutch, without its value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from contracts.covenant import Convenant
from contracts.covenant_text import Overleg
from contracts.dagen import bezwaar_tegen_geboortedatum
from contracts.elements import VELDEN
from contracts.vocabulary import REGIME_VAN_BRON, Organisatietype, leeftijd_op
from intake.domain.aanmelding import Aanmelding, Gezinslid, Melding
from intake.domain.bronnen import velden_van
from intake.domain.gegevens import ingevuld, naam_van


@dataclass(frozen=True)
class Bezwaar:
    """What is wrong with one field; `verboden` when the person himself may not do this."""

    veld: str
    melding: str
    verboden: bool = False


def bezwaren(
    aanmelding: Aanmelding, convenant: Convenant, bron: Organisatietype, op: date
) -> tuple[Bezwaar, ...]:
    """Everything that stands in the way, for an organisation that may report to this table."""
    return (
        *_school(aanmelding, convenant),
        *_leeftijd(aanmelding, convenant, op),
        *_dezelfde(aanmelding),
        *_eigen_kennis(aanmelding, bron),
        *_besluit_bij_de_bron(aanmelding, bron),
    )


def buiten_leeftijd(aanmelding: Aanmelding, convenant: Convenant, op: date) -> bool:
    """Is the young person outside the ages that the table discusses?"""
    ages = convenant.overleggen[aanmelding.overleg].leeftijden
    return not ages.van <= leeftijd_op(aanmelding.geboortedatum, op) <= ages.tot


def _school(aanmelding: Aanmelding, convenant: Convenant) -> Iterator[Bezwaar]:
    if aanmelding.school is None:
        return
    known = convenant.organisaties.get(aanmelding.school)
    if known is None or known.type is not Organisatietype.SCHOOL:
        yield Bezwaar("school", "Deze school staat niet in het convenant.")


def _leeftijd(aanmelding: Aanmelding, convenant: Convenant, op: date) -> Iterator[Bezwaar]:
    table = convenant.overleggen[aanmelding.overleg]
    geboren = aanmelding.geboortedatum
    bezwaar = bezwaar_tegen_geboortedatum(geboren, op, van_jeugdige=True)
    if bezwaar:
        yield Bezwaar("geboortedatum", bezwaar)
    elif buiten_leeftijd(aanmelding, convenant, op):
        yield from _uitzondering(table, aanmelding)


def _uitzondering(table: Overleg, aanmelding: Aanmelding) -> Iterator[Bezwaar]:
    ages = table.leeftijden
    if ages.uitzondering == "nooit":
        yield Bezwaar(
            "geboortedatum",
            f"{table.naam} bespreekt alleen jeugdigen van {ages.van} tot en met {ages.tot} jaar.",
        )
    elif not aanmelding.reden_leeftijd:
        yield Bezwaar(
            "reden_leeftijd",
            f"{table.naam} bespreekt jeugdigen van {ages.van} tot en met {ages.tot} jaar. "
            "Vul in waarom daarvan wordt afgeweken.",
        )


def _dezelfde(aanmelding: Aanmelding) -> Iterator[Bezwaar]:
    """One person has one name and one relation; a reference that was mistyped would join two."""
    gezien: dict[str, tuple[str, str]] = {}
    for i, lid in enumerate(aanmelding.gezinsleden):
        wie = (lid.relatie, " ".join(normalize("NFC", lid.naam).casefold().split()))
        if lid.kenmerk and gezien.setdefault(lid.kenmerk, wie) != wie:
            yield Bezwaar(
                f"gezinsleden.{i}.kenmerk",
                "Dit kenmerk staat ook bij iemand met een andere naam of relatie. Geef ieder een "
                "eigen kenmerk, of vul naam en relatie gelijk in.",
            )


def _eigen_kennis(aanmelding: Aanmelding, bron: Organisatietype) -> Iterator[Bezwaar]:
    known = velden_van(bron)
    parts: list[tuple[str, Melding | Gezinslid]] = [("", aanmelding)]
    parts += [(f"gezinsleden.{i}.", lid) for i, lid in enumerate(aanmelding.gezinsleden)]
    for prefix, part in parts:
        for veld, _ in ingevuld(part):
            if veld not in known:
                yield Bezwaar(
                    f"{prefix}{naam_van(veld)}",
                    f"'{VELDEN[veld].label}' kan een organisatie van het type {bron} niet uit "
                    "eigen werk weten. Laat dit veld leeg.",
                )


def _besluit_bij_de_bron(aanmelding: Aanmelding, bron: Organisatietype) -> Iterator[Bezwaar]:
    if bron in REGIME_VAN_BRON and not aanmelding.besluit_vastgelegd:
        yield Bezwaar(
            "besluit_vastgelegd",
            "Politie en Openbaar Ministerie verstrekken alleen na een vastgelegd besluit "
            "(Wpg 20, Wjsg 39f). Bevestig dat het er is.",
        )
