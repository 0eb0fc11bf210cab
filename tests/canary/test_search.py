"""The search is worth something only if it finds: every form, in every kind of place."""

import base64
import bz2
import email.policy
import gzip
import hashlib
import html
import json
import lzma
import sqlite3
import zipfile
import zlib
from collections.abc import Callable
from contextlib import closing
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from tests.canary.kafka_batches import compressed
from tests.canary.needles import CROCKFORD, HASHES, Canary
from tests.canary.search import VAULT, Hit, Search

NAAM = Canary("naam", "Ynske Zwaluwstaart-Ørsted")
BSN = Canary("bsn", "123456782", "bsn")
SEARCH = Search([NAAM, BSN])

FORMS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda v: v.encode(),
    "latin-1": lambda v: v.encode("latin-1", errors="replace"),
    "utf-16-le": lambda v: v.encode("utf-16-le"),
    "utf-16-be": lambda v: v.encode("utf-16-be"),
    "capitals": lambda v: "".join(c.upper() if c.isascii() else c for c in v).encode(),
    "json": lambda v: json.dumps({"x": v}).encode(),
    "json in json": lambda v: json.dumps(json.dumps({"x": v})).encode(),
    "url": lambda v: quote(v).encode(),
    "form": lambda v: quote_plus(v).encode(),
    "html": lambda v: html.escape(v).encode(),
    "hex": lambda v: v.encode().hex().encode(),
    "hex, capitals": lambda v: v.encode().hex().upper().encode(),
    "base64": lambda v: base64.b64encode(v.encode()),
    "base64, shifted by 1": lambda v: base64.b64encode(b"a" + v.encode() + b"bc"),
    "base64, shifted by 2": lambda v: base64.b64encode(b"ab" + v.encode() + b"c"),
    "base64url": lambda v: base64.urlsafe_b64encode(v.encode()),
    "base64url, shifted by 1": lambda v: base64.urlsafe_b64encode(b"~" + v.encode()),
    "base64url, shifted by 2": lambda v: base64.urlsafe_b64encode(b"~~" + v.encode()),
    "base64 of utf-16": lambda v: base64.b64encode(b"{" + v.encode("utf-16-le")),
    "base64 over lines": lambda v: base64.encodebytes(b"x" * 50 + v.encode() + b"y" * 50),
    "gzip": lambda v: gzip.compress(v.encode()),
    "gzip in the middle": lambda v: b"head" + gzip.compress(v.encode()) + b"tail",
    "gzip, cut off": lambda v: gzip.compress(v.encode() + bytes(range(256)) * 40)[:-200],
    "zlib": lambda v: b"head" + zlib.compress(v.encode()) + b"tail",
    "zlib, lightly": lambda v: zlib.compress(v.encode(), 1),
    "gzip of gzip": lambda v: gzip.compress(gzip.compress(v.encode())),
    "bzip2": lambda v: bz2.compress(v.encode()),
    "xz": lambda v: lzma.compress(v.encode()),
}


def _names(found: list[Hit]) -> set[str]:
    return {hit.canary for hit in found}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("canary", [NAAM, BSN], ids=lambda canary: canary.name)
def test_finds_every_form(canary: Canary, form: str) -> None:
    planted = b"\x00\x01 before " + FORMS[form](canary.value) + b" after \xff"
    if form in ("bzip2", "xz"):
        planted = FORMS[form](canary.value)
    assert _names(SEARCH.data("here", planted)) == {canary.name}


@pytest.mark.parametrize("spelling", ["123.456.782", "1234.56.782", "123 456 782", "1234-56-782"])
def test_finds_a_bsn_as_people_write_it(spelling: str) -> None:
    assert _names(SEARCH.data("here", f"bsn: {spelling}.".encode())) == {"bsn"}


@pytest.mark.parametrize("name", HASHES)
@pytest.mark.parametrize(
    "written",
    [b"123456782", b"123.456.782", b'"123456782"', b"123456782\n", (123456782).to_bytes(4, "big")],
)
def test_finds_an_unkeyed_hash_of_a_bsn(name: str, written: bytes) -> None:
    digest = hashlib.new(name, written).digest()
    in_crockford = base64.b32encode(digest).translate(CROCKFORD)
    for planted in (
        digest,
        digest[:10],
        digest.hex().encode(),
        digest.hex().upper().encode(),
        digest.hex()[:16].encode(),
        base64.b64encode(digest),
        base64.urlsafe_b64encode(b"salt:" + digest),
        base64.b32encode(digest),
        in_crockford[:26],
    ):
        assert _names(SEARCH.data("here", b"id=" + planted + b";")) == {"bsn"}, planted


