"""The engine: exact whatever it remembers, and the same bytes wherever it runs."""

import os
import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.elements import Bewerking, Veld
from contracts.events.verstrekking import Overdrachtstap, VerstrekkingGevraagd
from contracts.overdracht import Heropengrond, Weigergrond
from contracts.vocabulary import Doel, Domein, Uitkomst
from privacy_gate.domain.afleiden import element_kenmerken, stoelen
from privacy_gate.domain.beslissen import DOORGELATEN, Wet, beslis
from privacy_gate.domain.feiten import lees
from privacy_gate.domain.herleiden import element_van, verzoek_van
from privacy_gate.domain.inhoud import inhoud_kenmerken
from privacy_gate.domain.kenmerken import KENMERKEN, Kenmerken, Over, Samenhang
from privacy_gate.domain.rechter import Recht, Rechter
from privacy_gate.domain.regels import Gevolg, Regel, Regelset
from privacy_gate.domain.spoor import Gelezen, OnleesbaarSpoor, lees_spoor
from privacy_gate.store.wetboek import wetboek
from tests.poort.orakel import orakel
from tests.poort.verzoeken import OP, element, inhoud, tilburg, toestemming, verzoek, weging
from tests.poort.willekeur import Trekking

pytestmark = pytest.mark.timeout(180)  # the oracle is slow, and is asked about every seat

SAMENHANGEN = list(Samenhang)


def rechter(wet: Wet, grens: int = 20_000) -> Rechter:
    return Rechter(Recht(wet.toetser, wet.vingerafdruk, tilburg()), grens)


def bytes_van(asked: VerstrekkingGevraagd) -> bytes:
    return b'{"data":%b}' % asked.model_dump_json().encode()


ENE = rechter(wetboek())
"""One for all examples, so that what it remembers of one meets the next."""


def klopt(regels: Iterable[Regel], kenmerken: Kenmerken, said: Gelezen) -> None:
    """The oracle says the same of these attributes, and these attributes were decided on."""
    outcome, reduction, rules, _ = orakel(regels, kenmerken)
    assert said.kenmerken == kenmerken
    assert (said.uitkomst, said.bewerking, set(said.regels)) == (outcome, reduction, rules)


def vergelijk(one: Rechter, wet: Wet, asked: VerstrekkingGevraagd, samenhang: Samenhang) -> int:
    """Hold a trace against what each element's attributes and the oracle give; how many seats."""
    covenant = tilburg()
    said = lees_spoor(one.beslis(bytes_van(asked), samenhang)[0].decode())
    of_content = inhoud_kenmerken(asked, covenant, samenhang)
    klopt(wet.regelset.geldend(Over.INHOUD, asked.op), of_content, said.inhoud)
    if said.inhoud.uitkomst not in DOORGELATEN:
        assert (said.zetels, said.elementen) == ((), ())
        return 0
    seats = stoelen(covenant, asked.naar_overleg)
    assert said.zetels == tuple(str(seat.zetel) for seat in seats)
    rules = wet.regelset.geldend(Over.ELEMENT, asked.op)
    for one_element, row in zip(asked.elementen, said.elementen, strict=True):
        of = element_kenmerken(asked, covenant, one_element)
        for seat, gelezen in zip(seats, row, strict=True):
            klopt(rules, of(seat), gelezen)
    return len(seats) * len(said.elementen)


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(SAMENHANGEN))
def test_elk_verzoek(chance: random.Random, samenhang: Samenhang) -> None:
    vergelijk(ENE, wetboek(), Trekking(chance).verzoek(2), samenhang)


def ruim(wet: Wet) -> Wet:
    """The same law, in which every content passes: else few requests get to their elements."""
    example = next(r for r in wet.regelset.regels if r.gevolg is Gevolg.STA_TOE)
    lets = replace(example, id="I-ALLES", over=Over.INHOUD, voorwaarden=())
    rest = (r for r in wet.regelset.regels if r.over is Over.ELEMENT)
    return Wet(Regelset((lets, *rest)))


def test_veel_verzoeken_aan_dezelfde_rechter() -> None:
    """Consents, weighings and persons in all combinations, of which many were seen before."""
    wet, draw = ruim(wetboek()), Trekking(random.Random(5))
    one = rechter(wet)
    assert sum(vergelijk(one, wet, draw.verzoek(2), Samenhang.LOPEND) for _ in range(80)) > 500


