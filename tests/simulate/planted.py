"""Bugs, each of which somebody could make: in the protocol, the kernel, the gate's wiring.

Each is a small change to the product, made by name; a simulation must find it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

import pytest

import casusoverleg.domain.decide as deciding
import casusoverleg.domain.overdragen.overdracht as protocol
import casusoverleg.domain.stappen.hindernis as hindrance
import casusoverleg.domain.vastleggen.decide as recording
import casusoverleg.domain.vastleggen.feiten as vastgelegd
import casusoverleg.domain.verstrekken.horen as hearing
import infra.database as databases
import infra.kernel.kernel as kernels
import infra.kernel.outbox as outboxes
import infra.kernel.parking as parkings
import infra.kernel.reception as receptions
import notifier.worker.reactions as telling
import privacy_gate.store.vertaling as translating
import privacy_gate.worker.levering as delivering
import privacy_gate.worker.poort as gating
import privacy_gate.worker.resealer as resealing
from casusoverleg.domain.bespreken.steps import SluitCasus
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.overdragen.nieuws import stap_zetten
from casusoverleg.domain.overdragen.overdracht import Overgang, Stand
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.elements import Bewerking
from contracts.envelope import hash_of
from contracts.events.casusoverleg import CommandoGeweigerd, ToestemmingIngetrokken
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBesloten
from contracts.events.verstrekking import Stap
from infra.kernel import sources
from infra.statements import execute
from privacy_gate.domain.beslissen import Besluit
from privacy_gate.domain.verminderen import verminder
from privacy_gate.worker.levering import Levering, lever

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Bug:
    """Something that is wrong, and how to make it so."""

    name: str
    plant: Plant


BUGS: list[Bug] = []


def bug(plant: Plant) -> Plant:
    """Count a planted bug; its docstring says what is wrong."""
    BUGS.append(Bug(plant.__name__, plant))
    return plant


# The protocol.


@bug
def the_sender_stays_the_holder(patch: pytest.MonkeyPatch) -> None:
    """Acceptance does not move the responsibility."""

    def houder_na(self: Any, stap: Stap, door: Any, houder: str) -> str:
        return houder

    patch.setattr(protocol.Overdracht, "houder_na", houder_na)


@bug
def anybody_at_the_table_moves_the_casus(patch: pytest.MonkeyPatch) -> None:
    """That it is another table's turn stops nobody."""
    for kind in STAPPEN.values():
        _not_required(patch, kind, "is_aan_zet")
    patch.setattr(hindrance, "is_aan_zet", lambda casus, zetel: None)


@bug
def a_casus_is_closed_before_action(patch: pytest.MonkeyPatch) -> None:
    """A hand-off that was accepted is enough to close."""
    _not_required(patch, SluitCasus, "actie_is_bevestigd", "inbrenger_heeft_antwoord")
    patch.setattr("casusoverleg.domain.bespreken.decide._past_niet", lambda casus, reden: None)


def _not_required(patch: pytest.MonkeyPatch, kind: type[Commando], *rules: str) -> None:
    patch.setattr(kind, "eisen", tuple(one for one in kind.eisen if one.__name__ not in rules))


@bug
def the_other_side_is_not_told(patch: pytest.MonkeyPatch) -> None:
    """An interim message is recorded here and goes nowhere."""
    _only_the_fact(patch, Stap.TUSSENBERICHT)


@bug
def a_confirmation_is_not_told(patch: pytest.MonkeyPatch) -> None:
    """That action was taken is recorded here and goes nowhere."""
    _only_the_fact(patch, Stap.ACTIE_BEVESTIGD)


def _only_the_fact(patch: pytest.MonkeyPatch, silent: Stap) -> None:
    import casusoverleg.domain.overdragen.decide as moving

    def changed(s: Any, overdracht: Any, stap: Stap, **more: Any) -> Any:
        said = stap_zetten(s, overdracht, stap, **more)
        return said[:1] if stap is silent else said

    patch.setattr(moving, "stap_zetten", changed)


