"""The set-up is watched while a chain runs: what is wrong is told and shown, what held goes on."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import yaml

from chain.front.serve import LOOK_SECONDS
from chain.run.datadir import DataDir
from contracts.topics import BEHEER
from infra.addressbook import AddressBook
from infra.database import Database
from infra.testing.ports import free_ports
from infra.testing.processes import ROOT, KetenProcess
from infra.web.session import Signer, new_key
from tests.contracts.regions import TILBURG

KO, LOTTE = "Ko Zorgvliet", "Lotte Linde"
PEOPLE = {
    LOTTE: {"naam": LOTTE, "mail": "l@x.test", "functies": ["de-vaart/zat-coordinator"]},
    KO: {"naam": KO, "mail": "k@x.test", "functies": ["cjg-tilburg/procesregisseur"]},
}
NOTICE = "die verandering geldt nog niet"
DESK = "/zorg/casusoverleg/"

pytestmark = pytest.mark.timeout(180)  # processes of their own, on whatever machine


def set_up(folder: Path, *names: str) -> Path:
    """A set-up file with these people."""
    (folder / "tilburg.yaml").write_bytes(TILBURG.read_bytes())
    path = folder / "inrichting.yaml"
    path.write_text(text_of(*names), "utf-8")
    return path


def text_of(*names: str) -> str:
    people = [PEOPLE[name] for name in names]
    return yaml.safe_dump({"convenanten": ["tilburg.yaml"], "medewerkers": people})


def until(look: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not look():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.1)


@pytest.fixture
def address() -> str:
    return f"http://127.0.0.1:{free_ports()}"


@pytest.fixture
def chain(tmp_path: Path, address: str) -> Iterator[KetenProcess]:
    """`./keten up` with two people."""
    set_up(tmp_path, LOTTE, KO)
    words = ["up", "--data", str(tmp_path), "--port", address.rsplit(":", maxsplit=1)[-1]]
    program = KetenProcess(words, tmp_path / "output.txt")
    try:
        program.answers(f"{address}/", 120)
        yield program
    finally:
        program.stop()


@pytest.fixture
def front(chain: KetenProcess, address: str) -> Iterator[httpx.Client]:
    """A browser at its front page."""
    with httpx.Client(base_url=address, timeout=10) as client:
        until(lambda: KO in client.get("/").text)
        yield client


def capital(path: Path, text: str) -> None:
    path.write_text(text.replace("de-vaart/", "De-vaart/"), "utf-8")


def latin(path: Path, text: str) -> None:
    path.write_bytes(text.replace("Ko Z", "Kó Z").encode("utf-16"))


def nested(path: Path, _text: str) -> None:
    path.write_text("[" * 100_000, "utf-8")


def directory(path: Path, _text: str) -> None:
    path.unlink()
    path.mkdir()


def covenant(path: Path, _text: str) -> None:
    (path.parent / "tilburg.yaml").write_bytes(TILBURG.read_bytes() + b"\xff")


def pick(front: httpx.Client, name: str) -> None:
    """Pick somebody on the front page."""
    before = front.get("/").text.split(name)[0]
    who = before.rsplit('name="medewerker" value="', 1)[1].split('"')[0]
    origin = str(front.base_url).rstrip("/")
    answer = front.post("/kies", data={"medewerker": who}, headers={"Origin": origin})
    assert answer.status_code == 303


def at_work(front: httpx.Client) -> bool:
    """Does whoever was picked get into Ko's work, or is he sent away?"""
    answer = front.get(DESK, follow_redirects=True)
    return answer.status_code == 200 and answer.url.path.startswith(DESK)


def test_who_is_taken_out_after_a_slip_is_refused_within_seconds(
    tmp_path: Path, chain: KetenProcess, front: httpx.Client
) -> None:
    path = tmp_path / "inrichting.yaml"
    pick(front, KO)
    assert at_work(front)
    for spoil in (capital, latin, nested, directory, covenant):
        spoil(path, text_of(LOTTE))
        until(lambda: NOTICE in front.get("/").text)
        assert KO not in front.get("/").text.split("Wie bent u?")[0]
        assert at_work(front)
        assert chain.process.poll() is None
        if path.is_dir():
            path.rmdir()
        set_up(tmp_path, LOTTE, KO)
        until(lambda: NOTICE not in front.get("/").text)
    assert at_work(front)
    capital(path, text_of(LOTTE, KO))
    until(lambda: NOTICE in front.get("/").text)

    path.write_text(text_of(LOTTE), "utf-8")

    until(lambda: KO not in front.get("/").text)
    until(lambda: not at_work(front))
    told = chain.output.read_text("utf-8")
    assert told.count("schrijf een functie als") == 2
    assert told.count("De inrichting is in orde") == 6
    assert KO not in told
    assert "Traceback" not in told


