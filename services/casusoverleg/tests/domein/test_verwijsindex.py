"""What a table has with the verwijsindex: its one report, its questions, and its open matches."""

from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg.domain.opschalen.ladder import te_doen, volgende_dag
from casusoverleg.domain.verwijsindex.decide import ontvangen, verwijderd
from casusoverleg.domain.verwijsindex.verwijzing import SPELING, contact_van, vervalt_op
from chain.daden import bespreking
from chain.daden import commando as c
from contracts.covenant import Convenant
from contracts.covenant_agreements import Verwijsindex
from contracts.events.opschaling import HerinneringGegeven
from contracts.events.payload import Payload
from contracts.events.privacy_gate import MatchGemeld
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.events.verwijsindex import MeldingGedaan, MeldingVerwijderd
from contracts.vocabulary import Functie, Organisatietype

REGIE_CJG = Functie(organisatie="cjg-huis", rol="procesregisseur")


@pytest.fixture
def zat(wereld: Any) -> Any:
    """A region in which every table reports."""
    return met_index(wereld, Verwijsindex())


def met_index(wereld: Any, index: Verwijsindex | None) -> Any:
    wereld.convenant = wereld.convenant.model_copy(update={"verwijsindex": index})
    return wereld


def bespreek(wereld: Any, **omst: Any) -> list[str]:
    """A discussion; what was asked of the gate."""
    gezegd = wereld.doe("zat", c("bespreek", **bespreking(wereld.op.isoformat())), **omst)
    wereld.bezorg_alles()
    return gevraagd(gezegd)


def gevraagd(feiten: tuple[Payload, ...]) -> list[str]:
    return [f.inhoud.soort for f in feiten if isinstance(f, VerstrekkingGevraagd)]


def match(wereld: Any, nummer: str = "1") -> str:
    """The gate says that another table reported the child too; gives the number of the match."""
    casus = wereld.casus("zat")
    gemeld = MatchGemeld(
        casus=casus.id,
        overleg="zat",
        melding="m" * 26,
        match=nummer * 26,
        contact=REGIE_CJG,
        regisseur=None,
        besluit="b" * 26,
        op=wereld.op,
    )
    feiten = ontvangen(casus, gemeld, wereld.omst("zat"))
    wereld._gebeurd("zat", feiten)
    return gemeld.match


def test_whoever_is_discussed_is_reported_once(zat: Any) -> None:
    assert bespreek(zat) == ["verwijsmelding"]
    assert zat.casus("zat").verwijsindex.melding.contact == zat.regie("zat")
    assert bespreek(zat) == []
    (gemeld,) = [feit for _, feit in zat.feiten if isinstance(feit, MeldingGedaan)]
    assert gemeld.contact == zat.regie("zat")


@pytest.mark.parametrize("index", [None, Verwijsindex(meldt=("hco",))])
def test_where_it_was_not_agreed_nobody_reports_or_asks(
    wereld: Any, index: Verwijsindex | None
) -> None:
    met_index(wereld, index)
    assert bespreek(wereld) == []
    assert wereld.casus("zat").verwijsindex.melding is None
    assert "meldt volgens het convenant niets" in wereld.weigert("zat", c("vraag-verwijsindex"))


@pytest.mark.parametrize(("leeftijd", "gemeld"), [(22, ["verwijsmelding"]), (23, [])])
def test_who_is_23_is_not_reported(zat: Any, leeftijd: int, gemeld: list[str]) -> None:
    assert bespreek(zat, leeftijd=leeftijd) == gemeld


def test_what_the_gate_refused_is_not_in_the_index(zat: Any) -> None:
    zat.doe("zat", c("bespreek", **bespreking(zat.op.isoformat())))
    zat.bezorg("zat", doorgelaten=False)
    assert zat.casus("zat").verwijsindex.melding is None
    assert "niet in de verwijsindex" in zat.weigert("zat", c("verwijder-melding"))


def test_taken_out_on_request_and_reported_again_when_discussed_again(zat: Any) -> None:
    bespreek(zat)
    zat.moet("zat", c("verwijder-melding"))
    assert zat.casus("zat").verwijsindex.melding is None
    (weg,) = [feit for _, feit in zat.feiten if isinstance(feit, MeldingVerwijderd)]
    assert (weg.reden, weg.door) == ("op-verzoek", zat.regie("zat"))
    assert bespreek(zat) == ["verwijsmelding"]


def test_a_question_goes_through_the_gate_also_without_a_report(zat: Any) -> None:
    assert gevraagd(zat.doe("zat", c("vraag-verwijsindex"))) == ["verwijsvraag"]
    (vraag,) = zat.casus("zat").verwijsindex.bevragingen
    assert vraag.antwoord is None


@pytest.mark.parametrize(
    "op", [date(2026, 3, 2), date(2028, 2, 29), date(2026, 2, 28), date(2027, 12, 31)]
)
def test_a_report_goes_out_within_two_years(zat: Any, op: date) -> None:
    zat.op = op
    bespreek(zat)
    casus, tot = zat.casus("zat"), vervalt_op(op)
    same_day = op.replace(day=28) if (op.month, op.day) == (2, 29) else op
    assert tot == same_day.replace(year=op.year + 2) - SPELING
    assert not casus.verwijsindex.verlopen(tot - timedelta(days=1))
    assert casus.verwijsindex.verlopen(tot)
    zat.op = tot
    weg, verzoek = verwijderd(casus, zat.omst("zat"), None)
    assert isinstance(weg, MeldingVerwijderd)
    assert (weg.reden, weg.door) == ("termijn", None)
    assert gevraagd((verzoek,)) == ["verwijsverwijdering"]


