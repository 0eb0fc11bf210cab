"""What intake forgets of who was destroyed at the tables."""

from typing import Any

import pytest

pytestmark = pytest.mark.anyio

Proef = Any


async def gemeld(proef: Proef, **anders: Any) -> Any:
    """What it said of a report that it took."""
    assert (await proef.meld(**anders)).status_code == 201
    return proef.gezegd()[0]


async def test_who_was_destroyed_is_not_known_by_his_number(onderwijs: Proef) -> None:
    first = await gemeld(onderwijs)
    for _ in range(2):
        onderwijs.vernietig(first)
    assert (await gemeld(onderwijs, kenmerk="b")).betrokkene != first.betrokkene


async def test_who_was_reported_again_meanwhile_stays_known(onderwijs: Proef) -> None:
    first, second = await gemeld(onderwijs), await gemeld(onderwijs, kenmerk="b")
    assert second.betrokkene == first.betrokkene
    onderwijs.vernietig(first)
    assert (await gemeld(onderwijs, kenmerk="c")).betrokkene == first.betrokkene
    vault = onderwijs.kluis
    vault.forget_melding(vault.casus_van("het-baken", "c"))
    onderwijs.vernietig(second)
    assert (await gemeld(onderwijs, kenmerk="d")).betrokkene != first.betrokkene


async def test_the_reference_of_a_destroyed_report_is_not_used_again(onderwijs: Proef) -> None:
    onderwijs.vernietig(await gemeld(onderwijs))
    assert (await onderwijs.meld()).status_code == 409
