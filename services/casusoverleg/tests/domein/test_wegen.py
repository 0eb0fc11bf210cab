"""What the gate leaves to a person: who weighs it, what a weighing holds, what rests on it."""

from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg.domain.fold import vouw
from casusoverleg.domain.verstrekken.weegpunten import vraagstukken
from chain.daden import AANBOD, GROND, WEGING, bespreking, geoordeeld, gewogen
from chain.daden import commando as c
from contracts.elements import Bewerking, GedeeldElement
from contracts.events.casusoverleg import WegingVastgelegd
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import Aanvulling, Elementuitkomst, VerstrekkingGevraagd
from contracts.vocabulary import Functie, Leeftijdsband, Uitkomst
from infra.testing.nested import put_in

VANDAAG, GISTEREN, LATER = "2026-03-02", "2026-03-01", "2026-09-01"
REGIE = Functie(organisatie="het-baken", rol="zat-coordinator")
COLLEGA = Functie(organisatie="het-baken", rol="zorgcoordinator-school")
MW = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")
WACHT_NIET = "Bij deze verstrekking wacht dat niet op een oordeel van uw zetel."
NIETS = "Er wacht niets waarover uw zetel mag oordelen."
OM_43 = {"oordeel": "verstrekken", "artikel": "43"}
SCHULDEN = {"veld": "financien", "tekst": "Er zijn schulden.", "doel": "hulpverlening"}


def handel_af(wereld: Any, gevraagd: VerstrekkingGevraagd, uitkomst: Uitkomst) -> None:
    """The gate answers a request of the ZAT: the same for each of its elements."""
    feit = VerstrekkingAfgehandeld(
        verstrekking=gevraagd.verstrekking,
        casus=gevraagd.casus,
        naar_overleg=gevraagd.naar_overleg,
        doorgelaten=True,
        uitkomsten=tuple(
            Elementuitkomst(element=e.id, uitkomst=uitkomst, regels=("T-X",))
            for e in gevraagd.elementen
        ),
        regels=("I-HEEN",),
        besluit="b" * 26,
        op=wereld.op,
    )
    wereld.casussen["zat"] = vouw(((feit, wereld.op),), wereld.casus("zat"))


