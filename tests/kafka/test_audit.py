"""The auditor reads a chain on Kafka: as its own principal, all of it, and in a causal order."""

import asyncio
import json
from pathlib import Path

import pytest

from chain.audit.cli import SOUND, main
from chain.audit.figures import audited
from chain.audit.reading import opened
from chain.audit.verify import verified
from tests.crash.rig import SAMPLES, kafka_of, kafka_rig

pytestmark = [pytest.mark.kafka, pytest.mark.timeout(300)]


def test_a_chain_on_kafka_is_audited(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rig = kafka_rig(tmp_path)
    try:
        rig.start()
        asyncio.run(rig.work(SAMPLES[:1]))
        kafka = kafka_of(rig)
        with opened(rig.data, kafka) as chain:
            assert verified(chain).faults == ()
            found = audited(chain)
        password = tmp_path / "password"
        password.write_text(kafka.password + "\n")
        words = ["--data", str(rig.data), "--kafka", kafka.bootstrap]
        code = main(["figures", "--json", *words, "--password-file", str(password)])
    finally:
        rig.stop()
    assert found.sound, found
    assert (found.figures["aangemeld"], found.figures["actie_bevestigd"]) == (1, 1)
    assert code == SOUND
    assert json.loads(capsys.readouterr().out) == found.figures
