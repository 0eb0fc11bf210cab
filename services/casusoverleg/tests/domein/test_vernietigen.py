"""When a casus may be erased, by whom, what follows from it, and what is left."""

from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg.domain.casus import Casus, Persoon
from casusoverleg.domain.fold import vouw
from casusoverleg.domain.gezinsplan.plan import Gezinsplan, Plandoel
from casusoverleg.domain.nakomen.plichten import vernietigen_voor
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.opschalen.state import Terugkoppeltaak
from casusoverleg.domain.overdragen.overdracht import Kant
from casusoverleg.domain.vastleggen.state import Navraagstand
from casusoverleg.domain.vernietigen.wat import bewaren_tot, nagekomen, te_vergeten
from casusoverleg.domain.verstrekken.state import Verzoek
from casusoverleg.domain.verwijsindex.verwijzing import Gemeld, Match, Verwijzing
from chain.daden import AANBOD, bespreking
from chain.daden import commando as c
from contracts.elements import Verzegeld
from contracts.events.casusoverleg import CasusHeropend
from contracts.events.naleving import Plichtsoort
from contracts.events.privacy_gate import Verplichting, VerstrekkingAfgehandeld
from contracts.events.vernietiging import (
    GegevensVernietigd,
    VernietigingGevraagd,
    Vernietigingsgrond,
    VernietigingVoorbereid,
)
from contracts.events.verstrekking import (
    Aanvulling,
    Aanvulreden,
    Elementuitkomst,
    Navraagsoort,
    VerstrekkingGevraagd,
)
from contracts.events.verwijsindex import Matchuitkomst
from contracts.gezinsplan import Leefgebied
from contracts.vocabulary import Functie, Relatie, Uitkomst
from infra.testing.nested import put_in

VERZOEK = {"gevraagd_door": "jeugdige", "op": "2026-03-02"}


@pytest.fixture
def gesloten(onderweg: Any) -> Any:
    handel_af(onderweg)
    return onderweg


@pytest.fixture
def onderweg(wereld: Any) -> Any:
    """Closed, and the gate has not answered yet."""
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("zat", c("stel-uitkomst-vast", uitkomst="sluiten"))
    wereld.moet("zat", c("sluit-casus", reden="geen-vervolg"))
    return wereld


def vernietig(wereld: Any, **meer: Any) -> tuple[Any, ...]:
    wereld.doe("zat", c("bereid-vernietiging-voor"), **meer)
    besluit = wereld.doe("zat", c("vernietig", onomkeerbaar=True), **meer)
    assert isinstance(besluit, tuple), besluit
    return besluit


def antwoord(wereld: Any, verzoek: Verzoek, tot: date | None = None) -> VerstrekkingAfgehandeld:
    """All that was asked passes; perhaps the gate says until when it is kept."""
    bewaren = Verplichting(soort="bewaren-tot", artikel="AVG 5(1)e", uiterlijk=tot)
    return VerstrekkingAfgehandeld(
        verstrekking=verzoek.verstrekking,
        casus=wereld.casus("zat").id,
        naar_overleg=verzoek.naar_overleg,
        doorgelaten=True,
        uitkomsten=tuple(
            Elementuitkomst(element=e, uitkomst=Uitkomst.TOEGESTAAN, regels=("T-X",))
            for e in verzoek.elementen
        ),
        regels=("I-X",),
        verplichtingen=(bewaren,) if tot else (),
        besluit="b" * 26,
        op=wereld.op,
    )


def handel_af(wereld: Any, tot: date | None = None) -> None:
    """The gate answers all that was asked of it."""
    casus, op = wereld.casus("zat"), wereld.op
    feiten = ((antwoord(wereld, verzoek, tot), op) for verzoek in casus.verstrekken.verzoeken)
    wereld.casussen["zat"] = vouw(feiten, casus)


def ander(casus: Casus, **anders: Any) -> Casus:
    """Another casus of the same young person, at another table."""
    return put_in(casus, id="z" * 26, overleg="zat-twee", **anders)


def test_an_open_casus_is_not_erased(wereld: Any) -> None:
    assert "nog open" in wereld.weigert("zat", c("bereid-vernietiging-voor"))


