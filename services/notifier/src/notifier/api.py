"""The API: what waits for the user, and what he does with it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
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


class GelezenUit(BerichtenUit):
    """A page of what was dealt with."""

    blad: int
    bladen: int = Field(description="how many pages there are")


class TellingUit(Shown):
    """How much waits for the user: for a deed, and only to be read."""

    wacht: int
    ter_kennisgeving: int
    te_laat: int


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

    @routes.get("/berichten/gelezen")
    def gelezen(
        gebruiker: Ingelogd, blad: Annotated[int, Query(ge=1, le=10_000)] = 1
    ) -> GelezenUit:
        """What was dealt with by the user's functions, the latest first, a page at a time."""
        found, bladen = loket.gelezen(gebruiker.functies, blad)
        told = tuple(_uit(one, today(clock)) for one, _ in found)
        return GelezenUit(berichten=told, blad=blad, bladen=bladen)

    @routes.get("/telling")
    def telling(gebruiker: Ingelogd) -> TellingUit:
        """How much waits for the user here."""
        found = [one for one, _ in loket.lopend(gebruiker.functies) if one.staat_open]
        told = sum(one.ter_kennisgeving for one in found)
        late = sum(one.te_laat(today(clock)) for one in found)
        return TellingUit(wacht=len(found) - told, ter_kennisgeving=told, te_laat=late)

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
