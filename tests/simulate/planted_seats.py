"""Bugs in who hears, who carries and who stands in; each is found as `verkeerd_gehoord`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import casusoverleg.domain.opschalen.klok as clocks
import infra.register as registers
import notifier.domain.aanleiding as telling
import notifier.domain.adressering as addressing
import notifier.domain.casus as knowing
import notifier.domain.dragen as carrying
import notifier.domain.wegwijzer as finding
import notifier.worker.deeds as doing
from casusoverleg.domain.opschalen import ladder
from chain.simulate.regions import covenants, regions_in
from contracts import vervanging as standing_in
from contracts.covenant import Convenant
from contracts.covenant_addressees import met_rol
from contracts.school import Schooltijd
from contracts.vervanging import Vervanging, Zetelkeuze
from tests.simulate.planted import Bug, Plant

REGIOS = Path(__file__).parents[1] / "regios"

SEATS: list[Bug] = []


def bug(plant: Plant) -> Plant:
    """Count a planted bug; its docstring says what is wrong."""
    SEATS.append(Bug(plant.__name__, plant))
    return plant


def region_of(name: str) -> tuple[Convenant, ...]:
    """Where a bug shows: two schools and two practices of one kind, unless it needs another."""
    match name:
        case "the_ladder_of_another_region_is_climbed":
            return covenants()
        case "substitution_cascades":
            # In no other region does somebody stand in for one who stands in for another.
            return regions_in([REGIOS / "ijsselvallei.yaml"])
        case _:
            return regions_in([REGIOS / "de-kreken.yaml"])


@bug
def the_first_seat_with_the_role_hears(patch: pytest.MonkeyPatch) -> None:
    """Feedback goes to whoever comes first in that role, and not to the case's own organisation."""
    right = finding.geadresseerde

    def first(casus: Any, convenant: Any, op: Any) -> Any:
        found = right(casus, convenant, op)
        if not isinstance(found, finding.Adres):
            return found
        seats = met_rol(convenant, found.naar, found.rol)
        return replace(found, organisatie=seats[0].organisatie) if seats else found

    patch.setattr(addressing, "geadresseerde", first)


@bug
def the_school_of_before_hears(patch: pytest.MonkeyPatch) -> None:
    """A pupil who changes school stays, for feedback, at the school of the first day."""

    def begin(self: Any, op: Any) -> Schooltijd:
        return Schooltijd(vanaf=op, school=self.school)

    patch.setattr(knowing.Casus, "school_op", begin)


@bug
def everybody_in_the_role_hears(patch: pytest.MonkeyPatch) -> None:
    """At the table where it arrives all who have the role hear, whatever organisation it names."""

    def everybody(casus: Any, overleg: Any, content: Any, convenant: Any, op: Any) -> Any:
        return met_rol(convenant, overleg, content.aan_rol) or [convenant.regie_van(overleg)]

    patch.setattr(telling, "ontvangers", everybody)


@bug
def who_directs_hears_all_feedback(patch: pytest.MonkeyPatch) -> None:
    """At the table where it arrives it is for who directs there, whatever role it names."""

    def regie(casus: Any, overleg: Any, content: Any, convenant: Any, op: Any) -> Any:
        return [convenant.regie_van(overleg)]

    patch.setattr(telling, "ontvangers", regie)


@bug
def who_reports_without_a_seat_hears_nothing(patch: pytest.MonkeyPatch) -> None:
    """That a reporter has a mailbox of his own is forgotten."""
    right = finding._van_herkomst

    def deaf(casus: Any, van: Any, road: Any, convenant: Any) -> Any:
        back = road.terugkoppeling.model_copy(update={"melder_hoort": False})
        return right(casus, van, road.model_copy(update={"terugkoppeling": back}), convenant)

    patch.setattr(finding, "_van_herkomst", deaf)


@bug
def feedback_ends_at_its_carrier(patch: pytest.MonkeyPatch) -> None:
    """Nobody is found who must hear it, and the carrier has only to read it."""
    patch.setattr(addressing, "geadresseerde", lambda *given: None)


@bug
def who_directs_carries_all_feedback(patch: pytest.MonkeyPatch) -> None:
    """The seat that the road names is not asked."""
    for where in (carrying, telling):
        patch.setattr(
            where, "dragers_van", lambda casus, convenant: (convenant.regie_van(casus.overleg),)
        )


@bug
def a_substitute_is_not_asked(patch: pytest.MonkeyPatch) -> None:
    """An empty seat is empty, whoever stands in for it."""

    def alone(zetel: Any, vervanging: Any, bezet: Any) -> Zetelkeuze:
        return Zetelkeuze(zetel, bezet=bezet(zetel))

    _acts(patch, alone)


@bug
def substitution_cascades(patch: pytest.MonkeyPatch) -> None:
    """Who stands in for a substitute that is away stands in for the seat as well."""

    def longer(vervanging: Vervanging) -> Vervanging:
        whole = {seat: list(names) for seat, names in vervanging.items()}
        for seat, names in whole.items():
            for name in names:
                new = (one for one in vervanging.get(name, ()) if one not in (seat, *names))
                names.extend(new)
        return whole

    acts, instead = standing_in.wie_handelt, standing_in.waargenomen
    _acts(patch, lambda zetel, vervanging, bezet: acts(zetel, longer(vervanging), bezet))
    patch.setattr(
        registers,
        "waargenomen",
        lambda eigen, vervanging, bezet: instead(eigen, longer(vervanging), bezet),
    )


@bug
def who_is_away_counts_as_there(patch: pytest.MonkeyPatch) -> None:
    """Only who left for good leaves a seat empty."""

    def bezet(self: Any, functie: Any, op: Any) -> bool:
        return bool(self.medewerkers_met(functie, op))

    patch.setattr(registers.Register, "bezet", bezet)


@bug
def a_substitute_may_do_nothing(patch: pytest.MonkeyPatch) -> None:
    """He is asked and reminded, and whatever he does is refused: the seat is not his."""
    patch.setattr(registers.Register, "handelt_als", registers.Register.functies)


@bug
def who_is_called_in_cannot_pass_it_on(patch: pytest.MonkeyPatch) -> None:
    """Feedback at a seat on which nobody is waits until somebody is."""
    patch.setattr(doing, "kan_overbrengen", lambda *given, zit_iemand: False)


@bug
def the_ladder_of_another_region_is_climbed(patch: pytest.MonkeyPatch) -> None:
    """For feedback that is late those are called in who are not of this region."""
    right = clocks._van_terugkoppeling

    def other(casus: Any, bepalingen: Any) -> Any:
        elsewhere = next(one for one in covenants() if casus.overleg not in one.overleggen)
        return [replace(one, convenant=elsewhere) for one in right(casus, bepalingen)]

    patch.setattr(clocks, "_van_terugkoppeling", other)


def _acts(patch: pytest.MonkeyPatch, wie_handelt: Any) -> None:
    """Wherever it is asked who acts for a seat, ask this."""
    for where in (standing_in, registers, ladder):
        patch.setattr(where, "wie_handelt", wie_handelt)
