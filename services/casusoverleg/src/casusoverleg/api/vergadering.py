"""The meetings in the API: agenda, action list, minutes, and groups of young people."""

from datetime import date

from fastapi import APIRouter

from casusoverleg.answers.vergadering import agendeer, bespreek
from casusoverleg.api.uit import AfspraakUit, BesprekingUit
from casusoverleg.commands.groepen import Groepen
from casusoverleg.commands.stappen import Antwoord
from casusoverleg.domain.bespreken.group_steps import AgendeerGroep, BespreekGroep
from casusoverleg.views.vergaderen import Punt, Vergaderen, Vergadering
from contracts.vergadering import Groepsomvang, Groepsoort, Groepsvervolg, Plek
from contracts.vocabulary import Functie
from infra.web.identity import Ingelogd
from infra.web.once import DeedKey
from infra.web.shown import Shown, shown


class ActieUit(Shown):
    """Something to do."""

    casus: str
    overleg: str
    wat: str
    wie: Functie
    uiterlijk: date | None


class GroepUit(Shown):
    """A group of young people, without members' data."""

    id: str
    soort: Groepsoort
    omvang: Groepsomvang
    plek: Plek


class GroepBesprokenUit(GroepUit):
    """A group in the minutes."""

    vervolg: Groepsvervolg


class VergaderingUit(Shown):
    """A meeting to come."""

    overleg: str
    op: date
    casussen: tuple[str, ...]
    groepen: tuple[GroepUit, ...]


class AgendaUit(Shown):
    """The meetings to come, and what is open and stands on no agenda."""

    vergaderingen: tuple[VergaderingUit, ...]
    overig: tuple[ActieUit, ...]


class ActiesUit(Shown):
    """Who has to do what by when, the first term first."""

    acties: tuple[ActieUit, ...]


class PuntUit(BesprekingUit):
    """A casus in the minutes."""

    casus: str
    afspraken: tuple[AfspraakUit, ...]


class VerslagUit(Shown):
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
            overig=tuple(shown(ActieUit, a) for a in gezien.overig),
        )

    @routes.get("/acties")
    def acties(gebruiker: Ingelogd) -> ActiesUit:
        """Who has to do what by when at the user's tables."""
        return ActiesUit(acties=tuple(shown(ActieUit, a) for a in vergaderen.acties(gebruiker)))

    @routes.get("/verslagen/{overleg}/{op}")
    def verslag(gebruiker: Ingelogd, overleg: str, op: date) -> VerslagUit:
        """The minutes of a meeting: who was there and what was decided."""
        gezien = vergaderen.verslag(gebruiker, overleg, op)
        return VerslagUit(
            overleg=overleg,
            op=op,
            aanwezig=gezien.aanwezig,
            punten=tuple(_punt(p) for p in gezien.punten),
            groepen=tuple(
                shown(GroepBesprokenUit, g, vervolg=b.vervolg) for g, b in gezien.groepen
            ),
        )

    @routes.post("/groepen")
    def zet_op_agenda(
        gebruiker: Ingelogd, commando: AgendeerGroep, sleutel: DeedKey = None
    ) -> Antwoord:
        """Put a group of young people on the agenda, without members' data."""
        return agendeer(groepen, commando, gebruiker, sleutel)

    @routes.post("/groepen/{groep}/bespreking")
    def leg_vast(
        gebruiker: Ingelogd, groep: str, commando: BespreekGroep, sleutel: DeedKey = None
    ) -> Antwoord:
        """Record that a group was discussed."""
        return bespreek(groepen, groep, commando, gebruiker, sleutel)

    return routes


def _vergadering(vergadering: Vergadering) -> VergaderingUit:
    return VergaderingUit(
        overleg=vergadering.tafel.naam,
        op=vergadering.op,
        casussen=tuple(blik.casus.id for blik in vergadering.casussen),
        groepen=tuple(shown(GroepUit, g) for g in vergadering.groepen),
    )


def _punt(punt: Punt) -> PuntUit:
    return shown(PuntUit, punt.bespreking, casus=punt.casus, afspraken=punt.afspraken)
