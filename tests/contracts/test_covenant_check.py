"""`./keten covenant check`: exit codes, and the 22 questions answered or asked."""

import json
from pathlib import Path

import pytest

from chain.setup.checklist import QUESTIONS, Checklistantwoord, Mate, answers
from chain.setup.covenant_check import main
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from tests.contracts.regions import KOP, TILBURG

TEXT = TILBURG.read_text(encoding="utf-8")


def checklist(text: str) -> dict[int, Checklistantwoord]:
    found = read_covenant(text)
    assert isinstance(found, Convenant), found
    return {answer.nummer: answer for answer in answers(found)}


def test_a_valid_covenant_gives_0_and_all_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(TILBURG)]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert all(question.tekst in told.out for question in QUESTIONS)
    assert "19 organisaties, 7 overleggen en loketten, 9 wegen." in told.out


def test_a_fault_gives_1_and_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "regio.yaml"
    file.write_text(TEXT.replace("versie: 1", "versie: een"), encoding="utf-8")
    assert main(["check", str(file)]) == 1
    assert "1 fout.\n  regel 6, versie: hier hoort een heel getal" in capsys.readouterr().out


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_what_cannot_be_read_gives_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    file = tmp_path / "regio.yaml"
    if content is not None:
        file.write_bytes(content)
    assert main(["check", str(file)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert str(file) in told.err


def test_a_wrong_command_gives_2() -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["chekc", str(TILBURG)])


def test_for_machines_both_outcomes_are_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", str(TILBURG), "--json"])
    good = json.loads(capsys.readouterr().out)
    assert (good["geldig"], good["convenant"], good["fouten"]) == (True, "tilburg@1", [])
    assert [question["nummer"] for question in good["vragen"]] == list(range(1, 23))
    file = tmp_path / "regio.yaml"
    file.write_text(TEXT.replace("soort: HCO", "soort: HKO"), encoding="utf-8")
    main(["check", "--json", str(file)])
    bad = json.loads(capsys.readouterr().out)
    assert bad["geldig"] is False
    assert bad["fouten"][0]["pad"] == "overleggen.hco-tilburg.soort"


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "regio.yaml"
    file.write_text(TEXT, encoding="utf-8-sig")
    assert main(["check", str(file)]) == 0


def test_the_22_questions_by_theme() -> None:
    themes = [question.thema for question in QUESTIONS]
    assert [themes.count(theme) for theme in dict.fromkeys(themes)] == [4, 2, 4, 8, 4]


def test_what_the_file_does_not_say_is_asked() -> None:
    found = checklist(TEXT)
    asked = {number for number, answer in found.items() if answer.stand is Mate.TE_VRAGEN}
    assert asked == {2, 3, 4, 5, 6, 8, 9, 11, 14, 16, 18, 20}
    assert all(found[number].antwoord for number in set(found) - asked)


def test_the_answers_follow_the_file() -> None:
    found = checklist(TEXT)
    assert found[1].stand is Mate.BEANTWOORD
    assert "veiligheidshuis-tilburg/ketenmanager" in found[13].antwoord
    assert "stagneert na 20 werkdagen" in found[17].antwoord
    assert "justitie: na 3 werkdagen rvdk/teamleider, na 5 werkdagen om-tilb" in found[17].antwoord
    assert {found[number].stand for number in (7, 15, 17, 21, 22)} == {Mate.BEANTWOORD}
    changed = TEXT.replace("mee-tilburg/consulent, ", "").replace("mee-tilburg/consulent,\n", "\n")
    later = checklist(changed.replace("actie_bevestigen: 20", "actie_bevestigen: 15"))
    assert later[1].stand is Mate.DEELS
    assert later[1].antwoord == "geen zetel hebben: mee"
    assert "stagneert na 15 werkdagen" in later[17].antwoord


def test_what_was_not_agreed_is_no_answer() -> None:
    ladder = TEXT[TEXT.index("  justitie: [") : TEXT.index("vervanging:")]
    index = TEXT[TEXT.index("verwijsindex:") : TEXT.index("informatiedragers:")]
    found = checklist(TEXT.replace(ladder, "").replace(index, ""))
    assert {found[number].stand for number in (15, 17, 21, 22)} == {Mate.DEELS}
    assert "vraag wie dan handelt in het domein justitie" in found[17].antwoord


def test_a_region_can_answer_what_a_machine_cannot() -> None:
    found = checklist(f"{TEXT}antwoorden: {{'16': De gezinscoach., '7': Wie thuis vastloopt.}}\n")
    assert (found[16].stand, found[16].antwoord) == (
        Mate.BEANTWOORD,
        "de regio zegt: De gezinscoach.",
    )
    assert found[7].antwoord.startswith("de regio zegt: Wie thuis vastloopt.; naar leeftijd")


def test_several_files_are_held_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(TILBURG), str(KOP)]) == 0
    clash = tmp_path / "regio.yaml"
    clash.write_text(KOP.read_text("utf-8").replace("vangnet-loket", "bjz-loket"), "utf-8")
    capsys.readouterr()
    assert main(["check", str(TILBURG), str(clash)]) == 1
    assert "hebben elk een overleg 'bjz-loket'" in capsys.readouterr().out
    assert main(["check", str(TILBURG), str(clash), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["geldig"] for one in found["convenanten"]] == [True, True]
    assert len(found["samen"]) == 1
