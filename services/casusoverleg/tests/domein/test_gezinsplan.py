"""One family, one plan: SMART goals, who coordinates, and who agrees that a casus may close."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from casusoverleg.domain.casus import Casus, Persoon
from casusoverleg.domain.fold import verhaal, vouw
from casusoverleg.domain.gezinsplan.in_het_gezin import met_genoemde, ook_daar, voor_het_gezin
from casusoverleg.domain.gezinsplan.plan import Gezinsplan
from casusoverleg.domain.opschalen.klok import klokken
from casusoverleg.domain.stappen.command import Commando
from chain.daden import bespreking
from chain.daden import commando as c
from contracts.elements import Veld
from contracts.events import gezinsplan as feiten
from contracts.vocabulary import Functie, Klokstap, Organisatietype, Relatie, Zetelsoort
from infra.testing.nested import put_in

REGIE = Functie(organisatie="cjg-huis", rol="procesregisseur")
WERKER = Functie(organisatie="mw", rol="maatschappelijk-werker")
ZORGREGISSEUR = Functie(organisatie="gemeente", rol="regisseur")
PLAN = {"uitvoerder": "cjg-huis/procesregisseur", "start": "2026-03-02"}
DOEL = {
    "leefgebied": "school-en-werk",
    "wat": "Sam gaat weer naar school.",
    "maatstaf": "Vier weken zonder verzuim.",
    "wie": "mw/maatschappelijk-werker",
    "start": "2026-03-02",
    "streefdatum": "2026-05-01",
}
VAN_GEZIN = DOEL | {"leefgebied": "huishouden", "wat": "De schulden zijn geregeld."}


BENOEM = c("benoem-zorgcoordinator-gezin", coordinator="mw/maatschappelijk-werker")
STEM_IN = c("stem-in-met-afsluiten", reden="terug-naar-het-gezin")
SLUIT = c("sluit-casus", reden="plan-afgerond")


@pytest.fixture
def cjg(wereld: Any) -> Any:
    """A child lies at the CJG, which made a plan of its own."""
    wereld.casussen["zat"] = None
    wereld.meld_aan("cjg", REGIE, houder="cjg-huis")
    wereld.moet("cjg", c("bespreek", **bespreking("2026-03-02")))
    wereld.moet("cjg", c("stel-plan-vast", **PLAN, beoogd_einde="2026-09-01"))
    return wereld


def gesteld(wereld: Any, **anders: Any) -> str:
    """Sets a goal; its id."""
    wereld.moet("cjg", c("stel-doel", **DOEL | anders))
    return str(wereld.casus("cjg").gezinsplan.huidig[-1].id)


def behaald(wereld: Any, doel: str, oordeel: str = "behaald") -> None:
    wereld.moet("cjg", c("evalueer-doel", plandoel=doel, oordeel=oordeel))


def test_a_goal_needs_a_plan(wereld: Any) -> None:
    wereld.casussen["zat"] = None
    wereld.meld_aan("cjg", REGIE, houder="cjg-huis")
    assert "geen eigen plan" in wereld.weigert("cjg", c("stel-doel", **DOEL))


@pytest.mark.parametrize(
    ("veld", "woorden"),
    [
        ("wat", "wat er bereikt moet zijn"),
        ("maatstaf", "waaraan men ziet dat het bereikt is"),
        ("wie", "wie eraan werkt"),
        ("start", "wanneer het begint"),
        ("streefdatum", "wanneer het bereikt moet zijn"),
    ],
)
@pytest.mark.parametrize("stap", ["stel-doel", "stel-doel-bij"])
@pytest.mark.parametrize("leeg", [{}, None, " "])
def test_a_goal_that_is_not_smart_is_refused(stap: str, veld: str, woorden: str, leeg: Any) -> None:
    over = {veld: leeg} if leeg != {} else {}
    given = {k: v for k, v in DOEL.items() if k != veld} | over
    if stap == "stel-doel-bij":
        given = {k: v for k, v in given.items() if k != "leefgebied"} | {"plandoel": "0" * 26}
    with pytest.raises(ValidationError, match=f"Een doel is SMART; vul nog in: {woorden}\\."):
        c(stap, **given)


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"wie": "politie/jeugdagent"}, "zetel"),
        ({"streefdatum": "2026-03-02"}, "na de dag waarop het begint"),
        ({"start": "2026-01-01", "streefdatum": "2026-02-01"}, "een dag die nog komt"),
        ({"over": "ouder", "persoon": "0" * 26}, "onbekend"),
    ],
)
def test_a_goal_that_cannot_be(cjg: Any, anders: dict[str, str], reden: str) -> None:
    assert reden in cjg.weigert("cjg", c("stel-doel", **DOEL | anders))


def test_a_goal_is_sealed_and_is_for_who_works_at_it_until_the_gate_says_more(cjg: Any) -> None:
    gesteld_, gevraagd = cjg.doe("cjg", c("stel-doel", **DOEL))
    assert isinstance(gesteld_, feiten.DoelGesteld)
    (element,) = gevraagd.elementen
    assert (element.veld, element.brontype) == (Veld.AFSPRAAK, Organisatietype.MAATSCHAPPELIJK_WERK)
    assert "Sam" not in gesteld_.model_dump_json()
    casus = cjg.casus("cjg")

    def ziet(functie: Functie, soort: Organisatietype) -> bool:
        zetelsoort = Zetelsoort(organisatietype=soort, rol=functie.rol)
        return element.id in {g.element.id for g in casus.te_openen(functie, zetelsoort)}

    assert ziet(WERKER, Organisatietype.MAATSCHAPPELIJK_WERK)
    assert ziet(REGIE, Organisatietype.CJG)
    assert not ziet(ZORGREGISSEUR, Organisatietype.GEMEENTE)


def test_what_is_about_a_parent_stands_in_the_name_of_that_parent(cjg: Any) -> None:
    gesteld(cjg, leefgebied="opvoeding", over="ouder")
    ouder = next(p for p in cjg.casus("cjg").personen if p.relatie is Relatie.OUDER)
    element = cjg.casus("cjg").elementen[-1]
    assert (element.over, element.relatie) == (ouder.id, Relatie.OUDER)
    doel = cjg.casus("cjg").gezinsplan.huidig[-1].id
    zonder = {k: v for k, v in DOEL.items() if k != "leefgebied"}
    cjg.moet("cjg", c("stel-doel-bij", **zonder, plandoel=doel))
    bij = cjg.casus("cjg").elementen[-1]
    assert (bij.over, bij.relatie) == (ouder.id, Relatie.OUDER)
    assert bij.id != element.id


def test_who_directs_or_works_at_a_goal_says_whether_it_is_reached(cjg: Any) -> None:
    doel = gesteld(cjg, wie="cjg-huis/procesregisseur")
    niet = c("evalueer-doel", plandoel=doel, oordeel="deels")
    assert "uw zetel" in cjg.weigert("cjg", niet, WERKER)
    behaald(cjg, doel, "deels")
    (lopend,) = cjg.casus("cjg").gezinsplan.lopend
    assert (lopend.laatst.oordeel, lopend.laatst.op) == ("deels", date(2026, 3, 2))
    assert lopend.laatst.door == REGIE
    behaald(cjg, doel)
    assert cjg.casus("cjg").gezinsplan.lopend == ()
    assert "loopt geen doel" in cjg.weigert("cjg", niet)
    eigen, ander = gesteld(cjg), gesteld(cjg, wie="cjg-huis/procesregisseur")
    andermans = c("evalueer-doel", plandoel=ander, oordeel="niet")
    assert "wie eraan werkt" in cjg.weigert("cjg", andermans, WERKER)
    cjg.moet("cjg", c("evalueer-doel", plandoel=eigen, oordeel="niet"), WERKER)
    assert "loopt niet" in cjg.weigert("cjg", niet)


def test_a_goal_that_is_put_otherwise_keeps_its_history(cjg: Any) -> None:
    doel = gesteld(cjg)
    behaald(cjg, doel, "niet")
    anders = {k: v for k, v in DOEL.items() if k != "leefgebied"} | {"streefdatum": "2026-07-01"}
    cjg.moet("cjg", c("stel-doel-bij", **anders, plandoel=doel))
    was, nu = cjg.casus("cjg").gezinsplan.doelen
    assert (was.streefdatum, was.bijgesteld_op) == (date(2026, 5, 1), date(2026, 3, 2))
    assert was.laatst.oordeel == "niet"
    assert (nu.id, nu.streefdatum, nu.laatst) == (was.id, date(2026, 7, 1), None)
    assert nu.leefgebied is was.leefgebied
    assert cjg.casus("cjg").gezinsplan.lopend == (nu,)


def test_a_goal_is_looked_at_on_its_day_and_then_as_often_as_the_plan(cjg: Any) -> None:
    doel = gesteld(cjg)

    def klok() -> tuple[date, Functie] | None:
        gezocht = klokken(cjg.casus("cjg"), cjg.omst("cjg").rooster.bepalingen)
        tot = [(k.uiterlijk, k.wie) for k in gezocht if k.stap is Klokstap.DOEL_EVALUEREN]
        return tot[0] if tot else None

    assert klok() == (date(2026, 5, 1), REGIE)
    behaald(cjg, doel, "deels")
    assert klok() == (date(2026, 5, 1), REGIE)
    cjg.later(60)
    behaald(cjg, doel, "deels")
    termijn = cjg.omst("cjg").rooster.bepalingen.uiterlijk(Klokstap.PLAN_EVALUEREN, cjg.op)
    assert klok() == (termijn, REGIE)
    behaald(cjg, doel)
    assert klok() is None


def test_only_the_zorgregisseur_names_the_coordinator_and_there_is_one(cjg: Any) -> None:
    assert "gemeente/regisseur" in cjg.weigert("cjg", BENOEM, REGIE)
    assert "gemeente/regisseur" in cjg.weigert("cjg", BENOEM, WERKER)
    cjg.moet("cjg", BENOEM, ZORGREGISSEUR)
    assert cjg.casus("cjg").gezinsplan.coordinator == WERKER
    ander = c("benoem-zorgcoordinator-gezin", coordinator="cjg-huis/procesregisseur")
    cjg.moet("cjg", ander, ZORGREGISSEUR)
    assert cjg.casus("cjg").gezinsplan.coordinator == REGIE
    assert cjg.doe("cjg", ander, ZORGREGISSEUR) == ()
    elders = c("benoem-zorgcoordinator-gezin", coordinator="politie/jeugdagent")
    assert "zetel" in cjg.weigert("cjg", elders, ZORGREGISSEUR)


def test_who_stands_in_for_the_zorgregisseur_names_where_nobody_has_the_seat(cjg: Any) -> None:
    bezet = {"bezet": lambda functie: functie != ZORGREGISSEUR}
    besluit = cjg.doe("cjg", BENOEM, REGIE, **bezet)
    assert isinstance(besluit[0], feiten.ZorgcoordinatorGezinBenoemd)


def test_where_bureau_jeugdzorg_coordinates_nobody_is_named(cjg: Any) -> None:
    cjg.moet("cjg", BENOEM, ZORGREGISSEUR)
    cjg.moet("cjg", c("leg-jeugdzorg-vast", coordineert=True))
    assert cjg.casus("cjg").gezinsplan.coordinator is None
    assert "Bureau Jeugdzorg" in cjg.weigert("cjg", BENOEM, ZORGREGISSEUR)
    cjg.moet("cjg", c("leg-jeugdzorg-vast", coordineert=False))
    broer = put_in(cjg.casus("cjg"), id="1" * 26, jeugdzorg=WERKER)
    besluit = cjg.doe("cjg", BENOEM, ZORGREGISSEUR, gezin=(broer,))
    assert "Bureau Jeugdzorg" in besluit.reden
    cjg.moet("cjg", BENOEM, ZORGREGISSEUR)


def test_a_domain_whose_ladder_names_nobody_has_no_coordinator(wereld: Any) -> None:
    wereld.moet("zat", c("bespreek", **bespreking("2026-03-02")))
    plan = {"uitvoerder": "mw/schoolmaatschappelijk-werker", "start": "2026-03-03"}
    assert "geen plan" in wereld.weigert("zat", BENOEM, ZORGREGISSEUR)
    wereld.moet("zat", c("stel-plan-vast", **plan, beoogd_einde="2026-09-01"))
    assert "in dit domein niemand" in wereld.weigert("zat", BENOEM, ZORGREGISSEUR)


def test_a_casus_with_a_coordinator_closes_once_the_zorgregisseur_agreed(cjg: Any) -> None:
    doel = gesteld(cjg)
    assert "niet nodig" in cjg.weigert("cjg", STEM_IN, ZORGREGISSEUR)
    cjg.moet("cjg", BENOEM, ZORGREGISSEUR)
    assert "(gemeente/regisseur) moet eerst instemmen" in cjg.weigert("cjg", SLUIT)
    assert "evalueer dat eerst" in cjg.weigert("cjg", STEM_IN, ZORGREGISSEUR)
    behaald(cjg, doel, "deels")
    cjg.moet("cjg", c("schaal-op", grond="stagnatie"))
    assert "eerst afschalen" in cjg.weigert("cjg", STEM_IN, ZORGREGISSEUR)
    cjg.moet("cjg", c("schaal-af", reden="terug-naar-het-gezin"))
    assert "gemeente/regisseur" in cjg.weigert("cjg", STEM_IN, REGIE)
    cjg.moet("cjg", STEM_IN, ZORGREGISSEUR)
    assert cjg.doe("cjg", STEM_IN, ZORGREGISSEUR) == ()
    cjg.moet("cjg", SLUIT)
    assert not cjg.casus("cjg").open
    assert "gesloten" in cjg.weigert("cjg", STEM_IN, ZORGREGISSEUR)


@pytest.mark.parametrize("verder", ["stel-doel", "schaal-op", "heropen-casus", "benoem"])
def test_what_goes_on_needs_the_agreement_anew(cjg: Any, verder: str) -> None:
    cjg.moet("cjg", BENOEM, ZORGREGISSEUR)
    cjg.moet("cjg", STEM_IN, ZORGREGISSEUR)
    if verder == "heropen-casus":
        cjg.moet("cjg", SLUIT)
        cjg.moet("cjg", c("heropen-casus"))
    elif verder == "benoem":
        ander = c("benoem-zorgcoordinator-gezin", coordinator="cjg-huis/procesregisseur")
        cjg.moet("cjg", ander, ZORGREGISSEUR)
    else:
        cjg.moet("cjg", c(verder, **(DOEL if verder == "stel-doel" else {"grond": "stagnatie"})))
    assert "instemmen" in cjg.weigert("cjg", SLUIT)


def test_a_child_without_a_plan_of_its_own_can_be_agreed_about_too(cjg: Any) -> None:
    zonder_plan = put_in(cjg.casus("cjg"), plan=None)
    cjg.casussen["cjg"] = zonder_plan
    assert "geen plan" in cjg.weigert("cjg", STEM_IN, ZORGREGISSEUR)
    cjg.casussen["cjg"] = daar(cjg, BENOEM, zonder_plan, ZORGREGISSEUR)
    cjg.moet("cjg", STEM_IN, ZORGREGISSEUR)


def test_where_nobody_names_any_more_nobody_is_waited_for(cjg: Any) -> None:
    cjg.moet("cjg", BENOEM, ZORGREGISSEUR)
    zonder = {d: t for d, t in cjg.convenant.opschaling.items() if d != "zorg"}
    cjg.convenant = cjg.convenant.model_copy(update={"opschaling": zonder})
    cjg.moet("cjg", SLUIT)


def test_without_a_coordinator_a_casus_closes_as_ever(cjg: Any) -> None:
    gesteld(cjg)
    cjg.moet("cjg", SLUIT)


def broer_van(casus: Casus) -> Casus:
    """The file of a brother at the same table, in which nothing was recorded yet."""
    zelf = Persoon(id="2" * 26, relatie=Relatie.JEUGDIGE)
    return replace(
        casus,
        id="1" * 26,
        betrokkene=zelf.id,
        elementen=(),
        personen=(zelf,),
        gezinsplan=Gezinsplan(),
    )


def daar(wereld: Any, commando: Commando, lid: Casus, wie: Functie = REGIE) -> Casus:
    """The brother's file after a command in this one."""
    casus, omst = wereld.casus("cjg"), wereld.omst("cjg")
    mee = voor_het_gezin(casus, commando, omst.nieuw)
    if mee is None:
        return lid
    waarde = casus.elementen[0].waarde
    omst = wereld.omst("cjg", verzegeld={"element": waarde})
    na = met_genoemde(lid, mee)
    gezegd = ook_daar(na, mee, wie, omst)
    return vouw(((feit, wereld.op) for feit in gezegd), lid) or lid


