"""Requests to the gate, in as many parts as it takes for the gate to be able to answer."""

from collections.abc import Iterable, Iterator

from contracts.covenant_text import MEESTE_ZETELS
from contracts.events.payload import Payload
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.omvang import in_delen
from contracts.vocabulary import NewId
from infra.register import Register, UnknownName


def met_delen(feiten: Iterable[Payload], register: Register, nieuw: NewId) -> tuple[Payload, ...]:
    """The facts; a request that is too large for the gate is said in parts, one after the other."""
    return tuple(een for feit in feiten for een in _delen(feit, register, nieuw))


def _delen(feit: Payload, register: Register, nieuw: NewId) -> Iterator[Payload]:
    if not isinstance(feit, VerstrekkingGevraagd):
        yield feit
        return
    yield from in_delen(feit, _zetels(feit, register), nieuw)


def _zetels(verzoek: VerstrekkingGevraagd, register: Register) -> int:
    """How many kinds of seat the gate decides for: by the version that the request names."""
    try:
        convenant = register.convenant(verzoek.convenant, verzoek.op)
        return len(convenant.zetelsoorten(verzoek.naar_overleg))
    except (UnknownName, KeyError):
        return MEESTE_ZETELS
