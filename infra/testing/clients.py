"""Kafka clients of another make than the chain's own: what they are refused, the broker refuses."""

from confluent_kafka import Consumer, KafkaError, KafkaException, Producer, TopicPartition

from infra.kafka import Broker
from infra.kafka.principals import MECHANISM

_READ_ERRORS = ("TOPIC_AUTHORIZATION_FAILED", "GROUP_AUTHORIZATION_FAILED")


class BrokerRefused(Exception):
    """The broker said no; the argument is the name of its error."""


class Client:
    """A principal with a Kafka client in its hands."""

    def __init__(
        self, broker: Broker, principal: str, *, password: str | None = None, patience: float = 10
    ) -> None:
        self._principal = principal
        self._patience = patience
        self._settings: dict[str, str | int | bool] = {
            "bootstrap.servers": broker.bootstrap,
            "security.protocol": "SASL_PLAINTEXT",
            "sasl.mechanism": MECHANISM,
            "sasl.username": principal,
            "sasl.password": password or broker.password(principal),
            "log_level": 0,
        }

    def write(self, topic: str, value: bytes) -> None:
        """Write one record and wait for the broker's word.

        Raises:
            BrokerRefused: the broker does not let this principal.
            TimeoutError: no word.
        """
        words: list[KafkaError | None] = []
        producer = Producer({**self._settings, "message.timeout.ms": 8000})
        producer.produce(topic, value, partition=0, on_delivery=lambda word, _: words.append(word))
        producer.flush(self._patience)
        if not words:
            raise TimeoutError(topic)
        if words[0] is not None:
            raise BrokerRefused(words[0].name())

    def read(self, topic: str) -> list[bytes]:
        """The records of partition 0 of a topic, from the first to the end as it is now.

        Raises:
            BrokerRefused: the broker does not let this principal.
            TimeoutError: nothing came, not even a refusal.
        """
        return self._consume(topic, self._principal, commit=False)

    def join(self, group: str, topic: str) -> None:
        """Commit an offset on behalf of a consumer group; raises as `read` does."""
        self._consume(topic, group, commit=True)

    def _consume(self, topic: str, group: str, *, commit: bool) -> list[bytes]:
        consumer = Consumer(
            {
                **self._settings,
                "group.id": group,
                "fetch.wait.max.ms": 20,
                "enable.partition.eof": True,
                "enable.auto.commit": False,
            }
        )
        try:
            hidden = consumer.list_topics(topic, timeout=self._patience).topics[topic].error
            if hidden is not None:
                raise BrokerRefused(hidden.name())
            consumer.assign([TopicPartition(topic, 0, 0)])
            found = self._until_end(consumer, topic)
            if commit:
                consumer.commit(offsets=[TopicPartition(topic, 0, 0)], asynchronous=False)
        except KafkaException as fault:
            raise BrokerRefused(fault.args[0].name()) from fault
        finally:
            consumer.close()
        return found

    def _until_end(self, consumer: Consumer, topic: str) -> list[bytes]:
        found: list[bytes] = []
        while (message := consumer.poll(self._patience)) is not None:
            error = message.error()
            if error is None:
                found.append(message.value() or b"")
            elif error.code() == KafkaError._PARTITION_EOF:  # noqa: SLF001 - the client's own name for it
                return found
            elif error.name() in _READ_ERRORS:
                raise BrokerRefused(error.name())
        raise TimeoutError(topic)