def test_a_goal_of_the_family_stands_in_the_file_of_each_child(cjg: Any) -> None:
    broer = broer_van(cjg.casus("cjg"))
    assert daar(cjg, c("stel-doel", **DOEL), broer) == broer
    na = daar(cjg, c("stel-doel", **VAN_GEZIN), broer)
    (doel,) = na.gezinsplan.lopend
    (element,) = na.elementen
    assert (element.id, element.over) == (doel.element, broer.betrokkene)


def test_what_is_about_a_parent_is_so_in_the_brothers_file_too(cjg: Any) -> None:
    gesteld(cjg, leefgebied="opvoeding", over="ouder")
    ouder = next(p.id for p in cjg.casus("cjg").personen if p.relatie is Relatie.OUDER)
    na = daar(
        cjg, c("stel-doel", **VAN_GEZIN, over="ouder", persoon=ouder), broer_van(cjg.casus("cjg"))
    )
    assert na.elementen[0].over == ouder
    assert ouder in {p.id for p in na.personen}


def test_a_goal_of_the_family_is_evaluated_and_put_otherwise_once_for_all(cjg: Any) -> None:
    doel = gesteld(cjg, leefgebied="huishouden")
    broer = put_in(cjg.casus("cjg"), id="1" * 26)
    na = daar(cjg, c("evalueer-doel", plandoel=doel, oordeel="behaald"), broer)
    assert na.gezinsplan.lopend == ()
    zonder = {k: v for k, v in DOEL.items() if k != "leefgebied"}
    bij = daar(cjg, c("stel-doel-bij", **zonder, plandoel=doel), broer)
    assert [d.bijgesteld_op for d in bij.gezinsplan.doelen] == [cjg.op, None]
    zonder_doel = replace(broer_van(cjg.casus("cjg")), gezinsplan=na.gezinsplan)
    assert daar(cjg, c("evalueer-doel", plandoel=doel, oordeel="niet"), zonder_doel) == zonder_doel


