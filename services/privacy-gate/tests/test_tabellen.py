"""The roads of the chain, cell by cell, as they were written down from the law before the rules."""

from collections.abc import Iterator

import pytest

from privacy_gate.store.wetboek import wetboek
from tests.poort.tabellen import DAGEN, Situatie, Uitslag, alle_situaties
from tests.poort.wegen import Gang, gangen

SITUATIES = alle_situaties()


@pytest.mark.parametrize("situatie", SITUATIES, ids=lambda one: one.titel)
def test_de_poort_beslist_zoals_de_tabel_zegt(situatie: Situatie) -> None:
    assert situatie.afwijkingen(wetboek()) == []


@pytest.mark.parametrize("gang", gangen(), ids=str)
def test_de_inhoud_gaat_zoals_de_tabel_zegt(gang: Gang) -> None:
    found = [oordeel.uitkomst for oordeel in gang.oordelen(wetboek())]
    assert found == [gang.verwacht] * len(gang.dagen)


def test_een_andere_verwachting_valt_op() -> None:
    one = SITUATIES[0]
    (field, *cells), *rest = one.rijen
    wrong = ("nee" if cells[0] == "ja" else "ja", *cells[1:])
    altered = Situatie(one.bestand, one.titel, one.sleutels, one.kolommen, ((field, *wrong), *rest))
    assert len(altered.afwijkingen(wetboek())) >= len(one.dagen)


def test_elke_titel_staat_er_een_keer() -> None:
    titels = [one.titel for one in SITUATIES]
    assert sorted(set(titels)) == sorted(titels)


def uitslagen() -> Iterator[Uitslag]:
    for situatie in SITUATIES:
        yield from situatie.uitslagen(wetboek())


def genoemd(uitslag: Uitslag) -> set[str]:
    return {r.id for r in (*uitslag.oordeel.regels, *uitslag.oordeel.verplichtingen)}


def test_elke_regel_beslist_een_rij() -> None:
    deciding = {name for one in uitslagen() for name in genoemd(one)}
    contents = (oordeel for gang in gangen() for oordeel in gang.oordelen(wetboek()))
    deciding |= {regel.id for oordeel in contents for regel in oordeel.regels}
    law = wetboek().regelset
    assert [r.id for r in (*law.regels, *law.uit) if r.id not in deciding] == []


def test_onder_elke_wet_wordt_beslist() -> None:
    """Per law: at least this many cells, and every outcome among them."""
    counted = {day: [one for one in uitslagen() if one.op == day] for day in DAGEN}
    assert all(len(some) > 1300 for some in counted.values())
    for some in counted.values():
        assert {one.verwacht for one in some} >= {"ja", "nee", "mens", "jaar", "dat", "terugkeer"}
