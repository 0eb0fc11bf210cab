"""A dry run: what the gate would decide on a request, asked and answered without any value.

It is no event. The question is the request itself with its seals taken out, for deciding needs
none of them; nothing of question or answer is recorded.
"""

from collections.abc import Iterator

from contracts.elements import Bewerking, Verzegeld
from contracts.events.privacy_gate import Verplichting
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Frozen, OpaqueId, Uitkomst, Zetelsoort

LEEG = Verzegeld(sleutel="0" * 26, cijfertekst="")
"""Stands where a sealed value stood."""


class Proefreden(Frozen):
    """A rule behind an outcome: what it is called in Dutch, and on what it rests."""

    regel: str
    zin: str
    artikelen: tuple[str, ...]
    vraag: str = ""


class Proefzetel(Frozen):
    """What a kind of seat at the receiving table would get of an element, and why."""

    zetel: Zetelsoort
    uitkomst: Uitkomst
    bewerking: Bewerking
    redenen: tuple[Proefreden, ...]
    gemist: tuple[str, ...]


class Proefelement(Frozen):
    """What would become of an element, seat by seat."""

    element: OpaqueId
    uitkomst: Uitkomst
    zetels: tuple[Proefzetel, ...]


class Proefantwoord(Frozen):
    """What the gate would decide now. A value that cannot be reduced may still not pass."""

    doorgelaten: bool
    uitkomst: Uitkomst
    redenen: tuple[Proefreden, ...]
    elementen: tuple[Proefelement, ...]
    verplichtingen: tuple[Verplichting, ...]
    regelset: str


def zonder_waarden(verzoek: VerstrekkingGevraagd) -> VerstrekkingGevraagd:
    """The request as it is tried: whatever was sealed is gone."""
    elementen = tuple(e.model_copy(update={"waarde": LEEG}) for e in verzoek.elementen)
    wegingen = tuple(
        w.model_copy(update={"noodzaak": LEEG}) if w.noodzaak else w for w in verzoek.wegingen
    )
    return verzoek.model_copy(update={"elementen": elementen, "wegingen": wegingen})


def draagt_waarden(verzoek: VerstrekkingGevraagd) -> bool:
    """Does it still carry something sealed?"""
    return any(zegel != LEEG for zegel in _zegels(verzoek))


def _zegels(verzoek: VerstrekkingGevraagd) -> Iterator[Verzegeld]:
    yield from (element.waarde for element in verzoek.elementen)
    yield from (weging.noodzaak for weging in verzoek.wegingen if weging.noodzaak)
