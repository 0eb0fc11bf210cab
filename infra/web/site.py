"""A service's site: its API under /v1, its pages, the shared look."""

from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.routing import Mount
from starlette.types import ASGIApp

from infra.kernel import TooLarge
from infra.not_found import NotFound
from infra.parts import Parts
from infra.web import answers, errors
from infra.web.bodies import bounded_json
from infra.web.guard import API_VERSION, Guard
from infra.web.once import HEADER, LONGEST, Once
from infra.web.pages import environment

STATIC = Path(__file__).parent / "static"


def make_site(
    parts: Parts,
    *,
    title: str,
    api: APIRouter | None = None,
    pages: APIRouter | None = None,
    templates: Path | None = None,
    files: tuple[str, ...] = (),
) -> FastAPI:
    """The site of a service, to be mounted at `parts.base`.

    Routes of `api` are written without /v1; routes of `pages` stand at the root. Handlers find
    `parts` as `request.app.state.parts`. `files` are the paths that take a file.
    """
    site = FastAPI(title=title, openapi_url=None)
    site.state.parts = parts
    site.state.title = title
    site.state.templates = environment(templates)
    site.add_middleware(Once, parts=parts, respond=answers.respond)
    site.add_middleware(Guard, respond=answers.respond, files=frozenset(files))
    told = (errors.Problem, NotFound, HTTPException, RequestValidationError, TooLarge)
    for fault in (*told, *answers.AWAY):
        site.add_exception_handler(fault, answers.handle)
    if api is not None:
        site.include_router(api, prefix=errors.API, dependencies=[Depends(bounded_json)])
        # Made when first asked for: it costs more than all else at the start of a site.
        document = cache(partial(_openapi, title, api, parts.base))
        site.add_api_route(f"{errors.API}/openapi.json", document)
    if pages is not None:
        site.include_router(pages)
    site.mount("/static", StaticFiles(directory=STATIC))
    return site


def _openapi(title: str, api: APIRouter, base: str) -> dict[str, Any]:
    """The document, after the Dutch API Design Rules: paths below a server that ends in /v1."""
    document = get_openapi(
        title=title,
        version=API_VERSION,
        routes=api.routes,
        servers=[{"url": f"{base}{errors.API}"}],
        contact={"name": "Jeugdketen"},
    )
    for path in document["paths"].values():
        for method, operation in path.items():
            if method == "post":
                _take_key(operation)
            if operation["responses"].pop("422", None):
                operation["responses"]["400"] = {
                    "description": "Niet alle velden kloppen.",
                    "content": {"application/problem+json": {"schema": {"type": "object"}}},
                }
    return document


def _take_key(operation: dict[str, Any]) -> None:
    """Say of a deed that it takes a key; see `infra.web.once`."""
    taken = operation.setdefault("parameters", [])
    if not any(one["name"].lower() == HEADER.lower() for one in taken):
        schema = {"type": "string", "maxLength": LONGEST}
        taken.append({"name": HEADER, "in": "header", "required": False, "schema": schema})
    conflict = {"content": {"application/problem+json": {"schema": {"type": "object"}}}}
    words = "Dit past niet bij de stand van zaken, of de sleutel staat voor iets anders."
    operation["responses"].setdefault("409", {"description": words, **conflict})


def together(sites: Mapping[str, ASGIApp]) -> Starlette:
    """Several sites as one application, each at its base; the longest base is tried first."""
    longest_first = sorted(sites, key=len, reverse=True)
    return Starlette(routes=[Mount(base.rstrip("/") or "/", sites[base]) for base in longest_first])
