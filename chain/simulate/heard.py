"""Did every instance hear all that it says it read?"""

from collections.abc import Iterator

from chain.simulate.findings import Breach, Finding
from chain.simulate.world import Node, World
from infra.statements import execute


def unheard(world: World) -> Iterator[Finding]:
    """What lies before the place to which an instance read, and is not known to it."""
    for name, node in world.nodes.items():
        known, read = _known(node), node.kernel.offsets()
        for place in node.places:
            for entry in world.log.places[place][: read.get(place, 0)]:
                if entry.id not in known:
                    text = f"{name} las over een {entry.kind} op {entry.record.topic} heen"
                    domain = entry.record.topic.partition(".")[0]
                    yield Finding(Breach.LOST, text, (domain, entry.casus))


def _known(node: Node) -> set[str]:
    with node.kernel.database.reading() as session:
        return {id_ for (id_,) in execute(session, "SELECT id FROM inbox").fetchall()}
