"""What machines read: up to date, valid by the standards' own schemas, and nothing dangling."""

import gzip
import json
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from chain.contract_files import ROOT, all_files, write
from contracts.events.table import FORMS
from contracts.generate import asyncapi, covenant_schema, events_schema
from contracts.topics import TOPICS
from tests.contracts.examples import NAMES, example
from tests.contracts.regions import TILBURG

VENDOR = Path(__file__).parent / "vendor"
Json = dict[str, Any]


def stale(folder: Path) -> list[str]:
    """The generated files that are not what they should be."""
    return [
        name
        for name, text in all_files().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from references(value)
    elif isinstance(node, list):
        for item in node:
            yield from references(item)


def dangling(document: Json) -> list[str]:
    """References that lead nowhere; a JSON Schema check does not see these."""
    lost = []
    for reference in references(document):
        place: Any = document
        for step in reference.removeprefix("#/").split("/"):
            place = place.get(step) if isinstance(place, dict) else None
        if place is None:
            lost.append(reference)
    return lost


@pytest.fixture(scope="module")
def standard() -> Any:
    schema = json.loads(gzip.decompress((VENDOR / "asyncapi-3.0.0.schema.json.gz").read_bytes()))
    return jsonschema.validators.validator_for(schema)(schema)


@pytest.fixture(scope="module")
def document() -> Json:
    found: Json = json.loads(json.dumps(asyncapi()))
    return found


def test_the_files_are_up_to_date() -> None:
    assert stale(ROOT) == [], "write them with: python -m chain.contract_files"


def test_a_stale_file_is_seen(tmp_path: Path) -> None:
    write(tmp_path, all_files())
    assert stale(tmp_path) == []
    spoilt = ["contracts/generated/asyncapi.yaml", "contracts/schema/convenant.schema.json"]
    (tmp_path / spoilt[0]).write_text("asyncapi: 3.0.0\n", encoding="utf-8")
    (tmp_path / spoilt[1]).unlink()
    assert stale(tmp_path) == spoilt


def test_the_document_is_asyncapi_3(standard: Any, document: Json) -> None:
    assert [error.message for error in standard.iter_errors(document)] == []


@pytest.mark.parametrize("part", ["channels", "operations", "components"])
def test_the_standard_sees_a_planted_fault(standard: Any, document: Json, part: str) -> None:
    spoilt = deepcopy(document)
    first = next(iter(spoilt[part]))
    spoilt[part][first] = {"vreemd": 1, "action": "sned"}
    assert not standard.is_valid(spoilt)


def test_no_reference_dangles(document: Json) -> None:
    assert dangling(document) == []
    assert dangling(events_schema()) == []
    assert dangling(covenant_schema()) == []
    assert len(list(references(document))) > len(FORMS)


def test_a_dangling_reference_is_seen(document: Json) -> None:
    spoilt = deepcopy(document)
    del spoilt["components"]["messages"]["CasusGeopend"]
    assert "#/components/messages/CasusGeopend" in dangling(spoilt)


def test_every_topic_and_every_type_is_in_it(document: Json) -> None:
    assert set(document["channels"]) == set(TOPICS)
    told = {name for channel in document["channels"].values() for name in channel["messages"]}
    assert told == {form.kind.__name__ for form in FORMS}


def test_one_sends_on_a_channel_and_the_table_says_who_receives(document: Json) -> None:
    for name, topic in TOPICS.items():
        operations = {key for key in document["operations"] if key.endswith(f".{name}")}
        sending = {f"{topic.writer}.send.{name}"}
        assert operations == sending | {f"{reader}.receive.{name}" for reader in topic.readers}


@pytest.fixture(scope="module")
def events() -> Any:
    schema = events_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_takes_the_example_and_refuses_it_spoilt(events: Json, name: str) -> None:
    kind = {"$ref": f"#/$defs/{name}Event", "$defs": events["$defs"]}
    validator = jsonschema.Draft202012Validator(kind)
    event = json.loads(example(name))
    assert [error.message for error in validator.iter_errors(event)] == []
    assert not validator.is_valid({**event, "type": "nl.jeugdketen.intake.Anders.v1"})
    assert not validator.is_valid({**event, "data": {**event["data"], "bsn": "x"}})
    assert not validator.is_valid({**event, "sequence": 1})


def test_the_schema_for_editors_takes_the_region_and_refuses_a_slip() -> None:
    validator = jsonschema.Draft202012Validator(covenant_schema())
    # An editor reads YAML 1.2, in which a date is text.
    region = json.loads(
        json.dumps(yaml.safe_load(TILBURG.read_text(encoding="utf-8")), default=str)
    )
    assert [error.message for error in validator.iter_errors(region)] == []
    region["overleggen"]["hco-tilburg"]["zetels"].append("politie tilburg")
    region["overleggen"]["hco-tilburg"]["sort"] = "HCO"
    assert len(list(validator.iter_errors(region))) == 2


def test_what_an_editor_shows_is_dutch() -> None:
    text = json.dumps(covenant_schema())
    assert "Naar het type kijkt de wet." in text
    assert "A partner of the chain" not in text
