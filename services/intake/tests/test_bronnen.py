"""Every field of a report can be filled in by somebody; else it shows on no form, for nobody."""

from datetime import date
from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.covenant_bodies import Organisatie
from contracts.elements import Veld
from contracts.vocabulary import Functie, Organisatietype
from intake.domain import bronnen
from intake.domain.aanmelding import Aanmelding, Gezinslid, Melding
from intake.domain.bezwaren import Bezwaar, bezwaren
from intake.domain.gegevens import naam_van

VANDAAG = date(2010, 9, 14)


def of_nobody() -> set[Veld]:
    asked = {
        veld for veld in Veld if naam_van(veld) in {*Melding.model_fields, *Gezinslid.model_fields}
    }
    return asked - frozenset[Veld]().union(*map(bronnen.velden_van, Organisatietype))


def test_every_field_of_a_report_is_somebodys() -> None:
    assert of_nobody() == set()


def test_a_field_that_nobody_may_fill_in_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bronnen, "IEDEREEN", bronnen.IEDEREEN - {Veld.HUISVESTING})
    assert of_nobody() == {Veld.HUISVESTING}


def als(aanmelding: Aanmelding, convenant: Convenant, bron: Organisatietype) -> tuple[Bezwaar, ...]:
    """What a body of this type is told."""
    melder = Organisatie(naam="Melder", type=bron, geheimhouding=True)
    organisaties = {**convenant.organisaties, "melder": melder}
    met = convenant.model_copy(update={"organisaties": organisaties})
    return bezwaren(aanmelding, met, Functie(organisatie="melder", rol="melder"), VANDAAG)


def test_who_is_bound_by_wpg_or_wjsg_says_that_it_decided(onderwijs: Any) -> None:
    namen = ("overleg", "kenmerk", "voornaam", "achternaam", "geboortedatum")
    aanmelding = Aanmelding.model_validate({naam: onderwijs.melding[naam] for naam in namen})
    besloten = aanmelding.model_copy(update={"besluit_vastgelegd": True})
    asked = {
        bron: [b.veld for b in als(aanmelding, onderwijs.convenant, bron)]
        for bron in Organisatietype
    }
    wie = {Organisatietype.POLITIE, Organisatietype.OM}
    assert asked == {bron: ["besluit_vastgelegd"] * (bron in wie) for bron in Organisatietype}
    assert not any(als(besloten, onderwijs.convenant, bron) for bron in Organisatietype)
