"""What the keys of deeds stand for, kept beside the state of a service; see `infra.web.once`."""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from contracts.vocabulary import Frozen
from infra.documents import get, put, remove
from infra.kernel.ids import derived_id
from infra.parts import Parts

_KIND = "web.sleutel"


class Claim(Frozen):
    """What a key stands for, and what came of it; without a status that is not known (yet)."""

    digest: str
    wat: str
    op: datetime
    status: int = 0
    body: str = ""
    media_type: str = ""

    @property
    def uitkomst(self) -> str:
        """What came of it, for who sent it."""
        if not self.status:
            return "of dat gelukt is, is nog niet bekend"
        if self.status < HTTPStatus.BAD_REQUEST:
            return "dat is gedaan"
        with suppress(ValueError):
            return f"dat is geweigerd ({json.loads(self.body)['detail'].rstrip('.')})"
        return "dat is geweigerd"


@dataclass(frozen=True)
class Claims:
    """What keys stand for at one site."""

    parts: Parts

    def id_of(self, medewerker: str, key: str) -> str:
        """The name of a caller's key; another caller's equal key has another."""
        return derived_id(self._secret, "sleutel", medewerker, key)

    def claim(self, key: str, wat: str, content: str) -> tuple[Claim, bool]:
        """Let a key stand for this content; gives what it stands for, and whether that is new.

        Raises:
            Reused: it stands for other content.
        """
        # The key is part of it: equal contents under two keys do not show that they are equal.
        digest = derived_id(self._secret, "inhoud", key, content)
        with self.parts.database.transaction() as session:
            known = get(session, _KIND, key, Claim)
            if known is None:
                known = Claim(digest=digest, wat=wat, op=self.parts.clock.now())
                put(session, _KIND, key, known)
                return known, True
        if known.digest != digest:
            raise Reused(known)
        return known, False

    def settle(self, key: str, answered: Claim) -> None:
        """Keep what came of it."""
        with self.parts.database.transaction() as session:
            put(session, _KIND, key, answered)

    def free(self, key: str) -> None:
        """Let the key stand for nothing again: nothing was done."""
        with self.parts.database.transaction() as session:
            known = get(session, _KIND, key, Claim)
            if known and not known.status:
                remove(session, _KIND, key)

    @property
    def _secret(self) -> bytes:
        return self.parts.keys.secret("web")


class Reused(Exception):
    """The key stands for other content."""

    def __init__(self, first: Claim) -> None:
        super().__init__()
        self.first = first
