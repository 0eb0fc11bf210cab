"""Every type has an example that parses, keeps its form, and stops parsing when it is spoilt."""

import json
import re
from typing import Any

import pytest
from pydantic import ValidationError

from contracts.envelope import Envelope, draft_bytes, parse, place, source_of
from contracts.events.registry import UnknownType, payload_of
from contracts.events.table import form_of
from contracts.topics import TOPICS
from tests.contracts.examples import FOLDER, KINDS, NAMES, example

ELFPROEF = re.compile(r"(?<![0-9a-z])[0-9]{8,9}(?![0-9a-z])")


def with_data(raw: bytes, data: dict[str, Any]) -> Envelope:
    return parse(json.dumps({**json.loads(raw), "data": data}).encode())


def test_every_type_has_an_example_and_no_example_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.json" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_it_parses_as_its_own_type(name: str) -> None:
    assert type(payload_of(parse(example(name)))) is KINDS[name]


@pytest.mark.parametrize("name", NAMES)
def test_the_payload_round_trips_to_the_same_data(name: str) -> None:
    envelope = parse(example(name))
    assert payload_of(envelope).model_dump(mode="json") == envelope.data


@pytest.mark.parametrize("name", NAMES)
def test_the_envelope_is_in_the_form_that_the_relay_writes(name: str) -> None:
    raw = example(name)
    envelope = parse(raw)
    placed = place(draft_bytes(envelope), envelope.source, envelope.number, envelope.previoushash)
    shown = json.dumps(json.loads(placed), indent=2, ensure_ascii=False) + "\n"
    assert shown == raw.decode()
    assert parse(placed) == envelope


@pytest.mark.parametrize("name", NAMES)
def test_it_stands_on_a_topic_where_its_type_may_stand(name: str) -> None:
    sources = {
        source_of(topic, partition)
        for topic in form_of(KINDS[name]).said.topics
        for partition in range(TOPICS[topic].partitions)
    }
    assert parse(example(name)).source in sources


@pytest.mark.parametrize("name", NAMES)
def test_a_payload_with_a_field_more_or_less_is_refused(name: str) -> None:
    raw = example(name)
    data = json.loads(raw)["data"]
    with pytest.raises(ValidationError, match="Extra inputs"):
        payload_of(with_data(raw, {**data, "bsn": "x"}))
    for field, info in KINDS[name].model_fields.items():
        if info.is_required():
            less = {key: value for key, value in data.items() if key != field}
            with pytest.raises(ValidationError, match="Field required"):
                payload_of(with_data(raw, less))


@pytest.mark.parametrize("name", [n for n in NAMES if "casus" in KINDS[n].model_fields])
@pytest.mark.parametrize("wrong", ["123456782", "Jan Jansen", "0123456789abcdeu", ""])
def test_a_casus_goes_by_an_opaque_id_only(name: str, wrong: str) -> None:
    raw = example(name)
    with pytest.raises(ValidationError, match="pattern"):
        payload_of(with_data(raw, {**json.loads(raw)["data"], "casus": wrong}))


def test_an_unknown_type_is_refused() -> None:
    document = {
        **json.loads(example("CasusGeopend")),
        "type": "nl.jeugdketen.intake.CasusGeopend.v1",
    }
    with pytest.raises(UnknownType):
        payload_of(parse(json.dumps(document).encode()))


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_nothing_that_could_be_a_citizen_service_number_or_a_mail_address(
    name: str,
) -> None:
    text = example(name).decode()
    assert not ELFPROEF.search(text)
    assert re.findall(r"[\w.]+@(?!1\b)[\w.]+", text) == re.findall(r"\w+@jeugdketen\.invalid", text)
