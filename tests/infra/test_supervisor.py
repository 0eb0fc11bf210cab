"""Who watches over the broker goes on watching, whatever a start of it comes to."""

import asyncio
from typing import Any

import pytest

from chain.kafka import supervisor
from infra.kafka import BrokerUnavailable


class Broker:
    """One that does not run, and whose starts come to what was planned."""

    running = False

    def __init__(self, *outcomes: Exception) -> None:
        self.starts = 0
        self._outcomes = outcomes

    def start(self) -> None:
        self.starts += 1
        raise self._outcomes[self.starts - 1]


def test_a_start_that_fails_in_an_unforeseen_way_is_told_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(supervisor, "LOOK_SECONDS", 0.01)
    broker: Any = Broker(OSError("geheim"), BrokerUnavailable("Geen Java."), KeyError("geheim"))

    async def watch() -> None:
        watching = asyncio.create_task(supervisor._keep(broker))
        while broker.starts < 3:
            assert not watching.done()
            await asyncio.sleep(0.01)
        watching.cancel()

    asyncio.run(watch())
    told = capsys.readouterr().err
    assert "(OSError)" in told
    assert "Geen Java." in told
    assert "geheim" not in told
