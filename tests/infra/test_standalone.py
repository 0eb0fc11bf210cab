"""A service as a process of its own, with its settings in the environment."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from chain.setup.inrichting import EXAMPLE
from infra.database import Database
from infra.documents import DOCUMENTS
from infra.log import Outgoing
from infra.log.sqlite import SqliteLog
from infra.testing.diary import HEARS, read
from infra.testing.ports import free_ports
from infra.testing.source import A, Source
from infra.web.session import Signer, new_key

ROOT = Path(__file__).parents[2]
PROGRAM = (
    "import sys; from infra.standalone import serve; from infra.testing.diary import build;"
    "sys.exit(serve('casusoverleg', build))"
)
SERVICE, FRONT = ("-c", PROGRAM), ("-m", "chain.front.serve")
REGION = ROOT / "chain" / "regions" / "tilburg.yaml"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    private = new_key()
    (tmp_path / "session.key").write_bytes(private)
    (tmp_path / "session.pub").write_bytes(Signer(private).public)
    return {
        **os.environ,
        "KETEN_DOMEIN": "zorg",
        "KETEN_DATABASE": f"sqlite:///{tmp_path}/db.sqlite",
        "KETEN_KEYS": f"sqlite:///{tmp_path}/keys.sqlite",
        "KETEN_ADDRESSBOOK": f"sqlite:///{tmp_path}/addressbook.sqlite",
        "KETEN_LOG": f"sqlite:///{tmp_path}/log.sqlite",
        "KETEN_SESSION_PUBLIC_FILE": f"{tmp_path}/session.pub",
        "KETEN_SESSION_KEY_FILE": f"{tmp_path}/session.key",
        "KETEN_TRACES": f"{tmp_path}/traces.jsonl",
    }


@pytest.fixture
def service(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = _start(environment)
    yield process
    process.kill()
    process.communicate()


def _start(environment: dict[str, str], words: Sequence[str] = SERVICE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def _taken_in(folder: Path, count: int) -> bool:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        if (folder / "db.sqlite").exists():
            with_database = Database(f"sqlite:///{folder}/db.sqlite")
            with_database.create(DOCUMENTS)
            if len(read(with_database, A)) == count:
                return True
        time.sleep(0.1)
    return False


def test_it_hears_the_log_and_stops_when_it_is_told_to(
    tmp_path: Path, service: subprocess.Popen[str]
) -> None:
    SqliteLog(tmp_path / "log.sqlite").append([Outgoing(HEARS, 0, A, 1, Source(HEARS).says(A).raw)])
    assert _taken_in(tmp_path, 1)
    service.send_signal(signal.SIGTERM)
    assert service.wait(5) == 0
    assert "receive" in (tmp_path / "traces.jsonl").read_text()


def test_after_a_fault_the_exit_code_says_so_and_no_value_is_told(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    program = PROGRAM.replace("import build;", "import build, Diary;").replace(
        "sys.exit", "Diary.note = lambda *a: {}['Jan Jansen'];sys.exit"
    )
    SqliteLog(tmp_path / "log.sqlite").append([Outgoing(HEARS, 0, A, 1, Source(HEARS).says(A).raw)])
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert done.returncode == 70
    assert "ended by KeyError" in done.stderr
    assert "Jan Jansen'" not in done.stderr.replace(program, "")


def test_with_a_setting_missing_it_names_it_and_does_not_start(
    environment: dict[str, str],
) -> None:
    del environment["KETEN_KEYS"]
    process = _start(environment)
    _, told = process.communicate(timeout=50)
    assert process.returncode == 78
    assert told == "casusoverleg: KETEN_KEYS is not set\n"


@pytest.mark.parametrize(
    ("words", "file", "told"),
    [
        (SERVICE, "session.key", "the key that verifies sessions is not a public one"),
        (SERVICE, "inrichting.yaml", "this is not a key of a front, in PEM"),
        (FRONT, "session.pub", "the key that signs sessions is not a private one"),
    ],
)
def test_with_another_key_than_its_own_it_does_not_start(
    tmp_path: Path,
    environment: dict[str, str],
    words: Sequence[str],
    file: str,
    told: str,
) -> None:
    (tmp_path / "inrichting.yaml").write_text(EXAMPLE.format(covenant=REGION), "utf-8")
    environment["KETEN_INRICHTING"] = f"{tmp_path}/inrichting.yaml"
    setting = "KEY" if words is FRONT else "PUBLIC"
    environment[f"KETEN_SESSION_{setting}_FILE"] = f"{tmp_path}/{file}"
    process = _start(environment, words)
    _, said = process.communicate(timeout=50)
    assert process.returncode == 78
    assert said.rstrip().endswith(told)
    assert "KEY" not in said


@pytest.mark.parametrize("words", [SERVICE, FRONT], ids=["service", "front"])
@pytest.mark.parametrize(
    ("setting", "url"),
    [
        ("KETEN_LOG", "kafka://127.0.0.1:{}"),
        ("KETEN_DATABASE", "postgresql+psycopg://keten:geheim@127.0.0.1:{}/keten"),
    ],
    ids=["kafka", "postgres"],
)
def test_where_nothing_listens_it_says_so_and_ends_to_be_started_again(
    tmp_path: Path, environment: dict[str, str], words: Sequence[str], setting: str, url: str
) -> None:
    (tmp_path / "password").write_text("geheim", "utf-8")
    (tmp_path / "inrichting.yaml").write_text(EXAMPLE.format(covenant=REGION), "utf-8")
    port = free_ports()
    away = {
        "KETEN_KAFKA_PASSWORD_FILE": f"{tmp_path}/password",
        "KETEN_INRICHTING": f"{tmp_path}/inrichting.yaml",
        setting: url.format(port),
    }
    process = _start({**environment, **away}, words)
    _, told = process.communicate(timeout=50)
    assert process.returncode == 70
    assert "Traceback" not in told
    assert "geheim" not in told
    last = told.splitlines()[-1]
    assert "does not answer" in last
    assert str(port) in last
    assert last.endswith("ending with 70, to be started again")
