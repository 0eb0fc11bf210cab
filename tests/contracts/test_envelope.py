"""The envelope against the NL GOV profile, with the CloudEvents SDK as an oracle of its own."""

import hashlib
import json
import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
from cloudevents.core.exceptions import CloudEventValidationError
from cloudevents.core.formats.json import JSONFormat
from pydantic import TypeAdapter, ValidationError

from contracts.envelope import CHAIN_START, Draft, draft_bytes, hash_of, parse, place, source_of
from contracts.topics import INSTANCES, TOPICS
from contracts.vocabulary import Naam, OpaqueId
from tests.contracts.examples import NAMES, example

OPAQUE: TypeAdapter[str] = TypeAdapter(OpaqueId)
NAAM: TypeAdapter[str] = TypeAdapter(Naam)
URN = re.compile(r"urn:nld:oin:[0-9]{20}:systeem:[a-z0-9-]+")
REVERSE_DNS = re.compile(r"nl\.jeugdketen\.[a-z-]+\.[A-Z][A-Za-z]+\.v[0-9]+")


def draft(**changes: Any) -> Draft:
    given: dict[str, Any] = {
        "id": "e" * 26,
        "type": "nl.jeugdketen.intake.CasusAangemeld.v1",
        "subject": "c" * 26,
        "time": "2010-09-13T09:00:00Z",
        "causationid": "d" * 26,
        "data": {"sleutel": "waarde"},
    }
    return Draft.model_validate({**given, **changes})


@pytest.mark.parametrize("name", NAMES)
def test_the_sdk_reads_the_same_event(name: str) -> None:
    raw = example(name)
    ours, theirs = parse(raw), JSONFormat().read(None, raw)
    attributes = theirs.get_attributes()
    assert theirs.get_data() == ours.data
    assert attributes["time"] == ours.time
    plain = ours.model_dump(mode="json", exclude={"data", "time"}, exclude_none=True)
    assert {k: v for k, v in attributes.items() if k != "time"} == plain


@pytest.mark.parametrize(
    "fault", [{"id": ""}, {"specversion": "2.0"}, {"subject": None}, {"Source": "x"}]
)
def test_what_the_sdk_refuses_we_refuse(fault: dict[str, Any]) -> None:
    spoilt = json.dumps({**json.loads(example("CasusGeopend")), **fault}).encode()
    with pytest.raises((CloudEventValidationError, ValueError)):
        JSONFormat().read(None, spoilt)
    with pytest.raises(ValidationError):
        parse(spoilt)


@pytest.mark.parametrize("name", NAMES)
def test_the_profile_of_the_government_holds(name: str) -> None:
    envelope = parse(example(name))
    assert URN.fullmatch(envelope.source)
    assert REVERSE_DNS.fullmatch(envelope.type)
    assert envelope.sequencetype == "Integer"
    assert envelope.number >= 1
    assert all(re.fullmatch("[a-z0-9]{1,20}", key) for key in json.loads(example(name)))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_personal_stands_in_the_context_attributes(name: str) -> None:
    envelope = parse(example(name))
    for value in (envelope.id, envelope.causationid, *envelope.awaited):
        OPAQUE.validate_python(value)
    if ":keten-register-" in envelope.source:
        NAAM.validate_python(envelope.subject)
    else:
        OPAQUE.validate_python(envelope.subject)
    assert re.fullmatch(r"00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}", envelope.traceparent or "")


def test_a_type_names_its_owner_and_no_organisation() -> None:
    owners = {parse(example(name)).type.split(".")[2] for name in NAMES}
    assert owners == {
        "afwezigheid",
        "beheer",
        "intake",
        "casusoverleg",
        "gezinsplan",
        "naleving",
        "notifier",
        "opschaling",
        "privacy-gate",
        "vernietiging",
        "verstrekking",
        "verwijsindex",
    }


def test_every_source_is_a_topic_and_a_partition_and_no_two_are_equal() -> None:
    sources = [source_of(t.name, p) for t in TOPICS.values() for p in range(t.partitions)]
    assert all(URN.fullmatch(source) for source in sources)
    assert len(set(sources)) == len(sources)
    assert len(sources) >= len(INSTANCES)


def test_the_hash_is_over_the_bytes_as_they_were_published() -> None:
    raw = place(draft_bytes(draft()), source_of("zorg.intake.v1", 0), 1, CHAIN_START)
    follow = place(draft_bytes(draft()), source_of("zorg.intake.v1", 0), 2, hash_of(raw))
    assert parse(follow).previoushash == hashlib.sha256(raw).hexdigest()
    assert hash_of(raw) != hash_of(raw.replace(b'"waarde"', b'"waerde"'))


def test_placing_is_repeatable_to_the_byte() -> None:
    stored = draft_bytes(draft())
    assert place(stored, "s", 7, "0" * 64) == place(stored, "s", 7, "0" * 64)
    assert parse(place(stored, "s", 7, "0" * 64)).number == 7


def test_a_time_is_kept_in_utc_and_one_without_a_zone_is_refused() -> None:
    amsterdam = timezone(timedelta(hours=2))
    summer = draft(time=datetime(2010, 9, 13, 11, 0, 0, 5, tzinfo=amsterdam))
    assert json.loads(draft_bytes(summer))["time"] == "2010-09-13T09:00:00.000005Z"
    with pytest.raises(ValidationError, match="zone"):
        draft(time="2010-09-13T09:00:00")


@pytest.mark.parametrize(
    "fault",
    [
        {"sequence": "0"},
        {"sequence": "01"},
        {"sequencetype": "Long"},
        {"previoushash": "0" * 63},
        {"datacontenttype": "text/plain"},
        {"naam": "Jan"},
    ],
)
def test_an_envelope_outside_the_profile_is_refused(fault: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        parse(json.dumps({**json.loads(example("CasusGeopend")), **fault}).encode())


def test_what_is_awaited_is_a_list_of_ids() -> None:
    assert draft().awaited == ()
    assert draft(after="a,b").awaited == ("a", "b")
