"""Who may do what at a table, what is recorded of it, and what a table sees at a glance."""

from datetime import date
from typing import Any

import pytest

from casusoverleg.domain.bespreken.bord import Fase, wacht_op
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.overdragen.overdracht import Wie
from casusoverleg.domain.stappen.circumstances import zetel_aan
from casusoverleg.domain.stappen.hindernis import hindernis
from casusoverleg.domain.stappen.refusal import Weigering
from chain.daden import AANBOD, GROND
from chain.daden import commando as c
from contracts.covenant import Convenant
from contracts.covenant_agreements import Informatiedrager
from contracts.covenant_text import Leeftijden
from contracts.events import casusoverleg as feiten
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Draagsoort, Functie, Leeftijdsband

TOESTEMMING = {
    "door": "vertegenwoordiger",
    "doel": "hulpverlening",
    "categorieen": ["identificatie"],
    "ontvangers": ["zorg"],
    "gegeven_op": "2026-03-01",
}

REDEN = {"reden_leeftijd": "De klas doet mee."}


def test_outside_the_ages_of_a_table_a_reason_is_recorded(wereld: Any) -> None:
    wereld.bespreek("zat", "verder-bespreken")
    breng_in = {"naar_overleg": "hco", "vraag": "bespreken"} | GROND
    jong = {"leeftijdsband": Leeftijdsband.ONDER_12, "leeftijd": 11}
    besluit = wereld.doe("zat", c("breng-in", **breng_in), **jong)
    assert isinstance(besluit, Weigering)
    besluit = wereld.doe(
        "zat", c("breng-in", reden_leeftijd="De klas doet mee.", **breng_in), **jong
    )
    (ingebracht,) = [feit for feit in besluit if isinstance(feit, feiten.CasusIngebracht)]
    assert ingebracht.reden_leeftijd is True


def test_where_the_covenant_allows_no_exception_a_reason_is_none(
    wereld: Any, convenant: Convenant
) -> None:
    grens = Leeftijden(van=12, tot=23, uitzondering="nooit")
    hco = convenant.overleggen["hco"].model_copy(update={"leeftijden": grens})
    overleggen = {**convenant.overleggen, "hco": hco}
    wereld.convenant = convenant.model_copy(update={"overleggen": overleggen})
    wereld.bespreek("zat", "verder-bespreken")
    breng_in = {
        "naar_overleg": "hco",
        "vraag": "bespreken",
        "reden_leeftijd": "De klas doet mee.",
    } | GROND
    jong = {"leeftijdsband": Leeftijdsband.ONDER_12, "leeftijd": 11}
    besluit = wereld.doe("zat", c("breng-in", **breng_in), **jong)
    assert isinstance(besluit, Weigering)
    assert "laat niets anders toe" in besluit.reden


def test_who_carries_information_between_two_tables_asks_and_nobody_else(
    wereld: Any, convenant: Convenant
) -> None:
    drager = Informatiedrager(
        van=("zat",),
        naar=("hco",),
        door=("het-baken/zorgcoordinator-school",),
        informatie=(Draagsoort.BESPROKEN,),
        vastlegging="in de casus",
    )
    wereld.convenant = convenant.model_copy(update={"informatiedragers": (drager,)})
    vraag = {"naar_overleg": "hco", "vraag": "is-de-jeugdige-besproken"} | GROND
    zorgcoordinator = Functie(organisatie="het-baken", rol="zorgcoordinator-school")
    assert "loopt volgens het convenant via" in wereld.weigert("zat", c("stel-navraag", **vraag))
    wereld.moet("zat", c("stel-navraag", **vraag), zorgcoordinator)
    acties = vraag | {"vraag": "welke-acties-zijn-genomen"}
    assert "niet afgesproken" in wereld.weigert("zat", c("stel-navraag", **acties), zorgcoordinator)


