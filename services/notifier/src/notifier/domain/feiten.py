"""What follows from a deed: the fact, and what the gate is asked to let pass."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, assert_never

from contracts.covenant import Convenant
from contracts.events.notifier import (
    Berichtsoort,
    OntvangstBevestigd,
    TerugkoppelingDoorgegeven,
    TerugkoppelingNietNodig,
)
from contracts.events.payload import Payload
from contracts.events.verstrekking import (
    Informeren,
    Inhoud,
    Ontvangstbevestiging,
    Terugkoppeling,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import Doel, Grond, Naam, OpaqueId
from notifier.domain.bericht import Bericht, Handeling, Route
from notifier.domain.casus import Casus


@dataclass(frozen=True)
class Gelegenheid:
    """A deed that can be done: with which message of which casus, and when.

    `verstrekking` is the id for what it may ask of the gate.
    """

    bericht: Bericht
    casus: Casus
    convenant: Convenant
    verstrekking: OpaqueId
    op: date


def feiten_on_handeling(handeling: Handeling, deed: Gelegenheid) -> tuple[Payload, ...]:
    """The facts of a deed, in their order.

    Raises:
        ValueError: there is nothing to pass on; `handel_af` refuses that deed.
    """
    route = deed.bericht.route
    match handeling:
        case Handeling.DOORGEVEN:
            if route is None or route.aan_rol is None:
                raise ValueError("there is nowhere to pass it on to")
            told = _terugkoppeling(deed, route, route.aan_rol)
            return _doorgegeven(deed, route), _verzoek(deed, route, told)
        case Handeling.BEVESTIG:
            if route is None:
                return (_bevestigd(deed),)
            return _bevestigd(deed), _verzoek(deed, route, _ontvangst(deed, route))
        case Handeling.NIET_NODIG:
            return (_niet_nodig(deed),)
        case _:
            assert_never(handeling)


def _doorgegeven(deed: Gelegenheid, route: Route) -> TerugkoppelingDoorgegeven:
    told = deed.bericht.inhoud
    return TerugkoppelingDoorgegeven(
        bericht=told.bericht,
        casus=told.casus,
        terugkoppeling=route.terugkoppeling,
        over=_over(told.soort),
        door=told.aan,
        op=deed.op,
    )


def _terugkoppeling(deed: Gelegenheid, route: Route, rol: Naam) -> Terugkoppeling:
    told = deed.bericht.inhoud
    return Terugkoppeling(
        terugkoppeling=route.terugkoppeling,
        over=_over(told.soort),
        uitkomst=told.uitkomst,
        bewijs=told.bewijs,
        door=told.door or told.aan,
        contact=told.aan,
        aan_rol=rol,
        aan_organisatie=route.aan_organisatie,
        wanneer=told.wanneer,
        op=deed.op,
        gedaan_op=deed.bericht.gedaan_op,
    )


def _bevestigd(deed: Gelegenheid) -> OntvangstBevestigd:
    told = deed.bericht.inhoud
    return OntvangstBevestigd(
        bericht=told.bericht,
        casus=told.casus,
        terugkoppeling=told.terugkoppeling,
        door=told.aan,
        op=deed.op,
    )


def _ontvangst(deed: Gelegenheid, route: Route) -> Ontvangstbevestiging:
    return Ontvangstbevestiging(
        terugkoppeling=route.terugkoppeling, door=deed.bericht.inhoud.aan, op=deed.op
    )


def _niet_nodig(deed: Gelegenheid) -> TerugkoppelingNietNodig:
    told = deed.bericht.inhoud
    return TerugkoppelingNietNodig(
        bericht=told.bericht, casus=told.casus, door=told.aan, op=deed.op
    )


def _over(soort: Berichtsoort) -> Literal["uitkomst", "actie"]:
    return "actie" if soort is Berichtsoort.ACTIE_TERUGKOPPELEN else "uitkomst"


def _verzoek(deed: Gelegenheid, route: Route, content: Inhoud) -> VerstrekkingGevraagd:
    """The request to the gate: codes only. Whoever receives tells the family of it."""
    casus = deed.casus
    return VerstrekkingGevraagd(
        verstrekking=deed.verstrekking,
        casus=casus.casus,
        betrokkene=casus.betrokkene,
        leeftijdsband=casus.leeftijdsband,
        convenant=casus.convenant,
        van_overleg=casus.overleg,
        van_domein=deed.convenant.overleggen[casus.overleg].domein,
        naar_overleg=route.naar,
        door=deed.bericht.inhoud.aan,
        inhoud=content,
        doel=Doel.TERUGKOPPELING,
        grond=Grond.PUBLIEKE_TAAK,
        informeren=Informeren.BIJ_EERSTE_CONTACT,
        op=deed.op,
    )
