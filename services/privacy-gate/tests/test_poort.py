"""The gate at work: what it delivers, to whom, under which ids, and what nobody hears."""

import json
from pathlib import Path

import pytest

from contracts.elements import Bewerking, Element, Veld
from contracts.events.privacy_gate import (
    VerstrekkingAfgehandeld,
    VerstrekkingBezorgd,
    VertalingVastgelegd,
)
from contracts.events.verstrekking import (
    Bronbesluit,
    Overdrachtsvraag,
    VerstrekkingGevraagd,
    Weging,
)
from contracts.topics import BESLUITEN, VERTALING, facts, postbus
from contracts.vocabulary import Doel, Domein, Uitkomst
from privacy_gate.domain.verminderen import TERUG_IN_DE_KLAS
from tests.poort.proefpoort import Antwoord, Proefpoort, zonder_cijfertekst
from tests.poort.verzoeken import (
    CASUS,
    JEUGDIGE,
    OP,
    functie,
    id_van,
    inhoud,
    toestemming,
    verzoek,
    weging,
)

ZAT, HCO, CJG = "zat-het-baken", "hco-tilburg", "cjg-tilburg"
COORDINATOR = "het-baken/zat-coordinator"
KETENMANAGER = "veiligheidshuis-tilburg/ketenmanager"
NAAM, GEBOREN, VERZUIM, GEZONDHEID, TEKST = range(5)


@pytest.fixture
def poort(tmp_path: Path) -> Proefpoort:
    return Proefpoort(tmp_path)


def gegevens(poort: Proefpoort, gezondheid: str = "slaapt slecht") -> tuple[Element, ...]:
    values = (
        (Veld.NAAM, "Daan Kanarie"),
        (Veld.GEBOORTEDATUM, "31-05-2010"),
        (Veld.VERZUIM, "drie weken"),
        (Veld.GEZONDHEID, gezondheid),
        (Veld.TOELICHTING, "lees dit eerst"),
    )
    return tuple(poort.verzegeld(n, v, text, COORDINATOR) for n, (v, text) in enumerate(values))


def inbreng(elementen: tuple[Element, ...], *wegingen: Weging) -> VerstrekkingGevraagd:
    return verzoek(
        ZAT,
        HCO,
        *elementen,
        inhoud=inhoud("inbreng"),
        doel=Doel.AFSTEMMING,
        wegingen=wegingen,
    )


def gewogen(elementen: tuple[Element, ...]) -> VerstrekkingGevraagd:
    weighed = weging("9-2", elementen[:TEKST], Domein.VEILIGHEID, functie(COORDINATOR))
    return inbreng(elementen, weighed)


def test_wat_mag_komt_aan_per_zetel_en_verminderd(poort: Proefpoort) -> None:
    got = poort.vraag(gewogen(gegevens(poort))).een(VerstrekkingBezorgd)
    seen = {
        (shared.element.veld, shared.bewerking): (
            poort.lees(shared.element, Domein.VEILIGHEID),
            {str(seat) for seat in shared.zetels},
        )
        for shared in got.elementen
    }
    assert seen[Veld.NAAM, Bewerking.GEEN][0] == "Daan Kanarie"
    assert len(seen[Veld.NAAM, Bewerking.GEEN][1]) == 10
    full, year = (
        seen[Veld.GEBOORTEDATUM, Bewerking.GEEN],
        seen[Veld.GEBOORTEDATUM, Bewerking.GEBOORTEJAAR],
    )
    assert (full[0], year[0]) == ("31-05-2010", "2010")
    assert "rvdk/raadsonderzoeker" in full[1]
    assert "veiligheidshuis/ketenmanager" in year[1]
    assert not full[1] & year[1]
    assert {shared.element.veld for shared in got.elementen} == {
        Veld.NAAM,
        Veld.GEBOORTEDATUM,
        Veld.VERZUIM,
    }


def test_van_een_feit_buiten_school_ziet_de_school_niet_wat_en_van_wie(poort: Proefpoort) -> None:
    agent = "politie-tilburg/jeugdagent"
    offence = poort.verzegeld(
        0, Veld.STRAFRECHTELIJK, "fietsendiefstal", agent, bij=Domein.VEILIGHEID
    )
    asked = inhoud("overdrachtsaanbod").model_copy(
        update={"vraag": Overdrachtsvraag.TERUG_NAAR_SCHOOL}
    )
    request = verzoek(HCO, ZAT, offence, inhoud=asked, bronbesluit=Bronbesluit.WPG_20)
    copies = poort.vraag(request).een(VerstrekkingBezorgd).elementen
    (shared,) = (one for one in copies if "school" in {s.organisatietype for s in one.zetels})
    got = shared.element
    assert {seat.organisatietype for seat in shared.zetels} == {"school"}
    assert (got.veld, got.vastgelegd_door) == (Veld.TERUGKEER, functie(KETENMANAGER))
    assert poort.lees(got, Domein.ONDERWIJS) == TERUG_IN_DE_KLAS
    assert "politie" not in shared.model_dump_json()
    assert "strafrecht" not in shared.model_dump_json()


