"""Every form that was ever released is readable, and no change of one goes unnoticed."""

import gc
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from pydantic import ValidationError

from chain.contracts_command import CONTRACTS, later_words_in, look, main, released_in
from contracts import released
from contracts.envelope import parse
from contracts.events import table, upcasting
from contracts.events.casusoverleg import CasusHeropend, HouderVernomen
from contracts.events.intake import CasusAangemeld
from contracts.events.payload import Payload
from contracts.events.registry import NewerType, UnknownType, kind_of, payload_of
from contracts.events.table import FORMS, Form, form_of, type_name
from contracts.events.upcasting import BrokenTable, Data, Upcaster, check, upcast
from contracts.released import Released, faults, schema_of, unreleased, words

INDEX, WORDS = "contracts/forms/INDEX", "contracts/forms/WORDS"
LINES = released_in(CONTRACTS)
FILES = {line.path: (CONTRACTS / "forms" / line.path).read_text("utf-8") for line in LINES}
LATER = later_words_in(CONTRACTS)
FORM = form_of(HouderVernomen)
ZERO = ("onleesbaar", "niet_uitgebracht", "zonder_voorbeeld", "buiten_tabel")


def line_of(kind: type[Payload]) -> Released:
    return next(line for line in LINES if line.type == form_of(kind).type)


