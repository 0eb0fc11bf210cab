"""Two runs of the real reaction of the gate, differing only in values that do not pass.

Values are sealed by a double: the same value, person and place give the same token, and any other
value another one. So two runs can be held against each other to the byte, seals included, and
whatever of a withheld value came along, in whatever form, would show.
"""

import hashlib
import random
import string
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from contracts.elements import Bewerking, Veld, Verzegeld
from contracts.envelope import parse
from contracts.events.privacy_gate import Elementbesluit, VerstrekkingBesloten
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import GATE, facts
from contracts.vocabulary import Domein, Uitkomst
from infra.kernel import Emission, Moment
from infra.keys import KeyStore, SealBroken
from infra.testing.source import Source
from privacy_gate.store.wetboek import wetboek
from privacy_gate.worker.poort import Poort
from privacy_gate.worker.resealer import Resealer
from privacy_gate.worker.verwijsindex import Indexhouder
from tests.poort.proefpoort import Proefpoort
from tests.poort.situaties import convenant_van, verzoek_van
from tests.poort.tabellen import alle_situaties

Lek = Callable[[list[Emission], VerstrekkingGevraagd, dict[str, str]], list[Emission]]
"""A canary: what the gate says, the request, the plain values by element; gives what it leaks."""

GAAT = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)
PLAD = 64
"""Bytes to which a value is padded: its padded length shows, as under a real seal."""