def test_one_coordinator_for_all_children_and_none_where_one_has_bureau_jeugdzorg(cjg: Any) -> None:
    broer = broer_van(cjg.casus("cjg"))
    na = daar(cjg, BENOEM, broer, ZORGREGISSEUR)
    assert na.gezinsplan.coordinator == WERKER
    jeugdzorg = c("leg-jeugdzorg-vast", coordineert=True)
    assert daar(cjg, jeugdzorg, na).gezinsplan.coordinator is None
    assert daar(cjg, jeugdzorg, na).opschalen.jeugdzorg is None
    assert daar(cjg, jeugdzorg, broer) == broer


def test_the_history_tells_it_without_saying_what_it_is_about(cjg: Any) -> None:
    doel = gesteld(cjg)
    behaald(cjg, doel, "deels")
    cjg.moet("cjg", BENOEM, ZORGREGISSEUR)
    cjg.moet("cjg", STEM_IN, ZORGREGISSEUR)
    regels = [verhaal(feit, cjg.op, str) for _, feit in cjg.feiten]
    gezegd = [r.tekst for r in regels if r]
    assert gezegd[-4:] == [
        "Doel gesteld, te behalen op 01-05-2026",
        "Doel geëvalueerd: deels behaald",
        "Zorgcoördinator-gezin benoemd: maatschappelijk werker (mw)",
        "Ingestemd met afsluiten: terug naar het gezin",
    ]
    assert next(r for r in regels if r and "geëvalueerd" in r.tekst).door is None
