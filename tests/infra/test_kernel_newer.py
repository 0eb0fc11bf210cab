"""An older process meets a newer form: that casus waits, says so, and goes on after an upgrade."""

import logging
from dataclasses import replace

import pytest

from contracts.envelope import parse
from contracts.events.casusoverleg import CasusGeopend, HouderVernomen, UitkomstVastgesteld
from contracts.events.registry import payload_of
from contracts.events.table import form_of, type_name
from contracts.events.upcasting import READABLE
from infra.database import Database
from infra.kernel import Kernel, Why
from infra.testing.diary import HEARS, HEARS_TOO, Diary, MakeKernel, read
from infra.testing.source import A, B, Source
from tests.contracts.examples import example

FORM = form_of(HouderVernomen)
NEXT = type_name(FORM.name, FORM.version + 1)
UNHEARD_OF = "nl.jeugdketen.casusoverleg.IetsNieuws.v1"


def _upgrade(monkeypatch: pytest.MonkeyPatch, *types: str) -> None:
    for type_ in types:
        monkeypatch.setitem(READABLE, type_, FORM)


@pytest.mark.parametrize("type_", [NEXT, UNHEARD_OF])
def test_its_casus_waits_on_every_topic_and_no_other_does(
    make_kernel: MakeKernel, database: Database, type_: str, caplog: pytest.LogCaptureFixture
) -> None:
    kernel, source = make_kernel(Diary().reactions()), Source(HEARS)
    with caplog.at_level(logging.WARNING):
        kernel.receive(
            [
                source.says(A, event="a1"),
                source.says(A, event="newer", kind=type_),
                source.says(A, event="a2"),
                source.says(B, event="b1"),
                Source(HEARS_TOO).says(A, event="a3"),
            ]
        )
    assert read(database, A) == ["a1"]
    assert read(database, B) == ["b1"]
    assert [(one.id, one.kind) for one in kernel.parked()] == [
        ("newer", Why.NEWER),
        ("a2", Why.BEHIND),
        ("a3", Why.BEHIND),
    ]
    assert f"{type_} waits for an upgrade" in caplog.text
    assert kernel.catch_up() == 0
    assert read(database, A) == ["a1"]


def test_after_the_upgrade_it_goes_on_by_itself_and_in_order(
    make_kernel: MakeKernel, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    kernel, source = make_kernel(Diary().reactions()), Source(HEARS)
    kernel.receive(
        [
            source.says(A, event="newer", kind=NEXT),
            source.says(A, event="a2"),
            source.says(B, event="unheard-of", kind=UNHEARD_OF),
        ]
    )
    _upgrade(monkeypatch, NEXT)
    upgraded = make_kernel(Diary().reactions())
    assert upgraded.catch_up() == 2
    assert read(database, A) == ["newer", "a2"]
    assert [(one.id, one.kind) for one in upgraded.parked()] == [("unheard-of", Why.NEWER)]
    upgraded.receive([source.says(A, event="a3")])
    assert read(database, A) == ["newer", "a2", "a3"]


def test_a_newer_form_of_what_is_nothing_to_this_service_holds_back_nothing(
    make_kernel: MakeKernel, database: Database
) -> None:
    form = form_of(CasusGeopend)
    kernel, source = make_kernel(Diary().reactions()), Source(HEARS)
    kernel.receive(
        [
            source.says(A, event="newer", kind=type_name(form.name, form.version + 1)),
            source.says(A, event="a2"),
        ]
    )
    assert read(database, A) == ["a2"]
    assert kernel.parked() == []


def test_what_is_poison_to_the_newer_code_too_is_told_as_that(
    make_kernel: MakeKernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary = Diary()
    diary.poison = {"newer"}
    kernel: Kernel = make_kernel(diary.reactions())
    kernel.receive([Source(HEARS).says(A, event="newer", kind=NEXT)])
    _upgrade(monkeypatch, NEXT)
    assert kernel.catch_up() == 0
    (parked,) = kernel.parked()
    assert (parked.kind, parked.reason) == (Why.POISON, "not in this diary")


def test_a_word_that_is_newer_waits_as_a_newer_form_does(
    make_kernel: MakeKernel, database: Database
) -> None:
    said = payload_of(parse(example("UitkomstVastgesteld")))
    record = Source(HEARS).says(A, said, event="newer")
    raw = record.raw.replace(b'"overdragen"', b'"verder-dragen"')
    kernel = make_kernel({UitkomstVastgesteld: Diary().note})
    kernel.receive([replace(record, raw=raw)])
    assert raw != record.raw
    assert [(one.id, one.kind) for one in kernel.parked()] == [("newer", Why.NEWER)]
    assert read(database, A) == []


def test_what_is_poison_is_not_tried_again_by_itself(
    make_kernel: MakeKernel, database: Database
) -> None:
    diary, source = Diary(), Source(HEARS)
    diary.poison = {"bad"}
    kernel: Kernel = make_kernel(diary.reactions())
    kernel.receive([source.says(B, event="bad"), source.says(A, event="newer", kind=NEXT)])
    assert make_kernel(Diary().reactions()).catch_up() == 0
    assert read(database, B) == []
    assert [(one.id, one.attempts) for one in kernel.parked()] == [("bad", 1), ("newer", 1)]
