"""The settings of a broker: the same locally and in a container but for names and places."""

ADMIN = "broker"
"""The broker's own principal. No process of the chain has its password."""

MECHANISM = "SCRAM-SHA-512"

_TEMPLATE = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@{controller}
controller.listener.names=CONTROLLER
listeners=SASL_PLAINTEXT://{listen},CONTROLLER://{controller}
advertised.listeners=SASL_PLAINTEXT://{advertised}
listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT
security.inter.broker.protocol=SASL_PLAINTEXT

sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config=\
org.apache.kafka.common.security.scram.ScramLoginModule required \
username="{admin}" password="{password}";
sasl.mechanism.controller.protocol=PLAIN
listener.name.controller.sasl.enabled.mechanisms=PLAIN
listener.name.controller.plain.sasl.jaas.config=\
org.apache.kafka.common.security.plain.PlainLoginModule required \
username="{admin}" password="{password}" user_{admin}="{password}";

authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:{admin}
allow.everyone.if.no.acl.found=false
auto.create.topics.enable=false

log.dirs={data}
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
"""


def server_properties(
    *, data: str, password: str, listen: str, advertised: str, controller: str
) -> str:
    """The text of `server.properties`; it holds the broker's password.

    Args:
        data: the directory of the log.
        password: of the principal `ADMIN`; letters, digits, `-` and `_` only.
        listen: host and port where clients are heard.
        advertised: host and port that clients are told.
        controller: host and port of the controller, which is this same process.
    """
    return _TEMPLATE.format(
        admin=ADMIN,
        data=data,
        password=password,
        listen=listen,
        advertised=advertised,
        controller=controller,
    )