def test_de_verzender_hoort_per_gegeven_wat_ervan_kwam(poort: Proefpoort) -> None:
    heard = poort.vraag(gewogen(gegevens(poort))).een(VerstrekkingAfgehandeld)
    outcomes = {one.element: one for one in heard.uitkomsten}
    assert heard.doorgelaten
    assert outcomes[id_van(NAAM)].uitkomst is Uitkomst.TOEGESTAAN
    assert outcomes[id_van(GEZONDHEID)].uitkomst is Uitkomst.GEWEIGERD
    assert "V-GEHEIM" in outcomes[id_van(GEZONDHEID)].regels
    assert outcomes[id_van(TEKST)].uitkomst is Uitkomst.BEOORDELING
    assert outcomes[id_van(TEKST)].regels == ("B-VRIJE-TEKST",)


def test_het_besluit_noemt_regels_artikelen_en_vingerafdruk(poort: Proefpoort) -> None:
    decided = poort.vraag(gewogen(gegevens(poort))).besluit
    assert decided.uitkomst is Uitkomst.BEOORDELING
    assert decided.regels == ("I-HEEN",)
    assert "AVG 6(1) en 6(4)" in decided.artikelen
    assert not any("Wbp" in article for article in decided.artikelen)
    assert decided.wegingen == ("w" * 26,)
    assert len(decided.regelset) == 64
    assert decided.omstandigheden["verband"] == "heen"
    kept = {duty.soort: duty.uiterlijk for duty in decided.verplichtingen}
    assert kept["bewaren-tot"] == OP.replace(year=2041)


def test_na_een_later_oordeel_volgt_een_aanvulling_op_dezelfde_casus(poort: Proefpoort) -> None:
    elementen = gegevens(poort)
    first = poort.vraag(inbreng(elementen)).een(VerstrekkingBezorgd)
    assert first.elementen == ()
    weighed = weging("9-2", elementen, Domein.VEILIGHEID, functie(COORDINATOR))
    later = gewogen(elementen).model_copy(
        update={"inhoud": inhoud("aanvulling"), "wegingen": (weighed,), "verstrekking": "y" * 26}
    )
    second = poort.vraag(later).een(VerstrekkingBezorgd)
    assert second.casus == first.casus
    assert Veld.TOELICHTING in {shared.element.veld for shared in second.elementen}


def test_de_ontvanger_hoort_niet_wat_is_geweigerd(poort: Proefpoort) -> None:
    said = poort.vraag(gewogen(gegevens(poort)))
    received = said.tekst(postbus(Domein.VEILIGHEID))
    assert "gezondheid" not in received
    assert "toelichting" not in received
    for shared in (JEUGDIGE, CASUS, "v" * 26, *(id_van(n) for n in range(5))):
        assert shared not in received


def test_geen_waarde_staat_leesbaar_in_het_log(poort: Proefpoort) -> None:
    said = poort.vraag(gewogen(gegevens(poort)))
    everything = b"".join(out.raw for out in said.out).decode()
    for value in ("Daan", "31-05-2010", "2010-", "drie weken", "slaapt", "lees dit"):
        assert value not in everything


def test_wie_alleen_achtergehouden_waarden_wijzigt_verandert_niets(tmp_path: Path) -> None:
    """Two runs that differ in refused values only: every event is the same but for ciphertext."""
    said: list[list[str]] = []
    for run, health in enumerate(("slaapt slecht", "x" * 3000)):
        folder = tmp_path / "keten"
        gate = Proefpoort(folder)
        elementen = gegevens(gate)
        heavier = gate.verzegeld(GEZONDHEID, Veld.GEZONDHEID, health, COORDINATOR)
        changed = (*elementen[:GEZONDHEID], heavier, *elementen[TEKST:])
        answer = gate.vraag(gewogen(changed))
        said.append([zonder_cijfertekst(p) for p in _payloads(answer)])
        if run == 0:
            _vergeet(folder)
    assert said[0] == said[1]


def _payloads(said: Antwoord) -> list[VerstrekkingBezorgd | VerstrekkingAfgehandeld]:
    return [*said.alle(VerstrekkingBezorgd), *said.alle(VerstrekkingAfgehandeld)]


