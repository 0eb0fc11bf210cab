"""What API and pages both answer with when a report, or a file of them, comes in."""

import asyncio

from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel

from contracts.vocabulary import OpaqueId
from infra.web.errors import FieldError, Problem
from infra.web.identity import Gebruiker
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import Bezwaar
from intake.worker.aanmelden import Aanmelder, Aanmelduitslag, AndereInhoud, MeldingGeweigerd
from intake.worker.bestand import ANDERE_INHOUD, Bestandsuitslag, neem_op
from intake.worker.tekst import OnleesbaarBestand


class Fout(BaseModel):
    """What is wrong with a field of a line; no name: the whole line."""

    veld: str
    melding: str


class Regelantwoord(BaseModel):
    """What became of a line of a file."""

    regel: int
    uitkomst: str
    casus: OpaqueId | None
    fouten: tuple[Fout, ...]


class Bestandantwoord(BaseModel):
    """What became of a file. The three totals count every line."""

    aangemeld: int
    al_bekend: int
    geweigerd: int
    regels: tuple[Regelantwoord, ...]
    fouten_niet_getoond: int
    """How many faults there are beside those in `regels`, which has the first of them only."""


def meld_aan(aanmelder: Aanmelder, aanmelding: Aanmelding, gebruiker: Gebruiker) -> Aanmelduitslag:
    """Take a report.

    Raises:
        Problem: 400 or 403 with the objections, 409 when the reference is taken.
    """
    try:
        return aanmelder.meld_aan(aanmelding, gebruiker.functies)
    except MeldingGeweigerd as refusal:
        status = 403 if any(bezwaar.verboden for bezwaar in refusal.bezwaren) else 400
        detail = "Deze melding is niet aangenomen."
        raise Problem(status, detail, _field_errors(refusal.bezwaren)) from None
    except AndereInhoud:
        raise Problem(409, ANDERE_INHOUD.melding, _field_errors((ANDERE_INHOUD,))) from None


async def lees_bestand(
    aanmelder: Aanmelder, one_file: asyncio.Lock, raw: bytes, gebruiker: Gebruiker
) -> Bestandantwoord:
    """Take a file in a thread; another file waits its turn, so that threads stay for others.

    Raises:
        Problem: 400, the file as a whole cannot be read.
    """
    try:
        async with one_file:
            uitslag = await run_in_threadpool(neem_op, aanmelder, raw, gebruiker.functies)
        return _als_antwoord(uitslag)
    except OnleesbaarBestand as unreadable:
        raise Problem(400, unreadable.reden) from None


def _als_antwoord(uitslag: Bestandsuitslag) -> Bestandantwoord:
    return Bestandantwoord(
        aangemeld=uitslag.totalen.get("aangemeld", 0),
        al_bekend=uitslag.totalen.get("al bekend", 0),
        geweigerd=uitslag.totalen.get("geweigerd", 0),
        fouten_niet_getoond=uitslag.niet_getoond,
        regels=tuple(
            Regelantwoord(
                regel=regel.regel,
                uitkomst=regel.uitkomst,
                casus=regel.casus,
                fouten=tuple(Fout(veld=f.veld, melding=f.melding) for f in regel.fouten),
            )
            for regel in uitslag.regels
        ),
    )


def _field_errors(bezwaren: tuple[Bezwaar, ...]) -> tuple[FieldError, ...]:
    return tuple(FieldError(bezwaar.veld, bezwaar.melding) for bezwaar in bezwaren)
