"""Every kind of message, and what it asks: no kind is missed, and none vanishes undone."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from contracts.events import casusoverleg, gezinsplan, opschaling, verwijsindex
from contracts.events.casusoverleg import OverdrachtstapVernomen, WegingVastgelegd
from contracts.events.notifier import BerichtKlaargezet
from contracts.events.notifier import Berichtsoort as S
from contracts.events.opschaling import HerinneringGegeven
from contracts.events.payload import Payload
from contracts.events.privacy_gate import VerstrekkingAfgehandeld
from contracts.events.verstrekking import Stap
from contracts.events.wegen import WegingGevraagd
from contracts.topics import facts, postbus
from contracts.vocabulary import Domein, Functie, Klokstap, Wanneer
from notifier.domain.aanleiding import _NA_STAP
from notifier.domain.bericht import Bericht, Geweigerd, Handeling, handel_af
from notifier.pages import NERGENS_HEEN, VERVALLEN, ZINNEN
from notifier.worker.deeds import Loket

OP = date(2026, 3, 2)
MANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
HCO = facts("casusoverleg", Domein.VEILIGHEID)

WEEG = ("leg-weging-vast",)
BEANTWOORD = ("accepteer", "weiger", "vraag-terug")
BEVESTIG = ("bevestig-actie",)
AFSLUITEN = ("sluit-casus", "sluit-overdracht", "heropen-overdracht")
INTREKKING = ("bevestig-intrekking", "bestrijd-intrekking")
TAFEL = ("bespreek", "stel-uitkomst-vast", "breng-in", "draag-over", "stel-plan-vast")
MATCH = ("volg-match-op",)

KINDS: dict[str, type[Payload]] = {
    name: one
    for module in (casusoverleg, gezinsplan, opschaling, verwijsindex)
    for name, one in vars(module).items()
    if isinstance(one, type) and issubclass(one, Payload)
}

Geval = tuple[S, Stap | None, Klokstap | None]

VRAAGT: dict[Geval, tuple[str, ...] | None] = {
    (S.UITKOMST_TERUGKOPPELEN, None, None): None,
    (S.ACTIE_TERUGKOPPELEN, None, None): None,
    (S.TERUGKOPPELING_ONTVANGEN, None, None): None,
    (S.ONTVANGST_BEVESTIGD, None, None): None,
    (S.ACTIE_BEVESTIGD, Stap.ACTIE_BEVESTIGD, None): AFSLUITEN,
    (S.OVERDRACHT_ONTVANGEN, None, None): BEANTWOORD,
    (S.OVERDRACHT_BEANTWOORD, Stap.GEACCEPTEERD, None): None,
    (S.OVERDRACHT_BEANTWOORD, Stap.GEWEIGERD, None): None,
    (S.OVERDRACHT_BEANTWOORD, Stap.VRAAG_TERUG, None): ("beantwoord-vraag",),
    (S.OVERDRACHT_BEANTWOORD, Stap.DOORVERWEZEN, None): None,
    (S.OVERDRACHT_BEANTWOORD, Stap.INTREKKING_BEVESTIGD, None): None,
    (S.OVERDRACHT_BEANTWOORD, Stap.INTREKKING_BESTREDEN, None): None,
    (S.OVERDRACHT_BEANTWOORD, Stap.TERUGGAVE_GEACCEPTEERD, None): None,
    (S.OVERDRACHT_GEWIJZIGD, Stap.VRAAG_BEANTWOORD, None): None,
    (S.OVERDRACHT_GEWIJZIGD, Stap.INTREKKING_GEVRAAGD, None): INTREKKING,
    (S.OVERDRACHT_GEWIJZIGD, Stap.TUSSENBERICHT, None): None,
    (S.OVERDRACHT_GEWIJZIGD, Stap.BEVINDING_GEMELD, None): None,
    (S.OVERDRACHT_GEWIJZIGD, Stap.HEROPEND, None): BEVESTIG,
    (S.AANVULLING_ONTVANGEN, None, None): None,
    (S.BEOORDELING_GEVRAAGD, None, None): WEEG,
    (S.VERSTREKKING_TEGENGEHOUDEN, None, None): None,
    (S.HERINNERING, None, Klokstap.BESPREKEN): TAFEL,
    (S.HERINNERING, None, Klokstap.ACCEPTEREN): BEANTWOORD,
    (S.HERINNERING, None, Klokstap.ACTIE_BEVESTIGEN): BEVESTIG,
    (S.HERINNERING, None, Klokstap.TERUGKOPPELEN): (),
    (S.HERINNERING, None, Klokstap.PLAN_EVALUEREN): ("evalueer-plan",),
    (S.HERINNERING, None, Klokstap.DOEL_EVALUEREN): ("evalueer-doel",),
    (S.HERINNERING, None, Klokstap.MATCH_OPVOLGEN): MATCH,
    (S.VERTEGENWOORDIGDE_TERUGKOPPELEN, None, None): None,
    (S.OPGESCHAALD, None, None): None,
    (S.ONVEILIGHEID_GEMELD, None, None): None,
    (S.COORDINATIE, None, None): None,
    (S.ZORGCOORDINATOR_GEZIN, None, None): None,
    (S.MATCH_GEVONDEN, None, None): MATCH,
    (S.MATCH_VOOR_REGISSEUR, None, None): None,
    (S.ZETEL_ONBEREIKBAAR, None, None): None,
}
"""By which steps of the casus what is asked is done; None: nothing but what its buttons do."""


def bericht(geval: Geval, **changes: Any) -> Bericht:
    soort, stap, klok = geval
    inhoud = BerichtKlaargezet(
        bericht="b" * 26, casus="c" * 26, overleg="hco", aan=MANAGER, soort=soort,
        wanneer=Wanneer.ALTIJD, stap=stap, klok=klok,
    )  # fmt: skip
    return Bericht(inhoud=inhoud, sinds=OP, **changes)


def every_case() -> Iterator[Geval]:
    """What the notifier can say: each kind, by step of the other side and by term."""
    by_step = set(_NA_STAP.values())
    yield from ((soort, stap, None) for stap, soort in _NA_STAP.items())
    yield from ((S.HERINNERING, None, klok) for klok in Klokstap)
    yield from ((s, None, None) for s in S if s not in by_step and s is not S.HERINNERING)


def test_no_kind_of_message_is_missed() -> None:
    assert set(VRAAGT) == set(every_case())
    assert set(ZINNEN) == set(S)
    assert set(NERGENS_HEEN) == {S.UITKOMST_TERUGKOPPELEN, S.ACTIE_TERUGKOPPELEN}


@pytest.mark.parametrize("geval", VRAAGT, ids=lambda g: "-".join(str(p) for p in g if p))
def test_what_asks_for_a_deed_leads_to_it_and_cannot_be_acknowledged(geval: Geval) -> None:
    asked, one = VRAAGT[geval], bericht(geval)
    refused = handel_af(one, Handeling.BEVESTIG)
    if asked is None:
        assert one.daad is None
        assert isinstance(refused, Bericht)
        return
    assert one.daad is not None
    assert one.daad.stappen == asked
    assert one.mogelijk() == ()
    assert not one.ter_kennisgeving
    assert isinstance(refused, Geweigerd)
    assert "vraagt iets van u" in refused.reden


@pytest.mark.parametrize("geval", [g for g, asked in VRAAGT.items() if asked is not None])
def test_what_can_no_longer_be_done_only_tells_something(geval: Geval) -> None:
    lapsed = bericht(geval).vervalt()
    assert lapsed.daad is None
    assert lapsed.ter_kennisgeving
    assert lapsed.mogelijk() == (Handeling.BEVESTIG,)


def test_who_waits_for_the_other_side_is_asked_to_call() -> None:
    waits = bericht((S.HERINNERING, None, Klokstap.ACCEPTEREN), ander_aan_zet=True)
    assert waits.daad is None
    assert waits.mogelijk() == (Handeling.BEVESTIG,)


@pytest.fixture
def hco(proef: Callable[..., Any], geopend: Callable[..., Any]) -> Any:
    made = proef(Domein.VEILIGHEID, {})
    made.casus = geopend().casus
    made.hoor(HCO, geopend())
    return made


def feit(hco: Any, kind: str, **given: Any) -> Payload:
    about = {"casus": hco.casus, "overleg": "hco", "door": MANAGER.model_dump(), "op": "2026-03-03"}
    known = {"convenant": "oefenstad@1", "houder": "cjg", "gewenst_bewijs": "hulp-is-begonnen",
             "van_overleg": "cjg-tafel", "vraag": "advies", "uiterlijk": "2026-03-06"}  # fmt: skip
    form = KINDS[kind]
    fields = {k: v for k, v in (about | known).items() if k in form.model_fields}
    return form.model_validate(fields | given)


def _open(hco: Any) -> list[Bericht]:
    return [
        one for one, _ in Loket(hco.kernel, Domein.VEILIGHEID, hco.clock).lopend((MANAGER, RMC))
    ]


EEN = "d" * 26

DONE = [
    # which term, about what, by which fact of the own table it is done, and with which fields
    ("bespreken", None, "CasusBesproken",
     {"aanwezig": [], "jeugdige": "aanwezig", "ouders": "aanwezig"}),
    ("bespreken", None, "CasusAfgesloten", {"reden": "geen-vervolg"}),
    ("accepteren", EEN, "OverdrachtGewijzigd", {"overdracht": EEN, "stap": "geaccepteerd"}),
    ("actie-bevestigen", EEN, "OverdrachtGewijzigd",
     {"overdracht": EEN, "stap": "actie-bevestigd"}),
    ("plan-evalueren", None, "PlanGeevalueerd", {"oordeel": "op-koers"}),
    ("doel-evalueren", EEN, "DoelGeevalueerd", {"plandoel": EEN, "oordeel": "behaald"}),
    ("match-opvolgen", EEN, "MatchOpgevolgd",
     {"match": EEN, "opvolging": "contact-gelegd", "uitkomst": "samen-een-plan",
      "uiterlijk": None}),
]  # fmt: skip


@pytest.mark.parametrize(("klok", "over", "kind", "fields"), DONE)
def test_a_reminder_stays_until_the_deed_is_done(
    hco: Any, klok: str, over: str | None, kind: str, fields: dict[str, Any]
) -> None:
    if over == EEN and klok in ("accepteren", "actie-bevestigen"):
        hco.hoor(HCO, feit(hco, "OverdrachtOntvangen", overdracht=EEN))
    reminder = HerinneringGegeven.model_validate(
        {"casus": hco.casus, "overleg": "hco", "klok": klok, "over": over or hco.casus,
         "aan": MANAGER.model_dump(), "uiterlijk": "2026-03-02", "op": "2026-03-03"}
    )  # fmt: skip
    hco.hoor(HCO, reminder)
    (waiting,) = [one for one in _open(hco) if one.inhoud.soort is S.HERINNERING]
    loket = Loket(hco.kernel, Domein.VEILIGHEID, hco.clock)
    answer = loket.handel(waiting.inhoud.bericht, Handeling.BEVESTIG, (MANAGER,), "1")
    assert answer.geweigerd is not None
    other = {key: "x" * 26 for key in ("overdracht", "plandoel", "match") if key in fields}
    if other:
        hco.hoor(HCO, feit(hco, kind, **(fields | other)))
        assert waiting in _open(hco)
    hco.hoor(HCO, feit(hco, kind, **fields))
    assert waiting not in _open(hco)


def test_who_waits_hears_that_the_other_side_acted(hco: Any) -> None:
    reminder = HerinneringGegeven.model_validate(
        {"casus": hco.casus, "overleg": "hco", "klok": "accepteren", "over": EEN,
         "aan": MANAGER.model_dump(), "uiterlijk": "2026-03-02", "op": "2026-03-03"}
    )  # fmt: skip
    hco.hoor(HCO, reminder)
    (waiting,) = _open(hco)
    assert waiting.ander_aan_zet
    assert not waiting.ter_kennisgeving
    hco.hoor(HCO, vernomen(hco, Stap.GEACCEPTEERD))
    assert any(one.vervallen and one.ter_kennisgeving for one in _open(hco))


def vernomen(hco: Any, stap: Stap) -> OverdrachtstapVernomen:
    found = feit(hco, "OverdrachtstapVernomen", overdracht=EEN, stap=stap)
    assert isinstance(found, OverdrachtstapVernomen)
    return found


@pytest.mark.parametrize(
    ("asked", "then"),
    [(Stap.VRAAG_TERUG, Stap.GEACCEPTEERD), (Stap.HEROPEND, Stap.TERUGGAVE_GEACCEPTEERD)],
)
def test_what_the_other_side_made_needless_can_be_put_away(
    hco: Any, asked: Stap, then: Stap
) -> None:
    hco.hoor(HCO, vernomen(hco, asked))
    (waiting,) = _open(hco)
    assert waiting.daad is not None
    hco.hoor(HCO, vernomen(hco, then))
    left = {one.inhoud.stap: one for one in _open(hco)}
    assert left[asked].ter_kennisgeving
    assert left[asked].inhoud.soort in VERVALLEN


@pytest.mark.parametrize(("own", "asks"), [("geweigerd", False), ("geaccepteerd", True)])
def test_a_withdrawal_that_crossed_our_answer_asks_nothing(
    hco: Any, own: str, *, asks: bool
) -> None:
    hco.hoor(HCO, feit(hco, "OverdrachtOntvangen", overdracht=EEN))
    hco.hoor(HCO, feit(hco, "OverdrachtGewijzigd", overdracht=EEN, stap=own))
    hco.hoor(HCO, vernomen(hco, Stap.INTREKKING_GEVRAAGD))
    (told,) = _open(hco)
    assert (told.daad is not None) is asks


def decided(hco: Any, uitkomst: str, element: str = "e" * 26, ask: str = "v" * 26) -> Any:
    return VerstrekkingAfgehandeld.model_validate(
        {"verstrekking": ask, "casus": hco.casus, "naar_overleg": "cjg-tafel",
         "doorgelaten": True, "regels": [], "besluit": "b" * 26, "op": "2026-03-02",
         "uitkomsten": [{"element": element, "uitkomst": uitkomst, "regels": []}]}
    )  # fmt: skip


def weighed(hco: Any, element: str) -> WegingVastgelegd:
    weging = {"id": "w" * 26, "artikel": "9-2", "elementen": [element], "naar_domein": "zorg",
              "factoren": [], "door": MANAGER.model_dump(), "gewogen_op": "2026-03-03",
              "geldig_tot": "2026-06-01"}  # fmt: skip
    found = feit(hco, "WegingVastgelegd", verstrekking="v" * 26, oordeel="niet-verstrekken",
                 weging=weging)  # fmt: skip
    assert isinstance(found, WegingVastgelegd)
    return found


def to_weigh(hco: Any, aan: Functie, *elementen: str) -> WegingGevraagd:
    return WegingGevraagd(
        casus=hco.casus, overleg="hco", verstrekking="v" * 26, elementen=elementen, aan=aan,
        op=date(2026, 3, 2),
    )  # fmt: skip


@pytest.mark.parametrize("asked_first", [True, False])
def test_who_may_weigh_is_asked_and_nobody_else(hco: Any, *, asked_first: bool) -> None:
    asked = (HCO, to_weigh(hco, RMC, "e" * 26))
    answered = (postbus(Domein.VEILIGHEID), decided(hco, "beoordeling"))
    for topic, event in (asked, answered) if asked_first else (answered, asked):
        hco.hoor(topic, event)
    (waiting,) = _open(hco)
    assert (waiting.inhoud.soort, waiting.inhoud.aan) == (S.BEOORDELING_GEVRAAGD, RMC)


def test_each_is_asked_for_his_own_part_of_it(hco: Any) -> None:
    for element in ("e" * 26, "f" * 26):
        hco.hoor(postbus(Domein.VEILIGHEID), decided(hco, "beoordeling", element))
    hco.hoor(HCO, to_weigh(hco, RMC, "e" * 26))
    hco.hoor(HCO, to_weigh(hco, MANAGER, "f" * 26))
    assert {one.inhoud.aan for one in _open(hco)} == {RMC, MANAGER}
    hco.hoor(HCO, weighed(hco, "e" * 26))
    (left,) = _open(hco)
    assert (left.inhoud.aan, left.daad is not None) == (MANAGER, True)


def test_what_one_weighed_the_other_need_not(hco: Any) -> None:
    hco.hoor(postbus(Domein.VEILIGHEID), decided(hco, "beoordeling"))
    for seat in (RMC, MANAGER):
        hco.hoor(HCO, to_weigh(hco, seat, "e" * 26))
    hco.hoor(HCO, weighed(hco, "e" * 26))
    (told,) = _open(hco)
    assert (told.inhoud.aan, told.vervallen) == (RMC, True)


def test_weighing_waits_until_the_last_of_it_is_weighed(hco: Any) -> None:
    for element in ("e" * 26, "f" * 26):
        hco.hoor(postbus(Domein.VEILIGHEID), decided(hco, "beoordeling", element))
    hco.hoor(HCO, to_weigh(hco, MANAGER, "e" * 26, "f" * 26))
    (waiting,) = _open(hco)
    assert (waiting.inhoud.soort, waiting.mogelijk()) == (S.BEOORDELING_GEVRAAGD, ())
    hco.hoor(HCO, weighed(hco, "e" * 26))
    assert [one.inhoud.bericht for one in _open(hco)] == [waiting.inhoud.bericht]
    hco.hoor(HCO, weighed(hco, "f" * 26))
    assert _open(hco) == []


def test_what_the_gate_decided_itself_need_not_be_weighed_any_more(hco: Any) -> None:
    hco.hoor(postbus(Domein.VEILIGHEID), decided(hco, "beoordeling"))
    hco.hoor(HCO, to_weigh(hco, MANAGER, "e" * 26))
    hco.hoor(postbus(Domein.VEILIGHEID), decided(hco, "toegestaan", ask="k" * 26))
    (told,) = _open(hco)
    assert told.vervallen
