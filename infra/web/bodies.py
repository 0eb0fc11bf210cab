"""The bodies of requests: what all of them take together, and how much a JSON body holds."""

from fastapi import Request
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.web.errors import Problem
from infra.web.limits import MAX_MEMBERS, MAX_TOGETHER


class BoundedBodies:
    """Answers 503 to who sends a body while those under way fill the room; around all sites."""

    def __init__(self, app: ASGIApp, room: int = MAX_TOGETHER) -> None:
        self._app = app
        self._room = room

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; its body takes room until it is answered."""
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            size = len(message.get("body", b""))
            if size > self._room:
                raise HTTPException(503)
            self._room -= size
            taken += size
            return message

        try:
            await self._app(scope, counted, send)
        finally:
            self._room += taken


async def bounded_json(request: Request) -> None:
    """Refuse a JSON body with too many values, before each of them is judged.

    Raises:
        Problem: 413, there are too many.
    """
    try:
        body = await request.json()
    except (ValueError, RecursionError):
        return  # It is no JSON, or what reads it says so.
    if holds_too_many(body):
        raise Problem(413, f"Dit zijn te veel gegevens: hooguit {MAX_MEMBERS}.")


def holds_too_many(given: object) -> bool:
    """Are there more values in this, at whatever depth, than anything needs?"""
    left: list[object] = [given]
    seen = 0
    while left:
        value = left.pop()
        if isinstance(value, dict | list):
            seen += len(value)
            if seen > MAX_MEMBERS:
                return True
            left += value.values() if isinstance(value, dict) else value
    return False
