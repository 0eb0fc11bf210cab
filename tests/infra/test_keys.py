import base64
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from contracts.elements import Verzegeld
from infra.database import PRAGMAS, Database
from infra.keys import KeyDestroyed, KeyStore, SealBroken

ABOUT = "b" * 26
OTHER = "c" * 26
CONTEXT = "d" * 26


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "zorg.sqlite"


@pytest.fixture
def keys(file: Path) -> KeyStore:
    return KeyStore(Database(f"sqlite:///{file}"))


def size(sealed: Verzegeld) -> int:
    return len(base64.urlsafe_b64decode(sealed.cijfertekst))


@pytest.mark.parametrize("value", ["", "Daan", "Zoë d'Arc \U0001f600\n", " spaties ", "x" * 20_000])
def test_what_was_sealed_opens_unchanged(keys: KeyStore, value: str) -> None:
    assert keys.open(keys.seal(value, ABOUT, CONTEXT), CONTEXT) == value


def test_a_seal_shows_nothing_of_the_value_or_its_length(keys: KeyStore) -> None:
    short, longer = keys.seal("ja", ABOUT, CONTEXT), keys.seal("nee, al lang niet", ABOUT, CONTEXT)
    assert size(short) == size(longer)
    assert keys.seal("ja", ABOUT, CONTEXT).cijfertekst != short.cijfertekst


def test_buckets_grow_in_steps(keys: KeyStore) -> None:
    sizes = {size(keys.seal("x" * n, ABOUT, CONTEXT)) for n in range(0, 1000, 50)}
    assert len(sizes) == 3


def test_a_seal_holds_in_its_own_context_only(keys: KeyStore) -> None:
    sealed = keys.seal("verslaving", ABOUT, CONTEXT)
    with pytest.raises(SealBroken):
        keys.open(sealed, "e" * 26)


def test_an_altered_seal_does_not_open(keys: KeyStore) -> None:
    sealed = keys.seal("verslaving", ABOUT, CONTEXT)
    raw = bytearray(base64.urlsafe_b64decode(sealed.cijfertekst))
    raw[-1] ^= 1
    altered = sealed.model_copy(update={"cijfertekst": base64.urlsafe_b64encode(raw).decode()})
    with pytest.raises(SealBroken):
        keys.open(altered, CONTEXT)
    with pytest.raises(SealBroken):
        keys.open(sealed.model_copy(update={"cijfertekst": "AAAA"}), CONTEXT)


def test_one_key_per_person_and_retention_class(keys: KeyStore) -> None:
    first = keys.seal("a", ABOUT, CONTEXT)
    assert keys.seal("b", ABOUT, CONTEXT).sleutel == first.sleutel
    assert keys.seal("b", OTHER, CONTEXT).sleutel != first.sleutel
    assert keys.seal("b", ABOUT, CONTEXT, "2-jaar").sleutel != first.sleutel


def test_another_domain_cannot_open_it(keys: KeyStore, tmp_path: Path) -> None:
    elsewhere = KeyStore(Database(f"sqlite:///{tmp_path / 'justitie.sqlite'}"))
    sealed = keys.seal("verslaving", ABOUT, CONTEXT)
    with pytest.raises(KeyDestroyed):
        elsewhere.open(sealed, CONTEXT)


def test_destruction_is_for_good_and_for_one_person(keys: KeyStore) -> None:
    gone, stays = keys.seal("a", ABOUT, CONTEXT), keys.seal("b", OTHER, CONTEXT)
    assert keys.destroy(ABOUT) == 1
    assert keys.destroy(ABOUT) == 0
    with pytest.raises(KeyDestroyed):
        keys.open(gone, CONTEXT)
    assert keys.open(stays, CONTEXT) == "b"


def test_after_destruction_a_new_key_does_not_open_what_was_erased(keys: KeyStore) -> None:
    gone = keys.seal("a", ABOUT, CONTEXT)
    keys.destroy(ABOUT)
    fresh = keys.seal("b", ABOUT, CONTEXT)
    assert fresh.sleutel != gone.sleutel
    with pytest.raises(KeyDestroyed):
        keys.open(gone, CONTEXT)


def test_a_destroyed_key_is_on_no_disk_page(keys: KeyStore, file: Path) -> None:
    keys.seal("a", ABOUT, CONTEXT)
    material = keys._living_key(ABOUT, "15-jaar")[1]

    def on_disk() -> bool:
        return any(material in part.read_bytes() for part in file.parent.glob(f"{file.name}*"))

    assert on_disk()
    keys.destroy(ABOUT)
    assert not on_disk()


def test_named_keys_are_destroyed_and_a_later_one_about_the_same_person_stays(
    keys: KeyStore,
) -> None:
    gone = keys.seal("a", ABOUT, CONTEXT)
    named = keys.about(ABOUT)
    assert named == (gone.sleutel,)
    assert keys.destroy_keys(named)
    later = keys.seal("b", ABOUT, CONTEXT)
    assert keys.destroy_keys(named)
    with pytest.raises(KeyDestroyed):
        keys.open(gone, CONTEXT)
    assert keys.open(later, CONTEXT) == "b"
    assert set(keys.about(ABOUT)) == {gone.sleutel, later.sleutel}


def test_as_long_as_somebody_reads_the_file_it_says_that_bytes_may_be_left(
    keys: KeyStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infra.database.PRAGMAS", {**PRAGMAS, "busy_timeout": "10"})
    keys.seal("a", ABOUT, CONTEXT)
    with closing(sqlite3.connect(file)) as reader:
        reader.execute("begin")
        reader.execute("select * from datakey").fetchall()
        assert not keys.destroy_keys(keys.about(ABOUT))
    assert keys.destroy_keys(keys.about(ABOUT))


def test_a_key_is_durable_before_its_first_use(keys: KeyStore, file: Path) -> None:
    sealed = keys.seal("a", ABOUT, CONTEXT)
    assert KeyStore(Database(f"sqlite:///{file}")).open(sealed, CONTEXT) == "a"


def test_a_secret_is_made_once(keys: KeyStore, file: Path) -> None:
    secret = keys.secret("ids")
    assert len(secret) == 32
    assert keys.secret("ids") == secret
    assert keys.secret("session") != secret
    assert KeyStore(Database(f"sqlite:///{file}")).secret("ids") == secret
