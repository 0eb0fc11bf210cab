"""Only the front signs; a token is for one site; with all that a service has, nobody is anybody."""

import base64
import hmac
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from chain.kafka import compose
from chain.kafka.deployment import Surroundings, environment
from chain.run.datadir import DataDir
from chain.run.embedded import Embedded, assemble
from chain.run.sites import PATHS
from chain.setup.inrichting import EXAMPLE
from contracts.topics import BEHEER, GATE, INSTANCES
from contracts.vocabulary import Functie
from infra.clock import SystemClock
from infra.documents import put
from infra.instance import Instance
from infra.register import Functieverloop, Wijziging
from infra.web.identity import DRY_RUN, cookie_of, token
from infra.web.session import ISSUER, Signer, Verifier, new_key
from infra.web.site import together

pytestmark = pytest.mark.anyio
WIE = "jansen0000000000"
ROOT = "http://127.0.0.1:8700"
REGION = Path(__file__).resolve().parents[2] / "chain" / "regions" / "tilburg.yaml"
SITES = tuple(name for name in INSTANCES if name != BEHEER)
FORMS = {name: "/v1/casussen" for name in SITES if name.endswith("-casusoverleg")} | {
    name: "/v1/berichten" for name in SITES if name.endswith("-notifier")
}
"""Something to ask of a site that somebody must sign in for."""


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    data = DataDir(tmp_path / "data")
    data.prepare("echt")
    return data


@pytest.fixture
def chain(data: DataDir) -> Iterator[Embedded]:
    with ExitStack() as held:
        yield assemble(data, SystemClock(), None, ROOT, held)


@pytest.fixture
def client(chain: Embedded) -> httpx.AsyncClient:
    """All sites as one server, where one person works in every domain and guards privacy."""
    functies = (
        Functie(organisatie="het-baken", rol="zat-coordinator"),
        Functie(organisatie="veiligheidshuis", rol="privacy-functionaris"),
    )
    since = (Wijziging(vanaf=date(2010, 1, 1), heeft=True),)
    for one in chain.instances:
        with one.kernel.database.transaction() as session:
            for functie in functies:
                known = Functieverloop(medewerker=WIE, functie=functie, wijzigingen=since)
                put(session, "register.functie", f"{WIE}/{functie}", known)
    chain.addressbook.add(WIE, "J. Jansen", "j@voorbeeld.nl")
    app = together(
        {"/": chain.front, **{one.base: _web(one) for one in chain.instances if one.base}}
    )
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ROOT)


def _web(one: Instance) -> Any:
    return one.web


