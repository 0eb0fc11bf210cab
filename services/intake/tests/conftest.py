from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from contracts.covenant import Convenant
from contracts.envelope import parse
from contracts.events.intake import CasusAangemeld
from contracts.events.payload import Payload
from contracts.events.registry import payload_of
from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.topics import instance, vernietigingen
from contracts.vocabulary import Domein, Functie
from infra.addressbook import AddressBook
from infra.clock import SetClock
from infra.database import Database
from infra.documents import put
from infra.keys import KeyStore
from infra.parts import Parts
from infra.register import Functieverloop, Wijziging
from infra.testing.sessions import SESSIONS, bearer
from infra.testing.source import Source
from infra.web.site import together
from intake.main import build
from intake.store.vault import Vault


def _overleg(soort: str, domein: str, van: int, *zetels: str) -> dict[str, Any]:
    return {
        "naam": f"{soort} Oefenstad",
        "soort": soort,
        "domein": domein,
        "leeftijden": {"van": van, "tot": 18},
        "regie": zetels[0],
        "zetels": list(zetels),
    }


def _weg(van: str, naar: str, houder: str, door: str, aan_rol: str) -> dict[str, Any]:
    return {
        "naam": naar,
        "van": [van],
        "naar": naar,
        "houder": houder,
        "terugkoppeling": {"wanneer": "altijd", "door": door, "aan_rol": aan_rol},
    }


CONVENANT = Convenant.model_validate(
    {
        "convenant": "oefenstad",
        "naam": "Oefenstad",
        "versie": 1,
        "geldig_van": "2010-01-01",
        "organisaties": {
            name: {"naam": naam, "type": kind, "geheimhouding": True}
            for name, naam, kind in (
                ("het-baken", "Het Baken", "school"),
                ("jgz", "JGZ", "jgz"),
                ("cjg", "CJG", "cjg"),
                ("veiligheidshuis", "Veiligheidshuis", "veiligheidshuis"),
                ("politie", "Politie", "politie"),
            )
        },
        "overleggen": {
            "zat": _overleg(
                "ZAT",
                "onderwijs",
                11,
                "het-baken/zat-coordinator",
                "het-baken/zorgcoordinator-school",
            ),
            "cjg-tafel": _overleg("CJG", "zorg", 0, "cjg/procesregisseur", "jgz/jeugdarts"),
            "hco": _overleg(
                "HCO", "veiligheid", 12, "veiligheidshuis/ketenmanager", "politie/jeugdagent"
            ),
        },
        "wegen": {
            "aanmelding-zat": _weg(
                "het-baken",
                "zat",
                "het-baken",
                "het-baken/zat-coordinator",
                "zorgcoordinator-school",
            ),
            "zorgmelding": _weg(
                "politie", "hco", "politie", "veiligheidshuis/ketenmanager", "jeugdagent"
            ),
            "aanmelding-cjg": _weg("jgz", "cjg-tafel", "cjg", "cjg/procesregisseur", "jeugdarts"),
        },
        "termijnen": {
            "bespreken": 10,
            "accepteren": 5,
            "actie_bevestigen": 20,
            "terugkoppelen": 5,
        },
    }
)

MENSEN = {
    "zat-coordinator": ("zat0000000000000", "het-baken"),
    "jeugdagent": ("agent00000000000", "politie"),
    "jeugdarts": ("arts000000000000", "jgz"),
    "ketenmanager": ("keten00000000000", "veiligheidshuis"),
    "procesregisseur": ("reg0000000000000", "cjg"),
}

MELDING: dict[str, Any] = {
    "overleg": "zat",
    "kenmerk": "HB-2010-17",
    "voornaam": "Sanne",
    "achternaam": "Zonneveld",
    "geboortedatum": "1996-05-04",
    "bsn": "123456782",
    "school": "het-baken",
    "leerjaar": "2 vmbo",
    "verzuim": "Zestien uur in vier weken",
    "informeren": "geinformeerd",
}