def test_a_match_stays_open_until_it_is_recorded_what_was_agreed(zat: Any) -> None:
    assert "geen match open" in zat.weigert("zat", c("volg-match-op", opvolging="geen-gehoor"))
    match(zat)
    vast = {"opvolging": "geen-gehoor", "uitkomst": "samen-een-plan"}
    assert "Zonder contact" in zat.weigert("zat", c("volg-match-op", **vast))
    zat.moet("zat", c("volg-match-op", opvolging="geen-gehoor"))
    assert len(zat.casus("zat").verwijsindex.open_matches) == 1
    zat.moet("zat", c("volg-match-op", **vast | {"opvolging": "contact-gelegd"}))
    assert zat.casus("zat").verwijsindex.open_matches == ()


def test_of_two_open_matches_one_is_chosen(zat: Any) -> None:
    eerste, tweede = match(zat, "1"), match(zat, "2")
    gedaan = {"opvolging": "contact-gelegd", "uitkomst": "geen-vervolg-nodig"}
    assert "kies welke" in zat.weigert("zat", c("volg-match-op", **gedaan))
    zat.moet("zat", c("volg-match-op", match=eerste, **gedaan))
    assert [m.id for m in zat.casus("zat").verwijsindex.open_matches] == [tweede]
    assert "niet open" in zat.weigert("zat", c("volg-match-op", match=eerste, **gedaan))


def herinnerd(wereld: Any, dagen: int) -> list[date]:
    """On which days of the coming ones the clock reminds of a match; nobody is called in."""
    gevonden = []
    for _ in range(dagen):
        wereld.later(1)
        rooster = wereld.omst("zat").rooster
        feiten = [
            feit
            for feit in te_doen(wereld.casus("zat"), rooster, wereld.op)
            if getattr(feit, "klok", None) == "match-opvolgen"
        ]
        wereld._gebeurd("zat", tuple(feiten))
        assert all(isinstance(feit, HerinneringGegeven) for feit in feiten)
        gevonden += [wereld.op] * len(feiten)
    return gevonden


def test_an_open_match_is_reminded_of_and_again_when_nobody_was_reached(zat: Any) -> None:
    match(zat)  # on Monday 2 March; five working days go by until the 9th
    assert herinnerd(zat, 30) == [date(2026, 3, 10)]
    zat.moet("zat", c("volg-match-op", opvolging="geen-gehoor"))  # on 1 April, before Easter
    assert herinnerd(zat, 30) == [date(2026, 4, 11)]
    zat.moet("zat", c("volg-match-op", opvolging="contact-gelegd", uitkomst="waren-al-in-contact"))
    assert herinnerd(zat, 30) == []


def test_a_closed_casus_still_has_the_clock_of_its_match(zat: Any) -> None:
    bespreek(zat)
    zat.moet("zat", c("stel-uitkomst-vast", uitkomst="sluiten"))
    match(zat)
    zat.moet("zat", c("sluit-casus", reden="geen-vervolg"))
    assert zat.casus("zat").gesloten_op
    dag = volgende_dag(zat.casus("zat"), zat.omst("zat").rooster, zat.op)
    assert dag == date(2026, 3, 10)
    zat.moet("zat", c("volg-match-op", opvolging="contact-gelegd", uitkomst="samen-een-plan"))


def test_closing_takes_no_report_out_and_the_regie_still_can(zat: Any) -> None:
    bespreek(zat)
    zat.moet("zat", c("stel-uitkomst-vast", uitkomst="sluiten"))
    zat.moet("zat", c("sluit-casus", reden="geen-vervolg"))
    assert zat.casus("zat").verwijsindex.melding is not None
    zat.moet("zat", c("verwijder-melding"))
    assert zat.casus("zat").verwijsindex.melding is None


def test_the_contact_is_never_where_being_known_says_something(convenant: Convenant) -> None:
    assert str(contact_van("hco", convenant)) == "veiligheidshuis/ketenmanager"
    soorten = {"veiligheidshuis": Organisatietype.OM, "rmc": Organisatietype.RMC}
    assert str(contact_van("hco", _met(convenant, soorten))) == "rmc/rmc-coordinator"
    soorten["rmc"] = Organisatietype.HALT
    elke = Verwijsindex(elke_match_naar="gemeente/regisseur")
    niemand = _met(convenant, soorten)
    assert contact_van("hco", niemand) is None
    gevraagd = niemand.model_copy(update={"verwijsindex": elke})
    assert str(contact_van("hco", gevraagd)) == "gemeente/regisseur"


def _met(convenant: Convenant, soorten: dict[str, Organisatietype]) -> Convenant:
    organisaties = {
        naam: een.model_copy(update={"type": soorten.get(naam, een.type)})
        for naam, een in convenant.organisaties.items()
    }
    return convenant.model_copy(update={"organisaties": organisaties})
