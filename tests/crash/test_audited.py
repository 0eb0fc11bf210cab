"""The auditor's command on a chain in either mode, after all that happened to it."""

import json
from pathlib import Path

import pytest

from chain.audit.cli import SOUND, main
from chain.front.cijfers import counted
from chain.front.cijfers_teller import Teller
from tests.crash.killed import MANY, ONE, Killed
from tests.crash.outcome import Outcome
from tests.crash.rig import kafka_of


def test_a_chain_that_runs_is_audited(
    killed: Killed, after_moments: Outcome, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Kafka as its own principal, all of it, and in a causal order."""
    words = ["--json", "--data", str(killed.rig.data)]
    if kafka := kafka_of(killed.rig):
        password = tmp_path / "password"
        password.write_text(kafka.password + "\n")
        words += ["--kafka", kafka.bootstrap, "--password-file", str(password)]
    assert main(["verify", *words]) == SOUND
    assert json.loads(capsys.readouterr().out)["fouten"] == []
    assert main(["figures", *words]) == SOUND
    found = json.loads(capsys.readouterr().out)
    assert found["aangemeld"] == len(ONE) + len(MANY)
    assert found["gebeurtenissen"] >= len(after_moments.said)
    assert found["actie_bevestigd"] > 0
    assert found["geparkeerd"] == found["achterstand"] == found["onderweg"] == 0


def test_who_counts_without_keys_counts_what_the_auditor_counts(
    killed: Killed, after_moments: Outcome, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The figures to steer by, from a log on Kafka."""
    kafka = kafka_of(killed.rig)
    if kafka is None:
        assert not killed.rig.watched  # there the front page counts for itself
        return
    Teller(kafka.bootstrap, kafka.password, tmp_path / "cijfers.json").count()
    (tmp_path / "password").write_text(kafka.password)
    where = ["--data", str(killed.rig.data), "--kafka", kafka.bootstrap]
    assert main(["steer", "--json", *where, "--password-file", str(tmp_path / "password")]) == SOUND
    told = json.loads(capsys.readouterr().out)
    assert [row._asdict() for row in counted(tmp_path / "cijfers.json")] == told
