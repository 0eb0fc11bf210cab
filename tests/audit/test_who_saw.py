"""The auditor reads from the covenant itself in which role a body that is two sat where."""

from chain.audit.who_saw import _tables
from tests.poort.verzoeken import vandaag


def test_a_body_that_is_two_has_a_seat_of_each_kind() -> None:
    seats = _tables(vandaag().model_dump(mode="json"))["vandaag@1", "veiligheidshuis"]
    assert seats["reclassering/jeugdreclasseerder"] == ["bescherming"]
    assert seats["gecertificeerde-instelling/jeugdbeschermer"] == ["bescherming"]


def test_a_covenant_of_before_knows_one_type() -> None:
    data = vandaag().model_dump(mode="json")
    for body in data["organisaties"].values():
        del body["ook"]
    seats = _tables(data)["vandaag@1", "veiligheidshuis"]
    assert seats["gecertificeerde-instelling/jeugdreclasseerder"] == ["bescherming"]