@bug
def crossing_news_is_impossible(patch: pytest.MonkeyPatch) -> None:
    """Nobody thought of an acceptance that crosses the wish to withdraw."""
    _crossings(patch, {(Stap.GEACCEPTEERD, Stand.INTREKKING_VOOR): None})


@bug
def crossing_news_is_taken_wrongly(patch: pytest.MonkeyPatch) -> None:
    """Who asked to withdraw takes an acceptance for nothing."""
    _crossings(patch, {(Stap.GEACCEPTEERD, Stand.INTREKKING_VOOR): Stand.INTREKKING_VOOR})


@bug
def a_confirmed_action_is_withdrawn(patch: pytest.MonkeyPatch) -> None:
    """A wish to withdraw undoes an action that was confirmed meanwhile."""
    _crossings(patch, {(Stap.INTREKKING_GEVRAAGD, Stand.ACTIE_BEVESTIGD): Stand.INTREKKING_NA})


def _crossings(patch: pytest.MonkeyPatch, changed: Mapping[Any, Stand | None]) -> None:
    table = {key: stand for key, stand in protocol.KRUISINGEN.items() if key not in changed}
    table |= {key: stand for key, stand in changed.items() if stand is not None}
    patch.setattr(protocol, "KRUISINGEN", table)


@bug
def a_withdrawal_contested_is_forgotten(patch: pytest.MonkeyPatch) -> None:
    """After a contested withdrawal an accepted hand-off is merely offered again, at one side."""
    change = {Stap.INTREKKING_BESTREDEN: {Stand.INTREKKING_NA: Stand.AANGEBODEN}}
    overgangen = dict(protocol.OVERGANGEN)
    for stap, standen in change.items():
        known = overgangen[stap]
        overgangen[stap] = Overgang(known.kant, known.wie, {**known.standen, **standen})
    right = protocol.verneem

    def verneem(overdracht: Any, stap: Stap) -> Stand | Weigering:
        if stap in change and overdracht.stand in change[stap]:
            return change[stap][overdracht.stand]
        return right(overdracht, stap)

    patch.setattr(hearing, "verneem", verneem)
    patch.setattr("casusoverleg.domain.overdragen.feiten.verneem", verneem)


@bug
def an_inbreng_is_never_answered(patch: pytest.MonkeyPatch) -> None:
    """Who brought a casus in hears nothing of what became of it."""
    patch.setattr(deciding, "meldingen", lambda *given, **more: ())


@bug
def a_second_inbreng_is_not_heard(patch: pytest.MonkeyPatch) -> None:
    """A casus that is known at a table already cannot be brought in there."""
    patch.setattr(
        "casusoverleg.domain.overdragen.feiten._ingebracht",
        lambda casus, feit, inhoud, op: casus,
    )


@bug
def giving_back_ends_nothing(patch: pytest.MonkeyPatch) -> None:
    """Who takes a casus back does not end the hand-off that is given back."""
    import casusoverleg.domain.overdragen.decide as moving

    def changed(s: Any, overdracht: Any, stap: Stap, **more: Any) -> Any:
        return (
            () if stap is Stap.TERUGGAVE_GEACCEPTEERD else stap_zetten(s, overdracht, stap, **more)
        )

    patch.setattr(moving, "stap_zetten", changed)


@bug
def withdrawn_consent_counts(patch: pytest.MonkeyPatch) -> None:
    """That consent was withdrawn is said and not kept."""
    right = vastgelegd.fold

    def fold(casus: Any, feit: Any, op: Any) -> Any:
        return casus if isinstance(feit, ToestemmingIngetrokken) else right(casus, feit, op)

    patch.setattr(recording, "fold", fold)


