"""What people fill in that cannot be: each is told why, and nothing is changed by it."""

from typing import Any

import pytest

from casusoverleg.domain.fold import vouw
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.verstrekken.horen import hoor
from chain.daden import AANBOD, GROND, bespreking, bevestiging, uitvoering
from chain.daden import commando as c
from contracts.events.privacy_gate import (
    Verplichting,
    VerstrekkingAfgehandeld,
    VerstrekkingBezorgd,
)
from contracts.events.verstrekking import Overdrachtstap, VerstrekkingGevraagd
from contracts.vocabulary import Functie

GISTEREN, VANDAAG, MORGEN = "2026-03-01", "2026-03-02", "2026-03-03"
ONBEKEND = "9" * 26
MW = "mw/schoolmaatschappelijk-werker"
MW_ZETEL = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")
VRAAG = {"vraag": "is-de-jeugdige-besproken", **GROND}
TOESTEMMING = {
    "door": "vertegenwoordiger",
    "doel": "hulpverlening",
    "categorieen": ["identificatie"],
    "ontvangers": ["zorg"],
}
VERZET = {"gronden": "Liever niet."}
OORDEEL = {"oordeel": "gegrond", "motivering": "Ja."}
VERZUIM = {"veld": "verzuim", "tekst": "Tien uur.", "doel": "onderwijsbegeleiding"}


@pytest.mark.parametrize(
    ("plan", "zegt"),
    [
        (
            uitvoering("politie/jeugdagent", VANDAAG, MORGEN),
            "De uitvoerder moet een zetel aan dit overleg hebben.",
        ),
        (uitvoering(MW, VANDAAG, VANDAAG), "Het plan eindigt voordat het begint."),
    ],
)
def test_a_plan_is_for_a_seat_and_lasts(wereld: Any, plan: dict[str, str], zegt: str) -> None:
    wereld.bespreek("zat", "eigen-plan")
    assert wereld.weigert("zat", c("stel-plan-vast", **plan)) == zegt
    wereld.moet("zat", c("stel-plan-vast", **uitvoering(MW, VANDAAG, MORGEN)))


@pytest.mark.parametrize(
    ("stap", "velden", "zegt"),
    [
        (
            "leg-toestemming-vast",
            TOESTEMMING | {"gegeven_op": MORGEN},
            "Toestemming die nog gegeven moet worden telt niet.",
        ),
        ("teken-verzet-aan", VERZET | {"op": MORGEN}, "Verzet dat nog moet komen telt niet."),
        (
            "leg-vernietigingsverzoek-vast",
            {"gevraagd_door": "jeugdige", "op": MORGEN},
            "Een verzoek dat nog moet komen, kan niet worden vastgelegd.",
        ),
    ],
)
def test_what_is_still_to_come_did_not_happen(
    wereld: Any, stap: str, velden: dict[str, Any], zegt: str
) -> None:
    assert wereld.weigert("zat", c(stap, **velden)) == zegt
    vandaag = {name: VANDAAG if value == MORGEN else value for name, value in velden.items()}
    wereld.moet("zat", c(stap, **vandaag))


def test_the_day_of_today_is_not_still_to_come(wereld: Any) -> None:
    wereld.moet("zat", c("agendeer", vergadering=VANDAAG))
    assert "verleden" in wereld.weigert("zat", c("agendeer", vergadering=GISTEREN))
    wereld.moet("zat", c("bespreek", **bespreking(VANDAAG)))
    assert "nog komt" in wereld.weigert("zat", c("bespreek", **bespreking(MORGEN)))
    afspraak = {"soort": "eerste-gesprek", "uitvoerder": MW, "start": VANDAAG}
    wereld.moet("zat", c("maak-afspraak", beoogd_einde=VANDAAG, **afspraak))
    eerder = c("maak-afspraak", beoogd_einde=GISTEREN, **afspraak)
    assert wereld.weigert("zat", eerder) == "De afspraak eindigt voordat zij begint."


def test_consent_is_withdrawn_once_and_only_what_was_given(wereld: Any) -> None:
    for _ in range(2):
        wereld.moet("zat", c("leg-toestemming-vast", **TOESTEMMING, gegeven_op=VANDAAG))
    een, ander = (t.id for t in wereld.casus("zat").vastleggen.toestemmingen)
    wereld.moet("zat", c("trek-toestemming-in", toestemming=een))
    for weg in (een, ONBEKEND):
        assert wereld.weigert("zat", c("trek-toestemming-in", toestemming=weg)) == (
            "Die toestemming is er niet, of is al ingetrokken."
        )
    wereld.moet("zat", c("trek-toestemming-in", toestemming=ander))
    assert wereld.weigert("zat", c("trek-toestemming-in", toestemming=een)) == (
        "Er is geen toestemming die ingetrokken kan worden."
    )


