"""Whom a message is for, by the covenant."""

from collections.abc import Callable

import pytest

from contracts.covenant import Convenant
from notifier.domain.casus import Casus
from notifier.domain.wegwijzer import bestemming, ontvanger, rol_van_ontvanger

MaakCasus = Callable[..., Casus]


def test_a_school_that_reports_at_its_own_zat_hears_there(
    casus: MaakCasus, convenant: Convenant
) -> None:
    own = casus(overleg="zat", van_overleg=None, weg="aanmelding-zat", school="het-baken")
    assert bestemming(own.model_copy(update={"van": "het-baken"}), convenant) == "zat"
    assert bestemming(own, convenant) == "zat"


@pytest.mark.parametrize("weg", ["zat-naar-hco", "zorgmelding", "cjg-naar-hco"])
def test_at_a_zat_it_is_the_role_for_feedback_that_hears(
    casus: MaakCasus, convenant: Convenant, weg: str
) -> None:
    role = rol_van_ontvanger(casus(weg=weg), "zat", convenant)
    assert str(ontvanger("zat", role, convenant)) == "het-baken/zorgcoordinator-school"


def test_a_table_without_the_role_hears_by_its_regie(convenant: Convenant) -> None:
    assert str(ontvanger("hco", "huisarts", convenant)) == "veiligheidshuis/ketenmanager"


def test_without_a_road_the_zat_of_the_school_hears(casus: MaakCasus, convenant: Convenant) -> None:
    assert bestemming(casus(weg=None, van_overleg=None), convenant) == "zat"
    assert bestemming(casus(weg=None, van_overleg=None, school=None), convenant) is None
