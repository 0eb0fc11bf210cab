"""A casus, a step and a dry run as somebody asks for them over HTTP."""

import secrets

from casusoverleg.commands.proef import Beproefd, Proeven
from casusoverleg.commands.stappen import Antwoord, Tafels
from casusoverleg.domain.stappen import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.views.zetels import NietGevonden
from casusoverleg.views.zien import Blik, Zicht
from infra.web.errors import Problem
from infra.web.identity import Gebruiker


def bekijk(zicht: Zicht, gebruiker: Gebruiker, casus: str) -> Blik:
    """A casus for this user.

    Raises:
        Problem: 404, it is not there for this user.
    """
    try:
        return zicht.casus(gebruiker, casus)
    except NietGevonden:
        raise Problem(404) from None


def doe(
    tafels: Tafels,
    casus: str,
    commando: Commando,
    gebruiker: Gebruiker,
    key: str | None = None,
) -> Antwoord:
    """Carry out a command.

    Raises:
        Problem: 404, it is not there for this user; 409, it cannot be done now.
    """
    own = key or secrets.token_hex(16)
    command_id = f"{gebruiker.medewerker}/{casus}/{commando.stap}/{own}"
    try:
        antwoord = tafels.doe(casus, commando, gebruiker.functies, command_id)
    except NietGevonden:
        raise Problem(404) from None
    if antwoord.geweigerd:
        raise Problem(409, antwoord.geweigerd)
    return antwoord


def beproef(proeven: Proeven, casus: str, commando: Commando, gebruiker: Gebruiker) -> Beproefd:
    """Try a command out.

    Raises:
        Problem: 404, it is not there for this user; 409, it cannot be done now.
        PoortOnbereikbaar: the gate gives no answer.
    """
    try:
        found = proeven.beproef(casus, commando, gebruiker)
    except NietGevonden:
        raise Problem(404) from None
    if isinstance(found, Weigering):
        raise Problem(409, found.reden)
    return found
