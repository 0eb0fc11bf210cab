"""What is said to whom on which fact."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.events.casusoverleg import OverdrachtOntvangen, OverdrachtstapVernomen
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import Besprekingsuitkomst as U
from contracts.events.verstrekking import (
    Bewijssoort,
    Elementuitkomst,
    Ontvangstbevestiging,
    Stap,
    Terugkoppeling,
)
from contracts.vocabulary import Functie, Uitkomst, Wanneer
from notifier.domain import aanleiding
from notifier.domain.aanleiding import Aanleiding
from notifier.domain.bericht import Bericht
from notifier.domain.casus import Bevestigd, Casus

MaakCasus = Callable[..., Casus]
MaakBij = Callable[[Casus], Aanleiding]
A_ID, B_ID = "a" * 26, "b" * 26
OP = date(2026, 3, 2)


def functie(name: str) -> Functie:
    organisatie, rol = name.split("/")
    return Functie(organisatie=organisatie, rol=rol)


KETENMANAGER = functie("veiligheidshuis/ketenmanager")
RMC = functie("rmc/rmc-coordinator")


def told(berichten: tuple[Bericht, ...]) -> list[tuple[str, str]]:
    return [(b.inhoud.soort, str(b.inhoud.aan)) for b in berichten]


@pytest.mark.parametrize(
    ("weg", "besloten", "uitkomst", "verwacht"),
    [
        ("zat-naar-hco", False, U.OVERDRAGEN, ["rmc/rmc-coordinator"]),
        ("zat-naar-hco", False, U.EIGEN_PLAN, ["rmc/rmc-coordinator"]),
        ("zat-naar-hco", False, U.SLUITEN, ["rmc/rmc-coordinator"]),
        ("zat-naar-hco", False, U.VERDER_BESPREKEN, []),
        ("zorgmelding", False, U.OVERDRAGEN, []),
        ("zorgmelding", True, U.OVERDRAGEN, ["rmc/rmc-coordinator"]),
        ("cjg-naar-hco", False, U.EIGEN_PLAN, []),
        ("cjg-naar-hco", True, U.EIGEN_PLAN, ["rmc/rmc-coordinator"]),
        ("politie-naar-jco", True, U.SLUITEN, ["rvdk/raadsonderzoeker"]),
        (None, False, U.EIGEN_PLAN, []),
        (None, True, U.EIGEN_PLAN, ["veiligheidshuis/ketenmanager"]),
    ],
)
def test_who_carries_the_outcome_back(
    casus: MaakCasus,
    bij: MaakBij,
    *,
    weg: str | None,
    besloten: bool,
    uitkomst: U,
    verwacht: list[str],
) -> None:
    known = casus(
        {"uitkomst": uitkomst, "uitkomst_door": KETENMANAGER, "terugkoppelen": besloten}, weg=weg
    )
    found = aanleiding.berichten_on_uitkomst_vastgesteld(bij(known))
    assert told(found) == [("uitkomst-terugkoppelen", who) for who in verwacht]


@pytest.mark.parametrize(
    ("weg", "van", "school", "naar"),
    [
        ("zat-naar-hco", "zat", "het-baken", "zat"),
        ("zat-naar-hco", "zat", None, None),
        ("zorgmelding", None, "het-baken", "zat"),
        ("cjg-naar-hco", "cjg-tafel", "het-baken", "zat"),
        ("cjg-naar-hco", "cjg-tafel", None, None),
    ],
)
def test_where_feedback_goes(
    casus: MaakCasus,
    bij: MaakBij,
    *,
    weg: str,
    van: str | None,
    school: str | None,
    naar: str | None,
) -> None:
    known = casus(
        {"uitkomst": U.OVERDRAGEN, "terugkoppelen": True}, weg=weg, van_overleg=van, school=school
    )
    (found,) = aanleiding.berichten_on_uitkomst_vastgesteld(bij(known))
    assert (found.route.naar if found.route else None) == naar
    assert found.inhoud.uiterlijk == date(2026, 3, 9)


def _vernomen(stap: Stap, door: Functie = KETENMANAGER, **given: Any) -> OverdrachtstapVernomen:
    return OverdrachtstapVernomen(
        casus=A_ID,
        overdracht=B_ID,
        overleg="hco",
        stap=stap,
        door=door,
        houder=door.organisatie,
        op=OP,
        **given,
    )


@pytest.mark.parametrize(
    ("stap", "soort"),
    [
        (Stap.GEACCEPTEERD, "overdracht-beantwoord"),
        (Stap.GEWEIGERD, "overdracht-beantwoord"),
        (Stap.VRAAG_TERUG, "overdracht-beantwoord"),
        (Stap.INTREKKING_BESTREDEN, "overdracht-beantwoord"),
        (Stap.INTREKKING_GEVRAAGD, "overdracht-gewijzigd"),
        (Stap.TUSSENBERICHT, "overdracht-gewijzigd"),
        (Stap.HEROPEND, "overdracht-gewijzigd"),
        (Stap.AFGESLOTEN, None),
        (Stap.TERUGGAVE_GEVRAAGD, None),
    ],
)
def test_the_regie_hears_of_steps(
    casus: MaakCasus, bij: MaakBij, stap: Stap, soort: str | None
) -> None:
    found = aanleiding.berichten_on_overdrachtstap_vernomen(bij(casus()), _vernomen(stap))
    assert told(found) == ([(soort, str(KETENMANAGER))] if soort else [])


def test_confirmed_action_goes_to_the_regie_and_to_the_carrier(
    casus: MaakCasus, bij: MaakBij
) -> None:
    cjg = functie("cjg/procesregisseur")
    known = casus({"actie": Bevestigd(door=cjg, bewijs=Bewijssoort.HULP_BEGONNEN)})
    step = _vernomen(Stap.ACTIE_BEVESTIGD, cjg, bewijs=Bewijssoort.HULP_BEGONNEN)
    found = aanleiding.berichten_on_overdrachtstap_vernomen(bij(known), step)
    assert told(found) == [
        ("actie-bevestigd", str(KETENMANAGER)),
        ("actie-terugkoppelen", str(RMC)),
    ]
    assert found[1].inhoud.door == cjg
    assert found[1].inhoud.bewijs is Bewijssoort.HULP_BEGONNEN
    assert found[1].inhoud.uitkomst is None


@pytest.mark.parametrize(
    ("door", "genoemd"),
    [
        ("cjg/procesregisseur", "cjg/procesregisseur"),
        ("novadic/behandelaar", "rmc/rmc-coordinator"),
        ("politie/jeugdagent", "rmc/rmc-coordinator"),
        ("om/officier-van-justitie", "rmc/rmc-coordinator"),
    ],
)
def test_a_school_does_not_hear_that_somebody_is_known_at_special_partners(
    casus: MaakCasus, bij: MaakBij, door: str, genoemd: str
) -> None:
    actor = functie(door)
    known = casus({"actie": Bevestigd(door=actor, bewijs=None)})
    found = aanleiding.berichten_on_overdrachtstap_vernomen(
        bij(known), _vernomen(Stap.ACTIE_BEVESTIGD, actor)
    )
    assert str(found[1].inhoud.door) == genoemd
    assert found[0].inhoud.door == actor


def test_confirmed_action_without_a_road_of_feedback_stays_at_the_table(
    casus: MaakCasus, bij: MaakBij
) -> None:
    known = casus({"actie": Bevestigd(door=RMC, bewijs=None)}, weg="zorgmelding", van_overleg=None)
    found = aanleiding.berichten_on_overdrachtstap_vernomen(
        bij(known), _vernomen(Stap.ACTIE_BEVESTIGD)
    )
    assert told(found) == [("actie-bevestigd", str(KETENMANAGER))]


@pytest.mark.parametrize(
    ("weg", "voorheen", "nodig", "soorten"),
    [
        ("zorgmelding", False, True, ["uitkomst-terugkoppelen", "actie-terugkoppelen"]),
        ("zorgmelding", False, False, []),
        ("zorgmelding", True, True, []),
        ("zat-naar-hco", False, True, []),
    ],
)
def test_a_decision_brings_out_what_was_not_told_yet(
    casus: MaakCasus, bij: MaakBij, *, weg: str, voorheen: bool, nodig: bool, soorten: list[str]
) -> None:
    learnt = {"uitkomst": U.OVERDRAGEN, "actie": Bevestigd(door=RMC, bewijs=None)}
    before = casus(learnt | {"terugkoppelen": voorheen}, weg=weg)
    after = casus(learnt | {"terugkoppelen": nodig}, weg=weg)
    found = aanleiding.berichten_on_terugkoppeling_besloten(bij(after), before)
    assert [soort for soort, _ in told(found)] == soorten


def test_an_offer_waits_for_the_regie_until_its_own_term(casus: MaakCasus, bij: MaakBij) -> None:
    event = OverdrachtOntvangen.model_validate(
        {
            "casus": A_ID,
            "overdracht": B_ID,
            "convenant": "oefenstad@1",
            "overleg": "cjg-tafel",
            "van_overleg": "hco",
            "vraag": "hulp-starten",
            "gewenst_bewijs": "hulp-is-begonnen",
            "houder": "veiligheidshuis",
            "uiterlijk": "2026-03-20",
            "op": "2026-03-02",
        }
    )
    (found,) = aanleiding.berichten_on_overdracht_ontvangen(
        bij(casus(overleg="cjg-tafel", weg=None)), event
    )
    assert str(found.inhoud.aan) == "cjg/procesregisseur"
    assert found.inhoud.uiterlijk == date(2026, 3, 20)


def test_feedback_reaches_the_schools_zorgcoordinator(casus: MaakCasus, bij: MaakBij) -> None:
    content = Terugkoppeling(
        terugkoppeling=B_ID,
        over="uitkomst",
        uitkomst=U.OVERDRAGEN,
        door=KETENMANAGER,
        contact=RMC,
        aan_rol="zorgcoordinator-school",
        wanneer=Wanneer.ALTIJD,
        op=OP,
    )
    event = VerstrekkingBezorgd.model_validate(
        {
            "verstrekking": A_ID,
            "casus": A_ID,
            "betrokkene": A_ID,
            "leeftijdsband": "12-15",
            "convenant": "oefenstad@1",
            "van_overleg": "hco",
            "naar_overleg": "zat",
            "door": RMC,
            "inhoud": content,
            "elementen": (),
            "besluit": A_ID,
            "op": OP,
        }
    )
    (found,) = aanleiding.berichten_on_terugkoppeling(bij(casus(overleg="zat")), event, content)
    assert told((found,)) == [("terugkoppeling-ontvangen", "het-baken/zorgcoordinator-school")]
    assert found.inhoud.contact == RMC
    assert found.route is not None
    assert (found.route.naar, found.route.terugkoppeling) == ("hco", B_ID)


def test_the_carrier_hears_of_the_receipt(casus: MaakCasus, bij: MaakBij) -> None:
    content = Ontvangstbevestiging(terugkoppeling=B_ID, door=RMC, op=OP)
    found = aanleiding.berichten_on_ontvangstbevestiging(bij(casus()), content, RMC)
    assert told(found) == [("ontvangst-bevestigd", str(RMC))]
    assert found[0].route is None


def _afgehandeld(*uitkomsten: Uitkomst, doorgelaten: bool) -> VerstrekkingAfgehandeld:
    return VerstrekkingAfgehandeld(
        verstrekking=A_ID,
        casus=A_ID,
        naar_overleg="cjg-tafel",
        doorgelaten=doorgelaten,
        uitkomsten=tuple(Elementuitkomst(element=A_ID, uitkomst=u, regels=()) for u in uitkomsten),
        regels=(),
        besluit=B_ID,
        op=OP,
    )


@pytest.mark.parametrize(
    ("doorgelaten", "uitkomsten", "verwacht"),
    [
        (True, [Uitkomst.TOEGESTAAN, Uitkomst.GEWEIGERD], []),
        (True, [Uitkomst.TOEGESTAAN, Uitkomst.BEOORDELING], []),
        (False, [Uitkomst.BEOORDELING], ["verstrekking-tegengehouden"]),
    ],
)
def test_what_the_gate_did_not_pass_is_told(
    casus: MaakCasus,
    bij: MaakBij,
    *,
    doorgelaten: bool,
    uitkomsten: list[Uitkomst],
    verwacht: list[str],
) -> None:
    found = aanleiding.berichten_on_verstrekking_afgehandeld(
        bij(casus()),
        _afgehandeld(*uitkomsten, doorgelaten=doorgelaten),
        None,
        before=(),
    )
    assert told(found) == [(soort, str(KETENMANAGER)) for soort in verwacht]


def test_a_stopped_feedback_comes_back_to_its_carrier(casus: MaakCasus, bij: MaakBij) -> None:
    found = aanleiding.berichten_on_verstrekking_afgehandeld(
        bij(casus()), _afgehandeld(doorgelaten=False), RMC, before=()
    )
    assert told(found) == [("verstrekking-tegengehouden", str(RMC))]
