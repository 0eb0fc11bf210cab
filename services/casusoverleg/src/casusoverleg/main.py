"""The tables of one domain, put together."""

from functools import partial

from fastapi import FastAPI

from casusoverleg import api, pages
from casusoverleg.api import afwezig as afwezigdeuren
from casusoverleg.api import gezinnen as gezinsdeuren
from casusoverleg.api import opzoeken as opzoekdeuren
from casusoverleg.api import vergadering as vergaderdeuren
from casusoverleg.api import verplichtingen as plichtdeuren
from casusoverleg.api import wegingen as weegdeuren
from casusoverleg.clocks.klokken import KLOKKEN, SECONDS, Klokken
from casusoverleg.clocks.vernietigen import VERNIETIGEN, Vernietiger
from casusoverleg.commands.afwezig import Afwezigen
from casusoverleg.commands.groepen import Groepen
from casusoverleg.commands.proef import Proeven
from casusoverleg.commands.stappen import Tafels
from casusoverleg.pages import afwezig as afwezigpages
from casusoverleg.pages import gezinnen as gezinspages
from casusoverleg.pages import groepen as groepspages
from casusoverleg.pages import proeven as proefpages
from casusoverleg.pages import vergadering as vergaderpages
from casusoverleg.pages import verplichtingen as plichtpages
from casusoverleg.pages import wegingen as weegpages
from casusoverleg.reactions.herlezen import GEVOUWEN, herbouw
from casusoverleg.reactions.horen import Horen
from casusoverleg.views.afwezig import Afwezigheid
from casusoverleg.views.gezinnen import Gezinnen
from casusoverleg.views.naleven import Naleving
from casusoverleg.views.toezien import Toezicht
from casusoverleg.views.vergaderen import Vergaderen
from casusoverleg.views.wegen import Weegtafel
from casusoverleg.views.zien import Zicht
from contracts.topics import read_by, written_by
from infra.instance import Instance, Timer
from infra.kernel import Kernel
from infra.parts import Parts
from infra.register_reactions import REGISTER_REACTIONS
from infra.state import State
from infra.web.site import make_site


def build(parts: Parts) -> Instance:
    """The instance of a domain.

    Raises:
        ValueError: no domain was given.
    """
    domein = parts.domein
    if domein is None:
        raise ValueError("tables belong to a domain")
    kernel = Kernel(
        parts.name,
        parts.database,
        {**REGISTER_REACTIONS, **Horen(domein, parts.keys).alle()},
        parts.clock,
        parts.keys.secret("id"),
    )
    return Instance(
        name=parts.name,
        kernel=kernel,
        state=State(
            GEVOUWEN,
            partial(herbouw, domein=domein),
            (*read_by(parts.name), *written_by(parts.name)),
        ),
        reads=read_by(parts.name),
        base=parts.base,
        site=lambda: _site(parts, Tafels(kernel, parts.keys, domein)),
        timers=(
            Timer(KLOKKEN, SECONDS, Klokken(kernel, domein, parts.clock).run),
            Timer(VERNIETIGEN, SECONDS, Vernietiger(kernel, parts.keys).run),
        ),
    )


def _site(parts: Parts, tafels: Tafels) -> FastAPI:
    zicht = Zicht(parts)
    proeven = Proeven(tafels, parts)
    bladen = pages.router(tafels, zicht, parts)
    bladen.include_router(proefpages.router(zicht, proeven))
    vergaderen, groepen = Vergaderen(zicht), Groepen(tafels.kernel, tafels.domein)
    bladen.include_router(groepspages.router(vergaderen, groepen, parts))
    bladen.include_router(vergaderpages.router(vergaderen, parts))
    weegtafel, toezicht = Weegtafel(zicht), Toezicht(parts)
    bladen.include_router(weegpages.router(tafels, weegtafel, toezicht, parts))
    deuren = api.router(tafels, zicht, proeven)
    deuren.include_router(weegdeuren.router(weegtafel, toezicht))
    deuren.include_router(vergaderdeuren.router(vergaderen, groepen))
    gezinnen = Gezinnen(parts)
    bladen.include_router(gezinspages.router(tafels, gezinnen, parts))
    deuren.include_router(gezinsdeuren.router(gezinnen))
    deuren.include_router(opzoekdeuren.router(zicht, gezinnen))
    naleving = Naleving(zicht)
    bladen.include_router(plichtpages.router(naleving))
    deuren.include_router(plichtdeuren.router(naleving))
    afwezigheid = Afwezigheid(parts, tafels.domein)
    afwezigen = Afwezigen(tafels.kernel, tafels.domein)
    bladen.include_router(afwezigpages.router(afwezigheid, afwezigen, parts))
    deuren.include_router(afwezigdeuren.router(afwezigheid, afwezigen))
    return make_site(parts, title="Casussen", api=deuren, pages=bladen, templates=pages.TEMPLATES)
