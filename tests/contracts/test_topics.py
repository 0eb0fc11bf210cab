"""The table of topics: between domains nothing passes but through the gate."""

from collections import Counter

from contracts.topics import (
    AUDITOR,
    GATE,
    INSTANCES,
    REGISTER,
    RETENTION_YEARS,
    TOPICS,
    facts,
    grants,
    instance,
    postbus,
    read_by,
    written_by,
)
from contracts.vocabulary import Domein


def domain_of(principal: str) -> str | None:
    return next((d for d in Domein if principal.startswith(f"{d}-")), None)


def test_fourteen_principals_each_once() -> None:
    assert len(INSTANCES) == len(set(INSTANCES)) == 14


def test_a_topic_of_facts_is_read_in_its_own_domain_by_the_gate_and_by_the_auditor() -> None:
    for domain in Domein:
        for service in ("intake", "casusoverleg", "notifier"):
            topic = TOPICS[facts(service, domain)]
            assert topic.writer == instance(service, domain)
            outsiders = {name for name in topic.readers if domain_of(name) != domain}
            assert outsiders == {GATE, AUDITOR}


def test_a_domain_receives_in_its_postbus_which_the_gate_alone_writes() -> None:
    for domain in Domein:
        topic = TOPICS[postbus(domain)]
        assert topic.writer == GATE
        assert {domain_of(name) for name in topic.readers if name != AUDITOR} == {domain}


def test_no_principal_of_a_domain_touches_what_is_of_another() -> None:
    for principal in INSTANCES:
        domain = domain_of(principal)
        if domain is None:
            continue
        touched = {*read_by(principal), *written_by(principal)} - {REGISTER}
        assert {name.split(".")[0] for name in touched} == {domain}


def test_the_grants_are_the_table_and_nothing_more() -> None:
    given = grants()
    assert len(set(given)) == len(given)
    writes = {(g.principal, g.name) for g in given if g.operation == "write"}
    assert writes == {(topic.writer, topic.name) for topic in TOPICS.values()}
    reads = {(g.principal, g.name) for g in given if (g.operation, g.resource) == ("read", "topic")}
    assert reads == {(one, t.name) for t in TOPICS.values() for one in (t.writer, *t.readers)}


def test_a_topic_has_one_writer_so_a_source_is_a_topic_and_a_partition() -> None:
    writers = Counter(g.name for g in grants() if g.operation == "write")
    assert set(writers.values()) == {1}
    assert set(writers) == set(TOPICS)


def test_a_reader_has_a_group_of_its_own_and_an_auditor_writes_nothing() -> None:
    groups = {(g.principal, g.name) for g in grants() if g.resource == "group"}
    assert groups == {(name, name) for name in (*INSTANCES, AUDITOR) if read_by(name)}
    assert written_by(AUDITOR) == ()


def test_everything_is_kept_for_fifteen_years() -> None:
    assert {topic.retention_years for topic in TOPICS.values()} == {RETENTION_YEARS}