def bearing(signed: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {signed}"}


async def test_a_token_is_for_one_site(client: httpx.AsyncClient, data: DataDir) -> None:
    signer = data.signer()
    for at, path in FORMS.items():
        for meant_for in INSTANCES:
            signed = token(signer, WIE, meant_for)
            got = await client.get(f"{PATHS[at]}{path}", headers=bearing(signed))
            assert got.status_code == (200 if meant_for == at else 401), (at, meant_for)


async def test_a_token_of_a_table_opens_the_dry_run_and_nothing_else_of_the_gate(
    client: httpx.AsyncClient, data: DataDir
) -> None:
    signed = bearing(token(data.signer(), WIE, "zorg-casusoverleg"))
    other = bearing(token(data.signer(), WIE, "zorg-intake"))
    assert (await client.get(f"/{GATE}/v1/besluiten", headers=signed)).status_code == 401
    assert (await client.post(f"/{GATE}/v1/proef", json={}, headers=signed)).status_code == 400
    assert (await client.post(f"/{GATE}/v1/proef", json={}, headers=other)).status_code == 401
    own = bearing(token(data.signer(), WIE, GATE))
    assert (await client.get(f"/{GATE}/v1/besluiten", headers=own)).status_code == 200


async def test_the_front_gives_each_site_its_own_cookie_at_its_own_path(
    client: httpx.AsyncClient, data: DataDir
) -> None:
    answer = await client.post("/kies", data={"medewerker": WIE}, headers={"Origin": ROOT})
    assert answer.status_code == 303
    verifier, seen = Verifier(data.signer().public), set()
    for line in answer.headers.get_list("set-cookie"):
        ((name, morsel),) = SimpleCookie(line).items()
        site = next(one for one in INSTANCES if cookie_of(one) == name)
        below = ("/cijfers", "/cijfers.csv", "/werk") if site == BEHEER else (PATHS[site],)
        assert morsel["path"] in below
        assert (morsel["httponly"], morsel["samesite"]) == (True, "strict")
        others = [one for one in INSTANCES if one != site]
        assert verifier.medewerker(morsel.value, [site]) == WIE
        assert verifier.medewerker(morsel.value, others) is None
        seen.add(site)
    assert seen == set(INSTANCES)
    # Where the browser goes, it is known; it sends what belongs there and nothing else.
    assert (await client.get("/cijfers")).status_code == 200
    assert (await client.get("/cijfers.csv")).status_code == 200
    for at, path in FORMS.items():
        request = client.build_request("GET", f"{PATHS[at]}{path}")
        assert request.headers["cookie"].startswith(f"{cookie_of(at)}=")
        assert ";" not in request.headers["cookie"]
        assert (await client.send(request)).status_code == 200
    assert "cookie" not in client.build_request("GET", "/").headers


async def test_signing_off_takes_every_cookie(client: httpx.AsyncClient) -> None:
    await client.post("/kies", data={"medewerker": WIE}, headers={"Origin": ROOT})
    assert len(client.cookies) == len(INSTANCES) + 2
    assert (await client.post("/afmelden", headers={"Origin": "http://elders.test"})).is_error
    assert len(client.cookies) == len(INSTANCES) + 2
    await client.post("/afmelden", headers={"Origin": ROOT})
    assert not client.cookies
    assert (await client.get("/cijfers")).status_code == 303


def test_another_key_of_the_front_ends_every_session(data: DataDir) -> None:
    signed = token(data.signer(), WIE, GATE)
    assert Verifier(data.session_public_file.read_bytes()).medewerker(signed, [GATE]) == WIE
    data.session_key_file.unlink()
    data.signer()
    assert Verifier(data.session_public_file.read_bytes()).medewerker(signed, [GATE]) is None


def _part(value: object) -> str:
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _forged(header: object, claims: object, sign: Callable[[bytes], bytes]) -> str:
    said = f"{_part(header)}.{_part(claims)}"
    return f"{said}.{_part(sign(said.encode()))}"


def _hashing(key: bytes, digest: str) -> Callable[[bytes], bytes]:
    return lambda said: hmac.digest(key, said, digest)


CLAIMS = {"iss": ISSUER, "sub": WIE, "aud": [GATE], "exp": 99999999999}

EXTRAS: tuple[dict[str, Any], ...] = (
    {},
    {"jwk": {"kty": "oct", "k": "MDAw"}},
    {"b64": False, "crit": ["b64"]},
)


def test_what_is_not_signed_with_the_key_holds_nowhere() -> None:
    signer = Signer(new_key())
    verifier, good = Verifier(signer.public), signer.token(WIE, GATE)
    head, body, seal = good.split(".")
    public = signer.public
    bad = [
        "",
        "x",
        "a.b.c",
        "\ud7ff.é.\x00",
        WIE,
        f"{head}.{body}",
        f"{head}.{body}.",
        f"{head}.{_part(CLAIMS)}.{seal}",
        f"{head}.{body}.{seal}.{seal}.{seal}",
        signer.token(WIE, GATE, seconds=-1),
        signer.token(WIE),
        signer.token(WIE, "zorg-intake"),
        Signer(new_key()).token(WIE, GATE),
        f'"{WIE}".aabbcc.{_part(hmac.digest(public, WIE.encode(), "sha1"))}',  # the old form
    ]
    for alg in ("none", "None", "", "HS256", "HS512", "EdDSA", "Ed25519", 3, None):
        for extra in EXTRAS:
            keys = (b"0", public, public.strip(), new_key())
            bad += [_forged({"alg": alg} | extra, CLAIMS, _hashing(k, "sha256")) for k in keys]
        bad.append(_forged({"alg": alg}, CLAIMS, lambda _said: b""))
    heads: tuple[object, ...] = ([], "x", 1, None, {})
    bad += [_forged(head, CLAIMS, lambda _: b"x") for head in heads]
    assert verifier.medewerker(good, [GATE]) == WIE
    assert [one for one in bad if verifier.medewerker(one, [GATE]) is not None] == []


@pytest.mark.parametrize("missing", ["iss", "sub", "aud", "exp"])
def test_a_token_without_one_of_its_claims_is_none(missing: str) -> None:
    private = new_key()
    verifier, key = Verifier(Signer(private).public), OKPKey.import_key(private)

    def signed(claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "Ed25519"}, claims, key, algorithms=["Ed25519"])

    assert verifier.medewerker(signed(CLAIMS), [GATE]) == WIE
    less = {name: value for name, value in CLAIMS.items() if name != missing}
    assert verifier.medewerker(signed(less), [GATE]) is None


