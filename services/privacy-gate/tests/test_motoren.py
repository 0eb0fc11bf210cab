"""The gate beside the oracle and beside Cedar: the short form, and that a difference is seen."""

from dataclasses import replace
from datetime import date

from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.regels import Gevolg, Regel
from privacy_gate.domain.toetser import Toetser
from privacy_gate.store.wetboek import wetboek
from tests.poort.motoren import Cedar, als_het_orakel, met_cedar, met_orakel, van_de_poort, vragen

OP = date(2026, 3, 2)
LAW = wetboek().regelset
REGELS = LAW.geldend(Over.ELEMENT, OP)


def scheef() -> tuple[Regel, ...]:
    """The rules with one prohibition that fell out."""
    return tuple(
        replace(one, gevolg=Gevolg.VERPLICHT) if one.id == "V-GEHEIM" else one for one in REGELS
    )


def test_poort_en_orakel_zeggen_hetzelfde() -> None:
    assert met_orakel(LAW, OP, 1000, seed=21) == 0


def test_poort_en_cedar_zeggen_hetzelfde() -> None:
    assert met_cedar(LAW, OP, 300, seed=22) == 0


def test_een_verschil_wordt_gezien() -> None:
    asked = list(vragen(REGELS, 200, seed=23))
    wrong = Toetser(Over.ELEMENT, scheef())
    assert not all(als_het_orakel(wrong.toets(one), REGELS, one) for one in asked)
    answers = Cedar(REGELS).oordelen(asked)
    assert not all(
        van_de_poort(wrong.toets(one)) == other for one, other in zip(asked, answers, strict=True)
    )
