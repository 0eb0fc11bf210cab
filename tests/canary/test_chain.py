"""Nothing personal lies in the clear anywhere: not in a log, a database, a mail or a process."""

import asyncio
import subprocess
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from contracts.topics import INSTANCES
from tests.canary.kafka_batches import codecs, compressed
from tests.canary.needles import Canary
from tests.canary.search import Hit, Search
from tests.canary.texts import canaries
from tests.crash.rig import SAMPLES, Rig, embedded_rig, kafka_rig

pytestmark = pytest.mark.timeout(600)

TABLE = Canary("the covenant", "Hulpverlenings Casusoverleg Tilburg")
"""Is no secret: it must be found, or the search looks in the wrong places."""


@pytest.fixture(
    scope="module",
    params=[embedded_rig, pytest.param(kafka_rig, marks=pytest.mark.kafka)],
    ids=["embedded", "kafka"],
)
def chain(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Rig]:
    """A chain through which sample cases went, and which still runs."""
    rig: Rig = request.param(tmp_path_factory.mktemp("kanarie"))
    try:
        rig.start()
        asyncio.run(rig.work(SAMPLES))
        yield rig
    finally:
        rig.stop()


def test_there_is_something_to_look_for() -> None:
    found = canaries(SAMPLES)
    assert sum(canary.kind == "bsn" for canary in found) == len(SAMPLES)
    assert len(found) > 5 * len(SAMPLES)


def test_no_file_holds_anything_personal(chain: Rig) -> None:
    """Not even the vault: numbers lie there under seal, and are found by a keyed index."""
    assert Search(canaries(SAMPLES)).tree(chain.data, without=()) == []


def test_the_search_looks_in_the_right_places(chain: Rig) -> None:
    found = {hit.where.split(",")[0] for hit in Search([TABLE]).tree(chain.data)}
    log = "log.sqlite" if (chain.data / "log.sqlite").exists() else "keten.register.v1-0"
    assert any(log in where for where in found), found
    assert any("db/zorg-casusoverleg.sqlite" in where for where in found)


def test_no_process_shows_anything_personal(chain: Rig) -> None:
    """In its words or its environment, which others on the machine may list."""
    assert chain.program is not None
    family = _family(chain.program.process.pid)
    started = (*INSTANCES, "the broker") if (chain.data / "kafka").exists() else ()
    assert len(family) == 1 + len(started)
    search = Search(canaries(SAMPLES))
    assert [hit for process in family for hit in _shown(process, search)] == []


def test_what_a_process_shows_is_found() -> None:
    """Planted in its words, and in its environment."""
    canary = canaries(SAMPLES)[0]
    for word, setting in ((canary.value, ""), ("", canary.value)):
        words, environment = ["sh", "-c", "echo begun; read end", word], {"SETTING": setting}
        with subprocess.Popen(words, stdin=PIPE, stdout=PIPE, env=environment) as shell:
            assert shell.stdout is not None
            shell.stdout.readline()
            assert _shown(Path(f"/proc/{shell.pid}"), Search([canary]))


def test_kafka_keeps_nothing_compressed(chain: Rig) -> None:
    """Or the search above could not have looked into it."""
    kafka = chain.data / "kafka"
    if kafka.exists():
        segments = [path for path in kafka.rglob("*.log") if ".v1-" in str(path.parent)]
        assert sum(len(list(codecs(path))) for path in segments) > 0
        assert compressed(kafka / "data") == {}


def _family(pid: int) -> list[Path]:
    """A process and its children, as `/proc` has them."""
    processes = (path for path in Path("/proc").iterdir() if path.name.isdigit())
    return [process for process in processes if pid in (int(process.name), _parent(process))]


def _parent(process: Path) -> int | None:
    """The process that started this one; none if it ended meanwhile, or hides from us."""
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return None


def _shown(process: Path, search: Search) -> list[Hit]:
    parts = (process / "cmdline", process / "environ")
    return [hit for part in parts for hit in search.data(str(part), part.read_bytes())]
