"""The names of the casussen that messages are about: read at the tables, with the reader's rights.

The notifier holds no names and no keys. What the tables show, they log as a read of this person.
"""

from collections.abc import Collection, Mapping

import httpx
from pydantic import TypeAdapter

from contracts.topics import instance
from infra.parts import Parts
from infra.web.identity import Gebruiker

PATIENCE = 3.0
"""Seconds to wait for the tables; without them a message is known by its number alone."""

_NAMES = TypeAdapter(dict[str, dict[str, str]])


class Names:
    """Asks the tables of its domain."""

    def __init__(self, parts: Parts) -> None:
        site = parts.sites.get(instance("casusoverleg", parts.domein)) if parts.domein else None
        self._tables = parts.tables or site
        self._client = httpx.Client(timeout=PATIENCE, trust_env=False)

    def of(self, reader: Gebruiker, cases: Collection[str]) -> Mapping[str, str]:
        """The names that this reader may open, by casus; none where the tables do not answer."""
        if not self._tables or not cases:
            return {}
        try:
            answer = self._client.post(
                f"{self._tables}/v1/namen",
                json={"casussen": sorted(cases)},
                headers={"Authorization": f"Bearer {reader.token}"},
            )
            answer.raise_for_status()
            return _NAMES.validate_json(answer.content)["namen"]
        except (httpx.HTTPError, ValueError, KeyError):
            return {}
