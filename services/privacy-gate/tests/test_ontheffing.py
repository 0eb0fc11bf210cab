"""What lifted the ban on special data stands in the decision, where it was relied on."""

from pathlib import Path

import pytest

from contracts.elements import Veld
from contracts.events.verstrekking import Ontheffing, Ontheffingsgrond
from contracts.vocabulary import Doel, Domein, Uitkomst
from tests.poort.proefpoort import Proefpoort
from tests.poort.verzoeken import OP, functie, inhoud, toestemming, verzoek, weging

CJG, HCO = "cjg-tilburg", "hco-tilburg"
VERPLEEGKUNDIGE = "jgz-tilburg/jeugdverpleegkundige"
REGISSEUR = functie("cjg-tilburg/procesregisseur")


@pytest.mark.parametrize("veld", [Veld.GEZONDHEID, Veld.NAAM])
def test_een_besluit_noemt_de_ontheffing_waarop_het_rust(tmp_path: Path, veld: Veld) -> None:
    """The situation of Wbp 23(1)c in wet/1-bijzondere-gegevens.md; a name needs no lifted ban."""
    poort = Proefpoort(tmp_path)
    element = poort.verzegeld(0, veld, "slaapt slecht", VERPLEEGKUNDIGE, bij=Domein.ZORG)
    lifted = Ontheffing(
        id="x" * 26,
        grond=Ontheffingsgrond.RECHTSVORDERING,
        elementen=(element.id,),
        door=REGISSEUR,
        vastgelegd_op=OP,
    )
    consents = tuple(
        toestemming(door, element.over, Doel.AFSTEMMING, Domein.VEILIGHEID)
        for door in ("jeugdige", "vertegenwoordiger")
    )
    request = verzoek(
        CJG,
        HCO,
        element,
        inhoud=inhoud("inbreng"),
        doel=Doel.AFSTEMMING,
        toestemmingen=consents,
        wegingen=(weging("9-2", (element,), Domein.VEILIGHEID, REGISSEUR),),
        ontheffingen=(lifted,),
    )
    decided = poort.vraag(request).besluit
    assert decided.uitkomst is not Uitkomst.GEWEIGERD
    assert decided.ontheffingen == ((lifted.id,) if veld is Veld.GEZONDHEID else ())
