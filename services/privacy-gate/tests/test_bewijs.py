"""Each proof finds what it is there to find: a fault is planted for every one of them.

That the rules themselves hold, and the long comparisons, are for `./keten rules check`.
"""

import random
from dataclasses import replace
from datetime import date

import pytest

from contracts.vocabulary import Uitkomst
from privacy_gate.bewijs.beslissend import NERGENS, beslissend
from privacy_gate.bewijs.bewijzen import Beeld, beeld, breekt, weerlegd
from privacy_gate.bewijs.eigenschappen import Belofte, Eigenschap, lees_eigenschappen
from privacy_gate.bewijs.keuring import (
    alleen_standaard,
    dode_regels,
    nergens_genoemd,
    oordeel_zonder_vergunning,
    tegenstrijdig,
    zonder_artikel,
)
from privacy_gate.bewijs.oplosser import Oplosser
from privacy_gate.bewijs.planten import geplant
from privacy_gate.bewijs.ruimte import Ruimte, perioden
from privacy_gate.bewijs.verschil import verschil
from privacy_gate.bewijs.vingerafdruk import vingerafdruk
from privacy_gate.domain.afleiden import element_kenmerken
from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.regelfout import RegelsOngeldig
from privacy_gate.domain.regels import Gevolg, Regel, Tijdvak
from privacy_gate.domain.toetser import Toetser
from privacy_gate.store.wetboek import wetboek
from tests.poort.codemutanten import _afgeleid, _anders, _gulden
from tests.poort.regelmutanten import Proefbank

OP = date(2026, 3, 2)
REGELS = wetboek().regelset.regels
INHOUD = tuple(regel for regel in REGELS if regel.over is Over.INHOUD)
VREEMD = """## I-VREEMD: Wie niet aan het overleg zit, laat niets verstrekken

- Gaat over: inhoud
- Artikel: Wbp 13
- Nooit: toegestaan, geminimaliseerd, beoordeling
- Als:
  - Afzender: vreemd
- Tenzij:
  - Verband: geen
"""


def inhoud(*erbij: Regel, zonder: str = "") -> Beeld:
    return beeld(Over.INHOUD, [*(r for r in INHOUD if r.id != zonder), *erbij])


def regel(naam: str, gevolg: Gevolg = Gevolg.STA_TOE, **changes: object) -> Regel:
    box = (("soort", frozenset({"inbreng"})),)
    base = Regel(naam, naam, Over.INHOUD, gevolg, box, INHOUD[0].artikelen, INHOUD[0].geldig)
    return replace(base, **changes)  # type: ignore[arg-type]  # the fields of a rule


def vreemd() -> Eigenschap:
    return lees_eigenschappen({"a.md": VREEMD})[0]


@pytest.fixture(scope="module")
def element() -> Beeld:
    return beeld(Over.ELEMENT, REGELS)


def test_wat_uit_een_verzoek_volgt_ligt_in_de_ruimte() -> None:
    """The relations leave out nothing that can be derived."""
    space = Ruimte(Over.ELEMENT, perioden(REGELS))
    golden = list(_gulden())[::7]
    asked = [*golden, *(_anders(one, random.Random(n)) for n, one in enumerate(golden))]
    found = [k for one in asked for k in _afgeleid(element_kenmerken, one)]
    assert len(found) > 1000
    for kenmerken in found:
        assert space.keuzes(OP, kenmerken)
    with pytest.raises(ValueError, match="not in tuple"):
        space.keuzes(OP, {**found[0], "zelfde-doel": "nee", "verzameldoel": found[0]["doel"]})


def test_de_telling_zegt_wat_de_toetser_zegt(element: Beeld) -> None:
    chance = random.Random(7)
    engine = Toetser(Over.ELEMENT, wetboek().regelset.geldend(Over.ELEMENT, OP))
    last = len(element.ruimte.tijd) - 1
    outcomes = set()
    for _ in range(4000):
        choice = (last, *(chance.randrange(len(la.combinaties)) for la in element.ruimte.lagen[1:]))
        _, kenmerken = element.ruimte.context(choice)
        found = engine.toets(kenmerken)
        outcomes.add(found.uitkomst)
        counted = element.diagrammen.uitslag(element.knoop, choice)
        assert counted == (found.uitkomst, found.bewerking)
    assert outcomes >= {Uitkomst.GEWEIGERD, Uitkomst.TOEGESTAAN}
    counts = element.diagrammen.telling(element.knoop)
    assert sum(counts.values()) == element.ruimte.omvang


def test_een_eigenschap_die_niet_geldt_wordt_weerlegd_door_telling_en_oplosser() -> None:
    right, wrong = inhoud(), inhoud(zonder="I-AFZENDER")
    assert weerlegd(right, vreemd()) is None
    broken = weerlegd(wrong, vreemd())
    assert broken is not None
    assert broken.kenmerken is not None
    assert broken.kenmerken["afzender"] == "vreemd"
    found = Toetser(Over.INHOUD, wrong.regels).toets(broken.kenmerken)
    assert (found.uitkomst, found.bewerking) == broken.uitslag
    solver = Oplosser(Over.INHOUD, right.ruimte.tijd)
    assert not solver.weerlegd(right.regels, vreemd())
    assert solver.weerlegd(wrong.regels, vreemd())


def test_een_eigenschap_over_niets_geldt_niet() -> None:
    nothing = replace(vreemd(), als=(*vreemd().als, ("verband", frozenset({"geen"}))))
    assert weerlegd(inhoud(), nothing) is not None
    assert Oplosser(Over.INHOUD, inhoud().ruimte.tijd).weerlegd(INHOUD, nothing)


