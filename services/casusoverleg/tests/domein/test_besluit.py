"""Where a casus goes and who holds it, in situations that come about by commands."""

from datetime import date
from typing import Any

import pytest

from casusoverleg.domain.overdragen.overdracht import Stand
from chain.daden import AANBOD, GROND, bevestiging, uitvoering
from chain.daden import commando as c
from contracts.events.bewijs import AnderBewijsAanvaard
from contracts.events.casusoverleg import CasusHeropend
from contracts.events.verstrekking import Overdrachtstap, VerstrekkingGevraagd
from infra.testing.nested import put_in

BEWIJS = bevestiging("2026-03-02")


def bij_hco(wereld: Any) -> Any:
    """The ZAT discussed it, and brought it to the HCO."""
    wereld.bespreek("zat", "verder-bespreken")
    wereld.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    return wereld


def bij_cjg(wereld: Any) -> Any:
    """The HCO handed it to the CJG, and the CJG accepted."""
    bij_hco(wereld).bespreek("hco", "overdragen")
    wereld.moet("hco", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("cjg", c("accepteer"))
    return wereld


def houders(wereld: Any) -> dict[str, str]:
    return {naam: casus.houder for naam, casus in wereld.casussen.items() if casus}


def test_bringing_in_moves_no_responsibility(wereld: Any) -> None:
    bij_hco(wereld)
    assert houders(wereld) == {"zat": "het-baken", "hco": "het-baken"}
    reden = wereld.weigert("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    assert reden == "De casus ligt nog bij hco."


def test_a_table_brings_in_only_what_it_discussed_and_where_the_covenant_says(
    wereld: Any,
) -> None:
    breng_in = {"vraag": "bespreken"} | GROND
    reden = wereld.weigert("zat", c("breng-in", naar_overleg="hco", **breng_in))
    assert reden == "De casus is in dit overleg nog niet besproken."
    wereld.bespreek("zat", "verder-bespreken")
    assert "convenant" in wereld.weigert("zat", c("breng-in", naar_overleg="cjg", **breng_in))


def test_the_holder_stays_until_acceptance_and_everybody_then_hears_it(wereld: Any) -> None:
    bij_hco(wereld).bespreek("hco", "overdragen")
    wereld.moet("hco", c("draag-over", naar_overleg="cjg", **AANBOD))
    assert set(houders(wereld).values()) == {"het-baken"}
    wereld.moet("cjg", c("accepteer"))
    assert set(houders(wereld).values()) == {"cjg-huis"}
    assert wereld.casus("zat").overdragen.inbreng is None


def test_the_tables_own_plan_takes_over_and_the_school_hears_it(wereld: Any) -> None:
    bij_hco(wereld).bespreek("hco", "eigen-plan")
    plan = uitvoering("politie/jeugdagent", "2026-03-03", "2026-06-01")
    wereld.moet("hco", c("stel-plan-vast", **plan))
    assert houders(wereld) == {"zat": "veiligheidshuis", "hco": "veiligheidshuis"}
    wereld.moet("zat", c("sluit-casus", reden="overgenomen"))


@pytest.mark.parametrize("uitkomst", ["terug-naar-inbrenger", "sluiten"])
def test_what_the_hco_leaves_is_the_schools_to_move_again(wereld: Any, uitkomst: str) -> None:
    bij_hco(wereld).bespreek("hco", uitkomst)
    assert wereld.casus("zat").overdragen.inbreng is None
    assert wereld.casus("zat").aan_zet
    plan = uitvoering("politie/jeugdagent", "2026-03-03", "2026-06-01")
    assert "het-baken" in wereld.weigert("hco", c("stel-plan-vast", **plan))
    wereld.moet("hco", c("sluit-casus", reden="geen-vervolg"))


def test_after_a_hand_off_a_casus_is_closed_only_once_action_was_confirmed(wereld: Any) -> None:
    bij_cjg(wereld)
    reden = wereld.weigert("hco", c("sluit-casus", reden="actie-bevestigd"))
    assert reden == "De ontvanger heeft nog niet bevestigd dat er iets gedaan is."
    assert wereld.weigert("cjg", c("sluit-casus", reden="geen-vervolg"))
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    wereld.moet("hco", c("sluit-casus", reden="actie-bevestigd"))
    (overdracht,) = wereld.casus("cjg").overdragen.inkomend
    assert overdracht.stand is Stand.AFGESLOTEN
    assert overdracht.actiedatum == date(2026, 3, 2)


def test_action_that_is_still_to_come_is_none(wereld: Any) -> None:
    bij_cjg(wereld)
    wereld.weigert("cjg", c("bevestig-actie", bewijs="hulp-is-begonnen", actiedatum="2026-03-03"))


def test_a_contradicted_action_opens_the_hand_off_and_the_receivers_casus(wereld: Any) -> None:
    bij_cjg(wereld)
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    wereld.moet("cjg", c("sluit-casus", reden="actie-bevestigd"))
    wereld.moet("hco", c("heropen-overdracht", reden="hulp-is-niet-begonnen"))
    assert wereld.casus("cjg").open
    assert wereld.casus("cjg").overdragen.lopend_werk is not None
    for overdracht in (
        *wereld.casus("cjg").overdragen.inkomend,
        *wereld.casus("hco").overdragen.uitgaand,
    ):
        assert (overdracht.reden, overdracht.bewijs) == ("hulp-is-niet-begonnen", None)


def test_who_opens_again_names_the_holder_that_he_knows_not_that_of_older_news(
    wereld: Any,
) -> None:
    bij_cjg(wereld)
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    wereld.moet("cjg", c("sluit-casus", reden="actie-bevestigd"))
    wereld.casussen["hco"] = put_in(wereld.casus("hco"), houder="mw")
    wereld.moet("hco", c("heropen-overdracht", reden="hulp-is-niet-begonnen"))
    (heropend,) = (f for _, f in wereld.feiten if isinstance(f, CasusHeropend))
    assert heropend.houder == wereld.casus("cjg").houder != "mw"


def test_what_was_closed_can_be_contradicted_too(wereld: Any) -> None:
    bij_cjg(wereld)
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    wereld.moet("hco", c("sluit-casus", reden="actie-bevestigd"))
    heropen = c("heropen-overdracht", reden="gezin-is-niet-aangekomen")
    assert wereld.weigert("hco", heropen) == "De casus is afgesloten; heropen hem eerst."
    wereld.moet("hco", c("heropen-casus"))
    wereld.moet("hco", heropen)
    assert wereld.casus("cjg").overdragen.lopend_werk is not None
    assert wereld.weigert("hco", c("sluit-casus", reden="actie-bevestigd"))


def test_a_question_has_its_own_answers_and_one_may_come_late(wereld: Any) -> None:
    bij_hco(wereld).bespreek("hco", "overdragen")
    vraag = {"vraag": "onderzoek-of-een-maatregel-haalbaar-is"}
    wereld.moet("hco", c("draag-over", naar_overleg="loket", **AANBOD | vraag))
    bevinding = c("meld-bevinding", bevinding="vrijwillige-hulp-volstaat")
    assert "aangeboden" in wereld.weigert("loket", bevinding)
    wereld.moet("loket", c("accepteer"))
    reden = wereld.weigert("loket", c("meld-bevinding", bevinding="deze-hulp-past"))
    assert "maatregel is haalbaar" in reden
    assert "is aan de ontvanger" in wereld.weigert("hco", bevinding)
    wereld.moet(
        "loket",
        c("bevestig-actie", **BEWIJS | {"bewijs": "onderzoek-is-begonnen"}),
    )
    sluit = {"reden": "actie-bevestigd"}
    reden = wereld.weigert("hco", c("sluit-casus", **sluit))
    assert "Gevraagd was 'hulp is begonnen', bevestigd is 'onderzoek is begonnen'" in reden
    assert wereld.casus("hco").open
    wereld.moet("hco", c("sluit-casus", **sluit, ander_bewijs="het-laat-hetzelfde-zien"))
    (ander,) = [f for _, f in wereld.feiten if isinstance(f, AnderBewijsAanvaard)]
    assert (ander.gegeven, ander.waarom) == ("onderzoek-is-begonnen", "het-laat-hetzelfde-zien")
    wereld.moet("loket", bevinding)
    (aangeboden,) = wereld.casus("hco").overdragen.uitgaand
    assert (aangeboden.stand, aangeboden.bevinding_op) == (Stand.AFGESLOTEN, date(2026, 3, 2))
    (gedeeld,) = [g for g in wereld.casus("hco").gedeeld if g.element.veld == "bevinding"]
    assert gedeeld.element.doel == "hulpverlening"
    gevraagd = [f for _, f in wereld.feiten if isinstance(f, VerstrekkingGevraagd)]
    (bericht,) = [v for v in gevraagd if getattr(v.inhoud, "stap", "") == "bevinding-gemeld"]
    assert bericht.doel == "afstemming-zorg-en-veiligheid"
    assert "volstaat" not in bericht.inhoud.model_dump_json()


def test_a_declined_hand_off_leaves_the_holder_and_may_go_elsewhere(wereld: Any) -> None:
    bij_hco(wereld).bespreek("hco", "overdragen")
    wereld.moet("hco", c("draag-over", naar_overleg="cjg", **AANBOD))
    reden = wereld.weigert("hco", c("draag-over", naar_overleg="loket", **AANBOD))
    assert reden == "Er staat nog een overdracht open aan cjg."
    wereld.moet("cjg", c("weiger", reden="geen-plaats"))
    wereld.moet("hco", c("draag-over", naar_overleg="loket", **AANBOD))
    assert houders(wereld)["hco"] == "het-baken"


def test_a_question_back_is_answered_before_acceptance(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.weigert("zat", c("beantwoord-vraag"))
    wereld.moet("cjg", c("vraag-terug", toelichting="Wie belt het gezin?"))
    assert wereld.casus("zat").overdragen.uitgaand[0].open_vragen == 1
    wereld.moet("zat", c("beantwoord-vraag", toelichting="Wij."))
    wereld.moet("cjg", c("accepteer"))
    gezegd = [f.inhoud for _, f in wereld.feiten if isinstance(f, VerstrekkingGevraagd)]
    assert [i.stap for i in gezegd if isinstance(i, Overdrachtstap)] == [
        "vraag-terug",
        "vraag-beantwoord",
        "geaccepteerd",
    ]


def test_news_that_crossed_an_acceptance_does_not_name_the_holder_of_before(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("cjg", c("vraag-terug"))
    wereld.doe("zat", c("beantwoord-vraag"))
    wereld.doe("cjg", c("accepteer"))
    wereld.bezorg("zat")
    overleg, vernomen = wereld.feiten[-2]
    assert (overleg, vernomen.stap, vernomen.houder) == ("cjg", "vraag-beantwoord", "cjg-huis")


def test_a_confirmed_withdrawal_makes_who_asked_the_holder(wereld: Any) -> None:
    bij_cjg(wereld)
    wereld.moet("hco", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    assert houders(wereld)["hco"] == "cjg-huis"
    wereld.moet("cjg", c("bevestig-intrekking"))
    assert set(houders(wereld).values()) == {"veiligheidshuis"}


def test_a_contested_withdrawal_lets_the_work_go_on_and_a_late_outcome_counts(
    wereld: Any,
) -> None:
    bij_cjg(wereld)
    wereld.moet("hco", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    wereld.moet("cjg", c("bestrijd-intrekking"))
    assert wereld.casus("hco").overdragen.uitgaand[0].stand is Stand.GEACCEPTEERD
    wereld.moet("hco", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    assert wereld.casus("hco").overdragen.uitgaand[0].stand is Stand.ACTIE_BEVESTIGD


def test_handing_on_is_linked_and_confirmed_from_the_end(wereld: Any) -> None:
    bij_cjg(wereld)
    wereld.moet("cjg", c("verwijs-door", naar_overleg="loket", **AANBOD))
    assert set(houders(wereld).values()) == {"cjg-huis"}
    wereld.moet("loket", c("accepteer"))
    assert set(houders(wereld).values()) == {"bjz"}
    assert "loket" in wereld.weigert("cjg", c("bevestig-actie", **BEWIJS))
    wereld.moet("loket", c("bevestig-actie", **BEWIJS))
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    wereld.moet("hco", c("sluit-casus", reden="actie-bevestigd"))


def test_giving_back_keeps_the_holder_until_it_is_taken_back(wereld: Any) -> None:
    bij_cjg(wereld)
    wereld.moet("cjg", c("geef-terug", reden="onvoldoende-informatie", **GROND))
    assert set(houders(wereld).values()) == {"cjg-huis"}
    wereld.moet("hco", c("accepteer"))
    assert set(houders(wereld).values()) == {"veiligheidshuis"}
    assert wereld.casus("hco").overdragen.uitgaand[0].stand is Stand.TERUGGEGEVEN
    wereld.moet("cjg", c("sluit-casus", reden="overgenomen"))
    wereld.moet("hco", c("draag-over", naar_overleg="loket", **AANBOD))


def test_a_hand_off_to_who_brought_it_in_arrives_at_its_own_casus(wereld: Any) -> None:
    bij_hco(wereld).bespreek("hco", "overdragen")
    wereld.moet("hco", c("draag-over", naar_overleg="zat", **AANBOD))
    assert wereld.casus("zat").overdragen.inbreng is not None
    wereld.moet("zat", c("accepteer"))
    assert wereld.casus("zat").overdragen.inbreng is None
    assert wereld.casus("zat").herkomst == "aanmelding"


def test_old_news_of_the_holder_is_no_answer_to_a_new_inbreng(wereld: Any) -> None:
    bij_cjg(wereld)
    wereld.moet("cjg", c("verwijs-door", naar_overleg="zat", **AANBOD))
    wereld.doe("zat", c("accepteer"))
    for van in ("zat", "cjg"):
        while wereld.post[van]:
            wereld.bezorg(van)
    assert wereld.post["hco"][0].inhoud.houder == "het-baken"
    wereld.doe("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    wereld.bezorg_alles()
    assert wereld.casus("zat").overdragen.inbreng is not None
    assert [n for n, casus in wereld.casussen.items() if casus and casus.aan_zet] == ["hco"]


def test_an_offer_that_the_gate_stopped_was_never_made(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    wereld.doe("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.bezorg("zat", doorgelaten=False)
    assert wereld.casus("zat").overdragen.uitgaand[0].stand is Stand.NIET_BEZORGD
    wereld.moet("zat", c("draag-over", naar_overleg="loket", **AANBOD))


def test_an_inbreng_that_the_gate_stopped_frees_the_casus(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    wereld.doe("zat", c("breng-in", naar_overleg="hco", vraag="advies", **GROND))
    wereld.bezorg("zat", doorgelaten=False)
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))


def test_a_hand_off_ends_under_the_version_that_it_began_under(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    nieuw = {"versie": wereld.convenant.versie + 1}
    wereld.convenant = wereld.convenant.model_copy(update=nieuw)
    wereld.moet("cjg", c("accepteer"))
    wereld.moet("cjg", c("bevestig-actie", **BEWIJS))
    gevraagd = [f for _, f in wereld.feiten if isinstance(f, VerstrekkingGevraagd)]
    stappen = [f.convenant for f in gevraagd if isinstance(f.inhoud, Overdrachtstap)]
    assert stappen == ["oefenstad@1", "oefenstad@1"]
    wereld.moet("zat", c("sluit-casus", reden="actie-bevestigd"))
    wereld.meld_aan("hco", wereld.regie("hco"), houder="veiligheidshuis")
    assert wereld.casus("hco").convenant == "oefenstad@2"


def test_what_lifts_the_ban_holds_for_the_offer_and_not_for_words_later(wereld: Any) -> None:
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", ontheffing="rechtsvordering", **AANBOD))
    wereld.moet("cjg", c("vraag-terug", toelichting="Wie belt het gezin?"))
    wereld.moet("zat", c("beantwoord-vraag", toelichting="Wij."))
    gevraagd = [f for _, f in wereld.feiten if isinstance(f, VerstrekkingGevraagd) and f.elementen]
    offered, answered = (v for v in gevraagd if (v.van_overleg, v.naar_overleg) == ("zat", "cjg"))
    assert offered.ontheffingen
    assert answered.elementen
    assert answered.ontheffingen == ()
