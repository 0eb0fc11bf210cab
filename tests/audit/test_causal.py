"""A causal order: causes first, sources in their own order, and nothing held back for ever."""

import json
import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from chain.audit.causal import causal
from chain.audit.event import Event
from chain.audit.records import LogFile, Record
from tests.audit.logbook import Logbook


def names(event: Event) -> set[str]:
    """Every event is known by its id, and by a token."""
    return {event.id, f"token-of-{event.id}"}


def merged(streams: dict[str, list[tuple[str, str, str]]]) -> list[str]:
    """Ids in causal order; a stream is a list of (id, cause, after)."""
    book = Logbook()
    for topic, events in streams.items():
        for id_, cause, after in events:
            book.say(topic, "K", {}, id_=id_, cause=cause, after=after)
    per_topic: dict[str, list[Record]] = {}
    for offset, (topic, partition, raw) in enumerate(book.rows):
        per_topic.setdefault(topic, []).append(Record(topic, partition, offset, raw))
    return [
        json.loads(record.raw)["id"]
        for record in causal([iter(r) for r in per_topic.values()], names)
    ]


def test_an_effect_follows_its_cause_in_another_source() -> None:
    found = merged(
        {
            "a": [("a1", "b1", ""), ("a2", "cmd-x", "")],
            "b": [("b1", "c1", ""), ("b2", "a2", "")],
            "c": [("c1", "cmd-y", "")],
        }
    )
    assert found.index("c1") < found.index("b1") < found.index("a1") < found.index("a2")
    assert found.index("a2") < found.index("b2")
    assert len(found) == 5


def test_what_comes_after_waits() -> None:
    found = merged({"a": [("a1", "cmd-x", "b2,b1")], "b": [("b1", "cmd-x", ""), ("b2", "b1", "")]})
    assert found == ["b1", "b2", "a1"]


def test_a_cause_may_be_named_by_a_token() -> None:
    found = merged({"a": [("a1", "token-of-b1", "")], "b": [("b1", "cmd-x", "")]})
    assert found == ["b1", "a1"]


def test_what_waits_for_a_lost_event_goes_on() -> None:
    found = merged({"a": [("a1", "lost", ""), ("a2", "a1", "")], "b": [("b1", "a2", "")]})
    assert found == ["a1", "a2", "b1"]


@given(st.integers(0, 10_000))
def test_any_history_comes_out_whole_and_in_order(seed: int) -> None:
    chance = random.Random(seed)
    known: list[str] = ["cmd-start"]
    streams: dict[str, list[tuple[str, str, str]]] = {}
    for number in range(60):
        id_ = f"e{number}"
        event = id_, chance.choice(known), ""
        streams.setdefault(chance.choice("abcd"), []).append(event)
        known.append(id_)
    found = merged(streams)
    assert sorted(found) == sorted(f"e{n}" for n in range(60))
    place = {id_: at for at, id_ in enumerate(found)}
    for events in streams.values():
        ids = [id_ for id_, _, _ in events]
        assert sorted(ids, key=place.__getitem__) == ids
        assert all(cause == "cmd-start" or place[cause] < place[id_] for id_, cause, _ in events)


def test_the_sources_of_a_file_are_read_apart(tmp_path: Path) -> None:
    book = Logbook()
    book.say("b", "K", {}, id_="b1", cause="a1")
    book.say("a", "K", {}, id_="a1")
    log = LogFile(book.write(tmp_path / "log.sqlite"))
    assert [json.loads(r.raw)["id"] for r in causal(log.sources(), names)] == ["a1", "b1"]
