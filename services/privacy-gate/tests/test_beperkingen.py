"""Restrictions of a covenant: whom they concern, and that they can only forbid."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.covenant import Convenant
from contracts.covenant_text import Beperking
from contracts.elements import Bewerking, Categorie, Veld
from contracts.vocabulary import Uitkomst
from privacy_gate.domain.afleiden import element_kenmerken, stoelen
from privacy_gate.domain.beperkingen import KENMERK, verbiedt, verruimend
from privacy_gate.domain.beslissen import beslis
from privacy_gate.domain.kenmerken import KENMERKEN, Over, Samenhang
from privacy_gate.domain.regels import Gevolg, Regel, Regelset
from privacy_gate.domain.toetser import Oordeel, Toetser
from privacy_gate.store.wetboek import wetboek
from tests.poort.situaties import convenant_van, verzoek_van
from tests.poort.tabellen import Situatie, alle_situaties
from tests.poort.verzoeken import OP, element, tilburg, verzoek

WET = wetboek().regelset
ORDE = (Uitkomst.GEWEIGERD, Uitkomst.BEOORDELING, Uitkomst.GEMINIMALISEERD, Uitkomst.TOEGESTAAN)
ZAT, CJG, HCO = "zat-het-baken", "cjg-tilburg", "hco-tilburg"
DAGEN = sorted(
    {
        day
        for regel in WET.regels
        for day in (regel.geldig.van, min(regel.geldig.tot, date(2100, 1, 1)) + timedelta(days=1))
    }
)
"""Every day on which another rule comes into force or ends."""


def met(**beperking: Any) -> Convenant:
    one = Beperking.model_validate({"reden": "zo afgesproken"} | beperking)
    return tilburg().model_copy(update={"beperkingen": (one,)})


def beperkt(
    convenant: Convenant, van: str, naar: str, veld: Veld, door: str = "het-baken/zat-coordinator"
) -> set[str]:
    """The seats for which this field is restricted."""
    one = element(1, veld, door)
    voor = element_kenmerken(verzoek(van, naar, one), convenant, one)
    return {str(s.zetel) for s in stoelen(convenant, naar) if voor(s)[KENMERK] == "ja"}


def test_een_zetel_of_ieder() -> None:
    one = met(velden=["gezinssituatie"], aan=["mee-tilburg/consulent"])
    assert beperkt(one, ZAT, CJG, Veld.GEZINSSITUATIE) == {"mee/consulent"}
    assert beperkt(one, ZAT, CJG, Veld.NAAM) == set()
    assert len(beperkt(met(velden=["naam"]), ZAT, CJG, Veld.NAAM)) == len(stoelen(one, CJG))


def test_een_categorie_noemt_al_haar_velden() -> None:
    one = met(categorieen=["gezondheid"])
    assert beperkt(one, ZAT, CJG, Veld.GEZONDHEID) == beperkt(one, ZAT, CJG, Veld.BEKEND_BIJ_ZORG)
    assert beperkt(one, ZAT, CJG, Veld.VERSLAVING) == set()


@pytest.mark.parametrize(
    ("beperking", "van", "naar", "geldt"),
    [
        ({"naar": CJG}, ZAT, CJG, True),
        ({"naar": CJG}, ZAT, HCO, False),
        ({"van": ZAT}, ZAT, HCO, True),
        ({"van": ZAT}, CJG, HCO, False),
        ({"weg": "zat-naar-hco"}, ZAT, HCO, True),
        ({"weg": "zat-naar-hco"}, HCO, ZAT, True),
        ({"weg": "zat-naar-hco"}, CJG, HCO, False),
        ({"weg": "zat-naar-hco"}, ZAT, CJG, False),
        ({"weg": "zat-naar-hco", "van": HCO}, ZAT, HCO, False),
    ],
)
def test_waar_zij_geldt(beperking: dict[str, str], van: str, naar: str, geldt: bool) -> None:
    found = beperkt(met(velden=["naam"], **beperking), van, naar, Veld.NAAM)
    assert bool(found) is geldt


def test_wat_een_zetel_zelf_vastlegde_blijft_zijn_eigen() -> None:
    mee = "mee-tilburg/consulent"
    assert "mee/consulent" not in beperkt(met(velden=["naam"]), CJG, CJG, Veld.NAAM, mee)


def test_de_wet_laat_een_convenant_nooit_iets_toestaan() -> None:
    for day in DAGEN:
        assert verruimend(WET, day) == ()
        assert verbiedt(WET, day), day


def plant(gevolg: Gevolg, waarde: str) -> Regel:
    example = WET.regels[-1]
    values = (("regime", frozenset(("algemeen",))), (KENMERK, frozenset((waarde,))))
    return replace(example, id="PLANT", gevolg=gevolg, voorwaarden=values)


@pytest.mark.parametrize(
    ("gevolg", "waarde"),
    [
        (Gevolg.STA_TOE, "ja"),
        (Gevolg.UITZONDERING, "ja"),
        (Gevolg.LAAT_BEOORDELEN, "ja"),
        (Gevolg.VERBIED, "nee"),
        (Gevolg.LAAT_BEOORDELEN, "nee"),
        (Gevolg.MINIMALISEER, "nee"),
    ],
)
def test_een_regel_die_een_convenant_iets_laat_toestaan_valt_op(
    gevolg: Gevolg, waarde: str
) -> None:
    planted = Regelset((*WET.regels, plant(gevolg, waarde)))
    assert [regel.id for regel in verruimend(planted, OP)] == ["PLANT"]


def test_een_uitzondering_op_het_convenant_valt_op() -> None:
    exception = replace(plant(Gevolg.UITZONDERING, "nee"), uitzondering_op=("V-CONVENANT",))
    assert not verbiedt(Regelset((*WET.regels, exception)), OP)
    without = tuple(regel for regel in WET.regels if regel.id != "V-CONVENANT")
    assert not verbiedt(Regelset(without), OP)


@st.composite
def regelsets(draw: st.DrawFn) -> Regelset:
    """Small rule sets, in which a covenant's restrictions are looked at from all sides."""
    rules = []
    for number in range(draw(st.integers(1, 6))):
        gevolg = draw(st.sampled_from([g for g in Gevolg if g is not Gevolg.VERPLICHT]))
        values = {
            KENMERK: draw(st.sampled_from((("ja",), ("nee",), ("ja", "nee")))),
            "regime": draw(st.sets(st.sampled_from(KENMERKEN[Over.ELEMENT]["regime"]), min_size=1)),
        }
        rules.append(
            replace(
                plant(gevolg, "ja"),
                id=f"R{number}",
                voorwaarden=tuple((name, frozenset(some)) for name, some in values.items()),
                uitzondering_op=("R0",) if gevolg is Gevolg.UITZONDERING else (),
                bewerking=Bewerking.JA if gevolg is Gevolg.MINIMALISEER else Bewerking.GEEN,
            )
        )
    return Regelset(tuple(rules))


