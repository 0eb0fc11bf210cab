"""The loop from the table to the school and back, over two real notifiers."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.events.casusoverleg import (
    CasusGeopend,
    CommandoGeweigerd,
    OverdrachtGewijzigd,
    OverdrachtOntvangen,
    OverdrachtstapVernomen,
    TerugkoppelingBesloten,
    UitkomstVastgesteld,
)
from contracts.events.notifier import (
    BerichtKlaargezet,
    Berichtsoort,
    OntvangstBevestigd,
    TerugkoppelingDoorgegeven,
)
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import facts, postbus
from contracts.vocabulary import Domein, Functie
from infra.not_found import NotFound
from notifier.domain.bericht import Handeling, Status
from notifier.worker.deeds import Gedaan, Loket

RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
ZORGCOORDINATOR = Functie(organisatie="het-baken", rol="zorgcoordinator-school")
HCO_FACTS, OTHER_CASUS = facts("casusoverleg", Domein.VEILIGHEID), "z" * 26

MaakProef = Callable[..., Any]
Geopend = Callable[..., CasusGeopend]


def uitkomst(casus: str, **changes: Any) -> UitkomstVastgesteld:
    given = {
        "casus": casus,
        "overleg": "hco",
        "uitkomst": "overdragen",
        "ingebracht_door": "zat",
        "weg": "zat-naar-hco",
        "school": "het-baken",
        "door": {"organisatie": "veiligheidshuis", "rol": "ketenmanager"},
        "op": "2026-03-02",
    }
    return UitkomstVastgesteld.model_validate(given | changes)


def bezorgd(asked: VerstrekkingGevraagd, **ids: Any) -> VerstrekkingBezorgd:
    """What the gate would deliver."""
    return VerstrekkingBezorgd(
        verstrekking="v" * 26,
        casus=ids.get("casus", asked.casus),
        betrokkene="k" * 26,
        leeftijdsband=asked.leeftijdsband,
        convenant=asked.convenant,
        van_overleg=asked.van_overleg,
        naar_overleg=asked.naar_overleg,
        door=asked.door,
        inhoud=asked.inhoud.model_copy(update={"terugkoppeling": ids["terugkoppeling"]}),
        elementen=(),
        besluit="b" * 26,
        op=asked.op,
    )


def loket(proef: Any) -> Loket:
    return Loket(proef.kernel, proef.parts.domein, proef.clock)


def doe(proef: Any, bericht: str, handeling: Handeling, aan: Functie, key: str = "1") -> Gedaan:
    return loket(proef).handel(bericht, handeling, (aan,), key)


def test_the_loop_is_closed(proef: MaakProef, geopend: Geopend) -> None:
    hco, school = proef(Domein.VEILIGHEID, {}), proef(Domein.ONDERWIJS, {})
    opened = geopend()
    hco.hoor(HCO_FACTS, opened)
    hco.hoor(HCO_FACTS, uitkomst(opened.casus))
    (waiting,) = hco.gezegd()
    assert (waiting.soort, waiting.aan) == (Berichtsoort.UITKOMST_TERUGKOPPELEN, RMC)

    assert doe(hco, waiting.bericht, Handeling.DOORGEVEN, RMC).status is Status.DOORGEGEVEN
    passed, asked = hco.gezegd()
    assert isinstance(passed, TerugkoppelingDoorgegeven)
    assert asked.naar_overleg == "zat"

    school.hoor(
        postbus(Domein.ONDERWIJS), bezorgd(asked, casus=OTHER_CASUS, terugkoppeling="t" * 26)
    )
    (received,) = school.gezegd()
    assert (received.soort, received.aan) == (
        Berichtsoort.TERUGKOPPELING_ONTVANGEN,
        ZORGCOORDINATOR,
    )
    assert received.contact == RMC
    doe(school, received.bericht, Handeling.BEVESTIG, ZORGCOORDINATOR)
    confirmed, receipt = school.gezegd()
    assert isinstance(confirmed, OntvangstBevestigd)
    assert (receipt.casus, receipt.naar_overleg) == (OTHER_CASUS, "hco")

    back = bezorgd(receipt, casus=opened.casus, terugkoppeling=passed.terugkoppeling)
    hco.hoor(postbus(Domein.VEILIGHEID), back)
    (closed,) = hco.gezegd()
    assert (closed.soort, closed.aan) == (Berichtsoort.ONTVANGST_BEVESTIGD, RMC)
    assert [one.inhoud.bericht for one, _ in loket(hco).lopend((RMC,))] == [closed.bericht]


def test_feedback_within_one_domain_finds_its_carrier_again(
    proef: MaakProef, geopend: Geopend
) -> None:
    one = proef(Domein.ONDERWIJS, {})
    coordinator = Functie(organisatie="het-baken", rol="zat-coordinator")
    opened = geopend(overleg="zat", van_overleg=None, weg="aanmelding-zat", herkomst="aanmelding")
    one.hoor(facts("casusoverleg", Domein.ONDERWIJS), opened)
    told = uitkomst(opened.casus, overleg="zat", ingebracht_door="het-baken", weg="aanmelding-zat")
    one.hoor(facts("casusoverleg", Domein.ONDERWIJS), told)
    (waiting,) = one.gezegd()
    assert waiting.aan == coordinator
    doe(one, waiting.bericht, Handeling.DOORGEVEN, coordinator)
    _, asked = one.gezegd()
    one.hoor(postbus(Domein.ONDERWIJS), bezorgd(asked, terugkoppeling=waiting.terugkoppeling))
    (received,) = one.gezegd()
    doe(one, received.bericht, Handeling.BEVESTIG, ZORGCOORDINATOR, "2")
    _, receipt = one.gezegd()
    one.hoor(postbus(Domein.ONDERWIJS), bezorgd(receipt, terugkoppeling=waiting.terugkoppeling))
    (closed,) = one.gezegd()
    assert (closed.soort, closed.aan) == (Berichtsoort.ONTVANGST_BEVESTIGD, coordinator)


def test_what_comes_twice_is_told_once(proef: MaakProef, geopend: Geopend) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    hco.hoor(HCO_FACTS, opened)
    record = hco.hoor(HCO_FACTS, uitkomst(opened.casus))
    hco.kernel.receive([record])
    assert len(hco.gezegd()) == 1


def test_a_command_that_is_repeated_does_nothing_more(proef: MaakProef, geopend: Geopend) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    hco.hoor(HCO_FACTS, opened)
    hco.hoor(HCO_FACTS, uitkomst(opened.casus))
    (waiting,) = hco.gezegd()
    first = doe(hco, waiting.bericht, Handeling.DOORGEVEN, RMC, "zelfde")
    assert doe(hco, waiting.bericht, Handeling.DOORGEVEN, RMC, "zelfde") == first
    assert len(hco.gezegd()) == 2


def test_a_refused_deed_is_known_and_changes_nothing(proef: MaakProef, geopend: Geopend) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    hco.hoor(HCO_FACTS, opened)
    hco.hoor(HCO_FACTS, uitkomst(opened.casus))
    (waiting,) = hco.gezegd()
    answer = doe(hco, waiting.bericht, Handeling.NIET_NODIG, RMC)
    assert answer.geweigerd == "Op deze weg wordt altijd teruggekoppeld."
    (refused,) = hco.gezegd()
    assert isinstance(refused, CommandoGeweigerd)
    assert (refused.commando, refused.reden) == ("niet-nodig", answer.geweigerd)
    assert doe(hco, waiting.bericht, Handeling.DOORGEVEN, RMC, "2").geweigerd is None


def test_somebody_else_does_not_even_see_that_it_exists(proef: MaakProef, geopend: Geopend) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    hco.hoor(HCO_FACTS, opened)
    hco.hoor(HCO_FACTS, uitkomst(opened.casus))
    (waiting,) = hco.gezegd()
    with pytest.raises(NotFound):
        doe(hco, waiting.bericht, Handeling.DOORGEVEN, ZORGCOORDINATOR)
    assert hco.gezegd() == []


def test_without_a_school_feedback_ends_at_the_carrier(proef: MaakProef, geopend: Geopend) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend(school=None)
    hco.hoor(HCO_FACTS, opened)
    hco.hoor(HCO_FACTS, uitkomst(opened.casus, school=None))
    (waiting,) = hco.gezegd()
    assert waiting.aan == RMC
    assert doe(hco, waiting.bericht, Handeling.DOORGEVEN, RMC).geweigerd
    assert doe(hco, waiting.bericht, Handeling.BEVESTIG, RMC, "2").status is Status.BEVESTIGD
    refused, confirmed = hco.gezegd()
    assert isinstance(refused, CommandoGeweigerd)
    assert isinstance(confirmed, OntvangstBevestigd)


def test_action_after_a_decision_is_told_as_well(proef: MaakProef, geopend: Geopend) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend(weg="zorgmelding", van_overleg=None, herkomst="aanmelding")
    hco.hoor(HCO_FACTS, opened)
    told = uitkomst(opened.casus, ingebracht_door="politie", weg="zorgmelding")
    hco.hoor(HCO_FACTS, told)
    assert hco.gezegd() == []
    decided = TerugkoppelingBesloten(
        casus=opened.casus, overleg="hco", nodig=True, school="het-baken", door=RMC, op=told.op
    )
    hco.hoor(HCO_FACTS, decided)
    (outcome,) = hco.gezegd()
    assert outcome.soort is Berichtsoort.UITKOMST_TERUGKOPPELEN
    step = OverdrachtstapVernomen.model_validate(
        {
            "casus": opened.casus,
            "overdracht": "d" * 26,
            "overleg": "hco",
            "stap": "actie-bevestigd",
            "door": {"organisatie": "cjg", "rol": "procesregisseur"},
            "houder": "cjg",
            "bewijs": "hulp-is-begonnen",
            "op": "2026-03-02",
        }
    )
    hco.hoor(HCO_FACTS, step)
    kinds = [payload.soort for payload in hco.gezegd()]
    assert kinds == [Berichtsoort.ACTIE_BEVESTIGD, Berichtsoort.ACTIE_TERUGKOPPELEN]


def test_feedback_that_the_gate_stopped_waits_for_the_carrier_again(
    proef: MaakProef, geopend: Geopend
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    hco.hoor(HCO_FACTS, opened)
    hco.hoor(HCO_FACTS, uitkomst(opened.casus))
    (waiting,) = hco.gezegd()
    doe(hco, waiting.bericht, Handeling.DOORGEVEN, RMC)
    _, asked = hco.gezegd()
    stopped = VerstrekkingAfgehandeld(
        verstrekking=asked.verstrekking,
        casus=opened.casus,
        naar_overleg="zat",
        doorgelaten=False,
        uitkomsten=(),
        regels=("wbp-8",),
        besluit="b" * 26,
        op=asked.op,
    )
    hco.hoor(postbus(Domein.VEILIGHEID), stopped)
    (told,) = hco.gezegd()
    assert isinstance(told, BerichtKlaargezet)
    assert (told.soort, told.aan) == (Berichtsoort.VERSTREKKING_TEGENGEHOUDEN, RMC)
    again = doe(hco, waiting.bericht, Handeling.DOORGEVEN, RMC, "2")
    assert again.status is Status.DOORGEGEVEN


@pytest.mark.parametrize(
    ("stap", "dealt_with"),
    [("geaccepteerd", True), ("geweigerd", True), ("vraag-terug", False)],
)
def test_who_answers_an_offer_has_read_the_message(
    proef: MaakProef, geopend: Geopend, stap: str, *, dealt_with: bool
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    manager = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
    opened = geopend(herkomst="overdracht", weg=None)
    hco.hoor(HCO_FACTS, opened)
    shared = {"casus": opened.casus, "overdracht": "d" * 26, "overleg": "hco", "houder": "cjg"}
    offer = {
        "convenant": "oefenstad@1",
        "van_overleg": "cjg-tafel",
        "vraag": "advies",
        "gewenst_bewijs": "hulp-is-begonnen",
        "uiterlijk": "2026-03-06",
        "op": "2026-03-02",
    }
    hco.hoor(HCO_FACTS, OverdrachtOntvangen.model_validate(shared | offer))
    (waiting,) = hco.gezegd()
    step = {"stap": stap, "door": manager.model_dump(), "op": "2026-03-03"}
    hco.hoor(HCO_FACTS, OverdrachtGewijzigd.model_validate(shared | step))
    said = hco.gezegd()
    assert [one.bericht for one in said] == ([waiting.bericht] if dealt_with else [])
    assert bool(loket(hco).lopend((manager,))) is not dealt_with


@pytest.mark.parametrize(
    ("vernomen", "gedaan", "dealt_with"),
    [
        ("actie-bevestigd", "afgesloten", True),
        ("actie-bevestigd", "heropend", True),
        ("vraag-terug", "vraag-beantwoord", True),
        ("intrekking-gevraagd", "intrekking-bevestigd", True),
        ("intrekking-gevraagd", "intrekking-bestreden", True),
        ("heropend", "actie-bevestigd", True),
        ("vraag-terug", "intrekking-gevraagd", False),
        ("tussenbericht", "afgesloten", False),
        ("heropend", "tussenbericht", False),
    ],
)
def test_who_does_what_a_step_asked_has_read_of_it(
    proef: MaakProef, geopend: Geopend, vernomen: str, gedaan: str, *, dealt_with: bool
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    manager = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
    opened = geopend(herkomst="overdracht", weg=None)
    hco.hoor(HCO_FACTS, opened)
    shared = {"casus": opened.casus, "overdracht": "d" * 26, "overleg": "hco", "houder": "cjg"}
    step = {"door": manager.model_dump(), "op": "2026-03-03"}
    heard = shared | step | {"stap": vernomen}
    hco.hoor(HCO_FACTS, OverdrachtstapVernomen.model_validate(heard))
    (waiting,) = hco.gezegd()
    hco.hoor(HCO_FACTS, OverdrachtGewijzigd.model_validate(shared | step | {"stap": gedaan}))
    said = hco.gezegd()
    assert [one.bericht for one in said] == ([waiting.bericht] if dealt_with else [])


def test_an_answer_of_the_gate_may_come_before_the_casus(
    proef: MaakProef, geopend: Geopend
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    opened = geopend()
    for verstrekking, doorgelaten in (("v" * 26, True), ("w" * 26, False), ("x" * 26, False)):
        answer = {
            "verstrekking": verstrekking,
            "casus": opened.casus,
            "naar_overleg": "cjg-tafel",
            "doorgelaten": doorgelaten,
            "uitkomsten": [{"element": "e" * 26, "uitkomst": "beoordeling", "regels": []}],
            "regels": [],
            "besluit": "b" * 26,
            "op": "2026-03-02",
        }
        hco.hoor(postbus(Domein.VEILIGHEID), VerstrekkingAfgehandeld.model_validate(answer))
    assert hco.gezegd() == []
    assert hco.kernel.parked() == []
    hco.hoor(HCO_FACTS, opened)
    said = hco.gezegd()
    assert sorted(one.soort for one in said) == [
        Berichtsoort.VERSTREKKING_TEGENGEHOUDEN,
        Berichtsoort.VERSTREKKING_TEGENGEHOUDEN,
    ]
    assert len({one.bericht for one in said}) == 2
    hco.hoor(HCO_FACTS, opened)
    assert hco.gezegd() == []