class Proef:
    """An intake on real files."""

    melding = MELDING
    convenant = CONVENANT

    def __init__(self, folder: Path, domein: Domein) -> None:
        name = instance("intake", domein)
        self.folder = folder
        self.domein = domein
        self._tafels = Source(vernietigingen(domein))
        self.parts = Parts(
            name=name,
            domein=domein,
            database=Database(f"sqlite:///{folder}/{name}.sqlite"),
            keys=KeyStore(Database(f"sqlite:///{folder}/{domein}-keys.sqlite")),
            addressbook=AddressBook(Database(f"sqlite:///{folder}/adressen.sqlite")),
            clock=SetClock(datetime(2010, 9, 14, 9, tzinfo=UTC)),
            sessions=SESSIONS,
            base=f"/{domein}/intake",
            sites={
                instance("casusoverleg", domein): f"/{domein}/casusoverleg",
                **{instance("intake", d): f"/{d}/intake" for d in Domein},
            },
            vault=Database(f"sqlite:///{folder}/{domein}-vault.sqlite"),
            vault_keys=KeyStore(Database(f"sqlite:///{folder}/vault-{domein}-keys.sqlite")),
        )
        self.begin()
        self.ken(CONVENANT)
        for rol, (_, organisatie) in MENSEN.items():
            self.ken_toe(rol, organisatie)

    def begin(self) -> None:
        """Let a process begin with these parts."""
        self.instance = build(self.parts)
        self.kernel = self.instance.kernel
        assert self.instance.web is not None
        self.app = together({self.parts.base: self.instance.web})

    def ken(self, convenant: Convenant) -> None:
        """Let this covenant be in force."""
        with self.parts.database.transaction() as session:
            put(session, "register.convenant", convenant.verwijzing, convenant)

    def ken_toe(self, rol: str, organisatie: str) -> None:
        """Give a person his role at this organisation."""
        verloop = Functieverloop(
            medewerker=MENSEN[rol][0],
            functie=Functie(organisatie=organisatie, rol=rol),
            wijzigingen=(Wijziging(vanaf=date(2010, 1, 1), heeft=True),),
        )
        with self.parts.database.transaction() as session:
            put(session, "register.functie", f"{organisatie}/{rol}", verloop)

    def opnieuw(self) -> "Proef":
        """The same files in a new process."""
        return Proef(self.folder, self.domein)

    @property
    def kluis(self) -> Vault:
        """Its vault."""
        assert self.parts.vault is not None
        assert self.parts.vault_keys is not None
        return Vault(self.parts.vault, self.parts.vault_keys)

    def gezegd(self) -> list[Payload]:
        """What it said since the last time."""
        last, out = self.kernel.outgoing(1000)
        self.kernel.published(last)
        return [payload_of(parse(one.raw)) for one in out]

    def vernietig(self, aangemeld: CasusAangemeld) -> None:
        """Let the tables erase a casus, the last one of this person."""
        feit = GegevensVernietigd(
            casus=aangemeld.casus,
            overleg="zat",
            grond=Vernietigingsgrond.TERMIJN,
            personen=(aangemeld.betrokkene,),
            sleutels=(),
            door=Functie(organisatie="het-baken", rol="zat-coordinator"),
            op=date(2026, 3, 2),
        )
        self.kernel.receive([self._tafels.says(aangemeld.casus, feit)])

    def bytes_buiten_de_kluis(self) -> bytes:
        """Everything on disk but the vault, the write-ahead files too."""
        files = (path for path in self.folder.iterdir() if "vault" not in path.name)
        return b"".join(path.read_bytes() for path in files if path.is_file())

    async def meld(self, rol: str = "zat-coordinator", **changes: Any) -> httpx.Response:
        """Post a report as someone."""
        body = {key: value for key, value in (MELDING | changes).items() if value is not None}
        return await self.als(rol).post("/v1/aanmeldingen", json=body)

    def als(self, rol: str) -> httpx.AsyncClient:
        """A client of someone in this role."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app),
            base_url=f"http://keten.test{self.parts.base}",
            headers=bearer(MENSEN[rol][0], self.parts.name),
        )


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def onderwijs(tmp_path: Path) -> Proef:
    return Proef(tmp_path, Domein.ONDERWIJS)


@pytest.fixture
def veiligheid(tmp_path: Path) -> Proef:
    return Proef(tmp_path, Domein.VEILIGHEID)


@pytest.fixture
def zorg(tmp_path: Path) -> Proef:
    return Proef(tmp_path, Domein.ZORG)
