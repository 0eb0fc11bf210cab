"""What the gate forgets once domains destroyed what they kept of somebody, and what it keeps."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from contracts.elements import Veld
from contracts.events.privacy_gate import VerstrekkingBezorgd, VertalingVastgelegd
from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import facts
from contracts.vocabulary import Doel, Domein
from infra.keys import KeyDestroyed
from tests.poort.proefpoort import Proefpoort
from tests.poort.verzoeken import CASUS, JEUGDIGE, OP, functie, inhoud, verzoek

COORDINATOR = "het-baken/zat-coordinator"
ABOUT_SOMEBODY = ("vertaling.wortel", "vertaling.plaats", "vertaling.aanbod", "vernietigd.persoon")


@pytest.fixture
def poort(tmp_path: Path) -> Proefpoort:
    return Proefpoort(tmp_path)


def aanbod(poort: Proefpoort, naar: str = "cjg-tilburg") -> VerstrekkingGevraagd:
    verzuim = poort.verzegeld(0, Veld.VERZUIM, "drie weken", COORDINATOR)
    asked = inhoud("overdrachtsaanbod")
    return verzoek("zat-het-baken", naar, verzuim, inhoud=asked, doel=Doel.HULPVERLENING)


def bewaard(folder: Path) -> set[str]:
    """The kinds of what it keeps about people."""
    with closing(sqlite3.connect(folder / "privacy-gate.sqlite")) as database:
        kinds = {kind for (kind,) in database.execute("select distinct kind from document")}
    return kinds & {*ABOUT_SOMEBODY, "getoond"}


def test_met_het_laatste_domein_gaat_ook_de_vertaling(poort: Proefpoort, tmp_path: Path) -> None:
    said = poort.vraag(aanbod(poort))
    got, links = said.een(VerstrekkingBezorgd), said.alle(VertalingVastgelegd)
    assert CASUS in "".join(map(poort.ontzegeld, links))
    poort.vernietig(Domein.ONDERWIJS, CASUS, JEUGDIGE)
    assert CASUS in "".join(map(poort.ontzegeld, links))
    for _ in range(2):
        poort.vernietig(Domein.ZORG, got.casus, got.betrokkene)
        assert bewaard(tmp_path) == set()
        for link in links:
            with pytest.raises(KeyDestroyed):
                poort.ontzegeld(link)


def test_wat_intussen_weer_is_bezorgd_houdt_de_vertaling_in_stand(
    poort: Proefpoort, tmp_path: Path
) -> None:
    got = poort.vraag(aanbod(poort)).een(VerstrekkingBezorgd)
    poort.vernietig(Domein.ZORG, got.casus, got.betrokkene)
    again = aanbod(poort).model_copy(update={"verstrekking": "y" * 26})
    assert poort.vraag(again).een(VerstrekkingBezorgd).casus == got.casus
    poort.vernietig(Domein.ONDERWIJS, CASUS, JEUGDIGE)
    assert "vertaling.plaats" in bewaard(tmp_path)
    poort.vernietig(Domein.ZORG, got.casus, got.betrokkene)
    assert bewaard(tmp_path) == set()


def test_een_ander_houdt_wat_over_hem_is(poort: Proefpoort, tmp_path: Path) -> None:
    poort.vraag(aanbod(poort))
    poort.vernietig(Domein.ONDERWIJS, "f" * 26, "g" * 26)
    assert "vertaling.wortel" in bewaard(tmp_path)


def test_opnieuw_opgebouwd_uit_het_logboek_is_er_niets_terug(tmp_path: Path) -> None:
    first = Proefpoort(tmp_path)
    asked = aanbod(first)
    got = first.vraag(asked).een(VerstrekkingBezorgd)
    for file in tmp_path.glob("privacy-gate.sqlite*"):
        file.unlink()
    fresh = Proefpoort(tmp_path)
    fresh.vraag(asked)
    fresh.vernietig(Domein.ONDERWIJS, CASUS, JEUGDIGE)
    fresh.vernietig(Domein.ZORG, got.casus, got.betrokkene)
    assert bewaard(tmp_path) == set()


def test_een_vernietiging_die_elders_staat_wordt_geweigerd(poort: Proefpoort) -> None:
    feit = GegevensVernietigd(
        casus=CASUS,
        overleg="een-overleg",
        grond=Vernietigingsgrond.TERMIJN,
        personen=(JEUGDIGE,),
        sleutels=(),
        door=functie(COORDINATOR),
        op=OP,
    )
    poort.hoor(facts("casusoverleg", Domein.ONDERWIJS), CASUS, feit)
    (parked,) = poort.instance.kernel.parked()
    assert "vernietiging" in parked.reason
