"""The API: what waits for the user, and what he does with it."""

from datetime import date

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from contracts.events.notifier import Berichtsoort
from contracts.events.verstrekking import Besprekingsuitkomst, Bewijssoort, Stap
from contracts.vocabulary import Functie, Klokstap, OpaqueId, Wanneer
from infra.clock import Clock, today
from infra.web.identity import Ingelogd
from infra.web.once import DeedKey
from infra.web.shown import Shown, shown
from notifier.answers import bevestig_samen, doe
from notifier.domain.bericht import Bericht, Handeling, Status
from notifier.worker.deeds import Loket


class BerichtUit(Shown):
    """A message as the API gives it; capacities only, no names."""

    id: str
    casus: str
    overleg: str
    aan: Functie
    soort: Berichtsoort
    wanneer: Wanneer
    uitkomst: Besprekingsuitkomst | None
    bewijs: Bewijssoort | None
    stap: Stap | None
    door: Functie | None
    contact: Functie | None
    klok: Klokstap | None
    trede: str | None
    naar: str | None
    sinds: date
    uiterlijk: date | None
    te_laat: bool
    status: Status
    mogelijk: tuple[Handeling, ...]
    vraagt: tuple[str, ...] = Field(
        description="by which steps of the casus what it asks can be done; that ends it"
    )


class BerichtenUit(BaseModel):
    """What waits, oldest first."""

    berichten: tuple[BerichtUit, ...]


class HandelingUit(BaseModel):
    """How the message stands after a deed."""

    status: Status


class SamenIn(BaseModel):
    """Messages to acknowledge together."""

    model_config = ConfigDict(extra="forbid")

    berichten: tuple[OpaqueId, ...] = Field(min_length=1, max_length=500)


class SamenUit(BaseModel):
    """The messages that were acknowledged; what was dealt with already is not among them."""

    bevestigd: tuple[str, ...]


def router(loket: Loket, clock: Clock) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()

    @routes.get("/berichten")
    def berichten(gebruiker: Ingelogd) -> BerichtenUit:
        """What waits for the user's capacities, or was passed on and not acknowledged yet."""
        found = loket.lopend(gebruiker.functies)
        return BerichtenUit(berichten=tuple(_uit(one, today(clock)) for one, _ in found))

    @routes.post("/berichten/bevestigen")
    def bevestigen(
        samen: SamenIn,
        gebruiker: Ingelogd,
        key: DeedKey = None,
    ) -> SamenUit:
        """Acknowledge messages that only tell something, several at a time."""
        done = bevestig_samen(loket, samen.berichten, gebruiker, key)
        return SamenUit(bevestigd=done)

    @routes.post("/berichten/{bericht}/{handeling}")
    def handel(
        bericht: str,
        handeling: Handeling,
        gebruiker: Ingelogd,
        key: DeedKey = None,
    ) -> HandelingUit:
        """Pass a message on, acknowledge it, or record that feedback is not needed."""
        return HandelingUit(status=doe(loket, bericht, handeling, gebruiker, key))

    return routes


def _uit(bericht: Bericht, op: date) -> BerichtUit:
    return shown(
        BerichtUit,
        bericht.inhoud,
        id=bericht.inhoud.bericht,
        naar=bericht.route.naar if bericht.route else None,
        sinds=bericht.sinds,
        te_laat=bericht.te_laat(op),
        status=bericht.status,
        mogelijk=bericht.mogelijk(),
        vraagt=bericht.daad.stappen if bericht.daad else (),
    )
