"""Who hears: an organisation in a role, as it stands in the casus on the day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.events.verstrekking import Terugkoppeling
from contracts.school import Schooltijd
from contracts.vocabulary import Functie, Organisatietype, Wanneer
from notifier.domain.casus import Casus
from notifier.domain.dragen import overbrenger
from notifier.domain.wegwijzer import (
    Adres,
    Onduidelijk,
    geadresseerde,
    ontvangers,
    te_noemen,
)

MaakCasus = Callable[..., Casus]
VOOR, OP = date(2026, 3, 1), date(2026, 3, 2)
ZORG = "zorgcoordinator-school"
BIJ_ALTIJD = {"wanneer": "altijd", "door": "cjg/procesregisseur"}


@pytest.fixture
def streek(convenant: Convenant) -> Convenant:
    """The region with a joint ZAT, led by a body that is no school, and two GP practices."""
    data = convenant.model_dump(mode="json")
    bodies = {"de-vaart": "school", "swv": "gemeente", "noord": "jgz", "zuid": "jgz"}
    data["organisaties"] |= {
        name: {"naam": name, "type": kind, "geheimhouding": True} for name, kind in bodies.items()
    }
    data["overleggen"]["zat"] |= {
        "regie": "swv/voorzitter",
        "zetels": [f"het-baken/{ZORG}", f"de-vaart/{ZORG}", "swv/consulent"],
        "scholen": ["het-baken", "de-vaart"],
    }
    data["wegen"]["aanmelding-zat"]["terugkoppeling"]["door"] = "swv/voorzitter"
    huisarts = {"aan_rol": "huisarts", "melder_hoort": True, **BIJ_ALTIJD}
    data["wegen"]["huisartsen"] = {
        "naam": "Huisarts", "van": ["noord", "zuid"], "naar": "cjg-tafel", "houder": "cjg",
        "terugkoppeling": huisarts,
    }  # fmt: skip
    return Convenant.model_validate(data)


def met(convenant: Convenant, weg: str, **terug: Any) -> Convenant:
    data = convenant.model_dump(mode="json")
    data["wegen"][weg]["terugkoppeling"] |= terug
    return Convenant.model_validate(data)


def adres(naar: str, functie: str) -> Adres:
    organisatie, rol = functie.split("/")
    return Adres(naar, rol, organisatie)


@pytest.mark.parametrize("school", ["het-baken", "de-vaart"])
def test_of_two_schools_at_one_zat_only_the_one_of_the_pupil_hears(
    casus: MaakCasus, streek: Convenant, school: str
) -> None:
    expected = adres("zat", f"{school}/{ZORG}")
    assert geadresseerde(casus(school=school), streek, OP) == expected
    decided = casus(weg="zorgmelding", van_overleg=None, school=school)
    assert geadresseerde(decided, streek, OP) == expected


def test_a_school_that_changes_is_followed_from_the_day_on(
    casus: MaakCasus, streek: Convenant
) -> None:
    moved = casus({"schooltijden": (Schooltijd(vanaf=OP, school="de-vaart"),)})
    assert geadresseerde(moved, streek, VOOR) == adres("zat", f"het-baken/{ZORG}")
    assert geadresseerde(moved, streek, OP) == adres("zat", f"de-vaart/{ZORG}")


def test_an_unclear_school_is_asked_and_no_school_ends_at_the_carrier(
    casus: MaakCasus, streek: Convenant
) -> None:
    unclear = casus({"schooltijden": (Schooltijd(vanaf=OP, onduidelijk=True),)})
    assert geadresseerde(unclear, streek, OP) == Onduidelijk()
    left = casus({"schooltijden": (Schooltijd(vanaf=OP),)})
    assert geadresseerde(left, streek, OP) is None
    assert geadresseerde(casus(school=None), streek, OP) is None


def test_the_origin_table_hears_in_a_role_of_its_own_whatever_the_school(
    casus: MaakCasus, streek: Convenant
) -> None:
    own = met(streek, "zat-naar-hco", aan_rol="consulent")
    assert geadresseerde(casus(school=None), own, OP) == adres("zat", "swv/consulent")
    cjg = met(streek, "cjg-naar-hco", wanneer="altijd")
    known = casus(weg="cjg-naar-hco", van_overleg="cjg-tafel", school="het-baken")
    assert geadresseerde(known, cjg, OP) == adres("cjg-tafel", "cjg/procesregisseur")


@pytest.mark.parametrize("practice", ["noord", "zuid"])
def test_of_two_practices_the_one_that_reported_hears_without_a_seat(
    casus: MaakCasus, streek: Convenant, practice: str
) -> None:
    known = casus({"van": practice}, overleg="cjg-tafel", weg="huisartsen", van_overleg=None)
    assert geadresseerde(known, streek, OP) == adres("cjg-tafel", f"{practice}/huisarts")
    deaf = met(streek, "huisartsen", melder_hoort=False, aan_rol=ZORG)
    assert geadresseerde(known, deaf, OP) == adres("zat", f"het-baken/{ZORG}")


def test_a_reporter_with_the_role_hears_where_it_sits(
    casus: MaakCasus, convenant: Convenant
) -> None:
    own = casus({"van": "het-baken"}, overleg="zat", van_overleg=None, weg="aanmelding-zat")
    assert geadresseerde(own, convenant, OP) == adres("zat", f"het-baken/{ZORG}")


def test_a_school_without_the_role_hears_by_a_seat_of_its_own_or_by_who_hears_for_all(
    casus: MaakCasus, streek: Convenant
) -> None:
    data = streek.model_dump(mode="json")
    data["overleggen"]["zat"]["zetels"] = [f"het-baken/{ZORG}", "de-vaart/mentor"]
    mentor = Convenant.model_validate(data)
    known = casus(weg="zorgmelding", van_overleg=None, school="de-vaart")
    assert geadresseerde(known, mentor, OP) == adres("zat", "de-vaart/mentor")
    data["overleggen"]["zat"]["zetels"] = [f"het-baken/{ZORG}", f"swv/{ZORG}"]
    assert geadresseerde(known, Convenant.model_validate(data), OP) == adres("zat", f"swv/{ZORG}")


def _terug(aan_rol: str, aan_organisatie: str | None) -> Terugkoppeling:
    ketenmanager = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
    return Terugkoppeling(
        terugkoppeling="t" * 26,
        over="actie",
        door=ketenmanager,
        contact=ketenmanager,
        aan_rol=aan_rol,
        aan_organisatie=aan_organisatie,
        wanneer=Wanneer.ALTIJD,
        op=OP,
    )


@pytest.mark.parametrize(
    ("kennis", "rol", "wie", "verwacht"),
    [
        ({}, ZORG, "de-vaart", [f"de-vaart/{ZORG}"]),
        ({}, ZORG, None, [f"het-baken/{ZORG}"]),
        ({"school": None}, ZORG, None, ["swv/voorzitter"]),
        ({}, "consulent", None, ["swv/consulent"]),
        ({}, "huisarts", None, ["swv/voorzitter"]),
    ],
)
def test_the_receiving_table_tells_whom_is_named_or_whom_it_knows(
    casus: MaakCasus, streek: Convenant, *, kennis: Any, rol: str, wie: str, verwacht: list[str]
) -> None:
    found = ontvangers(casus(kennis, overleg="zat"), "zat", _terug(rol, wie), streek, OP)
    assert [*map(str, found)] == verwacht


def test_two_bodies_in_one_role_hear_apart(casus: MaakCasus, streek: Convenant) -> None:
    data = streek.model_dump(mode="json")
    data["overleggen"]["cjg-tafel"]["zetels"] = ["noord/huisarts", "zuid/huisarts"]
    data["wegen"]["cjg-naar-hco"]["terugkoppeling"] |= {"wanneer": "altijd", "aan_rol": "huisarts"}
    two = Convenant.model_validate(data)
    from_table = casus(weg="cjg-naar-hco", van_overleg="cjg-tafel")
    assert geadresseerde(from_table, two, OP) == Adres("cjg-tafel", "huisarts", None)
    here = casus({"van": None}, overleg="cjg-tafel")
    both = ontvangers(here, "cjg-tafel", _terug("huisarts", None), two, OP)
    assert [*map(str, both)] == ["noord/huisarts", "zuid/huisarts"]
    reported = here.model_copy(update={"van": "zuid"})
    own = ontvangers(reported, "cjg-tafel", _terug("huisarts", None), two, OP)
    assert [*map(str, own)] == ["zuid/huisarts"]


def test_a_school_hears_no_name_of_a_body_that_is_something_telling_too(
    casus: MaakCasus, convenant: Convenant
) -> None:
    case, door = casus(), convenant.regie_van("cjg-tafel")
    assert te_noemen(door, overbrenger(case, convenant), convenant) == door
    body = convenant.organisaties[door.organisatie]
    two = body.model_copy(update={"ook": {Organisatietype.GGZ: ("behandelaar",)}})
    bodies = {**convenant.organisaties, door.organisatie: two}
    told = convenant.model_copy(update={"organisaties": bodies})
    assert te_noemen(door, overbrenger(case, told), told) == overbrenger(case, told) != door


def test_of_two_roads_the_one_that_the_casus_came_by_says_who_hears_and_when(
    casus: MaakCasus, streek: Convenant
) -> None:
    data = streek.model_dump(mode="json")
    young = {"voor": {"leeftijd": {"van": 0, "tot": 15}}}
    data["wegen"]["jong"] = data["wegen"]["huisartsen"] | young
    data["wegen"]["jong"]["terugkoppeling"] = BIJ_ALTIJD | {
        "aan_rol": ZORG,
        "wanneer": "indien-noodzakelijk",
    }
    region = Convenant.model_validate(data)
    came = {"overleg": "cjg-tafel", "herkomst": "aanmelding", "van_overleg": None}
    old, new = (
        casus({"van": "noord"}, **came, weg=weg, school="de-vaart")
        for weg in ("huisartsen", "jong")
    )
    assert geadresseerde(old, region, OP) == adres("cjg-tafel", "noord/huisarts")
    assert geadresseerde(new, region, OP) == adres("zat", f"de-vaart/{ZORG}")
    assert (old.wanneer(region), new.wanneer(region)) == (
        Wanneer.ALTIJD,
        Wanneer.INDIEN_NOODZAKELIJK,
    )
