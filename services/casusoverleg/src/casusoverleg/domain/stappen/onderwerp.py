"""What a subject of the tables registers: what it decides, folds and tells."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args, get_type_hints

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.command import Commando
from contracts.events.payload import Payload
from contracts.events.table import ON_TOPIC
from contracts.topics import facts
from contracts.vocabulary import Domein, Frozen, Functie
from contracts.words import in_sentence

Noem = Callable[[str], str]
"""The name that a covenant gives to a table or an organisation."""


class Verhaalregel(Frozen):
    """A line of the history: a Dutch sentence without personal values."""

    op: date
    tekst: str
    door: Functie | None


def zetel_in_woorden(functie: Functie, noem: Noem) -> str:
    """A seat as it is told: its role, and whose it is."""
    return f"{in_sentence(functie.rol)} ({noem(functie.organisatie)})"


@dataclass(frozen=True)
class Onderwerp:
    """A subject: all that it can do stands in its folder, and is registered by this.

    Which commands and facts are its own is what its functions say that they take; that they do
    something with each of those is seen by the type checker.

    Attributes:
        decide: what follows from its commands; takes a situation and `commando`.
        fold: a casus after a fact of its own, or of another that changes its state.
        vertel: the sentence that tells a fact of its own; None for what needs no telling.
    """

    decide: tuple[Callable[[Any, Any], Any], ...]
    fold: Callable[[Casus, Any, date], Casus]
    vertel: Callable[[Any, Noem], str | None]

    def commandos(self) -> dict[type[Commando], Callable[[Any, Any], Any]]:
        """Its commands, each with what decides on it."""
        return {soort: een for een in self.decide for soort in _neemt(een, "commando")}

    def gevouwen(self) -> tuple[type[Payload], ...]:
        """The facts that change something in a casus by this subject."""
        return _neemt(self.fold, "feit")

    def verteld(self) -> tuple[type[Payload], ...]:
        """The facts that this subject tells."""
        return _neemt(self.vertel, "feit")


def _neemt(functie: Callable[..., Any], parameter: str) -> tuple[type[Any], ...]:
    """The classes that a parameter can be of."""
    soort = get_type_hints(functie)[parameter]
    return get_args(soort) or (soort,)


class Onvolledig(Exception):
    """What the subjects take does not fit what the tables say; nothing may start on that."""


def elk_een(paren: Iterable[tuple[type[Any], Any]]) -> dict[type[Any], Any]:
    """These pairs by their first half.

    Raises:
        Onvolledig: one of them is there twice.
    """
    gevonden: dict[type[Any], Any] = {}
    for soort, van in paren:
        if soort in gevonden:
            raise Onvolledig(f"{soort.__name__} belongs to two subjects")
        gevonden[soort] = van
    return gevonden


GEZEGD = frozenset(form.kind for form in ON_TOPIC[facts("casusoverleg", Domein.ZORG)])
"""All that tables say."""


def controleer(
    genomen: Collection[type[Payload]], niet: Collection[type[Payload]], wat: str
) -> None:
    """Hold what the subjects take against all that tables say.

    Args:
        genomen: what some subject takes.
        niet: what none takes, by intent.
        wat: what they do with it, in English, for the one who forgot it.

    Raises:
        Onvolledig: a fact that nobody takes, or one that was excepted and is taken.
    """
    vergeten = sorted(kind.__name__ for kind in GEZEGD.difference(genomen, niet))
    if vergeten:
        raise Onvolledig(f"no subject {wat} {', '.join(vergeten)}")
    toch = sorted(kind.__name__ for kind in niet if kind in genomen)
    if toch:
        raise Onvolledig(f"a subject {wat} {', '.join(toch)}, which is excepted")
