"""Nothing personal lies in the clear anywhere: not in a log, a database, a mail or a process.

Nor after a chain was killed in the middle of its work, again and again.
"""

import subprocess
from pathlib import Path
from subprocess import PIPE

import pytest

from contracts.topics import INSTANCES
from infra.web.pages import FIGURES
from tests.canary.kafka_batches import codecs, compressed
from tests.canary.needles import Canary
from tests.canary.search import Hit, Search
from tests.canary.texts import canaries
from tests.crash.killed import MANY, ONE, Killed
from tests.crash.outcome import Outcome
from tests.crash.rig import Rig

pytestmark = pytest.mark.timeout(300)

SAMPLES = (*ONE, *MANY)

TABLE = Canary("the covenant", "Hulpverlenings Casusoverleg Tilburg")
"""Is no secret: it must be found, or the search looks in the wrong places."""


@pytest.fixture
def chain(killed: Killed, after_moments: Outcome) -> Rig:
    """A chain through which sample cases went, and which still runs."""
    return killed.rig


def test_there_is_something_to_look_for() -> None:
    found = canaries(SAMPLES)
    assert sum(canary.kind == "bsn" for canary in found) == len(SAMPLES)
    assert len(found) > 5 * len(SAMPLES)


def test_no_file_holds_anything_personal(chain: Rig) -> None:
    """Not even the vault: numbers lie there under seal, and are found by a keyed index."""
    found = Search([*canaries(SAMPLES), TABLE]).tree(chain.data, without=())
    assert [hit for hit in found if hit.canary != TABLE.name] == []
    where = {hit.where.split(",")[0] for hit in found}
    log = "keten.register.v1-0" if chain.watched else "log.sqlite"
    assert any(log in place for place in where), where
    assert any("db/zorg-casusoverleg.sqlite" in place for place in where)


def test_no_process_shows_anything_personal(chain: Rig) -> None:
    """In its words or its environment, which others on the machine may list."""
    assert chain.program is not None
    children = chain.program.children()
    assert len(children) == (len((*INSTANCES, "broker", FIGURES)) if chain.watched else 0)
    search = Search(canaries(SAMPLES))
    family = [chain.program.process.pid, *children]
    assert [hit for pid in family for hit in _shown(pid, search)] == []


def test_what_a_process_shows_is_found() -> None:
    """Planted in its words, and in its environment."""
    canary = canaries(SAMPLES)[0]
    for word, setting in ((canary.value, ""), ("", canary.value)):
        words, environment = ["sh", "-c", "echo begun; read end", word], {"SETTING": setting}
        with subprocess.Popen(words, stdin=PIPE, stdout=PIPE, env=environment) as shell:
            assert shell.stdout is not None
            shell.stdout.readline()
            assert _shown(shell.pid, Search([canary]))


def test_kafka_keeps_nothing_compressed(chain: Rig) -> None:
    """Or the search above could not have looked into it."""
    kafka = chain.data / "kafka"
    if chain.watched:
        segments = [path for path in kafka.rglob("*.log") if ".v1-" in str(path.parent)]
        assert sum(len(list(codecs(path))) for path in segments) > 0
        assert compressed(kafka / "data") == {}


def _shown(pid: int, search: Search) -> list[Hit]:
    parts = (Path(f"/proc/{pid}/cmdline"), Path(f"/proc/{pid}/environ"))
    return [hit for part in parts for hit in search.data(str(part), part.read_bytes())]
