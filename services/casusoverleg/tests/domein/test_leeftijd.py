"""What depends on an age: an age that is not known meets no condition, and a new one counts."""

from typing import Any

import pytest
from pydantic import ValidationError

from casusoverleg.domain.stappen.refusal import Weigering
from chain.daden import bespreking
from chain.daden import commando as c
from contracts.covenant import Convenant
from contracts.covenant_agreements import Verwijsindex
from contracts.covenant_text import Leeftijden
from contracts.events.naleving import InformatieGecorrigeerd
from contracts.events.payload import Payload
from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.events.verstrekking import Aanvulling, VerstrekkingGevraagd
from contracts.vocabulary import Leeftijdsband, Overlegsoort
from infra.testing.nested import put_in

GROND: dict[str, Any] = {"doel": "afstemming-zorg-en-veiligheid", "grond": "e"}
BRENG_IN = {"naar_overleg": "hco", "vraag": "bespreken"} | GROND
AANBOD = {
    "naar_overleg": "cjg",
    "vraag": "hulp-starten",
    "gewenst_bewijs": "hulp-is-begonnen",
    "doel": "hulpverlening",
    "grond": "e",
}
ONBEKEND = {"leeftijdsband": Leeftijdsband.ONBEKEND}
REDEN = "De klas doet er al mee."
DATUM = {"veld": "geboortedatum", "doel": "onderwijsbegeleiding"}


def besproken(wereld: Any) -> None:
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))


def gevraagd(besluit: tuple[Payload, ...] | Weigering) -> list[VerstrekkingGevraagd]:
    assert not isinstance(besluit, Weigering), besluit
    return [feit for feit in besluit if isinstance(feit, VerstrekkingGevraagd)]


@pytest.mark.parametrize(("stap", "velden"), [("breng-in", BRENG_IN), ("draag-over", AANBOD)])
def test_of_whom_the_age_is_not_known_a_table_has_no_age(
    wereld: Any, convenant: Convenant, stap: str, velden: dict[str, Any]
) -> None:
    besproken(wereld)
    geweigerd = wereld.doe("zat", c(stap, **velden), **ONBEKEND)
    assert isinstance(geweigerd, Weigering)
    assert "leeftijd is niet bekend" in geweigerd.reden
    met_reden = c(stap, **velden, reden_leeftijd=REDEN)
    verzoek, aan_tafel = gevraagd(wereld.doe("zat", met_reden, **ONBEKEND))
    assert verzoek.leeftijdsband is Leeftijdsband.ONBEKEND
    (woorden,) = aan_tafel.elementen
    assert (woorden.veld, woorden in verzoek.elementen) == ("toelichting", True)


@pytest.mark.parametrize("reden", ["x", "ja dus", "- 12 ...", True])
def test_a_reason_that_says_nothing_is_none(reden: object) -> None:
    with pytest.raises(ValidationError):
        c("breng-in", **BRENG_IN, reden_leeftijd=reden)
    c("breng-in", **BRENG_IN, reden_leeftijd=REDEN)


@pytest.mark.parametrize(("stap", "velden"), [("breng-in", BRENG_IN), ("draag-over", AANBOD)])
def test_no_reason_helps_where_the_covenant_allows_none(
    wereld: Any, convenant: Convenant, stap: str, velden: dict[str, Any]
) -> None:
    grens = Leeftijden(van=0, tot=27, uitzondering="nooit")
    naar = velden["naar_overleg"]
    tafel = convenant.overleggen[naar].model_copy(update={"leeftijden": grens})
    overleggen = {**convenant.overleggen, naar: tafel}
    wereld.convenant = convenant.model_copy(update={"overleggen": overleggen})
    besproken(wereld)
    met_reden = c(stap, **velden, reden_leeftijd=REDEN)
    geweigerd = wereld.doe("zat", met_reden, **ONBEKEND)
    assert isinstance(geweigerd, Weigering)
    assert "laat niets anders toe" in geweigerd.reden
    assert gevraagd(wereld.doe("zat", met_reden))