def test_a_keyed_hash_is_no_alarm() -> None:
    keyed = hashlib.blake2b(b"123456782", key=b"a secret of the chain").hexdigest()
    assert SEARCH.data("here", keyed.encode()) == []


def test_finds_it_in_a_mail() -> None:
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["Subject"] = "Terugkoppeling"
    mail.set_content(f"Het gaat om {NAAM.value}.\n" * 3, cte="base64")
    assert _names(SEARCH.data("mail", mail.as_bytes())) == {"naam"}
    mail.set_content(f"{'x' * 60} {NAAM.value}", cte="quoted-printable")
    assert _names(SEARCH.data("mail", mail.as_bytes())) == {"naam"}


def test_finds_it_in_a_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / f"{BSN.value}.txt").touch()
    assert _names(SEARCH.tree(tmp_path)) == {"bsn"}


def test_finds_it_in_a_database(tmp_path: Path) -> None:
    """In a row that is spread over pages, in a blob, and in the write-ahead file."""
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        database.execute("pragma journal_mode = wal")
        database.execute("create table t (a text, b blob)")
        database.execute("insert into t values (?, null)", ("." * 4050 + NAAM.value + "." * 9000,))
        database.execute("insert into t values (null, ?)", (BSN.value.encode("utf-16-le"),))
        database.commit()
        found = SEARCH.tree(tmp_path)
        assert _names(found) == {"naam", "bsn"}
        assert any("table t" in hit.where and hit.canary == "naam" for hit in found)


def test_a_database_keeps_what_was_deleted_without_care(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("pragma secure_delete = off")
        database.execute("create table t (a text)")
        database.execute("insert into t values (?)", (NAAM.value,))
        database.execute("delete from t")
        database.commit()
    assert _names(SEARCH.file(path)) == {"naam"}


def test_finds_it_in_an_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deep.txt", f"... {BSN.value} ...")
    assert _names(SEARCH.tree(tmp_path)) == {"bsn"}


@pytest.mark.parametrize("magic", [b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"\x82SNAPPY\x00"])
def test_what_cannot_be_looked_into_is_reported(magic: bytes) -> None:
    assert [hit.form for hit in SEARCH.data("here", magic + b"...")] != []


def test_only_the_vault_is_passed_over(tmp_path: Path) -> None:
    for part in (VAULT, "db"):
        (tmp_path / part).mkdir()
        (tmp_path / part / "zorg.sqlite").write_text(BSN.value)
    assert {hit.where for hit in SEARCH.tree(tmp_path)} == {str(tmp_path / "db" / "zorg.sqlite")}


def test_a_clean_tree_gives_no_alarm(tmp_path: Path) -> None:
    noise = b"".join(hashlib.sha512(number.to_bytes(4)).digest() for number in range(20_000))
    (tmp_path / "noise").write_bytes(noise)
    (tmp_path / "noise.b64").write_bytes(base64.encodebytes(noise))
    (tmp_path / "text").write_text("Ynske Zwaluw, 123456783, 12345678 2\n" * 1000)
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as database:
        database.execute("create table t (a text)")
        database.execute("insert into t values (?)", (noise.hex(),))
        database.commit()
    assert SEARCH.tree(tmp_path) == []


def test_a_value_too_short_to_look_for_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        Canary("naam", "Jan")


def test_compressed_batches_are_seen(tmp_path: Path) -> None:
    def batch(attributes: int) -> bytes:
        rest = b"\x00" * 4 + b"\x02" + b"\x00" * 4 + attributes.to_bytes(2) + b"\x00" * 40
        return b"\x00" * 8 + len(rest).to_bytes(4) + rest

    plain, packed = tmp_path / "a" / "0.log", tmp_path / "b" / "0.log"
    for path, data in ((plain, batch(0) * 3), (packed, batch(0) + batch(4))):
        path.parent.mkdir()
        path.write_bytes(data)
    assert compressed(tmp_path) == {str(packed): {"zstd"}}
