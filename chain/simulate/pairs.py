"""When all is quiet: both sides of every hand-off say the same, and one table can go on."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from pydantic import TypeAdapter

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.overdracht import Kant, Overdracht, Stand
from chain.audit.event import DomainId
from chain.audit.links import Links
from chain.simulate.findings import Breach, Finding
from chain.simulate.log import Entry
from chain.simulate.world import World
from contracts.vocabulary import Domein

Dossiers: TypeAlias = Mapping[DomainId, Casus]
_CASUS = TypeAdapter(Casus)

ALIKE = (
    "stand",
    "vraag",
    "gewenst_bewijs",
    "bewijs",
    "actiedatum",
    "open_vragen",
    "teruggave_gevraagd",
)
"""What both copies of a hand-off say alike. Steps that cross leave each side with its own last
step, and with its own reason."""

WAITING = (Stand.AANGEBODEN, Stand.INTREKKING_VOOR)
TAKES_OVER = ("geaccepteerd", "teruggave-geaccepteerd")
ACCEPTED = (Stand.GEACCEPTEERD, Stand.INTREKKING_NA)


def dossiers(world: World) -> Dossiers:
    """Every casus as it stands at its table, by domain and id; of one not opened yet, nothing."""
    return {
        (domein.value, casus.id): casus
        for domein in Domein
        for body in world.bodies(f"{domein}-casusoverleg", "dossier")
        if (said := json.loads(body)["casus"])
        for casus in [_CASUS.validate_python(said)]
    }


def unlike(found: Dossiers, links: Links) -> Iterator[Finding]:
    """Hand-offs of which the two copies differ, or one is missing."""
    copies: dict[str, dict[Kant, tuple[DomainId, Overdracht]]] = defaultdict(dict)
    for key, casus in found.items():
        for copy in casus.overdragen.overdrachten:
            root = links.root("overdracht", key[0], copy.id)
            copies[root][copy.kant] = key, copy
    for sides in copies.values():
        key, one = next(iter(sides.values()))
        if len(sides) == 1:
            if one.stand is not Stand.NIET_BEZORGD:
                yield Finding(Breach.UNLIKE, f"een overdracht is alleen bij de {one.kant}", key)
            continue
        (_, other) = next(side for kant, side in sides.items() if kant is not one.kant)
        for name in ALIKE:
            own, its = getattr(one, name), getattr(other, name)
            if own != its:
                text = f"{name} van een overdracht: {own} bij de {one.kant}, "
                yield Finding(Breach.UNLIKE, f"{text}{its} bij de {other.kant}", key)


def let_go(found: Dossiers, links: Links) -> Iterator[Finding]:
    """Zaken in which nobody can go on, or two can."""
    zaken: dict[str, list[tuple[DomainId, Casus]]] = defaultdict(list)
    for key, casus in found.items():
        zaken[links.root("casus", *key)].append((key, casus))
    for members in zaken.values():
        moves = [key for key, casus in members if casus.aan_zet and not _offers(casus)]
        if len(moves) > 1:
            yield Finding(Breach.LET_GO, "twee overleggen kunnen de casus verplaatsen", moves[0])


def taken_over(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Who accepts is responsible from then on, and nobody else."""
    for entry in entries:
        if entry.kind == "OverdrachtGewijzigd" and entry.data["stap"] in TAKES_OVER:
            who, holder = entry.data["door"]["organisatie"], entry.data["houder"]
            if who != holder:
                key = (entry.record.topic.partition(".")[0], entry.casus)
                yield Finding(Breach.LET_GO, f"{who} accepteert, en {holder} blijft houder", key)


def untold(entries: Iterable[Entry]) -> Iterator[Finding]:
    """Steps that one side made, and the other side was never to hear of."""
    made: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        content = entry.data.get("inhoud") or {}
        if entry.kind == "OverdrachtGewijzigd":
            made[entry.data["overdracht"], entry.data["stap"]].append(entry)
        elif entry.kind == "VerstrekkingGevraagd" and "stap" in content:
            waiting = made[content["overdracht"], content["stap"]]
            del waiting[:1]
    for (_, step), left in made.items():
        for entry in left:
            key = (entry.record.topic.partition(".")[0], entry.casus)
            yield Finding(Breach.LOST, f"de stap {step} is niet doorverteld", key)


def unanswered(found: Dossiers, links: Links) -> Iterator[Finding]:
    """A table waits for what another makes of its casus, and that one does not know it."""
    waits = {
        (links.root("casus", *key), casus.overleg, inbreng.bij_overleg): key
        for key, casus in found.items()
        if (inbreng := casus.overdragen.inbreng)
    }
    answers = {
        (links.root("casus", *key), inbrenger.overleg, casus.overleg)
        for key, casus in found.items()
        if (inbrenger := casus.overdragen.inbrenger) and not inbrenger.beantwoord
    }
    for wait, key in waits.items():
        if wait not in answers:
            text = f"{wait[1]} wacht op {wait[2]}, en daar weet niemand dat"
            yield Finding(Breach.STUCK, text, key)


def open_hand_offs(found: Dossiers) -> Iterator[tuple[DomainId, Casus, Overdracht]]:
    """Every copy of a hand-off that has not ended, with its casus."""
    for key, casus in found.items():
        for copy in casus.overdragen.overdrachten:
            given_back = copy.teruggave_van and copy.stand in ACCEPTED
            if copy.stand in (*WAITING, *ACCEPTED) and not given_back:
                yield key, casus, copy


def _offers(casus: Casus) -> bool:
    """Does it wait for the answer to an offer of its own?"""
    return any(
        copy.kant is Kant.AANBIEDER and copy.stand in WAITING
        for copy in casus.overdragen.overdrachten
    )
