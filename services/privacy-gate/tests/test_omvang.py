"""Whatever is asked of the gate in one part, no event that it makes of it is too large."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import omvang
from contracts.covenant import Convenant
from contracts.covenant_text import MEESTE_ZETELS, Overleg
from contracts.elements import VELDEN, Bewerking, Element, GedeeldElement, Veld, Verzegeld
from contracts.envelope import EVENT_BYTES
from contracts.events.beheer import ConvenantVastgesteld
from contracts.events.privacy_gate import (
    VerstrekkingAfgehandeld,
    VerstrekkingBezorgd,
    Zetelbesluit,
)
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.omvang import in_delen
from contracts.proef import LEEG
from contracts.topics import REGISTER
from contracts.vocabulary import (
    Doel,
    Domein,
    Functie,
    Grond,
    Organisatietype,
    Relatie,
    Uitkomst,
    Zetelsoort,
)
from infra.keys import sealed_length
from privacy_gate.bewijs.ruimte import Ruimte, perioden
from privacy_gate.domain.kenmerken import KENMERKEN, Over
from privacy_gate.domain.regels import Gevolg, Regel, Tijdvak
from privacy_gate.domain.spoor import oordeel_tekst
from privacy_gate.domain.toetser import Oordeel
from privacy_gate.domain.vastleggen import ZONDER_REGEL
from privacy_gate.domain.verminderen import FAMILIE, verminder
from privacy_gate.store.vertaling import Koppeling
from privacy_gate.store.wetboek import wetboek
from tests.poort.proefpoort import Proefpoort
from tests.poort.verzoeken import (
    OP,
    element,
    id_van,
    inhoud,
    kop_van_noord_holland,
    tilburg,
    toestemming,
    verzoek,
)

REGELS = tuple(r for r in wetboek().regelset.regels if r.over is Over.ELEMENT)
NAAM = "n" * 60
LANG = Functie(organisatie=NAAM, rol=NAAM)
ZETEL = Zetelsoort(organisatietype=max(Organisatietype, key=len), rol=NAAM)
SAMEN = (
    {Gevolg.VERBIED},
    {Gevolg.LAAT_BEOORDELEN},
    {Gevolg.STA_TOE, Gevolg.UITZONDERING, Gevolg.MINIMALISEER, Gevolg.VERPLICHT},
)
"""The rules that one judgement can name beside each other."""


def gewicht(regel: Regel, op: date) -> int:
    """Bytes of a rule in a judgement: its id in decision and trace, its articles, its question."""
    articles = sum(len(json.dumps(name)) + 1 for name in regel.artikelen_op(op))
    return 2 * (len(regel.id) + 4) + articles + len(json.dumps(regel.vraag)) + 1


def zwaarste(regels: Iterable[Regel], op: date, ruimte: Ruimte) -> int:
    """The most that rules can weigh that are met together in some circumstances: exact."""
    rules = sorted(regels, key=lambda regel: -gewicht(regel, op))
    boxes = [ruimte.vak(regel.voorwaarden, regel.geldig) for regel in rules]
    weights = [gewicht(regel, op) for regel in rules]
    best = 0

    def verder(keuze: list[int], box: tuple[int, ...], weight: int) -> None:
        nonlocal best
        best = max(best, weight)
        rest = sum(weights[one] for one in keuze)
        for place, one in enumerate(keuze):
            if weight + rest <= best:
                return
            rest -= weights[one]
            meet = tuple(a & b for a, b in zip(box, boxes[one], strict=True))
            if all(meet):
                verder(keuze[place + 1 :], meet, weight + weights[one])

    verder(list(range(len(rules))), tuple(laag.alle for laag in ruimte.lagen), 0)
    return best


def per_zetel(regels: tuple[Regel, ...]) -> int:
    """Bytes that the gate needs at most for an element and a kind of seat, by these rules."""
    tijd = perioden(regels)
    ruimte = Ruimte(Over.ELEMENT, tijd)
    met = max(
        zwaarste((r for r in regels if r.gevolg in soort and r.geldig.omvat(op)), op, ruimte)
        for op in (tijdvak.van for tijdvak in tijd)
        for soort in SAMEN
    )
    return _vast() + max(met, _gemist(regels))


def _vast() -> int:
    """All but the rules: who it is for, the outcome, what it was judged on, what went wrong."""
    bare = Zetelbesluit(
        zetel=ZETEL,
        uitkomst=max(Uitkomst, key=len),
        bewerking=max(Bewerking, key=len),
        regels=(max(ZONDER_REGEL, key=len),) * 2,
        artikelen=(),
    )
    oordeel = Oordeel(max(Uitkomst, key=len), max(Bewerking, key=len), ())
    kenmerken = {name: values[0] for name, values in KENMERKEN[Over.ELEMENT].items()}
    tekst = json.dumps(json.dumps([oordeel_tekst(Over.ELEMENT, oordeel, kenmerken)]))
    asked = ZETEL.model_dump_json()
    return len(bare.model_dump_json()) + len(tekst) + len(asked)


def _gemist(regels: tuple[Regel, ...]) -> int:
    """What is told of permits that were missed by one attribute, where no rule decided."""
    permits = [r for r in regels if r.gevolg is Gevolg.STA_TOE]
    return sum(
        len(r.id) + 8 + max((len(name) for name, _ in r.voorwaarden), default=0) for r in permits
    )


def test_by_no_circumstances_does_a_seat_take_more_than_is_reckoned_for_it() -> None:
    assert omvang.PER_ZETEL // 2 < per_zetel(REGELS) <= omvang.PER_ZETEL


def test_a_rule_that_says_too_much_would_be_noticed() -> None:
    one = next(r for r in REGELS if r.gevolg is Gevolg.STA_TOE)
    artikel = replace(one.artikelen[0], naam="x" * 1500, geldig=Tijdvak(date(2001, 9, 1)))
    wordy = replace(one, id="T-LANG", artikelen=(artikel,))
    assert per_zetel((*REGELS, wordy)) > omvang.PER_ZETEL


def test_an_element_without_its_value_takes_no_more_than_is_reckoned_for_it() -> None:
    longest = Element(
        id=id_van(1),
        veld=max(Veld, key=len),
        over=id_van(2),
        relatie=max(Relatie, key=len),
        vastgelegd_door=LANG,
        brontype=max(Organisatietype, key=len),
        vastgelegd_op=OP,
        doel=max(Doel, key=len),
        geheim=max((soort.geheim for soort in VELDEN.values()), key=len),
        waarde=Verzegeld(sleutel=id_van(3), cijfertekst=""),
        schoolverband=False,
    )
    shared = GedeeldElement(element=longest, bewerking=max(Bewerking, key=len), zetels=())
    assert len(shared.model_dump_json()) < omvang.KAAL
    assert len(ZETEL.model_dump_json()) < omvang.KAAL // 8


def test_a_reduced_value_takes_no_more_than_is_reckoned_for_it() -> None:
    texts = [" ".join(sorted(FAMILIE) * 100), f"straat 1, 5000 AA {'P' * 40}", "2010-05-31", "ja"]
    reduced = [verminder(text, how) for text in texts for how in Bewerking if how != "geen"]
    assert max(sealed_length(text) for text in reduced if text) <= omvang.VERMINDERD


def test_the_links_of_a_part_fit_under_one_seal() -> None:
    link = Koppeling(
        soort="verstrekking",
        domein=Domein.VEILIGHEID,
        overleg=None,
        id=id_van(1),
        naar_domein=Domein.VEILIGHEID,
        naar_overleg=None,
        naar_id=id_van(2),
    )
    each = omvang.KOPIEEN + 1
    links = [link.model_dump(mode="json")] * (omvang.MEESTE_ELEMENTEN * each + 20)
    assert sealed_length(json.dumps(links, separators=(",", ":"))) < EVENT_BYTES - 2048


WAARDEN = ("kort", "é" * 4000, "x" * 900, "\x01" * 4000)


def gegevens(poort: Proefpoort, regio: Convenant, tafel: Overleg, aantal: int) -> Iterator[Element]:
    """So many elements of this table, of all fields, short and long by turns."""
    door = str(tafel.functies()[0])
    for number in range(aantal):
        veld = list(Veld)[number % len(Veld)]
        bare = element(number, veld, door, regio=regio)
        text = WAARDEN[number // len(Veld) % len(WAARDEN)]
        waarde = poort.keys[tafel.domein].seal(text, bare.over, bare.id)
        yield bare.model_copy(update={"waarde": waarde})


def vol(regio: Convenant, tafel: str) -> Convenant:
    """The region, with as many kinds of seat at a table as there may be."""
    known = regio.overleggen[tafel]
    names = list(regio.organisaties)
    more = (f"{names[n % len(names)]}/{n:03}-{NAAM[:50]}" for n in range(MEESTE_ZETELS))
    seats = tuple(islice((*known.zetels, *more), MEESTE_ZETELS))
    tables = {**regio.overleggen, tafel: known.model_copy(update={"zetels": seats})}
    return Convenant.model_validate(
        regio.model_copy(update={"overleggen": tables, "convenant": "vol"}).model_dump()
    )


ZAT, HCO, CJG, JCO = "zat-het-baken", "hco-tilburg", "cjg-tilburg", "jco-tilburg"
KOP = next(iter(kop_van_noord_holland().overleggen))


@pytest.mark.parametrize(
    ("regio", "weg", "soort"),
    [
        (tilburg(), (ZAT, ZAT), "bespreking"),
        (tilburg(), (JCO, JCO), "bespreking"),
        (tilburg(), (ZAT, HCO), "inbreng"),
        (tilburg(), (HCO, CJG), "overdrachtsaanbod"),
        (vol(tilburg(), ZAT), (ZAT, ZAT), "bespreking"),
        (vol(tilburg(), CJG), (HCO, CJG), "overdrachtsaanbod"),
        (kop_van_noord_holland(), (KOP, KOP), "bespreking"),
    ],
)
@pytest.mark.parametrize("met_toestemming", [False, True])
def test_the_largest_part_that_may_be_asked_can_be_answered(
    tmp_path: Path, regio: Convenant, weg: tuple[str, str], soort: str, met_toestemming: bool
) -> None:
    van, naar = weg
    poort = Proefpoort(tmp_path)
    poort.hoor(REGISTER, "register", ConvenantVastgesteld(convenant=regio))
    elementen = tuple(gegevens(poort, regio, regio.overleggen[van], 260))
    domein = regio.overleggen[naar].domein
    consents = [
        toestemming(door, over, Doel.HULPVERLENING, domein, uitdrukkelijk=True)
        for door in ("jeugdige", "vertegenwoordiger", "betrokkene")
        for over in {one.over for one in elementen}
    ]
    asked = verzoek(
        van,
        naar,
        *elementen,
        regio=regio,
        inhoud=inhoud(soort),
        doel=Doel.HULPVERLENING,
        toestemmingen=tuple(consents) if met_toestemming else (),
    )
    delen = in_delen(asked, len(regio.zetelsoorten(naar)), lambda *delen: id_van(int(delen[-1])))
    assert len(delen) > 1
    assert [e for deel in delen for e in deel.elementen] == [*elementen]
    eerste = None
    for deel in delen[:6]:
        answer = poort.vraag(deel)
        bezorgd = answer.een(VerstrekkingBezorgd)
        assert bezorgd.deel_van == eerste
        assert answer.een(VerstrekkingAfgehandeld).deel_van == deel.deel_van
        eerste = eerste or bezorgd.verstrekking
        assert poort.instance.kernel.parked() == []
        assert len(answer.besluit.elementen) == len(deel.elementen)
        assert max(len(one.raw) for one in answer.out) <= EVENT_BYTES


def test_asked_whole_the_same_is_poison_for_its_casus_only_and_is_named(tmp_path: Path) -> None:
    poort = Proefpoort(tmp_path)
    elementen = tuple(gegevens(poort, tilburg(), tilburg().overleggen[ZAT], 260))
    poort.vraag(verzoek(ZAT, ZAT, *elementen).model_copy(update={"casus": "b" * 26}))
    (parked,) = poort.instance.kernel.parked()
    assert f"an event has {EVENT_BYTES} at most" in parked.reason
    assert poort.vraag(verzoek(ZAT, ZAT, elementen[0])).besluit.doorgelaten


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 90_000), max_size=300), st.integers(1, MEESTE_ZETELS))
def test_parts_leave_out_nothing_keep_the_order_and_stand_by_themselves(
    lengtes: list[int], zetels: int
) -> None:
    bare = element(0, Veld.HULP, "het-baken/zat-coordinator")
    elementen = tuple(
        bare.model_copy(
            update={
                "id": id_van(number),
                "waarde": Verzegeld(sleutel=id_van(0), cijfertekst="A" * length),
            }
        )
        for number, length in enumerate(lengtes)
    )
    asked = verzoek(ZAT, ZAT).model_copy(update={"elementen": elementen})
    delen = in_delen(asked, zetels, lambda *delen: id_van(int(delen[-1])))
    assert tuple(e for deel in delen for e in deel.elementen) == elementen
    assert len({deel.verstrekking for deel in delen}) == len(delen)
    assert delen[0] == asked or delen[0].deel_van is None
    for deel in delen:
        assert VerstrekkingGevraagd.model_validate(deel.model_dump()) == deel
        assert len(deel.model_dump_json()) < EVENT_BYTES


def test_a_copy_that_is_taken_back_carries_no_value(tmp_path: Path) -> None:
    """So an element comes whole once at most, however many copies of it were shown before."""
    poort = Proefpoort(tmp_path)
    elementen = tuple(gegevens(poort, tilburg(), tilburg().overleggen[ZAT], len(Veld)))
    consents = [
        toestemming(
            door, elementen[0].over, Doel.ONDERWIJSBEGELEIDING, Domein.ONDERWIJS, uitdrukkelijk=True
        )
        for door in ("jeugdige", "vertegenwoordiger")
    ]
    asked = verzoek(ZAT, ZAT, *elementen, grond=Grond.TOESTEMMING)
    poort.vraag(asked.model_copy(update={"toestemmingen": tuple(consents)}))
    again = poort.vraag(asked.model_copy(update={"verstrekking": "w" * 26}))
    bezorgd = again.een(VerstrekkingBezorgd).elementen
    gone = [shared for shared in bezorgd if not shared.zetels]
    assert gone
    assert {shared.element.waarde for shared in gone} == {LEEG}
