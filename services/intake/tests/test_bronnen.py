"""Every field of a report can be filled in by somebody; else it shows on no form, for nobody."""

import pytest

from contracts.elements import Veld
from contracts.vocabulary import Organisatietype
from intake.domain import bronnen
from intake.domain.aanmelding import Gezinslid, Melding
from intake.domain.gegevens import naam_van


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
