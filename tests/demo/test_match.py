"""The sample cases show the verwijsindex: a match that was followed up, and one that is open."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from chain.audit.figures import MUST_BE_ZERO, audited
from chain.audit.reading import opened
from chain.audit.verify import verified
from chain.demo.calendar import at_work, working_day_before
from chain.demo.loop import BAKEN, CJG, JCO
from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.play import Player
from chain.demo.regio import REGION
from chain.demo.stap import Voorbeeld
from chain.demo.voorbeelden import CASUSSEN
from chain.driver import Chain, Json
from chain.setup.inrichting import read_covenant_at
from tests.verhalen.kalender import met_kalender
from tests.verhalen.keten import pagina

MONDAY = date(2026, 11, 23)
ZAT, CJG_REGIE = "het-baken/zat-coordinator", "cjg-tilburg/procesregisseur"
OFFICIER, RAAD = "om-tilburg/officier-van-justitie", "rvdk/raadsonderzoeker"
ZORGREGISSEUR = "gemeente-tilburg/zorgregisseur"
SIDES = {BAKEN: ZAT, CJG: CJG_REGIE, JCO: OFFICIER}
"""By table of a match, who looks at it there."""


def met_een_match() -> dict[str, list[Voorbeeld]]:
    """The samples of children whom two tables report, by BSN."""
    often = Counter(case.aanmelding["bsn"] for case in CASUSSEN)
    found: dict[str, list[Voorbeeld]] = {bsn: [] for bsn, times in often.items() if times > 1}
    for case in CASUSSEN:
        if case.aanmelding["bsn"] in found:
            found[case.aanmelding["bsn"]].append(case)
    return found


def born(case: Voorbeeld, today: date) -> date:
    lived = int(case.aanmelding["geboortedatum"])
    return working_day_before(today, case.dag) + timedelta(days=lived)


@pytest.mark.parametrize("later", range(7))
def test_one_child_is_the_same_at_two_tables_of_different_domains(later: int) -> None:
    tables = read_covenant_at(REGION).overleggen
    assert met_een_match()
    for pair in met_een_match().values():
        assert len({tables[case.aanmelding["overleg"]].domein for case in pair}) == len(pair) == 2
        assert len({born(case, MONDAY + timedelta(days=later)) for case in pair}) == 1
        for field in ("voornaam", "achternaam", "adres", "telefoon"):
            assert len({case.aanmelding[field] for case in pair}) == 1


@pytest.mark.anyio
@pytest.mark.timeout(300)
@pytest.mark.parametrize("later", [0, 4])
async def test_a_match_is_followed_up_and_another_stands_open(tmp_path: Path, later: int) -> None:
    samples = [case for pair in met_een_match().values() for case in pair]
    last = MONDAY + timedelta(days=later)
    first = at_work(working_day_before(last, max(case.dag for case in samples)), -60)
    async with met_kalender(tmp_path, start=first) as kalender:
        keten = kalender.keten
        ids = {name: keten.medewerkers[person.functies[0]] for name, person in MEDEWERKERS.items()}
        player = Player(keten.chain, kalender.clock, ids, lambda _line: None)
        await player.play(samples, last)
        seen = [await _match(keten.chain, keten.medewerkers, case) for case in samples]
        told = [
            (message["door"], message["contact"])
            for table in SIDES
            for message in await keten.als(ZORGREGISSEUR).user.messages(table)
            if message["soort"] == "match-voor-regisseur"
        ]
        board = keten.chain.sites["onderwijs-casusoverleg"]
        menu = await pagina(keten.als(ZORGREGISSEUR).user, f"{board}/")
    assert all(f">Domein {domein}<" in menu.text for domein in ("zorg", "justitie"))
    sides = Counter((contact, agreed) for contact, agreed in seen)
    assert sides == {
        (ZAT, "samen-een-plan"): 1,
        (CJG_REGIE, "samen-een-plan"): 1,
        (ZAT, None): 1,
        (RAAD, None): 1,
    }
    pairs = Counter(frozenset(map(_functie, pair)) for pair in told)
    assert pairs == {frozenset({ZAT, CJG_REGIE}): 1, frozenset({ZAT, RAAD}): 1}
    with opened(tmp_path) as log:
        figures = audited(log).figures
        assert not [name for name in MUST_BE_ZERO if figures[name]]
        assert not verified(log).faults


async def _match(
    chain: Chain, people: Mapping[str, str], case: Voorbeeld
) -> tuple[str, str | None]:
    """Whom the table of this case is to call, and what came of it."""
    table = str(case.aanmelding["overleg"])
    user = chain.user(people[SIDES[table]])
    known = {c["naam"]: c["id"] for c in await user.cases(table)}
    name = f"{case.aanmelding['voornaam']} {case.aanmelding['achternaam']}"
    (match,) = (await user.case(table, known[name]))["verwijzing"]["matches"]
    return _functie(match["contact"]), match["uitkomst"]


def _functie(wie: Json) -> str:
    return f"{wie['organisatie']}/{wie['rol']}"
