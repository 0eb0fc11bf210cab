"""What happened to a casus, in order: structure only, never a value."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from chain.audit.event import Event, casus_of
from chain.audit.links import Links
from chain.audit.reading import AuditedChain
from chain.audit.records import Record

STRUCTURE = (
    "overleg",
    "van_overleg",
    "naar_overleg",
    "bij_overleg",
    "stap",
    "uitkomst",
    "houder",
    "herkomst",
    "weg",
    "vraag",
    "reden",
    "bewijs",
    "doorgelaten",
    "aan",
    "door",
    "besluit",
)
"""Fields that say who did what, in the order in which they are shown."""

Deciding = Callable[[Iterable[Record]], Callable[[Event], str]]
"""Given a whole log: what deciding again gives for a decision in it."""

OPNIEUW, GELIJK, ANDERS = "opnieuw", "gelijk", "wijkt af"
"""What deciding again gave: the same trace, another one, or else why it cannot be said."""

_FIRST = ("tijd", "domein", "gebeurtenis")


def replayed(
    chain: AuditedChain, casus: str, deciding: Deciding | None = None
) -> Iterator[dict[str, str]]:
    """Every event of the zaak that this casus belongs to, at all tables that were linked to it.

    With `deciding`, what the gate decided is decided again: see `OPNIEUW`.
    """
    members = members_of(chain.links, casus)
    again = deciding(chain.records()) if deciding else None
    for event in chain.events():
        about = casus_of(event)
        if about and is_of(about, casus, members):
            row = line(event, about[0])
            if again and event.kind == "VerstrekkingBesloten":
                row[OPNIEUW] = again(event)
            yield row


def lines(rows: Iterable[dict[str, str]]) -> Iterator[str]:
    """The same for people."""
    for row in rows:
        first = (row["tijd"][:16], f"{row['domein']:10}", f"{row['gebeurtenis']:24}")
        rest = (f"{name}={value}" for name, value in row.items() if name not in _FIRST)
        yield "  ".join((*first, *rest))


def members_of(links: Links, casus: str) -> set[tuple[str, str]]:
    """The casussen of the zaak that an id belongs to, each with its domain."""
    for members in links.together("casus").values():
        if any(id_ == casus for _, id_ in members):
            return members
    return set()


def is_of(about: tuple[str, str] | None, casus: str, members: set[tuple[str, str]]) -> bool:
    """Does what an event is about belong to the zaak of this casus?"""
    return about is not None and (about in members or about[1] == casus)


def line(event: Event, domain: str) -> dict[str, str]:
    """An event as a line: when, where, what, and its structure."""
    return {
        "tijd": event.time,
        "domein": domain,
        "gebeurtenis": event.kind,
        "plaats": str(event.place),
        **{name: shown(event.data[name]) for name in STRUCTURE if event.data.get(name)},
        **_content(event.data),
    }


def _content(data: dict[str, Any]) -> dict[str, str]:
    content, elements = data.get("inhoud"), data.get("elementen")
    found = {}
    if content:
        found["inhoud"] = content["soort"]
        if "stap" in content:
            found["stap"] = content["stap"]
    if elements:
        found["elementen"] = str(len(elements))
    return found


def shown(value: object) -> str:
    """A code, a capacity or a truth, as people write it."""
    if isinstance(value, dict):
        return "/".join(str(part) for part in value.values())
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return str(value)