def ruimte(oordeel: Oordeel) -> int:
    return ORDE.index(oordeel.uitkomst)


@settings(max_examples=400, deadline=None)
@given(regelsets())
def test_wat_niet_opvalt_verruimt_in_geen_enkel_geval(law: Regelset) -> None:
    if verruimend(law, OP):
        return
    toetser = Toetser(Over.ELEMENT, law.geldend(Over.ELEMENT, OP))
    some = {name: values[0] for name, values in KENMERKEN[Over.ELEMENT].items()}
    for regime in KENMERKEN[Over.ELEMENT]["regime"]:
        facts = {**some, "regime": regime}
        free = toetser.toets({**facts, KENMERK: "nee"})
        bound = toetser.toets({**facts, KENMERK: "ja"})
        assert ruimte(bound) <= ruimte(free)


@st.composite
def beperkingen(draw: st.DrawFn) -> tuple[Beperking, ...]:
    """Any restrictions, sensible or not."""
    return tuple(
        Beperking(
            velden=tuple(draw(st.sets(st.sampled_from(Veld), max_size=6))),
            categorieen=tuple(draw(st.sets(st.sampled_from(Categorie), max_size=3))),
            aan=tuple(draw(st.sets(st.sampled_from(ZETELS), max_size=3))),
            reden="zo afgesproken",
        )
        for _ in range(draw(st.integers(0, 4)))
    )


ZETELS = sorted({str(f) for table in tilburg().overleggen.values() for f in table.functies()})
IN_TILBURG = [one for one in alle_situaties() if "Regio" not in one.sleutels]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(IN_TILBURG), beperkingen())
def test_met_een_convenant_gaat_er_nooit_meer_door(
    situatie: Situatie, some: tuple[Beperking, ...]
) -> None:
    free = convenant_van(situatie.sleutels).model_copy(update={"beperkingen": ()})
    bound = free.model_copy(update={"beperkingen": some})
    rows = [row[0] for row in situatie.rijen]
    for op in situatie.dagen:
        asked = verzoek_van(situatie.sleutels, rows, free, op)
        less, more = (
            beslis(asked, one, Samenhang.OVERGEDRAGEN, wet=wetboek()) for one in (bound, free)
        )
        for mine, theirs in zip(less.elementen, more.elementen, strict=True):
            for (_, narrow), (_, wide) in zip(mine.zetels, theirs.zetels, strict=True):
                assert ruimte(narrow) <= ruimte(wide)
