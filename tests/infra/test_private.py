"""What a chain keeps is for its own user: what others can reach is refused, with the way out."""

import os
import shlex
import stat
import subprocess
from pathlib import Path

import pytest

from chain import again
from chain.faults import UserFault
from chain.run.datadir import DataDir
from chain.setup.inrichting import EXAMPLE
from infra.kafka import cli
from infra.private import keep_private
from infra.testing.ports import free_ports
from infra.testing.processes import ROOT, KetenProcess
from tests.contracts.regions import TILBURG

FILES = (
    "keys/zorg.sqlite",
    "db/zorg-intake.sqlite-wal",
    "vault/zorg.sqlite",
    "logs/a.log",
    "log.sqlite",
    "addressbook.sqlite",
    "postgres.json",
    "kafka/passwords/beheer",
)


@pytest.fixture
def began(tmp_path: Path) -> Path:
    """A directory in which a chain ran."""
    root = tmp_path / "een map"
    DataDir(root).prepare("echt")
    for name in (
        "keys/zorg.sqlite",
        "db/zorg-intake.sqlite-wal",
        "vault/zorg.sqlite",
        "logs/a.log",
    ):
        (root / name).write_text("x", "utf-8")
    for name in ("log.sqlite", "addressbook.sqlite", "postgres.json"):
        (root / name).write_text("x", "utf-8")
    (root / "kafka" / "passwords").mkdir(parents=True)
    (root / "kafka" / "passwords" / "beheer").write_text("x", "utf-8")
    return root


def modes(root: Path) -> dict[str, int]:
    return {str(path): stat.S_IMODE(path.stat().st_mode) for path in (root, *root.rglob("*"))}


def test_what_is_made_is_for_its_own_user_whatever_the_machine_is_set_to(tmp_path: Path) -> None:
    os.umask(0)
    keep_private()
    DataDir(tmp_path / "diep" / "map").prepare("echt")
    assert not [path for path, mode in modes(tmp_path / "diep").items() if mode & 0o077]


LOOSE = (".", "keys", "kafka/passwords", *FILES)


@pytest.mark.parametrize("extra", [0o040, 0o001, 0o002])
@pytest.mark.parametrize("name", LOOSE)
def test_what_others_can_reach_is_refused_with_the_command_that_mends_it(
    began: Path, name: str, extra: int
) -> None:
    loose = began / name
    loose.chmod(stat.S_IMODE(loose.stat().st_mode) | extra)
    with pytest.raises(UserFault, match="Andere gebruikers") as refused:
        DataDir(began).prepare("echt")
    told = str(refused.value)
    assert str(loose.resolve()) in told
    subprocess.run(shlex.split(told.split("met: ")[1]), check=True)
    DataDir(began).prepare("echt")
    assert not modes(began)[str(loose)] & 0o077


def test_what_people_write_there_may_be_as_their_editor_left_it(began: Path) -> None:
    (began / "inrichting.yaml").write_text("x", "utf-8")
    (began / "inrichting.yaml").chmod(0o644)
    DataDir(began).prepare("echt")


def test_an_empty_directory_is_shut_and_one_of_somebodys_own_is_left_alone(tmp_path: Path) -> None:
    for name in ("leeg", "vol"):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(0o755)
    (tmp_path / "vol" / "brief.txt").touch()
    DataDir(tmp_path / "leeg").prepare("echt")
    assert modes(tmp_path / "leeg")[str(tmp_path / "leeg")] == 0o700
    before = modes(tmp_path / "vol")
    with pytest.raises(UserFault, match="chmod -R go-rwx"):
        DataDir(tmp_path / "vol").prepare("echt")
    assert modes(tmp_path / "vol") == before


def test_what_is_somebody_elses_is_refused(began: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    somebody = os.geteuid() + 1
    monkeypatch.setattr("infra.private.os.geteuid", lambda: somebody)
    with pytest.raises(UserFault, match=r"andere gebruiker.*chown -R"):
        DataDir(began).prepare("echt")


def test_the_broker_of_a_loose_directory_is_not_started(
    began: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (began / "kafka" / "passwords" / "beheer").chmod(0o644)
    assert cli.main(["up", "--data", str(began)]) == 1
    assert "chmod -R go-rwx" in capsys.readouterr().err
    assert not (began / "kafka" / "passwords.json").exists()


@pytest.mark.timeout(240)
def test_a_chain_that_runs_lets_nobody_else_in_and_does_not_start_where_others_can(
    tmp_path: Path,
) -> None:
    data = tmp_path / "data"
    (tmp_path / "tilburg.yaml").write_bytes(TILBURG.read_bytes())
    (tmp_path / "inrichting.yaml").write_text(EXAMPLE.format(covenant="tilburg.yaml"), "utf-8")
    port = free_ports()
    words = ["up", "--data", str(data), "--inrichting", str(tmp_path / "inrichting.yaml")]
    os.umask(0)
    program = KetenProcess([*words, "--port", str(port)], tmp_path / "output.txt")
    keep_private()
    try:
        program.answers(f"http://127.0.0.1:{port}/", 120)
        running = modes(data)
    finally:
        assert program.stop() == 0

    assert {Path(path).name for path in running} >= {"zorg.sqlite-wal", "vault-zorg.sqlite"}
    assert not [path for path, mode in running.items() if mode & 0o077]
    (data / "log.sqlite").chmod(0o644)
    refused = KetenProcess([*words, "--port", str(port)], tmp_path / "refused.txt")
    assert refused.process.wait(120) == 1
    told = refused.output.read_text("utf-8")
    assert told.count("\n") == 1
    assert "chmod -R go-rwx" in told


def test_an_auditor_of_a_copy_is_warned_and_goes_on(
    began: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (began / "log.sqlite").unlink()
    again.main(["verify", "--data", str(began)])
    assert "Let op" not in capsys.readouterr().err
    (began / "keys").chmod(0o755)
    again.main(["verify", "--data", str(began)])
    told = capsys.readouterr().err
    assert "Let op. Andere gebruikers" in told
    assert "Er is geen logboek" in told


def test_the_docs_name_all_that_a_chain_keeps_and_the_command_that_shuts_it(began: Path) -> None:
    told = (ROOT / "docs" / "beheer.md").read_text("utf-8")
    kept = {path.name for path in began.iterdir() if path.is_dir()} - {"logs"}
    (began / "keys").chmod(0o755)
    with pytest.raises(UserFault) as refused:
        DataDir(began).prepare("echt")

    assert kept == {"db", "keys", "vault", "kafka"}
    assert not [name for name in kept if f"`{name}/" not in told]
    assert str(refused.value).split("met: ")[1].split(" /")[0].split(" '")[0] in told
