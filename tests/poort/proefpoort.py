"""A gate on real files, with the keys of all domains; what it hears, a test says by hand."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from contracts.elements import Element, Veld, Verzegeld
from contracts.envelope import Envelope, parse
from contracts.events.beheer import ConvenantVastgesteld
from contracts.events.payload import Payload
from contracts.events.privacy_gate import VerstrekkingBesloten, VertalingVastgelegd
from contracts.events.registry import payload_of
from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import GATE, REGISTER, facts, vernietigingen
from contracts.vocabulary import Domein
from infra.addressbook import AddressBook
from infra.clock import SetClock
from infra.database import Database
from infra.kernel import Record
from infra.keys import KeyStore
from infra.log import Outgoing
from infra.parts import INDEX_SEAL, MATCHING, Parts
from infra.testing.sessions import SESSIONS
from infra.testing.source import Source
from intake.store.verwijstoken import Verwijstokens
from privacy_gate.main import build
from tests.poort.verzoeken import OP, element, functie, tilburg

P = TypeVar("P", bound=Payload)


class Proefpoort:
    """The gate of a chain in which only Tilburg lives."""

    def __init__(self, folder: Path) -> None:
        self.keys = {domein: _keys(folder, domein) for domein in Domein}
        self.tokens = Verwijstokens(_keys(folder, MATCHING), _keys(folder, INDEX_SEAL))
        self.eigen = _keys(folder, GATE)
        self.parts = Parts(
            name=GATE,
            domein=None,
            database=Database(f"sqlite:///{folder}/{GATE}.sqlite"),
            keys=self.eigen,
            addressbook=AddressBook(Database(f"sqlite:///{folder}/adressen.sqlite")),
            clock=SetClock(datetime(2026, 3, 2, 9, tzinfo=UTC)),
            sessions=SESSIONS,
            base="/privacy-gate",
            sites={GATE: "/privacy-gate"},
            all_keys=self.keys,
            index_seal=self.tokens.seal,
        )
        self.instance = build(self.parts)
        self._sources: dict[str, Source] = {}
        self.hoor(REGISTER, "register", ConvenantVastgesteld(convenant=tilburg()))

    def hoor(self, topic: str, subject: str, payload: Payload, event: str = "") -> Record:
        """Let an event come in; gives the record, to let it come in again."""
        source = self._sources.setdefault(topic, Source(topic))
        record = source.says(subject, payload, event=event)
        self.instance.kernel.receive([record])
        return record

    def vraag(self, verzoek: VerstrekkingGevraagd, dienst: str = "casusoverleg") -> "Antwoord":
        """Ask the gate; gives all that it said."""
        self.hoor(facts(dienst, verzoek.van_domein), verzoek.casus, verzoek)
        return self.gezegd()

    def vernietig(self, domein: Domein, casus: str, persoon: str) -> None:
        """A domain erased a casus, and keeps nothing about this person any more."""
        feit = GegevensVernietigd(
            casus=casus,
            overleg="een-overleg",
            grond=Vernietigingsgrond.TERMIJN,
            personen=(persoon,),
            sleutels=self.keys[domein].about(persoon),
            door=functie("het-baken/zat-coordinator"),
            op=OP,
        )
        self.hoor(vernietigingen(domein), casus, feit)

    def gezegd(self) -> "Antwoord":
        last, out = self.instance.kernel.outgoing(1000)
        self.instance.kernel.published(last)
        return Antwoord(out)

    def verzegeld(self, number: int, veld: Veld, waarde: str, door: str, **changes: Any) -> Element:
        """An element with a value under the seal of the domain `bij`."""
        bij = changes.pop("bij", Domein.ONDERWIJS)
        bare = element(number, veld, door, **changes)
        sealed = self.keys[bij].seal(waarde, bare.over, bare.id)
        return bare.model_copy(update={"waarde": sealed})

    def lees(self, een: Element, bij: Domein) -> str:
        return self.keys[bij].open(een.waarde, een.id)

    def ontzegeld(self, een: VertalingVastgelegd) -> str:
        return self.eigen.open(een.koppelingen, een.vertaling)


class Antwoord:
    """What the gate said on one request."""

    def __init__(self, out: Iterable[Outgoing]) -> None:
        self.out = list(out)
        self.enveloppen: list[tuple[str, Envelope]] = [(o.topic, parse(o.raw)) for o in self.out]

    def alle(self, kind: type[P]) -> list[P]:
        found = (payload_of(envelope) for _, envelope in self.enveloppen)
        return [payload for payload in found if isinstance(payload, kind)]

    def een(self, kind: type[P]) -> P:
        (payload,) = self.alle(kind)
        return payload

    @property
    def besluit(self) -> VerstrekkingBesloten:
        return self.een(VerstrekkingBesloten)

    def tekst(self, topic: str) -> str:
        return b"\n".join(o.raw for o in self.out if o.topic == topic).decode()


def zonder_cijfertekst(een: Payload) -> str:
    """An event with every sealed value blanked."""

    def blank(value: Any) -> Any:
        match value:
            case {"sleutel": _, "cijfertekst": text}:
                return Verzegeld(sleutel="0" * 26, cijfertekst="x" * len(text)).model_dump()
            case dict():
                return {key: blank(one) for key, one in value.items()}
            case list():
                return [blank(one) for one in value]
            case _:
                return value

    return str(blank(een.model_dump(mode="json")))


def _keys(folder: Path, name: str) -> KeyStore:
    return KeyStore(Database(f"sqlite:///{folder}/sleutels-{name}.sqlite"))
