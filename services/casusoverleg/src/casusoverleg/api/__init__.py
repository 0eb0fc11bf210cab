"""The API: the casussen of the user's tables, and one door per step."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body

from casusoverleg.answers.casussen import beproef, doe
from casusoverleg.api.uit import CasussenUit, CasusUit, casus_uit, kort_uit
from casusoverleg.commands.proef import PoortOnbereikbaar, Proeven
from casusoverleg.commands.stappen import Antwoord, Tafels
from casusoverleg.domain.gezinsplan.steps import REGISSEURSTAPPEN
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.stappen.command import Commando, Verstrekkingscommando
from casusoverleg.views.zien import Zicht
from contracts.proef import Proefantwoord
from infra.web.errors import Problem
from infra.web.identity import Ingelogd
from infra.web.once import DeedKey


def router(tafels: Tafels, zicht: Zicht, proeven: Proeven) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()

    @routes.get("/casussen")
    def casussen(gebruiker: Ingelogd, overleg: str | None = None) -> CasussenUit:
        """The casussen of the user's tables, or of one of them."""
        gezien = zicht.overzicht(gebruiker, overleg)
        return CasussenUit(casussen=tuple(kort_uit(blik) for blik in gezien))

    @routes.get("/casussen/{casus}")
    def casus(gebruiker: Ingelogd, casus: str) -> CasusUit:
        """One casus; that it was opened is logged."""
        return casus_uit(zicht.casus(gebruiker, casus))

    for stap, soort in {**STAPPEN, **REGISSEURSTAPPEN}.items():
        routes.add_api_route(
            f"/casussen/{{casus}}/stappen/{stap}",
            _deur(tafels, soort),
            methods=["POST"],
            name=stap,
            summary=soort.titel,
            response_model=Antwoord,
            response_model_exclude_none=True,
        )
        if issubclass(soort, Verstrekkingscommando):
            routes.add_api_route(
                f"/casussen/{{casus}}/proef/{stap}",
                _proefdeur(proeven, soort),
                methods=["POST"],
                name=f"proef-{stap}",
                summary=f"Proef: {soort.titel.lower()}",
            )
    return routes


def _proefdeur(proeven: Proeven, soort: type[Commando]) -> Callable[..., Proefantwoord]:
    def beproef_stap(casus: str, gebruiker: Ingelogd, commando: Any) -> Proefantwoord:
        """What the receiver would get if this step were taken now; nothing is recorded."""
        try:
            return beproef(proeven, casus, commando, gebruiker).antwoord
        except PoortOnbereikbaar:
            raise Problem(503, "De privacy-poort is nu niet bereikbaar.") from None

    beproef_stap.__annotations__["commando"] = Annotated[soort, Body()]
    return beproef_stap


def _deur(tafels: Tafels, soort: type[Commando]) -> Callable[..., Antwoord]:
    def zet_stap(
        casus: str,
        gebruiker: Ingelogd,
        commando: Any,
        sleutel: DeedKey = None,
    ) -> Antwoord:
        return doe(tafels, casus, commando, gebruiker, sleutel)

    zet_stap.__doc__ = soort.__doc__
    zet_stap.__annotations__["commando"] = Annotated[soort, Body()]
    return zet_stap