def test_nothing_is_wrong_with_any_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert look(CONTRACTS) == {
        "onleesbaar": [],
        "niet_uitgebracht": [],
        "zonder_voorbeeld": [],
        "buiten_tabel": [],
    }
    assert main(["check", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["uitgebracht"] >= figures["vormen"] >= figures["gebeurtenissen"] >= 70


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.type)
def test_its_golden_message_reads_in_the_newest_form(line: Released) -> None:
    golden = json.loads(FILES[line.path])["golden"]
    assert golden["type"] == line.type
    assert isinstance(payload_of(parse(json.dumps(golden).encode())), kind_of(line.type))


@pytest.mark.parametrize("kept", [INDEX, WORDS])
def test_what_was_released_only_grew(kept: str) -> None:
    root = CONTRACTS.parent
    if not (root / ".git").exists():
        pytest.skip("a copy without its history")
    commits = subprocess.check_output(
        ["git", "log", "--format=%H", "--", kept], cwd=root, text=True
    ).split()
    now = set((root / kept).read_text("utf-8").splitlines())
    for commit in commits:
        then = subprocess.check_output(["git", "show", f"{commit}:{kept}"], cwd=root, text=True)
        assert set(then.splitlines()) <= now, f"what {commit[:8]} had released"


def test_a_class_that_moved_changes_nothing_on_the_wire(monkeypatch: pytest.MonkeyPatch) -> None:
    before = FORM.type
    monkeypatch.setattr(HouderVernomen, "__module__", "contracts.events.elders")
    assert form_of(HouderVernomen).type == before
    assert schema_of(HouderVernomen) == json.loads(FILES[line_of(HouderVernomen).path])["schema"]


def _without_an_example(contracts: Path) -> None:
    (contracts / "examples" / "HouderVernomen.json").unlink()


def _on_another_topic(contracts: Path) -> None:
    example = contracts / "examples" / "HouderVernomen.json"
    told = example.read_text("utf-8")
    assert "-casusoverleg-" in told
    example.write_text(told.replace("-casusoverleg-", "-intake-"), "utf-8")


def _another_golden_message(contracts: Path) -> None:
    form = contracts / "forms" / line_of(HouderVernomen).path
    form.write_text(form.read_text("utf-8").replace(": ", ":  ", 1), "utf-8")


@pytest.mark.parametrize(
    ("plant", "figure"),
    [
        (_without_an_example, "zonder_voorbeeld"),
        (_on_another_topic, "buiten_tabel"),
        (_another_golden_message, "onleesbaar"),
    ],
)
def test_each_figure_that_must_be_zero_tells_what_is_planted(
    plant: Callable[[Path], None],
    figure: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for part in ("examples", "forms"):
        copytree(CONTRACTS / part, tmp_path / part)
    monkeypatch.setattr("chain.contracts_command.CONTRACTS", tmp_path)
    assert main(["check", "--json"]) == 0
    capsys.readouterr()
    plant(tmp_path)
    assert main(["check", "--json"]) == 1
    told = capsys.readouterr()
    figures = json.loads(told.out)
    assert {name: figures[name] for name in ZERO if figures[name]} == {figure: 1}
    assert FORM.type in told.err


class HouderVernomenAnders(HouderVernomen):
    """As it is, and with a field that is required."""

    waarom: str


@pytest.fixture
def altered(monkeypatch: pytest.MonkeyPatch) -> Form:
    """The class of a form got a required field, and its version stayed."""
    form = Form(FORM.name, FORM.version, HouderVernomenAnders, FORM.said)
    monkeypatch.setitem(upcasting.READABLE, form.type, form)
    return form


def test_a_field_made_required_without_a_version_is_told(altered: Form) -> None:
    assert "make that the next version" in faults(LINES, FILES, LATER)[altered.type]


def _said_with(monkeypatch: pytest.MonkeyPatch, *more: str, fewer: int = 0) -> None:
    """All forms as if the vocabulary of fields had these words more, and its first ones less."""

    def today(kind: type[Payload]) -> dict[str, Any]:
        schema = schema_of(kind)
        if words := schema.get("$defs", {}).get("Veld"):
            words["enum"] = [*words["enum"][fewer:], *more]
        return schema

    monkeypatch.setattr(released, "schema_of", today)


def test_a_new_word_is_told_until_it_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    _said_with(monkeypatch, "nog-onbekend")
    assert look(CONTRACTS)["niet_uitgebracht"] == ["the word nog-onbekend of Veld"]
    assert "make that the next version" in faults(LINES, FILES, LATER)[form_of(CasusAangemeld).type]
    assert faults(LINES, FILES, (*LATER, *words("1.2 Veld nog-onbekend"))) == {}
    assert faults(LINES, FILES, (*LATER, *words("1.2 Relatie nog-onbekend"))) != {}


def test_a_word_that_was_released_and_is_gone_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(LINES, FILES, words("1.2 Veld opgeheven"))["Veld"] == "its word opgeheven is gone"
    _said_with(monkeypatch, fewer=1)
    assert "make that the next version" in faults(LINES, FILES, LATER)[form_of(CasusAangemeld).type]


def test_a_word_that_is_newer_than_the_code_is_no_fault_of_the_event() -> None:
    golden = json.loads(FILES[line_of(CasusAangemeld).path])["golden"]
    element = golden["data"]["elementen"][0]
    element["veld"] = "nog-onbekend"
    with pytest.raises(NewerType, match="CasusAangemeld"):
        payload_of(parse(json.dumps(golden).encode()))
    element["over"] = 7
    with pytest.raises(ValidationError):
        payload_of(parse(json.dumps(golden).encode()))


def test_a_file_that_was_changed_or_is_gone_is_told() -> None:
    line = line_of(CasusHeropend)
    assert faults(LINES, FILES, LATER) == {}
    assert (
        "was changed"
        in faults(LINES, {**FILES, line.path: FILES[line.path] + "\n"}, LATER)[line.type]
    )
    without = {path: text for path, text in FILES.items() if path != line.path}
    assert "is gone" in faults(LINES, without, LATER)[line.type]


def test_a_form_that_nothing_reads_any_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(upcasting.READABLE, FORM.type)
    assert "nothing reads it" in faults(LINES, FILES, LATER)[FORM.type]


def test_a_form_that_was_not_released_is_told() -> None:
    less = tuple(line for line in LINES if line.type != FORM.type)
    assert unreleased(less) == (FORM,)


@pytest.mark.parametrize("base", [Payload, CasusHeropend])
def test_a_class_without_a_row_is_told(base: type[Payload]) -> None:
    forgotten = type("Vergeten", (base,), {"__module__": "contracts.events.elders"})
    assert look(CONTRACTS)["buiten_tabel"] == [
        "contracts.events.elders.Vergeten has no row in the table of events"
    ]
    del forgotten
    gc.collect()


def renamed(data: Data) -> Data:
    return {"wie": data["houder"], **{k: v for k, v in data.items() if k != "houder"}}


def renamed_again(data: Data) -> Data:
    return {"naam": data["wie"], **{k: v for k, v in data.items() if k != "wie"}}


THIRD = Form(FORM.name, 3, HouderVernomen, FORM.said)
STEPS = (Upcaster(FORM.name, 1, renamed), Upcaster(FORM.name, 2, renamed_again))


def test_an_old_form_becomes_the_newest_step_by_step_and_is_left_as_it_was() -> None:
    steps = {step.type: step for step in STEPS}
    data: Data = {"houder": "cjg"}
    assert upcast(FORM.type, data, steps) == {"naam": "cjg"}
    assert upcast(type_name(FORM.name, 2), {"wie": "cjg"}, steps) == {"naam": "cjg"}
    assert upcast(THIRD.type, {"naam": "cjg"}, steps) == {"naam": "cjg"}
    assert data == {"houder": "cjg"}


def test_a_gap_a_loose_step_or_a_name_twice_refuses_to_start() -> None:
    others = [form for form in FORMS if form is not FORM]
    check([*others, THIRD], (*upcasting.UPCASTERS, *STEPS))
    for forms, steps, told in (
        ([*others, THIRD], STEPS[1:], "nothing reads"),
        ([*others, FORM], STEPS, "never was an event"),
        ([*others, FORM, THIRD], STEPS, "same name twice"),
        ([*others, THIRD], (*STEPS, STEPS[0]), "same upcaster twice"),
    ):
        with pytest.raises(BrokenTable, match=told):
            check(forms, (*upcasting.UPCASTERS, *steps))


def test_an_upcaster_that_changes_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    idle = Upcaster(FORM.name, FORM.version, dict)
    monkeypatch.setitem(
        upcasting.READABLE, FORM.type, Form(FORM.name, 2, HouderVernomen, FORM.said)
    )
    monkeypatch.setitem(upcasting._BY_TYPE, FORM.type, idle)
    assert "its upcaster changes nothing" in faults(LINES, FILES, LATER)[FORM.type]


def test_a_later_version_and_an_unknown_name_are_told_apart() -> None:
    with pytest.raises(NewerType):
        kind_of(type_name(FORM.name, FORM.version + 1))
    for unknown in ("nl.jeugdketen.intake.Anders.v1", type_name(FORM.name, 0), "iets", ""):
        with pytest.raises(UnknownType) as found:
            kind_of(unknown)
        assert not isinstance(found.value, NewerType)


def test_releasing_writes_what_was_not_released_and_nothing_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("chain.contracts_command.CONTRACTS", tmp_path)
    (tmp_path / "examples").symlink_to(CONTRACTS / "examples")
    (tmp_path / "forms").mkdir()
    for _ in range(2):
        assert main(["release", "9.1"]) == 0
    lines = released_in(tmp_path)
    assert [line.type for line in lines] == [form.type for form in table.FORMS]
    assert all((tmp_path / "forms" / line.path).is_file() for line in lines)
    assert "0 vormen" in capsys.readouterr().out


def test_a_form_that_can_say_more_needs_no_other_data(monkeypatch: pytest.MonkeyPatch) -> None:
    class MeerVernomen(HouderVernomen):
        waarom: str | None = None

    monkeypatch.setitem(upcasting.READABLE, FORM.type, Form(FORM.name, 2, MeerVernomen, FORM.said))
    monkeypatch.setitem(upcasting._BY_TYPE, FORM.type, Upcaster(FORM.name, FORM.version, dict))
    assert FORM.type not in faults(LINES, FILES, LATER)
