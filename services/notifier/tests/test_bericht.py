"""What can be done with a message, and what follows from it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from contracts.covenant import Convenant
from contracts.events.notifier import (
    BerichtKlaargezet,
    OntvangstBevestigd,
    TerugkoppelingDoorgegeven,
    TerugkoppelingNietNodig,
)
from contracts.events.notifier import Berichtsoort as S
from contracts.events.payload import Payload
from contracts.events.verstrekking import (
    Besprekingsuitkomst,
    Ontvangstbevestiging,
    Terugkoppeling,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import Domein, Functie, Wanneer
from notifier.domain.bericht import Bericht, Geweigerd, Handeling, Route, Status, handel_af
from notifier.domain.casus import Casus
from notifier.domain.feiten import Gelegenheid, feiten_on_handeling

ID, TERUG = "a" * 26, "b" * 26
RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
OP = date(2026, 3, 2)


def bericht(
    soort: S,
    wanneer: Wanneer = Wanneer.ALTIJD,
    naar: str | None = None,
    status: Status = Status.GEMAILD,
) -> Bericht:
    content = BerichtKlaargezet(
        bericht=ID,
        casus=ID,
        overleg="hco",
        aan=RMC,
        soort=soort,
        wanneer=wanneer,
        uitkomst=Besprekingsuitkomst.OVERDRAGEN,
        terugkoppeling=TERUG,
        uiterlijk=OP,
    )
    wie = {"aan_rol": "zorgcoordinator-school", "aan_organisatie": "het-baken"}
    route = Route(naar=naar, terugkoppeling=TERUG, **wie) if naar else None
    return Bericht(inhoud=content, sinds=OP, route=route, status=status)


@pytest.mark.parametrize(
    ("soort", "wanneer", "naar", "mogelijk"),
    [
        (S.UITKOMST_TERUGKOPPELEN, Wanneer.ALTIJD, "zat", {Handeling.DOORGEVEN}),
        (S.ACTIE_TERUGKOPPELEN, Wanneer.ALTIJD, "zat", {Handeling.DOORGEVEN}),
        (
            S.UITKOMST_TERUGKOPPELEN,
            Wanneer.INDIEN_NOODZAKELIJK,
            "zat",
            {Handeling.DOORGEVEN, Handeling.NIET_NODIG},
        ),
        (
            S.ACTIE_TERUGKOPPELEN,
            Wanneer.BIJ_MEERWAARDE,
            "zat",
            {Handeling.DOORGEVEN, Handeling.NIET_NODIG},
        ),
        (S.UITKOMST_TERUGKOPPELEN, Wanneer.ALTIJD, None, {Handeling.BEVESTIG}),
        (S.TERUGKOPPELING_ONTVANGEN, Wanneer.ALTIJD, "hco", {Handeling.BEVESTIG}),
        (S.OVERDRACHT_ONTVANGEN, Wanneer.ALTIJD, None, set()),
        (S.BEOORDELING_GEVRAAGD, Wanneer.ALTIJD, None, set()),
        (S.AANVULLING_ONTVANGEN, Wanneer.ALTIJD, None, {Handeling.BEVESTIG}),
    ],
)
def test_what_can_be_done(
    soort: S, wanneer: Wanneer, naar: str | None, mogelijk: set[Handeling]
) -> None:
    assert set(bericht(soort, wanneer, naar).mogelijk()) == mogelijk


@pytest.mark.parametrize("status", [Status.DOORGEGEVEN, Status.BEVESTIGD, Status.NIET_NODIG])
@pytest.mark.parametrize("handeling", list(Handeling))
def test_what_is_dealt_with_is_done(status: Status, handeling: Handeling) -> None:
    refused = handel_af(bericht(S.UITKOMST_TERUGKOPPELEN, naar="zat", status=status), handeling)
    assert refused == Geweigerd(f"Dit bericht is al afgehandeld: {status}.")


@pytest.mark.parametrize(
    ("soort", "naar", "handeling", "zegt"),
    [
        (
            S.UITKOMST_TERUGKOPPELEN,
            "zat",
            Handeling.NIET_NODIG,
            "Op deze weg wordt altijd teruggekoppeld.",
        ),
        (
            S.AANVULLING_ONTVANGEN,
            None,
            Handeling.NIET_NODIG,
            "Alleen van een terugkoppeling kunt u vastleggen dat die niet nodig is.",
        ),
        (
            S.ACTIE_TERUGKOPPELEN,
            "zat",
            Handeling.BEVESTIG,
            "Geef deze terugkoppeling door; daarmee is dit bericht afgehandeld.",
        ),
        (
            S.OVERDRACHT_ONTVANGEN,
            None,
            Handeling.BEVESTIG,
            "Dit bericht vraagt iets van u: accepteer of weiger de overdracht. Daarmee is dit "
            "bericht afgehandeld.",
        ),
        (
            S.AANVULLING_ONTVANGEN,
            None,
            Handeling.DOORGEVEN,
            "Dit bericht is voor uzelf: er valt niets door te geven.",
        ),
        (
            S.UITKOMST_TERUGKOPPELEN,
            None,
            Handeling.DOORGEVEN,
            "Er is geen school om aan door te geven: bevestig dat u dit ontvangen hebt.",
        ),
    ],
)
def test_a_refusal_says_why_in_dutch(
    soort: S, naar: str | None, handeling: Handeling, zegt: str
) -> None:
    assert handel_af(bericht(soort, naar=naar), handeling) == Geweigerd(zegt)


@pytest.mark.parametrize(
    ("handeling", "soort", "wanneer", "naar", "status"),
    [
        (Handeling.DOORGEVEN, S.UITKOMST_TERUGKOPPELEN, Wanneer.ALTIJD, "zat", Status.DOORGEGEVEN),
        (Handeling.BEVESTIG, S.TERUGKOPPELING_ONTVANGEN, Wanneer.ALTIJD, "hco", Status.BEVESTIGD),
        (
            Handeling.NIET_NODIG,
            S.ACTIE_TERUGKOPPELEN,
            Wanneer.BIJ_MEERWAARDE,
            "zat",
            Status.NIET_NODIG,
        ),
    ],
)
def test_a_deed_changes_the_status(
    handeling: Handeling, soort: S, wanneer: Wanneer, naar: str, status: Status
) -> None:
    after = handel_af(bericht(soort, wanneer, naar), handeling)
    assert isinstance(after, Bericht)
    assert after.status is status


def test_a_mail_does_not_open_again_what_was_dealt_with() -> None:
    done = bericht(S.OVERDRACHT_ONTVANGEN, status=Status.BEVESTIGD)
    assert done.gemaild() == done
    assert (
        bericht(S.OVERDRACHT_ONTVANGEN, status=Status.KLAARGEZET).gemaild().status is Status.GEMAILD
    )


def test_passed_on_waits_for_receipt() -> None:
    passed = bericht(S.UITKOMST_TERUGKOPPELEN, naar="zat", status=Status.DOORGEGEVEN)
    assert passed.wacht_op_ontvangst
    assert not passed.ontvangen(OP).wacht_op_ontvangst
    assert passed.tegengehouden().mogelijk() == (Handeling.DOORGEVEN,)


def test_late_is_only_what_is_still_open() -> None:
    assert not bericht(S.ACTIE_TERUGKOPPELEN).te_laat(OP)
    assert bericht(S.ACTIE_TERUGKOPPELEN).te_laat(OP + timedelta(days=1))
    done = bericht(S.ACTIE_TERUGKOPPELEN, status=Status.DOORGEGEVEN)
    assert not done.te_laat(OP + timedelta(days=1))


Feiten = Callable[[Handeling, Bericht], tuple[Payload, ...]]


@pytest.fixture
def feiten(casus: Callable[..., Casus], convenant: Convenant) -> Feiten:
    def of(handeling: Handeling, about: Bericht) -> tuple[Payload, ...]:
        return feiten_on_handeling(handeling, Gelegenheid(about, casus(), convenant, "c" * 26, OP))

    return of


def test_passing_on_asks_the_gate_for_codes_only(feiten: Feiten) -> None:
    passed, asked = feiten(Handeling.DOORGEVEN, bericht(S.UITKOMST_TERUGKOPPELEN, naar="zat"))
    assert isinstance(passed, TerugkoppelingDoorgegeven)
    assert passed.over == "uitkomst"
    assert isinstance(asked, VerstrekkingGevraagd)
    assert (asked.van_overleg, asked.van_domein, asked.naar_overleg) == (
        "hco",
        Domein.VEILIGHEID,
        "zat",
    )
    assert asked.elementen == ()
    assert isinstance(asked.inhoud, Terugkoppeling)
    assert asked.inhoud.aan_rol == "zorgcoordinator-school"
    assert asked.inhoud.aan_organisatie == "het-baken"
    assert asked.inhoud.terugkoppeling == TERUG
    assert asked.inhoud.contact == RMC


def test_acknowledging_feedback_sends_the_receipt_back(feiten: Feiten) -> None:
    confirmed, asked = feiten(Handeling.BEVESTIG, bericht(S.TERUGKOPPELING_ONTVANGEN, naar="hco"))
    assert isinstance(confirmed, OntvangstBevestigd)
    assert isinstance(asked, VerstrekkingGevraagd)
    assert asked.inhoud == Ontvangstbevestiging(terugkoppeling=TERUG, door=RMC, op=OP)
    assert asked.naar_overleg == "hco"


def test_while_the_school_is_not_clear_nothing_is_passed_on_and_the_step_is_named() -> None:
    told = bericht(S.UITKOMST_TERUGKOPPELEN, Wanneer.INDIEN_NOODZAKELIJK, naar="zat")
    unclear = told.model_copy(update={"route": None, "school_onduidelijk": True})
    assert unclear.mogelijk() == (Handeling.NIET_NODIG,)
    assert unclear.daad is not None
    assert unclear.daad.stappen == ("wijzig-school",)
    for deed in (Handeling.DOORGEVEN, Handeling.BEVESTIG):
        refused = handel_af(unclear, deed)
        assert isinstance(refused, Geweigerd)
        assert "naar welke school" in refused.reden


def test_acknowledging_anything_else_asks_nothing(feiten: Feiten) -> None:
    (confirmed,) = feiten(Handeling.BEVESTIG, bericht(S.AANVULLING_ONTVANGEN))
    assert isinstance(confirmed, OntvangstBevestigd)


def test_not_needed_is_a_recorded_decision(feiten: Feiten) -> None:
    (decided,) = feiten(Handeling.NIET_NODIG, bericht(S.UITKOMST_TERUGKOPPELEN, naar="zat"))
    assert isinstance(decided, TerugkoppelingNietNodig)
    assert decided.door == RMC


def test_nothing_can_be_passed_on_to_nowhere(feiten: Feiten) -> None:
    with pytest.raises(ValueError, match="nowhere"):
        feiten(Handeling.DOORGEVEN, bericht(S.UITKOMST_TERUGKOPPELEN))
