from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.envelope import (
    parse,
)
from contracts.events.beheer import ConvenantVastgesteld, FunctieToegekend
from contracts.events.casusoverleg import CasusGeopend
from contracts.events.payload import Payload
from contracts.events.registry import payload_of
from contracts.topics import REGISTER, instance
from contracts.vocabulary import Domein, Functie
from infra.addressbook import AddressBook
from infra.clock import SetClock
from infra.database import Database
from infra.kernel import Record
from infra.keys import KeyStore
from infra.parts import MailSettings, Parts
from infra.testing.sessions import SESSIONS
from infra.testing.source import Source
from notifier.domain.aanleiding import Aanleiding
from notifier.domain.casus import Casus, casus_on_casus_geopend
from notifier.main import build

VANDAAG = date(2026, 3, 2)
UITERLIJK = date(2026, 3, 9)


def _overleg(soort: str, domein: str, *zetels: str, inbreng: str = "") -> dict[str, Any]:
    return {
        "naam": soort,
        "soort": soort,
        "domein": domein,
        "leeftijden": {"van": 0, "tot": 23},
        "regie": zetels[0],
        "zetels": list(zetels),
        "brengt_in_bij": [inbreng] if inbreng else [],
    }


def _weg(van: str, naar: str, wanneer: str, door: str, aan_rol: str) -> dict[str, Any]:
    reported = {"houder": van} if van in ORGANISATIES else {}
    return reported | {
        "naam": f"{van} naar {naar}",
        "van": [van],
        "naar": naar,
        "terugkoppeling": {"wanneer": wanneer, "door": door, "aan_rol": aan_rol},
    }


ORGANISATIES = {
    "het-baken": "school",
    "veiligheidshuis": "veiligheidshuis",
    "rmc": "rmc",
    "cjg": "cjg",
    "novadic": "verslavingszorg",
    "politie": "politie",
    "om": "om",
    "rvdk": "rvdk",
}


@pytest.fixture
def convenant() -> Convenant:
    school, rmc, raad = "zorgcoordinator-school", "rmc/rmc-coordinator", "rvdk/raadsonderzoeker"
    return Convenant.model_validate(
        {
            "convenant": "oefenstad",
            "naam": "Oefenstad",
            "versie": 1,
            "geldig_van": "2020-01-01",
            "organisaties": {
                name: {"naam": name, "type": kind, "geheimhouding": True}
                for name, kind in ORGANISATIES.items()
            },
            "overleggen": {
                "zat": _overleg(
                    "ZAT",
                    "onderwijs",
                    "het-baken/zat-coordinator",
                    f"het-baken/{school}",
                    inbreng="hco",
                ),
                "cjg-tafel": _overleg("CJG", "zorg", "cjg/procesregisseur", inbreng="hco"),
                "hco": _overleg("HCO", "veiligheid", "veiligheidshuis/ketenmanager", rmc),
                "jco": _overleg("JCO", "justitie", "om/officier-van-justitie", raad),
            },
            "wegen": {
                "zat-naar-hco": _weg("zat", "hco", "altijd", rmc, school),
                "aanmelding-zat": _weg(
                    "het-baken", "zat", "altijd", "het-baken/zat-coordinator", school
                ),
                "zorgmelding": _weg("politie", "hco", "indien-noodzakelijk", rmc, school),
                "cjg-naar-hco": _weg("cjg-tafel", "hco", "bij-meerwaarde", rmc, "procesregisseur"),
                "politie-naar-jco": _weg("politie", "jco", "indien-noodzakelijk", raad, school),
            },
            "termijnen": {
                "bespreken": 10,
                "accepteren": 5,
                "actie_bevestigen": 20,
                "terugkoppelen": 5,
            },
        }
    )


def ident(name: str) -> str:
    """An opaque id that a test can read."""
    return "".join("0" if c in "ilou" or not c.isalnum() else c for c in name).ljust(16, "0")


