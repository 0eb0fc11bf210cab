"""The intake of one domain, put together."""

import asyncio
from functools import partial

from contracts.topics import REGISTER, facts, read_by
from infra.instance import Instance
from infra.kernel import Kernel
from infra.parts import Parts
from infra.register_reactions import REGISTER_REACTIONS
from infra.state import State
from infra.web.site import make_site
from intake import api, pages
from intake.store.vault import Vault
from intake.store.verwijstoken import Verwijstokens
from intake.worker.aanmelden import Aanmelder
from intake.worker.herlezen import GEVOUWEN, herbouw
from intake.worker.vergeten import Vergeten


def build(parts: Parts) -> Instance:
    """The instance of a domain.

    Raises:
        ValueError: no domain, no vault or no keys for it were given.
    """
    domein = parts.domein
    if domein is None or parts.vault is None or parts.vault_keys is None:
        raise ValueError("an intake belongs to a domain and has a vault with keys")
    # Until they got a place of their own, the keys lay in the vault itself.
    parts.vault_keys.take_over(parts.vault)
    vault, tokens = Vault(parts.vault, parts.vault_keys), Verwijstokens.of(parts)
    reactions = {**REGISTER_REACTIONS, **Vergeten(vault, tokens).alle()}
    kernel = Kernel(parts.name, parts.database, reactions, parts.clock, parts.keys.secret("id"))
    aanmelder = Aanmelder(domein, kernel, vault, parts.keys, clock=parts.clock, tokens=tokens)
    one_file = asyncio.Lock()
    return Instance(
        name=parts.name,
        kernel=kernel,
        state=State(GEVOUWEN, partial(herbouw, domein=domein), (REGISTER, facts("intake", domein))),
        reads=read_by(parts.name),
        base=parts.base,
        site=lambda: make_site(
            parts,
            title="Aanmelden",
            api=api.router(aanmelder, one_file),
            pages=pages.router(aanmelder, parts, domein, one_file),
            templates=pages.TEMPLATES,
            files=("/bestand", "/v1/aanmeldingen/bestand"),
        ),
    )
