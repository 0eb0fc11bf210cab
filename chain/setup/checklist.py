"""The youth institute's 22 questions for a chain, held against a covenant.

What the file says is answered; what people must tell each other is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from contracts.aard_tabel import AARD
from contracts.covenant import Convenant
from contracts.covenant_text import Overleg
from contracts.vocabulary import Organisatietype, Overlegsoort


class Mate(StrEnum):
    """How far the covenant file answers a question."""

    BEANTWOORD = "beantwoord"
    DEELS = "deels"
    TE_VRAGEN = "te vragen"


@dataclass(frozen=True)
class Vraag:
    """One of the questions and, where the file has one, the way to its answer."""

    thema: str
    tekst: str
    antwoord: Callable[[Convenant], tuple[Mate, str]] | None = None


@dataclass(frozen=True)
class Checklistantwoord:
    """A question as it stands for one covenant."""

    nummer: int
    thema: str
    vraag: str
    stand: Mate
    antwoord: str


def answers(covenant: Convenant) -> tuple[Checklistantwoord, ...]:
    """All 22, in the order of the checklist."""
    found = []
    for number, question in enumerate(QUESTIONS, start=1):
        state, text = Mate.TE_VRAGEN, ""
        if question.antwoord is not None:
            state, text = question.antwoord(covenant)
        told = covenant.antwoorden.get(str(number))
        if told is not None:
            state, text = (
                Mate.BEANTWOORD,
                "; ".join(filter(None, (f"de regio zegt: {told}", text))),
            )
        found.append(Checklistantwoord(number, question.thema, question.tekst, state, text))
    return tuple(found)


_EERSTE_LIJN = tuple(kind for kind in Organisatietype if AARD[kind].eerste_lijn)


def _tables(covenant: Convenant) -> list[Overleg]:
    """The tables, without the desks of a single organisation."""
    return [t for t in covenant.overleggen.values() if t.soort is not Overlegsoort.LOKET]


def _without_ladder(covenant: Convenant) -> list[str]:
    domains = dict.fromkeys(table.domein for table in covenant.overleggen.values())
    return [str(domain) for domain in domains if domain not in covenant.opschaling]


def _first_line(covenant: Convenant) -> tuple[Mate, str]:
    seated = {
        kind.organisatietype
        for table in covenant.overleggen
        for kind in covenant.zetelsoorten(table)
    }
    absent = [str(kind) for kind in _EERSTE_LIJN if kind not in seated]
    if absent:
        return Mate.DEELS, f"geen zetel hebben: {', '.join(absent)}"
    return Mate.BEANTWOORD, f"ja: {', '.join(_EERSTE_LIJN)} hebben elk een zetel"


def _target_group(covenant: Convenant) -> tuple[Mate, str]:
    tables = _tables(covenant)
    ages = (f"{t.naam} {t.leeftijden.van}-{t.leeftijden.tot} jaar" for t in tables)
    without = [table.naam for table in tables if not table.ingang]
    if without:
        told = f"naar leeftijd: {'; '.join(ages)}; vraag naar de criteria van {', '.join(without)}"
        return Mate.DEELS, told
    entry = (f"{table.naam}: {' '.join(table.ingang)}" for table in tables)
    return Mate.BEANTWOORD, f"naar leeftijd: {'; '.join(ages)}; naar criteria: {'; '.join(entry)}"


def _smart(covenant: Convenant) -> tuple[Mate, str]:
    terms = covenant.termijnen
    return Mate.DEELS, (
        f"in werkdagen: bespreken {terms.bespreken}, overdracht beantwoorden {terms.accepteren}, "
        f"actie bevestigen {terms.actie_bevestigen}, terugkoppelen {terms.terugkoppelen}; "
        "vraag naar de overige doelen"
    )


def _joint(covenant: Convenant) -> tuple[Mate, str]:
    roads = sum(
        len(table.brengt_in_bij) + len(table.draagt_over_aan)
        for table in covenant.overleggen.values()
    )
    return Mate.DEELS, f"{roads} afspraken over inbrengen en overdragen; vraag naar de aanpak zelf"


def _director(covenant: Convenant) -> tuple[Mate, str]:
    seats = (f"{table.naam}: {table.regie}" for table in _tables(covenant))
    return Mate.BEANTWOORD, "; ".join(seats)


def _powers(covenant: Convenant) -> tuple[Mate, str]:
    seats = dict.fromkeys(table.regie for table in covenant.overleggen.values())
    carriers = dict.fromkeys(
        seat for road in covenant.wegen.values() for seat in road.terugkoppeling.genoemd
    )
    text = f"besluiten legt vast: {', '.join(seats)}; terugkoppelen doet: {', '.join(carriers)}"
    steps = dict.fromkeys(step.naar for ladder in covenant.opschaling.values() for step in ladder)
    if _without_ladder(covenant):
        return Mate.DEELS, f"{text}; vraag wie over partners heen mag beslissen"
    return Mate.BEANTWOORD, f"{text}; bij opschaling beslist: {', '.join(steps)}"


def _stagnation(covenant: Convenant) -> tuple[Mate, str]:
    stuck = (
        f"een overdracht stagneert na {covenant.termijnen.actie_bevestigen} werkdagen zonder "
        "gebleken actie"
    )
    without = _without_ladder(covenant)
    if without:
        return Mate.DEELS, f"{stuck}; vraag wie dan handelt in het domein {', '.join(without)}"
    ladders = (
        f"{domain}: {', '.join(f'na {step.na} werkdagen {step.naar}' for step in ladder)}"
        for domain, ladder in covenant.opschaling.items()
    )
    return Mate.BEANTWOORD, f"{stuck}; eerst een herinnering, dan {'; '.join(ladders)}"


def _plan_goals(covenant: Convenant) -> tuple[Mate, str]:
    term = covenant.termijnen.plan_evalueren
    return Mate.DEELS, f"elk plan ten minste eens per {term} werkdagen; vraag naar de doelen zelf"


def _signalling(covenant: Convenant) -> tuple[Mate, str]:
    text = (
        f"ja: van {len(covenant.overleggen)} overleggen en loketten is te zien wie een casus "
        "houdt, sinds wanneer, en of er actie is genomen"
    )
    if covenant.verwijsindex is None:
        return Mate.DEELS, f"{text}; vraag naar de verwijsindex"
    tables = ", ".join(covenant.verwijsindex.meldt) or "elk overleg"
    return Mate.BEANTWOORD, f"{text}; aan de verwijsindex meldt {tables}"


def _use(covenant: Convenant) -> tuple[Mate, str]:
    backs = ((road.naam, road.terugkoppeling) for road in covenant.wegen.values())
    roads = (
        f"{name}: {back.wanneer} door {', anders '.join(back.genoemd)}" for name, back in backs
    )
    text = f"terugkoppelen is afgesproken ({'; '.join(roads)})"
    if not covenant.informatiedragers or covenant.verwijsindex is None:
        return Mate.DEELS, f"{text}; vraag naar het overige"
    carriers = (seat for one in covenant.informatiedragers for seat in one.door)
    index = covenant.verwijsindex
    matches = index.elke_match_naar or "de twee melders"
    return Mate.BEANTWOORD, (
        f"{text}; informatie tussen overleggen draagt {', '.join(dict.fromkeys(carriers))}; "
        f"een match in de verwijsindex gaat naar {matches}"
    )


QUESTIONS: tuple[Vraag, ...] = (
    Vraag("partijen", "Zijn er afspraken met alle partijen in de eerste lijn?", _first_line),
    Vraag("partijen", "Kennen al die partijen de afspraken?"),
    Vraag("partijen", "Is er draagvlak voor de afspraken?"),
    Vraag("partijen", "Zijn alle andere partijen over de afspraken ingelicht?"),
    Vraag("analyse en visie", "Is er een gedeelde analyse van het probleem?"),
    Vraag("analyse en visie", "Is er een gedeelde visie?"),
    Vraag("doelgroep en doelen", "Is de doelgroep bepaald?", _target_group),
    Vraag("doelgroep en doelen", "Zijn er doelen voor het kind en het gezin?"),
    Vraag("doelgroep en doelen", "Zijn er doelen voor de keten?"),
    Vraag("doelgroep en doelen", "Zijn de doelen SMART?", _smart),
    Vraag("werkwijze", "Zijn de werkwijzen op elkaar afgestemd?"),
    Vraag("werkwijze", "Zijn er gezamenlijke interventies?", _joint),
    Vraag("werkwijze", "Is er een ketenregisseur aangewezen?", _director),
    Vraag("werkwijze", "Kent iedereen de rol van de regisseur?"),
    Vraag("werkwijze", "Zijn de bevoegdheden van sleutelfiguren vastgelegd?", _powers),
    Vraag("werkwijze", "Heeft het gezin een vaste contactpersoon?"),
    Vraag("werkwijze", "Is bij stagnatie duidelijk wie handelt, hoe en wanneer?", _stagnation),
    Vraag("werkwijze", "Zijn de medewerkers deskundig genoeg?"),
    Vraag("evaluatie", "Worden de doelen voor het kind geëvalueerd?", _plan_goals),
    Vraag("evaluatie", "Worden de doelen van de samenwerking geëvalueerd?"),
    Vraag("evaluatie", "Is er een ketenbreed systeem om te signaleren en te volgen?", _signalling),
    Vraag("evaluatie", "Zijn er afspraken over het gebruik van dat systeem?", _use),
)