def _vergeet(folder: Path) -> None:
    """Keep the gate's secrets, forget all else that it knew."""
    for file in folder.glob("privacy-gate.sqlite*"):
        file.unlink()


def test_twee_keer_bezorgd_is_een_keer_besloten(poort: Proefpoort) -> None:
    asked = gewogen(gegevens(poort))
    record = poort.hoor(facts("casusoverleg", Domein.ONDERWIJS), CASUS, asked)
    first = poort.gezegd()
    poort.instance.kernel.receive([record])
    assert poort.gezegd().out == []
    assert len(first.alle(VerstrekkingBezorgd)) == 1


def test_na_verlies_van_alle_kennis_geeft_hetzelfde_verzoek_dezelfde_ids(tmp_path: Path) -> None:
    seen = []
    for _ in range(2):
        gate = Proefpoort(tmp_path)
        got = gate.vraag(gewogen(gegevens(gate))).een(VerstrekkingBezorgd)
        ids = [shared.element.id for shared in got.elementen]
        seen.append((got.casus, got.betrokkene, got.verstrekking, got.besluit, ids))
        _vergeet(tmp_path)
    assert seen[0] == seen[1]


def test_een_domein_spreekt_alleen_voor_zichzelf(poort: Proefpoort) -> None:
    asked = gewogen(gegevens(poort))
    poort.hoor(facts("casusoverleg", Domein.ZORG), CASUS, asked)
    assert poort.gezegd().out == []
    (parked,) = poort.instance.kernel.parked()
    assert "van het domein dat het noemt" in parked.reason


def test_een_onbekend_convenant_wacht_tot_het_er_is(poort: Proefpoort) -> None:
    poort.vraag(gewogen(gegevens(poort)).model_copy(update={"convenant": "tilburg@2"}))
    (parked,) = poort.instance.kernel.parked()
    assert "convenant" in parked.reason


def test_wat_niet_mag_wordt_niet_bezorgd_en_de_verzender_hoort_waarom(poort: Proefpoort) -> None:
    asked = verzoek(ZAT, "jco-tilburg", *gegevens(poort), inhoud=inhoud("inbreng"))
    said = poort.vraag(asked)
    assert said.alle(VerstrekkingBezorgd) == []
    heard = said.een(VerstrekkingAfgehandeld)
    assert not heard.doorgelaten
    assert heard.regels == ("GEEN-REGEL",)
    assert {one.uitkomst for one in heard.uitkomsten} == {Uitkomst.GEWEIGERD}
    assert said.besluit.uitkomst is Uitkomst.GEWEIGERD


def test_aan_het_eigen_overleg_blijven_ids_en_zegel(poort: Proefpoort) -> None:
    elementen = gegevens(poort)
    said = poort.vraag(verzoek(ZAT, ZAT, *elementen), "intake")
    got = said.een(VerstrekkingBezorgd)
    assert (got.casus, got.betrokkene, got.verstrekking) == (CASUS, JEUGDIGE, "v" * 26)
    whole = {s.element.id: s.element for s in got.elementen if s.bewerking is Bewerking.GEEN}
    assert whole[id_van(NAAM)] == elementen[NAAM]
    (reduced,) = (s for s in got.elementen if s.bewerking is Bewerking.GEBOORTEJAAR)
    assert reduced.element.id != id_van(GEBOREN)
    assert reduced.element.over == JEUGDIGE
    assert poort.lees(reduced.element, Domein.ONDERWIJS) == "2010"


def test_na_een_aanmelding_wacht_het_antwoord_op_wat_intake_meldde(poort: Proefpoort) -> None:
    said = poort.vraag(verzoek(ZAT, ZAT), "intake")
    answers = [e for topic, e in said.enveloppen if topic == postbus(Domein.ONDERWIJS)]
    assert {envelope.after for envelope in answers} == {f"{facts('intake', Domein.ONDERWIJS)}-0-1"}
    elsewhere = poort.vraag(inbreng(()))
    assert {envelope.after for _, envelope in elsewhere.enveloppen} == {""}


def test_wat_terugkomt_heeft_weer_zijn_eerste_ids(poort: Proefpoort) -> None:
    there = poort.vraag(gewogen(gegevens(poort))).een(VerstrekkingBezorgd)
    (name,) = (s.element for s in there.elementen if s.element.veld is Veld.NAAM)
    back = verzoek(
        HCO,
        ZAT,
        name,
        casus=there.casus,
        betrokkene=there.betrokkene,
        verstrekking="x" * 26,
        inhoud=inhoud("overdrachtsaanbod"),
    )
    got = poort.vraag(back).een(VerstrekkingBezorgd)
    assert (got.casus, got.betrokkene) == (CASUS, JEUGDIGE)
    (shared,) = got.elementen
    assert shared.element.id == id_van(NAAM)
    assert poort.lees(shared.element, Domein.ONDERWIJS) == "Daan Kanarie"


