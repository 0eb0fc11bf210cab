"""Bugs in one family, one plan, planted beside those of the protocol, the kernel and the gate."""

from typing import Any

import pytest

import casusoverleg.domain.besluit_bespreking as meeting
import casusoverleg.worker.gezinnen as joining
import casusoverleg.worker.stappen as tables
from casusoverleg.domain.commandos.gezinsplan import BenoemZorgcoordinatorGezin
from casusoverleg.domain.in_het_gezin import voor_het_gezin
from tests.simulate.planted import BUGS, bug

__all__ = ["BUGS"]


@bug
def a_goal_of_the_family_stands_in_one_file(patch: pytest.MonkeyPatch) -> None:
    """What is said of a family's goal is kept in the file of the child where it was said."""

    def alone(casus: Any, commando: Any, nieuw: Any) -> Any:
        named = isinstance(commando, BenoemZorgcoordinatorGezin)
        return voor_het_gezin(casus, commando, nieuw) if named else None

    patch.setattr(tables, "voor_het_gezin", alone)


@bug
def a_child_that_comes_later_does_not_join(patch: pytest.MonkeyPatch) -> None:
    """A file that is opened hears nothing of its family's goals."""
    patch.setattr(joining, "gezinsdoelen", lambda gezin: ())


@bug
def a_casus_closes_without_the_zorgregisseur(patch: pytest.MonkeyPatch) -> None:
    """Nobody asks whether the zorgregisseur agreed."""
    patch.setattr(meeting, "nog_niet_ingestemd", lambda *given: None)
