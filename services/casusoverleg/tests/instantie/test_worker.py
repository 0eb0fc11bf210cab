"""What comes in and what goes out, over the real kernel and SQLite."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from casusoverleg import store
from chain.daden import AANBOD, GROND, bespreking
from contracts.elements import Veld
from contracts.envelope import parse
from contracts.events import casusoverleg as feiten
from contracts.events.registry import payload_of
from contracts.events.table import form_of
from contracts.events.verstrekking import (
    Aanvulling,
    Bespreking,
    Houdermelding,
    VerstrekkingGevraagd,
)
from contracts.topics import facts
from contracts.vocabulary import Domein, Leeftijdsband, Uitkomst

ZAT, HCO, CJG = (
    "het-baken/zat-coordinator",
    "veiligheidshuis/ketenmanager",
    "cjg-huis/procesregisseur",
)

Maak = Callable[[Domein], Any]


def van_soort(said: list[Any], soort: type[Any]) -> list[Any]:
    return [feit for feit in said if isinstance(feit, soort)]


def bespreek(tafels: Any, functie: str, overleg: str, uitkomst: str) -> None:
    tafels.stap(functie, overleg, "bespreek", **bespreking("2026-03-02"))
    tafels.stap(functie, overleg, "stel-uitkomst-vast", uitkomst=uitkomst)


def casus_van(tafels: Any, id_: str) -> Any:
    with tafels.parts.database.reading() as session:
        return store.load_dossier(session, id_).casus


def test_a_report_is_opened_once(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    zat.meld_aan("zat", ZAT, naam="Kim Kanarie")
    (geopend,) = zat.gezegd()
    assert isinstance(geopend, feiten.CasusGeopend)
    assert (geopend.herkomst, geopend.houder) == ("aanmelding", "het-baken")


def test_what_the_gate_delivered_before_the_report_was_heard_is_not_lost(
    instantie: Maak,
) -> None:
    voor, na = instantie(Domein.ONDERWIJS), instantie(Domein.ZORG)
    feit = voor.meld_aan("zat", ZAT, naam="Kim Kanarie")
    voor.deel(feit, ZAT)
    na.deel(feit, ZAT)
    assert casus_van(na, feit.casus) is None
    na.hoor(facts("intake", Domein.ZORG), feit)
    assert casus_van(na, feit.casus) == casus_van(voor, feit.casus)


def test_a_case_goes_from_school_to_hco_to_cjg_and_the_school_hears_it(
    instantie: Maak, casus_id: Callable[[str], str]
) -> None:
    zat, hco, cjg = (instantie(d) for d in (Domein.ONDERWIJS, Domein.VEILIGHEID, Domein.ZORG))
    zat.meld_aan("zat", ZAT, naam="Kim Kanarie")
    bespreek(zat, ZAT, "zat", "verder-bespreken")
    zat.stap(ZAT, "zat", "breng-in", naarOverleg="hco", vraag="bespreken", **GROND)
    (inbreng,) = van_soort(zat.gezegd(), VerstrekkingGevraagd)
    zat.bezorg(inbreng, hco)
    (geopend,) = hco.gezegd()
    assert (geopend.herkomst, geopend.houder, geopend.weg, geopend.school) == (
        "inbreng",
        "het-baken",
        "zat-naar-hco",
        "het-baken",
    )

    bespreek(hco, HCO, "hco", "overdragen")
    hco.stap(HCO, "hco", "draag-over", naarOverleg="cjg", **AANBOD)
    (aanbod,) = van_soort(hco.gezegd(), VerstrekkingGevraagd)
    assert aanbod.inhoud.houder == "het-baken"
    hco.bezorg(aanbod, cjg)
    cjg.gezegd()

    cjg.stap(CJG, "cjg", "accepteer")
    gewijzigd, stap = cjg.gezegd()
    assert (gewijzigd.stap, gewijzigd.houder) == ("geaccepteerd", "cjg-huis")
    cjg.bezorg(stap, hco)
    vernomen, melding = hco.gezegd()
    assert vernomen.houder == "cjg-huis"
    assert isinstance(melding.inhoud, Houdermelding)
    hco.bezorg(melding, zat)
    nieuws, beantwoord = zat.gezegd()
    assert isinstance(nieuws, feiten.HouderVernomen)
    assert isinstance(beantwoord, feiten.InbrengBeantwoord)
    assert {nieuws.houder, beantwoord.houder, casus_van(zat, casus_id("zat")).houder} == {
        "cjg-huis"
    }


def test_a_record_that_comes_twice_is_taken_in_once(instantie: Maak) -> None:
    zat, hco = instantie(Domein.ONDERWIJS), instantie(Domein.VEILIGHEID)
    zat.meld_aan("zat", ZAT)
    bespreek(zat, ZAT, "zat", "verder-bespreken")
    zat.stap(ZAT, "zat", "breng-in", naarOverleg="hco", vraag="bespreken", **GROND)
    (inbreng,) = van_soort(zat.gezegd(), VerstrekkingGevraagd)
    record = zat.bezorg(inbreng, hco)
    hco.kernel.receive([record])
    assert len(hco.gezegd()) == 1


def test_news_of_a_hand_off_that_is_not_here_is_parked(instantie: Maak) -> None:
    zat, cjg = instantie(Domein.ONDERWIJS), instantie(Domein.ZORG)
    zat.meld_aan("zat", ZAT)
    bespreek(zat, ZAT, "zat", "overdragen")
    zat.stap(ZAT, "zat", "draag-over", naarOverleg="cjg", **AANBOD)
    zat.stap(ZAT, "zat", "vraag-intrekking", reden="er-is-al-hulp-elders")
    _, intrekking = van_soort(zat.gezegd(), VerstrekkingGevraagd)
    zat.bezorg(intrekking, cjg)
    (parked,) = cjg.kernel.parked()
    assert "niet" in parked.reason
    assert cjg.gezegd() == []


def test_what_is_recorded_at_a_table_is_sealed_and_put_before_the_gate(
    instantie: Maak, casus_id: Callable[[str], str]
) -> None:
    hco = instantie(Domein.VEILIGHEID)
    hco.meld_aan("hco", "politie/jeugdagent")
    hco.gezegd()
    hco.stap("novadic/behandelaar", "hco", "meld-bekendheid", bekend="ja")
    gemeld, gevraagd = hco.gezegd()
    assert isinstance(gemeld, feiten.BekendheidGemeld)
    assert gemeld.element.veld is Veld.BEKEND_BIJ_VERSLAVINGSZORG
    assert hco.parts.keys.open(gemeld.element.waarde, gemeld.element.id) == "ja"
    assert isinstance(gevraagd.inhoud, Bespreking)
    assert gevraagd.elementen == (gemeld.element,)
    eigen = hco.als("novadic/behandelaar").get(f"/v1/casussen/{casus_id('hco')}").json()
    ander = hco.als("mw/maatschappelijk-werker").get(f"/v1/casussen/{casus_id('hco')}")
    politie = hco.als("politie/jeugdagent").get(f"/v1/casussen/{casus_id('hco')}").json()
    assert "ja" in [e["waarde"] for e in eigen["elementen"]]
    assert ander.status_code == 404
    assert "ja" not in [e["waarde"] for e in politie["elementen"]]


def test_a_person_weighs_what_the_gate_left_and_the_gate_is_asked_again(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = zat.meld_aan("zat", ZAT, toelichting="Komt vaak te laat.")
    zat.deel(feit, ZAT)
    bespreek(zat, ZAT, "zat", "overdragen")
    zat.stap(ZAT, "zat", "draag-over", naarOverleg="cjg", **AANBOD)
    (aanbod,) = van_soort(zat.gezegd(), VerstrekkingGevraagd)
    zat.handel_af(aanbod, Uitkomst.BEOORDELING)
    (gevraagd,) = zat.gezegd()
    assert (str(gevraagd.aan), gevraagd.verstrekking) == (ZAT, aanbod.verstrekking)
    assert gevraagd.elementen == tuple(e.id for e in aanbod.elementen)
    oordeel = {
        "verstrekking": aanbod.verstrekking,
        "oordeel": "verstrekken",
        "artikel": "43",
        "belang": "bescherming-van-betrokkene-of-anderen",
        "noodzaak": "De hulp kan anders niet beginnen.",
        "proportionaliteit": "Ja.",
        "subsidiariteit": "Nee.",
        "gronden": "Het kan niet wachten.",
        "geldigTot": "2026-06-01",
    }
    zat.stap(ZAT, "zat", "leg-weging-vast", **oordeel)
    gewogen, aanvulling = zat.gezegd()
    assert gewogen.weging.elementen == tuple(e.id for e in feit.elementen)
    noodzaak = gewogen.weging.noodzaak
    assert zat.parts.keys.open(noodzaak, gewogen.weging.id) == oordeel["noodzaak"]
    assert aanvulling.inhoud == Aanvulling(bij=aanbod.verstrekking, vraag=aanbod.inhoud.vraag)
    assert (aanvulling.doel, aanvulling.grond) == (aanbod.doel, aanbod.grond)
    assert aanvulling.wegingen == (gewogen.weging,)


TOESTEMMING = {
    "door": "jeugdige",
    "doel": "hulpverlening",
    "categorieen": ["hulpverleningsgeschiedenis"],
    "ontvangers": ["veiligheid"],
    "gegevenOp": "2026-03-01",
}


def test_changed_consent_is_asked_about_as_it_was_recorded_and_after_what_intake_asked(
    instantie: Maak,
) -> None:
    hco = instantie(Domein.VEILIGHEID)
    feit = hco.meld_aan("hco", "politie/jeugdagent", politiecontact="aangetroffen")
    record = hco.vraag_als_intake(feit, bronbesluit="wpg-20", acuut_gevaar=True)
    hco.stap("politie/jeugdagent", "hco", "meld-bekendheid", bekend="ja", bronbesluit="wpg-20")
    hco.stap("novadic/behandelaar", "hco", "meld-bekendheid", bekend="nee")
    hco.uitgegaan()
    hco.stap(HCO, "hco", "leg-toestemming-vast", **TOESTEMMING)
    vastgelegd, *opnieuw = hco.uitgegaan()
    gevraagd: list[Any] = [payload_of(event) for event in opnieuw]
    assert [(v.bronbesluit, v.acuut_gevaar, str(v.door)) for v in gevraagd] == [
        ("wpg-20", True, "politie/jeugdagent"),
        ("wpg-20", False, "politie/jeugdagent"),
        ("geen", False, "novadic/behandelaar"),
    ]
    assert [e.veld for v in gevraagd for e in v.elementen] == [
        "naam",
        "politiecontact",
        "bekend-bij-politie",
        "bekend-bij-verslavingszorg",
    ]
    assert len({v.verstrekking for v in gevraagd}) == 3
    assert {event.awaited for event in opnieuw} == {(parse(record.raw).id,)}
    assert vastgelegd.type == form_of(feiten.ToestemmingVastgelegd).type


def test_consent_that_changed_before_intakes_request_was_heard_is_put_before_the_gate(
    instantie: Maak,
) -> None:
    hco = instantie(Domein.VEILIGHEID)
    feit = hco.meld_aan("hco", "politie/jeugdagent", politiecontact="aangetroffen")
    hco.stap(HCO, "hco", "leg-toestemming-vast", **TOESTEMMING)
    assert van_soort(hco.gezegd(), VerstrekkingGevraagd) == []
    record = hco.vraag_als_intake(feit, bronbesluit="wpg-20")
    (event,) = hco.uitgegaan()
    gevraagd: Any = payload_of(event)
    assert (gevraagd.bronbesluit, len(gevraagd.toestemmingen)) == ("wpg-20", 1)
    assert event.awaited == (parse(record.raw).id,)
    hco.kernel.receive([record])
    assert hco.gezegd() == []


def test_what_the_notifier_asked_is_no_request_of_intake(instantie: Maak) -> None:
    hco = instantie(Domein.VEILIGHEID)
    feit = hco.meld_aan("hco", "politie/jeugdagent", politiecontact="aangetroffen")
    record = hco.vraag_als_intake(feit, bronbesluit="wpg-20")
    asked: Any = payload_of(parse(record.raw))
    hco.stap(HCO, "hco", "leg-toestemming-vast", **TOESTEMMING)
    hco.uitgegaan()
    own = asked.model_copy(update={"verstrekking": "z" * 26, "elementen": ()})
    hco.kernel.receive([hco.hoor(facts("notifier", Domein.VEILIGHEID), own)])
    assert hco.gezegd() == []
    hco.stap(HCO, "hco", "leg-toestemming-vast", **TOESTEMMING)
    assert {event.awaited for event in hco.uitgegaan()} == {(parse(record.raw).id,)}


def test_whom_danger_threatens_and_that_consent_cannot_be_asked_is_put_before_the_gate(
    instantie: Maak,
) -> None:
    zat = instantie(Domein.ONDERWIJS)
    zat.meld_aan("zat", ZAT)
    bespreek(zat, ZAT, "zat", "overdragen")
    danger = {"acuutGevaar": True, "gevaarVoor": "ander", "toestemmingOnmogelijk": True}
    zat.stap(ZAT, "zat", "draag-over", naarOverleg="cjg", **AANBOD, **danger)
    (aanbod,) = van_soort(zat.gezegd(), VerstrekkingGevraagd)
    asked = (aanbod.acuut_gevaar, aanbod.gevaar_voor, aanbod.toestemming_onmogelijk)
    assert asked == (True, "ander", True)


def test_what_an_offence_has_to_do_with_school_is_recorded_with_it(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    zat.meld_aan("zat", ZAT)
    zat.gezegd()
    fields = {"veld": "politiecontact", "tekst": "ruit ingegooid", "doel": "onderwijsbegeleiding"}
    zat.stap(ZAT, "zat", "voeg-informatie-toe", **fields, schoolverband=True)
    (feit,) = van_soort(zat.gezegd(), feiten.InformatieToegevoegd)
    assert feit.element.schoolverband


def test_the_age_band_is_that_of_the_day_of_disclosure(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    zat.meld_aan("zat", ZAT, geboortedatum="2010-03-04")
    bespreek(zat, ZAT, "zat", "overdragen")
    zat.clock.set(zat.clock.now() + timedelta(days=2))
    zat.stap(ZAT, "zat", "draag-over", naarOverleg="cjg", **AANBOD)
    (aanbod,) = van_soort(zat.gezegd(), VerstrekkingGevraagd)
    assert aanbod.leeftijdsband is Leeftijdsband.VANAF_16
