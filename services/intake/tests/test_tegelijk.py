"""Two reports at once: what one of them does, the other finds done."""

import asyncio
import threading
from contextlib import suppress
from typing import Any

import pytest

from contracts.events.intake import CasusAangemeld
from intake.domain.gegevens import Personen
from intake.store.vault import Vault

pytestmark = pytest.mark.anyio
Proef = Any
"""See conftest.py: an intake on real files."""


@pytest.fixture
def tegelijk(onderwijs: Proef, monkeypatch: pytest.MonkeyPatch) -> Proef:
    """Whoever is about to name persons waits a moment for another who is about to do so."""
    herken, both = Vault.herken, threading.Barrier(2)

    def waits(vault: Vault, *report: Any) -> Personen:
        with suppress(threading.BrokenBarrierError):
            both.wait(0.1)
        return herken(vault, *report)

    monkeypatch.setattr(Vault, "herken", waits)
    return onderwijs


async def test_under_one_reference_one_is_taken_and_the_other_refused(tegelijk: Proef) -> None:
    reports: tuple[dict[str, str], ...] = ({}, {"verzuim": "Achttien uur"})
    answers = await asyncio.gather(*(tegelijk.meld(**report) for report in reports))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    again = [(await tegelijk.meld(**report)).status_code for report in reports]
    assert [200 if one.status_code == 201 else 409 for one in answers] == again
    assert len(tegelijk.gezegd()) == 2


async def test_the_same_one_is_new_once(tegelijk: Proef) -> None:
    answers = await asyncio.gather(tegelijk.meld(), tegelijk.meld())
    assert sorted(answer.status_code for answer in answers) == [200, 201]
    assert len({answer.json()["casus"] for answer in answers}) == 1
    assert len(tegelijk.gezegd()) == 2


async def test_of_one_child_they_name_one_person(tegelijk: Proef) -> None:
    await asyncio.gather(tegelijk.meld(kenmerk="a"), tegelijk.meld(kenmerk="b"))
    reported = [fact for fact in tegelijk.gezegd() if isinstance(fact, CasusAangemeld)]
    assert len(reported) == 2
    assert len({fact.betrokkene for fact in reported}) == 1
    assert len({fact.gezin for fact in reported}) == 1
