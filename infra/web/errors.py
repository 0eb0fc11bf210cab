"""What is wrong with a request, in Dutch, and as problem+json for machines."""

from dataclasses import dataclass
from http import HTTPStatus

from fastapi import Request
from fastapi.responses import JSONResponse

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


class Conflict(Problem):
    """A deed that does not fit how things stand; `detail` says why."""

    def __init__(self, detail: str) -> None:
        super().__init__(409, detail)


class NotSignedIn(Problem):
    """Nobody whom the register knows."""

    def __init__(self) -> None:
        super().__init__(401)


def is_api(request: Request) -> bool:
    """Does a machine ask? Then the path below this site begins with the version."""
    path = request.url.path.removeprefix(request.scope.get("root_path", ""))
    return path == API or path.startswith(f"{API}/")


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