def test_only_who_directs_the_table_erases(gesloten: Any) -> None:
    lid = gesloten.convenant.overleggen["zat"].functies()[2]
    assert "aan de regie" in gesloten.weigert("zat", c("bereid-vernietiging-voor"), lid)


def test_before_its_date_and_without_a_request_it_is_kept(gesloten: Any) -> None:
    handel_af(gesloten, date(2041, 3, 2))
    gesloten.op = date(2041, 3, 2)
    assert "tot en met 02-03-2041" in gesloten.weigert("zat", c("bereid-vernietiging-voor"))
    gesloten.later(1)
    gesloten.moet("zat", c("bereid-vernietiging-voor"))


def test_where_the_gate_named_no_date_it_is_fifteen_years_from_closing(gesloten: Any) -> None:
    assert bewaren_tot(gesloten.casus("zat")) == date(2041, 3, 2)


def test_it_takes_two_deliberate_steps(gesloten: Any) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    assert "eerst voor" in gesloten.weigert("zat", c("vernietig", onomkeerbaar=True))
    (voorbereid,) = gesloten.doe("zat", c("bereid-vernietiging-voor"))
    assert isinstance(voorbereid, VernietigingVoorbereid)
    assert "ongedaan" in gesloten.weigert("zat", c("vernietig"))
    assert gesloten.casus("zat").elementen


def test_what_was_prepared_counts_no_more_once_the_casus_was_opened_again(gesloten: Any) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    gesloten.moet("zat", c("bereid-vernietiging-voor"))
    gesloten.moet("zat", c("heropen-casus"))
    gesloten.moet("zat", c("sluit-casus", reden="geen-vervolg"))
    assert "eerst voor" in gesloten.weigert("zat", c("vernietig", onomkeerbaar=True))


def test_a_request_has_a_term_and_can_be_refused_with_a_reason(gesloten: Any) -> None:
    (gevraagd,) = gesloten.doe("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    assert isinstance(gevraagd, VernietigingGevraagd)
    assert gevraagd.uiterlijk == date(2026, 4, 2)
    assert "al een verzoek" in gesloten.weigert(
        "zat", c("leg-vernietigingsverzoek-vast", **VERZOEK)
    )
    (plicht,) = gesloten.casus("zat").nakomen.plichten
    assert (plicht.soort, plicht.artikel) == (Plichtsoort.VERNIETIGEN, "AVG 17")
    gedaan = c("kom-verplichting-na", plicht=plicht.naam, op="2026-03-02")
    assert "met de stap daarvoor" in gesloten.weigert("zat", gedaan)
    gesloten.moet("zat", c("zie-af-van-verplichting", plicht=plicht.naam, reden="belang van zus"))
    (plicht,) = gesloten.casus("zat").nakomen.plichten
    assert plicht.stand == "vervallen"
    assert "geen verzoek" in gesloten.weigert("zat", c("bereid-vernietiging-voor"))


@pytest.mark.parametrize(
    ("gevraagd", "uiterlijk"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 11, 30), date(2026, 12, 30)),
        (date(2010, 9, 1), date(2010, 12, 1)),
        (date(2010, 10, 31), date(2011, 1, 31)),
        (date(2010, 11, 30), date(2011, 2, 28)),
    ],
)
def test_the_term_is_three_months_and_since_the_avg_one(gevraagd: date, uiterlijk: date) -> None:
    assert vernietigen_voor(gevraagd) == uiterlijk


def test_an_open_obligation_is_met_or_dropped_first(gesloten: Any) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    gesloten.moet("zat", c("teken-verzet-aan", gronden="niet eens", op="2026-03-02"))
    assert "nog een verplichting open" in gesloten.weigert("zat", c("bereid-vernietiging-voor"))


@pytest.mark.parametrize(
    ("wat", "reden"),
    [
        ("terug_te_koppelen", "terugkoppeling"),
        ("navragen", "navraag op antwoord"),
        ("afgehandeld", "weging"),
        ("verwijsindex", "match open"),
    ],
)
def test_what_somebody_waits_for_comes_first(gesloten: Any, wat: str, reden: str) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    casus = gesloten.casus("zat")
    gesloten.casussen["zat"] = put_in(casus, **{wat: wachtend(casus)[wat]})
    assert reden in gesloten.weigert("zat", c("bereid-vernietiging-voor"))


