"""Bugs in one family, one plan, planted beside those of the protocol, the kernel and the gate."""

from dataclasses import replace
from typing import Any

import pytest

import casusoverleg.commands.samenvoegen as uniting
import casusoverleg.commands.stappen as tables
import casusoverleg.domain.bespreken.decide as meeting
import casusoverleg.reactions.aansluiten as joining
import casusoverleg.reactions.horen as hearing_tables
from casusoverleg.domain.gezinsplan.in_het_gezin import voor_het_gezin
from casusoverleg.domain.gezinsplan.steps import BenoemZorgcoordinatorGezin
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


@bug
def brought_together_each_keeps_its_own_plan(patch: pytest.MonkeyPatch) -> None:
    """Two families are one from now on, and nobody takes over the goals of the other."""
    together = uniting.voeg_samen

    def apart(*given: Any) -> Any:
        with pytest.MonkeyPatch.context() as meanwhile:
            meanwhile.setattr(uniting, "sluit_aan", lambda *given: [])
            return together(*given)

    patch.setattr(tables, "voeg_samen", apart)


@bug
def brothers_and_sisters_stay_behind(patch: pytest.MonkeyPatch) -> None:
    """Two children are brought together, and those of their families are not."""
    together = uniting.voeg_samen

    def two(session: Any, casus: Any, omst: Any, keys: Any) -> Any:
        alone = replace(omst, gezin=(), andere=omst.andere[:1])
        return together(session, casus, alone, keys)

    patch.setattr(tables, "voeg_samen", two)


@bug
def who_is_reported_later_does_not_follow(patch: pytest.MonkeyPatch) -> None:
    """A child is reported in a family that is one with another by now, and stays in the old one."""
    patch.setattr(hearing_tables, "volg_melding", lambda *given: [])
