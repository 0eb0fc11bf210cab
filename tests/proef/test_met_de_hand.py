"""Product and oracle, each held against what was written by hand for four regions."""

from collections.abc import Iterator
from datetime import date

import pytest

from chain.proef.gang import Regio, speel
from chain.proef.spel import beproef, gevallen
from chain.proef.verwacht import Geval, draagt, leest, moet_horen, roept
from chain.setup.covenant_check import main
from tests.proef.met_de_hand import REGIOS, Regel, convenant, regels

OP = date(2026, 3, 2)


@pytest.mark.parametrize("naam", REGIOS)
def test_the_services_do_what_was_written_by_hand(naam: str) -> None:
    regio = Regio(convenant(naam), OP)
    for regel, geval in _gespeeld(naam):
        regio.leeg.begin(regel.leeg)
        werd = speel(regio, geval)
        told = (werd.draagt, werd.langs_ladder, tuple(sorted(werd.gehoord)))
        assert told == (regel.draagt, regel.ladder, regel.leest), (regel, geval)


@pytest.mark.parametrize("naam", REGIOS)
def test_the_oracle_says_what_was_written_by_hand(naam: str) -> None:
    tekst = convenant(naam).model_dump(mode="json")
    for regel, geval in _gespeeld(naam):
        plekken = moet_horen(tekst, geval)
        assert plekken == {plek for plek, _ in regel.leest}, (regel, geval)
        for plek, lezer in regel.leest:
            assert leest(tekst, plek.zetel, regel.leeg) == lezer, (regel, geval)
        if regel.draagt is None:
            continue
        domein = tekst["overleggen"][tekst["wegen"][geval.weg]["naar"]]["domein"]
        carrier = draagt(tekst, geval, regel.leeg)
        assert (carrier or roept(tekst, domein, regel.leeg)[0]) == regel.draagt, (regel, geval)
        assert (carrier is None) == regel.ladder, (regel, geval)


@pytest.mark.parametrize("naam", REGIOS)
def test_by_hand_each_way_in_which_a_case_can_come_was_thought_of_once(naam: str) -> None:
    whole = [one for one in regels(naam) if not one.leeg]
    for geval in gevallen(convenant(naam).model_dump(mode="json")):
        assert len([one for one in whole if one.over(geval)]) == 1, geval


@pytest.mark.parametrize("naam", REGIOS)
def test_everybody_hears_who_must_and_nobody_else(naam: str) -> None:
    played = beproef(convenant(naam), OP)
    assert played.goed
    assert {one.geval.weg for one in played.beurten} == set(convenant(naam).wegen)
    assert played.gespeeld > 800


def _gespeeld(naam: str) -> Iterator[tuple[Regel, Geval]]:
    """Each row with every case that it is about."""
    cases = list(gevallen(convenant(naam).model_dump(mode="json")))
    for regel in regels(naam):
        found = [geval for geval in cases if regel.over(geval)]
        assert found, regel
        yield from ((regel, geval) for geval in found)


def test_the_example_in_the_docs_is_what_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    text = (REGIOS["tilburg"].parents[2] / "docs/convenant.md").read_text(encoding="utf-8")
    example = text.partition("## Spelen wat er staat")[2].split("```")[1].strip().splitlines()
    assert main(["check", str(REGIOS["tilburg"]), "--proef"]) == 0
    printed = capsys.readouterr().out.splitlines()
    for line in example:
        assert line in printed, line
