"""The vocabularies: every field has a category, nobody picks one, and no field holds a BSN."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from contracts.aard_tabel import AARD, doel_van_bron, geheim_van
from contracts.elements import (
    VELDEN,
    Categorie,
    Element,
    Veld,
    Verzegeld,
)
from contracts.vocabulary import (
    Doel,
    Functie,
    Geheimhouding,
    Leeftijdsband,
    OpaqueId,
    Organisatietype,
    Relatie,
    leeftijdsband,
)

NEVER_RECORDED = {Categorie.BURGERSERVICENUMMER, Categorie.GODSDIENST_ETNICITEIT}


def test_every_field_has_its_category_and_two_categories_have_no_field() -> None:
    assert set(VELDEN) == set(Veld)
    assert set(Categorie) - {kind.categorie for kind in VELDEN.values()} == NEVER_RECORDED


def test_a_sender_cannot_choose_a_category() -> None:
    given_element = {
        "id": "a" * 26,
        "veld": "verslaving",
        "over": "b" * 26,
        "relatie": Relatie.JEUGDIGE,
        "vastgelegd_door": Functie(organisatie="novadic", rol="behandelaar"),
        "brontype": Organisatietype.VERSLAVINGSZORG,
        "vastgelegd_op": date(2010, 9, 23),
        "doel": Doel.HULPVERLENING,
        "geheim": Geheimhouding.BEROEP,
        "waarde": Verzegeld(sleutel="c" * 26, cijfertekst="AAAA"),
    }
    assert Element.model_validate(given_element).categorie is Categorie.VERSLAVING
    with pytest.raises(ValidationError, match="Extra inputs"):
        Element.model_validate({**given_element, "categorie": "verzuim"})


def test_that_someone_is_known_counts_as_what_the_partner_does() -> None:
    categories = {kind: VELDEN[row.bekend].categorie for kind, row in AARD.items()}
    assert categories[Organisatietype.VERSLAVINGSZORG] is Categorie.VERSLAVING
    assert categories[Organisatietype.GGZ] is Categorie.GEZONDHEID
    assert categories[Organisatietype.RECLASSERING] is Categorie.STRAFRECHTELIJK


def test_secrecy_of_the_field_goes_before_that_of_the_source() -> None:
    assert geheim_van(Veld.GEZONDHEID, Organisatietype.POLITIE) is Geheimhouding.BEROEP
    assert geheim_van(Veld.NAAM, Organisatietype.GGZ) is Geheimhouding.BEROEP
    assert geheim_van(Veld.NAAM, Organisatietype.SCHOOL) is Geheimhouding.GEEN


@pytest.mark.parametrize("kind", Organisatietype)
def test_every_source_collects_for_a_purpose(kind: Organisatietype) -> None:
    assert doel_van_bron(kind) in set(Doel) - {Doel.TERUGKOPPELING}


@pytest.mark.parametrize(
    ("on", "band"),
    [
        (date(2008, 2, 28), Leeftijdsband.ONDER_12),
        (date(2008, 2, 29), Leeftijdsband.VAN_12_TOT_16),
        (date(2012, 2, 28), Leeftijdsband.VAN_12_TOT_16),
        (date(2012, 2, 29), Leeftijdsband.VANAF_16),
    ],
)
def test_a_birthday_counts_from_that_day_on(on: date, band: Leeftijdsband) -> None:
    assert leeftijdsband(date(1996, 2, 29), on) is band


@given(st.dates(date(1985, 1, 1), date(2015, 1, 1)), st.integers(0, 27), st.integers(0, 364))
def test_a_band_never_goes_back(born: date, years: int, days: int) -> None:
    order = list(Leeftijdsband)
    at = date.fromordinal(born.toordinal() + years * 365 + days)
    later = date.fromordinal(at.toordinal() + 1)
    assert order.index(leeftijdsband(born, at)) <= order.index(leeftijdsband(born, later))


@pytest.mark.parametrize("text", ["123456782", "janjansen", "0123456789abcdei", "A" * 26, "a" * 53])
def test_an_opaque_id_is_no_number_of_a_citizen_and_no_name(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(OpaqueId).validate_python(text)
