"""Minutes, and groups of young people, as somebody asks for them over HTTP."""

import secrets
from datetime import date

from casusoverleg.commands.groepen import Groepen
from casusoverleg.commands.stappen import Antwoord
from casusoverleg.domain.bespreken.group_steps import AgendeerGroep, BespreekGroep
from casusoverleg.views.vergaderen import Vergaderen, Verslag
from casusoverleg.views.zetels import NietGevonden
from infra.web.errors import Problem
from infra.web.identity import Gebruiker


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
