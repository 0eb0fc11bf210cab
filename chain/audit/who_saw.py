"""Who could open what of a casus, since when, and by which decision; never what it says."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from chain.audit.delivered import seat_name
from chain.audit.event import Event, casus_of
from chain.audit.reading import AuditedChain
from chain.audit.replay import is_of, members_of

Row = dict[str, str]

AGREED = ("AfspraakGemaakt", "DoelGesteld", "DoelBijgesteld")
"""What was agreed with somebody: he may open it."""


def who_saw(chain: AuditedChain, casus: str) -> Iterator[Row]:
    """A row per element and seat of everything that was provided about the zaak of this casus.

    Who carries out an agreement or works at a goal knows it by that, whatever the gate decides for
    his kind of seat.
    """
    members = members_of(chain.links, casus)
    tables: dict[tuple[str, str], dict[str, list[str]]] = {}
    for event in chain.events():
        if event.kind == "ConvenantVastgesteld":
            tables.update(_tables(event.data["convenant"]))
        about = casus_of(event)
        if event.kind == "VerstrekkingBezorgd" and is_of(about, casus, members):
            seats = tables.get((event.data["convenant"], event.data["naar_overleg"]), {})
            yield from _rows(chain, event, seats)
        elif event.kind in AGREED and is_of(about, casus, members):
            yield _agreed(event)


def grouped(rows: Iterable[Row]) -> Iterator[str]:
    """The same for people: per provision and seat, what could be opened."""
    for (sinds, overleg, besluit), provided in groupby(
        rows, key=itemgetter("sinds", "overleg", "besluit")
    ):
        yield f"{sinds}  {overleg}  besluit {besluit}"
        seats: dict[str, list[str]] = {}
        for row in provided:
            reduced = "" if row["bewerking"] == "geen" else f", {row['bewerking']}"
            seat = f"{row['zetel']} ({row['organisaties']})"
            seats.setdefault(seat, []).append(f"{row['veld']} ({row['element']}{reduced})")
        for seat, fields in seats.items():
            yield f"  {seat}: {'; '.join(fields)}"


def _rows(chain: AuditedChain, event: Event, seats: dict[str, list[str]]) -> Iterator[Row]:
    data = event.data
    for provided in data["elementen"]:
        for seat in map(seat_name, provided["zetels"]):
            yield {
                "sinds": data["op"],
                "domein": event.domain,
                "overleg": data["naar_overleg"],
                "organisaties": ", ".join(seats.get(seat, ["onbekend"])),
                "zetel": seat,
                "element": provided["element"]["id"],
                "veld": provided["element"]["veld"],
                "bewerking": provided["bewerking"],
                "besluit": chain.links.decision(event.domain, data["besluit"]),
            }


def _agreed(event: Event) -> Row:
    """Who helps or works at a goal; the source of the element is his organisation."""
    # In the first version of a goal `uitvoerder` was called `wie`.
    who = event.data.get("uitvoerder") or event.data["wie"]
    element = event.data["element"]
    return {
        "sinds": event.data["op"],
        "domein": event.domain,
        "overleg": event.data["overleg"],
        "organisaties": who["organisatie"],
        "zetel": f"{element['brontype']}/{who['rol']}",
        "element": element["id"],
        "veld": element["veld"],
        "bewerking": "geen",
        "besluit": "geen, eigen afspraak",
    }


def _tables(covenant: dict[str, Any]) -> dict[tuple[str, str], dict[str, list[str]]]:
    """Per covenant version and table: the organisations that have each kind of seat there."""
    version = f"{covenant['convenant']}@{covenant['versie']}"
    found: dict[tuple[str, str], dict[str, list[str]]] = {}
    for name, table in covenant["overleggen"].items():
        kinds = found.setdefault((version, name), {})
        for seat in dict.fromkeys((table["regie"], *table["zetels"])):
            organisation, role = seat.split("/")
            body = covenant["organisaties"][organisation]
            also = (kind for kind, roles in body.get("ook", {}).items() if role in roles)
            kind = f"{next(also, body['type'])}/{role}"
            kinds.setdefault(kind, []).append(organisation)
    return found