@bug
def a_refusal_repeats_what_was_typed(patch: pytest.MonkeyPatch) -> None:
    """The reason of a refusal quotes the command."""
    import casusoverleg.commands.stappen as working

    right = working.Tafels._gezegd

    def gezegd(self: Any, casus: Any, commando: Any, door: Any, vervolg: Any) -> Any:
        said, antwoord = right(self, casus, commando, door, vervolg)
        if said and isinstance(said[0], CommandoGeweigerd):
            reden = f"{said[0].reden} ({commando.model_dump_json()})"
            said = (said[0].model_copy(update={"reden": reden}),)
        return said, antwoord

    patch.setattr(working.Tafels, "_gezegd", gezegd)


# The kernel.


@bug
def the_outbox_is_emptied_too_far(patch: pytest.MonkeyPatch) -> None:
    """What was published makes room, and so does what was not."""
    patch.setattr(outboxes, "_PUBLISHED", "DELETE FROM outbox WHERE ordinal <= :last + 2")


@bug
def the_outbox_is_written_after_the_commit(patch: pytest.MonkeyPatch) -> None:
    """State and outbox in two transactions: a fall between them loses events."""

    def take(self: Any, batch: Any, *, guarded: bool) -> Any:
        with self.database.transaction() as session:
            writer = self._writer(session)
            gap = self._reception(session, writer, guarded=guarded).take(batch)
        self.checkpoint("before-commit")
        with self.database.transaction() as session:
            writer._session = session
            emitted = writer.flush()
        self._committed(emitted)
        return gap

    patch.setattr(kernels.Kernel, "_take", take)


@bug
def a_fault_does_not_undo(patch: pytest.MonkeyPatch) -> None:
    """What a transaction did before it failed stays."""

    def discard(session: Any) -> None:
        execute(session, "COMMIT")
        session.close()

    patch.setattr(databases, "_discard", discard)


@bug
def a_command_is_done_again(patch: pytest.MonkeyPatch) -> None:
    """Whoever sends a command once more gets it done once more."""
    patch.setattr(kernels, "_DONE", "SELECT answer FROM command WHERE id = :id AND 1 = 0")
    patch.setattr(
        kernels, "_DO", "INSERT OR REPLACE INTO command (id, answer) VALUES (:id, :answer)"
    )


@bug
def an_event_seen_before_is_not_known(patch: pytest.MonkeyPatch) -> None:
    """The inbox is not looked into, and an event has no place."""
    right = sources._judge

    def judge(so_far: Any, record: Any, event: Any, known: Any) -> Any:
        fit, why = right(so_far, record, event, known)
        return (sources.Fit.NEXT, "") if fit is sources.Fit.SEEN else (fit, why)

    patch.setattr(sources, "_judge", judge)


@bug
def a_gap_is_not_seen(patch: pytest.MonkeyPatch) -> None:
    """Offsets and numbers that were skipped are taken for read."""

    right = sources._judge

    def before(self: Any, record: Any) -> bool:
        return bool(record.offset < self._of(record).next_offset)

    def judge(so_far: Any, record: Any, event: Any, known: Any) -> Any:
        try:
            return right(so_far, record, event, known)
        except sources.Gap:
            return sources.Fit.NEXT, ""

    patch.setattr(sources.Sources, "before", before)
    patch.setattr(sources, "_judge", judge)


@bug
def a_source_forgets_where_it_was(patch: pytest.MonkeyPatch) -> None:
    """The next event does not name the hash of the one before it."""
    patch.setattr(outboxes, "hash_of", lambda raw: hash_of(raw[:-2]))


@bug
def what_it_waits_for_does_not_matter(patch: pytest.MonkeyPatch) -> None:
    """What is parked behind something is never tried again."""
    patch.setattr(receptions.Reception, "_ready", lambda self, replayed, tried: None)


@bug
def poison_holds_back_all(patch: pytest.MonkeyPatch) -> None:
    """An event that waits holds back what it waits for."""
    patch.setattr(parkings.Held, "blocks", lambda self, place: True)


