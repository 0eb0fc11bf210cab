"""The one table of topics: who writes, who reads, the key and how long it is kept.

The broker's topics and ACLs, the AsyncAPI document and the in-process log's own checks
come from it, so that between domains nothing can pass but through the gate.
"""

from dataclasses import dataclass

from contracts.vocabulary import Domein

GATE = "privacy-gate"
BEHEER = "beheer"
AUDITOR = "auditor"
RETENTION_YEARS = 15
"""Wet op de jeugdzorg 55: records are kept for 15 years."""

DOMAIN_SERVICES = ("intake", "casusoverleg", "notifier")


def instance(service: str, domain: Domein) -> str:
    """The name of a service in a domain: its principal, its database and its consumer group."""
    return f"{domain}-{service}"


@dataclass(frozen=True)
class Topic:
    """A topic. It has one writer, so its partitions are the writer's sources."""

    name: str
    writer: str
    readers: tuple[str, ...]
    key: str
    purpose: str
    partitions: int = 1
    retention_years: int = RETENTION_YEARS


def facts(service: str, domain: Domein) -> str:
    """The topic of facts of a service in a domain."""
    return f"{domain}.{service}.v1"


def postbus(domain: Domein) -> str:
    """The topic in which a domain receives; only the gate writes it."""
    return f"{domain}.postbus.v1"


def vernietigingen(domain: Domein) -> str:
    """The topic that says what was destroyed in a domain.

    Intake must hear that, and nothing else of what its domain's tables do.
    """
    return f"{domain}.vernietiging.v1"


BESLUITEN = "privacy.besluiten.v1"
VERTALING = "privacy.vertaling.v1"
REGISTER = "keten.register.v1"

INSTANCES: tuple[str, ...] = (
    *(instance(service, domain) for domain in Domein for service in DOMAIN_SERVICES),
    GATE,
    BEHEER,
)
"""Every principal that runs as a process of the chain."""

_FACT_READERS = {
    "intake": ("casusoverleg", "notifier"),
    "casusoverleg": ("notifier",),
    "notifier": ("casusoverleg",),
}


def _of_domain(domain: Domein) -> list[Topic]:
    own = [
        Topic(
            name=facts(service, domain),
            writer=instance(service, domain),
            readers=(
                *(instance(reader, domain) for reader in _FACT_READERS[service]),
                GATE,
                AUDITOR,
            ),
            key="casus",
            purpose=f"facts of {service} in {domain}; requests to the gate among them",
            partitions=2,
        )
        for service in DOMAIN_SERVICES
    ]
    received = Topic(
        name=postbus(domain),
        writer=GATE,
        readers=(instance("casusoverleg", domain), instance("notifier", domain), AUDITOR),
        key="casus",
        purpose=f"what the gate provided to {domain}",
        partitions=2,
    )
    erased = Topic(
        name=vernietigingen(domain),
        writer=instance("casusoverleg", domain),
        readers=(instance("intake", domain), instance("notifier", domain), GATE, AUDITOR),
        key="casus",
        purpose=f"what was destroyed in {domain}: ids of casussen, persons and keys",
    )
    return [*own, received, erased]


TOPICS: dict[str, Topic] = {
    topic.name: topic
    for topic in (
        *(topic for domain in Domein for topic in _of_domain(domain)),
        Topic(BESLUITEN, GATE, (AUDITOR,), "verstrekking", "every decision, with its reasons"),
        Topic(VERTALING, GATE, (GATE, AUDITOR), "casus", "the gate's sealed mapping of ids"),
        Topic(
            REGISTER,
            BEHEER,
            (*INSTANCES, AUDITOR),
            "register",
            "covenants and functions, dated",
        ),
    )
}


def read_by(principal: str) -> tuple[str, ...]:
    """The topics that a principal may read."""
    return tuple(topic.name for topic in TOPICS.values() if principal in topic.readers)


def written_by(principal: str) -> tuple[str, ...]:
    """The topics that a principal may write."""
    return tuple(topic.name for topic in TOPICS.values() if topic.writer == principal)