@pytest.mark.parametrize(
    ("bekend", "gemeld"),
    [
        (ONBEKEND, []),
        ({"leeftijdsband": Leeftijdsband.VANAF_16}, []),
        ({"leeftijdsband": Leeftijdsband.VANAF_16, "leeftijd": 22}, ["verwijsmelding"]),
        ({"leeftijdsband": Leeftijdsband.VAN_12_TOT_16}, ["verwijsmelding"]),
    ],
)
def test_only_who_is_known_to_be_under_23_is_reported(
    wereld: Any, convenant: Convenant, bekend: dict[str, Any], gemeld: list[str]
) -> None:
    index = Verwijsindex(meldt=("zat",))
    wereld.convenant = convenant.model_copy(update={"verwijsindex": index})
    besluit = wereld.doe("zat", c("bespreek", **bespreking("2026-03-02")), **bekend)
    assert [v.inhoud.soort for v in gevraagd(besluit)] == gemeld


def test_what_is_left_of_an_erased_casus_has_no_age(wereld: Any) -> None:
    weg = GegevensVernietigd(
        casus=wereld.casus("zat").id,
        overleg="zat",
        grond=Vernietigingsgrond.VERZOEK,
        personen=(),
        sleutels=(),
        door=wereld.regie("zat"),
        op=wereld.op,
    )
    wereld._gebeurd("zat", (weg,))
    assert wereld.casus("zat").leeftijdsband is Leeftijdsband.ONBEKEND


def met_datum(wereld: Any, tekst: str = "4-3-2010", **meer: Any) -> str:
    besluit = wereld.doe("zat", c("voeg-informatie-toe", **DATUM, tekst=tekst, **meer))
    assert not isinstance(besluit, Weigering), besluit
    return str(besluit[0].element.id)


@pytest.mark.parametrize(
    "tekst",
    ["31-02-2017", "12-03-0206", "0206-03-12", "1910-03-12", "3-3-2026", "zestien", "2010", "1e7"],
)
@pytest.mark.parametrize("bevestigd", [False, True])
def test_a_birth_date_is_a_date_on_which_a_young_person_can_be_born(
    wereld: Any, tekst: str, bevestigd: bool
) -> None:
    velden = {"tekst": tekst, "leeftijd_wijkt_af": bevestigd}
    assert tekst not in wereld.weigert("zat", c("voeg-informatie-toe", **DATUM, **velden))
    element = met_datum(wereld)
    assert tekst not in wereld.weigert("zat", c("corrigeer-informatie", element=element, **velden))


@pytest.mark.parametrize(
    ("tekst", "band"),
    [
        ("2010-03-03", Leeftijdsband.VAN_12_TOT_16),
        ("2-3-2010", Leeftijdsband.VANAF_16),
        ("02/03/2010", Leeftijdsband.VANAF_16),
        ("3.3.2010", Leeftijdsband.VAN_12_TOT_16),
    ],
)
def test_what_a_correction_asks_is_asked_with_the_age_that_it_says(
    wereld: Any, tekst: str, band: Leeftijdsband
) -> None:
    element = met_datum(wereld, "1-1-2012")
    besluit = wereld.doe(
        "zat",
        c("corrigeer-informatie", element=element, tekst=tekst),
        leeftijdsband=Leeftijdsband.VAN_12_TOT_16,
        leeftijd=14,
    )
    assert isinstance(besluit[0], InformatieGecorrigeerd)
    verzoeken = gevraagd(besluit)
    assert {v.leeftijdsband for v in verzoeken} == {band}
    opnieuw = {e.id for v in verzoeken for e in v.elementen if v.naar_overleg == "zat"}
    assert opnieuw == {e.id for e in wereld.casus("zat").elementen}


