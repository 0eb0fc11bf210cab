"""Who carries back: settled with the outcome, by who was there and how old the young person is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from casusoverleg.domain.fold import verhaal
from casusoverleg.domain.opschalen.ladder import Rooster, te_doen
from chain.daden import GROND, bespreking
from chain.daden import commando as c
from contracts.covenant import Convenant
from contracts.events.dragen import DragersBepaald
from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.events.opschaling import HerinneringGegeven
from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Wanneer

RMC, AGENT, KETEN = "rmc/rmc-coordinator", "politie/jeugdagent", "veiligheidshuis/ketenmanager"
NOVADIC = "novadic/behandelaar"
NL = {"door": [RMC, AGENT]}
MaakWereld = Callable[..., Any]


@pytest.fixture
def hco(convenant: Convenant, nieuwe_wereld: Callable[[], Any]) -> MaakWereld:
    """The HCO has what the ZAT brought in; feedback by that road as it is given here."""

    def made(terug: dict[str, Any], **roads: Any) -> Any:
        data = convenant.model_dump(mode="json")
        data["wegen"]["zat-naar-hco"]["terugkoppeling"] |= terug
        wereld = nieuwe_wereld()
        data["wegen"] |= {
            name: data["wegen"]["zat-naar-hco"] | {"naam": name} | road
            for name, road in roads.items()
        }
        wereld.convenant = Convenant.model_validate(data)
        wereld.bespreek("zat", "overdragen")
        wereld.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
        return wereld

    return made


def besloten(wereld: Any, *aanwezig: str, **meer: Any) -> list[str] | None:
    """Who carries, once the HCO with these decided; None: nothing was said of it."""
    wereld.moet("hco", c("bespreek", **bespreking(f"{wereld.op}"), aanwezig=[KETEN, *aanwezig]))
    wereld.doe("hco", c("stel-uitkomst-vast", uitkomst="eigen-plan"), **meer)
    said = [feit for _, feit in wereld.feiten if isinstance(feit, DragersBepaald)]
    return [str(een) for een in said[-1].dragers] if said else None


@pytest.mark.parametrize(
    ("aanwezig", "dragers"),
    [((RMC, AGENT), [RMC, AGENT]), ((AGENT,), [AGENT, RMC]), ((), [RMC, AGENT])],
)
def test_who_was_there_goes_first(
    hco: MaakWereld, aanwezig: tuple[str, ...], dragers: list[str]
) -> None:
    assert besloten(hco(NL | {"eerst": "wie-er-was"}), *aanwezig) == dragers
    assert besloten(hco(NL), *aanwezig) == [RMC, AGENT]


def test_where_one_seat_is_named_nothing_is_said(hco: MaakWereld) -> None:
    assert besloten(hco({"door": RMC}), AGENT) is None


@pytest.mark.parametrize(
    ("leeftijd", "dragers"), [(12, [AGENT]), (17, [AGENT]), (18, [RMC]), (None, [RMC])]
)
def test_the_age_of_the_young_person_says_who(
    hco: MaakWereld, leeftijd: int | None, dragers: list[str]
) -> None:
    rows = [{"leeftijd": {"van": 12, "tot": 17}, "door": AGENT}]
    band = {"leeftijdsband": "16-en-ouder" if leeftijd is None else None, "leeftijd": leeftijd}
    assert besloten(hco({"dragers": rows}), **band) == dragers


def test_another_outcome_says_it_again_only_where_others_carry(hco: MaakWereld) -> None:
    wereld = hco(NL | {"eerst": "wie-er-was"})
    besloten(wereld, AGENT)
    wereld.moet("hco", c("stel-uitkomst-vast", uitkomst="verder-bespreken"))
    assert sum(isinstance(feit, DragersBepaald) for _, feit in wereld.feiten) == 1
    assert besloten(wereld, RMC) == [RMC, AGENT]


def test_a_seat_that_may_carry_may_decide_that_it_is_needed(hco: MaakWereld) -> None:
    wereld = hco(NL | {"wanneer": "indien-noodzakelijk"})
    agent, ander = (wereld.convenant.overleggen["hco"].functies()[i] for i in (1, 3))
    decide = c("besluit-terugkoppeling", nodig=True)
    assert "wie op deze weg terugkoppelt" in wereld.weigert("hco", decide, ander)
    wereld.moet("hco", decide, agent)


def herinnerd(wereld: Any, leeg: set[str], soort: Berichtsoort) -> str:
    """Whom the clock reminds of what lies at the RMC, while nobody is on these seats."""
    bericht = BerichtKlaargezet(
        bericht="b" * 26, casus=wereld.casus("hco").id, overleg="hco",
        aan=Functie(organisatie="rmc", rol="rmc-coordinator"), soort=soort,
        wanneer=Wanneer.ALTIJD, uiterlijk=wereld.op,
    )  # fmt: skip
    wereld._gebeurd("hco", (bericht,))
    rooster = Rooster(wereld.omst("hco").rooster.bepalingen, lambda f: str(f) not in leeg)
    wereld.later(1)
    facts: tuple[Payload, ...] = te_doen(wereld.casus("hco"), rooster, wereld.op)
    (found,) = (str(f.aan) for f in facts if isinstance(f, HerinneringGegeven))
    return found


@pytest.mark.parametrize(
    ("leeg", "wie"), [(set(), RMC), ({RMC}, AGENT), ({RMC, AGENT}, RMC), ({AGENT}, RMC)]
)
def test_the_clock_reminds_who_carries_today(hco: MaakWereld, leeg: set[str], wie: str) -> None:
    wereld = hco(NL)
    besloten(wereld)
    assert herinnerd(wereld, leeg, Berichtsoort.UITKOMST_TERUGKOPPELEN) == wie


def test_before_an_outcome_the_clock_follows_the_road(hco: MaakWereld) -> None:
    rows = [{"leeftijd": {"van": 12, "tot": 15}, "door": [AGENT, RMC]}]
    assert herinnerd(hco({"dragers": rows}), set(), Berichtsoort.ACTIE_TERUGKOPPELEN) == AGENT


def test_what_lies_at_another_by_an_older_covenant_stays_there(hco: MaakWereld) -> None:
    wereld = hco({"door": [AGENT, KETEN]})
    assert herinnerd(wereld, set(), Berichtsoort.UITKOMST_TERUGKOPPELEN) == RMC


def test_what_came_in_is_the_seat_s_own(hco: MaakWereld) -> None:
    wereld = hco(NL)
    besloten(wereld)
    assert herinnerd(wereld, {RMC}, Berichtsoort.TERUGKOPPELING_ONTVANGEN) == RMC


def test_it_is_told_in_the_history() -> None:
    fact = DragersBepaald.model_validate(
        {
            "casus": "c" * 26, "overleg": "hco", "weg": "zat-naar-hco", "op": "2026-03-02",
            "door": {"organisatie": "veiligheidshuis", "rol": "ketenmanager"},
            "dragers": [{"organisatie": "rmc", "rol": "rmc-coordinator"},
                        {"organisatie": "politie", "rol": "jeugdagent"}],
        }
    )  # fmt: skip
    told = verhaal(fact, date(2026, 3, 2), str.upper)
    assert told is not None
    assert told.tekst.startswith("Terugkoppelen is aan ")
    assert ", anders " in told.tekst


@pytest.mark.parametrize(
    ("voor", "weg"),
    [
        ({"leeftijd": {"van": 12, "tot": 15}}, "jong"),
        ({"leeftijd": {"van": 16, "tot": 27}}, "zat-naar-hco"),
        ({"scholen": ["het-baken"]}, "jong"),
    ],
)
def test_a_case_that_is_brought_in_keeps_the_road_that_is_for_it(
    hco: MaakWereld, voor: dict[str, Any], weg: str
) -> None:
    wereld = hco({}, jong={"voor": voor})
    assert wereld.casus("hco").weg == weg


GEMEENTE = "gemeente/jeugdregisseur"
AFSPRAAK = {"soort": "begeleiding", "start": "2026-03-02", "beoogd_einde": "2026-06-01"}


def test_an_agreement_can_be_with_a_partner_for_whom_a_seat_speaks(
    convenant: Convenant, nieuwe_wereld: Callable[[], Any]
) -> None:
    wereld = nieuwe_wereld()
    afspraak = c("maak-afspraak", uitvoerder=GEMEENTE, **AFSPRAAK)
    assert "vertegenwoordigd" in wereld.weigert("zat", afspraak)
    data = convenant.model_dump(mode="json")
    data["overleggen"]["zat"]["vertegenwoordigt"] = {"mw/schoolmaatschappelijk-werker": [GEMEENTE]}
    wereld.convenant = Convenant.model_validate(data)
    _, school, mw = wereld.convenant.overleggen["zat"].functies()
    assert "legt de regie vast" in wereld.weigert("zat", afspraak, school)
    wereld.moet("zat", afspraak, mw)
    (made,) = wereld.casus("zat").bespreken.lopende_afspraken
    assert str(made.uitvoerder) == GEMEENTE
    wereld.moet("zat", c("rond-afspraak-af", afspraak=made.id, afloop="nagekomen"), mw)
    assert not wereld.casus("zat").bespreken.lopende_afspraken