@st.composite
def wetten(draw: st.DrawFn) -> Wet:
    """Laws of a few rules on a few attributes, which often meet."""
    examples = {r.over: r for r in wetboek().regelset.regels}
    rules = []
    for number in range(draw(st.integers(1, 10))):
        over = draw(st.sampled_from(Over))
        names = st.sampled_from(("soort", "overgang", "regime", "ontvanger", "toestemming"))
        chosen = draw(st.sets(names, max_size=2)) & KENMERKEN[over].keys()
        gevolg = draw(st.sampled_from(Gevolg))
        rules.append(
            replace(
                examples[over],
                id=f"R{number}",
                over=over,
                gevolg=gevolg,
                voorwaarden=tuple(
                    (name, frozenset(draw(st.sets(st.sampled_from(KENMERKEN[over][name])))))
                    for name in sorted(chosen)
                ),
                uitzondering_op=("R0", f"R{number - 1}") if gevolg is Gevolg.UITZONDERING else (),
                bewerking=draw(st.sampled_from(Bewerking))
                if gevolg is Gevolg.MINIMALISEER
                else Bewerking.GEEN,
            )
        )
    return Wet(Regelset(tuple(rules)))


@settings(max_examples=40, deadline=None)
@given(wetten(), st.randoms(use_true_random=False))
def test_elke_wet(wet: Wet, chance: random.Random) -> None:
    vergelijk(rechter(wet), wet, Trekking(chance).verzoek(2), Samenhang.NIEUW)


def test_wat_het_besluit_zegt_staat_in_het_spoor() -> None:
    """What was missed is not written, and follows from what is."""
    wet, draw = ruim(wetboek()), Trekking(random.Random(8))
    toetser, missed = wet.toetser(Over.ELEMENT, OP), 0
    for _ in range(100):
        decided = beslis(draw.verzoek(), tilburg(), Samenhang.NIEUW, wet)
        said = lees_spoor(decided.spoor.decode())
        for one, row in zip(decided.elementen, said.elementen, strict=True):
            for (zetel, oordeel), name, gelezen in zip(one.zetels, said.zetels, row, strict=True):
                assert str(zetel) == name
                assert toetser.toets(gelezen.kenmerken) == oordeel
                assert gelezen.verplichtingen == tuple(r.id for r in oordeel.verplichtingen)
                missed += bool(oordeel.gemist)
    assert missed


def gevraagd(**changes: Any) -> VerstrekkingGevraagd:
    een = element(0, Veld.GEZONDHEID, "jgz-tilburg/jeugdarts")
    return verzoek("zat-het-baken", "bjz-loket", een, inhoud=inhoud("overdrachtsaanbod"), **changes)


def spoor(asked: VerstrekkingGevraagd, samenhang: Samenhang = Samenhang.NIEUW) -> bytes:
    return ENE.beslis(bytes_van(asked), samenhang)[0]


def test_alleen_wat_beslist_verandert_het_spoor() -> None:
    asked = gevraagd()
    (een,) = asked.elementen
    other = een.model_copy(update={"vastgelegd_op": OP - timedelta(days=900), "id": "x" * 26})
    changed = asked.model_copy(
        update={
            "casus": "y" * 26,
            "elementen": (other,),
            "inhoud": asked.inhoud.model_copy(update={"overdracht": "z" * 26}),
        }
    )
    assert spoor(changed) == spoor(asked)
    for differing in (
        {"doel": Doel.POLITIETAAK},
        {"betrokkene": "k" * 26},
        {"op": OP + timedelta(1)},
    ):
        assert spoor(asked.model_copy(update=differing)) != spoor(asked)
    assert spoor(asked, Samenhang.LOPEND) != spoor(asked)


def test_wie_en_wat_een_toestemming_noemt_telt() -> None:
    doel, naar = gevraagd().doel, Domein.ZORG
    given_ = partial(toestemming, "jeugdige", doel=doel, naar=naar, uitdrukkelijk=True)
    parent = partial(toestemming, "vertegenwoordiger", doel=doel, naar=naar, uitdrukkelijk=True)
    own = gevraagd(toestemmingen=(given_("j" * 26), parent("j" * 26)))
    others = gevraagd(toestemmingen=(given_("m" * 26), parent("m" * 26)))
    half = gevraagd(toestemmingen=(given_("j" * 26), parent("m" * 26)))
    withdrawn = gevraagd(toestemmingen=(given_("j" * 26, ingetrokken_op=OP), parent("j" * 26)))
    later = gevraagd(
        toestemmingen=(given_("j" * 26, ingetrokken_op=OP + timedelta(9)), parent("j" * 26))
    )
    seen = [lees_spoor(spoor(one).decode()).elementen[0][0] for one in (own, others, half)]
    assert [one.kenmerken["toestemming"] for one in seen] == ["uitdrukkelijk", "geen", "geen"]
    seen = [lees_spoor(spoor(one).decode()).elementen[0][0] for one in (withdrawn, later)]
    assert [one.kenmerken["toestemming"] for one in seen] == ["geen", "uitdrukkelijk"]


