"""Clocks and ladder: who is reminded when, who is called in, and how it comes down again."""

from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg.domain.fold import verhaal
from casusoverleg.domain.opschalen.klok import Bepalingen, klokken
from casusoverleg.domain.opschalen.ladder import Rooster, ladder_van, te_doen, volgende_dag
from chain.daden import AANBOD, GROND, bevestiging, uitvoering
from chain.daden import commando as c
from contracts.covenant_agreements import Buur, Trede
from contracts.events.notifier import BerichtKlaargezet, Berichtsoort, TerugkoppelingDoorgegeven
from contracts.events.opschaling import CasusAfgeschaald, CasusOpgeschaald, HerinneringGegeven
from contracts.events.payload import Payload
from contracts.vocabulary import Domein, Functie, Klokstap, Wanneer

BEWIJS = bevestiging("2026-03-02")

PLAN = uitvoering("politie/jeugdagent", "2026-03-03", "2026-09-01")
LEEG: frozenset[str] = frozenset()


def rooster(wereld: Any, overleg: str, leeg: frozenset[str] = LEEG) -> Rooster:
    return Rooster(wereld.omst(overleg).rooster.bepalingen, lambda f: str(f) not in leeg)


def kijk(wereld: Any, overleg: str, leeg: frozenset[str] = LEEG) -> tuple[Payload, ...]:
    """What the clock does today at a table; it is kept."""
    feiten = te_doen(wereld.casus(overleg), rooster(wereld, overleg, leeg), wereld.op)
    wereld._gebeurd(overleg, feiten)
    return feiten


def verloop(
    wereld: Any, overleg: str, dagen: int, leeg: frozenset[str] = LEEG
) -> list[tuple[str, str, str]]:
    """Each day the clock is asked twice; what it said, by date."""
    gezegd = []
    for _ in range(dagen):
        wereld.later(1)
        for feit in (*kijk(wereld, overleg, leeg), *kijk(wereld, overleg, leeg)):
            wie = str(getattr(feit, "aan", getattr(feit, "reden", "")))
            gezegd.append((f"{wereld.op:%m-%d}", type(feit).__name__, wie))
    return gezegd


def aangeboden(wereld: Any) -> Any:
    """The ZAT offered it to the CJG on Monday 2 March; an answer is due on the 9th."""
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    return wereld


def test_the_sender_is_reminded_and_then_its_ladder_is_climbed(wereld: Any) -> None:
    assert verloop(aangeboden(wereld), "zat", 60) == [
        ("03-10", "HerinneringGegeven", "het-baken/zat-coordinator"),
        ("03-17", "CasusOpgeschaald", "gemeente/wethouder"),
    ]


def test_the_receiver_is_reminded_and_no_ladder_is_climbed_twice(wereld: Any) -> None:
    assert verloop(aangeboden(wereld), "cjg", 60) == [
        ("03-10", "HerinneringGegeven", "cjg-huis/procesregisseur")
    ]


def test_after_acceptance_the_receivers_ladder_is_climbed_step_by_step(wereld: Any) -> None:
    aangeboden(wereld).moet("cjg", c("accepteer"))
    assert verloop(wereld, "cjg", 60) == [
        ("03-31", "HerinneringGegeven", "cjg-huis/procesregisseur"),
        ("04-07", "CasusOpgeschaald", "gemeente/regisseur"),
        ("04-13", "CasusOpgeschaald", "gemeente/jeugdregisseur"),
        ("04-20", "CasusOpgeschaald", "gemeente/wethouder"),
    ]


def test_an_empty_seat_is_stood_in_for_and_an_empty_step_is_passed_over(wereld: Any) -> None:
    aangeboden(wereld).moet("cjg", c("accepteer"))
    leeg = frozenset({"gemeente/regisseur", "gemeente/jeugdregisseur"})
    assert [wie for *_, wie in verloop(wereld, "cjg", 60, leeg)] == [
        "cjg-huis/procesregisseur",
        "cjg-huis/procesregisseur",
        "gemeente/wethouder",
    ]
    opgeschaald = [f for _, f in wereld.feiten if isinstance(f, CasusOpgeschaald)]
    assert str(opgeschaald[0].vervangt) == "gemeente/regisseur"
    assert [f.trede for f in opgeschaald] == [1, 3]


def test_after_a_long_pause_the_steps_still_follow_one_another(wereld: Any) -> None:
    aangeboden(wereld).moet("cjg", c("accepteer"))
    wereld.later(200)
    dagen = [dag for dag, *_ in verloop(wereld, "cjg", 40)]
    assert len(dagen) == len(set(dagen)) == 4