def test_only_the_seat_that_directs_decides_and_only_seats_speak(wereld: Any) -> None:
    zetel = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")
    vreemd = Functie(organisatie="politie", rol="jeugdagent")
    reden = wereld.weigert("zat", c("agendeer", vergadering="2026-03-09"), zetel)
    assert "het-baken/zat-coordinator" in reden
    wereld.moet("zat", c("meld-bekendheid", bekend="nee"), zetel)
    assert wereld.weigert("zat", c("meld-bekendheid", bekend="nee"), vreemd) == (
        "U hebt geen zetel aan dit overleg."
    )


@pytest.mark.parametrize(
    ("stap", "velden"),
    [
        ("agendeer", {"vergadering": "2026-03-09"}),
        ("stel-uitkomst-vast", {"uitkomst": "overdragen"}),
    ],
)
def test_what_changes_nothing_says_nothing(wereld: Any, stap: str, velden: dict[str, str]) -> None:
    wereld.bespreek("zat", "verder-bespreken")
    assert wereld.doe("zat", c(stap, **velden))
    assert wereld.doe("zat", c(stap, **velden)) == ()


def test_on_a_road_of_always_nobody_decides_whether_the_school_hears(wereld: Any) -> None:
    assert "altijd" in wereld.weigert("zat", c("besluit-terugkoppeling", nodig=False))


def test_elsewhere_the_carrier_decides_and_it_is_recorded_once(wereld: Any) -> None:
    wereld.casussen["zat"] = None
    politie = Functie(organisatie="politie", rol="jeugdagent")
    rmc = Functie(organisatie="rmc", rol="rmc-coordinator")
    wereld.meld_aan("hco", politie, houder="politie")
    assert wereld.casus("hco").houder == "politie"
    wereld.weigert("hco", c("besluit-terugkoppeling", nodig=True), politie)
    (besloten,) = wereld.doe("hco", c("besluit-terugkoppeling", nodig=True), rmc)
    assert isinstance(besloten, feiten.TerugkoppelingBesloten)
    assert wereld.doe("hco", c("besluit-terugkoppeling", nodig=True), rmc) == ()


def test_a_question_between_tables_takes_only_who_it_is_about(wereld: Any) -> None:
    navraag = {"naar_overleg": "hco", "vraag": "is-de-jeugdige-besproken"} | GROND
    wereld.moet("zat", c("stel-navraag", **navraag))
    assert wereld.casus("hco").herkomst == "navraag"
    gevraagd = [f for _, f in wereld.feiten if isinstance(f, VerstrekkingGevraagd)]
    assert [e.veld for e in gevraagd[-1].elementen] == ["naam"]
    wereld.moet("hco", c("beantwoord-navraag", antwoord="nee", **GROND))
    assert wereld.casus("zat").vastleggen.navragen[0].beantwoord
    assert wereld.casus("zat").gedeeld[-1].element.veld == "bekend-bij-overig"


def test_withdrawn_consent_is_put_before_the_gate_again(wereld: Any) -> None:
    wereld.moet("zat", c("leg-toestemming-vast", **TOESTEMMING))
    (gegeven,) = wereld.casus("zat").vastleggen.toestemmingen
    besluit = wereld.doe("zat", c("trek-toestemming-in", toestemming=gegeven.id))
    assert besluit[1].toestemmingen[0].ingetrokken_op == date(2026, 3, 2)
    assert [e.veld for e in besluit[1].elementen] == ["naam"]
    wereld.weigert("zat", c("trek-toestemming-in", toestemming=gegeven.id))