def test_when_the_watching_ends_the_chain_ends_with_a_sentence(tmp_path: Path) -> None:
    set_up(tmp_path, LOTTE)
    planted = (
        "import chain.setup.adopting as a, sys; from chain.cli import main\n"
        "def ends(self): raise SystemError('Jan Jansen')\n"
        "a.Announcement._refuse = a.Announcement._taken_over = lambda *_: ends(None)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    words = ("up", "--data", str(tmp_path), "--port", str(free_ports()))
    done = subprocess.run(
        [sys.executable, "-c", planted, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("De keten kijkt niet meer of de inrichting")
    assert "Traceback" not in done.stderr
    assert "Jan Jansen" not in done.stderr


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Of the front page as a process of its own."""
    key = new_key()
    (tmp_path / "session.key").write_bytes(key)
    (tmp_path / "session.pub").write_bytes(Signer(key).public)
    stores = {
        f"KETEN_{name}": f"sqlite:///{tmp_path}/{name.lower()}.sqlite"
        for name in ("DATABASE", "KEYS", "ADDRESSBOOK", "LOG")
    }
    port = free_ports()
    return {
        **os.environ,
        **stores,
        "KETEN_SESSION_KEY_FILE": f"{tmp_path}/session.key",
        "KETEN_SESSION_PUBLIC_FILE": f"{tmp_path}/session.pub",
        "KETEN_INRICHTING": f"{set_up(tmp_path, LOTTE, KO)}",
        "KETEN_SITES": f'{{"{BEHEER}": "http://127.0.0.1:{port}"}}',
        "KETEN_PORT": str(port),
    }


FRONT = (sys.executable, "-m", "chain.front.serve")


def shown(environment: dict[str, str]) -> str:
    """What the front page shows now; nothing while it does not answer."""
    try:
        return httpx.get(f"http://127.0.0.1:{environment['KETEN_PORT']}/", timeout=5).text
    except httpx.TransportError:
        return ""


def test_a_front_page_that_dies_while_the_set_up_is_wrong_comes_back_with_what_held(
    environment: dict[str, str],
) -> None:
    path = Path(environment["KETEN_INRICHTING"])
    for text in (text_of(LOTTE, KO), "convenanten: ["):
        path.write_text(text, "utf-8")
        process = subprocess.Popen(FRONT, cwd=ROOT, env=environment)
        until(lambda: KO in shown(environment))
        process.kill()
        process.wait()
    process = subprocess.Popen(FRONT, cwd=ROOT, env=environment)
    until(lambda: NOTICE in shown(environment))
    path.write_text(text_of(LOTTE), "utf-8")
    until(lambda: NOTICE not in shown(environment) and KO not in shown(environment))
    assert LOTTE in shown(environment)
    process.terminate()
    assert process.wait(10) == 0


def test_a_front_page_that_never_had_a_set_up_in_order_does_not_start(
    environment: dict[str, str],
) -> None:
    Path(environment["KETEN_INRICHTING"]).write_text("convenanten: [", "utf-8")
    done = subprocess.run(
        FRONT, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=50, check=False
    )
    assert done.returncode == 78
    assert "regel 1" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_front_page_that_watches_no_longer_ends(environment: dict[str, str]) -> None:
    planted = (
        "import chain.setup.adopting as a, sys; from chain.front.serve import main\n"
        "def ends(*_): raise SystemError('Jan Jansen')\n"
        "a.Announcement._refuse = a.Announcement._taken_over = ends\n"
        "sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", planted],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=50 + LOOK_SECONDS,
        check=False,
    )
    assert done.returncode == 70
    assert "ended by SystemError" in done.stderr


def test_the_front_page_lists_the_seats_that_mail_does_not_reach(
    front: httpx.Client, tmp_path: Path
) -> None:
    notice = "Mail komt niet aan in 1 functie"
    assert notice not in front.get("/").text
    book = AddressBook(Database(f"{DataDir(tmp_path).addressbook}"))
    (ko,) = (entry for entry in book.all() if entry.naam == KO)
    book.refuse(ko, "mail.x.test:25")
    told = front.get("/").text
    assert notice in told
    assert "k@x.test" not in told
    book.accept(ko)
    assert notice not in front.get("/").text
