"""What was lawfully erased: when, by whom and on which ground; and are its keys really gone?

Of the key stores only which keys there are is read, never a key.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from chain.audit.event import DOMAINS, Event
from chain.audit.records import read_only

KIND = "GegevensVernietigd"
GONE, LEFT, UNKNOWN = "gewist", "NOG AANWEZIG", "niet na te gaan"
KEYS = "sleutels_in_de_kluis"


def erased(events: Iterable[Event], stores: Path) -> Iterator[dict[str, str]]:
    """A row for every time that something was erased.

    Args:
        events: the log.
        stores: where the key stores of the domains lie, if they lie here.
    """
    living = {domain: _living(stores / f"{domain}.sqlite") for domain in DOMAINS}
    return (_row(event, living) for event in events if event.kind == KIND)


def lines(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The same in plain Dutch."""
    for row in rows:
        yield (
            f"{row['op']} {row['domein']}: casus {row['casus']} van {row['overleg']}, "
            f"{row['grond']}, door {row['door']}; {row['personen']} personen, "
            f"{row['sleutels']} sleutels: {row[KEYS]}"
        )


def _row(event: Event, living: Mapping[str, frozenset[str] | None]) -> dict[str, str]:
    data, left = event.data, living[event.domain]
    keys = data["sleutels"]
    found = UNKNOWN if left is None else GONE if left.isdisjoint(keys) else LEFT
    return {
        "domein": event.domain,
        "casus": data["casus"],
        "overleg": data["overleg"],
        "grond": data["grond"].replace("-", " "),
        "door": f"{data['door']['organisatie']}/{data['door']['rol']}",
        "op": data["op"],
        "personen": str(len(data["personen"])),
        "sleutels": str(len(keys)),
        KEYS: found,
        "plaats": str(event.place),
    }


def _living(store: Path) -> frozenset[str] | None:
    if not store.is_file():
        return None
    with closing(read_only(store)) as database:
        rows = database.execute("select id from datakey where material is not null")
        return frozenset(id_ for (id_,) in rows)
