"""Answers to a request that cannot be done: problem+json for machines, a Dutch page for people."""

import logging

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from infra.database import TRANSIENT, InUse
from infra.kernel import TooLarge
from infra.not_found import NotFound
from infra.web.errors import FieldError, NotSignedIn, Problem, is_api, problem_json
from infra.web.limits import MAX_ERRORS
from infra.web.messages import messages_of
from infra.web.pages import page

log = logging.getLogger(__name__)

AWAY = (*TRANSIENT, InUse)
"""Faults for which the same request may be sent again later."""

TOO_MUCH = (
    "Dit is te veel in een keer. Er is niets vastgelegd. Kies minder gegevens of kort uw tekst in."
)


def respond(request: Request, problem: Problem) -> Response:
    """The response to a problem, in the form that fits who asks."""
    if is_api(request):
        return problem_json(problem)
    if isinstance(problem, NotSignedIn) and request.method == "GET":
        return RedirectResponse(request.app.state.parts.sites.get("picker", "/"), status_code=303)
    return page(request, "error.html", status=problem.status, problem=problem)


def handle(request: Request, error: Exception) -> Response:
    """The handler of all that a request can be refused for.

    The framework's own English texts are not shown; a request that does not fit its model gets
    400 and every field error in Dutch.
    """
    match error:
        case Problem():
            return respond(request, error)
        case NotFound():
            return respond(request, Problem(404))
        case TooLarge():
            return respond(request, Problem(413, TOO_MUCH))
        case HTTPException(status_code=status):
            return respond(request, Problem(status))
        case RequestValidationError():
            found = messages_of(error.errors()[:MAX_ERRORS], skip=1)
            fields = tuple(FieldError(name, message) for name, message in found.items())
            return respond(request, Problem(400, "Niet alle velden kloppen.", fields))
        case _ if isinstance(error, AWAY):
            log.warning("%s: answered 503", type(error).__name__)
            return respond(request, Problem(503))
        case _:
            raise error
