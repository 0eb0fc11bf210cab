"""How much may be asked of the gate at once, so that no event it makes of it is too large.

What the gate says of a request is larger than the request: of each element, for each kind of seat
at the receiving table, the rules and the articles. So a request with many elements goes in parts.
The bounds are proved by the gate's own tests, over its rules.
"""

from collections.abc import Callable, Iterable

from contracts.elements import Bewerking, Element
from contracts.envelope import EVENT_BYTES
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import OpaqueId

PER_ZETEL = 2048
"""Bytes that the gate needs at most to say what it decided on an element for a kind of seat."""

KAAL = 1024
"""Bytes of an element without its value, as it is asked for, decided on or provided."""

VERMINDERD = 1536
"""Bytes of a reduced value at most, under its seal."""

KOPIEEN = len(Bewerking)
"""So many copies of an element a table can get: as it is, or reduced in some way."""

MEESTE_ELEMENTEN = 150
"""Beyond these the gate's links between ids would be too large under one seal."""

OVERIG = 60_000
"""Bytes of all in an event that grows with neither the elements nor what they rest on."""


def in_delen(
    verzoek: VerstrekkingGevraagd, zetels: int, nieuw: Callable[..., OpaqueId]
) -> tuple[VerstrekkingGevraagd, ...]:
    """The request, or requests that together ask the same: each stands by itself at the gate.

    Args:
        verzoek: whole.
        zetels: how many kinds of seat there are at the receiving table.
        nieuw: gives the id of a part, out of what it is a part of.
    """
    groepen = tuple(_groepen(verzoek, zetels))
    if len(groepen) < 2:
        return (verzoek,)
    return tuple(_deel(verzoek, groep, nummer, nieuw) for nummer, groep in enumerate(groepen))


def _groepen(verzoek: VerstrekkingGevraagd, zetels: int) -> Iterable[tuple[Element, ...]]:
    rest = len(verzoek.model_copy(update={"elementen": ()}).model_dump_json().encode())
    ruimte = EVENT_BYTES - OVERIG - rest
    groep: list[Element] = []
    besluit = levering = 0
    for element in verzoek.elementen:
        oordeel = KAAL + zetels * PER_ZETEL
        kopieen = _bezorgd(element, zetels)
        vol = besluit + oordeel > ruimte or levering + kopieen > ruimte
        if groep and (vol or len(groep) == MEESTE_ELEMENTEN):
            yield tuple(groep)
            groep, besluit, levering = [], 0, 0
        groep.append(element)
        besluit, levering = besluit + oordeel, levering + kopieen
    yield tuple(groep)


def _bezorgd(element: Element, zetels: int) -> int:
    """Bytes of an element as it is provided; each kind of seat gets one copy at most."""
    verminderd = (KOPIEEN - 1) * (KAAL + VERMINDERD)
    return KAAL + len(element.waarde.cijfertekst) + verminderd + zetels * KAAL // 8


def _deel(
    verzoek: VerstrekkingGevraagd,
    elementen: tuple[Element, ...],
    nummer: int,
    nieuw: Callable[..., OpaqueId],
) -> VerstrekkingGevraagd:
    """A part, with what its elements rest on; the first one keeps the id of the whole."""
    ids = {element.id for element in elementen}
    apart = {
        "verstrekking": nieuw("deel", verzoek.verstrekking, str(nummer)),
        "deel_van": verzoek.verstrekking,
    }
    return verzoek.model_copy(
        update={
            "elementen": elementen,
            "wegingen": tuple(w for w in verzoek.wegingen if ids & {*w.elementen}),
            "ontheffingen": tuple(o for o in verzoek.ontheffingen if ids & {*o.elementen}),
            **(apart if nummer else {}),
        }
    )
