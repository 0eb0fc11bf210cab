"""A key stands for one deed of one caller: the same key with other content is refused (409).

The key is the header `Idempotency-Key`; on a page it is the hidden field of a form. What a key
stands for is kept beside the service's own state, as a digest under a secret: content is personal.
The claim is made before the deed, in a transaction of its own. So of two at once with one key and
different content one is refused, and a crash in between lets no content pass as if it were done.
"""

import json
import secrets
from collections.abc import Callable
from http import HTTPStatus
from operator import itemgetter
from typing import Annotated, Any

from fastapi import Header, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from starlette.datastructures import Headers, UploadFile
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from infra.clock import LOCAL
from infra.parts import Parts
from infra.web.claims import Claim, Claims, Reused
from infra.web.errors import NotSignedIn, Problem, is_api
from infra.web.forms import Texts
from infra.web.guard import SAFE
from infra.web.identity import gebruiker

HEADER = "Idempotency-Key"
OPDRACHT = "opdracht"
"""The hidden field of a form: sending it twice is the same as once."""

LONGEST = 200

DeedKey = Annotated[str | None, Header(alias=HEADER, max_length=LONGEST)]
"""The key of a deed, as a route of an API takes it."""


def opdracht_of(texts: Texts) -> str:
    """Under which a form was sent; one that does not tell is a deed of its own."""
    told = texts.get(OPDRACHT) or secrets.token_hex(16)
    return told if isinstance(told, str) else told[0]


def of_form(opdracht: str) -> str:
    """The key of a deed that a form asks for; no header can hold it, so no API call shares it."""
    return f"formulier\n{opdracht}"


_FORM, _FILES = "application/x-www-form-urlencoded", "multipart/form-data"
_REUSED = (
    "Deze sleutel is al gebruikt op {op:%d-%m-%Y om %H:%M} voor {wat}: {uitkomst}. Wat u nu stuurt "
    "is iets anders; daar is niets mee gedaan. Stuur het opnieuw met een nieuwe sleutel."
)
_REUSED_FORM = (
    "Dit formulier is al verstuurd op {op:%d-%m-%Y om %H:%M}: {uitkomst}. Wat u nu stuurt is iets "
    "anders; daar is niets mee gedaan. Open de pagina opnieuw en vul het daar in."
)


class Once:
    """Middleware of a site: every deed under a key passes here, whichever route takes it."""

    def __init__(
        self, app: ASGIApp, parts: Parts, respond: Callable[[Request, Problem], Response]
    ) -> None:
        self._app = app
        self._claims = Claims(parts)
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            key = await self._key_of(request)
            if key is None:
                await self._app(scope, _again(request, receive), send)
                return
            content = await _content(request)
            claimed, new = await run_in_threadpool(
                self._claims.claim, key, f"{scope['method']} {_path(request)}", content
            )
        except HTTPException as fault:
            await self._respond(request, Problem(fault.status_code))(scope, receive, send)
        except Problem as problem:
            await self._respond(request, problem)(scope, receive, send)
        except Reused as reused:
            await self._respond(request, _problem(request, reused.first))(scope, receive, send)
        else:
            if claimed.status and (is_api(request) or _leads_on(claimed.status)):
                await _once_more(claimed)(scope, receive, send)
                return
            answer = _Answer()
            await self._app(scope, _again(request, receive), answer)
            await self._settle(key, claimed, answer, new=new)
            await answer.give(send)

    async def _key_of(self, request: Request) -> str | None:
        """The caller's key by the name that it has here; None where nothing is asked of us."""
        said = await _key(request)
        if not said:
            return None
        try:
            # As the route will look him up; without him there is no deed.
            person = await run_in_threadpool(gebruiker, request)
        except NotSignedIn:
            return None
        return await run_in_threadpool(self._claims.id_of, person.medewerker, said)

    async def _settle(self, key: str, claimed: Claim, answer: "_Answer", *, new: bool) -> None:
        decided = answer.status < HTTPStatus.BAD_REQUEST or answer.status == HTTPStatus.CONFLICT
        if decided:
            known = claimed.model_copy(
                update={"status": answer.status, "body": answer.text, "media_type": answer.kind}
            )
            await run_in_threadpool(self._claims.settle, key, known)
        elif new and answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
            await run_in_threadpool(self._claims.free, key)


