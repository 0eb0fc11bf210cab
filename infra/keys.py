"""Key stores: values are sealed under a key per person and retention class.

Erasure is the destruction of those keys: what was sealed stays where it is and can never
be read again. AES-256-GCM-SIV forgives a repeated nonce; lengths are padded to buckets, so
that a ciphertext does not tell how much somebody wrote.
"""

import base64
import json
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from sqlalchemy import Index, MetaData, inspect, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, Session, SQLModel, select

from contracts.elements import Verzegeld
from contracts.vocabulary import OpaqueId
from infra.database import Database, DatabaseDamaged
from infra.kernel.ids import derived_id
from infra.statements import Row, execute

RETENTION = "15-jaar"
"""The usual class: Wet op de jeugdzorg 55."""

KEYS = MetaData()
"""The tables of a key store."""

Chance: TypeAlias = Callable[[int], bytes]
"""Gives so many bytes that nobody can guess."""

_KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
_SMALLEST_BUCKET = 64


class KeyDestroyed(Exception):
    """The key is gone: the value was erased and nobody can read it any more."""


class SealBroken(Exception):
    """The sealed value was altered, or it was sealed in another context."""


class DataKey(SQLModel, table=True):
    """A key; without `material` it has been destroyed."""

    metadata = KEYS
    __table_args__ = (
        Index(
            "one_living_key",
            "about",
            "retention",
            unique=True,
            sqlite_where=text("material IS NOT NULL"),
            postgresql_where=text("material IS NOT NULL"),
        ),
    )

    id: str = Field(primary_key=True)
    about: str = Field(index=True)
    retention: str
    material: bytes | None
    destroyed_at: str | None = None


class StoredSecret(SQLModel, table=True):
    """A durable secret of the owner of this store."""

    metadata = KEYS

    name: str = Field(primary_key=True)
    value: bytes


_MATERIAL = "SELECT material FROM datakey WHERE id = :id"
_LIVING = (
    "SELECT id, material FROM datakey "
    "WHERE about = :about AND retention = :retention AND material IS NOT NULL"
)

_ABOUT = "SELECT id, material IS NOT NULL FROM datakey WHERE about = :about ORDER BY id"
_DESTROY = (
    "UPDATE datakey SET material = NULL, destroyed_at = :now "
    "WHERE id = :id AND material IS NOT NULL"
)

_ADD_KEY = (
    "INSERT INTO datakey (id, about, retention, material, destroyed_at) "
    "VALUES (:id, :about, :retention, :material, :destroyed_at) ON CONFLICT DO NOTHING"
)
_ADD_STORED = "INSERT INTO storedsecret (name, value) VALUES (:name, :value) ON CONFLICT DO NOTHING"


