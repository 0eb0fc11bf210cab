"""The real parts that tests share, and the rule that in CI none of them may be wanting.

What needs the whole chain is imported when it is asked for: most tests do not need it.
"""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from infra.kafka import Broker, BrokerUnavailable
from infra.testing.postgres import Postgres

if TYPE_CHECKING:
    from tests.crash.killed import Killed, Undisturbed
    from tests.crash.outcome import Outcome

DEMAND_ALL = "KETEN_DEMAND_ALL"
ALLOWED_SKIPS = Path(__file__).with_name("allowed_skips.txt")


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """One Apache Kafka for the session, with the topics and the rights of the table."""
    broker = Broker(tmp_path_factory.mktemp("kafka"))
    try:
        broker.start()
    except BrokerUnavailable as reason:
        pytest.skip(str(reason))
    yield broker
    broker.kill()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """One PostgreSQL for the session; each test takes a schema with `fresh_url`."""
    try:
        server = Postgres.start(tmp_path_factory.mktemp("postgres"))
    except ImportError as reason:
        pytest.skip(f"PostgreSQL ontbreekt: {reason}")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> "Undisturbed":
    """What the work that chains are killed under comes to when nothing dies."""
    from tests.crash.killed import Undisturbed

    return Undisturbed.of(tmp_path_factory.mktemp("ongestoord"), tmp_path_factory.mktemp("erfenis"))


@pytest.fixture(
    scope="session", params=["embedded", pytest.param("on_kafka", marks=pytest.mark.kafka)]
)
def killed(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    undisturbed: "Undisturbed",
) -> Iterator["Killed"]:
    """A chain in one of its two modes, to be killed; it runs until the end of the session."""
    from tests.crash.killed import POINTS, Killed
    from tests.crash.rig import embedded_rig, kafka_rig

    data = tmp_path_factory.mktemp(request.param)
    rig = (embedded_rig if request.param == "embedded" else kafka_rig)(data, POINTS)
    copytree(undisturbed.secrets, data, dirs_exist_ok=True)
    yield Killed(rig)
    rig.stop()


@pytest.fixture(scope="session")
def after_points(killed: "Killed") -> "Outcome":
    """What became of the work of a chain that died at every point."""
    return asyncio.run(killed.at_points())


@pytest.fixture(scope="session")
def after_moments(killed: "Killed", after_points: "Outcome") -> "Outcome":
    """What became of the work of a chain that then died at random moments under load."""
    return asyncio.run(killed.at_moments())


def allowed_skips() -> frozenset[str]:
    """The tests that may be skipped even in CI."""
    lines = ALLOWED_SKIPS.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("  #")[0].strip() for line in lines if not line.startswith("#"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is demanded, a test that was skipped is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not os.environ.get(DEMAND_ALL):
        return
    skipped = {report.nodeid for report in reporter.stats.get("skipped", [])}
    for name in sorted(skipped - allowed_skips()):
        reporter.write_line(f"\nskipped, but {DEMAND_ALL} is set: {name}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