@pytest.fixture
def wacht(wereld: Any) -> Any:
    """Offered with what the regie and what social work recorded; the gate asks to weigh both."""
    wereld.moet("zat", c("bespreek", **bespreking(VANDAAG)))
    wereld.moet("zat", c("voeg-informatie-toe", **SCHULDEN), MW)
    wereld.doe("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    handel_af(wereld, wereld.post["zat"][-1], Uitkomst.BEOORDELING)
    return wereld


def weeg(wereld: Any, **anders: Any) -> Any:
    aanbod = next(
        v for v in wereld.casus("zat").verstrekken.verzoeken if v.soort == "overdrachtsaanbod"
    )
    over_aanbod = {"verstrekking": aanbod.verstrekking, **geoordeeld(LATER)}
    return c("leg-weging-vast", **over_aanbod | anders)


def van(wereld: Any, functie: Functie) -> str:
    (element,) = (e for e in wereld.casus("zat").elementen if e.vastgelegd_door == functie)
    id_: str = element.id
    return id_


def over(wereld: Any, functie: Functie, **anders: Any) -> set[str]:
    """About what this seat gives a verdict, when it makes no choice."""
    gewogen_, *_ = wereld.doe("zat", weeg(wereld, **anders), functie)
    assert isinstance(gewogen_, WegingVastgelegd)
    return set(gewogen_.weging.elementen)


def test_who_directs_weighs_all_and_who_recorded_it_his_own(wacht: Any) -> None:
    assert over(wacht, MW) == {van(wacht, MW)}
    assert over(wacht, REGIE) == {van(wacht, REGIE)}
    assert wacht.weigert("zat", weeg(wacht)) == NIETS


def test_a_colleague_who_may_read_it_weighs_what_his_organisation_recorded(wacht: Any) -> None:
    assert wacht.weigert("zat", weeg(wacht), COLLEGA) == NIETS
    casus, soort = wacht.casus("zat"), wacht.convenant.zetelsoort(COLLEGA)
    leest = tuple(
        GedeeldElement(element=e, bewerking=Bewerking.GEEN, zetels=(soort,))
        for e in casus.elementen
    )
    wacht.casussen["zat"] = put_in(casus, gedeeld=leest)
    assert over(wacht, COLLEGA) == {van(wacht, REGIE)}


def test_nobody_weighs_what_does_not_wait_for_his_verdict(wacht: Any) -> None:
    regie, mw = van(wacht, REGIE), van(wacht, MW)
    assert wacht.weigert("zat", weeg(wacht, elementen=[regie]), MW) == WACHT_NIET
    assert wacht.weigert("zat", weeg(wacht, elementen=[regie, mw]), MW) == WACHT_NIET
    assert wacht.weigert("zat", weeg(wacht, verstrekking="9" * 26)) == WACHT_NIET
    wacht.moet("zat", weeg(wacht, elementen=[regie]))
    assert wacht.weigert("zat", weeg(wacht, elementen=[regie])) == WACHT_NIET


@pytest.mark.parametrize(
    ("anders", "zegt"),
    [
        ({"aard": "", "wijze": ""}, "Weeg ook nog (artikel 9, tweede lid): aard van de gegevens, "),
        (OM_43, "Schrijf op waarom het noodzakelijk is (artikel 43)."),
        (OM_43 | {"noodzaak": "Ja."}, "Kies voor welk belang het noodzakelijk is (artikel 43)."),
        ({"geldig_tot": GISTEREN}, "De weging is dan al verlopen."),
        ({"oordeel": "niet-verstrekken", "geldig_tot": GISTEREN}, "De weging is dan al verlopen."),
    ],
)
def test_a_verdict_that_lacks_something_is_none(
    wacht: Any, anders: dict[str, str], zegt: str
) -> None:
    filled = {name: text or None for name, text in anders.items()}
    assert wacht.weigert("zat", weeg(wacht, **filled)).startswith(zegt)


@pytest.mark.parametrize(
    "anders",
    [
        {"geldig_tot": VANDAAG},
        {"oordeel": "niet-verstrekken", "aard": None},
        OM_43 | {"noodzaak": "Ja.", "belang": "toezicht", "aard": None},
    ],
)
def test_a_verdict_that_lacks_nothing_is_one(wacht: Any, anders: dict[str, Any]) -> None:
    verstrekt = anders.get("oordeel") != "niet-verstrekken"
    feiten = wacht.doe("zat", weeg(wacht, **anders))
    gevraagd = [f for f in feiten if isinstance(f, VerstrekkingGevraagd)]
    assert [f.naar_overleg for f in gevraagd] == ["cjg"] * verstrekt
    assert wacht.weigert("zat", weeg(wacht)) == NIETS


@pytest.mark.parametrize(
    ("mee", "zegt"),
    [
        (WEGING, "Kies tot wanneer de weging geldt."),
        (gewogen(GISTEREN), "De weging is dan al verlopen."),
        (gewogen(LATER) | {"weging_factoren": []}, "Weeg ook nog (artikel 9, tweede lid): "),
        (
            gewogen(LATER) | {"weging_artikel": "43"},
            "Schrijf op waarom het noodzakelijk is (artikel 43).",
        ),
        (
            gewogen(LATER) | {"weging_artikel": "43", "weging_noodzaak": "Ja."},
            "Kies voor welk belang het noodzakelijk is (artikel 43).",
        ),
    ],
)
def test_who_weighs_beforehand_leaves_nothing_out(
    wereld: Any, mee: dict[str, Any], zegt: str
) -> None:
    wereld.moet("zat", c("bespreek", **bespreking(VANDAAG)))
    draag_over = c("draag-over", naar_overleg="cjg", **AANBOD | mee)
    assert wereld.weigert("zat", draag_over).startswith(zegt)
    assert not wereld.casus("zat").overdragen.overdrachten
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD | gewogen(VANDAAG)))


