"""The tables of one domain, put together."""

from casusoverleg import api, pages
from casusoverleg.pages import proeven as proefpages
from casusoverleg.worker.horen import Horen
from casusoverleg.worker.proef import Proeven
from casusoverleg.worker.stappen import Tafels
from casusoverleg.worker.zien import Zicht
from contracts.topics import read_by
from infra.instance import Instance
from infra.kernel import Kernel
from infra.parts import Parts
from infra.register import REGISTER_REACTIONS
from infra.web.site import make_site


def build(parts: Parts) -> Instance:
    """The instance of a domain.

    Raises:
        ValueError: no domain was given.
    """
    if parts.domein is None:
        raise ValueError("tables belong to a domain")
    kernel = Kernel(
        parts.name,
        parts.database,
        {**REGISTER_REACTIONS, **Horen(parts.domein, parts.keys).alle()},
        parts.clock,
        parts.keys.secret("id"),
    )
    tafels = Tafels(kernel, parts.keys, parts.domein)
    zicht = Zicht(parts)
    proeven = Proeven(tafels, parts)
    bladen = pages.router(tafels, zicht, parts)
    bladen.include_router(proefpages.router(zicht, proeven))
    return Instance(
        name=parts.name,
        kernel=kernel,
        reads=read_by(parts.name),
        base=parts.base,
        web=make_site(
            parts,
            title="Casussen",
            api=api.router(tafels, zicht, proeven),
            pages=bladen,
            templates=pages.TEMPLATES,
        ),
    )
