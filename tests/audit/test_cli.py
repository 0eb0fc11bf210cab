"""The auditor's command, as a person or a script uses it."""

import json
from pathlib import Path
from typing import Any

import pytest

from chain.audit.cli import FAULTY, SOUND, UNUSABLE, main
from infra.database import Database
from infra.keys import KeyStore
from tests.audit import damage
from tests.audit.story import CASUS, CJG, HCO, ZAT, Story


def run(log: Path, *words: str) -> int:
    command, *rest = words
    return main([command, *rest, "--data", str(log.parent)])


def test_verify_says_that_it_holds(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(log, "verify") == SOUND
    assert capsys.readouterr().out.startswith("Het logboek klopt: ")


def test_verify_names_the_first_fault(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage.delete(log, damage.find(log, "CasusBesproken")[0])
    assert run(log, "verify") == FAULTY
    assert capsys.readouterr().out.startswith(
        "Het logboek klopt niet. De eerste fout: onderwijs.casusoverleg.v1, partitie 0, nummer 3: "
        "hiervoor ontbreekt nummer 2."
    )


def test_verify_for_a_machine(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(log, "verify", "--json") == SOUND
    found = json.loads(capsys.readouterr().out)
    assert (found["fouten"], found["besluiten"], found["niet_na_te_gaan"]) == ([], 7, 0)


def erase(story: Story) -> tuple[Path, KeyStore, str]:
    """The tables of the ZAT say that they erased; gives the log, their key store and the key."""
    keys = KeyStore(Database(f"sqlite:///{story.home}/keys/{ZAT}.sqlite"))
    key = keys.seal("20 uur", "somebody", "e1").sleutel
    fact = {
        "casus": CASUS[ZAT],
        "overleg": "zat-het-baken",
        "grond": "bewaartermijn-voorbij",
        "personen": ["somebody"],
        "sleutels": [key],
        "door": {"organisatie": "het-baken", "rol": "zat-coordinator"},
        "op": "2026-03-02",
    }
    story.book.say(f"{ZAT}.vernietiging.v1", "GegevensVernietigd", fact)
    return story.write(), keys, key


def test_erased_says_what_when_by_whom_and_whether_its_keys_are_gone(
    story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    log, keys, key = erase(story)
    assert run(log, "erased") == FAULTY
    assert "NOG AANWEZIG" in capsys.readouterr().out
    keys.destroy_keys([key])
    assert run(log, "erased") == SOUND
    assert capsys.readouterr().out == (
        "2026-03-02 onderwijs: casus casus-zat van zat-het-baken, bewaartermijn voorbij, "
        "door het-baken/zat-coordinator; 1 personen, 1 sleutels: gewist\n"
    )
    assert run(log, "verify") == SOUND
    assert "Vernietigd is 1 keer" in capsys.readouterr().out
    (log.parent / "keys" / f"{ZAT}.sqlite").unlink()
    assert run(log, "erased") == SOUND
    assert "niet na te gaan" in capsys.readouterr().out


def test_where_nothing_was_erased_there_is_nothing_to_tell(log: Path) -> None:
    assert run(log, "erased") == UNUSABLE


def test_figures_for_a_machine(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(log, "figures", "--json") == SOUND
    assert json.loads(capsys.readouterr().out)["aangemeld"] == 1


def test_figures_tell_a_loss(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damage.delete(log, damage.find(log, "CasusBesproken")[0])
    assert run(log, "figures") == FAULTY
    told = capsys.readouterr()
    assert "verloren" in told.out
    assert "hiervoor ontbreekt nummer 2" in told.err


def test_figures_need_the_keys_of_the_gate(
    log: Path, story: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    (story.home / "keys" / "privacy-gate.sqlite").unlink()
    assert run(log, "figures") == UNUSABLE
    assert "sleutels" in capsys.readouterr().err


@pytest.mark.parametrize("domain", [ZAT, HCO, CJG])
def test_replay_follows_the_zaak_from_any_table(
    log: Path, capsys: pytest.CaptureFixture[str], domain: str
) -> None:
    assert run(log, "replay", CASUS[domain], "--json") == SOUND
    rows = json.loads(capsys.readouterr().out)
    assert [row["gebeurtenis"] for row in rows][:2] == ["CasusAangemeld", "VerstrekkingGevraagd"]
    assert rows[-1]["gebeurtenis"] == "OntvangstBevestigd"
    assert {row["domein"] for row in rows} == {ZAT, HCO, CJG}
    assert [row["stap"] for row in rows if row["gebeurtenis"] == "OverdrachtGewijzigd"] == [
        "geaccepteerd",
        "actie-bevestigd",
    ]


def test_replay_shows_structure_only(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(log, "replay", CASUS[HCO])
    told = capsys.readouterr().out
    assert "PlanVastgesteld" in told
    assert "cijfertekst" not in told
    assert "waarde" not in told


def test_explain(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(log, "explain", "b2") == SOUND
    told = capsys.readouterr().out
    assert "zat-het-baken (onderwijs) vroeg om een verstrekking" in told
    assert "Element e1 (verzuim): toegestaan" in told
    assert "  politie/jeugdagent: mag\n" in told
    assert "  rvdk/raadsonderzoeker: mag niet\n" in told
    assert "    wat ontbrak: toestemming" in told
    assert "Verplichting: informeren (Wbp 34), uiterlijk 2010-10-01" in told


def test_explain_by_the_token_of_a_postbus(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(log, "explain", "token2", "--json") == SOUND
    assert json.loads(capsys.readouterr().out)["besluit"] == "b2"


def test_who_saw(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(log, "who-saw", CASUS[ZAT]) == SOUND
    assert capsys.readouterr().out.splitlines() == [
        "2010-09-01  hco-tilburg  besluit b2",
        "  politie/jeugdagent (politie-tilburg): verzuim (e1-veiligheid)",
        "  rmc/rmc-coordinator (rmc-tilburg): verzuim (e1-veiligheid); verzuim (e2-veiligheid)",
        "  rvdk/raadsonderzoeker (onbekend): verzuim (e2-veiligheid)",
    ]


@pytest.mark.parametrize(
    ("kind", "field"),
    [("AfspraakGemaakt", "uitvoerder"), ("DoelGesteld", "wie"), ("DoelBijgesteld", "wie")],
)
def test_who_carries_out_an_agreement_or_works_at_a_goal_saw_it(
    story: Story, capsys: pytest.CaptureFixture[str], kind: str, field: str
) -> None:
    who: dict[str, Any] = {field: {"organisatie": "novadic", "rol": "behandelaar"}}
    story.table(
        HCO,
        kind,
        **who,
        element={"id": "e9", "veld": "afspraak", "brontype": "verslavingszorg"},
        op="2010-09-03",
    )
    assert run(story.write(), "who-saw", CASUS[ZAT]) == SOUND
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "2010-09-03  hco-tilburg  besluit geen, eigen afspraak",
        "  verslavingszorg/behandelaar (novadic): afspraak (e9)",
    ]


@pytest.mark.parametrize("command", ["replay", "explain", "who-saw"])
def test_what_is_not_there(log: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run(log, command, "nothing") == UNUSABLE
    assert capsys.readouterr().err


def test_no_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--data", str(tmp_path)]) == UNUSABLE
    assert "Er is geen logboek" in capsys.readouterr().err