def navraag_met(wereld: Any, *elementen: str) -> VerstrekkingGevraagd:
    vraag = {"naar_overleg": "hco", "vraag": "is-de-jeugdige-besproken", **GROND}
    *_, gevraagd = wereld.doe("zat", c("stel-navraag", elementen=elementen, **vraag))
    assert isinstance(gevraagd, VerstrekkingGevraagd)
    return gevraagd


def test_a_request_takes_along_only_what_its_elements_rest_on(wacht: Any) -> None:
    regie, mw = van(wacht, REGIE), van(wacht, MW)
    over(wacht, MW)
    ouder = {"veld": "telefoon", "tekst": "06", "doel": "hulpverlening", "over": "ouder"}
    wacht.doe("zat", c("voeg-informatie-toe", **ouder, persoon="iemand-anders"))
    telefoon = wacht.casus("zat").elementen[-1]
    toestemming = {
        "door": "betrokkene",
        "doel": "hulpverlening",
        "categorieen": ["identificatie"],
        "ontvangers": ["veiligheid"],
        "gegeven_op": VANDAAG,
        "over": "ouder",
        "persoon": telefoon.over,
    }
    wacht.doe("zat", c("leg-toestemming-vast", **toestemming))
    wacht.moet("zat", c("voeg-informatie-toe", **SCHULDEN))
    rust_op = {
        wat: (len(gevraagd.wegingen), len(gevraagd.toestemmingen))
        for wat, gevraagd in (
            ("regie", navraag_met(wacht, regie)),
            ("mw", navraag_met(wacht, mw)),
            ("ouder", navraag_met(wacht, telefoon.id)),
        )
    }
    assert rust_op == {"regie": (0, 0), "mw": (1, 0), "ouder": (0, 1)}


def test_what_is_refused_for_another_table_the_own_one_keeps(wereld: Any) -> None:
    wereld.moet("zat", c("bespreek", **bespreking(VANDAAG)))
    wereld.doe("zat", c("voeg-informatie-toe", **SCHULDEN), MW)
    eigen = wereld.post["zat"][-1]
    wereld.bezorg("zat")
    soort = wereld.convenant.zetelsoort(COLLEGA)

    def leest() -> set[str]:
        return {g.element.id for g in wereld.casus("zat").te_openen(COLLEGA, soort)}

    assert leest() == {van(wereld, MW)}
    wereld.doe("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    handel_af(wereld, wereld.post["zat"][-1], Uitkomst.GEWEIGERD)
    assert leest() == {van(wereld, MW)}
    handel_af(wereld, eigen, Uitkomst.GEWEIGERD)
    assert leest() == set()


@pytest.mark.parametrize(("van_overleg", "hoort"), [("hco", True), ("zat", False)])
def test_how_old_the_child_is_a_table_hears_from_others_and_not_from_itself(
    wereld: Any, van_overleg: str, hoort: bool
) -> None:
    casus = wereld.casus("zat")
    bezorgd = VerstrekkingBezorgd(
        verstrekking="v" * 26,
        casus=casus.id,
        betrokkene=casus.betrokkene,
        leeftijdsband=Leeftijdsband.VANAF_16,
        convenant=casus.convenant,
        van_overleg=van_overleg,
        naar_overleg="zat",
        door=REGIE,
        inhoud=Aanvulling(bij="v" * 26, vraag=None),
        elementen=(),
        besluit="b" * 26,
        op=wereld.op,
    )
    na = vouw(((bezorgd, wereld.op),), casus)
    assert na is not None
    assert (na.leeftijdsband is Leeftijdsband.VANAF_16) is hoort


def test_a_verdict_is_late_once_its_term_is_over(wacht: Any) -> None:
    punten = wacht.casus("zat").te_wegen()
    termijnen = wacht.convenant.termijnen
    (vraagstuk,) = vraagstukken(punten, termijnen, lambda op, days: op + timedelta(days=days))
    assert vraagstuk.uiterlijk == date(2026, 3, 2) + timedelta(days=termijnen.wegen)
    assert not vraagstuk.te_laat(vraagstuk.uiterlijk)
    assert vraagstuk.te_laat(vraagstuk.uiterlijk + timedelta(days=1))
