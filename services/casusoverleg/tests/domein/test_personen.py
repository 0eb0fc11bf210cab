"""About whom a step is: exactly the person who was chosen, and nobody by a relation alone."""

from collections.abc import Iterator
from typing import Any

import pytest

from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from chain.daden import commando as c
from contracts.events.casusoverleg import InformatieToegevoegd, NavraagBeantwoord
from contracts.vocabulary import Relatie

GROND: dict[str, Any] = {"doel": "hulpverlening", "grond": "e"}
IETS = {"veld": "gezondheid", "doel": "hulpverlening", "tekst": "iets"}
TOESTEMMING = {
    "door": "betrokkene",
    "doel": "hulpverlening",
    "categorieen": ["gezondheid"],
    "ontvangers": ["zorg"],
    "gegeven_op": "01-03-2026",
}
VERZET = {"gronden": "wil het niet", "op": "1-3-2026"}
ANDEREN = [relatie for relatie in Relatie if relatie is not Relatie.JEUGDIGE]


def vastgelegd(wereld: Any, **velden: Any) -> str:
    """Record something about somebody; the id of whom it is about."""
    besluit = wereld.doe("zat", c("voeg-informatie-toe", **IETS | velden))
    assert not isinstance(besluit, Weigering), besluit
    (feit,) = (feit for feit in besluit if isinstance(feit, InformatieToegevoegd))
    return str(feit.element.over)


@pytest.mark.parametrize("relatie", ANDEREN)
def test_whoever_is_not_chosen_is_asked_for_once_somebody_is_known(
    wereld: Any, relatie: Relatie
) -> None:
    eerste = vastgelegd(wereld, over=relatie)
    niet_gekozen = c("voeg-informatie-toe", **IETS, over=relatie)
    assert "Kies om wie het gaat" in wereld.weigert("zat", niet_gekozen)
    tweede = vastgelegd(wereld, over=relatie, persoon="iemand-anders")
    derde = vastgelegd(wereld, over=relatie, persoon="iemand-anders")
    assert len({eerste, tweede, derde}) == 3
    assert vastgelegd(wereld, over=relatie, persoon=tweede) == tweede


@pytest.mark.parametrize(
    ("stap", "velden"), [("leg-toestemming-vast", TOESTEMMING), ("teken-verzet-aan", VERZET)]
)
def test_consent_and_objection_are_of_exactly_who_was_chosen(
    wereld: Any, stap: str, velden: dict[str, Any]
) -> None:
    assert "Kies om wie het gaat" in wereld.weigert("zat", c(stap, **velden, over="ouder"))
    vader = vastgelegd(wereld, over="ouder")
    assert "Kies om wie het gaat" in wereld.weigert("zat", c(stap, **velden, over="ouder"))
    moeder = vastgelegd(wereld, over="ouder", persoon="iemand-anders")
    nieuw = c(stap, **velden, over="ouder", persoon="iemand-anders")
    assert "onbekend" in wereld.weigert("zat", nieuw)
    wereld.moet("zat", c(stap, **velden, over="ouder", persoon=moeder))
    casus = wereld.casus("zat")
    gaf = {
        *(t.over for t in casus.vastleggen.toestemmingen),
        *(v.over for v in casus.nakomen.verzetten),
    }
    assert gaf == {moeder}
    assert vader != moeder


def test_a_relation_that_is_not_theirs_chooses_nobody(wereld: Any) -> None:
    vader = vastgelegd(wereld, over="ouder")
    casus = wereld.casus("zat")
    for relatie, persoon in (
        ("partner", vader),
        ("jeugdige", vader),
        ("ouder", casus.betrokkene),
        ("jeugdige", "iemand-anders"),
    ):
        gekozen = c("voeg-informatie-toe", **IETS, over=relatie, persoon=persoon)
        assert "onbekend" in wereld.weigert("zat", gekozen)


def test_about_the_young_person_nothing_need_be_chosen(wereld: Any) -> None:
    betrokkene = wereld.casus("zat").betrokkene
    assert vastgelegd(wereld) == vastgelegd(wereld, persoon=betrokkene) == betrokkene


@pytest.mark.parametrize("kiest", [False, True])
def test_an_answer_about_the_parents_is_of_none_of_them_unless_said(
    wereld: Any, kiest: bool
) -> None:
    vraag = {"naar_overleg": "hco", "vraag": "is-hulp-voor-de-ouders-begonnen"} | GROND
    wereld.moet("zat", c("stel-navraag", **vraag))
    voeg_toe = c("voeg-informatie-toe", **IETS, over="ouder")
    besluit = wereld.doe("hco", voeg_toe)
    (moeder,) = (f.element.over for f in besluit if isinstance(f, InformatieToegevoegd))
    persoon = {"persoon": moeder} if kiest else {}
    gegeven = wereld.doe("hco", c("beantwoord-navraag", antwoord="ja", **persoon, **GROND))
    (feit,) = (f for f in gegeven if isinstance(f, NavraagBeantwoord))
    assert feit.element is not None
    assert (feit.element.over == moeder) is kiest


@pytest.mark.parametrize("tekst", ["misschien", "Onbekend", "ja, vorig jaar", "neen"])
def test_whether_somebody_is_known_stays_yes_or_no(wereld: Any, tekst: str) -> None:
    wereld.moet("zat", c("meld-bekendheid", bekend="nee"))
    (element,) = (e for e in wereld.casus("zat").elementen if e.veld.startswith("bekend"))
    corrigeer = {"element": element.id, "tekst": tekst}
    assert "ja of nee" in wereld.weigert("zat", c("corrigeer-informatie", **corrigeer))
    for kan in ("ja", "Nee", "nee: sinds 2009 niet meer"):
        wereld.moet("zat", c("corrigeer-informatie", element=element.id, tekst=kan))


def every(soort: type[Commando]) -> Iterator[type[Commando]]:
    for one in soort.__subclasses__():
        yield one
        yield from every(one)


def test_every_date_that_somebody_fills_in_is_read_alike() -> None:
    """A field of the bare type would take a number for a day, and no Dutch notation."""
    dates = {
        f"{soort.__name__}.{naam}": f"{veld.annotation}{veld.metadata}"
        for soort in every(Commando)
        for naam, veld in soort.model_fields.items()
        if "datetime.date" in str(veld.annotation)
    }
    assert "KomVerplichtingNa.op" in dates
    assert [naam for naam, how in dates.items() if "BeforeValidator" not in how] == []
