"""`./keten up` with more idle connections than it may have file descriptors."""

import re
import resource
import socket
import time
from pathlib import Path

import httpx
import yaml

from chain.demo.medewerkers import MEDEWERKERS
from chain.demo.regio import REGION
from infra.testing.ports import free_ports
from infra.testing.processes import KetenProcess
from infra.web.limits import ask_for_files

FILES, CROWD = 1_024, 1_100


def test_a_crowd_that_says_nothing_ends_nothing_and_a_user_is_served(tmp_path: Path) -> None:
    ask_for_files()
    people = [
        {"naam": person.naam, "mail": person.mail, "functies": list(person.functies)}
        for person in MEDEWERKERS.values()
    ]
    inrichting = tmp_path / "inrichting.yaml"
    inrichting.write_text(
        yaml.safe_dump({"convenanten": [str(REGION)], "medewerkers": people}), encoding="utf-8"
    )
    port = free_ports()
    site = f"http://127.0.0.1:{port}"
    data = str(tmp_path / "keten")
    words = ["up", "--data", data, "--inrichting", str(inrichting), "--port", str(port)]
    program = KetenProcess(words, tmp_path / "output.txt")
    resource.prlimit(program.process.pid, resource.RLIMIT_NOFILE, (FILES, FILES))
    try:
        program.answers(f"{site}/")
        with httpx.Client(base_url=site, follow_redirects=True, timeout=10) as user:
            someone = _anybody(user)
            work = user.post("/kies", data={"medewerker": someone}, headers={"Origin": site})
            assert work.status_code == 200
            crowd = [socket.create_connection(("127.0.0.1", port)) for _ in range(CROWD)]
            for one in crowd:
                one.send(b"G")
            until = time.monotonic() + 3
            while time.monotonic() < until:
                assert _look(user, work.url).status_code == 200
                time.sleep(0.1)
            for one in crowd:
                one.close()
        assert program.process.poll() is None
    finally:
        assert program.stop() == 0


def _look(user: httpx.Client, url: httpx.URL) -> httpx.Response:
    """As a browser does: where a connection that lay idle made room, on another one."""
    try:
        return user.get(url)
    except httpx.TransportError:
        return user.get(url)


def _anybody(user: httpx.Client) -> str:
    """Somebody of the front page, once the set-up is heard there."""
    for _ in range(300):
        found = re.search(r'name="medewerker" value="(\w+)"', user.get("/").text)
        if found:
            return found[1]
        time.sleep(0.1)
    raise AssertionError("nobody works here")
