"""Errors for two audiences: problem+json for machines, a Dutch page for people."""

import logging
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from infra.database import TRANSIENT, InUse
from infra.kernel import TooLarge
from infra.web.limits import MAX_ERRORS
from infra.web.messages import messages_of
from infra.web.pages import page

log = logging.getLogger(__name__)

API = "/v1"
PROBLEM = "application/problem+json"

_DETAIL = {
    400: "Het verzoek klopt niet.",
    401: "U bent niet aangemeld, of u hebt vandaag geen functie in de keten.",
    403: "U mag dit niet doen of zien.",
    404: "Dit is hier niet te vinden.",
    405: "Dit kan hier niet op deze manier.",
    409: "Dit past niet bij de stand van zaken.",
    413: "Wat u stuurt is te groot.",
    414: "Dit adres is te lang.",
    421: "Dit adres hoort niet bij deze keten. Open de keten op het adres dat u van de beheerder "
    "kreeg.",
    415: "Deze soort inhoud wordt hier niet gelezen.",
    431: "De kop van dit verzoek is te groot.",
    503: "Dit lukt nu even niet. Er is niets verloren: probeer het over een minuut opnieuw.",
}
AWAY = (*TRANSIENT, InUse)
"""Faults for which the same request may be sent again later."""

TOO_MUCH = (
    "Dit is te veel in een keer. Er is niets vastgelegd. Kies minder gegevens of kort uw tekst in."
)
_FAULT = "Er ging iets mis. Er is niets verloren; probeer het later opnieuw."


@dataclass(frozen=True)
class FieldError:
    """What is wrong with one field, in Dutch, without its value."""

    field: str
    detail: str


class Problem(Exception):
    """A request that cannot be done; `detail` is a Dutch sentence without personal data."""

    def __init__(self, status: int, detail: str = "", errors: tuple[FieldError, ...] = ()) -> None:
        super().__init__(status)
        self.status = status
        self.detail = detail or _DETAIL.get(status, _FAULT)
        self.errors = errors


class NotSignedIn(Problem):
    """Nobody whom the register knows."""

    def __init__(self) -> None:
        super().__init__(401)


def is_api(request: Request) -> bool:
    """Does a machine ask? Then the path below this site begins with the version."""
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return path == API or path.startswith(f"{API}/")


def respond(request: Request, problem: Problem) -> Response:
    """The response to a problem, in the form that fits who asks."""
    if is_api(request):
        return problem_json(problem)
    if isinstance(problem, NotSignedIn) and request.method == "GET":
        return RedirectResponse(request.app.state.parts.sites.get("picker", "/"), status_code=303)
    return page(request, "error.html", status=problem.status, problem=problem)


def problem_json(problem: Problem) -> JSONResponse:
    """A problem for a machine."""
    body: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.detail,
    }
    if problem.errors:
        body["errors"] = [{"field": e.field, "detail": e.detail} for e in problem.errors]
    headers = {"WWW-Authenticate": "Bearer"} if problem.status == 401 else None
    return JSONResponse(body, problem.status, headers=headers, media_type=PROBLEM)


def handle(request: Request, error: Exception) -> Response:
    """The handler of all that a request can be refused for.

    The framework's own English texts are not shown; a request that does not fit its model gets
    400 and every field error in Dutch.
    """
    match error:
        case Problem():
            return respond(request, error)
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
