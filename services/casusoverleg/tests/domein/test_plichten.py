"""What opens an obligation, whose it is, and what closes it."""

from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg.domain.fold import vouw
from chain.daden import AANBOD, bespreking
from chain.daden import commando as c
from contracts.events.naleving import Plichtsoort
from contracts.events.privacy_gate import Verplichting, VerstrekkingAfgehandeld
from contracts.events.verstrekking import Elementuitkomst, VerstrekkingGevraagd
from contracts.vocabulary import Functie, Uitkomst

LATER = AANBOD | {"informeren": "bij-eerste-contact"}
INFORMEREN = Verplichting(soort="informeren", artikel="Wbp 34", uiterlijk=None)
VASTLEGGEN = Verplichting(
    soort="vastleggen-bij-bron", artikel="Wjsg 39j", uiterlijk=date(2030, 3, 2)
)


def gevraagd(wereld: Any, overleg: str = "zat") -> VerstrekkingGevraagd:
    """The last request of a table to another."""
    alle = [f for van, f in wereld.feiten if van == overleg and isinstance(f, VerstrekkingGevraagd)]
    return next(v for v in reversed(alle) if v.naar_overleg != overleg)


def handel_af(
    wereld: Any, *verplichtingen: Verplichting, uitkomst: Uitkomst = Uitkomst.TOEGESTAAN
) -> None:
    """The gate answers the last request."""
    asked = gevraagd(wereld)
    feit = VerstrekkingAfgehandeld(
        verstrekking=asked.verstrekking,
        casus=asked.casus,
        naar_overleg=asked.naar_overleg,
        doorgelaten=True,
        uitkomsten=tuple(
            Elementuitkomst(element=e.id, uitkomst=uitkomst, regels=("T-X",))
            for e in asked.elementen
        ),
        regels=("I-HEEN",),
        verplichtingen=verplichtingen,
        besluit="b" * 26,
        op=wereld.op,
    )
    wereld.casussen["zat"] = vouw(((feit, wereld.op),), wereld.casus("zat"))


@pytest.fixture
def aangeboden(wereld: Any) -> Any:
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    wereld.doe("zat", c("draag-over", naar_overleg="cjg", **LATER))
    return wereld


def test_what_the_gate_says_must_be_done_is_open_and_of_who_asked(aangeboden: Any) -> None:
    handel_af(aangeboden, INFORMEREN)
    (plicht,) = aangeboden.casus("zat").nakomen.plichten
    assert (plicht.soort, plicht.stand) == (Plichtsoort.INFORMEREN, "open")
    assert plicht.eigenaar == aangeboden.regie("zat")
    assert plicht.naar_overleg == "cjg"


def test_the_same_is_done_once_for_a_receiver(aangeboden: Any) -> None:
    handel_af(aangeboden, INFORMEREN)
    handel_af(aangeboden, INFORMEREN)
    assert len(aangeboden.casus("zat").nakomen.plichten) == 1


def test_a_casus_is_kept_until_its_last_date(aangeboden: Any) -> None:
    for year in (2041, 2043, 2042):
        until = Verplichting(soort="bewaren-tot", artikel="Wbp 10", uiterlijk=date(year, 3, 2))
        handel_af(aangeboden, until)
    (plicht,) = aangeboden.casus("zat").nakomen.plichten
    assert plicht.uiterlijk == date(2043, 3, 2)
    assert not plicht.met_de_hand


def test_a_source_has_the_term_of_the_covenant_not_that_of_its_record(aangeboden: Any) -> None:
    handel_af(aangeboden, VASTLEGGEN)
    (plicht,) = aangeboden.casus("zat").nakomen.plichten
    termijnen = aangeboden.convenant.termijnen
    later = plicht.uiterste_dag(termijnen, lambda op, days: op + timedelta(days=days))
    assert later == aangeboden.op + timedelta(days=termijnen.nakomen)


def test_a_correction_that_the_gate_stops_stays_open(aangeboden: Any) -> None:
    handel_af(aangeboden)
    (element,) = aangeboden.casus("zat").elementen
    aangeboden.doe("zat", c("corrigeer-informatie", element=element.id, tekst="Kim"))
    handel_af(aangeboden, uitkomst=Uitkomst.GEWEIGERD)
    (plicht,) = aangeboden.casus("zat").nakomen.plichten
    assert (plicht.soort, plicht.stand) == (Plichtsoort.CORRECTIE, "open")
    handel_af(aangeboden)
    (plicht,) = aangeboden.casus("zat").nakomen.plichten
    assert plicht.stand == "gedaan"


def test_who_got_nothing_hears_of_no_correction(aangeboden: Any) -> None:
    handel_af(aangeboden, uitkomst=Uitkomst.GEWEIGERD)
    (element,) = aangeboden.casus("zat").elementen
    feiten = aangeboden.doe("zat", c("corrigeer-informatie", element=element.id, tekst="Kim"))
    assert [f.naar_overleg for f in feiten if isinstance(f, VerstrekkingGevraagd)] == ["zat"]


def test_only_who_must_see_to_it_or_who_directs_can_close_it(aangeboden: Any) -> None:
    handel_af(aangeboden, INFORMEREN)
    (plicht,) = aangeboden.casus("zat").nakomen.plichten
    gedaan = c("kom-verplichting-na", plicht=plicht.naam, op="2026-03-02")
    ander = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")
    assert aangeboden.weigert("zat", gedaan, ander)
    morgen = c("kom-verplichting-na", plicht=plicht.naam, op="2026-03-03")
    assert aangeboden.weigert("zat", morgen) == "Wat nog moet gebeuren is niet nagekomen."
    aangeboden.moet("zat", gedaan)
    assert aangeboden.weigert("zat", gedaan)


def test_after_a_justified_objection_every_request_says_so(aangeboden: Any) -> None:
    handel_af(aangeboden)
    verzet = c("teken-verzet-aan", gronden="ik wil dit niet", op="2026-03-02")
    aangeboden.moet("zat", verzet)
    (een,) = aangeboden.casus("zat").nakomen.verzetten
    assert een.uiterlijk == date(2026, 3, 30)
    besluit = c("beoordeel-verzet", verzet=een.id, oordeel="gegrond", motivering="ja")
    ander = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")
    assert aangeboden.weigert("zat", besluit, ander)
    beoordeeld, eigen, melding = aangeboden.doe("zat", besluit)
    assert beoordeeld.gegrond
    assert (eigen.naar_overleg, eigen.verzet) == ("zat", (een.over,))
    assert (melding.naar_overleg, melding.elementen) == ("cjg", ())
    assert melding.inhoud.reden == "verzet"
    assert aangeboden.weigert("zat", besluit)


def test_an_objection_against_consent_is_told_to_nobody(wereld: Any) -> None:
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    wereld.doe("zat", c("draag-over", naar_overleg="cjg", **{**LATER, "grond": "a"}))
    handel_af(wereld)
    wereld.moet("zat", c("teken-verzet-aan", gronden="liever niet", op="2026-03-02"))
    (een,) = wereld.casus("zat").nakomen.verzetten
    besluit = c("beoordeel-verzet", verzet=een.id, oordeel="gegrond", motivering="ja")
    feiten = wereld.doe("zat", besluit)
    assert [f.naar_overleg for f in feiten if isinstance(f, VerstrekkingGevraagd)] == ["zat"]
