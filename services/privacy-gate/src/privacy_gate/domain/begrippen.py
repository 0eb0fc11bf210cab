"""Named groups of values, so that a rule can say 'hulpverlening' for nine kinds of body."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from privacy_gate.domain.kenmerken import KENMERKEN, Over
from privacy_gate.domain.secties import Sectie

PREFIX = "Begrip "


class Onbekend(ValueError):
    """A word that is in no vocabulary; the text is Dutch."""


@dataclass(frozen=True)
class Begrippen:
    """The groups, by attribute and name."""

    groepen: Mapping[tuple[str, str], frozenset[str]]

    def waarden(self, kenmerk: str, tekst: str, over: Over) -> frozenset[str]:
        """The values that a condition admits.

        Raises:
            Onbekend: the attribute, or a word in the text, does not exist.
        """
        vocabulary = KENMERKEN[over].get(kenmerk)
        if vocabulary is None:
            raise Onbekend(f"kenmerk '{kenmerk}' bestaat niet voor een {over}")
        negated = tekst.startswith("niet ")
        words = [word.strip() for word in tekst.removeprefix("niet ").split(",")]
        found = frozenset[str]().union(*(self._values(kenmerk, word, vocabulary) for word in words))
        return frozenset(vocabulary) - found if negated else found

    def _values(self, kenmerk: str, word: str, vocabulary: tuple[str, ...]) -> frozenset[str]:
        if word in vocabulary:
            return frozenset({word})
        group = self.groepen.get((kenmerk, word))
        if group is None:
            raise Onbekend(f"'{word}' is geen waarde van {kenmerk} en geen begrip")
        return group

    def met(self, sectie: Sectie) -> "Begrippen":
        """The groups with the one that this section defines.

        Raises:
            Onbekend: a word is unknown, or the name is taken.
        """
        naam = sectie.naam.removeprefix(PREFIX).strip()
        kenmerk, waarden = sectie.een("kenmerk"), sectie.een("waarden")
        if kenmerk is None or waarden is None:
            raise Onbekend(f"begrip '{naam}' noemt geen kenmerk of geen waarden")
        key = (kenmerk.waarde, naam)
        if key in self.groepen or naam in KENMERKEN[Over.ELEMENT].get(kenmerk.waarde, ()):
            raise Onbekend(f"begrip '{naam}' bestaat al")
        values = self.waarden(kenmerk.waarde, waarden.waarde, Over.ELEMENT)
        return Begrippen(MappingProxyType({**self.groepen, key: values}))
