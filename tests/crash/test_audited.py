"""The auditor's command on a chain in either mode, after all that happened to it."""

import json
from pathlib import Path

import pytest

from chain.audit.cli import SOUND, main
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
