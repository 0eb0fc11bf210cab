"""The meetings in the API: agenda, action list, minutes, and groups of young people."""

import secrets
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Header

from casusoverleg.api.uit import AfspraakUit, BesprekingUit, Uit, uit
from casusoverleg.domain.bespreken.group_steps import AgendeerGroep, BespreekGroep
from casusoverleg.worker.groepen import Groepen
from casusoverleg.worker.stappen import Antwoord, NietGevonden
from casusoverleg.worker.vergaderen import Punt, Vergaderen, Vergadering, Verslag
from contracts.vergadering import Groepsomvang, Groepsoort, Groepsvervolg, Plek
from contracts.vocabulary import Functie
from infra.web.errors import Problem
from infra.web.identity import Gebruiker, Ingelogd

Sleutel = Annotated[str | None, Header(alias="Idempotency-Key", max_length=200)]


class ActieUit(Uit):
    """Something to do."""

    casus: str
    overleg: str
    wat: str
    wie: Functie
    uiterlijk: date | None


class GroepUit(Uit):
    """A group of young people, without members' data."""

    id: str
    soort: Groepsoort
    omvang: Groepsomvang
    plek: Plek


class GroepBesprokenUit(GroepUit):
    """A group in the minutes."""

    vervolg: Groepsvervolg


class VergaderingUit(Uit):
    """A meeting to come."""

    overleg: str
    op: date
    casussen: tuple[str, ...]
    groepen: tuple[GroepUit, ...]


class AgendaUit(Uit):
    """The meetings to come, and what is open and stands on no agenda."""

    vergaderingen: tuple[VergaderingUit, ...]
    overig: tuple[ActieUit, ...]


class ActiesUit(Uit):
    """Who has to do what by when, the first term first."""

    acties: tuple[ActieUit, ...]


class PuntUit(BesprekingUit):
    """A casus in the minutes."""

    casus: str
    afspraken: tuple[AfspraakUit, ...]


class VerslagUit(Uit):
    """The minutes of a meeting."""

    overleg: str
    op: date
    aanwezig: tuple[Functie, ...]
    punten: tuple[PuntUit, ...]
    groepen: tuple[GroepBesprokenUit, ...]


def router(vergaderen: Vergaderen, groepen: Groepen) -> APIRouter:
    """The routes, for below /v1."""
    routes = APIRouter()

    @routes.get("/agenda")
    def agenda(gebruiker: Ingelogd) -> AgendaUit:
        """The meetings to come at the user's tables, and what else is open there."""
        gezien = vergaderen.agenda(gebruiker)
        return AgendaUit(
            vergaderingen=tuple(_vergadering(v) for v in gezien.vergaderingen),
            overig=tuple(uit(ActieUit, a) for a in gezien.overig),
        )

    @routes.get("/acties")
    def acties(gebruiker: Ingelogd) -> ActiesUit:
        """Who has to do what by when at the user's tables."""
        return ActiesUit(acties=tuple(uit(ActieUit, a) for a in vergaderen.acties(gebruiker)))

    @routes.get("/verslagen/{overleg}/{op}")
    def verslag(gebruiker: Ingelogd, overleg: str, op: date) -> VerslagUit:
        """The minutes of a meeting: who was there and what was decided."""
        gezien = bekijk_verslag(vergaderen, gebruiker, overleg, op)
        return VerslagUit(
            overleg=overleg,
            op=op,
            aanwezig=gezien.aanwezig,
            punten=tuple(_punt(p) for p in gezien.punten),
            groepen=tuple(uit(GroepBesprokenUit, g, vervolg=b.vervolg) for g, b in gezien.groepen),
        )

    @routes.post("/groepen")
    def zet_op_agenda(
        gebruiker: Ingelogd, commando: AgendeerGroep, sleutel: Sleutel = None
    ) -> Antwoord:
        """Put a group of young people on the agenda, without members' data."""
        return agendeer(groepen, commando, gebruiker, sleutel)

    @routes.post("/groepen/{groep}/bespreking")
    def leg_vast(
        gebruiker: Ingelogd, groep: str, commando: BespreekGroep, sleutel: Sleutel = None
    ) -> Antwoord:
        """Record that a group was discussed."""
        return bespreek(groepen, groep, commando, gebruiker, sleutel)

    return routes


def bekijk_verslag(vergaderen: Vergaderen, gebruiker: Gebruiker, overleg: str, op: date) -> Verslag:
    """The minutes of a meeting.

    Raises:
        Problem: 404, there are none for this user.
    """
    try:
        return vergaderen.verslag(gebruiker, overleg, op)
    except NietGevonden:
        raise Problem(404) from None


def agendeer(
    groepen: Groepen, commando: AgendeerGroep, gebruiker: Gebruiker, key: str | None = None
) -> Antwoord:
    """Put a group on the agenda.

    Raises:
        Problem: 404, there is no such table for this user; 409, it cannot be done now.
    """
    command_id = f"{gebruiker.medewerker}/{commando.stap}/{key or secrets.token_hex(16)}"
    try:
        return _gelukt(groepen.agendeer(commando, gebruiker.functies, command_id))
    except NietGevonden:
        raise Problem(404) from None


def bespreek(
    groepen: Groepen,
    groep: str,
    commando: BespreekGroep,
    gebruiker: Gebruiker,
    key: str | None = None,
) -> Antwoord:
    """Record that a group was discussed.

    Raises:
        Problem: 404, there is no such group for this user; 409, it cannot be done now.
    """
    command_id = f"{gebruiker.medewerker}/{groep}/{commando.stap}/{key or secrets.token_hex(16)}"
    try:
        return _gelukt(groepen.bespreek(groep, commando, gebruiker.functies, command_id))
    except NietGevonden:
        raise Problem(404) from None


def _gelukt(antwoord: Antwoord) -> Antwoord:
    if antwoord.geweigerd:
        raise Problem(409, antwoord.geweigerd)
    return antwoord


def _vergadering(vergadering: Vergadering) -> VergaderingUit:
    return VergaderingUit(
        overleg=vergadering.tafel.naam,
        op=vergadering.op,
        casussen=tuple(blik.casus.id for blik in vergadering.casussen),
        groepen=tuple(uit(GroepUit, g) for g in vergadering.groepen),
    )


def _punt(punt: Punt) -> PuntUit:
    return uit(PuntUit, punt.bespreking, casus=punt.casus, afspraken=punt.afspraken)
