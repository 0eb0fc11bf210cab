"""Why a report cannot be taken: each objection names a field, in Dutch, without its value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts.covenant import Convenant
from contracts.elements import VELDEN
from contracts.vocabulary import REGIME_VAN_BRON, Domein, Functie, Organisatietype
from intake.domain.aanmelding import Aanmelding, Gezinslid, Melding
from intake.domain.bronnen import velden_van
from intake.domain.gegevens import ingevuld, naam_van


@dataclass(frozen=True)
class Bezwaar:
    """What is wrong with one field; an empty name is the whole."""

    veld: str
    melding: str


def mag_aanmelden(functie: Functie, convenant: Convenant, overleg: str) -> bool:
    """Does this function direct the table, or belong to an organisation with a road to it?"""
    regie = convenant.overleggen[overleg].functies()[0]
    return functie == regie or convenant.weg(functie.organisatie, overleg) is not None


def bezwaar_tegen_overleg(
    overleg: str, convenant: Convenant | None, domein: Domein, functies: tuple[Functie, ...]
) -> Bezwaar | None:
    """May someone with these functions report to this table at this domain's door?"""
    if convenant is None:
        return Bezwaar("overleg", "Dit overleg staat in geen geldend convenant.")
    table = convenant.overleggen[overleg]
    if table.domein is not domein:
        return Bezwaar(
            "overleg",
            f"Dit overleg hoort bij het domein {table.domein}; meld de casus daar aan.",
        )
    if not any(mag_aanmelden(functie, convenant, overleg) for functie in functies):
        return Bezwaar(
            "overleg",
            f"Bij {table.naam} meldt aan wie het overleg leidt, of wie er volgens het convenant "
            "een weg naartoe heeft.",
        )
    return None


def bezwaren(
    aanmelding: Aanmelding, convenant: Convenant, functie: Functie, op: date
) -> tuple[Bezwaar, ...]:
    """Everything that stands in the way, for someone who may report to this table."""
    bron = convenant.organisaties[functie.organisatie].type
    return (
        *_school(aanmelding, convenant),
        *_leeftijd(aanmelding, convenant, op),
        *_eigen_kennis(aanmelding, bron),
        *_besluit_bij_de_bron(aanmelding, bron),
    )


def leeftijd(geboortedatum: date, op: date) -> int:
    """Completed years; a birthday counts from that day on."""
    had_birthday = (op.month, op.day) >= (geboortedatum.month, geboortedatum.day)
    return op.year - geboortedatum.year - (0 if had_birthday else 1)


def buiten_leeftijd(aanmelding: Aanmelding, convenant: Convenant, op: date) -> bool:
    """Is the young person outside the ages that the table discusses?"""
    ages = convenant.overleggen[aanmelding.overleg].leeftijden
    return not ages.van <= leeftijd(aanmelding.geboortedatum, op) <= ages.tot


def _school(aanmelding: Aanmelding, convenant: Convenant) -> Iterator[Bezwaar]:
    if aanmelding.school is None:
        return
    known = convenant.organisaties.get(aanmelding.school)
    if known is None or known.type is not Organisatietype.SCHOOL:
        yield Bezwaar("school", "Deze school staat niet in het convenant.")


def _leeftijd(aanmelding: Aanmelding, convenant: Convenant, op: date) -> Iterator[Bezwaar]:
    table = convenant.overleggen[aanmelding.overleg]
    if aanmelding.geboortedatum > op:
        yield Bezwaar("geboortedatum", "De geboortedatum ligt in de toekomst.")
    elif buiten_leeftijd(aanmelding, convenant, op) and not aanmelding.reden_leeftijd:
        ages = table.leeftijden
        yield Bezwaar(
            "reden_leeftijd",
            f"{table.naam} bespreekt jeugdigen van {ages.van} tot en met {ages.tot} jaar. "
            "Vul in waarom daarvan wordt afgeweken.",
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