def test_what_is_asked_again_rests_on_what_it_rested_on(wereld: Any) -> None:
    wereld.casussen["zat"] = None
    agent = Functie(organisatie="politie", rol="jeugdagent")
    wereld.meld_aan("hco", agent, houder="politie", doorbreking="meldrecht-kindermishandeling")
    gezien = {"veld": "politiecontact", "tekst": "aangetroffen", "doel": "politietaak"}
    wereld.moet("hco", c("voeg-informatie-toe", bronbesluit="wpg-20", **gezien), agent)
    wereld.moet("hco", c("meld-bekendheid", bronbesluit="wpg-20", bekend="ja"), agent)
    wereld.moet("hco", c("voeg-informatie-toe", **gezien), agent)
    elders = {"veld": "hulp", "tekst": "loopt", "doel": "hulpverlening", "over": "ouder"}
    wereld.moet("hco", c("voeg-informatie-toe", **elders), agent)

    feit, *opnieuw = wereld.doe("hco", c("leg-toestemming-vast", **TOESTEMMING))
    assert isinstance(feit, feiten.ToestemmingVastgelegd)
    assert [
        (v.bronbesluit, v.doorbreking, str(v.door), [e.veld for e in v.elementen]) for v in opnieuw
    ] == [
        ("geen", "meldrecht-kindermishandeling", "veiligheidshuis/ketenmanager", ["naam"]),
        ("wpg-20", "geen", "politie/jeugdagent", ["politiecontact", "bekend-bij-politie"]),
        ("geen", "geen", "politie/jeugdagent", ["politiecontact"]),
    ]
    assert len({v.verstrekking for v in opnieuw}) == len(opnieuw)
    assert all(v.toestemmingen == (feit.toestemming,) for v in opnieuw)
    wereld.bezorg_alles()
    _, *ingetrokken = wereld.doe("hco", c("trek-toestemming-in", toestemming=feit.toestemming.id))
    assert [v.bronbesluit for v in ingetrokken] == ["geen", "wpg-20", "geen"]
    assert not {v.verstrekking for v in ingetrokken} & {v.verstrekking for v in opnieuw}


def test_an_answer_to_another_table_is_not_put_before_the_own_seats(wereld: Any) -> None:
    navraag = {"naar_overleg": "hco", "vraag": "is-de-jeugdige-besproken"} | GROND
    wereld.moet("zat", c("stel-navraag", **navraag))
    wereld.moet("hco", c("beantwoord-navraag", antwoord="nee", **GROND))
    assert len(wereld.doe("hco", c("leg-toestemming-vast", **TOESTEMMING))) == 1


def test_the_table_sees_what_is_stuck(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))

    def wacht(overleg: str) -> Any:
        return wacht_op(wereld.casus(overleg), wereld.omst(overleg).rooster.bepalingen)

    assert (wacht("zat").fase, wacht("zat").bij) == (Fase.WACHT_OP_ACCEPTATIE, "cjg")
    assert wacht("cjg").fase is Fase.HIER_AANGEBODEN
    assert wacht("zat").uiterlijk == date(2026, 3, 9)
    assert not wacht("zat").vastgelopen(date(2026, 3, 9))
    assert wacht("zat").vastgelopen(date(2026, 3, 10))
    wereld.moet("cjg", c("accepteer"))
    assert (wacht("zat").fase, wacht("zat").uiterlijk) == (
        Fase.WACHT_OP_ACTIE,
        date(2026, 3, 30),
    )


@pytest.mark.parametrize("stap", STAPPEN)
def test_every_step_has_requirements_and_a_dutch_form(wereld: Any, stap: str) -> None:
    soort = STAPPEN[stap]
    zetel = zetel_aan(wereld.convenant, "zat", wereld.regie("zat"))
    assert zetel is not None
    assert zetel.wie is Wie.REGIE
    geweigerd = hindernis(wereld.casus("zat"), soort, zetel)
    assert geweigerd is None or geweigerd.reden.endswith(".")
    assert soort.titel
    assert all(veld.title for veld in soort.model_fields.values())


def test_aftercare_is_by_a_seat_until_a_day_to_come(wereld: Any) -> None:
    afspraak = {"wie": "mw/schoolmaatschappelijk-werker", "tot": "2026-06-01"}
    wereld.weigert("zat", c("spreek-nazorg-af", **afspraak | {"tot": "2026-03-02"}))
    wereld.weigert("zat", c("spreek-nazorg-af", **afspraak | {"wie": "politie/jeugdagent"}))
    wereld.moet("zat", c("spreek-nazorg-af", **afspraak))
    assert wereld.casus("zat").opschalen.nazorg.tot == date(2026, 6, 1)


def test_a_term_that_went_by_is_no_reason_that_somebody_gives(wereld: Any) -> None:
    with pytest.raises(ValueError, match="grond"):
        c("schaal-op", grond="termijn-verstreken")
