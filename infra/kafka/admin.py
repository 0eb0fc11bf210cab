"""Users, topics and rights on a broker: made from the table, and compared with it."""

import time
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from confluent_kafka import KafkaError, KafkaException
from confluent_kafka.admin import (
    AclBinding,
    AclBindingFilter,
    AclOperation,
    AclPermissionType,
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewTopic,
    ResourcePatternType,
    ResourceType,
    ScramCredentialInfo,
    ScramMechanism,
    UserScramCredentialAlteration,
    UserScramCredentialUpsertion,
)

from contracts.envelope import RECORD_BYTES
from contracts.topics import TOPICS, Topic
from infra.kafka.faults import BrokerUnavailable
from infra.kafka.principals import ADMIN, MECHANISM, PRINCIPALS
from infra.kafka.rights import rights

_PATIENCE = 30.0
_ITERATIONS = 4096
SIZE = "max.message.bytes"
"""The setting of a topic that says how large a batch of records it takes."""
_WHATEVER: Any = None
_EVERY_RIGHT = AclBindingFilter(
    ResourceType.ANY,
    _WHATEVER,
    ResourcePatternType.ANY,
    _WHATEVER,
    _WHATEVER,
    AclOperation.ANY,
    AclPermissionType.ANY,
)


@dataclass(frozen=True)
class Drift:
    """What a broker has otherwise than the table says; empty is as it should be."""

    missing_rights: frozenset[AclBinding]
    loose_rights: frozenset[AclBinding]
    missing_topics: frozenset[str]
    other_sizes: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return any(vars(self).values())


class Admin:
    """The administration of one broker, as the broker's own principal."""

    def __init__(self, bootstrap: str, password: str) -> None:
        self._client = AdminClient(
            {
                "bootstrap.servers": bootstrap,
                "security.protocol": "SASL_PLAINTEXT",
                "sasl.mechanism": MECHANISM,
                "sasl.username": ADMIN,
                "sasl.password": password,
                "log_level": 0,
            }
        )

    def wait(self, seconds: float = _PATIENCE) -> None:
        """Wait until the broker answers.

        Raises:
            BrokerUnavailable: it did not within `seconds`.
        """
        try:
            self._client.list_topics(timeout=seconds)
        except KafkaException as fault:
            raise BrokerUnavailable("Kafka geeft geen antwoord.") from fault

    def govern(self, passwords: Mapping[str, str]) -> None:
        """Make users, topics, sizes and rights as the contract says; loose rights are taken away.

        Returns when the broker itself counts with them.

        Raises:
            BrokerUnavailable: it does not within half a minute.
        """
        self._set_passwords(passwords)
        found = self.difference()
        self._create_topics(TOPICS[name] for name in sorted(found.missing_topics))
        if found.missing_rights:
            _settle(self._client.create_acls(list(found.missing_rights)).values())
        if found.loose_rights:
            _settle(self._client.delete_acls([_only(it) for it in found.loose_rights]).values())
        self._set_sizes(found.other_sizes)
        until = time.monotonic() + _PATIENCE
        while self.difference():
            if time.monotonic() > until:
                raise BrokerUnavailable("Kafka neemt de rechten niet over.")
            time.sleep(0.05)

    def difference(self) -> Drift:
        """Compare the broker with the table."""
        wanted, found = rights(), self.rights()
        topics = self._client.list_topics(timeout=_PATIENCE).topics
        return Drift(
            missing_rights=wanted - found,
            loose_rights=found - wanted,
            missing_topics=frozenset(TOPICS) - frozenset(topics),
            other_sizes=self._other_sizes(frozenset(TOPICS) & frozenset(topics)),
        )

    def _other_sizes(self, topics: Iterable[str]) -> frozenset[str]:
        """The topics that take other events than every log must."""
        asked = [ConfigResource(ResourceType.TOPIC, name) for name in topics]
        if not asked:
            return frozenset()
        found = self._client.describe_configs(asked).items()
        return frozenset(
            topic.name
            for topic, answer in found
            if answer.result(timeout=_PATIENCE)[SIZE].value != str(RECORD_BYTES)
        )

    def set_size(self, topic: str, size: int) -> None:
        """Let a topic take records of so many bytes."""
        entry = ConfigEntry(SIZE, str(size), incremental_operation=AlterConfigOpType.SET)
        change = ConfigResource(ResourceType.TOPIC, topic, incremental_configs=[entry])
        _settle(self._client.incremental_alter_configs([change]).values())

    def _set_sizes(self, topics: Iterable[str]) -> None:
        for topic in topics:
            self.set_size(topic, RECORD_BYTES)

    def rights(self) -> frozenset[AclBinding]:
        """Every right that the broker knows."""
        return frozenset(self._client.describe_acls(_EVERY_RIGHT).result(timeout=_PATIENCE))

    def grant(self, right: AclBinding) -> None:
        """Give one right by hand; the table will not know of it."""
        _settle(self._client.create_acls([right]).values())

    def _set_passwords(self, passwords: Mapping[str, str]) -> None:
        info = ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, _ITERATIONS)
        changes: list[UserScramCredentialAlteration] = [
            UserScramCredentialUpsertion(name, info, passwords[name].encode())
            for name in PRINCIPALS
        ]
        _settle(self._client.alter_user_scram_credentials(changes).values())

    def _create_topics(self, topics: Iterable[Topic]) -> None:
        new = [
            NewTopic(
                topic.name,
                num_partitions=topic.partitions,
                replication_factor=1,
                config={
                    "retention.ms": retention_ms(topic),
                    "cleanup.policy": "delete",
                    SIZE: str(RECORD_BYTES),
                },
            )
            for topic in topics
        ]
        if new:
            _settle(self._client.create_topics(new).values(), but=KafkaError.TOPIC_ALREADY_EXISTS)


def retention_ms(topic: Topic) -> str:
    """How long the broker keeps a topic's records, leap years counted in full."""
    kept = timedelta(days=366 * topic.retention_years)
    return str(kept // timedelta(milliseconds=1))


def _only(right: AclBinding) -> AclBindingFilter:
    return AclBindingFilter(
        right.restype,
        right.name,
        right.resource_pattern_type,
        right.principal,
        right.host,
        right.operation,
        right.permission_type,
    )


def _settle(futures: Iterable[Future[Any]], but: int | None = None) -> None:
    """Wait for all of them; `but` is an error that is no matter."""
    for future in futures:
        try:
            future.result(timeout=_PATIENCE)
        except KafkaException as fault:
            if fault.args[0].code() != but:
                raise
