"""Apache Kafka's own jars, fetched once by Maven into a cache."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from infra.kafka.faults import BrokerUnavailable

VERSION = "4.4.0"
_POM = Path(__file__).with_name("pom.xml")


def classpath() -> str:
    """Java's class path for Kafka; the first call fetches the jars (43 MB).

    Raises:
        BrokerUnavailable: without Maven, or without network.
    """
    lib = _cache() / f"kafka-{VERSION}"
    if not lib.is_dir():
        _fetch(lib)
    return f"{lib}/*"


def java() -> str:
    """The java to run.

    Raises:
        BrokerUnavailable: there is none.
    """
    return _tool("java", "openjdk-17-jre-headless")


def _cache() -> Path:
    given = os.environ.get("KETEN_CACHE")
    return Path(given) if given else Path.home() / ".cache" / "jeugdketen"


def _fetch(lib: Path) -> None:
    """Fetch beside the cache and move: half a cache is never seen."""
    maven = _tool("mvn", "maven")
    lib.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=lib.parent) as half:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            [
                maven,
                "--batch-mode",
                "--quiet",
                f"--file={_POM}",
                "dependency:copy-dependencies",
                "-DincludeScope=runtime",
                f"-DoutputDirectory={half}/lib",
            ],
            check=False,
            capture_output=True,
        )
        if done.returncode:
            raise BrokerUnavailable(
                "De jars van Apache Kafka konden niet worden opgehaald. "
                "Is er verbinding met internet?"
            )
        if not lib.is_dir():
            (Path(half) / "lib").rename(lib)


def _tool(name: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BrokerUnavailable(f"{name} ontbreekt. Op Debian 12: apt install {package}")
    return found
