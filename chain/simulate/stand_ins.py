"""Did who acts, is reminded, is called in or is told of a step have the right to it, or the duty?

By the text of the covenants and by who was there; what an instance had not heard yet counts not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from chain.proef.verwacht import Tekst, leest, roept
from chain.simulate.findings import Breach, Finding
from chain.simulate.log import Entry
from chain.simulate.presence import Empty, Presence, said_on
from chain.simulate.texts import Texts, all_carriers, seat

OF_THE_REGIE = ("accepteren", "actie-bevestigen", "bespreken", "doel-evalueren", "match-opvolgen")
"""Terms of which who directs the table is reminded."""

OF_FEEDBACK = "terugkoppelen"

TOLD = {
    "actie-bevestigd": "actie-bevestigd",
    **dict.fromkeys(
        (
            "geaccepteerd",
            "geweigerd",
            "vraag-terug",
            "doorverwezen",
            "intrekking-bevestigd",
            "intrekking-bestreden",
            "teruggave-geaccepteerd",
        ),
        "overdracht-beantwoord",
    ),
    **dict.fromkeys(
        (
            "vraag-beantwoord",
            "intrekking-gevraagd",
            "tussenbericht",
            "bevinding-gemeld",
            "heropend",
        ),
        "overdracht-gewijzigd",
    ),
}
"""The message in which who directs a table hears of a step that the other side made."""


class StandIns:
    """Reads the log, and holds it against the covenants."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = list(entries)
        self._texts, self._presence = Texts(self._entries), Presence(self._entries)
        self._asked = {
            e.data["bericht"]: seat(e.data["aan"])
            for e in self._entries
            if e.kind == "BerichtKlaargezet"
        }
        self._bureau: dict[str, set[str]] = defaultdict(set)
        for entry in self._entries:
            if entry.kind == "JeugdzorgCoordineert" and entry.data["coordinator"]:
                self._bureau[entry.casus].add(seat(entry.data["coordinator"]))

    def findings(self) -> Iterator[Finding]:
        """Everybody who did or heard what was another's."""
        for entry in self._entries:
            match entry.kind:
                case "InPlaatsGedaan":
                    yield from self._in_place(entry)
                case "HerinneringGegeven":
                    yield from self._reminded(entry)
                case "CasusOpgeschaald" if entry.data["klok"] == OF_FEEDBACK:
                    yield from self._called(entry)
                case _:
                    pass
        yield from self._news()

    def _believed(self, entry: Entry) -> list[Empty]:
        return self._presence.believed(_domain(entry), said_on(entry), entry.number)

    def _versions(self, entry: Entry) -> list[Tekst]:
        return self._texts.of_table(entry.data["overleg"], said_on(entry))

    def _in_place(self, entry: Entry) -> Iterator[Finding]:
        """The first who stands in and is there; or, of feedback, a step where nobody is."""
        what, by = seat(entry.data["zetel"]), seat(entry.data["door"])
        for text in self._versions(entry):
            for empty in self._believed(entry):
                acts = leest(text, what, empty)
                called = {leest(text, one, empty) for one in self._bureau[entry.casus]}
                passes = acts is None and entry.data["stap"] == "doorgeven"
                if acts == by != what or (
                    passes and by in {*called, *roept(text, _domain(entry), empty)}
                ):
                    return
        yield _wrong(entry, f"{by} doet {entry.data['stap']} in de plaats van {what}")

    def _reminded(self, entry: Entry) -> Iterator[Finding]:
        meant, told = self._meant(entry)
        versions = self._versions(entry)
        named = {
            self._asked.get(entry.data["over"]),
            *(s for t in versions for s in all_carriers(t)),
        }
        if entry.data["klok"] == OF_FEEDBACK and meant not in named:
            yield _wrong(entry, f"{meant} wordt herinnerd aan wat een ander moet doorgeven")
        regies = {text["overleggen"][entry.data["overleg"]]["regie"] for text in versions}
        if entry.data["klok"] in OF_THE_REGIE and meant not in regies:
            yield _wrong(entry, f"{meant} wordt herinnerd, en leidt de tafel niet")
        if not self._right(entry, versions, meant, told):
            yield _wrong(entry, f"{told} wordt herinnerd voor {meant}")

    def _called(self, entry: Entry) -> Iterator[Finding]:
        meant, told = self._meant(entry)
        if entry.data["naam"] == "jeugdzorg" and meant in self._bureau[entry.casus]:
            return
        step = (entry.data["trede"] - 1, entry.data["naam"], meant)
        versions = self._versions(entry)
        ladders = [(text.get("opschaling") or {}).get(_domain(entry), ()) for text in versions]
        if not any(
            (n, s["trede"], s["naar"]) == step for one in ladders for n, s in enumerate(one)
        ):
            yield _wrong(entry, f"{meant} staat zo niet op de ladder van deze tafel")
        if not self._right(entry, versions, meant, told):
            yield _wrong(entry, f"{told} wordt geroepen voor {meant}")

    def _meant(self, entry: Entry) -> tuple[str, str]:
        """The seat that it is for, and who is told in its place."""
        told = seat(entry.data["aan"])
        instead = entry.data["vervangt"]
        return (seat(instead) if instead else told), told

    def _right(self, entry: Entry, versions: list[Tekst], meant: str, told: str) -> bool:
        """Whoever acts for the seat; the seat itself where nobody does."""
        empties = self._believed(entry)
        return any((leest(t, meant, one) or meant) == told for t in versions for one in empties)

    def _news(self) -> Iterator[Finding]:
        """Of each offer, and of each step of the other side, who directs the table hears once."""
        due, heard = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
        where: dict[tuple[str, ...], Entry] = {}
        for entry in self._entries:
            key = _news_of(entry)
            if key is None:
                continue
            where.setdefault(key, entry)
            if entry.kind != "BerichtKlaargezet":
                due[key] += 1
                continue
            regies = {
                text["overleggen"][entry.data["overleg"]]["regie"] for text in self._versions(entry)
            }
            if seat(entry.data["aan"]) in regies:
                heard[key] += 1
            elif entry.data["stap"] != "vraag-terug":
                yield _wrong(entry, f"{seat(entry.data['aan'])} hoort {key[1]}, en leidt niet")
        for key in due.keys() | heard.keys():
            if due[key] != heard[key]:
                text = f"{key[1]} is {heard[key]} keer gehoord door wie leidt, van {due[key]}"
                yield _wrong(where[key], text)


def _news_of(entry: Entry) -> tuple[str, ...] | None:
    """What must be heard at which table, or is."""
    data = entry.data
    match entry.kind:
        case "OverdrachtOntvangen":
            return entry.casus, "overdracht-ontvangen", data["overdracht"], ""
        case "OverdrachtstapVernomen" if data["stap"] in TOLD:
            return entry.casus, TOLD[data["stap"]], data["overdracht"], data["stap"]
        case "BerichtKlaargezet" if data["soort"] == "overdracht-ontvangen":
            return entry.casus, data["soort"], data["overdracht"], ""
        case "BerichtKlaargezet" if data["soort"] in TOLD.values() and data["overdracht"]:
            return entry.casus, data["soort"], data["overdracht"], data["stap"]
        case _:
            return None


def _domain(entry: Entry) -> str:
    return entry.record.topic.partition(".")[0]


def _wrong(entry: Entry, what: str) -> Finding:
    return Finding(Breach.MISHEARD, what, (_domain(entry), entry.casus))
