"""A partner in a covenant: what it is, on which days, and in which role."""

from typing import Any

import pytest
import yaml

from contracts.covenant import Convenant
from contracts.covenant_together import clashes
from contracts.vocabulary import Functie, Organisatietype
from tests.poort.verzoeken import ROOT, vandaag


def file() -> dict[str, Any]:
    place = ROOT / "services/privacy-gate/tests/vandaag/convenant.yaml"
    found: dict[str, Any] = yaml.safe_load(place.read_text(encoding="utf-8"))
    return found


def refused(**bodies: dict[str, Any]) -> str:
    found = file()
    for name, changes in bodies.items():
        found["organisaties"][name.replace("_", "-")] |= changes
    with pytest.raises(ValueError, match="organisaties") as fault:
        Convenant.model_validate(found)
    return str(fault.value)


def test_a_role_says_what_a_body_is_there() -> None:
    body = vandaag().organisaties["bescherming"]
    assert body.als("jeugdreclasseerder") is Organisatietype.RECLASSERING
    assert body.als("jeugdbeschermer") is Organisatietype.GECERTIFICEERDE_INSTELLING
    kind = vandaag().zetelsoort(Functie(organisatie="bescherming", rol="jeugdreclasseerder"))
    assert kind.organisatietype is Organisatietype.RECLASSERING


@pytest.mark.parametrize(
    ("kind", "start", "end", "said"),
    [
        ("gecertificeerde-instelling", "2014-12-31", "2015-06-01", "is er pas sinds 2015-01-01"),
        ("amk", "2010-01-01", None, "was er tot en met 2014-12-31"),
        ("amk", "2010-01-01", "2015-01-02", "was er tot en met 2014-12-31"),
    ],
)
def test_a_body_is_named_on_days_on_which_it_is_there(
    kind: str, start: str, end: str | None, said: str
) -> None:
    found = file() | {"geldig_van": start, "geldig_tot": end, "jeugdzorg": None}
    old = {"veilig-thuis": kind, "bescherming": kind}
    for name, body in found["organisaties"].items():
        later = body["type"] in ("jeugdhulpaanbieder",)
        body["type"] = old.get(name, "ggz" if later else body["type"])
    with pytest.raises(ValueError, match=said):
        Convenant.model_validate(found)


def test_a_meldpunt_of_2010_is_named_until_its_last_day() -> None:
    found = file() | {"geldig_van": "2010-01-01", "geldig_tot": "2015-01-01"}
    kinds = {"veilig-thuis": "amk", "bescherming": "bureau-jeugdzorg", "behandeling": "ggz"}
    for name, kind in kinds.items():
        found["organisaties"][name]["type"] = kind
    assert Convenant.model_validate(found).jeugdzorg is not None


@pytest.mark.parametrize(
    ("also", "said"),
    [
        ({"gecertificeerde-instelling": ["jeugdbeschermer"]}, "dat is 'bescherming' al"),
        ({"reclassering": []}, "noem de rollen"),
        ({"reclassering": ["jeugdreclaseerder"]}, "nergens een zetel met de rol"),
        ({"reclassering": ["jeugdbeschermer"], "ggz": ["jeugdbeschermer"]}, "staat hier al"),
    ],
)
def test_what_a_body_is_besides_is_said_by_role(also: dict[str, list[str]], said: str) -> None:
    assert said in refused(bescherming={"ook": also})


def test_who_coordinates_and_who_takes_reports_is_what_it_must_be() -> None:
    found = file()
    found["jeugdzorg"]["coordineert"] = "veilig-thuis/onderzoeker"
    with pytest.raises(ValueError, match="Bureau Jeugdzorg of Gecertificeerde instelling"):
        Convenant.model_validate(found)
    found["jeugdzorg"] = {
        "coordineert": "bescherming/jeugdbeschermer",
        "meldpunt": "bescherming/jeugdbeschermer",
    }
    with pytest.raises(ValueError, match="Bureau Jeugdzorg of AMK of Veilig Thuis"):
        Convenant.model_validate(found)


def test_a_school_that_is_something_else_too_has_no_seat_at_an_hco() -> None:
    found = file()
    found["organisaties"]["slachtoffers"]["ook"] = {"school": ["consulent"]}
    with pytest.raises(ValueError, match="een school heeft geen zetel aan een HCO"):
        Convenant.model_validate(found)


def test_one_name_is_one_body_in_all_that_it_is() -> None:
    found = file() | {"convenant": "ernaast", "naam": "Ernaast"}
    found["organisaties"]["bescherming"] |= {"ook": {}, "naam": "Anders genoemd"}
    said = "noemen elk een organisatie 'bescherming'"
    assert any(said in text for text in clashes([vandaag(), Convenant.model_validate(found)]))
    found["organisaties"]["bescherming"]["ook"] = file()["organisaties"]["bescherming"]["ook"]
    together = clashes([vandaag(), Convenant.model_validate(found)])
    assert not any(said in text for text in together)
