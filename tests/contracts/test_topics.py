"""The table of topics: between domains nothing passes but through the gate."""

from contracts.topics import (
    AUDITOR,
    GATE,
    INSTANCES,
    REGISTER,
    RETENTION_YEARS,
    TOPICS,
    facts,
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


def test_an_auditor_writes_nothing() -> None:
    assert written_by(AUDITOR) == ()


def test_everything_is_kept_for_fifteen_years() -> None:
    assert {topic.retention_years for topic in TOPICS.values()} == {RETENTION_YEARS}
