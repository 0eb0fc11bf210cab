"""Instances on real files, with a log that a test writes by hand and a gate that lets pass."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from casusoverleg.main import build
from casusoverleg.reactions.herlezen import herbouw
from contracts.covenant import Convenant
from contracts.covenant_text import functie_van
from contracts.elements import Bewerking, Element, GedeeldElement, Veld
from contracts.envelope import Envelope, parse
from contracts.events.beheer import ConvenantVastgesteld, FunctieToegekend
from contracts.events.intake import CasusAangemeld
from contracts.events.opnemen import GebeurtenisOpgenomen
from contracts.events.payload import Payload
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.registry import payload_of
from contracts.events.table import form_of
from contracts.events.verstrekking import (
    Bespreking,
    Elementuitkomst,
    Informeren,
    Overdrachtsvraag,
    VerstrekkingGevraagd,
)
from contracts.topics import REGISTER, facts, instance, postbus
from contracts.vocabulary import (
    Doel,
    Domein,
    Functie,
    Geheimhouding,
    Grond,
    Organisatietype,
    Relatie,
    Uitkomst,
    Zetelsoort,
)
from infra.addressbook import AddressBook
from infra.clock import SetClock
from infra.database import Database
from infra.kernel import Record, derived_id
from infra.keys import KeyStore
from infra.parts import Parts
from infra.testing.callers import Caller
from infra.testing.sessions import SESSIONS, bearer
from infra.testing.source import Source
from infra.testing.state import kept, rebuilt

MORGENS = datetime(2026, 3, 2, 9, tzinfo=UTC)


def ident(*delen: str) -> str:
    return derived_id(b"test", *delen)


def medewerker(functie: str) -> str:
    return ident("medewerker", functie)


_NIET = ("inzage", "wekker", "gewekt", "web.sleutel")
"""Who looked, when is to be looked again, which forms were sent: not what follows from the log."""


class Instantie:
    """The tables of one domain."""

    def __init__(self, folder: Path, domein: Domein, convenant: Convenant) -> None:
        name = instance("casusoverleg", domein)
        self.domein = domein
        self.convenant = convenant
        self.clock = SetClock(MORGENS)
        self.parts = Parts(
            name=name,
            domein=domein,
            database=Database(f"sqlite:///{folder}/{name}.sqlite"),
            keys=KeyStore(Database(f"sqlite:///{folder}/{name}-keys.sqlite")),
            addressbook=AddressBook(Database(f"sqlite:///{folder}/{name}-adressen.sqlite")),
            clock=self.clock,
            sessions=SESSIONS,
            base="",
            sites={name: "https://keten.voorbeeld.test"},
        )
        self.instance = build(self.parts)
        self.kernel = self.instance.kernel
        self._sources: dict[str, Source] = {}
        self.log: dict[str, list[Record]] = defaultdict(list)
        functies = [f for tafel in convenant.overleggen.values() for f in tafel.functies()]
        gegeven = [
            FunctieToegekend(medewerker=medewerker(str(f)), functie=f, vanaf=date(2020, 1, 1))
            for f in functies
        ]
        register = [ConvenantVastgesteld(convenant=convenant), *gegeven]
        self.kernel.receive([self._record(REGISTER, feit) for feit in register])

    def hoor(self, topic: str, payload: Payload) -> Record:
        """Let an event come in; gives the record, to let it come in again."""
        record = self._record(topic, payload)
        self.kernel.receive([record])
        return record

    def neem_aan(self, convenant: Convenant) -> None:
        """Let the region agree otherwise from now on."""
        self.convenant = convenant
        self.hoor(REGISTER, ConvenantVastgesteld(convenant=convenant))

    def adres(self, functie: Functie, naam: str, mail: str) -> None:
        """Put who has a capacity into the address book."""
        self.parts.addressbook.add(medewerker(str(functie)), naam, mail)

    def _record(self, topic: str, payload: Payload) -> Record:
        source = self._sources.setdefault(topic, Source(topic))
        subject = getattr(payload, "casus", "register")
        event = ident("event", topic, str(len(self.log[topic])))
        record = source.says(subject, payload, event=event, when=self.clock.now())
        self.log[topic].append(record)
        return record

    def gezegd(self) -> list[Payload]:
        """What it said since the last time."""
        return [payload_of(event) for event in self.uitgegaan()]

    def uitgegaan(self) -> list[Envelope]:
        """The same as whole events, without where it took in what it heard."""
        last, out = self.kernel.outgoing(1000)
        self.kernel.published(last)
        for one in out:
            self.log[one.topic].append(Record(one.topic, one.partition, 0, one.raw))
        opgenomen = form_of(GebeurtenisOpgenomen).type
        return [event for one in out if (event := parse(one.raw)).type != opgenomen]

    def follows_from_the_log(self, file: Path) -> None:
        """Check that what it keeps is what can be built anew, into this empty file."""
        self.uitgegaan()
        anew = rebuilt(file, lambda session: herbouw(session, self.log, self.domein), *_NIET)
        assert kept(self.parts.database, *_NIET) == anew

    def als(self, functie: str) -> Caller:
        """Someone in this capacity, with a browser or a system."""
        return Caller(self.instance.web, bearer(medewerker(functie), self.parts.name))

    def element(self, veld: Veld, waarde: str, door: Functie) -> Element:
        """A sealed element about the young person."""
        id_ = ident("element", veld, self.domein)
        over = ident("betrokkene")
        return Element(
            id=id_,
            veld=veld,
            over=over,
            relatie=Relatie.JEUGDIGE,
            vastgelegd_door=door,
            brontype=Organisatietype.SCHOOL,
            vastgelegd_op=date(2026, 3, 2),
            doel=Doel.ONDERWIJSBEGELEIDING,
            geheim=Geheimhouding.GEEN,
            waarde=self.parts.keys.seal(waarde, over, id_),
        )

    def meld_aan(self, overleg: str, door: str, **velden: str) -> CasusAangemeld:
        """Let intake report a case, and the gate let the table's own seats open it."""
        functie = functie_van(door)
        velden = {"naam": "Kind Vanhier", **velden}
        feit = CasusAangemeld.model_validate(
            {
                "casus": ident("casus", overleg),
                "betrokkene": ident("betrokkene"),
                "gezin": ident("gezin"),
                "overleg": overleg,
                "convenant": self.convenant.verwijzing,
                "weg": (self.convenant.weg(functie.organisatie, overleg) or (None,))[0],
                "door": functie,
                "houder": functie.organisatie,
                "school": "het-baken",
                "leeftijdsband": "12-15",
                "vraag": Overdrachtsvraag.BESPREKEN,
                "elementen": tuple(self.element(Veld(v), w, functie) for v, w in velden.items()),
            }
        )
        self.hoor(facts("intake", self.domein), feit)
        return feit

    def ander_kind(self, feit: CasusAangemeld, naam: str, **anders: str) -> CasusAangemeld:
        """Another child is reported at the same table, with a name of its own."""
        over, id_ = ident("betrokkene", naam), ident("naam", naam)
        (eigen,) = (e for e in feit.elementen if e.veld is Veld.NAAM)
        waarde = self.parts.keys.seal(naam, over, id_)
        genoemd = eigen.model_copy(update={"id": id_, "over": over, "waarde": waarde})
        ander = {"casus": ident("casus", naam), "betrokkene": over, "elementen": (genoemd,)}
        gemeld = feit.model_copy(update=ander | anders)
        self.hoor(facts("intake", self.domein), gemeld)
        return gemeld

    def vraag_als_intake(self, feit: CasusAangemeld, **grondslag: Any) -> Record:
        """Let intake ask the gate which seats of the table may open what was reported."""
        gevraagd = VerstrekkingGevraagd(
            verstrekking=ident("verstrekking", "intake"),
            casus=feit.casus,
            betrokkene=feit.betrokkene,
            leeftijdsband=feit.leeftijdsband,
            convenant=feit.convenant,
            van_overleg=feit.overleg,
            van_domein=self.domein,
            naar_overleg=feit.overleg,
            door=feit.door,
            inhoud=Bespreking(),
            elementen=feit.elementen,
            doel=Doel.AFSTEMMING,
            grond=Grond.PUBLIEKE_TAAK,
            informeren=Informeren.BIJ_EERSTE_CONTACT,
            op=date(2026, 3, 2),
            **grondslag,
        )
        return self.hoor(facts("intake", self.domein), gevraagd)

    def deel(self, feit: CasusAangemeld, *functies: str) -> None:
        """Let the gate decide that these seats may open what was reported."""
        zetels = tuple(self.convenant.zetelsoort(functie_van(naam)) for naam in functies)
        self.hoor(
            postbus(self.domein),
            VerstrekkingBezorgd(
                verstrekking=ident("verstrekking", feit.casus),
                casus=feit.casus,
                betrokkene=feit.betrokkene,
                leeftijdsband=feit.leeftijdsband,
                convenant=feit.convenant,
                van_overleg=feit.overleg,
                naar_overleg=feit.overleg,
                door=feit.door,
                inhoud=Bespreking(),
                elementen=_gedeeld(zetels, *feit.elementen),
                besluit=ident("besluit"),
                op=date(2026, 3, 2),
            ),
        )

    def bezorg(self, gevraagd: VerstrekkingGevraagd, naar: "Instantie") -> Record:
        """Let the gate deliver a request of this instance, of its elements the name alone."""
        tafel = naar.convenant.overleggen[gevraagd.naar_overleg]
        zetels = tuple(map(naar.convenant.zetelsoort, tafel.functies()))
        namen = [_bij(naar, e) for e in gevraagd.elementen if e.veld is Veld.NAAM]
        return naar.hoor(
            postbus(naar.domein),
            VerstrekkingBezorgd(
                verstrekking=ident("bij", gevraagd.verstrekking),
                casus=ident("casus", gevraagd.naar_overleg),
                betrokkene=ident("betrokkene", naar.domein),
                leeftijdsband=gevraagd.leeftijdsband,
                convenant=gevraagd.convenant,
                van_overleg=gevraagd.van_overleg,
                naar_overleg=gevraagd.naar_overleg,
                door=gevraagd.door,
                inhoud=gevraagd.inhoud,
                elementen=_gedeeld(zetels, *namen),
                besluit=ident("besluit", gevraagd.verstrekking),
                op=gevraagd.op,
            ),
        )

    def handel_af(self, gevraagd: VerstrekkingGevraagd, uitkomst: Uitkomst) -> None:
        """Let the gate answer a request of this instance."""
        self.hoor(
            postbus(self.domein),
            VerstrekkingAfgehandeld(
                verstrekking=gevraagd.verstrekking,
                casus=gevraagd.casus,
                naar_overleg=gevraagd.naar_overleg,
                doorgelaten=True,
                uitkomsten=tuple(
                    Elementuitkomst(element=e.id, uitkomst=uitkomst, regels=("V-WEGING",))
                    for e in gevraagd.elementen
                ),
                regels=(),
                besluit=ident("besluit", gevraagd.verstrekking),
                op=gevraagd.op,
            ),
        )

    def handel_alles_af(self) -> list[Payload]:
        """Let the gate answer all that it asked; gives what it said since the last time."""
        gezegd = self.gezegd()
        for feit in gezegd:
            if isinstance(feit, VerstrekkingGevraagd):
                self.handel_af(feit, Uitkomst.TOEGESTAAN)
        return gezegd

    def vernietig(self, functie: str, overleg: str) -> None:
        """Erase a closed casus, on request."""
        gevraagd = {"gevraagdDoor": "jeugdige", "op": "2026-03-02"}
        self.stap(functie, overleg, "leg-vernietigingsverzoek-vast", **gevraagd)
        self.stap(functie, overleg, "bereid-vernietiging-voor")
        self.stap(functie, overleg, "vernietig", onomkeerbaar=True)

    def stap(self, functie: str, overleg: str, stap: str, **invoer: Any) -> Any:
        """Take a step through the API; it must be possible."""
        url = f"/v1/casussen/{ident('casus', overleg)}/stappen/{stap}"
        antwoord = self.als(functie).post(url, json=invoer)
        assert antwoord.status_code == 200, antwoord.text
        return antwoord.json()