def test_late_work_counts_and_what_was_scaled_up_comes_down_by_itself(wereld: Any) -> None:
    verloop(aangeboden(wereld), "zat", 30)
    assert wereld.casus("zat").opschalen.opgeschaald is not None
    wereld.moet("cjg", c("accepteer"))
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    (feit,) = kijk(wereld, "zat")
    assert isinstance(feit, CasusAfgeschaald)
    assert feit.reden == "alsnog-gedaan"
    assert wereld.casus("zat").opschalen.opgeschaald is None
    assert verloop(wereld, "zat", 60) == []


def test_scaled_down_by_decision_the_term_begins_anew(wereld: Any) -> None:
    verloop(aangeboden(wereld), "zat", 20)
    wereld.moet("zat", c("schaal-af", reden="weer-op-gang"))
    assert wereld.casus("zat").opschalen.opgeschaald is None
    assert verloop(wereld, "zat", 20) == [("03-27", "CasusOpgeschaald", "gemeente/wethouder")]


def test_what_lies_at_a_table_is_discussed_within_its_term(wereld: Any) -> None:
    assert verloop(wereld, "zat", 20) == [
        ("03-17", "HerinneringGegeven", "het-baken/zat-coordinator")
    ]
    wereld.bespreek("zat", "verder-bespreken")
    assert kijk(wereld, "zat") == ()
    assert verloop(wereld, "zat", 17)[0] == (
        "04-08",
        "HerinneringGegeven",
        "het-baken/zat-coordinator",
    )


def test_what_comes_back_from_another_table_is_not_late_at_once(wereld: Any) -> None:
    wereld.bespreek("zat", "verder-bespreken")
    wereld.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    assert verloop(wereld, "zat", 30) == []
    wereld.bespreek("hco", "terug-naar-inbrenger")
    (klok,) = klokken(wereld.casus("zat"), rooster(wereld, "zat").bepalingen)
    assert (klok.stap, klok.uiterlijk) == (Klokstap.BESPREKEN, date(2026, 4, 17))


def test_where_action_was_confirmed_nothing_is_left_to_discuss(wereld: Any) -> None:
    aangeboden(wereld).moet("cjg", c("accepteer"))
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    assert verloop(wereld, "cjg", 60) == []
    assert verloop(wereld, "zat", 60) == []


def test_a_plan_is_evaluated_in_time_and_after_its_end(wereld: Any) -> None:
    wereld.bespreek("zat", "eigen-plan")
    plan = PLAN | {"uitvoerder": "mw/schoolmaatschappelijk-werker"}
    wereld.moet("zat", c("stel-plan-vast", **plan))
    (klok,) = klokken(wereld.casus("zat"), rooster(wereld, "zat").bepalingen)
    assert (klok.stap, klok.uiterlijk) == (Klokstap.PLAN_EVALUEREN, date(2026, 6, 2))
    wereld.later(60)
    wereld.moet("zat", c("evalueer-plan", oordeel="bijstellen"))
    (klok,) = klokken(wereld.casus("zat"), rooster(wereld, "zat").bepalingen)
    assert klok.uiterlijk == date(2026, 7, 28)
    wereld.later(60)
    wereld.moet("zat", c("evalueer-plan", oordeel="op-koers"))
    (klok,) = klokken(wereld.casus("zat"), rooster(wereld, "zat").bepalingen)
    assert klok.uiterlijk == date(2026, 9, 1)


def test_during_a_school_holiday_the_terms_of_a_school_stand_still(wereld: Any) -> None:
    wereld.op = date(2026, 2, 12)
    wereld.bespreek("zat", "overdragen")
    school, zorg = (rooster(wereld, tafel).bepalingen for tafel in ("zat", "cjg"))
    assert school.uiterlijk(Klokstap.ACCEPTEREN, wereld.op) == date(2026, 2, 26)
    assert zorg.uiterlijk(Klokstap.ACCEPTEREN, wereld.op) == date(2026, 2, 19)
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    assert {wereld.casus(t).overdragen.overdrachten[0].uiterlijk for t in ("zat", "cjg")} == {
        date(2026, 2, 19)
    }


def bericht(wereld: Any) -> BerichtKlaargezet:
    return BerichtKlaargezet(
        bericht="0" * 16,
        casus=wereld.casus("zat").id,
        overleg="zat",
        aan=wereld.regie("zat"),
        soort=Berichtsoort.UITKOMST_TERUGKOPPELEN,
        wanneer=Wanneer.ALTIJD,
        uiterlijk=date(2026, 3, 9),
    )