class _Answer:
    """Holds an answer back until it is kept what came of the deed."""

    def __init__(self) -> None:
        self._messages: list[Message] = []

    async def __call__(self, message: Message) -> None:
        self._messages.append(message)

    @property
    def status(self) -> int:
        return int(self._messages[0]["status"])

    @property
    def kind(self) -> str:
        return Headers(raw=self._messages[0]["headers"]).get("content-type", "")

    @property
    def text(self) -> str:
        """What was said to a machine, or where a page led; a page itself is made anew."""
        if _leads_on(self.status):
            return Headers(raw=self._messages[0]["headers"]).get("location", "")
        if "json" not in self.kind:
            return ""
        return b"".join(one.get("body", b"") for one in self._messages[1:]).decode()

    async def give(self, send: Send) -> None:
        for message in self._messages:
            await send(message)


def _leads_on(status: int) -> bool:
    return HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST


def _once_more(claimed: Claim) -> Response:
    if _leads_on(claimed.status):
        return RedirectResponse(claimed.body, claimed.status)
    return Response(claimed.body, claimed.status, media_type=claimed.media_type)


def _problem(request: Request, first: Claim) -> Problem:
    words = _REUSED if is_api(request) else _REUSED_FORM
    op = first.op.astimezone(LOCAL)
    return Problem(HTTPStatus.CONFLICT, words.format(op=op, wat=first.wat, uitkomst=first.uitkomst))


async def _key(request: Request) -> str:
    """The key as it was sent; empty where there is none.

    Raises:
        Problem: it is none that we keep.
    """
    keys = request.headers.getlist(HEADER)
    if len(keys) > 1 or any(len(key) > LONGEST for key in keys):
        raise Problem(400, f"Geef een enkele {HEADER}, van ten hoogste {LONGEST} tekens.")
    if is_api(request):
        return next(iter(keys), "")
    # Forms that stand on one page have it in common: it is theirs together with where they go.
    named = {
        f"{_path(request)}?{value}"
        for name, value in await _posted(request)
        if name == OPDRACHT and value
    }
    named |= {key for key in keys if key}
    if len(named) > 1:
        raise Problem(400, "Dit formulier noemt meer dan een opdracht. Open de pagina opnieuw.")
    return named.pop() if named else ""


async def _content(request: Request) -> str:
    """What is asked, the same for the same: however JSON is spaced or ordered, a form is cut."""
    body = await request.body()
    said: Any = body.decode("latin-1")
    try:
        if _media_type(request) in (_FORM, _FILES):
            said = sorted(await _posted(request), key=itemgetter(0))
        else:
            # Of five megabytes this takes long enough for others to notice.
            said = await run_in_threadpool(json.loads, body)
    except (ValueError, RecursionError, HTTPException):
        pass  # Not what it says it is: then the bytes themselves are what was sent.
    asked = (request.method, _path(request), request.url.query, said)
    return json.dumps(asked, sort_keys=True)


async def _posted(request: Request) -> list[tuple[str, str]]:
    """The fields of a form, of whichever kind; none where it is no form."""
    if _media_type(request) not in (_FORM, _FILES):
        return []
    await request.body()
    async with Request(request.scope, _again(request, request.receive)).form() as posted:
        return [(name, await _field(value)) for name, value in posted.multi_items()]


async def _field(value: str | UploadFile) -> str:
    return value if isinstance(value, str) else (await value.read()).decode("latin-1")


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _path(request: Request) -> str:
    """Where it was sent, below the site."""
    return str(request.scope["path"]).removeprefix(request.scope.get("root_path", ""))


def _again(request: Request, receive: Receive) -> Receive:
    """Let the route receive the body that was read here."""
    unread = [getattr(request, "_body", None)]

    async def once_more() -> Message:
        body = unread.pop() if unread else None
        if body is None:
            return await receive()
        return {"type": "http.request", "body": body, "more_body": False}

    return once_more
