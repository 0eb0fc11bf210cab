"""The contracts for machines: AsyncAPI 3 and JSON Schema, made from the table and the classes.

Pure: text out. `python -m chain.contract_files` writes it; a test holds it up to date.
"""

import json
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from contracts.covenant import Convenant
from contracts.envelope import CONTENT_TYPE, Envelope
from contracts.events.payload import Payload
from contracts.events.table import FORMS, ON_TOPIC, form_of
from contracts.topics import TOPICS, Topic

Json = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def generated() -> dict[str, str]:
    """Every generated file: its path within `contracts/`, and its text."""
    return {
        "generated/asyncapi.yaml": yaml.safe_dump(
            asyncapi(), sort_keys=False, allow_unicode=True, width=100
        ),
        "generated/events.schema.json": _pretty(events_schema()),
        "schema/convenant.schema.json": _pretty(covenant_schema()),
    }


def _kinds() -> list[type[Payload]]:
    """Every payload, by the first word of its name on the wire."""
    return [form.kind for form in sorted(FORMS, key=lambda form: form.name.partition(".")[0])]


def covenant_schema() -> Json:
    """JSON Schema for whoever edits a covenant file: the Dutch descriptions, not the English."""
    schema = Convenant.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        part.pop("description", None)
    return {"$schema": _DIALECT, **schema, "title": "Convenant van een jeugdketen"}


def events_schema() -> Json:
    """JSON Schema of every event as it stands in the log, envelope and all."""
    return {
        "$schema": _DIALECT,
        "title": "An event of the chain",
        "oneOf": [{"$ref": f"#/$defs/{_message_name(kind)}"} for kind in _kinds()],
        "$defs": _schemas("#/$defs/"),
    }


def asyncapi() -> Json:
    """The AsyncAPI document: topics as channels, each principal's sending and receiving."""
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Jeugdketen",
            "version": "1.0.0",
            "description": "What the services of the chain say to each other. Every topic has one "
            "writer; between domains only the privacy-gate writes. Values in events are sealed.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {topic.name: _channel(topic) for topic in TOPICS.values()},
        "operations": {
            name: operation
            for topic in TOPICS.values()
            for name, operation in _operations(topic).items()
        },
        "components": {
            "messages": {kind.__name__: _message(kind) for kind in _kinds()},
            "schemas": _schemas("#/components/schemas/"),
        },
    }


def _channel(topic: Topic) -> Json:
    years_in_ms = topic.retention_years * 366 * 24 * 3600 * 1000
    return {
        "address": topic.name,
        "description": f"{topic.purpose}. Key: {topic.key}. Written by {topic.writer} alone.",
        "messages": {
            form.kind.__name__: {"$ref": f"#/components/messages/{form.kind.__name__}"}
            for form in ON_TOPIC[topic.name]
        },
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {"retention.ms": years_in_ms},
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operations(topic: Topic) -> dict[str, Json]:
    channel = {"$ref": f"#/channels/{topic.name}"}
    sent = {f"{topic.writer}.send.{topic.name}": {"action": "send", "channel": channel}}
    received = {
        f"{reader}.receive.{topic.name}": {"action": "receive", "channel": channel}
        for reader in topic.readers
    }
    return {**sent, **received}


def _message(kind: type[Payload]) -> Json:
    return {
        "name": form_of(kind).type,
        "title": kind.__name__,
        "summary": _first_line(kind),
        "contentType": CONTENT_TYPE,
        "payload": {"$ref": f"#/components/schemas/{_message_name(kind)}"},
    }


def _message_name(kind: type[Payload]) -> str:
    return f"{kind.__name__}Event"


def _schemas(prefix: str) -> dict[str, Json]:
    """Every schema: the envelope, the payloads and their parts, and each event as a whole."""
    models: list[type[BaseModel]] = [Envelope, *_kinds()]
    _, definitions = models_json_schema(
        [(model, "serialization") for model in models], ref_template=prefix + "{model}"
    )
    events = {
        _message_name(kind): {
            "description": _first_line(kind),
            "allOf": [
                {"$ref": f"{prefix}Envelope"},
                {
                    "properties": {
                        "type": {"const": form_of(kind).type},
                        "data": {"$ref": f"{prefix}{kind.__name__}"},
                    }
                },
            ],
        }
        for kind in _kinds()
    }
    parts: dict[str, Json] = _without_discriminators(definitions["$defs"])
    return {**parts, **events}


def _without_discriminators(node: Any) -> Any:
    """AsyncAPI knows OpenAPI's discriminator in another form; the schemas say it all already."""
    if isinstance(node, dict):
        return {k: _without_discriminators(v) for k, v in node.items() if k != "discriminator"}
    return [_without_discriminators(item) for item in node] if isinstance(node, list) else node


def _first_line(kind: type[Payload]) -> str:
    return (kind.__doc__ or "").splitlines()[0]


def _pretty(document: Json) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"
