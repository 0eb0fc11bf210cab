"""Every site answers to its own hosts only, whatever else a request says of where it goes."""

import asyncio
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from chain.run.sites import PATHS
from chain.setup.inrichting import EXAMPLE
from infra.runner import Runner
from infra.testing.processes import KetenProcess
from infra.web.hosts import hosts_of

REGION = Path(__file__).resolve().parents[2] / "chain" / "regions" / "tilburg.yaml"
PROXY = "keten.gemeente.test"
PATHS_BELOW = ("", "/", "/v1/openapi.json", "/static/jeugdketen.css", "/bestaat-niet")
EVERY_PATH = sorted(
    {f"{base.rstrip('/')}{path}" or "/" for base in PATHS.values() for path in PATHS_BELOW}
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A whole chain behind a proxy, as a user starts it."""
    home = tmp_path_factory.mktemp("hosts")
    (home / "tilburg.yaml").write_bytes(REGION.read_bytes())
    given = EXAMPLE.format(covenant="tilburg.yaml") + f"adres: https://{PROXY}\n"
    (home / "inrichting.yaml").write_text(given, "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        number: int = free.getsockname()[1]
    words = ["up", "--port", str(number), "--data", str(home / "data")]
    program = KetenProcess(
        [*words, "--inrichting", str(home / "inrichting.yaml")], home / "output.txt"
    )
    try:
        program.answers(f"http://127.0.0.1:{number}/")
        yield number
    finally:
        program.stop()


def answer(port: int, request: str) -> tuple[int, str]:
    """The status of what comes back for these bytes, and all of it."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as it:
        it.sendall(request.encode("latin-1"))
        raw = b""
        while chunk := it.recv(65536):
            raw += chunk
    text = raw.decode()
    return int(text.split(" ", 2)[1]), text


def ask(port: int, *lines: str, target: str = "/", method: str = "GET") -> tuple[int, str]:
    first = f"{method} {target} HTTP/1.1"
    return answer(port, "\r\n".join([first, *lines, "Connection: close", "", ""]))


@pytest.mark.parametrize("path", EVERY_PATH)
def test_no_path_of_any_site_answers_to_another_host(port: int, path: str) -> None:
    for method in ("GET", "POST", "HEAD", "OPTIONS"):
        foreign, said = ask(port, f"Host: evil.test:{port}", target=path, method=method)
        own, _ = ask(port, f"Host: 127.0.0.1:{port}", target=path, method=method)
        assert foreign == 421, (method, path)
        assert own != 421, (method, path)
        assert "set-cookie" not in said.lower()
        assert "location" not in said.lower()


def test_it_is_said_in_the_form_that_fits(port: int) -> None:
    _, machine = ask(port, "Host: evil.test", target="/zorg/casusoverleg/v1/casussen")
    _, person = ask(port, "Host: evil.test", target="/zorg/casusoverleg/")
    assert "application/problem+json" in machine
    assert "text/html" in person
    for said in (machine, person):
        assert "Dit adres hoort niet bij deze keten." in said
        assert "x-content-type-options: nosniff" in said


def test_the_names_of_this_machine_and_of_the_proxy_are_ours(port: int) -> None:
    for host in (f"127.0.0.1:{port}", f"LocalHost:{port}", f"[::1]:{port}", PROXY, f"{PROXY}:443"):
        assert ask(port, f"Host: {host}")[0] == 200, host


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.test",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.test",
        "127.0.0.1.evil.test:{port}",
        "evil.test:{port}",
        "localhost.:{port}",
        "127.0.0.1.:{port}",
        "127.1:{port}",
        "0.0.0.0:{port}",
        "2130706433:{port}",
        "127.0.0.1:0{port}",
        "user@127.0.0.1:{port}",
        "127.0.0.1:{port}@evil.test",
        "evil.test#@127.0.0.1:{port}",
        "127.0.0.1:{port}/evil.test",
        "127.0.0.1:{port},evil.test",
        "127.0.0.1:{port} evil.test",
        f"{PROXY}.",
        f"{PROXY}:80",
        f"x.{PROXY}",
        f"http://{PROXY}",
    ],
)
def test_what_looks_like_ours_is_not(port: int, host: str) -> None:
    assert ask(port, f"Host: {host.format(port=port)}")[0] == 421


def test_one_host_and_no_other_word_for_it(port: int) -> None:
    own = f"Host: 127.0.0.1:{port}"
    assert ask(port)[0] == 421
    assert answer(port, "GET / HTTP/1.0\r\n\r\n")[0] == 421
    assert ask(port, own, "Host: evil.test")[0] == 421
    assert ask(port, "Host: evil.test", own)[0] == 421
    assert ask(port, own, own)[0] == 421
    for header in ("X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-Host"):
        assert ask(port, "Host: evil.test", f"{header}: 127.0.0.1:{port}")[0] == 421
        assert ask(port, own, f"{header}: evil.test")[0] == 200


def test_a_host_in_the_request_line_counts(port: int) -> None:
    own, evil = f"Host: 127.0.0.1:{port}", "Host: evil.test"
    for target in (
        f"http://evil.test:{port}/",
        "http://evil.test/",
        f"http://127.0.0.1:{port}@evil.test/",
        f"http://evil.test@127.0.0.1:{port}/",
        "HTTP://evil.test/",
    ):
        assert ask(port, own, target=target)[0] == 421, target
    assert ask(port, own, target=f"http://127.0.0.1:{port}/")[0] == 200
    assert ask(port, evil, target=f"http://127.0.0.1:{port}/")[0] == 200


def test_nobody_signs_in_from_elsewhere(port: int) -> None:
    for host in ("evil.test", f"evil.test:{port}"):
        lines = (f"Host: {host}", f"Origin: http://{host}", "Content-Length: 0")
        status, said = ask(port, *lines, target="/kies", method="POST")
        assert status == 421
        assert "cookie" not in said.lower()


def test_the_links_lead_by_the_proxy(port: int) -> None:
    status, said = ask(port, f"Host: {PROXY}", target="/zorg/casusoverleg/")
    assert status == 303
    assert f"location: https://{PROXY}/" in said


@pytest.mark.anyio
async def test_a_process_alone_answers_to_its_own_hosts_too() -> None:
    runner = Runner([], hosts=("privacy-gate:8713",))
    await runner.start()
    try:
        for host, status in (("privacy-gate:8713", 404), ("evil.test", 421), ("privacy-gate", 421)):
            said = await asyncio.to_thread(
                ask, runner.port, f"Host: {host}", target="/bestaat-niet"
            )
            assert said[0] == status
    finally:
        await runner.stop()


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def test_a_port_that_says_nothing_may_be_left_out() -> None:
    assert hosts_of("https://a.test") == ("a.test", "a.test:443")
    assert hosts_of("http://a.test") == ("a.test", "a.test:80")
    assert hosts_of("https://a.test:8443") == ("a.test:8443",)
    assert hosts_of("http://a.test:443") == ("a.test:443",)
