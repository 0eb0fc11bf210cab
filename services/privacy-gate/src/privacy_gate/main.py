"""The privacy gate, put together."""

from contracts.topics import BESLUITEN, REGISTER, read_by
from infra.instance import Instance
from infra.kernel import Kernel
from infra.parts import Parts
from infra.register import REGISTER_REACTIONS
from infra.state import State
from infra.web.site import make_site
from privacy_gate import api, pages
from privacy_gate.store.wetboek import wetboek
from privacy_gate.worker.herlezen import GEVOUWEN, herlees
from privacy_gate.worker.poort import Poort
from privacy_gate.worker.proef import Proefnemer
from privacy_gate.worker.resealer import Resealer
from privacy_gate.worker.vergeten import Vergeten
from privacy_gate.worker.verwijsindex import Indexhouder


def build(parts: Parts) -> Instance:
    """The one gate of the chain.

    Raises:
        RegelsOngeldig: the rule files have faults.
    """
    wet = wetboek()
    index = Indexhouder(parts.index_seal, parts.keys.secret("verwijsindex"))
    poort = Poort(wet, Resealer(parts.all_keys), parts.keys, index)
    kernel = Kernel(
        parts.name,
        parts.database,
        {**REGISTER_REACTIONS, **poort.reactions(), **Vergeten(parts.keys).reactions()},
        parts.clock,
        parts.keys.secret("id"),
        veiled=True,
    )
    return Instance(
        name=parts.name,
        kernel=kernel,
        state=State(GEVOUWEN, herlees, (REGISTER, BESLUITEN)),
        reads=read_by(parts.name),
        base=parts.base,
        site=lambda: make_site(
            parts,
            title="Privacy-poort",
            api=api.router(
                Proefnemer(wet.regelset, parts.database, parts.keys.secret("vertaling"))
            ),
            pages=pages.router(wet.regelset),
            templates=pages.TEMPLATES,
        ),
    )