def wachtend(casus: Casus) -> dict[str, Any]:
    """What may be waited for at a casus, by where it stands."""
    functie, op = casus.elementen[0].vastgelegd_door, date(2026, 3, 2)
    (gehoord,) = casus.verstrekken.afgehandeld
    weegt = {"uitkomst": Uitkomst.BEOORDELING, "regels": ("B-X",)}
    te_wegen = gehoord.uitkomsten[0].model_copy(update=weegt)
    return {
        "terug_te_koppelen": (Terugkoppeltaak("m" * 26, functie, op, op),),
        "navragen": (navraag(op),),
        "afgehandeld": (gehoord.model_copy(update={"uitkomsten": (te_wegen,)}),),
        "verwijsindex": Verwijzing(matches=(match(functie, op),)),
    }


def navraag(op: date) -> Navraagstand:
    return Navraagstand("n" * 26, Kant.ONTVANGER, "cjg", Navraagsoort.BESPROKEN, op)


def match(functie: Functie, op: date) -> Match:
    """Another table reported this child; nobody said yet what was agreed."""
    return Match(id="x" * 26, contact=functie, sinds=op, uiterlijk=op)


def test_what_is_under_way_at_the_gate_comes_back_first(onderweg: Any) -> None:
    onderweg.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    assert "nog een verstrekking onderweg" in onderweg.weigert("zat", c("bereid-vernietiging-voor"))
    handel_af(onderweg)
    onderweg.moet("zat", c("bereid-vernietiging-voor"))


def test_another_casus_of_the_same_person_that_must_be_kept_stands_in_the_way(
    gesloten: Any,
) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    casus = gesloten.casus("zat")
    for blijft in (ander(casus, gesloten_op=None), ander(casus, plichten=())):
        besluit = gesloten.doe("zat", c("bereid-vernietiging-voor"), andere=(blijft,))
        assert "nog een casus" in besluit.reden
    vreemd = ander(casus, betrokkene="9" * 26, personen=(), elementen=(), gedeeld=())
    vernietig(gesloten, andere=(vreemd,))


def test_the_fact_names_persons_and_keys_and_the_casus_becomes_a_stub(gesloten: Any) -> None:
    handel_af(gesloten, date(2041, 3, 2))
    gesloten.op = date(2041, 3, 3)
    persoon = gesloten.casus("zat").betrokkene
    (feit,) = vernietig(gesloten, sleutels=lambda wie: (f"{wie[:20]}key000",))
    assert isinstance(feit, GegevensVernietigd)
    assert feit.grond is Vernietigingsgrond.TERMIJN
    assert feit.personen == (persoon,)
    assert feit.sleutels == (f"{persoon[:20]}key000",)
    casus = gesloten.casus("zat")
    assert casus.vernietigd == feit
    assert (*casus.elementen, *casus.gedeeld, *casus.personen, *casus.verstrekken.afgehandeld) == ()
    (plicht,) = casus.nakomen.plichten
    assert (plicht.soort, plicht.stand) == (Plichtsoort.BEWAREN, "gedaan")
    assert plicht.afgehandeld_op == date(2041, 3, 3)


def test_the_stub_holds_no_plan_of_the_family_and_nothing_of_the_verwijsindex(
    gesloten: Any,
) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    casus, op = gesloten.casus("zat"), gesloten.op
    functie = casus.elementen[0].vastgelegd_door
    doel = Plandoel(
        id="d" * 26,
        leefgebied=Leefgebied.HUISHOUDEN,
        uitvoerder=functie,
        start=op,
        streefdatum=op,
        element=casus.elementen[0].id,
        door=functie,
        gesteld_op=op,
    )
    plan = Gezinsplan(doelen=(doel,), coordinator=functie, benoemd_door=functie, ingestemd_op=op)
    gemeld = Verwijzing(
        melding=Gemeld(id="m" * 26, contact=functie, op=op, vervalt_op=op),
        matches=(put_in(match(functie, op), uitkomst=Matchuitkomst.GEEN_VERVOLG),),
    )
    gesloten.casussen["zat"] = put_in(casus, gezinsplan=plan, verwijsindex=gemeld)
    vernietig(gesloten)
    leeg = gesloten.casus("zat")
    assert (leeg.gezinsplan, leeg.verwijsindex) == (Gezinsplan(), Verwijzing())


