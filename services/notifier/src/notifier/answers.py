"""What API and pages both answer with when somebody does something with a message."""

import secrets
from collections.abc import Iterable

from infra.web.errors import Conflict
from infra.web.identity import Gebruiker
from notifier.domain.bericht import Handeling, Status
from notifier.worker.deeds import Loket


def doe(
    loket: Loket,
    bericht: str,
    handeling: Handeling,
    gebruiker: Gebruiker,
    key: str | None = None,
) -> Status:
    """Do something with a message.

    Raises:
        NotFound: it is not there for this user.
        Conflict: it cannot be done now.
    """
    own = key or secrets.token_hex(16)
    command = f"{gebruiker.medewerker}/{bericht}/{handeling}/{own}"
    answer = loket.handel(bericht, handeling, gebruiker.functies, command)
    if answer.geweigerd:
        raise Conflict(answer.geweigerd)
    return answer.status


def bevestig_samen(
    loket: Loket, berichten: Iterable[str], gebruiker: Gebruiker, key: str | None = None
) -> tuple[str, ...]:
    """Acknowledge those of these messages that only tell something and still wait for this user.

    A message that asks for something is not among them, however it was chosen.
    """
    waits = {
        one.inhoud.bericht for one, _ in loket.lopend(gebruiker.functies) if one.ter_kennisgeving
    }
    done = tuple(one for one in dict.fromkeys(berichten) if one in waits)
    for one in done:
        doe(loket, one, Handeling.BEVESTIG, gebruiker, key)
    return done
