"""What other pages of the same person ask: the names of casussen, and how much waits here."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from casusoverleg.views.gezinnen import Gezinnen
from casusoverleg.views.wegen import weegpunten
from casusoverleg.views.zien import Zicht
from contracts.vocabulary import OpaqueId
from infra.web.identity import Gebruiker, Ingelogd, known_at, names_at


class NamenIn(BaseModel):
    """The casussen of which somebody wants to read the name."""

    model_config = ConfigDict(extra="forbid")

    casussen: tuple[OpaqueId, ...] = Field(min_length=1, max_length=500)


class NamenUit(BaseModel):
    """By casus, the name of the young person, where this user may open it."""

    namen: dict[str, str]


class TellingUit(BaseModel):
    """How much there is here for this user."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    casussen: int = Field(description="open at his tables")
    vastgelopen: int
    te_wegen: int = Field(description="casussen of which something waits for his verdict")
    gezinnen: int = Field(description="whose zorgregisseur he is, or may stand in for")


def lezer(request: Request) -> Gebruiker:
    """Who reads: here, or with what the inbox of this domain may show for him.

    Raises:
        NotSignedIn: neither.
    """
    name = request.app.state.parts.name
    return known_at(request, name, names_at(name))


Lezer = Annotated[Gebruiker, Depends(lezer)]


def router(zicht: Zicht, gezinnen: Gezinnen) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()

    @routes.post("/namen")
    def namen(gevraagd: NamenIn, gebruiker: Lezer) -> NamenUit:
        """The names of these casussen; that they were read is logged."""
        return NamenUit(namen=zicht.namen(gebruiker, gevraagd.casussen))

    @routes.get("/telling")
    def telling(gebruiker: Ingelogd) -> TellingUit:
        """How much there is here for this user; nothing is opened."""
        gezien = [b for b in zicht.zonder_namen(gebruiker) if not b.casus.niet_overgenomen]
        return TellingUit(
            casussen=sum(blik.casus.open for blik in gezien),
            vastgelopen=sum(blik.vastgelopen for blik in gezien if blik.casus.open),
            te_wegen=sum(bool(weegpunten(blik)) for blik in gezien),
            gezinnen=len(gezinnen.van(gebruiker)),
        )

    return routes
