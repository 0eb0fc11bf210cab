"""What people do with their messages: now and then with any; with feedback on the day it is due."""

from datetime import date

from chain.simulate.acting import acting
from chain.simulate.overview import Waits
from chain.simulate.people import People
from contracts.vocabulary import Domein
from infra.clock import today
from notifier.domain.bericht import Bericht, Handeling

DUTIFUL = 0.7
"""How often who is there does on a day what is due about feedback; else another day."""

NOT_NEEDED = 0.2
"""How often a carrier decides that nobody need hear, where he may."""


def some_message(people: People) -> None:
    """Somebody does something with a message."""
    domein = people.chance.choice(list(Domein))
    waiting = people.overview.messages[domein]
    if waiting:
        key = people.chance.choice(list(waiting))
        _handle(people, domein, key, waiting[key])


def what_is_due(people: People, likely: float = DUTIFUL) -> None:
    """Who carries feedback passes it on in time, who gets it reads it, who is called in does it."""
    day = today(people.world.clock)
    for domein, waiting in people.overview.messages.items():
        for key, waits in list(waiting.items()):
            if waits.due and waits.due <= day and people.chance.random() < likely:
                _handle(people, domein, key, waits)


def _handle(people: People, domein: Domein, key: str, waits: Waits) -> None:
    node, day = people.world.at("notifier", domein), today(people.world.clock)
    somebody = acting(node, waits.aan, day, people.chance)
    if somebody is None:
        return
    lopend = node.loket.lopend((waits.aan,))
    found = next((one for one, _ in lopend if one.inhoud.bericht == key), None)
    deeds = found.mogelijk() if found else ()
    # What asks for a step has no deeds here: it is done at the table.
    deed = _chosen(people, found, deeds, day) if found and deeds else None
    if found is None or deed is None:
        return
    command_id = people.command_id()
    people.does(
        node,
        str(waits.aan),
        f"bericht {found.inhoud.soort}: {deed}",
        lambda at: at.loket.handel(key, deed, somebody.functies, command_id, somebody.neemt_waar),
        found.inhoud.casus,
    )


def _chosen(
    people: People, found: Bericht, deeds: tuple[Handeling, ...], day: date
) -> Handeling | None:
    """Pass it on where that can be done; who was called in for it waits until he can."""
    if Handeling.DOORGEVEN in deeds:
        leaves = Handeling.NIET_NODIG in deeds and people.chance.random() < NOT_NEEDED
        return Handeling.NIET_NODIG if leaves else Handeling.DOORGEVEN
    if found.over and found.inhoud.uiterlijk and found.inhoud.uiterlijk < day:
        return Handeling.BEVESTIG if people.chance.random() < NOT_NEEDED else None
    return people.chance.choice(deeds)
