"""Who may do what on the broker, computed from the one table of topics."""

from collections.abc import Mapping

from confluent_kafka.admin import (
    AclBinding,
    AclOperation,
    AclPermissionType,
    ResourcePatternType,
    ResourceType,
)

from contracts.topics import TOPICS, Topic

_READING = (AclOperation.READ, AclOperation.DESCRIBE)
_WRITING = (AclOperation.WRITE, AclOperation.DESCRIBE)


def rights(topics: Mapping[str, Topic] = TOPICS) -> frozenset[AclBinding]:
    """Every right there is; what is not here is refused.

    A reader also reads the consumer group of its own name. A writer needs no right for
    idempotence: since Kafka 3.0 the right to write a topic includes it (KIP-679).
    """
    found: set[AclBinding] = set()
    for topic in topics.values():
        for operation in _WRITING:
            found.add(allow(topic.writer, ResourceType.TOPIC, topic.name, operation))
        for reader in topic.may_read:
            for operation in _READING:
                found.add(allow(reader, ResourceType.TOPIC, topic.name, operation))
            found.add(allow(reader, ResourceType.GROUP, reader, AclOperation.READ))
    return frozenset(found)


def allow(principal: str, resource: ResourceType, name: str, operation: AclOperation) -> AclBinding:
    """One right of one principal on one thing, by its exact name."""
    return AclBinding(
        resource,
        name,
        ResourcePatternType.LITERAL,
        f"User:{principal}",
        "*",
        operation,
        AclPermissionType.ALLOW,
    )
