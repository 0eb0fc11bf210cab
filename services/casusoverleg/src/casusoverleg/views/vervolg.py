"""What became of a casus elsewhere, as far as its table was told; and where it lies now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from casusoverleg.domain.bespreken.bord import Wacht
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.state import Teruggehoord
from contracts.vocabulary import Functie
from contracts.words import in_sentence, spoken


@dataclass(frozen=True)
class Vervolgregel:
    """Something that became of it: a Dutch sentence, since when it is known here, whom to call."""

    op: date
    tekst: str
    contact: Functie | None = None


def vervolg(casus: Casus, noem: Callable[[str], str]) -> tuple[Vervolgregel, ...]:
    """What became of it elsewhere, the latest first."""
    gevonden = (*_gehoord(casus, noem), *_gedaan(casus, noem), *_gesloten(casus, noem))
    return tuple(sorted(gevonden, key=lambda regel: regel.op, reverse=True))


def aan_zet(casus: Casus, wacht: Wacht, noem: Callable[[str], str]) -> str:
    """Whose move it is, in words; what this table cannot know, it says so."""
    if not casus.open:
        return "Niemand meer: de casus is hier afgesloten"
    bij = noem(wacht.bij)
    if wacht.aan_wie_onbekend:
        return f"{bij} draagt over; aan wie is hier niet bekend"
    return bij


def _gehoord(casus: Casus, noem: Callable[[str], str]) -> Iterator[Vervolgregel]:
    for gehoord in casus.overdragen.teruggehoord:
        tekst = _besloten(gehoord, noem) or _actie(gehoord, noem)
        yield Vervolgregel(gehoord.op, tekst, gehoord.inhoud.contact)


def _besloten(gehoord: Teruggehoord, noem: Callable[[str], str]) -> str | None:
    uitkomst = gehoord.inhoud.uitkomst
    if uitkomst is None:
        return None
    return f"{noem(gehoord.van_overleg)} besprak de casus en besloot: {in_sentence(uitkomst)}"


def _actie(gehoord: Teruggehoord, noem: Callable[[str], str]) -> str:
    inhoud = gehoord.inhoud
    wat = spoken(inhoud.bewijs) if inhoud.bewijs else "Er is iets gedaan"
    wanneer = f" op {inhoud.gedaan_op:%d-%m-%Y}" if inhoud.gedaan_op else ""
    return f"{wat}{wanneer} ({noem(inhoud.door.organisatie)})"


def _gedaan(casus: Casus, noem: Callable[[str], str]) -> Iterator[Vervolgregel]:
    """What was done after a hand-off from here, as the other side confirmed it."""
    for overdracht in casus.overdragen.uitgaand:
        if overdracht.bewijs is None:
            continue
        wanneer = f" op {overdracht.actiedatum:%d-%m-%Y}" if overdracht.actiedatum else ""
        tekst = f"{spoken(overdracht.bewijs)}{wanneer} ({noem(overdracht.ander_overleg)})"
        yield Vervolgregel(overdracht.laatst_gewijzigd_op or overdracht.aangeboden_op, tekst)


def _gesloten(casus: Casus, noem: Callable[[str], str]) -> Iterator[Vervolgregel]:
    for overleg, op in casus.overdragen.elders_dicht:
        yield Vervolgregel(op, f"{noem(overleg)} sloot de casus daar af")