def test_who_is_outside_the_ages_of_the_table_is_so_only_when_confirmed(wereld: Any) -> None:
    element = met_datum(wereld)
    corrigeer = {"element": element, "tekst": "12-03-1980"}
    assert "te jong of te oud" in wereld.weigert("zat", c("corrigeer-informatie", **corrigeer))
    wereld.moet("zat", c("corrigeer-informatie", **corrigeer, leeftijd_wijkt_af=True))


def test_there_is_one_birth_date_and_who_recorded_it_corrects_it(wereld: Any) -> None:
    met_datum(wereld)
    nog_een = c("voeg-informatie-toe", **DATUM, tekst="5-3-2010")
    assert "al een geboortedatum" in wereld.weigert("zat", nog_een)
    ouder = met_datum(wereld, "12-03-1960", over="ouder")
    assert "Vul een" in wereld.weigert(
        "zat", c("corrigeer-informatie", element=ouder, tekst="zestig")
    )
    wereld.moet("zat", c("corrigeer-informatie", element=ouder, tekst="13-03-1960"))


def test_whoever_has_the_casus_hears_the_new_age_without_the_date(wereld: Any) -> None:
    besproken(wereld)
    element = met_datum(wereld)
    naam = wereld.casus("zat").elementen[0].id
    wereld.moet("zat", c("breng-in", **BRENG_IN, elementen=[naam]))
    assert wereld.casus("hco").leeftijdsband is Leeftijdsband.VAN_12_TOT_16
    door = wereld.casus("zat").verstrekken.verzoeken[-1].verstrekking
    wereld.afgehandeld("zat", door)
    wereld.moet("zat", c("corrigeer-informatie", element=element, tekst="12-03-2009"))
    assert wereld.casus("hco").leeftijdsband is Leeftijdsband.VANAF_16
    assert [g.element.veld for g in wereld.casus("hco").gedeeld] == ["naam"]
    (gemeld,) = (
        feit
        for van, feit in wereld.feiten
        if van == "zat" and isinstance(feit, VerstrekkingGevraagd)
        if isinstance(feit.inhoud, Aanvulling)
    )
    assert gemeld.elementen == ()


def test_news_of_what_was_handed_on_does_not_bring_the_old_age_back(wereld: Any) -> None:
    besproken(wereld)
    wereld.moet("zat", c("draag-over", **AANBOD))
    zat = wereld.casus("zat")
    wereld.casussen["zat"] = put_in(zat, leeftijdsband=Leeftijdsband.VANAF_16)
    wereld.moet("cjg", c("accepteer"))
    assert wereld.casus("zat").leeftijdsband is Leeftijdsband.VANAF_16


def test_nobody_under_twelve_goes_to_a_jco_by_whatever_reason(
    wereld: Any, convenant: Convenant
) -> None:
    besproken(wereld)
    jco = {"leeftijden": Leeftijden(van=10, tot=17), "soort": Overlegsoort.JCO}
    tafel = convenant.overleggen["hco"].model_copy(update=jco)
    overleggen = {**convenant.overleggen, "hco": tafel}
    wereld.convenant = convenant.model_copy(update={"overleggen": overleggen})
    stap = c("breng-in", **BRENG_IN, reden_leeftijd=REDEN)
    jong = wereld.doe("zat", stap, leeftijd=11)
    assert isinstance(jong, Weigering)
    assert "onder 12 jaar mag daar niemand" in jong.reden
    assert isinstance(wereld.doe("zat", stap, **ONBEKEND), Weigering)
    assert gevraagd(wereld.doe("zat", stap, leeftijd=12))


def test_the_refusal_names_the_table_where_the_child_does_belong(wereld: Any) -> None:
    besproken(wereld)
    geweigerd = wereld.doe("zat", c("breng-in", **BRENG_IN), leeftijd=11)
    assert isinstance(geweigerd, Weigering)
    assert "Wel bij " in geweigerd.reden
