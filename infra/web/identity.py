"""Who is asking: a token of the front, as a cookie or a bearer, with the rights of the register.

The token says who someone is and nothing else; what he may do comes from the register, today.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response

from contracts.topics import GATE
from contracts.vervanging import Waarneming
from contracts.vocabulary import Domein, Functie, OpaqueId
from contracts.words import in_sentence, spoken
from infra.clock import today
from infra.parts import Parts
from infra.register import Register, load_register
from infra.web.errors import NotSignedIn, Problem
from infra.web.session import VALID_SECONDS, Signer

AUDITOR_ROLE = "privacy-functionaris"
DRY_RUN = f"{GATE}/proef"
"""The audience of the gate's dry run: a table asks there with the token of who asks the table."""


def names_at(tables: str) -> str:
    """The audience of the names at these tables: an inbox asks with the token of its reader."""
    return f"{tables}/namen"


@dataclass(frozen=True)
class Gebruiker:
    """A person of the register, as of today."""

    medewerker: OpaqueId
    naam: str
    functies: tuple[Functie, ...]
    domeinen: tuple[Domein, ...]
    """The domains in which these capacities have a seat or bring in a first report."""

    titels: tuple[str, ...] = ()
    """The capacities as people say them, with the organisations' own names."""

    neemt_waar: tuple[Waarneming, ...] = ()
    """The seats among these capacities that are not his own, as long as nobody is there."""

    token: str = field(default="", repr=False)
    """By which he is known here."""

    def heeft_rol(self, rol: str) -> bool:
        """Does one of the capacities carry this role?"""
        return any(functie.rol == rol for functie in self.functies)


def cookie_of(site: str) -> str:
    """The name of the cookie by which someone is known at a site."""
    return f"jeugdketen-{site}"


def token(signer: Signer, medewerker: str, site: str) -> str:
    """Make the token by which someone is known at a site, and may ask what that site needs.

    A table asks the gate what it would decide; an inbox asks its tables for names.
    """
    domein, _, service = site.partition("-")
    asks = {
        "casusoverleg": (DRY_RUN,),
        "notifier": (names_at(f"{domein}-casusoverleg"),),
    }
    return signer.token(medewerker, site, *asks.get(service, ()))


def sign_in(
    response: Response, signer: Signer, medewerker: str, places: Mapping[str, tuple[str, ...]]
) -> None:
    """Give the browser a token for each site, which it sends below that site's own URLs only.

    A browser sends the cookies of a host to all its ports: the path is what keeps them apart.
    """
    for site, urls in places.items():
        signed = token(signer, medewerker, site)
        for url in map(urlsplit, urls):
            response.set_cookie(
                cookie_of(site),
                signed,
                max_age=VALID_SECONDS,
                path=url.path,
                httponly=True,
                samesite="strict",
                secure=url.scheme == "https",
            )


def sign_out(response: Response, places: Mapping[str, tuple[str, ...]]) -> None:
    """Take the tokens of all sites from the browser."""
    for site, urls in places.items():
        for url in urls:
            path = urlsplit(url).path
            response.delete_cookie(cookie_of(site), path=path, httponly=True, samesite="strict")


def bearer_of(request: Request) -> str | None:
    """The bearer token of a request; None where its `Authorization` says nothing at all."""
    said = request.headers.get("authorization", "").strip()
    scheme, _, signed = said.partition(" ")
    if not said:
        return None
    return signed if scheme.lower() == "bearer" else ""


def gebruiker(request: Request) -> Gebruiker:
    """The person who asks, with today's capacities.

    Raises:
        NotSignedIn: no valid token, or someone without a capacity today.
    """
    return known_at(request, request.app.state.parts.name)


def known_at(request: Request, *audiences: str) -> Gebruiker:
    """The person who asks, by a token for one of these audiences.

    Raises:
        NotSignedIn: see `gebruiker`.
    """
    parts: Parts = request.app.state.parts
    bearer = bearer_of(request)
    signed = request.cookies.get(cookie_of(parts.name), "") if bearer is None else bearer
    medewerker = parts.sessions.medewerker(signed, audiences)
    if medewerker is None:
        raise NotSignedIn
    op = today(parts.clock)
    with parts.database.reading() as session:
        register = load_register(session)
    rechten = _rechten(register, medewerker, op)
    if not rechten.functies:
        raise NotSignedIn
    known = parts.addressbook.get(medewerker)
    person = replace(rechten, naam=known.naam if known else "", token=signed)
    request.state.gebruiker = person
    return person


@lru_cache(maxsize=1024)
def _rechten(register: Register, medewerker: OpaqueId, op: date) -> Gebruiker:
    """What someone may on a day, by this state of the register; the name comes from elsewhere."""
    functies = register.handelt_als(medewerker, op)
    seats = register.waarnemingen(medewerker, op)
    instead = {one.zetel for one in seats}
    return Gebruiker(
        medewerker=medewerker,
        naam="",
        functies=functies,
        domeinen=register.domeinen(functies, op),
        titels=tuple(_titel(register, f, op, instead=f in instead) for f in functies),
        neemt_waar=seats,
    )


def _titel(register: Register, functie: Functie, op: date, *, instead: bool) -> str:
    where = _organisatie(register, functie, op)
    if not instead:
        return f"{spoken(functie.rol)}, {where}"
    until = register.leeg_tot(functie, op)
    till = f", tot en met {until:%d-%m-%Y}" if until else ""
    return f"in plaats van {in_sentence(functie.rol)}, {where}{till}"


def _organisatie(register: Register, functie: Functie, op: date) -> str:
    for convenant in register.geldend(op):
        if functie.organisatie in convenant.organisaties:
            return convenant.organisaties[functie.organisatie].naam
    return spoken(functie.organisatie)


Ingelogd = Annotated[Gebruiker, Depends(gebruiker)]
"""What a route asks for that only a signed-in person may use."""


def toezichthouder(gebruiker: Ingelogd) -> Gebruiker:
    """Somebody who guards privacy.

    Raises:
        Problem: anybody else (403).
    """
    if not gebruiker.heeft_rol(AUDITOR_ROLE):
        raise Problem(403)
    return gebruiker


Toezichthouder = Annotated[Gebruiker, Depends(toezichthouder)]
"""What a route asks for that only who guards privacy may use."""
