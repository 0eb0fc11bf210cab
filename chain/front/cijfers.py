"""The page with the figures that a region steers by, and the same as CSV, for who is signed in."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from threading import Lock

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from chain.audit.reading import events_of
from chain.audit.records import LogFile, NoLog
from chain.audit.steering import FigureRow, as_csv, steering
from infra.web.identity import gebruiker
from infra.web.pages import page


@dataclass
class Cijfers:
    """The figures of a log in a file, counted anew when it has grown."""

    log: Path
    _end: int = -1
    _rows: list[FigureRow] = field(default_factory=list)
    _one_at_a_time: Lock = field(default_factory=Lock)

    def rows(self) -> list[FigureRow]:
        """Every figure; none where there is no log yet."""
        with self._one_at_a_time:
            try:
                log = LogFile(self.log)
            except NoLog:
                return []
            if log.end != self._end:
                self._rows, self._end = steering(events_of(log.records())), log.end
            return self._rows


def counted(file: Path) -> list[FigureRow]:
    """What `chain.front.cijfers_teller` last counted; nothing where it has not counted yet."""
    try:
        return [FigureRow(*row) for row in json.loads(file.read_text("utf-8"))]
    except OSError:
        return []


def router(every: Callable[[], list[FigureRow]]) -> APIRouter:
    """The routes over these figures."""
    routes = APIRouter(dependencies=[Depends(gebruiker)])

    def of(regio: str) -> list[FigureRow]:
        return [row for row in every() if regio in ("", row.regio)]

    @routes.get("/cijfers")
    def tonen(request: Request, regio: str = "") -> HTMLResponse:
        """The figures, by region and heading."""
        return page(request, "cijfers.html", regios=_by_heading(of(regio)), regio=regio)

    @routes.get("/cijfers.csv")
    def als_csv(regio: str = "") -> Response:
        """The same for a spreadsheet."""
        headers = {"Content-Disposition": "attachment; filename=cijfers.csv"}
        text = as_csv(of(regio))
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    return routes


def _by_heading(rows: list[FigureRow]) -> list[tuple[str, list[tuple[str, list[FigureRow]]]]]:
    return [
        (region, [(head, list(own)) for head, own in groupby(found, lambda row: row.onderdeel)])
        for region, found in groupby(rows, lambda row: row.regio)
    ]