@pytest.mark.parametrize(
    "other", [{"iss": "elders"}, {"aud": []}, {"exp": 1}, {"nbf": 99999999999}]
)
def test_a_token_with_another_claim_is_none_though_the_key_signed_it(other: dict[str, Any]) -> None:
    private = new_key()
    verifier, key = Verifier(Signer(private).public), OKPKey.import_key(private)
    signed = jwt.encode({"alg": "Ed25519"}, CLAIMS | other, key, algorithms=["Ed25519"])
    assert verifier.medewerker(signed, [GATE]) is None


def test_a_site_gets_the_key_that_verifies_and_the_front_the_one_that_signs() -> None:
    private = new_key()
    with pytest.raises(ValueError, match="not a public one"):
        Verifier(private)
    with pytest.raises(ValueError, match="not a private one"):
        Signer(Signer(private).public)
    for key in (b"", b"x", private[:-40]):
        with pytest.raises(ValueError, match="not a key of a front"):
            Verifier(key)


def _belongings(folder: Path) -> list[bytes]:
    """All that a process can read: its files, the lines and the values of its settings."""
    files = [path.read_bytes() for path in folder.iterdir()]
    lines = [line for raw in files for line in raw.splitlines()]
    return [*files, *lines, *(line.partition(b"=")[2] for line in lines)]


def _signs(secret: bytes, verifier: Verifier) -> bool:
    """Can somebody be made of this, by any way of signing that there is?"""
    tried = []
    try:
        tried.append(Signer(secret).token(WIE, GATE))
    except ValueError:
        for alg, digest in (("HS256", "sha256"), ("HS384", "sha384"), ("HS512", "sha512")):
            keys = (secret, secret.strip())
            tried += [_forged({"alg": alg}, CLAIMS, _hashing(key, digest)) for key in keys]
    return any(verifier.medewerker(one, [GATE]) for one in tried)


def test_with_all_that_a_service_has_nobody_is_anybody(tmp_path: Path) -> None:
    (tmp_path / "tilburg.yaml").write_bytes(REGION.read_bytes())
    given = tmp_path / "inrichting.yaml"
    given.write_text(EXAMPLE.format(covenant="tilburg.yaml"), "utf-8")
    folder = tmp_path / "docker"
    compose.prepare(folder, given)
    for name in INSTANCES:
        verifier = Verifier((folder / name / "session.pub").read_bytes())
        signing = [one for one in _belongings(folder / name) if _signs(one, verifier)]
        assert bool(signing) == (name == BEHEER), name
    assert [path.parent.name for path in folder.rglob("session.key")] == [BEHEER]


def test_no_setting_of_a_service_names_the_key_that_signs(data: DataDir) -> None:
    data.signer()
    around = Surroundings(
        stores=data,
        broker="127.0.0.1:1",
        passwords=data.root,
        session_public=data.session_public_file,
        session_key=data.session_key_file,
        inrichting=data.root / "inrichting.yaml",
        figures=data.root / "cijfers.json",
    )
    naming = {
        name
        for name in INSTANCES
        if str(data.session_key_file) in environment(name, around).values()
    }
    assert naming == {BEHEER}
    assert data.session_key_file.stat().st_mode & 0o077 == 0


def test_the_audience_of_the_dry_run_is_no_site() -> None:
    assert DRY_RUN not in INSTANCES
