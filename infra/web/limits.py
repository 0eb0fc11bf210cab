"""How much, how many and how long: the bounds of the web server, in one place.

docs/beheer.md states them for who administers it; a test holds it to these.
"""

import resource

KIB, MIB = 1024, 1024 * 1024

MAX_BODY = 5 * MIB
"""Bytes of a file that is sent; one of some thousands of lines fits."""

MAX_REQUEST = 2 * MIB
"""Bytes of the body of any other request; the largest report fits, whichever way it is escaped."""

MAX_TOGETHER = 64 * MIB
"""Bytes of the bodies of all requests under way in a process."""

MAX_MEMBERS = 5_000
"""Values in a body of JSON, at whatever depth."""

MAX_ERRORS = 100
"""Errors that one answer tells."""

MAX_URL = 8 * KIB
MAX_HEADERS = 100
MAX_HEAD = 64 * KIB
"""Bytes of a request beside its body: line, headers, and the framing of chunks."""

MAX_AHEAD = 8
"""Requests that a connection may send before the first is answered."""

MAX_CONNECTIONS = 500
"""Open connections of a process; with few file descriptors fewer, see `most_connections`."""

ACCEPTED_AT_ONCE = 128
"""Connections that are let in before it is looked whether they are too many."""

WAITING = 2_048
"""Connections that the system keeps waiting at the door meanwhile."""

HEAD_SECONDS = 10.0
"""From the opening of a connection, or its last answer, to the end of a request's head."""

IDLE_SECONDS = 5
"""That a connection stays open after an answer while nothing comes."""

BODY_SECONDS = 60.0
"""From the end of the head to the end of the body."""

ANSWER_SECONDS = 60.0
"""That a client may take to read an answer."""

FILES = 65_536
"""File descriptors that a process asks for, if the system lets it."""


def most_connections() -> int:
    """How many connections may be open: the databases need file descriptors too."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return min(MAX_CONNECTIONS, soft // 4) if soft != resource.RLIM_INFINITY else MAX_CONNECTIONS


def ask_for_files() -> None:
    """Let this process have as many file descriptors as it may, up to FILES."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