def test_wat_niet_is_gelezen_is_er_niet() -> None:
    asked = lees(bytes_van(gevraagd())).data
    bare = verzoek_van(asked, (0,))
    for name in ("casus", "verstrekking", "elementen", "convenant"):
        with pytest.raises(AttributeError):
            getattr(bare, name)
    rest = tuple(getattr(asked.elementen[0], n) for n in asked.elementen[0].__struct_fields__[2:])
    for name in ("waarde", "vastgelegd_op"):
        with pytest.raises(AttributeError):
            getattr(element_van(rest, (0,)), name)


@pytest.mark.parametrize("reden", [*Weigergrond, *Heropengrond])
def test_een_woord_uit_elke_woordenlijst_komt_terug(reden: str) -> None:
    stap = inhoud("overdrachtstap").model_copy(update={"reden": reden})
    asked = verzoek("hco-tilburg", "cjg-tilburg", inhoud=stap)
    read = verzoek_van(lees(bytes_van(asked)).data, (0,)).inhoud
    assert isinstance(read, Overdrachtstap)
    assert read.reden is reden


def test_wie_weinig_onthoudt_beslist_hetzelfde() -> None:
    wet, draw = ruim(wetboek()), Trekking(random.Random(6))
    asked = [draw.verzoek() for _ in range(40)]
    forgetful, other = rechter(wet, grens=5), rechter(wet)
    for one in asked * 2:
        raw = bytes_van(one)
        assert forgetful.beslis(raw, Samenhang.NIEUW)[0] == other.beslis(raw, Samenhang.NIEUW)[0]
        assert forgetful.onthouden <= 5 + len(one.elementen)
    assert other.onthouden > 50


def test_weging_van_dit_element_telt_en_van_een_ander_niet() -> None:
    een = element(0, Veld.VERZUIM, "het-baken/zat-coordinator")
    ander = element(1, Veld.VERZUIM, "het-baken/zat-coordinator")
    asked = partial(verzoek, "zat-het-baken", "hco-tilburg", een, ander, inhoud=inhoud("inbreng"))
    by = asked().door
    weighed = asked(wegingen=(weging("9-2", (een,), Domein.VEILIGHEID, by),))
    first, second = lees_spoor(spoor(weighed).decode()).elementen
    assert first[0].kenmerken["weging"] == "9-2"
    assert second[0].kenmerken["weging"] == "geen"


@pytest.mark.parametrize("name", ["regime", "grond"])
def test_een_waarde_die_niemand_kent_voldoet_aan_geen_voorwaarde(name: str) -> None:
    toetser = wetboek().toetser(Over.ELEMENT, OP)
    rules = wetboek().regelset.geldend(Over.ELEMENT, OP)
    known = lees_spoor(spoor(gevraagd()).decode()).elementen[0][0].kenmerken
    strange = {**known, name: "nergens"}
    found = toetser.toets(strange)
    outcome, reduction, met, near = orakel(rules, strange)
    assert (found.uitkomst, found.bewerking) == (outcome, reduction)
    assert ({r.id for r in found.regels}, set(found.gemist)) == (met, near)
    without = toetser.toets({k: v for k, v in known.items() if k != name})
    assert (without.uitkomst, without.regels) == (found.uitkomst, found.regels)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"woorden":"van een ander"}', "geen spoor"])
def test_wat_geen_spoor_is_wordt_niet_gelezen(text: str) -> None:
    with pytest.raises(OnleesbaarSpoor):
        lees_spoor(text)


def test_de_bytes_hangen_niet_af_van_de_hashes_van_python() -> None:
    """Three runs whose sets and dicts are otherwise ordered; the traces have one digest."""
    root = Path(__file__).parents[3]
    seen = set()
    for seed in ("0", "1", "4242"):
        done = subprocess.run(
            [sys.executable, "-m", "tests.poort.sporen"],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        seen.add(done.stdout.strip())
    assert len(seen) == 1
    assert len(seen.pop()) == 64


def test_er_komt_van_alles_voor() -> None:
    """What the random requests are worth. A reduction is rare; the laws at random have them."""
    wet, draw = ruim(wetboek()), Trekking(random.Random(7))
    one, found = rechter(wet), set()
    for _ in range(300):
        read = lees_spoor(one.beslis(bytes_van(draw.verzoek()), Samenhang.LOPEND)[0].decode())
        found |= {gelezen.uitkomst for row in read.elementen for gelezen in row}
    assert found >= {Uitkomst.TOEGESTAAN, Uitkomst.GEWEIGERD, Uitkomst.BEOORDELING}
