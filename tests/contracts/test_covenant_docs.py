"""Who reads docs/convenant.md knows every field of a covenant file, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import contracts
from contracts.covenant_agreements import gedragen
from contracts.events.verstrekking import Navraagsoort
from contracts.generate import covenant_schema
from contracts.vocabulary import Draagsoort

TEXT = (Path(contracts.__file__).parents[1] / "docs" / "convenant.md").read_text(encoding="utf-8")


def fields(schema: dict[str, Any]) -> Iterator[str]:
    for part in (schema, *schema["$defs"].values()):
        yield from part.get("properties", {})


def missing(text: str) -> set[str]:
    told = set(re.findall(r"`([a-z_]+)(?:: true)?`", text))
    return set(fields(covenant_schema())) - told


def test_every_field_is_told() -> None:
    assert missing(TEXT) == set()


def test_a_field_that_is_not_told_is_seen() -> None:
    assert missing(TEXT.replace("`elke_match_naar`", "")) == {"elke_match_naar"}


def test_what_is_asked_of_another_table_is_among_what_a_carrier_may_ask() -> None:
    carried = {gedragen(kind) for kind in Navraagsoort}
    assert carried == set(Draagsoort) - {Draagsoort.TERUGKOPPELING}
    assert [str(gedragen(kind)) for kind in Navraagsoort] == [str(kind) for kind in Navraagsoort]