class Zegel:
    """The keys of one domain, whose seals are equal exactly when all they bind is equal."""

    def __init__(self, domein: str) -> None:
        self._domein = domein
        self._plain: dict[str, tuple[str, str]] = {}

    def seal(self, value: str, about: str, context: str, retention: str = "") -> Verzegeld:
        padded = -(-len(value.encode()) // PLAD) * PLAD
        bound = "|".join((self._domein, about, context, value))
        token = f"{hashlib.sha256(bound.encode()).hexdigest()}{padded}"
        self._plain[token] = (value, context)
        key = hashlib.sha256(f"{self._domein}|{about}".encode()).hexdigest()[:26]
        return Verzegeld(sleutel=key, cijfertekst=token)

    def open(self, sealed: Verzegeld, context: str) -> str:
        value, bound = self._plain[sealed.cijfertekst]
        if bound != context:
            raise SealBroken(sealed.sleutel)
        return value

    def secret(self, name: str) -> bytes:
        return hashlib.sha256(f"{self._domein}|{name}".encode()).digest()


class _Terug(Exception):
    """Undoes what a run wrote, so that the next one begins where it began."""


def _draai_terug() -> None:
    raise _Terug


@dataclass(frozen=True)
class Loop:
    """A request with its plain values, and which of those do not pass, by element."""

    verzoek: VerstrekkingGevraagd
    waarden: dict[str, str]
    achtergehouden: dict[str, Bewerking | None]


class Tweeloop:
    """A gate in which only Tilburg lives, with doubles for keys."""

    def __init__(self, folder: Path) -> None:
        self._base = Proefpoort(folder)
        self._keys = {domein: Zegel(domein) for domein in Domein}
        own = cast("KeyStore", Zegel(GATE))
        resealer = Resealer(cast("dict[Domein, KeyStore]", self._keys))
        index = Indexhouder(None, b"geheim" * 6)
        self._poort = Poort(wetboek(), resealer, own, index)

    def lopen(self) -> list[Loop]:
        """The situations of the golden tables in Tilburg, each of its elements with a value."""
        found = []
        for situatie in alle_situaties():
            if {"Ingeschakeld", "Regio", "Beperking"} & set(situatie.sleutels):
                continue
            convenant = convenant_van(situatie.sleutels)
            fields = [row[0] for row in situatie.rijen]
            asked = verzoek_van(situatie.sleutels, fields, convenant, situatie.dagen[-1])
            values = {one.id: waarde(one.veld, random.Random(one.id)) for one in asked.elementen}
            kept = self._achtergehouden(self._zeg(asked, values, None))
            if kept:
                found.append(Loop(asked, values, kept))
        return found

    def verschillen(self, aantal: int, seed: int, lek: Lek | None = None) -> int:
        """In how many of so many pairs anything changes. Each begins where it began."""
        loops, chance, found = self.lopen(), random.Random(seed), 0
        said = {id(loop): self._bytes(self._zeg(loop.verzoek, loop.waarden, lek)) for loop in loops}
        for number in range(aantal):
            loop = loops[number % len(loops)]
            other = dict(loop.waarden)
            names = list(loop.achtergehouden)
            for name in chance.sample(names, chance.randint(1, len(names))):
                other[name] = _anders(loop, name, chance)
            found += self._bytes(self._zeg(loop.verzoek, other, lek)) != said[id(loop)]
        return found

    def _zeg(
        self, asked: VerstrekkingGevraagd, values: dict[str, str], lek: Lek | None
    ) -> list[Emission]:
        keys = self._keys[asked.van_domein]
        sealed = tuple(
            one.model_copy(update={"waarde": keys.seal(values[one.id], one.over, one.id)})
            for one in asked.elementen
        )
        verzoek = asked.model_copy(update={"elementen": sealed})
        source = Source(facts("casusoverleg", asked.van_domein))
        envelope = parse(source.says(asked.casus, verzoek, event="e" * 26).raw)
        said: list[Emission] = []
        with suppress(_Terug), self._base.parts.database.transaction() as session:
            said += self._poort.toets_on_verstrekking_gevraagd(
                session, envelope, verzoek, _moment(envelope.id)
            )
            _draai_terug()
        return lek(said, verzoek, values) if lek else said

    @staticmethod
    def _achtergehouden(said: Sequence[Emission]) -> dict[str, Bewerking | None]:
        """The elements that pass to nobody (None), or to everybody in one reduction only."""
        (record,) = (e.payload for e in said if isinstance(e.payload, VerstrekkingBesloten))
        found: dict[str, Bewerking | None] = {}
        for one in record.elementen:
            passing = _gaat(one)
            if not passing:
                found[one.element] = None
            elif passing in ({Bewerking.JA}, {Bewerking.GEBOORTEJAAR}):
                found[one.element] = next(iter(passing))
        return found

    @staticmethod
    def _bytes(said: Sequence[Emission]) -> list[tuple[object, ...]]:
        return [(e.topic, e.subject, e.payload.model_dump_json(), e.after) for e in said]


def _gaat(one: Elementbesluit) -> set[Bewerking]:
    return {seat.bewerking for seat in one.zetels if seat.uitkomst in GAAT}


def _moment(cause: str) -> Moment:
    def new_id(*parts: str) -> str:
        return hashlib.sha256("|".join((cause, *parts)).encode()).hexdigest()[:26]

    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    return Moment(now=now, today=now.date(), cause=cause, new_id=new_id)


def _anders(loop: Loop, name: str, chance: random.Random) -> str:
    """Another value, that stays as good as the first one where a reduction of it passes."""
    if loop.achtergehouden[name] is Bewerking.GEBOORTEJAAR:
        return f"{chance.randint(1, 28):02}-{chance.randint(1, 12):02}-2010"
    if loop.achtergehouden[name] is Bewerking.JA:
        return f"er is {_tekst(chance)}"
    return _tekst(chance)


def _tekst(chance: random.Random) -> str:
    letters = string.ascii_letters + string.digits + " ,.-é"
    return "".join(chance.choices(letters, k=chance.choice((0, 1, 7, 40, 90, 400))))


def waarde(veld: Veld, chance: random.Random) -> str:
    """A value that can be reduced in the way its field asks."""
    fixed = {
        Veld.GEBOORTEDATUM: "31-05-2010",
        Veld.ADRES: "Dorpsstraat 1, 5038 AB Tilburg",
        Veld.GEZINSSAMENSTELLING: "moeder Ans, broer Piet",
    }
    return fixed.get(veld, f"er is {_tekst(chance)}")


def lekken() -> Iterator[tuple[str, Lek]]:
    """Canaries: gates that let something of a withheld value out, each in its own way."""
    yield (
        "lengte",
        lambda said, asked, values: _bij_besluit(said, str(sum(map(len, values.values())))),
    )
    yield "hash", lambda said, asked, values: _bij_besluit(said, _hash(values))
    yield (
        "volgorde",
        lambda said, asked, values: (
            said if min(values.values()) == next(iter(values.values())) else said[::-1]
        ),
    )
    yield "tijd van een aanvulling", lambda said, asked, values: _na(said, _hash(values)[:2])
    yield "sleutel-id", lambda said, asked, values: _onder_sleutel(said, _hash(values)[:26])
    yield "aantal", lambda said, asked, values: said + said[-1:] * (_hash(values) > "8")
    yield (
        "zegel van het verzoek",
        lambda said, asked, values: _bij_besluit(said, asked.elementen[-1].waarde.cijfertekst),
    )


def _hash(values: dict[str, str]) -> str:
    return hashlib.sha256("|".join(values.values()).encode()).hexdigest()


def _bij_besluit(said: list[Emission], text: str) -> list[Emission]:
    """Among the rules that a decision names."""
    return [
        Emission(e.topic, e.subject, e.payload.model_copy(update={"regels": (text,)}), e.after)
        if isinstance(e.payload, VerstrekkingBesloten)
        else e
        for e in said
    ]


def _na(said: list[Emission], text: str) -> list[Emission]:
    """It waits for another event."""
    return [Emission(e.topic, e.subject, e.payload, (*e.after, text)) for e in said]


def _onder_sleutel(said: list[Emission], name: str) -> list[Emission]:
    """Under another key."""
    return [
        Emission(e.topic, e.subject, e.payload.model_copy(update={"casus": name}), e.after)
        for e in said
    ]
