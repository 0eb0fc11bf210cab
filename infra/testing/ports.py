"""Ports for a program that is killed and starts again at the same place."""

import random
import socket

LOWEST, EPHEMERAL = 10_000, 32_768
"""Linux gives clients ports from the second on: one of those could take a server's meanwhile."""


def free_ports(count: int = 1) -> int:
    """The first of so many ports in a row that nobody uses."""
    while True:
        first = random.randrange(LOWEST, EPHEMERAL - count)  # noqa: S311 - no secret, just any
        if not any(_in_use(port) for port in range(first, first + count)):
            return first


def _in_use(port: int) -> bool:
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0