def test_feedback_has_a_clock_of_its_own_also_when_the_casus_was_closed(wereld: Any) -> None:
    wereld.bespreek("zat", "sluiten")
    wereld._gebeurd("zat", (bericht(wereld),))
    wereld.moet("zat", c("sluit-casus", reden="geen-vervolg"))
    assert verloop(wereld, "zat", 10) == [
        ("03-10", "HerinneringGegeven", "het-baken/zat-coordinator")
    ]
    gedaan = TerugkoppelingDoorgegeven(
        bericht="0" * 16,
        casus=wereld.casus("zat").id,
        terugkoppeling="1" * 16,
        over="uitkomst",
        door=wereld.regie("zat"),
        op=wereld.op,
    )
    wereld._gebeurd("zat", (gedaan,))
    assert verloop(wereld, "zat", 60) == []


@pytest.mark.parametrize(
    "grond", ["stagnatie", "onenigheid", "hulp-niet-toegankelijk", "geen-plaats"]
)
def test_any_seat_may_call_for_the_next_step_and_it_goes_on_until_scaled_down(
    wereld: Any, grond: str
) -> None:
    aangeboden(wereld).moet("cjg", c("accepteer"))
    maatschappelijk_werk = Functie(organisatie="mw", rol="maatschappelijk-werker")
    wereld.moet("cjg", c("schaal-op", grond=grond), maatschappelijk_werk)
    feit = wereld.feiten[-1][1]
    assert isinstance(feit, CasusOpgeschaald)
    assert (feit.grond, feit.trede, str(feit.aan)) == (grond, 1, "gemeente/regisseur")
    assert verloop(wereld, "cjg", 7) == [("03-06", "CasusOpgeschaald", "gemeente/jeugdregisseur")]
    wereld.moet("cjg", c("schaal-op", grond=grond))
    reden = wereld.weigert("cjg", c("schaal-op", grond=grond))
    assert reden == "Hoger dan wethouder gaat de ladder niet."
    wereld.moet("cjg", c("schaal-af", reden="lichtere-hulp"))
    assert verloop(wereld, "cjg", 14) == []


def test_a_family_that_endangers_its_child_is_reported_and_not_scaled_up(wereld: Any) -> None:
    aangeboden(wereld).moet("cjg", c("accepteer"))
    ja = {"gezin_werkt_niet_mee": True, "kind_loopt_gevaar": True}
    assert "schaal anders op" in wereld.weigert(
        "cjg", c("meld-onveiligheid", **{**ja, "kind_loopt_gevaar": False})
    )
    wereld.moet("cjg", c("meld-onveiligheid", **ja))
    assert str(wereld.feiten[-1][1].aan) == "bjz/casemanager"
    assert "gemeld" in wereld.weigert("cjg", c("schaal-op", grond="stagnatie"))
    assert [soort for _, soort, _ in verloop(wereld, "cjg", 60)] == ["HerinneringGegeven"]
    wereld.moet("cjg", c("schaal-af", reden="weer-op-gang"))
    assert verloop(wereld, "cjg", 20)[0][2] == "gemeente/regisseur"


def test_where_bureau_jeugdzorg_coordinates_nobody_names_another(wereld: Any) -> None:
    aangeboden(wereld).moet("cjg", c("accepteer"))
    wereld.moet("cjg", c("leg-jeugdzorg-vast", coordineert=True))
    assert [wie for _, soort, wie in verloop(wereld, "cjg", 60) if soort == "CasusOpgeschaald"] == [
        "bjz/casemanager",
        "gemeente/jeugdregisseur",
        "gemeente/wethouder",
    ]


def test_without_a_ladder_there_is_a_reminder_and_nobody_to_call(wereld: Any) -> None:
    wereld.convenant = wereld.convenant.model_copy(update={"opschaling": {}, "jeugdzorg": None})
    assert [soort for _, soort, _ in verloop(aangeboden(wereld), "zat", 60)] == [
        "HerinneringGegeven"
    ]
    assert "geen ladder" in wereld.weigert("zat", c("schaal-op", grond="stagnatie"))
    ja = {"gezin_werkt_niet_mee": True, "kind_loopt_gevaar": True}
    assert "geen meldpunt" in wereld.weigert("zat", c("meld-onveiligheid", **ja))
    assert "zegt niet wie" in wereld.weigert("zat", c("leg-jeugdzorg-vast", coordineert=True))


