"""What is going on, as it follows from what was said: which casussen and messages there are."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from chain.simulate.faults import OFFER, Faults, Mishap
from chain.simulate.log import Entry
from contracts.vocabulary import Domein, Functie

DomeinCasus: TypeAlias = tuple[Domein, str]

FEEDBACK = ("uitkomst-terugkoppelen", "actie-terugkoppelen", "terugkoppeling-ontvangen")


class Waits(NamedTuple):
    """A message that waits: for which seat; `due`: by when it must be dealt with, of feedback."""

    aan: Functie
    due: date | None


@dataclass
class Overview:
    """Follows the log.

    Attributes:
        tables: the casussen at each table.
        closed: those that are closed there.
        withdrawn: those in which somebody withdrew a consent.
        messages: what waits for whom, by domain.
        silent: the tables at which nobody does anything.
        unseated: the tables of which who directs is not there.
        matches: how often somebody was told of a match in the verwijsindex.
        news: the casussen that heard something of another table, and nobody looked at since.
        versions: the version of each covenant that is in force.
        spoke: the tables that made a step of a hand-off, whoever did so last at the end.
    """

    faults: Faults
    tables: dict[DomeinCasus, str] = field(default_factory=dict)
    closed: set[DomeinCasus] = field(default_factory=set)
    withdrawn: set[DomeinCasus] = field(default_factory=set)
    messages: dict[Domein, dict[str, Waits]] = field(default_factory=lambda: defaultdict(dict))
    silent: set[str] = field(default_factory=set)
    unseated: set[str] = field(default_factory=set)
    versions: dict[str, int] = field(default_factory=dict)
    news: dict[DomeinCasus, None] = field(default_factory=dict)
    spoke: dict[str, None] = field(default_factory=dict)
    hand_offs: int = 0
    matches: int = 0

    def take(self, entry: Entry) -> None:
        """See an event."""
        domain = entry.record.topic.partition(".")[0]
        if domain in set(Domein):
            self._in_domain(entry, Domein(domain))

    def _in_domain(self, entry: Entry, domein: Domein) -> None:
        casus = domein, entry.casus
        match entry.kind:
            case "CasusGeopend":
                self.tables[casus] = entry.data["overleg"]
                if entry.data["herkomst"] == "inbreng":
                    self.news[casus] = None
            case "CasusAfgesloten":
                self.closed.add(casus)
            case "CasusHeropend":
                self.closed.discard(casus)
            case (
                "OverdrachtOntvangen"
                | "OverdrachtstapVernomen"
                | "InbrengBeantwoord"
                | "MatchOntvangen"
            ):
                self.news[casus] = None
            case "OverdrachtAangeboden":
                self.hand_offs += 1
            case "MatchGemeld":
                self.matches += 1
            case "ToestemmingIngetrokken":
                self.faults.happened(Mishap.CONSENT)
                self.withdrawn.add(casus)
            case "VerstrekkingGevraagd":
                self._circumstances(entry, casus)
            case _:
                self._message(entry, domein)

    def _message(self, entry: Entry, domein: Domein) -> None:
        match entry.kind:
            case "BerichtKlaargezet":
                self.messages[domein][entry.data["bericht"]] = _waits(entry.data)
            case "TerugkoppelingDoorgegeven" | "TerugkoppelingNietNodig" | "OntvangstBevestigd":
                self.messages[domein].pop(entry.data["bericht"], None)
            case _:
                pass

    @property
    def feedback_waits(self) -> bool:
        """Is there feedback that somebody must pass on or read?"""
        return any(one.due for waiting in self.messages.values() for one in waiting.values())

    def at_work(self) -> list[DomeinCasus]:
        """The open casussen of tables where somebody does something."""
        return [
            casus
            for casus, table in self.tables.items()
            if casus not in self.closed and table not in self.silent
        ]

    def to_look_at(self) -> list[DomeinCasus]:
        """Those among them of which there is news."""
        return [
            casus
            for casus in self.news
            if casus not in self.closed and self.tables[casus] not in self.silent
        ]

    def _circumstances(self, entry: Entry, casus: DomeinCasus) -> None:
        """Which lasting faults a step of a hand-off meets."""
        content = entry.data["inhoud"]
        step = OFFER if content["soort"] == "overdrachtsaanbod" else content.get("stap")
        if step is None:
            return
        self.spoke.pop(entry.data["van_overleg"], None)
        self.spoke[entry.data["van_overleg"]] = None
        name, _, version = entry.data["convenant"].partition("@")
        if int(version) < self.versions[name]:
            self.faults.met[step, Mishap.COVENANT] += 1
        if casus in self.withdrawn:
            self.faults.met[step, Mishap.CONSENT] += 1
        if entry.data["naar_overleg"] in self.silent:
            self.faults.met[step, Mishap.SILENT] += 1
        if self.unseated & {entry.data["van_overleg"], entry.data["naar_overleg"]}:
            self.faults.met[step, Mishap.EMPTY] += 1


def _waits(told: dict[str, Any]) -> Waits:
    """Feedback is due on its last day; whoever is called in for it is late already."""
    about = told["soort"] in FEEDBACK or (
        told["soort"] == "opgeschaald" and told["klok"] == "terugkoppelen"
    )
    due = told["uiterlijk"] if about else None
    return Waits(Functie(**told["aan"]), date.fromisoformat(due) if due else None)