class KeyStore:
    """The keys of one domain, or of the gate itself.

    `chance` is the machine's own, but for a simulation: that must find the same keys again.
    """

    def __init__(self, database: Database, chance: Chance = secrets.token_bytes) -> None:
        self._database = database
        self._chance = chance
        database.create(KEYS)

    def seal(
        self, value: str, about: OpaqueId, context: str, retention: str = RETENTION
    ) -> Verzegeld:
        """Seal a value about a person; it opens only in the same context."""
        key_id, material = self._living_key(about, retention)
        nonce = self._chance(_NONCE_BYTES)
        sealed = AESGCMSIV(material).encrypt(nonce, _padded(value), _bound(key_id, context))
        return Verzegeld(
            sleutel=key_id, cijfertekst=base64.urlsafe_b64encode(nonce + sealed).decode()
        )

    def open(self, sealed: Verzegeld, context: str) -> str:
        """The value under a seal.

        Raises:
            KeyDestroyed: the key was destroyed, or was never in this store.
            SealBroken: not what was sealed, or not in this context.
        """
        with self._database.reading() as session:
            found = execute(session, _MATERIAL, {"id": sealed.sleutel}).fetchone()
        if found is None or found[0] is None:
            raise KeyDestroyed(sealed.sleutel)
        try:
            raw = base64.urlsafe_b64decode(sealed.cijfertekst)
            plain = AESGCMSIV(bytes(found[0])).decrypt(
                raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _bound(sealed.sleutel, context)
            )
        except (InvalidTag, ValueError) as fault:
            raise SealBroken(sealed.sleutel) from fault
        return str(json.loads(plain))

    def about(self, person: OpaqueId) -> tuple[OpaqueId, ...]:
        """The ids of the keys about a person, those that were destroyed among them."""
        return tuple(key for key, _ in self._about(person))

    def destroy(self, about: OpaqueId) -> int:
        """Destroy every key about a person, for good; returns how many there were."""
        living = [key for key, lives in self._about(about) if lives]
        self.destroy_keys(living)
        return len(living)

    def destroy_keys(self, keys: Sequence[OpaqueId]) -> bool:
        """Destroy these keys, for good; a key that was made later about the same person stays.

        Once more changes nothing. False: they are gone, and yet their bytes may still lie in a
        file, because somebody was reading it; do it again later.
        """
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._database.transaction() as session:
            execute(session, _DESTROY, [{"id": key, "now": now} for key in keys])
        return self._database.scrub("datakey")

    def take_over(self, shared: Database) -> None:
        """Move the keys here that lie beside what they open; once more changes nothing.

        They are durable here before they go there. One that was destroyed here stays destroyed.

        Raises:
            ValueError: that other database is this one.
            DatabaseDamaged: the secrets there are of another chain.
        """
        if shared.url == self._database.url:
            raise ValueError("keys lie apart from what they open")
        with shared.reading() as session:
            if not inspect(session.connection()).has_table("datakey"):
                return
            keys = session.exec(select(DataKey)).all()
            found = session.exec(select(StoredSecret)).all()
            rows = [one.model_dump() for one in keys], [one.model_dump() for one in found]
        self._add(*rows)
        with shared.transaction() as session:
            execute(session, "DELETE FROM datakey")
            execute(session, "DELETE FROM storedsecret")
        # As long as the tables stand there, the next start does this again.
        if shared.scrub("datakey") and shared.scrub("storedsecret"):
            with shared.transaction() as session:
                KEYS.drop_all(session.connection())

    def secret(self, name: str) -> bytes:
        """A secret of 32 random bytes, made on first use and the same ever after."""
        try:
            with self._database.transaction() as session:
                stored = session.get(StoredSecret, name)
                if stored is None:
                    stored = StoredSecret(name=name, value=self._chance(_KEY_BYTES))
                    session.add(stored)
                    session.flush()
                return stored.value
        except IntegrityError:
            return self.secret(name)

    def _add(self, keys: list[Row], found: list[Row]) -> None:
        with self._database.transaction() as session:
            execute(session, _ADD_KEY, keys)
            for one in found:
                execute(session, _ADD_STORED, one)
                stored = session.get(StoredSecret, one["name"])
                if stored is None or stored.value != one["value"]:
                    raise DatabaseDamaged("two secrets of one name")

    def _about(self, person: OpaqueId) -> list[tuple[OpaqueId, bool]]:
        with self._database.reading() as session:
            rows = execute(session, _ABOUT, {"about": person}).fetchall()
            return [(key, bool(lives)) for key, lives in rows]

    def _living_key(self, about: str, retention: str) -> tuple[str, bytes]:
        with self._database.reading() as session:
            found = _find(session, about, retention)
        return found or self._new_key(about, retention)

    def _new_key(self, about: str, retention: str) -> tuple[str, bytes]:
        """A key that is durable before anything is sealed under it."""
        material = self._chance(_KEY_BYTES)
        try:
            with self._database.transaction() as session:
                found = _find(session, about, retention)
                if found is not None:
                    return found
                key_id = derived_id(self._chance(_KEY_BYTES), "key")
                session.add(DataKey(id=key_id, about=about, retention=retention, material=material))
                session.flush()
        except IntegrityError:
            return self._living_key(about, retention)
        return key_id, material


def _find(session: Session, about: str, retention: str) -> tuple[str, bytes] | None:
    row = {"about": about, "retention": retention}
    found = execute(session, _LIVING, row).fetchone()
    return (found[0], bytes(found[1])) if found else None


def sealed_length(value: str) -> int:
    """How long the ciphertext of a value will be, as text; the key does not matter."""
    raw = _NONCE_BYTES + len(_padded(value)) + _TAG_BYTES
    return 4 * -(-raw // 3)


def _padded(value: str) -> bytes:
    """JSON, followed by as much white space as the next bucket needs."""
    plain = json.dumps(value, ensure_ascii=False).encode()
    bucket = _SMALLEST_BUCKET
    while bucket < len(plain):
        bucket *= 4
    return plain.ljust(bucket)


def _bound(key_id: str, context: str) -> bytes:
    return f"{key_id}|{context}".encode()
