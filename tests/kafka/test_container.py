"""Where a Docker engine is to be had: the broker of docker-compose.yml, started from its image."""

from pathlib import Path
from typing import Any

import docker  # type: ignore[import-untyped]  # ships no types
import pytest
import yaml
from testcontainers.core.container import DockerContainer

from infra.kafka.admin import Admin
from infra.kafka.broker import _free_port
from infra.kafka.principals import ADMIN, PRINCIPALS
from infra.kafka.rights import rights
from infra.passwords import passwords

ROOT = Path(__file__).resolve().parents[2]
KAFKA: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))[
    "services"
]["kafka"]

pytestmark = pytest.mark.kafka


@pytest.fixture
def _engine() -> None:
    try:
        docker.from_env().ping()
    except docker.errors.DockerException:
        pytest.skip("no Docker engine answers")


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("_engine")
def test_a_broker_in_a_container_keeps_the_same_rights(tmp_path: Path) -> None:
    known = passwords(tmp_path / "passwords.json", (*PRINCIPALS, ADMIN))
    port = _free_port()
    container = (
        DockerContainer(KAFKA["image"])
        .with_kwargs(entrypoint=KAFKA["entrypoint"])
        .with_command([KAFKA["command"][0].replace("$$", "$")])
        .with_envs(
            **KAFKA["environment"]
            | {
                "BROKER_LISTEN": f"0.0.0.0:{port}",
                "BROKER_ADVERTISED": f"127.0.0.1:{port}",
            }
        )
        .with_volume_mapping(_secret(tmp_path, known[ADMIN]), "/run/secrets/broker_password")
        .with_volume_mapping(ROOT / "infra/kafka/server.properties", "/etc/keten/server.properties")
        .with_bind_ports(port, port)
    )
    with container:
        admin = Admin(f"127.0.0.1:{port}", known[ADMIN])
        admin.wait(60)
        admin.govern(known)

        assert admin.rights() == rights()
        assert not admin.difference()


def _secret(folder: Path, password: str) -> Path:
    """A file that the user within the container reads, as compose makes it there."""
    path = folder / "broker_password"
    path.write_text(password, encoding="utf-8")
    path.chmod(0o644)
    return path
