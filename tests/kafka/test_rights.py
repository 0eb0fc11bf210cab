"""Between domains nothing passes but through the gate: the broker itself says so."""

import pytest
from confluent_kafka.admin import AclOperation, ResourceType

from contracts.topics import AUDITOR, BESLUITEN, GATE, INSTANCES, TOPICS, facts, postbus
from contracts.vocabulary import Domein
from infra.kafka import Broker
from infra.kafka.rights import allow, rights
from infra.testing.clients import BrokerRefused, Client

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(180)]

NOT_THIS_TOPIC = "TOPIC_AUTHORIZATION_FAILED"
FACTS_OF_CARE = facts("casusoverleg", Domein.ZORG)


def test_justice_cannot_read_the_facts_of_care(kafka: Broker) -> None:
    Client(kafka, "zorg-casusoverleg").write(FACTS_OF_CARE, b"a fact")

    assert b"a fact" in Client(kafka, GATE).read(FACTS_OF_CARE)
    with pytest.raises(BrokerRefused, match=NOT_THIS_TOPIC):
        Client(kafka, "justitie-casusoverleg").read(FACTS_OF_CARE)


@pytest.mark.parametrize("domain", list(Domein))
def test_only_the_gate_writes_into_a_postbus(kafka: Broker, domain: Domein) -> None:
    topic = postbus(domain)
    Client(kafka, GATE).write(topic, b"provided")

    for other in set(INSTANCES) - {GATE}:
        with pytest.raises(BrokerRefused, match=NOT_THIS_TOPIC):
            Client(kafka, other).write(topic, b"forged")
    assert b"forged" not in Client(kafka, f"{domain}-casusoverleg").read(topic)


def test_the_auditor_reads_everything_and_writes_nothing(kafka: Broker) -> None:
    auditor = Client(kafka, AUDITOR)
    Client(kafka, GATE).write(BESLUITEN, b"decided")

    assert b"decided" in auditor.read(BESLUITEN)
    for topic in TOPICS:
        auditor.read(topic)
        with pytest.raises(BrokerRefused, match=NOT_THIS_TOPIC):
            auditor.write(topic, b"forged")


def test_nobody_moves_the_offsets_of_another(kafka: Broker) -> None:
    Client(kafka, GATE).join(GATE, FACTS_OF_CARE)

    with pytest.raises(BrokerRefused, match="GROUP_AUTHORIZATION_FAILED"):
        Client(kafka, "zorg-notifier").join(GATE, FACTS_OF_CARE)


def test_without_the_password_nothing_is_read(kafka: Broker) -> None:
    stranger = Client(kafka, GATE, password="a guess", patience=2)

    with pytest.raises(BrokerRefused):
        stranger.read(FACTS_OF_CARE)
    assert Client(kafka, GATE).read(FACTS_OF_CARE) is not None


def test_the_broker_has_the_rights_of_the_table_and_no_other(kafka: Broker) -> None:
    assert kafka.admin.rights() == rights()
    assert not kafka.admin.difference()


def test_a_right_given_by_hand_is_noticed_and_taken_away(kafka: Broker) -> None:
    loose = allow("justitie-casusoverleg", ResourceType.TOPIC, FACTS_OF_CARE, AclOperation.READ)
    kafka.admin.grant(loose)

    assert kafka.admin.difference().loose_rights == {loose}

    kafka.admin.govern(kafka.passwords)
    assert not kafka.admin.difference()
    with pytest.raises(BrokerRefused, match=NOT_THIS_TOPIC):
        Client(kafka, "justitie-casusoverleg").read(FACTS_OF_CARE)
