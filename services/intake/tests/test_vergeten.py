"""What intake forgets of who was destroyed at the tables."""

from datetime import date
from typing import Any

import pytest

from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.topics import vernietigingen
from contracts.vocabulary import Functie
from infra.testing.source import Source
from intake.store.vault import Vault

pytestmark = pytest.mark.anyio

Proef = Any


def vernietig(proef: Proef, aangemeld: Any, source: Source | None = None) -> Source:
    source = source or Source(vernietigingen(proef.domein))
    feit = GegevensVernietigd(
        casus=aangemeld.casus,
        overleg="zat",
        grond=Vernietigingsgrond.TERMIJN,
        personen=(aangemeld.betrokkene,),
        sleutels=(),
        door=Functie(organisatie="het-baken", rol="zat-coordinator"),
        op=date(2026, 3, 2),
    )
    proef.kernel.receive([source.says(aangemeld.casus, feit)])
    return source


async def gemeld(proef: Proef, **anders: Any) -> Any:
    """What it said of a report that it took."""
    assert (await proef.meld(**anders)).status_code == 201
    return proef.gezegd()[0]


async def test_who_was_destroyed_is_not_known_by_his_number(onderwijs: Proef) -> None:
    first = await gemeld(onderwijs)
    source = vernietig(onderwijs, first)
    vernietig(onderwijs, first, source)
    assert (await gemeld(onderwijs, kenmerk="b")).betrokkene != first.betrokkene


async def test_who_was_reported_again_meanwhile_stays_known(onderwijs: Proef) -> None:
    first, second = await gemeld(onderwijs), await gemeld(onderwijs, kenmerk="b")
    assert second.betrokkene == first.betrokkene
    source = vernietig(onderwijs, first)
    assert (await gemeld(onderwijs, kenmerk="c")).betrokkene == first.betrokkene
    assert onderwijs.parts.vault is not None
    vault = Vault(onderwijs.parts.vault)
    vault.vergeet_melding(vault.casus_van("het-baken", "c"))
    vernietig(onderwijs, second, source)
    assert (await gemeld(onderwijs, kenmerk="d")).betrokkene != first.betrokkene


async def test_the_reference_of_a_destroyed_report_is_not_used_again(onderwijs: Proef) -> None:
    vernietig(onderwijs, await gemeld(onderwijs))
    assert (await onderwijs.meld()).status_code == 409
