"""A step and a dry run as somebody asks for them over HTTP."""

import secrets

from casusoverleg.commands.proef import Beproefd, Proeven
from casusoverleg.commands.stappen import Antwoord, Tafels
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from infra.web.errors import Conflict
from infra.web.identity import Gebruiker


def doe(
    tafels: Tafels,
    casus: str,
    commando: Commando,
    gebruiker: Gebruiker,
    key: str | None = None,
) -> Antwoord:
    """Carry out a command.

    Raises:
        NotFound: the casus is not there for this user.
        Conflict: it cannot be done now.
    """
    own = key or secrets.token_hex(16)
    command_id = f"{gebruiker.medewerker}/{casus}/{commando.stap}/{own}"
    return gelukt(tafels.doe(casus, commando, gebruiker.functies, command_id))


def gelukt(antwoord: Antwoord) -> Antwoord:
    """The answer to a command that was carried out.

    Raises:
        Conflict: it was refused.
    """
    if antwoord.geweigerd:
        raise Conflict(antwoord.geweigerd)
    return antwoord


def beproef(proeven: Proeven, casus: str, commando: Commando, gebruiker: Gebruiker) -> Beproefd:
    """Try a command out.

    Raises:
        NotFound: the casus is not there for this user.
        Conflict: it cannot be done now.
        PoortOnbereikbaar: the gate gives no answer.
    """
    found = proeven.beproef(casus, commando, gebruiker)
    if isinstance(found, Weigering):
        raise Conflict(found.reden)
    return found
