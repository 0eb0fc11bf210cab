"""A body that is two: a record and a seat are that of the role, its name says all of it."""

from contracts.elements import Element, Veld
from contracts.vocabulary import Functie, Organisatietype, Regime
from privacy_gate.domain.afleiden import stoelen
from privacy_gate.domain.gegeven import bron_van, bronnen, regime_van
from privacy_gate.domain.inhoud import _type_van
from tests.poort.verzoeken import element, vandaag

_T = Organisatietype


def recorded(door: str, brontype: Organisatietype) -> Element:
    made = element(1, Veld.AFSPRAAK, door, regio=vandaag())
    return made.model_copy(update={"brontype": brontype})


def test_a_record_is_of_what_the_body_is_in_that_role() -> None:
    in_role = element(1, Veld.AFSPRAAK, "bescherming/jeugdreclasseerder", regio=vandaag())
    assert in_role.brontype is _T.RECLASSERING
    assert bron_van(in_role, vandaag()) is _T.RECLASSERING
    care = element(1, Veld.AFSPRAAK, "bescherming/jeugdbeschermer", regio=vandaag())
    assert bron_van(care, vandaag()) is _T.GECERTIFICEERDE_INSTELLING


def test_a_stamp_that_the_body_is_not_hides_nothing_of_it() -> None:
    false = recorded("bescherming/jeugdbeschermer", _T.CJG)
    assert bronnen(false, vandaag()) == {
        _T.CJG,
        _T.GECERTIFICEERDE_INSTELLING,
        _T.RECLASSERING,
    }
    assert bron_van(false, vandaag()) is _T.RECLASSERING
    assert regime_van(recorded("bescherming/jeugdbeschermer", _T.POLITIE), vandaag()) is Regime.WPG


def test_each_role_has_a_seat_of_its_own_kind() -> None:
    kinds = [str(stoel.zetel) for stoel in stoelen(vandaag(), "veiligheidshuis")]
    assert "gecertificeerde-instelling/jeugdbeschermer" in kinds
    assert "reclassering/jeugdreclasseerder" in kinds


def test_who_is_named_is_named_as_all_that_it_is() -> None:
    assert _type_van("bescherming", vandaag()) == _T.RECLASSERING
    assert _type_van("nergens", vandaag()) == "onbekend"


def test_a_seat_decides_by_its_role() -> None:
    as_probation = Functie(organisatie="bescherming", rol="jeugdreclasseerder")
    assert vandaag().zetelsoort(as_probation).organisatietype is _T.RECLASSERING
