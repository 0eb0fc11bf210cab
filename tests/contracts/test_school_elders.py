"""School in one region, home in another: whose covenant says who carries, who hears and when."""

from datetime import date
from typing import Any

import pytest
import yaml

from casusoverleg.domain.opschalen.klok import Bepalingen
from contracts.covenant import Convenant
from contracts.events.verstrekking import Terugkoppeling
from contracts.vocabulary import Domein, Functie, Leeftijdsband
from infra.register import Register
from infra.working_days import working_days_after
from notifier.domain.casus import Casus
from notifier.domain.dragen import overbrenger
from notifier.domain.wegwijzer import Adres, geadresseerde, ontvangers
from privacy_gate.domain.beslissen import beslis
from privacy_gate.domain.kenmerken import Samenhang
from privacy_gate.store.wetboek import wetboek
from tests.contracts.regions import KOP, TILBURG
from tests.poort.verzoeken import inhoud, verzoek

OP = date(2026, 3, 2)
RISICO, ZAT = "overleg-risicojongeren", "zat-het-baken"
LEERPLICHT, POLITIE = "leerplicht-kop/leerplichtambtenaar", "politie-kop/jeugdagent"
SCHOOL = Functie(organisatie="het-baken", rol="zorgcoordinator-school")


def region(path: Any, buur: str, *tafels: str, rol: str = SCHOOL.rol, **own: Any) -> Convenant:
    """A region that names the other; the Kop has police carry first, to this role."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    given["buren"] = {buur: {"overleggen": list(tafels), **own}}
    if path == KOP:
        given["wegen"]["zorgmelding-kop"]["terugkoppeling"] |= {
            "door": [POLITIE, LEERPLICHT], "aan_rol": rol,
        }  # fmt: skip
    return Convenant.model_validate(given)


def kop(*tafels: str, **meer: Any) -> Convenant:
    """The Kop's covenant of today, as its tables see it."""
    there = region(TILBURG, "kop-van-noord-holland", RISICO)
    here = region(KOP, "tilburg", *tafels, **meer)
    return Register((there, here), ()).convenant_van(RISICO, OP)


def leerling(convenant: Convenant) -> Casus:
    """A pupil of a school in Tilburg, reported where he lives."""
    return Casus(
        casus="c" * 26, overleg=RISICO, betrokkene="b" * 26, convenant=convenant.verwijzing,
        leeftijdsband=Leeftijdsband.VAN_12_TOT_16, van="politie-kop", weg="zorgmelding-kop",
        school="het-baken", terugkoppelen=True,
    )  # fmt: skip


@pytest.mark.parametrize("rol", [SCHOOL.rol, "zat-coordinator"])
def test_the_table_that_tells_says_who_carries_and_the_school_s_region_where_it_is_heard(
    rol: str,
) -> None:
    here = kop(ZAT, rol=rol)
    found = geadresseerde(leerling(here), here, OP)
    assert found == Adres(ZAT, rol, "het-baken")
    assert str(overbrenger(leerling(here), here)) == POLITIE
    assert str(overbrenger(leerling(here), here, lambda s: str(s) != POLITIE)) == LEERPLICHT


def test_a_role_that_the_school_has_not_there_becomes_a_seat_that_it_has() -> None:
    found = geadresseerde(leerling(kop(ZAT)), kop(ZAT, rol="jeugdagent"), OP)
    assert isinstance(found, Adres)
    assert (found.naar, found.organisatie) == (ZAT, "het-baken")


def test_what_arrives_is_heard_there_and_passes_the_gate() -> None:
    here, there = kop(ZAT), region(TILBURG, "kop-van-noord-holland", RISICO)
    told = inhoud("terugkoppeling").model_copy(
        update={"aan_rol": SCHOOL.rol, "aan_organisatie": SCHOOL.organisatie}
    )
    assert isinstance(told, Terugkoppeling)
    school = leerling(there).model_copy(update={"overleg": ZAT})
    assert ontvangers(school, ZAT, told, there, OP) == [SCHOOL]
    by = Functie(organisatie="politie-kop", rol="jeugdagent")
    asked = verzoek(RISICO, ZAT, inhoud=told, door=by, regio=here)
    assert beslis(asked, here, Samenhang.NIEUW, wet=wetboek()).doorgelaten
    rvdk = Functie(organisatie="rvdk", rol="raadsonderzoeker")
    other = asked.model_copy(update={"door": rvdk})
    assert not beslis(other, here, Samenhang.NIEUW, wet=wetboek()).doorgelaten


def test_where_the_border_is_closed_the_school_there_hears_nothing() -> None:
    here = kop()
    assert ZAT not in here.overleggen
    assert geadresseerde(leerling(here), here, OP) is None


@pytest.mark.parametrize(
    ("wie", "termijn"), [("school", "tilburg"), ("woonplaats", "kop-van-noord-holland")]
)
def test_terms_and_ladder_are_of_the_region_that_the_neighbours_agreed_on(
    wie: str, termijn: str
) -> None:
    own = {"termijnen": wie, "opschaling": wie}
    there = region(TILBURG, "kop-van-noord-holland", RISICO, **own)
    here = region(KOP, "tilburg", ZAT, **own)
    register = Register((there, here), ())
    rules = Bepalingen(
        Domein.VEILIGHEID, lambda _op: here, working_days_after, register.eigen_convenant
    )
    for what in ("termijnen", "opschaling"):
        assert rules.regelt(what, ZAT, "het-baken", OP).convenant == termijn
