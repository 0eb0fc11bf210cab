import asyncio
from collections.abc import Mapping, Sequence

import pytest

from infra.kernel import Record
from infra.log import Place
from infra.testing.diary import HEARS, Diary, MakeKernel
from infra.testing.source import A, Source
from infra.watchdog import Stalled, Watchdog


class Ends:
    """An inlet of which only the end matters."""

    quiet = False

    def __init__(self, end: int) -> None:
        self.end = end

    async def ends(self) -> Mapping[Place, int]:
        return {(HEARS, 0): self.end}

    async def batch(self, limit: int) -> Sequence[Record]:
        raise NotImplementedError

    async def seek(self, offsets: Mapping[Place, int]) -> None:
        raise NotImplementedError

    async def close(self) -> None:
        raise NotImplementedError


async def _look(watchdog: Watchdog, times: int) -> None:
    for _ in range(times):
        await watchdog.look()


def test_it_barks_when_there_is_work_and_no_progress(make_kernel: MakeKernel) -> None:
    kernel = make_kernel(Diary().reactions())
    kernel.receive([Source(HEARS).says(A)])
    watchdog = Watchdog("zorg-casusoverleg", kernel, Ends(2), patience=3)
    asyncio.run(_look(watchdog, 3))
    with pytest.raises(Stalled):
        asyncio.run(_look(watchdog, 1))


def test_it_is_silent_as_long_as_there_is_progress_or_no_work(make_kernel: MakeKernel) -> None:
    kernel = make_kernel(Diary().reactions())
    source, inlet = Source(HEARS), Ends(100)
    watchdog = Watchdog("zorg-casusoverleg", kernel, inlet, patience=2)
    for _ in range(6):
        asyncio.run(_look(watchdog, 1))
        kernel.receive([source.says(A)])
    inlet.end = 6
    asyncio.run(_look(watchdog, 6))
