"""What was written stays written, whatever happens to the broker."""

import json
import stat
from pathlib import Path

import pytest
from confluent_kafka.admin import AdminClient, ConfigResource, ResourceType

from contracts.topics import BESLUITEN, GATE, TOPICS
from infra.kafka import Broker, BrokerUnavailable
from infra.kafka.principals import PRINCIPALS
from infra.testing.clients import Client

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(180)]


def test_a_killed_broker_comes_back_with_its_records_and_its_rights(kafka: Broker) -> None:
    Client(kafka, GATE).write(BESLUITEN, b"before the crash")
    place = kafka.bootstrap

    kafka.kill()
    assert not kafka.running
    kafka.start()

    assert kafka.bootstrap == place
    assert b"before the crash" in Client(kafka, "auditor").read(BESLUITEN)
    assert not kafka.admin.difference()


def test_a_broker_is_found_again_by_its_directory(kafka: Broker) -> None:
    again = Broker(kafka.home)

    assert again.running
    assert again.bootstrap == kafka.bootstrap
    assert Broker(kafka.home, port=1).bootstrap == kafka.bootstrap


def test_a_port_that_is_taken_is_said(kafka: Broker, tmp_path: Path) -> None:
    with pytest.raises(BrokerUnavailable, match=f"Poort {kafka.port} is bezet"):
        Broker(tmp_path, kafka.port).start()


def test_every_principal_has_a_password_of_its_own_that_only_the_owner_reads(
    kafka: Broker,
) -> None:
    path = kafka.home / "passwords.json"
    kept = json.loads(path.read_text("utf-8"))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(PRINCIPALS) <= set(kept)
    assert len(set(kept.values())) == len(kept)


def test_a_topic_that_takes_less_than_an_event_can_be_is_mended_at_the_next_start(
    kafka: Broker,
) -> None:
    kafka.admin.set_size(BESLUITEN, 1000)
    assert kafka.admin.difference().other_sizes == {BESLUITEN}

    kafka.start()

    assert not kafka.admin.difference()


def test_topics_have_the_partitions_and_the_retention_of_the_table(kafka: Broker) -> None:
    client: AdminClient = kafka.admin._client
    found = client.list_topics().topics
    asked = [ConfigResource(ResourceType.TOPIC, name) for name in TOPICS]
    kept = {
        resource.name: int(answer.result()["retention.ms"].value)
        for resource, answer in client.describe_configs(asked).items()
    }

    assert {name: len(found[name].partitions) for name in TOPICS} == {
        name: topic.partitions for name, topic in TOPICS.items()
    }
    year = 365 * 24 * 3600 * 1000
    assert all(kept[name] >= topic.retention_years * year for name, topic in TOPICS.items())
