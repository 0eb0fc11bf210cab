"""The numbers lie in one place and their keys in another."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from contracts.elements import Verzegeld
from infra.database import Database
from infra.keys import KeyDestroyed, KeyStore

pytestmark = pytest.mark.anyio

Proef = Any

BSN = "123456782"


def opened(vault: Path, keys: Path) -> list[str]:
    """Every number in a vault that this key store opens."""
    with closing(sqlite3.connect(vault)) as look:
        bodies = look.execute("select body from document where kind = 'persoon'").fetchall()
    store = KeyStore(Database(f"sqlite:///{keys}"))
    return [
        store.open(Verzegeld(**one["bsn"]), one["betrokkene"])
        for one in (json.loads(body) for (body,) in bodies)
    ]


def alone(vault: Path) -> Path:
    """A copy of a vault and of nothing else."""
    folder = vault.parent / "kopie"
    folder.mkdir()
    for file in vault.parent.glob(f"{vault.name}*"):
        copy(file, folder)
    return folder / vault.name


async def test_from_a_copy_of_the_vault_alone_no_number_opens(
    onderwijs: Proef, tmp_path: Path
) -> None:
    await onderwijs.meld()
    vault = alone(tmp_path / "onderwijs-vault.sqlite")

    with closing(sqlite3.connect(vault)) as look:
        tables = {name for (name,) in look.execute("select name from sqlite_master")}
    assert not {"datakey", "storedsecret"} & tables
    with pytest.raises(KeyDestroyed):
        opened(vault, vault)
    assert opened(vault, tmp_path / "vault-onderwijs-keys.sqlite") == [BSN]


async def test_a_vault_of_before_gives_its_keys_away_and_everybody_is_known_again(
    onderwijs: Proef, tmp_path: Path
) -> None:
    await onderwijs.meld()
    vault, apart = tmp_path / "onderwijs-vault.sqlite", tmp_path / "vault-onderwijs-keys.sqlite"
    KeyStore(onderwijs.parts.vault).take_over(Database(f"sqlite:///{apart}"))
    assert opened(vault, vault) == [BSN]

    later = onderwijs.opnieuw()

    assert opened(vault, apart) == [BSN]
    with pytest.raises(KeyDestroyed):
        opened(vault, vault)
    await later.meld(kenmerk="b")
    first, *_, second = (one for one in later.gezegd() if hasattr(one, "betrokkene"))
    assert first.betrokkene == second.betrokkene


def test_a_vault_that_is_its_own_key_store_is_refused_and_keeps_its_keys(onderwijs: Proef) -> None:
    vault: Database = onderwijs.parts.vault
    secret = KeyStore(vault).secret("index")
    onderwijs.parts = replace(onderwijs.parts, vault_keys=KeyStore(vault))

    with pytest.raises(ValueError, match="apart"):
        onderwijs.begin()

    assert KeyStore(vault).secret("index") == secret