def test_a_clock_runs_under_the_version_in_force_when_it_began(wereld: Any, convenant: Any) -> None:
    oud = aangeboden(wereld).convenant
    wereld.moet("cjg", c("accepteer"))
    kort = oud.termijnen.model_copy(update={"actie_bevestigen": 1, "bespreken": 1})
    nieuw = oud.model_copy(update={"versie": 2, "termijnen": kort, "opschaling": {}})
    bepalingen = rooster(wereld, "cjg").bepalingen
    wissel = type(bepalingen)(
        bepalingen.domein,
        lambda dag: nieuw if dag > wereld.op else oud,
        bepalingen.na_werkdagen,
    )
    begonnen = wereld.op
    (klok,) = klokken(wereld.casus("cjg"), wissel)
    assert klok.uiterlijk == date(2026, 3, 30)
    opgeschaald = []
    for _ in range(60):
        begonnen += timedelta(days=1)
        feiten = te_doen(wereld.casus("cjg"), Rooster(wissel, lambda _f: True), begonnen)
        wereld._gebeurd("cjg", feiten)
        opgeschaald += [f.naam for f in feiten if isinstance(f, CasusOpgeschaald)]
    assert opgeschaald == ["zorgregisseur", "jeugdregisseur", "wethouder"]
    assert wissel.uiterlijk(Klokstap.BESPREKEN, begonnen) == wissel.na(begonnen, 1, nieuw)


def test_the_day_to_look_again_is_never_missed_and_never_today(wereld: Any) -> None:
    aangeboden(wereld).moet("cjg", c("accepteer"))
    gezien = []
    for _ in range(60):
        wekker = volgende_dag(wereld.casus("cjg"), rooster(wereld, "cjg"), wereld.op)
        assert wekker is None or wekker > wereld.op
        wereld.later(1)
        if kijk(wereld, "cjg"):
            gezien.append(wereld.op == wekker)
    assert gezien == [True] * 4
    assert volgende_dag(wereld.casus("cjg"), rooster(wereld, "cjg"), wereld.op) is None


def test_the_history_tells_it_without_a_personal_value(wereld: Any) -> None:
    verloop(aangeboden(wereld), "zat", 30)
    wereld.moet("zat", c("schaal-af", reden="weer-op-gang"))
    soorten = (HerinneringGegeven, CasusOpgeschaald, CasusAfgeschaald)
    regels = [verhaal(f, f.op, str) for _, f in wereld.feiten if isinstance(f, soorten)]
    assert [regel.tekst for regel in regels if regel] == [
        "Herinnering aan ZAT-coördinator (het-baken): accepteren had tot 09-03-2026 gekund",
        "Opgeschaald naar wethouder (gemeente) (trede 1): termijn verstreken",
        "Afgeschaald: weer op gang",
    ]


@pytest.mark.parametrize(
    ("wie", "termijn", "trede"), [("woonplaats", 9, "buurtregisseur"), ("school", 20, "wethouder")]
)
def test_across_a_border_the_two_regions_agreed_whose_terms_and_ladder_hold(
    wereld: Any, wie: str, termijn: int, trede: str
) -> None:
    eigen = wereld.convenant
    buur = {"elders": Buur.model_validate({"termijnen": wie, "opschaling": wie})}
    school = eigen.model_copy(update={"buren": buur})
    woonplaats = eigen.model_copy(
        update={
            "convenant": "elders",
            "organisaties": {n: o for n, o in eigen.organisaties.items() if n != "het-baken"},
            "termijnen": eigen.termijnen.model_copy(update={"actie_bevestigen": 9}),
            "opschaling": {
                Domein.ZORG: (Trede(trede="buurtregisseur", naar="gemeente/buurt", na=1),),
                Domein.ONDERWIJS: (Trede(trede="buurtregisseur", naar="gemeente/buurt", na=1),),
            },
            "buren": {"oefenstad": buur["elders"]},
        }
    )
    aangeboden(wereld)
    bepalingen = Bepalingen(
        Domein.ONDERWIJS,
        lambda _dag: school,
        rooster(wereld, "zat").bepalingen.na_werkdagen,
        lambda overleg, _dag: woonplaats if overleg == "cjg" else school,
    )
    (klok,) = klokken(wereld.casus("zat"), bepalingen)
    assert ladder_van(wereld.casus("zat"), klok.convenant, Domein.ONDERWIJS)[-1].trede == trede
    regels = bepalingen.regelt("termijnen", "cjg", "het-baken", wereld.op)
    assert regels.termijnen.actie_bevestigen == termijn
    assert bepalingen.regelt("termijnen", "cjg", None, wereld.op) is school
