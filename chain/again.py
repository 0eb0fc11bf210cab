"""Deciding again: from the request that lies in the log, is the same trace made, to the byte?

The auditor shares no code with what it judges. For this one question it is handed the gate's own
engine, as it is now. Was a decision made by other rules or with other words, then this version
cannot say, and says so.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError

from chain.audit import cli
from chain.audit.event import Event
from chain.audit.records import Record
from chain.audit.replay import ANDERS, GELIJK
from chain.run.datadir import OURS
from contracts.covenant import Convenant
from infra.private import NotPrivate, check_private
from privacy_gate.domain.inhoud import VreemdVerzoek
from privacy_gate.domain.kenmerken import Samenhang
from privacy_gate.domain.spoor import WOORDEN
from privacy_gate.store.wetboek import wetboek

_REQUEST, _COVENANT = b"VerstrekkingGevraagd.v", b"ConvenantVastgesteld.v"


def main(argv: Sequence[str]) -> int:
    """The auditor's command, `./keten audit`, with this at hand."""
    return cli.main(argv, lambda records: Decider(records).again, _warn_if_loose)


def _warn_if_loose(data: Path) -> None:
    """An auditor may have got a copy, and changes nothing: he is warned, and goes on."""
    try:
        check_private(data, OURS)
    except NotPrivate as fault:
        print(f"Let op. {fault}", file=sys.stderr)


class Again(StrEnum):
    """What deciding again gave."""

    SAME = GELIJK
    OTHER = ANDERS
    OTHER_RULES = "andere regels"
    NO_REQUEST = "verzoek of convenant ontbreekt"


class Decider:
    """Decides again on what a log was asked.

    Args:
        records: all of the log.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._law = wetboek()
        self._requests: dict[str, bytes] = {}
        self._covenants: dict[str, Convenant] = {}
        for record in records:
            if _REQUEST in record.raw:
                self._requests[json.loads(record.raw)["id"]] = record.raw
            elif _COVENANT in record.raw:
                self._learn(json.loads(record.raw)["data"]["convenant"])

    def _learn(self, covenant: object) -> None:
        with suppress(ValidationError):
            found = Convenant.model_validate(covenant)
            self._covenants[found.verwijzing] = found

    def again(self, decision: Event) -> Again:
        """Is the trace of this decision what its request gives now?"""
        data = decision.data
        raw, covenant = self._requests.get(data["verzoek"]), data["convenant"]
        if raw is None or covenant not in self._covenants:
            return Again.NO_REQUEST
        recorded = data.get("spoor", "")
        if data["regelset"] != self._law.vingerafdruk or WOORDEN not in recorded:
            return Again.OTHER_RULES
        try:
            related = Samenhang(data["omstandigheden"]["samenhang"])
            trace, *_ = self._law.rechter(self._covenants[covenant]).beslis(raw, related)
        except (ValueError, KeyError, VreemdVerzoek):
            return Again.OTHER
        return Again.SAME if trace.decode() == recorded else Again.OTHER
