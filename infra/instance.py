"""An instance of a service, built and ready to run."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from fastapi import FastAPI

from infra.kernel import Kernel
from infra.state import OtherState, State, stamp, version_of


@dataclass(frozen=True)
class Timer:
    """Something to do every so many seconds, in a thread; it goes through the kernel's `act`.

    Attributes:
        name: what the log of the process calls it.
        seconds: between two runs.
        run: does it. An exception from it stops the process, so that it is seen.
    """

    name: str
    seconds: float
    run: Callable[[], None]


@dataclass(frozen=True)
class Instance:
    """One service of one domain.

    Attributes:
        name: principal, database and consumer group in one; one of `contracts.topics.INSTANCES`.
        kernel: takes in events and carries out commands.
        reads: the topics it hears.
        base: the path prefix of its web, such as `/zorg/casusoverleg`.
        site: makes its pages and API.
        timers: what it does by the clock.
        state: what it keeps, and how that is built anew.
    """

    name: str
    kernel: Kernel
    reads: tuple[str, ...]
    base: str = ""
    site: Callable[[], FastAPI] | None = None
    timers: tuple[Timer, ...] = ()
    state: State = field(default_factory=State)

    def check_state(self) -> None:
        """Let what was stored be of this code; what is new is from now on.

        Raises:
            OtherState: see there.
        """
        with self.kernel.database.transaction() as session:
            found = version_of(session)
            if found is None:
                stamp(session, self.state.version)
            elif found != self.state.version:
                raise OtherState(self.name, found, self.state.version)

    @cached_property
    def web(self) -> FastAPI | None:
        """Its pages and API, with paths relative to `base`; made when somebody serves them."""
        return self.site() if self.site else None