def _gedeeld(zetels: tuple[Zetelsoort, ...], *elementen: Element) -> tuple[GedeeldElement, ...]:
    return tuple(
        GedeeldElement(element=e, bewerking=Bewerking.GEEN, zetels=zetels) for e in elementen
    )


def _bij(naar: Instantie, naam: Element) -> Element:
    """The name as the gate seals it anew for the receiver."""
    id_, over = ident("bij", naam.id), ident("betrokkene", naar.domein)
    waarde = naar.parts.keys.seal("Kind Vanhier", over, id_)
    return naam.model_copy(update={"id": id_, "over": over, "waarde": waarde})


@pytest.fixture
def instantie(tmp_path: Path, convenant: Convenant) -> Iterator[Callable[[Domein], Instantie]]:
    """Makes the tables of a domain; in the end, their state must be what follows from the log."""
    made: list[Instantie] = []

    def make(domein: Domein) -> Instantie:
        goes_on = (tmp_path / f"{instance('casusoverleg', domein)}.sqlite").exists()
        eerder = [one for one in made if one.domein is domein]
        nieuw = Instantie(tmp_path, domein, convenant)
        if goes_on:
            nieuw.log = eerder[0].log
        else:
            made[:] = [one for one in made if one not in eerder]
        made.append(nieuw)
        return nieuw

    yield make
    for number, one in enumerate(made):
        one.follows_from_the_log(tmp_path / f"herbouwd-{number}.sqlite")


@pytest.fixture
def casus_id() -> Callable[[str], str]:
    return lambda overleg: ident("casus", overleg)
