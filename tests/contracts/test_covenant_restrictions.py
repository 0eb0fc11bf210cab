"""What a covenant passes less of: read, and refused with its place where it does not hold."""

import pytest

from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from contracts.covenant_text import Beperking
from contracts.elements import Categorie, Veld
from tests.contracts.regions import TILBURG

TEXT = (
    TILBURG.read_text(encoding="utf-8")
    + """
beperkingen:
  - {velden: [gezinssituatie], aan: [mee-tilburg/consulent], naar: cjg-tilburg, reden: afgesproken}
  - {categorieen: [verslaving], van: cjg-tilburg, weg: cjg-naar-hco, reden: eerst vertrouwen}
"""
)


def test_restrictions_are_read() -> None:
    found = read_covenant(TEXT)
    assert isinstance(found, Convenant)
    first, second = found.beperkingen
    assert first == Beperking(
        velden=(Veld.GEZINSSITUATIE,),
        aan=("mee-tilburg/consulent",),
        naar="cjg-tilburg",
        reden="afgesproken",
    )
    assert (second.categorieen, second.weg) == ((Categorie.VERSLAVING,), "cjg-naar-hco")


@pytest.mark.parametrize(
    ("there", "planted", "place", "sentence"),
    [
        ("velden: [gezinssituatie], ", "", "beperkingen.1", "noem bij velden of categorieen"),
        ("[gezinssituatie]", "[gezin]", "beperkingen.1.velden.1", "kies uit"),
        ("[verslaving]", "[drank]", "beperkingen.2.categorieen.1", "kies uit"),
        ("[mee-tilburg/consulent]", "[mee-tilburg/arts]", "beperkingen.1.aan.1", "zetels van een"),
        ("naar: cjg-tilburg, r", "naar: cjg, r", "beperkingen.1.naar", "bij de overleggen"),
        ("van: cjg-tilburg, weg", "van: cgj, weg", "beperkingen.2.van", "bij de overleggen"),
        ("weg: cjg-naar-hco", "weg: cjg-hco", "beperkingen.2.weg", "bij de wegen"),
        (", reden: afgesproken", "", "beperkingen.1.reden", "dit ontbreekt"),
        ("reden: afgesproken", "reden: ''", "beperkingen.1.reden", "vul hier iets in"),
        ("reden: a", "staat_toe: true, reden: a", "beperkingen.1.staat_toe", "hoort hier niet"),
    ],
)
def test_a_planted_fault_is_said_at_its_place(
    there: str, planted: str, place: str, sentence: str
) -> None:
    assert there in TEXT
    found = read_covenant(TEXT.replace(there, planted, 1))
    assert not isinstance(found, Convenant)
    assert any(place == fault.pad and sentence in fault.tekst for fault in found), [
        *map(str, found)
    ]
