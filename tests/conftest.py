"""The real parts that tests share, and the rule that in CI none of them may be wanting."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.kafka import Broker, BrokerUnavailable
from infra.testing.postgres import Postgres

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
