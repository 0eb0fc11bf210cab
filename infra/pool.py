"""Connections to PostgreSQL: few at rest and a fixed number at most, for its slots are shared."""

import threading
from typing import cast

from sqlalchemy import URL, Engine, NullPool, QueuePool, create_engine, event

WAIT = 15.0
"""Seconds until who waits for a connection hears that all are in use."""

REST = 10.0
"""Seconds; connections that were not needed for so long are closed."""

_REACHING = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""A server or a firewall that falls silent is noticed within half a minute; libpq's own names."""


def single(url: URL) -> Engine:
    """Make an engine whose connections live as long as who has them."""
    return create_engine(
        url,
        hide_parameters=True,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args=_REACHING,
    )


def pooled(url: URL, most: int) -> Engine:
    """Make an engine with so many connections at most; who wants another one waits for it."""
    engine = create_engine(
        url,
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=most,
        max_overflow=0,
        pool_timeout=WAIT,
        pool_pre_ping=True,
        pool_use_lifo=True,
        isolation_level="AUTOCOMMIT",
        connect_args=_REACHING,
    )
    Resting(engine)
    return engine


class Resting:
    """Closes the connections of an engine when fewer were needed of late."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._needed = 0
        self._looking = False
        event.listen(engine, "checkout", self._used)

    def _used(self, *_: object) -> None:
        with self._lock:
            self._needed = max(self._needed, self._in_use())
            if not self._looking:
                self._looking = True
                self._look_later()

    def _look_later(self) -> None:
        timer = threading.Timer(REST, self._look)
        timer.daemon = True
        timer.start()

    def _look(self) -> None:
        with self._lock:
            needed, self._needed = self._needed, self._in_use()
            self._looking = needed > 0
            if self._looking:
                self._look_later()
            if self._pool.checkedin() > needed:
                self._engine.dispose()

    def _in_use(self) -> int:
        return self._pool.checkedout()

    @property
    def _pool(self) -> QueuePool:
        """The pool of this moment: to dispose of one is to begin another."""
        return cast(QueuePool, self._engine.pool)
