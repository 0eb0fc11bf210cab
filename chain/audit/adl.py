"""Decisions in the form of the Authorization Decision Log: exactly one record per decision.

A decision is one call with many outcomes: first whether the content passes, then each element
for each kind of seat. A denial is an outcome, no error. Where the facts are that it was taken
on, the record says by place in the log and by event, never by copy; nor does it hold a value.
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chain.audit.delivered import PERMITTED, seat_name
from chain.audit.event import Event, Spot
from chain.audit.reading import AuditedChain

EVENT_NAME = "adl.access_evaluations"
COMPLETED = "Ok"
"""The status of a decision that was taken, whatever it was: there are no others in the log."""

Json = dict[str, Any]


def decisions(chain: AuditedChain) -> Iterator[Json]:
    """Every decision of the gate, in the order of the log."""
    asked: dict[str, Spot] = {}
    covenants: dict[str, Event] = {}
    for event in chain.events():
        match event.kind:
            case "VerstrekkingGevraagd":
                asked[event.id] = event.place
            case "ConvenantVastgesteld":
                covenant = event.data["convenant"]
                covenants[f"{covenant['convenant']}@{covenant['versie']}"] = event
            case "VerstrekkingBesloten":
                yield record(event, asked, covenants)
            case _:
                pass


def record(event: Event, asked: dict[str, Spot], covenants: dict[str, Event]) -> Json:
    """The record of one decision; every part of it lies in the log too."""
    data = event.data
    trace, span = _trace(event)
    covenant = covenants.get(data["convenant"])
    return {
        "trace_id": trace,
        "span_id": span,
        "event_name": EVENT_NAME,
        "timestamp": round(datetime.fromisoformat(event.time).timestamp() * 1000),
        "status": COMPLETED,
        "resource": {
            "service.name": "privacy-gate",
            "log.record": _reference(event.place, event.id),
        },
        "attributes": {
            "adl.core.policies": {"regelset": data["regelset"], "convenant": data["convenant"]},
            "adl.core.information": {
                "verzoek": _reference(asked.get(data["verzoek"]), data["verzoek"]),
                "convenant": _reference(covenant.place, covenant.id) if covenant else None,
                "toestemmingen": data["toestemmingen"],
                "wegingen": data["wegingen"],
                "ontheffingen": data.get("ontheffingen", []),
            },
        },
        "body": {"adl.core.request": _request(data), "adl.core.response": _response(data)},
    }


def _trace(event: Event) -> tuple[str, str]:
    """The trace and span of the decision; of a chain that kept none, out of the event's own id.

    That id is opaque, and the same at every reading: a record that is written twice is one.
    """
    if event.trace:
        _, trace, span, _ = event.trace.split("-")
        return trace, span
    digest = hashlib.sha256(event.id.encode()).hexdigest()
    return digest[:32], digest[32:48]


def _reference(place: Spot | None, event: str) -> Json:
    """Where an event stands; without a place, this log does not hold it."""
    return {"event": event} | (place._asdict() if place else {})


def _request(data: Json) -> Json:
    """What was asked, after AuthZEN: may this seat of that table be given this?"""
    content = {
        "subject": {"type": "overleg", "id": data["naar_overleg"]},
        "resource": {"type": "verstrekking", "id": data["verstrekking"]},
    }
    return {
        "action": {"name": data["soort"]},
        "context": {
            "time": data["op"],
            "van_overleg": data["van_overleg"],
            "naar_overleg": data["naar_overleg"],
            "omstandigheden": data["omstandigheden"],
        },
        "evaluations": [
            content,
            *(
                {
                    "subject": {"type": "zetel", "id": seat_name(seat["zetel"])},
                    "resource": {
                        "type": "element",
                        "id": element["element"],
                        "properties": {"categorie": element["categorie"]},
                    },
                }
                for element in data["elementen"]
                for seat in element["zetels"]
            ),
        ],
    }


def _response(data: Json) -> Json:
    whole = {"uitkomst": data["uitkomst"], "regels": data["regels"], "artikelen": data["artikelen"]}
    return {
        "evaluations": [
            {
                "decision": data["doorgelaten"],
                "context": {**whole, "verplichtingen": data["verplichtingen"]},
            },
            *(
                {
                    "decision": seat["uitkomst"] in PERMITTED,
                    "context": {
                        name: seat[name]
                        for name in ("uitkomst", "bewerking", "regels", "artikelen", "gemist")
                    },
                }
                for element in data["elementen"]
                for seat in element["zetels"]
            ),
        ]
    }
