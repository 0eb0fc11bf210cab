"""Absence as somebody says it over HTTP."""

import secrets

from casusoverleg.answers.casussen import gelukt
from casusoverleg.commands.afwezig import Afwezigen, Zegger
from casusoverleg.commands.stappen import Antwoord
from casusoverleg.domain.bespreken.afwezig import MeldAfwezig
from infra.web.identity import Gebruiker


def meld(
    afwezigen: Afwezigen, commando: MeldAfwezig, gebruiker: Gebruiker, key: str | None = None
) -> Antwoord:
    """Say that somebody is away.

    Raises:
        NotFound: of this person the user cannot say it.
        Conflict: it cannot be so.
    """
    command_id = f"{gebruiker.medewerker}/meld-afwezig/{key or secrets.token_hex(16)}"
    return gelukt(afwezigen.meld(commando, _zegger(gebruiker), command_id))


def beeindig(
    afwezigen: Afwezigen, afwezigheid: str, gebruiker: Gebruiker, key: str | None = None
) -> Antwoord:
    """Say that it is over.

    Raises:
        NotFound: there is none that the user may end.
        Conflict: it is over already.
    """
    own = key or secrets.token_hex(16)
    command_id = f"{gebruiker.medewerker}/{afwezigheid}/beeindig-afwezigheid/{own}"
    return gelukt(afwezigen.beeindig(afwezigheid, _zegger(gebruiker), command_id))


def _zegger(gebruiker: Gebruiker) -> Zegger:
    return Zegger(gebruiker.medewerker, gebruiker.functies)
