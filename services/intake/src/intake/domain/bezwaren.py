"""Why a report cannot be taken: each objection names a field, in Dutch, without its value."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from unicodedata import normalize

from contracts.aard_tabel import eigen_regime
from contracts.covenant import Convenant
from contracts.covenant_text import Overleg
from contracts.dagen import bezwaar_tegen_geboortedatum
from contracts.elements import VELDEN
from contracts.vocabulary import Functie, Naam, Organisatietype, in_woorden, leeftijd_op
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
    aanmelding: Aanmelding, convenant: Convenant, functie: Functie, op: date
) -> tuple[Bezwaar, ...]:
    """Everything that stands in the way, for someone who may report to this table."""
    bron = convenant.zetelsoort(functie).organisatietype
    return (
        *_school(aanmelding, convenant),
        *_leeftijd(aanmelding, convenant, functie, op),
        *_dezelfde(aanmelding),
        *_eigen_kennis(aanmelding, bron),
        *_besluit_bij_de_bron(aanmelding, bron),
    )


def buiten_leeftijd(aanmelding: Aanmelding, convenant: Convenant, op: date) -> bool:
    """Is the young person outside the ages that the table discusses?"""
    table = convenant.overleggen[aanmelding.overleg]
    return not table.bespreekt(leeftijd_op(aanmelding.geboortedatum, op))


def _school(aanmelding: Aanmelding, convenant: Convenant) -> Iterator[Bezwaar]:
    if aanmelding.school is None:
        return
    known = convenant.organisaties.get(aanmelding.school)
    if known is None or Organisatietype.SCHOOL not in known.typen:
        yield Bezwaar("school", "Deze school staat niet in het convenant.")


def _leeftijd(
    aanmelding: Aanmelding, convenant: Convenant, functie: Functie, op: date
) -> Iterator[Bezwaar]:
    geboren = aanmelding.geboortedatum
    bezwaar = bezwaar_tegen_geboortedatum(geboren, op, van_jeugdige=True)
    if bezwaar:
        yield Bezwaar("geboortedatum", bezwaar)
    elif buiten_leeftijd(aanmelding, convenant, op):
        leeftijd = leeftijd_op(geboren, op)
        elders = _waar_wel(aanmelding.overleg, leeftijd, convenant, functie)
        table = convenant.overleggen[aanmelding.overleg]
        yield from _uitzondering(table, aanmelding.reden_leeftijd, leeftijd, elders)


def _uitzondering(
    table: Overleg, reden: str | None, leeftijd: int, elders: str
) -> Iterator[Bezwaar]:
    ages = table.leeftijden
    jongst = max(ages.van, table.nooit_onder)
    bespreekt = f"jeugdigen van {jongst} tot en met {ages.tot} jaar."
    if ages.uitzondering == "nooit" or leeftijd < table.nooit_onder:
        yield Bezwaar("geboortedatum", f"{table.naam} bespreekt alleen {bespreekt}{elders}")
    elif not reden:
        yield Bezwaar(
            "reden_leeftijd",
            f"{table.naam} bespreekt {bespreekt} Vul in waarom daarvan wordt afgeweken.{elders}",
        )
    elif not in_woorden(reden):
        yield Bezwaar(
            "reden_leeftijd",
            f"Schrijf in een zin waarom {table.naam} van de leeftijd moet afwijken.{elders}",
        )


def _waar_wel(overleg: Naam, leeftijd: int, convenant: Convenant, functie: Functie) -> str:
    """Say where a case of this age can go: where this person reports, else where this table does.

    Returns:
        A sentence with a space before it, or nothing.
    """
    tables = convenant.overleggen

    def named(names: Iterable[Naam]) -> str:
        fit = (tables[n] for n in names if n != overleg and tables[n].bespreekt(leeftijd))
        return " of ".join(table.naam for table in fit)

    own = named(name for name in tables if _mag_melden(functie, name, convenant))
    if own:
        return f" U kunt een jeugdige van deze leeftijd wel melden bij {own}."
    other = named(tables[overleg].draagt_over_aan)
    return f" Een jeugdige van deze leeftijd hoort bij {other}." if other else ""


def _mag_melden(functie: Functie, overleg: Naam, convenant: Convenant) -> bool:
    road = convenant.weg(functie.organisatie, overleg)
    reports = road is not None and road[1].houder is not None
    return reports or functie == convenant.regie_van(overleg)


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
    if eigen_regime(bron) and not aanmelding.besluit_vastgelegd:
        yield Bezwaar(
            "besluit_vastgelegd",
            "Politie en Openbaar Ministerie verstrekken alleen na een vastgelegd besluit "
            "(Wpg 20, Wjsg 39f). Bevestig dat het er is.",
        )
