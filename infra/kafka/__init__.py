"""One Apache Kafka on this machine, with the topics and the rights of `contracts.topics`."""

from infra.kafka.broker import Broker
from infra.kafka.faults import BrokerUnavailable

__all__ = ["Broker", "BrokerUnavailable"]
