"""The engine says what the oracle says, with its reasons, for any circumstances and any rules."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.domain.kenmerken import KENMERKEN, Kenmerken, Over
from privacy_gate.domain.regels import Gevolg, Regel
from privacy_gate.domain.toetser import Toetser
from privacy_gate.store.wetboek import wetboek
from tests.poort.omstandigheden import steekproef
from tests.poort.orakel import orakel
from tests.poort.verzoeken import OP

TOETSERS = {
    over: (Toetser(over, rules), rules)
    for over in Over
    for rules in [wetboek().regelset.geldend(over, OP)]
}


def gelijk(toetser: Toetser, regels: tuple[Regel, ...], kenmerken: Kenmerken) -> None:
    found = toetser.toets(kenmerken)
    mine = (found.uitkomst, found.bewerking, {r.id for r in found.regels}, set(found.gemist))
    assert mine == orakel(regels, kenmerken)


def willekeurig(over: Over) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries({n: st.sampled_from(v) for n, v in KENMERKEN[over].items()})


@settings(max_examples=300, deadline=None)
@given(willekeurig(Over.INHOUD), willekeurig(Over.ELEMENT))
def test_elke_omstandigheid(inhoud: dict[str, str], element: dict[str, str]) -> None:
    gelijk(*TOETSERS[Over.INHOUD], inhoud)
    gelijk(*TOETSERS[Over.ELEMENT], element)


def test_bij_de_randen_van_de_regels() -> None:
    toetser, regels = TOETSERS[Over.ELEMENT]
    outcomes = set()
    for kenmerken in steekproef(regels, 30, seed=3):
        gelijk(toetser, regels, kenmerken)
        outcomes.add(toetser.toets(kenmerken).uitkomst)
    assert outcomes == set(Uitkomst)


@st.composite
def regelsets(draw: st.DrawFn) -> tuple[Regel, ...]:
    """Small rule sets over two attributes, in which rules often meet."""
    example = TOETSERS[Over.ELEMENT][1][0]
    rules = []
    for number in range(draw(st.integers(1, 8))):
        values: dict[str, Any] = {
            name: draw(st.sets(st.sampled_from(KENMERKEN[Over.ELEMENT][name]), min_size=1))
            for name in ("regime", "overgang")
        }
        gevolg = draw(st.sampled_from(Gevolg))
        rules.append(
            replace(
                example,
                id=f"R{number}",
                gevolg=gevolg,
                voorwaarden=tuple((name, frozenset(some)) for name, some in values.items()),
                uitzondering_op=("R0", f"R{number - 1}") if gevolg is Gevolg.UITZONDERING else (),
                bewerking=draw(st.sampled_from(Bewerking))
                if gevolg is Gevolg.MINIMALISEER
                else Bewerking.GEEN,
            )
        )
    return tuple(rules)


@settings(max_examples=200, deadline=None)
@given(regelsets(), willekeurig(Over.ELEMENT))
def test_elke_regelset(regels: tuple[Regel, ...], kenmerken: dict[str, str]) -> None:
    gelijk(Toetser(Over.ELEMENT, regels), regels, kenmerken)
