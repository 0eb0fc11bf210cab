"""Was exactly that delivered which was decided: each element, for those seats, so reduced?"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from chain.audit.event import Event, Fault, Spot, casus_of
from chain.audit.links import Links

PERMITTED = ("toegestaan", "geminimaliseerd")

Given = dict[str, dict[str, str]]
"""Element, seat, and how the value is reduced for it."""


@dataclass(frozen=True)
class _Decision:
    place: Spot
    passed: bool
    shared: Given
    casus: tuple[str, str] | None


@dataclass(frozen=True)
class _Delivery:
    place: Spot
    shared: Given


class Delivered:
    """Pairs deliveries with decisions; ask `unpaired` when the log was read.

    That says something only where all of the gate's links could be opened.
    """

    def __init__(self, links: Links) -> None:
        self.decisions = 0
        self._links = links
        self._faults: list[Fault] = []
        self._decisions: dict[str, _Decision] = {}
        self._deliveries: dict[str, _Delivery] = {}

    def take(self, event: Event) -> None:
        """See one event; a pair is judged as soon as it is complete."""
        if event.kind == "VerstrekkingBesloten":
            self.decisions += 1
            key = self._links.provision(event)
            self._decisions[key] = _Decision(
                event.place, event.data["doorgelaten"], self._decided(event), casus_of(event)
            )
        elif event.kind == "VerstrekkingBezorgd":
            key = self._links.provision(event)
            self._deliveries[key] = _Delivery(event.place, self._provided(event))
        else:
            return
        if key in self._decisions and key in self._deliveries:
            self._judge(self._decisions.pop(key), self._deliveries.pop(key))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was delivered otherwise than decided."""
        return tuple(self._faults)

    def unpaired(self) -> tuple[Fault, ...]:
        """Deliveries without a decision, and what was decided and never came."""
        return (
            *(
                Fault(delivery.place, "bezorgd zonder besluit")
                for delivery in self._deliveries.values()
            ),
            *(
                Fault(decision.place, "doorgelaten, en niet bezorgd")
                for decision in self._decisions.values()
                if decision.passed
            ),
        )

    def _judge(self, decision: _Decision, delivery: _Delivery) -> None:
        if not decision.passed:
            self._fault(delivery, "bezorgd, terwijl het besluit dit tegenhield")
        if self._fits_unseen(decision, delivery):
            return
        for element, seats in delivery.shared.items():
            allowed = decision.shared.get(element, {})
            for seat in sorted(seats.keys() - allowed.keys()):
                self._fault(delivery, f"element {element} is bezorgd aan {seat}, zonder besluit")
            for seat in sorted(seats.keys() & allowed.keys()):
                if seats[seat] != allowed[seat]:
                    self._fault(
                        delivery,
                        f"element {element} is aan {seat} bezorgd als '{seats[seat]}', "
                        f"en het besluit zegt '{allowed[seat]}'",
                    )
        for element, allowed in decision.shared.items():
            for seat in sorted(allowed.keys() - delivery.shared.get(element, {}).keys()):
                self._fault(delivery, f"element {element} is niet bezorgd aan {seat}")

    def _fits_unseen(self, decision: _Decision, delivery: _Delivery) -> bool:
        """Was as much delivered, to whom and how, where no link says which element a copy is of?"""
        casus = decision.casus
        erased = casus is not None and self._links.may_be_erased(*casus)
        unseen = erased or not self._links.known
        return unseen and _shape(decision.shared) == _shape(delivery.shared)

    def _decided(self, event: Event) -> Given:
        shared: Given = defaultdict(dict)
        for element in event.data["elementen"]:
            root = self._links.root("element", event.data["van_domein"], element["element"])
            for seat in element["zetels"]:
                if seat["uitkomst"] in PERMITTED:
                    shared[root][seat_name(seat["zetel"])] = seat["bewerking"]
        return shared

    def _provided(self, event: Event) -> Given:
        shared: Given = defaultdict(dict)
        for provided in event.data["elementen"]:
            root = self._links.root("element", event.domain, provided["element"]["id"])
            for seat in provided["zetels"]:
                shared[root][seat_name(seat)] = provided["bewerking"]
        return shared

    def _fault(self, delivery: _Delivery, text: str) -> None:
        self._faults.append(Fault(delivery.place, text))


def _shape(shared: Given) -> Counter[tuple[str, frozenset[str]]]:
    """What goes to whom, and how, without which element that is."""
    return Counter(
        (how, frozenset(seat for seat, given in seats.items() if given == how))
        for seats in shared.values()
        for how in set(seats.values())
    )


def seat_name(seat: dict[str, Any]) -> str:
    """A kind of seat as people write it."""
    return f"{seat['organisatietype']}/{seat['rol']}"
