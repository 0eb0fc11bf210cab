"""The Tilburg roads, cell by cell, as they were written down from the law before the rules."""

from pathlib import Path

import pytest

from privacy_gate.store.wetboek import wetboek
from tests.poort.tabellen import Situatie, situaties

SITUATIES = situaties(Path(__file__).with_name("tilburg"))


@pytest.mark.parametrize("situatie", SITUATIES, ids=lambda one: one.titel)
def test_de_poort_beslist_zoals_de_tabel_zegt(situatie: Situatie) -> None:
    assert situatie.afwijkingen(wetboek()) == []


def test_elke_cel_zegt_iets() -> None:
    assert sum(len(one.rijen) * len(one.kolommen) for one in SITUATIES) > 500
