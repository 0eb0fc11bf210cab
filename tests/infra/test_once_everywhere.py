"""Every deed at every site takes a key, and a key that stands for another deed is refused there."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date

import httpx
import pytest
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from chain.run.datadir import DataDir
from chain.run.embedded import Embedded, assemble
from contracts.topics import BEHEER, INSTANCES
from contracts.vocabulary import Functie
from infra.clock import SystemClock
from infra.documents import put
from infra.register import Functieverloop, Wijziging
from infra.web.claims import Claims
from infra.web.identity import token
from infra.web.once import HEADER

pytestmark = pytest.mark.anyio
WIE, ANDER = "jansen0000000000", "mark000000000000"
ROOT = "http://127.0.0.1:8700"


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataDir:
    data = DataDir(tmp_path_factory.mktemp("keten"))
    data.prepare("echt")
    return data


@pytest.fixture(scope="module")
def chain(data: DataDir) -> Iterator[Embedded]:
    functie = Functie(organisatie="het-baken", rol="zat-coordinator")
    since = (Wijziging(vanaf=date(2010, 1, 1), heeft=True),)
    with ExitStack() as held:
        made = assemble(data, SystemClock(), None, ROOT, held)
        for one in made.instances:
            with one.kernel.database.transaction() as session:
                for who in (WIE, ANDER):
                    known = Functieverloop(medewerker=who, functie=functie, wijzigingen=since)
                    put(session, "register.functie", f"{who}/{functie}", known)
        yield made


def site_of(chain: Embedded, name: str) -> FastAPI:
    web = next(one.web for one in chain.instances if one.name == name)
    return chain.front if name == BEHEER or web is None else web


def deeds(site: FastAPI) -> list[str]:
    """The paths at which something can be done, by pages too; what is in them is filled in."""
    paths = get_openapi(title="", version="", routes=site.routes)["paths"]
    found = [path for path, operations in paths.items() if "post" in operations]
    return [path.replace("{", "").replace("}", "") for path in found]


@pytest.mark.parametrize("name", INSTANCES)
async def test_a_key_of_another_deed_is_refused_at_every_door(
    chain: Embedded, data: DataDir, name: str
) -> None:
    site = site_of(chain, name)
    claims = Claims(site.state.parts)
    found = deeds(site)
    assert found
    async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url=ROOT) as client:
        for key in found:
            # A key for each door: what somebody else does at one is his own at the next.
            first, _ = claims.claim(claims.id_of(WIE, key), "POST /v1/eerder", "iets anders")
            claims.settle(claims.id_of(WIE, key), first.model_copy(update={"status": 200}))
            for who, told in ((WIE, True), (ANDER, False)):
                bearer = {"Authorization": f"Bearer {token(data.signer(), who, name)}"}
                answer = await client.post(key, json={}, headers=bearer | {HEADER: key})
                assert ("dat is gedaan" in answer.text) == told, key
                assert (answer.status_code == 409) >= told, key


def test_all_kinds_of_deeds_were_walked(chain: Embedded) -> None:
    walked = {path for name in INSTANCES for path in deeds(site_of(chain, name))}
    for ending in ("draag-over", "bespreking", "vernietig", "benoem-zorgcoordinator-gezin"):
        assert any(path.endswith(ending) for path in walked), ending
    assert {"/v1/aanmeldingen", "/v1/aanmeldingen/bestand", "/v1/berichten/bevestigen"} <= walked
    assert {"/v1/proef", "/kies", "/v1/berichten/bericht/handeling"} <= walked
    assert len(walked) > 60