def test_wat_moet_kunnen_en_niet_kan_valt_op() -> None:
    can = replace(vreemd(), belofte=Belofte.KAN, uitslagen=vreemd().uitslagen)
    assert weerlegd(inhoud(), can) is not None
    assert Oplosser(Over.INHOUD, inhoud().ruimte.tijd).weerlegd(INHOUD, can)


def test_een_geplante_fout_breekt_een_eigenschap_alleen() -> None:
    right = inhoud()
    narrow = replace(vreemd(), id="SMAL", als=(*vreemd().als, ("drager", frozenset({"nee"}))))
    planted = geplant(right, vreemd(), [narrow])
    assert planted is not None
    assert breekt(right, vreemd(), planted)
    assert not breekt(right, narrow, planted)
    assert geplant(right, narrow, [vreemd()]) is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Afzender: vreemd", "Afzender: vriend", "is geen waarde"),
        ("- Nooit: toegestaan, geminimaliseerd, beoordeling\n", "", "belooft een ding"),
        ("toegestaan,", "toegelaten,", "is geen uitkomst"),
        ("- Artikel: Wbp 13\n", "", "heeft geen 'Artikel:'"),
    ],
)
def test_een_eigenschap_met_een_fout_wordt_niet_gelezen(old: str, new: str, told: str) -> None:
    with pytest.raises(RegelsOngeldig, match=told):
        lees_eigenschappen({"a.md": VREEMD.replace(old, new)})


def test_een_dode_regel_valt_op() -> None:
    never = regel("DOOD", voorwaarden=(*INHOUD[0].voorwaarden, ("verband", frozenset({"heen"}))))
    van = inhoud(never)
    assert [one.id for one in dode_regels(van)] == ["DOOD"]
    assert beslissend(van, never) == NERGENS


def test_twee_verschillende_verkortingen_vallen_op() -> None:
    names = next(r for r in INHOUD if r.gevolg is Gevolg.MINIMALISEER)
    other = replace(names, id="ANDERS", bewerking=type(names.bewerking)("alleen-dat-het-er-is"))
    found = tegenstrijdig(inhoud(other))
    assert (names.id, "ANDERS") in {(one.id, two.id) for one, two in found}
    assert tegenstrijdig(inhoud()) == ()


def test_een_gat_tussen_artikelen_valt_op() -> None:
    gap = regel("GAT", artikelen=(replace(INHOUD[0].artikelen[0], geldig=Tijdvak(OP, OP)),))
    assert {one.id for one, _ in zonder_artikel(inhoud(gap))} == {"GAT"}
    assert zonder_artikel(inhoud()) == ()


def test_wat_alleen_de_standaard_beslist_valt_op() -> None:
    bare = beeld(Over.INHOUD, [regel("EEN")])
    assert ("soort", "navraag") in alleen_standaard(bare)
    assert ("soort", "inbreng") not in alleen_standaard(bare)
    assert "drager" in nergens_genoemd(bare)


def test_een_mens_wordt_niet_gevraagd_wat_hij_niet_kan_openen(element: Beeld) -> None:
    assert oordeel_zonder_vergunning(element) == 0
    sample = next(r for r in element.regels if r.gevolg is Gevolg.LAAT_BEOORDELEN)
    idle = replace(sample, id="NUTTELOOS", voorwaarden=(("categorie", frozenset({"verzuim"})),))
    assert oordeel_zonder_vergunning(element.met([*element.regels, idle])) > 0


def test_de_vingerafdruk_ziet_betekenis_en_geen_volgorde_of_schrijfwijze() -> None:
    print_ = vingerafdruk([inhoud()])
    turned = [replace(one, titel="anders", voorwaarden=one.voorwaarden[::-1]) for one in INHOUD]
    assert vingerafdruk([beeld(Over.INHOUD, turned[::-1])]) == print_
    first = INHOUD[0]
    for changed in (
        replace(first, gevolg=Gevolg.STA_TOE),
        replace(first, artikelen=first.artikelen[:1]),
        replace(first, geldig=Tijdvak(date(2002, 9, 1))),
    ):
        assert vingerafdruk([beeld(Over.INHOUD, [changed, *INHOUD[1:]])]) != print_


def test_elke_mutant_die_iets_verandert_heeft_een_andere_vingerafdruk() -> None:
    """A sample by the fingerprint itself; the trial of all compares the same diagrams."""
    bench = Proefbank(Over.INHOUD, REGELS, (), ())
    own = vingerafdruk([bench.beeld])
    found = [one for one in bench.uitslagen() if one.verandert]
    assert len(found) > 200
    for one in found[::15]:
        ready = bench.beeld.opstelling.met(one.mutant.nummer, one.mutant.regel)
        assert vingerafdruk([bench.beeld.met(ready)]) != own, one.mutant.naam


def test_een_mutant_die_niets_verandert_wordt_niet_geteld() -> None:
    bench = Proefbank(Over.INHOUD, [*REGELS, replace(INHOUD[0], id="DUBBEL")], (), ())
    double = [m for m in bench.mutanten if m.naam == "DUBBEL: weg"]
    assert [bench._beproef(one).verandert for one in double] == [False]


def test_het_verschil_telt_en_wijst_aan() -> None:
    assert verschil(INHOUD, INHOUD[::-1]).leeg
    found = verschil(INHOUD, [one for one in INHOUD if one.id != "I-AFZENDER"])
    opened = [one for one in found.overgangen if one.was[0] is Uitkomst.GEWEIGERD]
    assert opened
    assert all(one.kenmerken["afzender"] == "vreemd" for one in opened)
    total = sum(one.aantal for one in found.overgangen) + found.gelijk
    assert total == inhoud().ruimte.omvang
    assert any(reden.startswith("I-AFZENDER") for reden in found.redenen)