@pytest.mark.parametrize("stap", STAPPEN)
def test_every_step_on_an_erased_casus_is_refused_clearly(gesloten: Any, stap: str) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    vernietig(gesloten)
    commando = STAPPEN[stap].model_construct()
    assert "op 02-03-2026 vernietigd" in gesloten.weigert("zat", commando)


def test_what_happens_to_an_erased_casus_leaves_nothing(gesloten: Any) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    handeling = gesloten.casus("zat").verstrekken.verzoeken[0]
    vernietig(gesloten)
    stomp = gesloten.casus("zat")
    gesloten.casussen["zat"] = put_in(stomp, verzoeken=(handeling,))
    handel_af(gesloten, date(2041, 3, 2))
    assert gesloten.casus("zat").nakomen.plichten == stomp.nakomen.plichten


def test_keys_of_somebody_in_another_casus_go_with_the_last_one(gesloten: Any) -> None:
    ouder = Persoon(id="0" * 26, relatie=Relatie.OUDER)
    kind = put_in(gesloten.casus("zat"), personen=(ouder,))
    zus = ander(kind, betrokkene="1" * 26, elementen=(), gedeeld=())
    assert te_vergeten(kind, ()) == (ouder.id, kind.betrokkene)
    assert te_vergeten(kind, (zus,)) == (kind.betrokkene,)


def test_on_request_who_got_something_hears_it_without_elements_and_decides(
    wereld: Any,
) -> None:
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("zat", c("draag-over", naar_overleg="cjg", **AANBOD))
    wereld.moet("cjg", c("weiger", reden="geen-plaats"))
    wereld.moet("zat", c("stel-uitkomst-vast", uitkomst="sluiten"))
    wereld.moet("zat", c("sluit-casus", reden="geen-vervolg"))
    handel_af(wereld)
    wereld.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    melding, vernietigd = vernietig(wereld)
    assert isinstance(melding, VerstrekkingGevraagd)
    assert (melding.naar_overleg, melding.elementen) == ("cjg", ())
    assert isinstance(melding.inhoud, Aanvulling)
    assert melding.inhoud.reden is Aanvulreden.VERNIETIGD
    assert isinstance(vernietigd, GegevensVernietigd)
    wereld.bezorg_alles()
    (plicht,) = wereld.casus("cjg").nakomen.plichten
    assert (plicht.soort, plicht.stand) == (Plichtsoort.VERNIETIGEN, "open")
    assert wereld.casus("cjg").gedeeld


def test_what_was_on_its_way_goes_too_but_not_of_who_is_in_another_casus(gesloten: Any) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    voor = gesloten.casus("zat")
    (oud,) = voor.elementen
    vernietig(gesloten, sleutels=lambda _: (oud.waarde.sleutel,))
    casus = gesloten.casus("zat")
    nieuw = oud.model_copy(update={"waarde": Verzegeld(sleutel="k" * 26, cijfertekst="x")})
    morgen = gesloten.op + timedelta(days=1)
    assert nagekomen(casus, (oud,), (), morgen) == ()
    (feit,) = nagekomen(casus, (oud, nieuw), (), morgen)
    assert (feit.sleutels, feit.op) == (("k" * 26,), morgen)
    assert nagekomen(casus, (nieuw,), (ander(voor),), morgen) == ()
    assert nagekomen(voor, (nieuw,), (), morgen) == ()


def test_a_casus_that_comes_back_is_open_again_and_empty(gesloten: Any) -> None:
    gesloten.moet("zat", c("leg-vernietigingsverzoek-vast", **VERZOEK))
    vernietig(gesloten)
    casus = gesloten.casus("zat")
    weer = CasusHeropend(
        casus=casus.id,
        overleg="zat",
        houder="cjg-huis",
        door=gesloten.regie("cjg"),
        op=gesloten.op,
    )
    na = vouw(((weer, gesloten.op),), casus)
    assert na is not None
    assert na.open
    assert (na.vernietigd, na.vernietigen.voorbereid_op, na.elementen) == (None, None, ())