def test_an_objection_is_decided_on_by_its_own_name(wereld: Any) -> None:
    wereld.moet("zat", c("teken-verzet-aan", **VERZET, op=VANDAAG))
    assert wereld.weigert("zat", c("beoordeel-verzet", verzet=ONBEKEND, **OORDEEL)) == (
        "Dat verzet wacht hier niet op een besluit."
    )


def test_only_who_recorded_it_corrects_it(wereld: Any) -> None:
    wereld.moet("zat", c("voeg-informatie-toe", **VERZUIM), MW_ZETEL)
    element = wereld.casus("zat").elementen[-1].id
    verbeter = c("corrigeer-informatie", element=element, tekst="Elf uur.")
    assert wereld.weigert("zat", verbeter) == "Corrigeren doet wie het heeft vastgelegd."
    wereld.moet("zat", verbeter, MW_ZETEL)


@pytest.fixture
def moet_inlichten(wereld: Any) -> str:
    """The ZAT offered it, and must tell the family of that; gives the name of this obligation."""
    wereld.moet("zat", c("bespreek", **bespreking(VANDAAG)))
    wereld.doe("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    gevraagd = wereld.post["zat"][-1]
    feit = VerstrekkingAfgehandeld(
        verstrekking=gevraagd.verstrekking,
        casus=gevraagd.casus,
        naar_overleg="cjg",
        doorgelaten=True,
        uitkomsten=(),
        regels=(),
        verplichtingen=(Verplichting(soort="informeren", artikel="Wbp 34", uiterlijk=None),),
        besluit="b" * 26,
        op=wereld.op,
    )
    wereld.casussen["zat"] = vouw(((feit, wereld.op),), wereld.casus("zat"))
    (plicht,) = wereld.casus("zat").nakomen.plichten
    naam: str = plicht.naam
    return naam


def test_who_does_not_inform_the_family_says_for_what_interest(
    wereld: Any, moet_inlichten: str
) -> None:
    zie_af = {"plicht": moet_inlichten, "reden": "Dat is gevaarlijk."}
    assert wereld.weigert("zat", c("zie-af-van-verplichting", **zie_af)) == (
        "Kies voor welk belang de betrokkene niet wordt ingelicht (artikel 43)."
    )
    anders = f"{ONBEKEND}.informeren"
    for stap, velden in (
        ("zie-af-van-verplichting", {"reden": "Ja."}),
        ("kom-verplichting-na", {"op": VANDAAG}),
    ):
        assert wereld.weigert("zat", c(stap, plicht=anders, **velden)) == (
            "Die verplichting staat hier niet voor u open."
        )
    wereld.moet("zat", c("zie-af-van-verplichting", **zie_af, belang="strafbare-feiten"))


def test_a_table_asks_where_the_covenant_says(wereld: Any) -> None:
    assert wereld.weigert("zat", c("stel-navraag", naar_overleg="cjg", **VRAAG)) == (
        "Volgens het convenant doet dit overleg daar geen navraag."
    )


def test_an_answer_is_to_a_question_that_waits_and_about_somebody_who_is_known(
    wereld: Any,
) -> None:
    vraag = VRAAG | {"vraag": "is-hulp-voor-de-ouders-begonnen"}
    wereld.moet("zat", c("stel-navraag", naar_overleg="hco", **vraag))
    (navraag,) = wereld.casus("hco").vastleggen.navragen
    antwoord = {"antwoord": "nee", **GROND}
    assert wereld.weigert("hco", c("beantwoord-navraag", navraag=ONBEKEND, **antwoord)) == (
        "Die navraag wacht hier niet op antwoord."
    )
    for welke in ({}, {"navraag": navraag.id}):
        vreemd = c("beantwoord-navraag", persoon=ONBEKEND, **welke, **antwoord)
        assert wereld.weigert("hco", vreemd) == "Die persoon is in deze casus onbekend."
    wereld.moet("hco", c("beantwoord-navraag", navraag=navraag.id, **antwoord))


@pytest.fixture
def bij_cjg(wereld: Any) -> Any:
    """The ZAT handed it over to the CJG."""
    wereld.bespreek("zat", "overdragen")
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("cjg", c("accepteer"))
    return wereld


def test_it_is_not_handed_on_to_who_handed_it_over(bij_cjg: Any) -> None:
    assert bij_cjg.weigert("cjg", c("verwijs-door", naar_overleg="zat", **AANBOD)) == (
        "Daar komt de casus vandaan; geef hem terug."
    )
    bij_cjg.moet("cjg", c("verwijs-door", naar_overleg="loket", **AANBOD))


def test_a_step_is_of_a_hand_off_of_this_casus(bij_cjg: Any) -> None:
    gedaan = bevestiging(VANDAAG)
    assert bij_cjg.weigert("cjg", c("bevestig-actie", overdracht=ONBEKEND, **gedaan)) == (
        "Deze casus heeft zo'n overdracht niet."
    )
    assert "is geen actie die gedaan is" in bij_cjg.weigert(
        "cjg", c("bevestig-actie", **bevestiging(MORGEN))
    )
    bij_cjg.moet("cjg", c("bevestig-actie", **gedaan))


def test_news_of_a_hand_off_that_is_not_here_cannot_have_been_sent_rightly(bij_cjg: Any) -> None:
    stap = next(
        f
        for _, f in bij_cjg.feiten
        if isinstance(f, VerstrekkingGevraagd) and isinstance(f.inhoud, Overdrachtstap)
    )
    bezorgd = VerstrekkingBezorgd(
        verstrekking=stap.verstrekking,
        casus=bij_cjg.casus("zat").id,
        betrokkene=stap.betrokkene,
        leeftijdsband=stap.leeftijdsband,
        convenant=stap.convenant,
        van_overleg="cjg",
        naar_overleg="zat",
        door=stap.door,
        inhoud=stap.inhoud.model_copy(update={"overdracht": ONBEKEND}),
        elementen=(),
        besluit="b" * 26,
        op=bij_cjg.op,
    )
    for casus, zegt in (
        (bij_cjg.casus("zat"), "Nieuws over een overdracht die hier niet is."),
        (None, "Nieuws over een casus die hier niet is."),
    ):
        assert hoor(casus, bezorgd, bij_cjg.omst("zat")) == Weigering(zegt)


def test_a_table_discusses_before_it_hands_over_and_a_desk_has_nobody_to_discuss_with(
    wereld: Any,
) -> None:
    draag_over = c("draag-over", naar_overleg="cjg", **AANBOD)
    assert wereld.weigert("zat", draag_over) == ("De casus is in dit overleg nog niet besproken.")
    wereld.meld_aan("loket", wereld.regie("loket"), houder="bjz")
    wereld.moet("loket", draag_over)


def test_of_what_was_given_back_and_taken_back_nothing_is_asked_any_more(bij_cjg: Any) -> None:
    bij_cjg.moet("cjg", c("geef-terug", reden="buiten-de-doelgroep", **GROND))
    bij_cjg.moet("zat", c("accepteer"))
    (teruggave,) = bij_cjg.casus("zat").overdragen.inkomend
    for tafel, stap, velden in (
        ("zat", "bevestig-actie", bevestiging(VANDAAG)),
        ("zat", "geef-tussenbericht", {}),
        ("zat", "verwijs-door", {"naar_overleg": "loket", **AANBOD}),
        ("zat", "geef-terug", {"reden": "buiten-de-doelgroep", **GROND}),
        ("cjg", "vraag-intrekking", {"reden": "er-is-al-hulp-elders"}),
    ):
        assert bij_cjg.weigert(tafel, c(stap, overdracht=teruggave.id, **velden)) == (
            "Deze teruggave is afgerond."
        )


def test_that_somebody_is_known_is_said_by_the_step_that_says_so() -> None:
    with pytest.raises(ValueError, match="Meld bekendheid met de stap daarvoor"):
        c("voeg-informatie-toe", **VERZUIM | {"veld": "bekend-bij-politie"})


@pytest.mark.parametrize(
    ("stap", "velden", "ander"),
    [
        ("verwijs-door", {"naar_overleg": "loket", **AANBOD}, "loket"),
        ("geef-terug", {"reden": "buiten-de-doelgroep", **GROND}, "zat"),
    ],
)
def test_what_was_offered_on_is_confirmed_by_the_next_one_first(
    bij_cjg: Any, stap: str, velden: dict[str, Any], ander: str
) -> None:
    gedaan = c("bevestig-actie", **bevestiging(VANDAAG))
    wacht = f"Wacht op {ander}, waaraan de casus is aangeboden of doorgegeven."
    bij_cjg.moet("cjg", c(stap, **velden))
    assert bij_cjg.weigert("cjg", gedaan) == wacht
    bij_cjg.moet(ander, c("weiger", reden="geen-plaats"))
    bij_cjg.moet("cjg", gedaan)


def test_while_an_offer_is_out_nothing_else_moves_it(bij_cjg: Any) -> None:
    open_aan_loket = "Er staat nog een overdracht open aan loket."
    bij_cjg.moet("cjg", c("verwijs-door", naar_overleg="loket", **AANBOD))
    for stap in (
        c("geef-terug", reden="buiten-de-doelgroep", **GROND),
        c("verwijs-door", naar_overleg="loket", **AANBOD),
    ):
        assert bij_cjg.weigert("cjg", stap) == open_aan_loket
    bij_cjg.moet("zat", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    assert bij_cjg.weigert("cjg", c("bevestig-intrekking")) == open_aan_loket
    bij_cjg.moet("loket", c("weiger", reden="geen-plaats"))
    bij_cjg.moet("cjg", c("bevestig-intrekking"))
