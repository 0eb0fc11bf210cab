"""The end of a seed: the faults are over, and whoever is there finishes what was begun."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType

from casusoverleg.domain.overdragen.overdracht import VRAAGT_ANTWOORD
from chain.audit.links import Links
from chain.simulate.findings import Breach, Finding
from chain.simulate.mailbox import what_is_due
from chain.simulate.network import Network
from chain.simulate.pairs import Dossiers, dossiers, open_hand_offs
from chain.simulate.people import People
from contracts.vocabulary import Domein

TURNS = 40
"""Everybody gets so many turns to end the hand-offs that are open."""

TIMES, LATER = 8, timedelta(days=12)
"""After so many times so long, whatever waits for somebody who does not answer is overdue: a
summer holiday in which a school's terms stand still lies within it."""

SOON = timedelta(days=4)
"""So long instead, while feedback waits to be passed on or read."""

TWO_YEARS = timedelta(days=2 * 366)
"""After that no report is left in the verwijsindex."""

FINISH: Mapping[str, float] = MappingProxyType(
    {
        "accepteer": 6,
        "weiger": 1,
        "bevestig-actie": 6,
        "bevestig-intrekking": 4,
        "bestrijd-intrekking": 1,
        "heropen-casus": 0.5,
    }
)
"""The steps by which hand-offs come to an end."""


def finish(people: People, network: Network) -> None:
    """Let everybody end what is open."""
    for _ in range(TURNS):
        found = [
            key
            for key, casus, copy in open_hand_offs(dossiers(people.world))
            if not people.overview.silent & {casus.overleg, copy.ander_overleg}
        ]
        if not found:
            return
        for key in dict.fromkeys(found):
            people.step(Domein(key[0]), key[1], FINISH, others=0, directs=1)
        network.settle()


def endless(found: Dossiers, links: Links, silent: Collection[str]) -> Iterator[Finding]:
    """Hand-offs that are still open, though nobody on whom their zaak waits keeps silent."""
    still = list(open_hand_offs(found))
    waits = {
        links.root("casus", *key)
        for key, casus, copy in still
        if casus.overleg in silent or copy.ander_overleg in silent
    }
    for key, casus, _ in still:
        if links.root("casus", *key) not in waits:
            text = f"een overdracht bij {casus.overleg} is niet te beeindigen"
            yield Finding(Breach.STUCK, text, key)


def wait(people: People, network: Network) -> None:
    """Let time pass: the clocks run, for whoever does not answer."""
    world, until = people.world, people.world.clock.now() + TIMES * LATER
    while world.clock.now() < until:
        # Feedback that is due is looked at more often: it must not only be told, but in time.
        due = any(
            one.due for waiting in people.overview.messages.values() for one in waiting.values()
        )
        world.clock.set(min(until, world.clock.now() + (SOON if due else LATER)))
        _pass(people, network)
    world.clock.set(until + TWO_YEARS)
    _pass(people, network)


def _pass(people: People, network: Network) -> None:
    people.by_the_clock()
    network.settle()
    what_is_due(people, 1)
    network.settle()


def _followed(found: Dossiers, links: Links) -> dict[str, set[str]]:
    """By which hand-offs each was handed on or back, at whatever table: its clock runs there."""
    after = defaultdict[str, set[str]](set)
    for (domain, _), casus in found.items():
        for copy in casus.overdragen.overdrachten:
            for before in (copy.doorverwijzing_van, copy.teruggave_van):
                if before:
                    root = links.root("overdracht", domain, before)
                    after[root].add(links.root("overdracht", domain, copy.id))
    return after


def _with_following(one: str, after: Mapping[str, set[str]]) -> set[str]:
    """A hand-off, and all that it was handed on or back by."""
    reached, new = set[str](), {one}
    while new:
        reached |= new
        new = {follows for known in new for follows in after.get(known, ())} - reached
    return reached


def _reported(found: Dossiers, links: Links) -> set[str]:
    """Where a family was reported to AMK or Bureau Jeugdzorg, which takes the place of the ladder.

    Never where an answer is waited for: that does not lie with the family.
    """
    return {
        links.root("overdracht", key[0], copy.id)
        for key, casus, copy in open_hand_offs(found)
        if casus.opschalen.onveilig_gemeld_op and copy.stand not in VRAAGT_ANTWOORD
    }


def overdue(people: People, found: Dossiers, links: Links) -> Iterator[Finding]:
    """Whatever waits for somebody who does not answer is seen, and somebody is called in."""
    world, silent = people.world, people.overview.silent
    called = {
        links.root("overdracht", entry.record.topic.partition(".")[0], entry.data["over"])
        for entry in world.log.events()
        if entry.kind == "CasusOpgeschaald"
    }
    seen_to = called | _reported(found, links)
    after = _followed(found, links)
    for key, casus, copy in open_hand_offs(found):
        if casus.gesloten_op or copy.ander_overleg not in silent:
            continue
        blik = people.look(world.at("casusoverleg", Domein(key[0])), key[1])
        if casus.overleg not in silent and not (blik and blik.vastgelopen):
            yield Finding(Breach.STUCK, "een overdracht wacht, en niemand ziet dat", key)
        whole = _with_following(links.root("overdracht", key[0], copy.id), after)
        if not whole & seen_to:
            yield Finding(Breach.STUCK, "een overdracht wacht, en niemand is erbij geroepen", key)