def _geopend(**changes: Any) -> CasusGeopend:
    given = {
        "casus": ident("casus"),
        "overleg": "hco",
        "betrokkene": ident("kind"),
        "gezin": None,
        "leeftijdsband": "12-15",
        "herkomst": "inbreng",
        "van_overleg": "zat",
        "weg": "zat-naar-hco",
        "school": "het-baken",
        "convenant": "oefenstad@1",
        "houder": "het-baken",
    }
    return CasusGeopend.model_validate(given | changes)


@pytest.fixture
def geopend() -> Callable[..., CasusGeopend]:
    """Makes the opening of a casus at the HCO that the ZAT brought in, or another."""
    return _geopend


@pytest.fixture
def casus() -> Callable[..., Casus]:
    """Makes what is kept of such a casus; `kennis` is what was learnt later on."""

    def made(kennis: dict[str, Any] | None = None, **changes: Any) -> Casus:
        return casus_on_casus_geopend(_geopend(**changes), None).model_copy(update=kennis or {})

    return made


@pytest.fixture
def bij(convenant: Convenant) -> Callable[[Casus], Aanleiding]:
    """Makes what is at hand when a fact about a casus is heard."""

    def made(known: Casus) -> Aanleiding:
        def new_id(*parts: str) -> str:
            return ident("".join(parts))

        return Aanleiding(known, convenant, new_id, VANDAAG, UITERLIJK)

    return made


class Proef:
    """A notifier on real files, with a log that a test writes by hand."""

    def __init__(self, folder: Path, domein: Domein, clock: SetClock, mail: MailSettings) -> None:
        name = instance("notifier", domein)
        self.folder = folder
        self.clock = clock
        self.parts = Parts(
            name=name,
            domein=domein,
            database=Database(f"sqlite:///{folder}/{name}.sqlite"),
            keys=KeyStore(Database(f"sqlite:///{folder}/{name}-keys.sqlite")),
            addressbook=AddressBook(Database(f"sqlite:///{folder}/adressen.sqlite")),
            clock=clock,
            sessions=SESSIONS,
            base=f"/{domein}/notifier",
            sites={
                name: f"https://keten.voorbeeld.test/{domein}/notifier",
                instance("casusoverleg", domein): f"https://keten.voorbeeld.test/{domein}/overleg",
            },
            mail=mail,
        )
        self.instance = build(self.parts)
        self.kernel = self.instance.kernel
        self._read = 0
        self._sources: dict[str, Source] = {}
        self._heard = 0

    def hoor(self, topic: str, payload: Payload) -> Record:
        """Let an event come in; gives the record, to let it come in again."""
        source = self._sources.setdefault(topic, Source(topic))
        subject = getattr(payload, "casus", "register")
        self._heard += 1
        event = ident(f"e{topic}{self._heard}")[-60:]
        record = source.says(subject, payload, event=event, when=self.clock.now())
        self.kernel.receive([record])
        return record

    def gezegd(self) -> list[Payload]:
        """What it said since the last time."""
        last, out = self.kernel.outgoing(1000)
        self.kernel.published(last)
        return [payload_of(parse(one.raw)) for one in out]

    def mail(self) -> None:
        """Let the clock of the mail run out."""
        (timer,) = self.instance.timers
        timer.run()


@pytest.fixture
def proef(tmp_path: Path, convenant: Convenant) -> Callable[..., Proef]:
    """Makes the notifier of a domain, with these people: capacity by id."""

    def made(domein: Domein, mensen: Mapping[str, str], mail: MailSettings | None = None) -> Proef:
        clock = SetClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
        fresh = Proef(tmp_path, domein, clock, mail or MailSettings("127.0.0.1", 1, "keten@x.test"))
        fresh.hoor(REGISTER, ConvenantVastgesteld(convenant=convenant))
        for medewerker, naam in mensen.items():
            organisatie, rol = naam.split("/")
            functie = Functie(organisatie=organisatie, rol=rol)
            given = FunctieToegekend(medewerker=medewerker, functie=functie, vanaf=VANDAAG)
            fresh.hoor(REGISTER, given)
            fresh.parts.addressbook.add(medewerker, "Kees Kanarie", f"{rol}@{organisatie}.test")
        return fresh

    return made
