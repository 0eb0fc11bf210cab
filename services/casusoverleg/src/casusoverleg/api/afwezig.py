"""Absence in the API: who is away, for whom one stands in, and saying so."""

from datetime import date

from fastapi import APIRouter

from casusoverleg.answers.afwezig import beeindig, meld
from casusoverleg.commands.afwezig import Afwezigen
from casusoverleg.commands.stappen import Antwoord
from casusoverleg.domain.bespreken.afwezig import MeldAfwezig
from casusoverleg.views.afwezig import Afwezigheid
from contracts.vocabulary import Functie
from infra.web.identity import Ingelogd
from infra.web.once import DeedKey
from infra.web.shown import Shown


class InvallenUit(Shown):
    """A seat that one acts for; without a day nobody holds it."""

    zetel: Functie
    door: Functie
    tot: date | None


class AfwezigeUit(Shown):
    """An absence; without an id it stands in the set-up of the chain and is ended there."""

    id: str | None
    medewerker: str
    van: date
    tot: date


class AfwezigheidUit(Shown):
    """For whom the user stands in today, and who is or will be away."""

    vervangt: tuple[InvallenUit, ...]
    afwezig: tuple[AfwezigeUit, ...]


def router(afwezigheid: Afwezigheid, afwezigen: Afwezigen) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()

    @routes.get("/afwezigheid")
    def wie_afwezig_is(gebruiker: Ingelogd) -> AfwezigheidUit:
        """The user himself, and who sits at a table that he directs."""
        blad = afwezigheid.blad(gebruiker)
        return AfwezigheidUit(
            vervangt=tuple(
                InvallenUit(zetel=een.zetel, door=een.door, tot=een.tot) for een in blad.vervangt
            ),
            afwezig=tuple(
                AfwezigeUit(id=een.id, medewerker=een.medewerker, van=een.van, tot=een.tot)
                for een in blad.afwezig
            ),
        )

    @routes.post("/afwezigheid", response_model_exclude_none=True)
    def meld_afwezig(
        gebruiker: Ingelogd, commando: MeldAfwezig, sleutel: DeedKey = None
    ) -> Antwoord:
        """Say that somebody is away from day to day."""
        return meld(afwezigen, commando, gebruiker, sleutel)

    @routes.post("/afwezigheid/{afwezigheid}/einde", response_model_exclude_none=True)
    def beeindig_afwezigheid(
        gebruiker: Ingelogd, afwezigheid: str, sleutel: DeedKey = None
    ) -> Antwoord:
        """Say that somebody is there again, or will not be away."""
        return beeindig(afwezigen, afwezigheid, gebruiker, sleutel)

    return routes
