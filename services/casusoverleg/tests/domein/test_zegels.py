"""Every word that somebody can type at a step is sealed, and under what it is about."""

from typing import Any, get_args, get_type_hints

import pytest

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.stappen.command import Commando, Tekst
from casusoverleg.domain.vastleggen.seals import te_verzegelen
from contracts.elements import Veld
from contracts.vocabulary import Relatie
from infra.kernel.ids import derived_id

CHOSEN = {"bevinding", "bekend", "antwoord"}
"""Chosen, not typed, and sealed all the same: who reads the log learns no answer."""


def typed(step: type[Commando]) -> set[str]:
    """The fields of a step in which somebody types."""
    kinds = get_type_hints(step, include_extras=True)
    return {name for name in step.model_fields if Tekst in (kinds[name], *get_args(kinds[name]))}


def sealed(step: type[Commando], casus: Casus) -> str:
    """What is sealed when each typed field holds its own name."""
    words: dict[str, Any] = {name: f"<{name}>" for name in typed(step) | CHOSEN}
    filled = {
        "veld": next(iter(Veld)),
        "over": Relatie.JEUGDIGE,
        "oordeel": "verstrekken",
        **dict.fromkeys(("element", "plandoel", "verzet"), "e" * 16),
    }
    command = step.model_construct(
        **{k: v for k, v in (filled | words).items() if k in step.model_fields}
    )
    found = te_verzegelen(casus, command, lambda *parts: derived_id(b"test", *parts))
    return " ".join(one.tekst for one in found)


WITH_WORDS = {
    name: step for name, step in STAPPEN.items() if typed(step) or CHOSEN & set(step.model_fields)
}


@pytest.fixture
def casus(wereld: Any) -> Casus:
    """A case that was reported at a ZAT, with one element about a parent."""
    regie = wereld.regie("zat")
    wereld.meld_aan("zat", regie, "het-baken")
    casus: Casus = wereld.casus("zat")
    return casus


@pytest.mark.parametrize("naam", WITH_WORDS)
def test_each_typed_word_is_sealed(naam: str, casus: Casus) -> None:
    step = WITH_WORDS[naam]
    words = sealed(step, casus)
    expected = typed(step) | (CHOSEN & set(step.model_fields))
    assert {name for name in expected if f"<{name}>" not in words} == set()


def test_a_word_that_is_not_sealed_is_seen(casus: Casus) -> None:
    class Klaag(Commando):
        """A step whose words nobody seals."""

        klacht: Tekst

    assert typed(Klaag) == {"klacht"}
    assert sealed(Klaag, casus) == ""