# The gate's wiring.


@bug
def sealed_for_somebody_else(patch: pytest.MonkeyPatch) -> None:
    """A value that passes is always sealed under the keys of the first domain."""

    right = resealing.Resealer._seal

    def seal(self: Any, naar: Any, value: str, over: str, context: str) -> Any:
        return right(self, next(iter(self._keys)), value, over, context)

    patch.setattr(resealing.Resealer, "_seal", seal)


@bug
def nothing_is_reduced(patch: pytest.MonkeyPatch) -> None:
    """A value passes whole where it was to be reduced."""
    patch.setattr(resealing, "verminder", lambda value, bewerking: value)


@bug
def a_value_of_somebody_else(patch: pytest.MonkeyPatch) -> None:
    """The resealer gives the value that it opened before."""
    last: list[str] = []

    def confused(value: str, bewerking: Bewerking) -> str | None:
        last.append(value)
        return verminder(last[-2] if len(last) > 1 else value, bewerking)

    patch.setattr(resealing, "verminder", confused)


@bug
def every_seat_may_open_it(patch: pytest.MonkeyPatch) -> None:
    """What passes for one seat is delivered to all of them."""
    right = delivering._per_bewerking

    def per_bewerking(one: Any) -> Any:
        for bewerking, _ in right(one):
            yield bewerking, tuple(seat for seat, _ in one.zetels)

    patch.setattr(delivering, "_per_bewerking", per_bewerking)


@bug
def a_refusal_is_delivered(patch: pytest.MonkeyPatch) -> None:
    """What was decided is recorded, and all is delivered all the same."""

    def generous(besluit: Besluit, *given: Any) -> Levering:
        levering = lever(besluit, *given)
        missing = [one for one in besluit.elementen if not any(
            shared.element.veld == one.element.veld for shared in levering.elementen)]  # fmt: skip
        if not missing or not levering.elementen:
            return levering
        extra = levering.elementen[0].model_copy(
            update={"zetels": tuple(seat for seat, _ in missing[0].zetels)}
        )
        return Levering((*levering.elementen[1:], extra), levering.mislukt, levering.kopieen)

    patch.setattr(gating, "lever", generous)


@bug
def the_sender_hears_nothing(patch: pytest.MonkeyPatch) -> None:
    """The gate does not say what became of a request."""
    _without(patch, VerstrekkingAfgehandeld)


@bug
def a_decision_is_not_recorded(patch: pytest.MonkeyPatch) -> None:
    """The gate delivers, and says nothing of its reasons."""
    _without(patch, VerstrekkingBesloten)


def _without(patch: pytest.MonkeyPatch, kind: type) -> None:
    right = gating.Poort.toets_on_verstrekking_gevraagd

    @wraps(right)
    def toets(self: Any, *given: Any) -> Any:
        return [one for one in right(self, *given) if not isinstance(one.payload, kind)]

    patch.setattr(gating.Poort, "toets_on_verstrekking_gevraagd", toets)


@bug
def domains_share_their_ids(patch: pytest.MonkeyPatch) -> None:
    """A person has the same id everywhere, so that the logs of two domains can be joined."""
    right = translating.Vertaling.vertaal

    def vertaal(self: Any, soort: str, bekend: str, van: Any, naar: Any) -> str:
        return bekend if soort == "betrokkene" else right(self, soort, bekend, van, naar)

    patch.setattr(translating.Vertaling, "vertaal", vertaal)


@bug
def the_gate_names_its_cause(patch: pytest.MonkeyPatch) -> None:
    """What the gate says leads back to what was asked, in plain ids."""
    patch.setattr(outboxes.Signature, "cause", lambda self, topic, cause: cause)


@bug
def feedback_is_not_told(patch: pytest.MonkeyPatch) -> None:
    """Feedback that arrives becomes no message for anybody."""
    patch.setattr(telling, "_arrived", lambda *given: ())
