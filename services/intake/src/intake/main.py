"""The intake of one domain, put together."""

from contracts.topics import heard_by
from infra.instance import Instance
from infra.kernel import Kernel
from infra.parts import Parts
from infra.register import REGISTER_REACTIONS
from infra.web.site import make_site
from intake import api, pages
from intake.store.vault import Vault
from intake.store.verwijstoken import Verwijstokens
from intake.worker.aanmelden import Aanmelder
from intake.worker.vergeten import Vergeten


def build(parts: Parts) -> Instance:
    """The instance of a domain.

    Raises:
        ValueError: no domain or no vault was given.
    """
    domein = parts.domein
    if domein is None or parts.vault is None:
        raise ValueError("an intake belongs to a domain and has a vault")
    vault, tokens = Vault(parts.vault), Verwijstokens.of(parts)
    reactions = {**REGISTER_REACTIONS, **Vergeten(vault, tokens).alle()}
    kernel = Kernel(parts.name, parts.database, reactions, parts.clock, parts.keys.secret("id"))
    aanmelder = Aanmelder(domein, kernel, vault, parts.keys, clock=parts.clock, tokens=tokens)
    return Instance(
        name=parts.name,
        kernel=kernel,
        reads=heard_by(parts.name),
        base=parts.base,
        site=lambda: make_site(
            parts,
            title="Aanmelden",
            api=api.router(aanmelder),
            pages=pages.router(aanmelder, parts, domein),
            templates=pages.TEMPLATES,
        ),
    )
