"""Who is asking: a signed session cookie or bearer token, with the rights that the register gives.

The token says who someone is and nothing else; what he may do comes from the register, today.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Annotated

from fastapi import Depends, Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from contracts.vocabulary import Domein, Functie, OpaqueId
from contracts.words import spoken
from infra.clock import today
from infra.parts import Parts
from infra.register import Register, load_register
from infra.web.errors import NotSignedIn

COOKIE = "jeugdketen"
VALID_SECONDS = 10 * 3600
"""A working day: after it one signs in again."""

_SESSION = "sessie"
_BEARER = "bearer"


@dataclass(frozen=True)
class Gebruiker:
    """A person of the register, as of today."""

    medewerker: OpaqueId
    naam: str
    functies: tuple[Functie, ...]
    domeinen: tuple[Domein, ...]
    """The domains in which these functions have a seat or bring in a first report."""

    titels: tuple[str, ...] = ()
    """The functions as people say them, with the organisations' own names."""

    def heeft_rol(self, rol: str) -> bool:
        """Does one of the functions carry this role?"""
        return any(functie.rol == rol for functie in self.functies)


def _serializer(secret: bytes, use: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret, salt=f"jeugdketen-{use}")


def token(secret: bytes, medewerker: str) -> str:
    """A bearer token for a system or a test that acts as this person."""
    return _serializer(secret, _BEARER).dumps(medewerker)


def sign_in(request: Request, response: Response, secret: bytes, medewerker: str) -> None:
    """Give the browser a session; the cookie never leaves this site."""
    response.set_cookie(
        COOKIE,
        _serializer(secret, _SESSION).dumps(medewerker),
        max_age=VALID_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def sign_out(response: Response) -> None:
    """End the session in the browser."""
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")


def medewerker_of(request: Request, secret: bytes) -> OpaqueId | None:
    """Whose request this is by its token or cookie; None when there is none that holds."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme:
        use, signed = _BEARER, bearer if scheme.lower() == "bearer" else ""
    else:
        use, signed = _SESSION, request.cookies.get(COOKIE, "")
    try:
        return str(_serializer(secret, use).loads(signed, max_age=VALID_SECONDS))
    except BadSignature:
        return None


def gebruiker(request: Request) -> Gebruiker:
    """The person who asks, with today's functions.

    Raises:
        NotSignedIn: no valid token, or someone without a function today.
    """
    parts: Parts = request.app.state.parts
    medewerker = medewerker_of(request, parts.session_secret)
    if medewerker is None:
        raise NotSignedIn
    op = today(parts.clock)
    with parts.database.reading() as session:
        register = load_register(session)
    rechten = _rechten(register, medewerker, op)
    if not rechten.functies:
        raise NotSignedIn
    known = parts.addressbook.get(medewerker)
    person = replace(rechten, naam=known.naam if known else "")
    request.state.gebruiker = person
    return person


@lru_cache(maxsize=1024)
def _rechten(register: Register, medewerker: OpaqueId, op: date) -> Gebruiker:
    """What someone may on a day, by this state of the register; the name comes from elsewhere."""
    functies = register.functies(medewerker, op)
    return Gebruiker(
        medewerker=medewerker,
        naam="",
        functies=functies,
        domeinen=register.domeinen(functies, op),
        titels=tuple(f"{spoken(f.rol)}, {_organisatie(register, f, op)}" for f in functies),
    )


def _organisatie(register: Register, functie: Functie, op: date) -> str:
    for convenant in register.geldend(op):
        if functie.organisatie in convenant.organisaties:
            return convenant.organisaties[functie.organisatie].naam
    return spoken(functie.organisatie)


Ingelogd = Annotated[Gebruiker, Depends(gebruiker)]
"""What a route asks for that only a signed-in person may use."""
