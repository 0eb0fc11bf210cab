"""The verwijsindex: the same child at two tables, and what either side hears of the other."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from contracts.events.intake import VerwijstokenVerzegeld
from contracts.events.privacy_gate import MatchGemeld, VerstrekkingBezorgd
from contracts.events.verstrekking import (
    Inhoud,
)
from contracts.topics import VERTALING, facts, postbus
from contracts.verwijsindex import (
    Verwijsantwoord,
    Verwijsmelding,
    Verwijsverwijdering,
    Verwijsvraag,
)
from contracts.vocabulary import Domein, Functie
from tests.poort.proefpoort import Antwoord, Proefpoort
from tests.poort.verzoeken import functie, inhoud, tilburg, verzoek

ZAT, ANDER_ZAT, HCO, CJG, JCO = (
    "zat-het-baken",
    "zat-de-vaart",
    "hco-tilburg",
    "cjg-tilburg",
    "jco-tilburg",
)
BSN, ANDER_BSN = "123456782", "111222333"
ZORGREGISSEUR = functie("gemeente-tilburg/zorgregisseur")


class Keten:
    """Tables that report to the index; every casus and every child has ids of its own."""

    def __init__(self, folder: Path) -> None:
        self.poort = Proefpoort(folder)
        self._numbers: Iterator[int] = count(1)

    def id(self, soort: str) -> str:
        return f"{soort}{next(self._numbers):025d}"

    def kent(self, kind: str, overleg: str, bsn: str, casus: str = "c" * 26) -> Antwoord:
        """Intake reported a child with a BSN to a table."""
        domein = tilburg().overleggen[overleg].domein
        token = self.poort.tokens.token_van(bsn, kind)
        said = VerwijstokenVerzegeld(casus=casus, betrokkene=kind, token=token)
        self.poort.hoor(facts("intake", domein), casus, said)
        return self.poort.gezegd()

    def vraagt(self, casus: str, kind: str, overleg: str, wat: Inhoud) -> Antwoord:
        asked = verzoek(overleg, overleg, inhoud=wat).model_copy(
            update={"casus": casus, "betrokkene": kind, "verstrekking": self.id("v")}
        )
        return self.poort.vraag(asked)

    def meldt(self, casus: str, kind: str, overleg: str, door: Functie | None = None) -> Antwoord:
        contact = door or tilburg().overleggen[overleg].functies()[0]
        return self.vraagt(casus, kind, overleg, Verwijsmelding(melding=self.id("m"), door=contact))


@pytest.fixture
def keten(tmp_path: Path) -> Keten:
    return Keten(tmp_path)


def _gemeld(said: Antwoord) -> dict[str, MatchGemeld]:
    return {one.overleg: one for one in said.alle(MatchGemeld)}


def test_twee_overleggen_melden_hetzelfde_kind_en_horen_elkaars_contact(keten: Keten) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.kent("jz" * 13, CJG, BSN)
    assert _gemeld(keten.meldt("ca" * 13, "ja" * 13, ZAT)) == {}
    said = keten.meldt("cz" * 13, "jz" * 13, CJG)
    heard = _gemeld(said)
    assert heard[ZAT].contact == functie("cjg-tilburg/procesregisseur")
    assert heard[CJG].contact == functie("het-baken/zat-coordinator")
    assert (heard[ZAT].casus, heard[CJG].casus) == ("ca" * 13, "cz" * 13)
    assert (heard[ZAT].regisseur, heard[CJG].regisseur) == (None, ZORGREGISSEUR)


def test_geen_kenmerk_van_het_ene_domein_staat_in_de_post_van_het_andere(keten: Keten) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.kent("jz" * 13, CJG, BSN)
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    said = keten.meldt("cz" * 13, "jz" * 13, CJG)
    heard = _gemeld(said)
    post = {d: said.tekst(postbus(d)) for d in (Domein.ONDERWIJS, Domein.ZORG)}
    for own, other in (("ca" * 13, Domein.ZORG), ("cz" * 13, Domein.ONDERWIJS)):
        assert own not in post[other]
    assert heard[ZAT].match != heard[CJG].match
    assert heard[ZAT].besluit != heard[CJG].besluit
    assert heard[CJG].match not in post[Domein.ONDERWIJS]
    assert "overleg" in post[Domein.ONDERWIJS]
    assert CJG not in post[Domein.ONDERWIJS].replace("cjg-tilburg/", "").replace(
        '"organisatie":"cjg-tilburg"', ""
    )


def test_een_ander_kind_is_geen_match_ook_niet_een_broer_of_zus(keten: Keten) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.kent("jz" * 13, CJG, ANDER_BSN)
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    assert _gemeld(keten.meldt("cz" * 13, "jz" * 13, CJG)) == {}


def test_ook_twee_overleggen_van_een_domein(keten: Keten) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    heard = _gemeld(keten.meldt("cb" * 13, "ja" * 13, ANDER_ZAT))
    assert set(heard) == {ZAT, ANDER_ZAT}
    assert heard[ZAT].match != heard[ANDER_ZAT].match


def test_twee_casussen_aan_een_overleg_zijn_geen_match(keten: Keten) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    assert _gemeld(keten.meldt("cb" * 13, "ja" * 13, ZAT)) == {}


def _ingebracht(keten: Keten) -> VerstrekkingBezorgd:
    """The ZAT brings its casus to the HCO, which knows it under ids of its own."""
    asked = verzoek(ZAT, HCO, inhoud=inhoud("inbreng")).model_copy(
        update={"casus": "ca" * 13, "betrokkene": "ja" * 13}
    )
    return keten.poort.vraag(asked).een(VerstrekkingBezorgd)


def test_wie_een_casus_van_elkaar_kreeg_kent_elkaar_en_een_derde_hoort_van_beide(
    keten: Keten,
) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    at_hco = _ingebracht(keten)
    assert _gemeld(keten.meldt(at_hco.casus, at_hco.betrokkene, HCO)) == {}
    keten.kent("jz" * 13, CJG, BSN)
    said = keten.meldt("cz" * 13, "jz" * 13, CJG)
    assert sorted(one.overleg for one in said.alle(MatchGemeld)) == sorted((CJG, ZAT, CJG, HCO))


def test_zonder_bsn_geen_match_en_dat_wordt_gezegd(keten: Keten) -> None:
    keten.kent("jz" * 13, CJG, BSN)
    keten.meldt("cz" * 13, "jz" * 13, CJG)
    said = keten.meldt("ca" * 13, "ja" * 13, ZAT)
    assert _gemeld(said) == {}
    content = said.een(VerstrekkingBezorgd).inhoud
    assert isinstance(content, Verwijsmelding)
    assert not content.op_bsn


def test_een_token_dat_later_komt_vindt_wat_er_al_gemeld_was(keten: Keten) -> None:
    keten.kent("jz" * 13, CJG, BSN)
    keten.meldt("cz" * 13, "jz" * 13, CJG)
    assert _gemeld(keten.meldt("ca" * 13, "ja" * 13, ZAT)) == {}
    said = keten.kent("ja" * 13, ZAT, BSN, casus="ca" * 13)
    assert set(_gemeld(said)) == {ZAT, CJG}
    assert len([o for o in said.out if o.topic == VERTALING]) == 1
    assert _gemeld(keten.kent("ja" * 13, ZAT, BSN)) == {}


def test_een_match_die_al_gemeld_was_wordt_door_een_token_niet_nog_eens_gemeld(
    keten: Keten,
) -> None:
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    assert set(_gemeld(keten.meldt("cb" * 13, "ja" * 13, ANDER_ZAT))) == {ZAT, ANDER_ZAT}
    assert _gemeld(keten.kent("ja" * 13, ZAT, BSN)) == {}
    keten.kent("jz" * 13, CJG, BSN)
    said = keten.meldt("cz" * 13, "jz" * 13, CJG)
    assert sorted(one.overleg for one in said.alle(MatchGemeld)) == sorted(
        (CJG, ZAT, CJG, ANDER_ZAT)
    )


def test_wat_verwijderd_is_geeft_geen_match_meer(keten: Keten) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.kent("jz" * 13, CJG, BSN)
    said = keten.meldt("ca" * 13, "ja" * 13, ZAT)
    (bezorgd,) = said.alle(VerstrekkingBezorgd)
    assert isinstance(bezorgd.inhoud, Verwijsmelding)
    keten.vraagt("ca" * 13, "ja" * 13, ZAT, Verwijsverwijdering(melding=bezorgd.inhoud.melding))
    assert _gemeld(keten.meldt("cz" * 13, "jz" * 13, CJG)) == {}


def _antwoord(said: Antwoord) -> Verwijsantwoord:
    content = said.een(VerstrekkingBezorgd).inhoud
    assert isinstance(content, Verwijsvraag)
    assert content.antwoord is not None
    return content.antwoord


def test_wie_vraagt_hoort_ja_of_nee_en_wie_hij_belt(keten: Keten) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.kent("jz" * 13, CJG, BSN)
    vraag = Verwijsvraag(bevraging="b" * 26)
    assert _antwoord(keten.vraagt("cz" * 13, "jz" * 13, CJG, vraag)) == Verwijsantwoord(
        bekend=False, op_bsn=True
    )
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    said = keten.vraagt("cz" * 13, "jz" * 13, CJG, vraag)
    assert _antwoord(said).contacten == (functie("het-baken/zat-coordinator"),)
    assert _gemeld(said) == {}
    assert not _antwoord(keten.vraagt("cq" * 13, "jq" * 13, CJG, vraag)).op_bsn


def test_het_om_meldt_onder_de_naam_van_een_ander_aan_het_overleg(keten: Keten) -> None:
    refused = keten.meldt("cj" * 13, "jj" * 13, JCO)
    assert not refused.besluit.doorgelaten
    assert refused.besluit.regels == ("I-VERWIJSCONTACT",)
    raad = functie("rvdk/raadsonderzoeker")
    assert keten.meldt("cj" * 13, "jj" * 13, JCO, raad).besluit.doorgelaten


def test_een_token_staat_nergens_leesbaar(keten: Keten, tmp_path: Path) -> None:
    tokens = keten.poort.tokens
    keten.kent("ja" * 13, ZAT, BSN)
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    sealed = tokens.token_van(BSN, "ja" * 13)
    token = tokens.seal.open(sealed, "ja" * 13)
    keten.poort.parts.database.close()
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("privacy-gate.sqlite*"))
    assert b"verwijsindex.melding" in stored
    assert token.encode() not in stored


def _bewaart(folder: Path) -> set[str]:
    """What the gate keeps for the index."""
    with closing(sqlite3.connect(folder / "privacy-gate.sqlite")) as database:
        kinds = database.execute("select kind from document where kind like 'verwijsindex.%'")
        return {kind for (kind,) in kinds}


def test_wie_vernietigd_is_geeft_geen_match_meer(keten: Keten, tmp_path: Path) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    assert _bewaart(tmp_path) == {"verwijsindex.kind", "verwijsindex.melding"}
    for _ in range(2):
        keten.poort.vernietig(Domein.ONDERWIJS, "ca" * 13, "ja" * 13)
        assert _bewaart(tmp_path) == set()
    keten.kent("jz" * 13, CJG, BSN)
    assert _gemeld(keten.meldt("cz" * 13, "jz" * 13, CJG)) == {}


def test_ook_opnieuw_opgebouwd_uit_het_logboek_is_er_niets_terug(tmp_path: Path) -> None:
    tokens = Keten(tmp_path).poort.tokens
    sealed = tokens.token_van(BSN, "ja" * 13)
    said = VerwijstokenVerzegeld(casus="ca" * 13, betrokkene="ja" * 13, token=sealed)
    for _ in range(2):
        for file in tmp_path.glob("privacy-gate.sqlite*"):
            file.unlink()
        keten = Keten(tmp_path)
        keten.poort.hoor(facts("intake", Domein.ONDERWIJS), "ca" * 13, said)
        keten.meldt("ca" * 13, "ja" * 13, ZAT)
        keten.poort.vernietig(Domein.ONDERWIJS, "ca" * 13, "ja" * 13)
        tokens.forget("ja" * 13)
        assert _bewaart(tmp_path) == set()
        keten.kent("jz" * 13, CJG, BSN)
        assert _gemeld(keten.meldt("cz" * 13, "jz" * 13, CJG)) == {}


def test_een_ander_domein_dat_het_kind_nog_heeft_houdt_zijn_melding(
    keten: Keten, tmp_path: Path
) -> None:
    keten.kent("ja" * 13, ZAT, BSN)
    keten.meldt("ca" * 13, "ja" * 13, ZAT)
    at_hco = _ingebracht(keten)
    keten.meldt(at_hco.casus, at_hco.betrokkene, HCO)
    keten.poort.vernietig(Domein.ONDERWIJS, "ca" * 13, "ja" * 13)
    keten.kent("jz" * 13, CJG, BSN)
    assert set(_gemeld(keten.meldt("cz" * 13, "jz" * 13, CJG))) == {HCO, CJG}
    keten.poort.vernietig(Domein.VEILIGHEID, at_hco.casus, at_hco.betrokkene)
    keten.kent("jq" * 13, ANDER_ZAT, BSN)
    assert set(_gemeld(keten.meldt("cq" * 13, "jq" * 13, ANDER_ZAT))) == {CJG, ANDER_ZAT}


def test_een_kind_dat_vergeten_is_wordt_niet_meer_herkend(keten: Keten) -> None:
    domein = Domein.ONDERWIJS
    token = keten.poort.tokens.token_van(BSN, "ja" * 13)
    keten.poort.tokens.seal.destroy("ja" * 13)
    said = VerwijstokenVerzegeld(casus="ca" * 13, betrokkene="ja" * 13, token=token)
    keten.poort.hoor(facts("intake", domein), "ca" * 13, said)
    keten.poort.gezegd()
    keten.kent("jz" * 13, CJG, BSN)
    keten.meldt("cz" * 13, "jz" * 13, CJG)
    assert _gemeld(keten.meldt("ca" * 13, "ja" * 13, ZAT)) == {}


def test_een_token_komt_van_een_intake_en_van_niemand_anders(keten: Keten) -> None:
    token = keten.poort.tokens.token_van("123456782", "k" * 26)
    said = VerwijstokenVerzegeld(casus="c" * 26, betrokkene="k" * 26, token=token)
    keten.poort.hoor(facts("casusoverleg", Domein.ONDERWIJS), "c" * 26, said)
    (parked,) = keten.poort.instance.kernel.parked()
    assert parked.reason == "een verwijstoken komt van een intake"
