"""A site that is closed: whatever is asked of it, it answers 503 and says why."""

from fastapi import FastAPI, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from infra.web.answers import respond
from infra.web.errors import Problem
from infra.web.guard import Guard


def closed(site: FastAPI, why: str) -> ASGIApp:
    """Close a site: it keeps its look and shows nothing of its content.

    Args:
        site: what is closed.
        why: a Dutch sentence.
    """
    problem = Problem(503, why)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        scope["app"] = site
        request = Request(scope)
        if request.url.path.startswith(f"{scope.get('root_path', '')}/static/"):
            await site(scope, receive, send)
        else:
            await respond(request, problem)(scope, receive, send)

    return Guard(answer, respond=respond)
