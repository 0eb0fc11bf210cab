"""Every field of a report can be filled in by somebody; else it shows on no form, for nobody."""

from datetime import date
from typing import Any

import pytest

from contracts.elements import Veld
from contracts.vocabulary import Organisatietype
from intake.domain import bronnen
from intake.domain.aanmelding import Aanmelding, Gezinslid, Melding
from intake.domain.bezwaren import bezwaren
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


def test_who_is_bound_by_wpg_or_wjsg_says_that_it_decided(onderwijs: Any) -> None:
    namen = ("overleg", "kenmerk", "voornaam", "achternaam", "geboortedatum")
    aanmelding = Aanmelding.model_validate({naam: onderwijs.melding[naam] for naam in namen})
    besloten = aanmelding.model_copy(update={"besluit_vastgelegd": True})
    asked = {
        bron: [b.veld for b in bezwaren(aanmelding, onderwijs.convenant, bron, VANDAAG)]
        for bron in Organisatietype
    }
    wie = {Organisatietype.POLITIE, Organisatietype.OM}
    assert asked == {bron: ["besluit_vastgelegd"] * (bron in wie) for bron in Organisatietype}
    assert not any(bezwaren(besloten, onderwijs.convenant, b, VANDAAG) for b in Organisatietype)