def test_een_verminderde_kopie_komt_niet_terug_als_het_eerste_gegeven(poort: Proefpoort) -> None:
    there = poort.vraag(gewogen(gegevens(poort))).een(VerstrekkingBezorgd)
    (year,) = (s.element for s in there.elementen if s.bewerking is Bewerking.GEBOORTEJAAR)
    back = verzoek(
        HCO,
        CJG,
        year,
        casus=there.casus,
        betrokkene=there.betrokkene,
        inhoud=inhoud("overdrachtsaanbod"),
        doel=Doel.HULPVERLENING,
    )
    got = poort.vraag(back).een(VerstrekkingBezorgd)
    ids = {shared.element.id for shared in got.elementen}
    assert ids.isdisjoint({id_van(GEBOREN), year.id})


def test_elke_koppeling_ligt_verzegeld_vast(poort: Proefpoort) -> None:
    said = poort.vraag(gewogen(gegevens(poort)))
    got = said.een(VerstrekkingBezorgd)
    links = json.loads(poort.ontzegeld(said.een(VertalingVastgelegd)))
    found = {(link["soort"], link["id"]): link["naar_id"] for link in links}
    assert found["casus", CASUS] == got.casus
    assert found["betrokkene", JEUGDIGE] == got.betrokkene
    assert found["verstrekking", "v" * 26] == got.verstrekking
    tokens = {link["naar_domein"]: link["naar_id"] for link in links if link["soort"] == "besluit"}
    assert tokens["veiligheid"] == got.besluit
    assert tokens["onderwijs"] == said.een(VerstrekkingAfgehandeld).besluit
    assert said.besluit.besluit not in tokens.values()
    sealed = said.tekst(VERTALING)
    assert CASUS not in sealed
    assert got.casus not in sealed


def test_een_vernietigde_of_vormloze_waarde_gaat_niet_mee(poort: Proefpoort) -> None:
    formless = poort.verzegeld(GEBOREN, Veld.GEBOORTEDATUM, "ergens in mei", COORDINATOR)
    elementen = (*gegevens(poort)[:1], formless)
    said = poort.vraag(gewogen(elementen))
    shared = {(s.element.veld, s.bewerking) for s in said.een(VerstrekkingBezorgd).elementen}
    assert (Veld.GEBOORTEDATUM, Bewerking.GEEN) in shared
    assert (Veld.GEBOORTEDATUM, Bewerking.GEBOORTEJAAR) not in shared
    assert "R-VORM" in said.tekst(BESLUITEN)
    poort.keys[Domein.ONDERWIJS].destroy(JEUGDIGE)
    again = poort.vraag(gewogen(elementen).model_copy(update={"verstrekking": "z" * 26}))
    assert again.een(VerstrekkingBezorgd).elementen == ()
    heard = again.een(VerstrekkingAfgehandeld)
    assert {one.uitkomst for one in heard.uitkomsten} == {Uitkomst.GEWEIGERD}
    assert "R-VERNIETIGD" in heard.uitkomsten[0].regels


def test_een_ingetrokken_toestemming_neemt_terug_wat_zij_opende(poort: Proefpoort) -> None:
    """Also the reduced copies, which go by ids of their own."""
    door = "jgz-tilburg/jeugdarts"
    hulp = poort.verzegeld(0, Veld.HULP, "gesprekken bij MEE", door)
    consents = tuple(
        toestemming(giver, JEUGDIGE, Doel.ONDERWIJSBEGELEIDING, Domein.ONDERWIJS)
        for giver in ("jeugdige", "vertegenwoordiger")
    )
    asked = verzoek(ZAT, ZAT, hulp, toestemmingen=consents)
    first = {s.element.id: s for s in poort.vraag(asked).een(VerstrekkingBezorgd).elementen}
    withdrawn = tuple(one.model_copy(update={"ingetrokken_op": OP}) for one in consents)
    again = asked.model_copy(update={"toestemmingen": withdrawn, "verstrekking": "x" * 26})
    second = {s.element.id: s for s in poort.vraag(again).een(VerstrekkingBezorgd).elementen}
    assert set(second) == set(first)
    left = {str(seat) for shared in second.values() for seat in shared.zetels}
    assert left == {"jgz/jeugdarts"}
    third = poort.vraag(asked.model_copy(update={"verstrekking": "y" * 26}))
    restored = {s.element.id: s.zetels for s in third.een(VerstrekkingBezorgd).elementen}
    assert restored == {name: shared.zetels for name, shared in first.items()}
