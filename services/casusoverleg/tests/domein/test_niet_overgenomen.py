"""A file that lay at a table to be offered closes by itself when that lets it go, and no other."""

from collections.abc import Callable
from typing import Any

import pytest

from casusoverleg.domain.stappen.circumstances import functie_van
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.verwijsindex.verwijzing import Match
from chain.daden import AANBOD, GROND, bespreking, bevestiging
from chain.daden import commando as c
from contracts.elements import Bewerking, GedeeldElement
from contracts.events.casusoverleg import CasusAfgesloten
from contracts.events.naleving import Plichtsoort
from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.events.verstrekking import (
    Inbreng,
    Overdrachtsaanbod,
    Overdrachtsvraag,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import Relatie
from infra.testing.nested import put_in

Deed = Callable[[Any], None]
HULP = {
    "soort": "eerste-gesprek",
    "uitvoerder": "mw/maatschappelijk-werker",
    "start": "2026-03-03",
    "beoogd_einde": "2026-03-10",
}


def bied_aan(wereld: Any, naar: str = "cjg") -> None:
    wereld.moet("zat", c("draag-over", naar_overleg=naar, **AANBOD))


@pytest.fixture
def aangeboden(wereld: Any) -> Any:
    """The ZAT offered a casus to the CJG."""
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    bied_aan(wereld)
    return wereld


def weiger(wereld: Any) -> None:
    wereld.moet("cjg", c("weiger", reden="geen-plaats"))


def weiger_na_een_vraag(wereld: Any) -> None:
    wereld.moet("cjg", c("vraag-terug", toelichting="Is er haast?"))
    wereld.moet("zat", c("beantwoord-vraag", toelichting="Nee."))
    weiger(wereld)


def weiger_zonder_op_antwoord_te_wachten(wereld: Any) -> None:
    wereld.moet("cjg", c("vraag-terug"))
    weiger(wereld)
    assert "wacht" not in wereld.weigert("zat", c("beantwoord-vraag"))


def weiger_na_bespreking(wereld: Any) -> None:
    wereld.moet("cjg", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("cjg", c("meld-bekendheid", bekend="nee"))
    weiger(wereld)


def trek_in(wereld: Any) -> None:
    wereld.moet("zat", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    assert wereld.casus("cjg").open
    wereld.moet("cjg", c("bevestig-intrekking"))


def weiger_na_bestreden_intrekking(wereld: Any) -> None:
    wereld.moet("zat", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    wereld.moet("cjg", c("bestrijd-intrekking"))
    assert wereld.casus("cjg").open
    weiger(wereld)


def weiger_terwijl_de_ander_intrekt(wereld: Any) -> None:
    wereld.doe("zat", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    wereld.doe("cjg", c("weiger", reden="geen-plaats"))
    wereld.bezorg_alles()


WEGEN = (
    weiger,
    weiger_na_een_vraag,
    weiger_zonder_op_antwoord_te_wachten,
    weiger_na_bespreking,
    trek_in,
    weiger_na_bestreden_intrekking,
    weiger_terwijl_de_ander_intrekt,
)


def gesloten(wereld: Any, overleg: str) -> list[CasusAfgesloten]:
    return [
        feit for van, feit in wereld.feiten if van == overleg and isinstance(feit, CasusAfgesloten)
    ]


@pytest.mark.parametrize("laat_gaan", WEGEN)
def test_what_was_only_offered_closes_there_and_nowhere_else(
    aangeboden: Any, laat_gaan: Deed
) -> None:
    laat_gaan(aangeboden)
    (feit,) = gesloten(aangeboden, "cjg")
    assert (feit.reden, feit.houder) == ("niet-overgenomen", "het-baken")
    cjg, zat = aangeboden.casus("cjg"), aangeboden.casus("zat")
    assert (cjg.open, cjg.niet_overgenomen, cjg.houder) == (False, True, "het-baken")
    assert (zat.open, zat.aan_zet, zat.houder) == (True, True, "het-baken")
    assert gesloten(aangeboden, "zat") == []


def test_no_seat_can_open_or_weigh_anything_of_it(aangeboden: Any) -> None:
    cjg = aangeboden.casus("cjg")
    regie = aangeboden.regie("cjg")
    soort = aangeboden.convenant.zetelsoort(regie)
    assert cjg.te_openen(regie, soort)
    weiger(aangeboden)
    cjg = aangeboden.casus("cjg")
    assert (cjg.te_openen(regie, soort), cjg.te_wegen()) == ((), ())
    assert "opnieuw doen" in aangeboden.weigert("cjg", c("heropen-casus"))


def accepteer_en_geef_terug(wereld: Any) -> None:
    wereld.moet("cjg", c("accepteer"))
    wereld.moet("zat", c("vraag-intrekking", reden="er-is-al-hulp-elders"))
    wereld.moet("cjg", c("bevestig-intrekking"))


def ligt_er_nog_van_eerder(wereld: Any) -> None:
    accepteer_en_geef_terug(wereld)
    bied_aan(wereld)
    weiger(wereld)


def heeft_hem_ook_van_een_ander(wereld: Any) -> None:
    """A second offer, from another table, waits still."""
    ander = put_in(wereld.casus("cjg").overdragen.inkomend[0], id="2" * 26)
    cjg = wereld.casus("cjg")
    met = {"overdrachten": (*cjg.overdragen.overdrachten, ander)}
    wereld.casussen["cjg"] = put_in(cjg, **met)
    wereld.moet("cjg", c("weiger", reden="geen-plaats", overdracht=cjg.overdragen.inkomend[0].id))


@pytest.mark.parametrize(
    "deed", [accepteer_en_geef_terug, ligt_er_nog_van_eerder, heeft_hem_ook_van_een_ander]
)
def test_what_was_taken_over_or_still_waits_stays_open(aangeboden: Any, deed: Deed) -> None:
    deed(aangeboden)
    cjg = aangeboden.casus("cjg")
    assert (cjg.open, cjg.niet_overgenomen, gesloten(aangeboden, "cjg")) == (True, False, [])
    regie = aangeboden.regie("cjg")
    assert cjg.te_openen(regie, aangeboden.convenant.zetelsoort(regie))


def test_what_was_taken_over_before_closes_again_and_stays_the_tables_own(
    aangeboden: Any,
) -> None:
    accepteer_en_geef_terug(aangeboden)
    aangeboden.moet("cjg", c("sluit-casus", reden="overgenomen"))
    bied_aan(aangeboden)
    assert aangeboden.casus("cjg").open
    weiger(aangeboden)
    cjg = aangeboden.casus("cjg")
    assert (cjg.open, cjg.niet_overgenomen) == (False, False)
    assert "bewaard tot" in aangeboden.weigert("cjg", c("bereid-vernietiging-voor"))


def test_a_casus_that_lay_at_the_table_already_stays_open(wereld: Any) -> None:
    """It was brought in at the HCO; the CJG hands it over to that same HCO, which declines."""
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("zat", c("breng-in", naar_overleg="hco", vraag="bespreken", **GROND))
    hco = wereld.casus("hco")
    assert (hco.open, hco.alleen_aangeboden) == (True, False)
    wereld.moet("hco", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("hco", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("cjg", c("accepteer"))
    wereld.moet("cjg", c("geef-terug", reden="buiten-de-doelgroep", **GROND))
    wereld.moet("hco", c("weiger", reden="geen-plaats"))
    assert wereld.casus("hco").open
    assert wereld.casus("hco").houder == wereld.casus("cjg").houder == "cjg-huis"


def test_brought_in_while_an_offer_waits_it_is_the_tables_own(aangeboden: Any) -> None:
    (aanbod,) = (
        feit
        for _, feit in aangeboden.feiten
        if isinstance(feit, VerstrekkingGevraagd) and isinstance(feit.inhoud, Overdrachtsaanbod)
    )
    inbreng = Inbreng(vraag=Overdrachtsvraag.BESPREKEN, houder="het-baken")
    ingebracht = {"inhoud": inbreng, "verstrekking": "6" * 26}
    aangeboden.post["zat"].append(aanbod.model_copy(update=ingebracht))
    aangeboden.bezorg_alles()
    weiger(aangeboden)
    cjg = aangeboden.casus("cjg")
    assert (cjg.open, cjg.alleen_aangeboden) == (True, False)


def met_afspraak(wereld: Any) -> Commando:
    wereld.moet("cjg", c("maak-afspraak", **HULP))
    return c("rond-afspraak-af", afloop="vervallen")


def met_match(wereld: Any) -> Commando:
    cjg = wereld.casus("cjg")
    match = Match(
        id="3" * 26,
        contact=functie_van("bjz/casemanager"),
        sinds=wereld.op,
        uiterlijk=wereld.op,
    )
    wereld.casussen["cjg"] = put_in(cjg, matches=(match,))
    return c("volg-match-op", opvolging="contact-gelegd", uitkomst="samen-een-plan")


@pytest.mark.parametrize("begin", [met_afspraak, met_match])
def test_what_still_waits_for_the_table_is_done_first(
    aangeboden: Any, begin: Callable[[Any], Commando]
) -> None:
    afronden = begin(aangeboden)
    weiger(aangeboden)
    assert aangeboden.casus("cjg").open
    aangeboden.moet("cjg", afronden)
    assert aangeboden.casus("cjg").niet_overgenomen


def test_a_question_of_another_table_is_answered_first(aangeboden: Any) -> None:
    hco = {"naar_overleg": "hco", "vraag": "bespreken", **GROND}
    weiger(aangeboden)
    aangeboden.moet("zat", c("breng-in", **hco))
    aangeboden.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    aangeboden.moet("hco", c("bespreek", **bespreking("2026-03-02")))
    aangeboden.moet("hco", c("draag-over", naar_overleg="cjg", **AANBOD))
    vraag = {"naar_overleg": "cjg", "vraag": "is-de-jeugdige-besproken", **GROND}
    aangeboden.moet("hco", c("stel-navraag", **vraag))
    weiger(aangeboden)
    assert aangeboden.casus("cjg").open
    seat = functie_van("mw/maatschappelijk-werker")
    aangeboden.moet("cjg", c("beantwoord-navraag", antwoord="nee", **GROND), seat)
    assert aangeboden.casus("cjg").niet_overgenomen


@pytest.mark.parametrize("daarna", ["accepteer", "weiger"])
def test_offered_again_it_is_open_and_its_end_is_that_of_the_new_offer(
    aangeboden: Any, daarna: str
) -> None:
    weiger(aangeboden)
    bied_aan(aangeboden)
    cjg = aangeboden.casus("cjg")
    assert (cjg.open, cjg.niet_overgenomen) == (True, False)
    reden = {"reden": "geen-plaats"} if daarna == "weiger" else {}
    aangeboden.moet("cjg", c(daarna, **reden))
    cjg = aangeboden.casus("cjg")
    assert (cjg.open, cjg.niet_overgenomen) == (daarna == "accepteer", daarna == "weiger")
    assert cjg.houder == aangeboden.casus("zat").houder


def test_what_comes_in_afterwards_opens_nothing(aangeboden: Any) -> None:
    weiger(aangeboden)
    (element,) = aangeboden.casus("zat").elementen
    aangeboden.moet("zat", c("corrigeer-informatie", element=element.id, tekst="Anders"))
    cjg = aangeboden.casus("cjg")
    assert (cjg.open, cjg.niet_overgenomen) == (False, True)


def vernietig(wereld: Any, **meer: Any) -> GegevensVernietigd:
    for verzoek in wereld.casus("cjg").verstrekken.verzoeken:
        wereld.afgehandeld("cjg", verzoek.verstrekking)
    wereld.doe("cjg", c("bereid-vernietiging-voor"), **meer)
    besluit = wereld.doe("cjg", c("vernietig", onomkeerbaar=True), **meer)
    assert isinstance(besluit, tuple), besluit
    (feit,) = besluit
    assert isinstance(feit, GegevensVernietigd)
    return feit


@pytest.mark.parametrize("laat_gaan", WEGEN)
def test_it_may_be_erased_on_the_same_day(aangeboden: Any, laat_gaan: Deed) -> None:
    laat_gaan(aangeboden)
    feit = vernietig(aangeboden)
    assert feit.grond is Vernietigingsgrond.NIET_OVERGENOMEN
    assert feit.personen == (aangeboden.casus("cjg").betrokkene,)
    assert aangeboden.casus("cjg").gedeeld == ()
    assert aangeboden.casus("zat").elementen


def test_another_casus_of_the_child_keeps_its_keys_and_does_not_keep_this_one(
    aangeboden: Any,
) -> None:
    weiger(aangeboden)
    cjg = aangeboden.casus("cjg")
    (gedeeld,) = cjg.gedeeld
    ouder = gedeeld.element.model_copy(update={"over": "4" * 26, "relatie": Relatie.OUDER})
    extra = GedeeldElement(element=ouder, bewerking=Bewerking.GEEN, zetels=())
    aangeboden.casussen["cjg"] = put_in(cjg, gedeeld=(gedeeld, extra))
    loopt = {"id": "5" * 26, "gesloten_op": None, "gedeeld": (gedeeld,)}
    feit = vernietig(aangeboden, andere=(put_in(cjg, **loopt),))
    assert feit.personen == ("4" * 26,)


def test_the_objection_of_another_table_is_met_by_it_and_an_own_one_is_not(
    aangeboden: Any,
) -> None:
    for verzoek in aangeboden.casus("zat").verstrekken.verzoeken:
        aangeboden.afgehandeld("zat", verzoek.verstrekking, ging=True)
    aangeboden.moet("zat", c("teken-verzet-aan", gronden="liever niet", op="2026-03-02"))
    verzet = aangeboden.casus("zat").nakomen.verzetten[0].id
    besluit = {"verzet": verzet, "oordeel": "gegrond", "motivering": "terecht"}
    aangeboden.moet("zat", c("beoordeel-verzet", **besluit))
    weiger(aangeboden)
    open_ = [p.soort for p in aangeboden.casus("cjg").nakomen.plichten if p.open]
    assert open_ == [Plichtsoort.VERZET]
    aangeboden.moet("cjg", c("teken-verzet-aan", gronden="ook hier niet", op="2026-03-02"))
    reden = aangeboden.weigert("cjg", c("bereid-vernietiging-voor"))
    assert "nog een verplichting open" in reden
    eigen = {"verzet": aangeboden.casus("cjg").nakomen.verzetten[0].id, "oordeel": "ongegrond"}
    aangeboden.moet("cjg", c("beoordeel-verzet", **eigen, motivering="het gaat al weg"))
    vernietig(aangeboden)
    assert not any(p.open for p in aangeboden.casus("cjg").nakomen.plichten)


def test_what_was_reported_here_stays_the_tables_own_whoever_offers_it_later(
    aangeboden: Any,
) -> None:
    aangeboden.moet("cjg", c("accepteer"))
    aangeboden.moet("cjg", c("bevestig-actie", **bevestiging("2026-03-02")))
    aangeboden.moet("zat", c("sluit-casus", reden="actie-bevestigd"))
    aangeboden.bespreek("cjg", "overdragen")
    aangeboden.moet("cjg", c("draag-over", naar_overleg="zat", **AANBOD))
    zat = aangeboden.casus("zat")
    assert (zat.open, zat.alleen_aangeboden) == (True, True)
    aangeboden.moet("zat", c("weiger", reden="geen-plaats"))
    zat, regie = aangeboden.casus("zat"), aangeboden.regie("zat")
    assert (zat.open, zat.niet_overgenomen) == (False, False)
    assert zat.te_openen(regie, aangeboden.convenant.zetelsoort(regie))
    aangeboden.moet("zat", c("heropen-casus"))
