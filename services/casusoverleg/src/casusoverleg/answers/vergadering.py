"""Groups of young people as somebody asks for them over HTTP."""

import secrets

from casusoverleg.answers.casussen import gelukt
from casusoverleg.commands.groepen import Groepen
from casusoverleg.commands.stappen import Antwoord
from casusoverleg.domain.bespreken.group_steps import AgendeerGroep, BespreekGroep
from infra.web.identity import Gebruiker


def agendeer(
    groepen: Groepen, commando: AgendeerGroep, gebruiker: Gebruiker, key: str | None = None
) -> Antwoord:
    """Put a group on the agenda.

    Raises:
        NotFound: there is no such table for this user.
        Conflict: it cannot be done now.
    """
    command_id = f"{gebruiker.medewerker}/{commando.stap}/{key or secrets.token_hex(16)}"
    return gelukt(groepen.agendeer(commando, gebruiker.functies, command_id))


def bespreek(
    groepen: Groepen,
    groep: str,
    commando: BespreekGroep,
    gebruiker: Gebruiker,
    key: str | None = None,
) -> Antwoord:
    """Record that a group was discussed.

    Raises:
        NotFound: there is no such group for this user.
        Conflict: it cannot be done now.
    """
    command_id = f"{gebruiker.medewerker}/{groep}/{commando.stap}/{key or secrets.token_hex(16)}"
    return gelukt(groepen.bespreek(groep, commando, gebruiker.functies, command_id))
