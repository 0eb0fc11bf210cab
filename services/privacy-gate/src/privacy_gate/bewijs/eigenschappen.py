"""What must hold whatever the rules are: promises in Dutch, each with its article.

They are written in the form of the rules but with the bare words of the vocabulary: a group of
values that is wrong in the rules must not be wrong here in the same way.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.diagram import EINDEN, Uitslag
from privacy_gate.domain.begrippen import Begrippen, Onbekend
from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.regelfout import Fouten
from privacy_gate.domain.regels import Tijdvak
from privacy_gate.domain.secties import Regeltekst, Sectie, secties
from privacy_gate.domain.vorm import tijdvak

GEHEEL = "geheel"
"""What passes as it is; 'toegestaan' of the outcomes."""

_ALTIJD = Tijdvak(date(2001, 9, 1))
_ZONDER_BEGRIPPEN = Begrippen(MappingProxyType({}))


class Belofte(StrEnum):
    """What is promised about the outcomes that a property names."""

    NOOIT = "nooit"
    ALTIJD = "altijd"
    KAN = "kan"
    """On every day there are circumstances in which it comes to this."""


@dataclass(frozen=True)
class Eigenschap:
    """A promise about all circumstances that meet `als` and none of `tenzij`."""

    id: str
    titel: str
    over: Over
    artikel: str
    belofte: Belofte
    uitslagen: frozenset[Uitslag]
    als: tuple[tuple[str, frozenset[str]], ...]
    tenzij: tuple[tuple[tuple[str, frozenset[str]], ...], ...]
    geldig: Tijdvak = _ALTIJD
    plaats: str = ""

    @property
    def fout(self) -> frozenset[Uitslag]:
        """The outcomes that break it; for `KAN`, those that do not keep it."""
        if self.belofte is Belofte.NOOIT:
            return self.uitslagen
        return _ALLE - self.uitslagen


_ALLE = frozenset(uitslag for uitslag in EINDEN if uitslag is not None)
_WOORDEN: Mapping[str, frozenset[Uitslag]] = {
    **{
        str(uitkomst): frozenset(one for one in _ALLE if one[0] is uitkomst)
        for uitkomst in Uitkomst
    },
    **{
        str(b): frozenset({(Uitkomst.GEMINIMALISEERD, b)})
        for b in Bewerking
        if b is not Bewerking.GEEN
    },
}


def lees_eigenschappen(bestanden: Mapping[str, str]) -> tuple[Eigenschap, ...]:
    """The properties in these files, by file name.

    Raises:
        RegelsOngeldig: with every fault that was found.
    """
    fouten = Fouten()
    found: dict[str, Eigenschap] = {}
    for naam, tekst in sorted(bestanden.items()):
        for sectie in secties(naam, tekst):
            eigenschap = _lees(sectie, fouten)
            if eigenschap and eigenschap.id in found:
                fouten.meld(sectie, f"eigenschap {eigenschap.id} bestaat al")
            if eigenschap:
                found[eigenschap.id] = eigenschap
    fouten.houd_op()
    return tuple(found.values())


def _lees(sectie: Sectie, fouten: Fouten) -> Eigenschap | None:
    before = len(fouten)
    for key in ("gaat over", "artikel"):
        if not sectie.waarde(key):
            fouten.meld(sectie, f"eigenschap {sectie.naam} heeft geen '{key.capitalize()}:'")
    promised = [text for text in sectie.sleutels if text.naam in set(Belofte)]
    if len(promised) != 1 or not sectie.titel:
        fouten.meld(sectie, "een eigenschap belooft een ding: 'Nooit:', 'Altijd:' of 'Kan:'")
    if len(fouten) > before or sectie.waarde("gaat over") not in set(Over):
        return None
    over = Over(sectie.waarde("gaat over"))
    parts = {key: list(rows) for key, rows in _blokken(sectie)}
    geldig = tijdvak(sectie.waarde("geldig")) if sectie.een("geldig") else _ALTIJD
    if geldig is None:
        fouten.meld(sectie, f"geldigheid '{sectie.waarde('geldig')}' is niet te lezen")
    als = [_vak(sectie, rows, over, fouten) for key, rows in parts.items() if key.naam == "als"]
    tenzij = [
        _vak(sectie, rows, over, fouten) for key, rows in parts.items() if key.naam == "tenzij"
    ]
    uitslagen = _uitslagen(sectie, promised[0], fouten)
    if len(fouten) > before or geldig is None:
        return None
    return Eigenschap(
        id=sectie.naam,
        titel=sectie.titel,
        over=over,
        artikel=sectie.waarde("artikel"),
        belofte=Belofte(promised[0].naam),
        uitslagen=uitslagen,
        als=als[0] if als else (),
        tenzij=tuple(tenzij),
        geldig=geldig,
        plaats=f"{sectie.bestand}:{sectie.nummer}",
    )


def _uitslagen(sectie: Sectie, text: Regeltekst, fouten: Fouten) -> frozenset[Uitslag]:
    words = [word.strip() for word in text.waarde.split(",")]
    for word in words:
        if word not in _WOORDEN:
            fouten.meld(sectie, f"'{word}' is geen uitkomst en geen bewerking", text.nummer)
    return frozenset[Uitslag]().union(*(_WOORDEN.get(word, frozenset()) for word in words))


def _blokken(sectie: Sectie) -> Iterator[tuple[Regeltekst, Iterator[Regeltekst]]]:
    """The conditions, each under the key that stands above it."""
    keys = [text for text in sectie.sleutels if text.naam in ("als", "tenzij")]
    ends = [*(key.nummer for key in keys[1:]), sys.maxsize]
    for key, end in zip(keys, ends, strict=False):
        yield key, (row for row in sectie.voorwaarden if key.nummer < row.nummer < end)


def _vak(
    sectie: Sectie, rows: Iterable[Regeltekst], over: Over, fouten: Fouten
) -> tuple[tuple[str, frozenset[str]], ...]:
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        try:
            found[row.naam] = _ZONDER_BEGRIPPEN.waarden(row.naam, row.waarde, over)
        except Onbekend as fout:
            fouten.meld(sectie, str(fout), row.nummer)
    return tuple(found.items())
