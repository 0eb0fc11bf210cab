"""A question back about a hand-off: who can read it can answer it."""

from typing import Any

import pytest

from chain.daden import AANBOD
from chain.daden import commando as c
from contracts.elements import Bewerking, GedeeldElement
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.verstrekking import Aanvulling, Stap
from contracts.vocabulary import Functie

MW = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")


@pytest.fixture
def aangeboden(wereld: Any) -> Any:
    """The ZAT offered the case to the CJG."""
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    return wereld


def test_who_can_read_what_is_asked_answers_it(aangeboden: Any) -> None:
    assert "regie" in aangeboden.weigert("zat", c("beantwoord-vraag"), MW)
    aangeboden.moet("cjg", c("vraag-terug", toelichting="Welke hulp is er al?"))
    aangeboden.moet("zat", c("beantwoord-vraag", toelichting="Geen."), MW)
    (overdracht,) = aangeboden.casus("zat").overdragen.uitgaand
    assert (overdracht.open_vragen, overdracht.laatste_stap) == (0, Stap.VRAAG_BEANTWOORD)


def test_who_cannot_read_it_leaves_it_to_who_directs(aangeboden: Any) -> None:
    aangeboden.moet("cjg", c("vraag-terug"))
    assert "regie" in aangeboden.weigert("zat", c("beantwoord-vraag"), MW)
    aangeboden.moet("zat", c("beantwoord-vraag"))


def test_the_words_may_follow_once_they_were_weighed(aangeboden: Any) -> None:
    aangeboden.moet("cjg", c("vraag-terug"))
    stap = next(
        feit
        for waar, feit in aangeboden.feiten
        if waar == "zat" and isinstance(feit, VerstrekkingBezorgd)
    )
    woorden = GedeeldElement(
        element=aangeboden.casus("zat").elementen[0],
        bewerking=Bewerking.GEEN,
        zetels=(aangeboden.convenant.zetelsoort(MW),),
    )
    for bij, mag in (("x" * 26, False), (stap.verstrekking, True)):
        inhoud = Aanvulling(bij=bij)
        later = stap.model_copy(update={"inhoud": inhoud, "elementen": (woorden,)})
        aangeboden._gebeurd("zat", (later,))
        if not mag:
            assert "regie" in aangeboden.weigert("zat", c("beantwoord-vraag"), MW)
    aangeboden.moet("zat", c("beantwoord-vraag"), MW)
