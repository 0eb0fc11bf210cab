"""Citations: which articles of which acts a rule names, or why its text cannot be read so."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

TE_BEVESTIGEN = "nog te bevestigen"
"""The article of an act whose text was not at hand; cited as such, and never guessed."""

_OPEN = re.compile(r" \((?:artikel|lid) nog te bevestigen door de FG\)")
_ARTIKEL = re.compile(
    r"hoofdstuk [IVX]+[a-z]?|\d+(?:[:.]\d+)*(?:-\d+)?[a-z]?(?:\([0-9a-z]+\))*[a-z]?"
)
_TUSSEN = re.compile(r", | en | ")


class OnleesbareAanhaling(ValueError):
    """A citation that does not have the form; the text is Dutch."""


@dataclass(frozen=True)
class Aanhaling:
    """An article of an act, down to the member or letter that is named."""

    wet: str
    artikel: str

    def valt_onder(self, artikel: str) -> bool:
        """Is this that article, or a part of it?"""
        rest = self.artikel.removeprefix(artikel)
        return self.artikel.startswith(artikel) and not rest[:1].isdigit()

    def __str__(self) -> str:
        return f"{self.wet} {self.artikel}"


def aanhalingen(tekst: str, wetten: Iterable[str]) -> tuple[Aanhaling, ...]:
    """The articles that a text like 'Wbp 8 en 9(1), AVG 6(1)' cites.

    Raises:
        OnleesbareAanhaling: it names no act, an act without article, or something else altogether.
    """
    bare = _OPEN.sub("", tekst)
    acts = re.compile("|".join(re.escape(w) for w in sorted(wetten, key=len, reverse=True)) or "$.")
    found: list[Aanhaling] = []
    wet: str | None = None
    named, at = True, 0
    while at < len(bare):
        if act := acts.match(bare, at):
            _toets_genoemd(wet, named, tekst)
            wet, named, at = act[0], False, act.end()
            if bare != tekst and at == len(bare):
                found.append(Aanhaling(wet, TE_BEVESTIGEN))
                named = True
        elif wet is not None and (article := _ARTIKEL.match(bare, at)):
            found.append(Aanhaling(wet, article[0]))
            named, at = True, article.end()
        elif between := _TUSSEN.match(bare, at):
            at = between.end()
        else:
            raise OnleesbareAanhaling(f"aanhaling '{tekst}' noemt geen wet die bij de wetten staat")
    _toets_genoemd(wet, named, tekst)
    return tuple(found)


def _toets_genoemd(wet: str | None, named: bool, tekst: str) -> None:
    if not named:
        raise OnleesbareAanhaling(
            f"aanhaling '{tekst}' noemt van {wet} geen artikel; schrijf anders "
            "'(artikel nog te bevestigen door de FG)'"
        )
