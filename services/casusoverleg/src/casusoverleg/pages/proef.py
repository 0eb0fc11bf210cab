"""The outcome of a dry run as a person reads it: per element who gets what, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from casusoverleg.commands.proef import Beproefd
from casusoverleg.views.register import noemer
from contracts.covenant import Convenant
from contracts.elements import VELDEN, Bewerking, Element
from contracts.proef import Proefelement, Proefreden, Proefzetel
from contracts.vocabulary import Uitkomst, Zetelsoort
from contracts.words import in_sentence, spoken

_WOORDEN = {
    Uitkomst.TOEGESTAAN: "Gaat mee",
    Uitkomst.GEMINIMALISEERD: "Gaat mee",
    Uitkomst.BEOORDELING: "Wacht op een mens",
    Uitkomst.GEWEIGERD: "Gaat niet mee",
}
_KLASSE = {
    Uitkomst.TOEGESTAAN: "badge-good",
    Uitkomst.GEMINIMALISEERD: "badge-good",
    Uitkomst.BEOORDELING: "badge-warn",
    Uitkomst.GEWEIGERD: "badge-bad",
}
_VOLGORDE = tuple(_WOORDEN)


@dataclass(frozen=True)
class Deel:
    """Seats for which the same was decided on an element, for the same reasons."""

    woord: str
    klasse: str
    vermindering: str
    zetels: Sequence[str]
    redenen: Sequence[Proefreden]
    gemist: Sequence[str]


@dataclass(frozen=True)
class Proefregel:
    """An element, and what its parts of the table would get of it."""

    gegeven: str
    delen: Sequence[Deel]


@dataclass(frozen=True)
class Proef:
    """A dry run on a page."""

    naar: str
    doorgelaten: bool
    naamloos: bool
    redenen: Sequence[Proefreden]
    regels: Sequence[Proefregel]
    tellingen: Sequence[tuple[str, int]]
    verplichtingen: Sequence[str]


def proef(beproefd: Beproefd, convenant: Convenant) -> Proef:
    """The dry run, told with the names that the covenant gives."""
    antwoord, verzoek = beproefd.antwoord, beproefd.verzoek
    zetels = zetelnamen(convenant, verzoek.naar_overleg)
    elementen = {e.id: e for e in verzoek.elementen}
    return Proef(
        naar=noemer(convenant)(verzoek.naar_overleg),
        doorgelaten=antwoord.doorgelaten,
        naamloos=beproefd.naamloos,
        redenen=antwoord.redenen,
        regels=[
            Proefregel(_gegeven(elementen[een.element]), _delen(een, zetels))
            for een in antwoord.elementen
        ],
        tellingen=_tellingen(antwoord.elementen),
        verplichtingen=[
            f"{spoken(plicht.soort)} ({plicht.artikel})" for plicht in antwoord.verplichtingen
        ],
    )


def _gegeven(element: Element) -> str:
    return f"{VELDEN[element.veld].label} ({in_sentence(element.relatie)})"


def zetelnamen(convenant: Convenant, overleg: str) -> dict[Zetelsoort, list[str]]:
    """By kind of seat, how the seats of a table are called."""
    namen: dict[Zetelsoort, list[str]] = {}
    for functie in convenant.overleggen[overleg].functies():
        naam = f"{spoken(functie.rol)} ({convenant.organisaties[functie.organisatie].naam})"
        namen.setdefault(convenant.zetelsoort(functie), []).append(naam)
    return namen


def _delen(een: Proefelement, namen: dict[Zetelsoort, list[str]]) -> Sequence[Deel]:
    groepen: dict[object, list[Proefzetel]] = {}
    for zetel in sorted(een.zetels, key=lambda z: _VOLGORDE.index(z.uitkomst)):
        regels = tuple(reden.regel for reden in zetel.redenen)
        groepen.setdefault((zetel.uitkomst, zetel.bewerking, regels), []).append(zetel)
    delen = [_deel(groep, namen) for groep in groepen.values()]
    return [replace(delen[0], zetels=["Alle zetels"])] if len(delen) == 1 else delen


def _deel(groep: Sequence[Proefzetel], namen: dict[Zetelsoort, list[str]]) -> Deel:
    eerste = groep[0]
    verminderd = eerste.bewerking is not Bewerking.GEEN
    return Deel(
        woord=_WOORDEN[eerste.uitkomst],
        klasse=_KLASSE[eerste.uitkomst],
        vermindering=in_sentence(eerste.bewerking) if verminderd else "",
        zetels=[naam for zetel in groep for naam in namen.get(zetel.zetel, [str(zetel.zetel)])],
        redenen=eerste.redenen,
        gemist=tuple(dict.fromkeys(wat for zetel in groep for wat in zetel.gemist)),
    )


def _tellingen(elementen: Iterable[Proefelement]) -> Sequence[tuple[str, int]]:
    """How many elements go along, wait for a person, or do not go along at all."""
    gevonden = dict.fromkeys(dict.fromkeys(_WOORDEN.values()), 0)
    for een in elementen:
        gevonden[_WOORDEN[een.uitkomst]] += 1
    return list(gevonden.items())
