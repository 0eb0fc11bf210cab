"""The register holds what came in, dated; who may do what is always asked for a date."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from contracts.covenant import Convenant
from contracts.covenant_agreements import Verwijsindex
from contracts.envelope import CHAIN_START, Envelope
from contracts.events.beheer import (
    AfwezigheidVastgesteld,
    AfwezigheidVervallen,
    ConvenantVastgesteld,
    FunctieIngetrokken,
    FunctieToegekend,
)
from contracts.events.payload import Payload
from contracts.events.table import form_of
from contracts.vervanging import Waarneming
from contracts.vocabulary import Afwezigheidsreden, Domein, Functie
from infra.addressbook import AddressBook
from infra.database import Database
from infra.documents import DOCUMENTS
from infra.kernel.emission import Moment
from infra.register import Register, UnknownName, load_register
from infra.register_reactions import REGISTER_REACTIONS

JANSEN = "jansen0000000000"
RVDK = Functie(organisatie="rvdk", rol="raadsonderzoeker")
AGENT = Functie(organisatie="politie", rol="wijkagent")


def convenant(versie: int, van: date, tot: date | None = None) -> Convenant:
    return Convenant.model_validate(
        {
            "convenant": "streek",
            "naam": "Streek",
            "versie": versie,
            "geldig_van": van,
            "geldig_tot": tot,
            "organisaties": {
                "rvdk": {"naam": "Raad", "type": "rvdk", "geheimhouding": True},
                "politie": {"naam": "Politie", "type": "politie", "geheimhouding": True},
            },
            "overleggen": {
                "hco": {
                    "naam": "HCO",
                    "soort": "HCO",
                    "domein": "veiligheid",
                    "leeftijden": {"van": 12, "tot": 23},
                    "regie": "rvdk/raadsonderzoeker",
                    "zetels": ["politie/jeugdagent"],
                }
            },
            "wegen": {
                "zorgmelding": {
                    "naam": "Zorgmelding",
                    "van": ["politie"],
                    "naar": "hco",
                    "houder": "politie",
                    "terugkoppeling": {
                        "wanneer": "altijd",
                        "door": "rvdk/raadsonderzoeker",
                        "aan_rol": "jeugdagent",
                    },
                }
            },
            "termijnen": {
                "bespreken": 10,
                "accepteren": 5,
                "actie_bevestigen": 20,
                "terugkoppelen": 5,
            },
        }
    )


def hear(session: Session, event: Payload) -> None:
    envelope = Envelope(
        id="e1",
        type=form_of(type(event)).type,
        subject="register",
        time=datetime(2010, 1, 1, tzinfo=UTC),
        causationid="c1",
        data={},
        source="s",
        sequence="1",
        previoushash=CHAIN_START,
    )
    moment = Moment(datetime(2010, 1, 1, tzinfo=UTC), date(2010, 1, 1), "c1", lambda *_: JANSEN)
    assert REGISTER_REACTIONS[type(event)](session, envelope, event, moment) == ()


@pytest.fixture
def heard(tmp_path: Path) -> Register:
    database = Database(f"sqlite:///{tmp_path}/register.sqlite")
    database.create(DOCUMENTS)
    with database.transaction() as session:
        for event in (
            ConvenantVastgesteld(convenant=convenant(1, date(2009, 1, 1), date(2009, 12, 1))),
            ConvenantVastgesteld(convenant=convenant(2, date(2010, 6, 1))),
            FunctieToegekend(medewerker=JANSEN, functie=RVDK, vanaf=date(2010, 1, 1)),
            FunctieIngetrokken(medewerker=JANSEN, functie=RVDK, vanaf=date(2010, 3, 1)),
            FunctieToegekend(medewerker=JANSEN, functie=RVDK, vanaf=date(2010, 3, 1)),
            FunctieIngetrokken(medewerker=JANSEN, functie=RVDK, vanaf=date(2010, 9, 1)),
        ):
            hear(session, event)
    with database.reading() as session:
        return load_register(session)


@pytest.mark.parametrize(
    ("op", "versies"),
    [
        (date(2008, 12, 31), []),
        (date(2009, 1, 1), [1]),
        (date(2009, 11, 30), [1]),
        (date(2009, 12, 1), []),
        (date(2010, 6, 1), [2]),
        (date(2011, 1, 1), [2]),
    ],
)
def test_the_highest_version_in_force_holds(heard: Register, op: date, versies: list[int]) -> None:
    assert [c.versie for c in heard.geldend(op)] == versies


def test_an_event_finds_the_version_it_began_under(heard: Register) -> None:
    assert heard.convenant("streek@1", date(2010, 6, 1)).versie == 1
    with pytest.raises(UnknownName):
        heard.convenant("streek@3", date(2010, 6, 1))
    with pytest.raises(UnknownName):
        heard.convenant_van("zat", date(2010, 6, 1))


@pytest.mark.parametrize(
    ("op", "heeft"),
    [
        (date(2009, 12, 31), False),
        (date(2010, 1, 1), True),
        (date(2010, 3, 1), True),
        (date(2010, 9, 1), False),
    ],
)
def test_a_capacity_holds_by_its_dates(heard: Register, op: date, heeft: bool) -> None:
    assert heard.functies(JANSEN, op) == ((RVDK,) if heeft else ())
    assert heard.medewerkers_met(RVDK, op) == ((JANSEN,) if heeft else ())


def test_a_seat_and_a_road_both_give_a_domain(heard: Register) -> None:
    op = date(2010, 6, 1)
    stranger = Functie(organisatie="halt", rol="jeugdagent")
    assert heard.domeinen([RVDK], op) == (Domein.VEILIGHEID,)
    assert heard.domeinen([AGENT], op) == (Domein.VEILIGHEID,)
    assert heard.domeinen([stranger], op) == ()
    assert heard.domeinen([RVDK], date(2000, 1, 1)) == ()


@pytest.mark.parametrize(
    ("meldt", "domeinen"),
    [((), (Domein.VEILIGHEID,)), (("zat",), ()), (("hco",), (Domein.VEILIGHEID,))],
)
def test_who_gets_every_match_has_the_domains_that_report(
    meldt: tuple[str, ...], domeinen: tuple[Domein, ...]
) -> None:
    index, van = Verwijsindex(meldt=meldt, elke_match_naar="rvdk/regisseur"), date(2010, 1, 1)
    heard = Register([convenant(1, van).model_copy(update={"verwijsindex": index})], [])
    assert heard.domeinen([Functie(organisatie="rvdk", rol="regisseur")], van) == domeinen
    assert heard.domeinen([Functie(organisatie="rvdk", rol="ander")], van) == ()


def test_the_address_book_keeps_the_last_name(tmp_path: Path) -> None:
    book = AddressBook(Database(f"sqlite:///{tmp_path}/adressen.sqlite"))
    book.add(JANSEN, "J. Jansen", "j@voorbeeld.nl")
    book.add(JANSEN, "J. de Wit", "j@voorbeeld.nl")
    assert [entry.naam for entry in book.all()] == ["J. de Wit"]
    assert book.get("onbekend00000000") is None


RAADSMAN, AGENTE, DERDE = (f"{name}00000000" for name in ("raadsman", "agente00", "derde000"))
JEUGDAGENT = Functie(organisatie="politie", rol="jeugdagent")
FROM = date(2010, 6, 1)
MONDAY, FRIDAY = date(2010, 6, 7), date(2010, 6, 11)
DAY = timedelta(days=1)


def away(who: str, van: date = MONDAY, tot: date = FRIDAY) -> AfwezigheidVastgesteld:
    reden = Afwezigheidsreden.GEPLAND
    return AfwezigheidVastgesteld(medewerker=who, van=van, tot=tot, reden=reden)


@pytest.fixture
def told(tmp_path: Path) -> Callable[..., Register]:
    """The register after these events: the Raad's seat has one holder, and the police stands in."""
    covenant = convenant(1, FROM).model_copy(
        update={"vervanging": {str(RVDK): (str(JEUGDAGENT),), str(JEUGDAGENT): (str(AGENT),)}}
    )

    def tell(*events: Payload) -> Register:
        database = Database(f"sqlite:///{tmp_path}/register.sqlite")
        database.create(DOCUMENTS)
        with database.transaction() as session:
            for event in (
                ConvenantVastgesteld(convenant=covenant),
                FunctieToegekend(medewerker=RAADSMAN, functie=RVDK, vanaf=FROM),
                FunctieToegekend(medewerker=AGENTE, functie=JEUGDAGENT, vanaf=FROM),
                FunctieToegekend(medewerker=DERDE, functie=AGENT, vanaf=FROM),
                *events,
            ):
                hear(session, event)
        with database.reading() as session:
            return load_register(session)

    return tell


def test_while_somebody_is_away_the_substitute_acts_and_back_is_back(
    told: Callable[..., Register],
) -> None:
    register = told(away(RAADSMAN))
    for op, acts in [
        (MONDAY - DAY, RAADSMAN),
        (MONDAY, AGENTE),
        (FRIDAY, AGENTE),
        (FRIDAY + DAY, RAADSMAN),
    ]:
        instead = acts == AGENTE
        assert register.wie_handelen(RVDK, op) == (acts,)
        assert (RVDK in register.handelt_als(AGENTE, op)) is instead
        assert register.waarnemingen(AGENTE, op) == (
            (Waarneming(RVDK, JEUGDAGENT),) if instead else ()
        )
        assert register.leeg_tot(RVDK, op) == (FRIDAY if instead else None)
        assert register.functies(RAADSMAN, op) == (RVDK,)


def test_a_seat_is_empty_only_when_all_who_hold_it_are_away(told: Callable[..., Register]) -> None:
    second = FunctieToegekend(medewerker=JANSEN, functie=RVDK, vanaf=FROM)
    register = told(second, away(RAADSMAN))
    assert register.wie_handelen(RVDK, MONDAY) == (JANSEN,)
    assert register.waarnemingen(AGENTE, MONDAY) == ()
    both = told(second, away(RAADSMAN), away(JANSEN, MONDAY, MONDAY + DAY))
    assert both.wie_handelen(RVDK, MONDAY) == (AGENTE,)
    assert both.leeg_tot(RVDK, MONDAY) == MONDAY + DAY


def test_it_does_not_cascade_where_the_substitute_is_away_too(
    told: Callable[..., Register],
) -> None:
    register = told(away(RAADSMAN), away(AGENTE))
    assert register.wie_handelen(RVDK, MONDAY) == ()
    assert register.waarnemingen(DERDE, MONDAY) == (Waarneming(JEUGDAGENT, AGENT),)
    assert not register.bezet(RVDK, MONDAY)
    assert register.waarnemingen(AGENTE, MONDAY) == ()


@pytest.mark.parametrize("days", [0, 2])
def test_an_absence_that_ends_early_or_does_not_come_is_over(
    told: Callable[..., Register], days: int
) -> None:
    back = MONDAY + days * DAY
    register = told(
        away(RAADSMAN),
        AfwezigheidVervallen(medewerker=RAADSMAN, van=MONDAY, tot=FRIDAY, vanaf=back),
    )
    assert register.wie_handelen(RVDK, back) == (RAADSMAN,)
    assert register.wie_handelen(RVDK, back - DAY) == ((AGENTE,) if days else (RAADSMAN,))


def test_who_was_taken_out_leaves_an_empty_seat_to_the_substitute(
    told: Callable[..., Register],
) -> None:
    out = FunctieIngetrokken(medewerker=RAADSMAN, functie=RVDK, vanaf=MONDAY)
    register = told(out)
    assert register.wie_handelen(RVDK, MONDAY) == (AGENTE,)
    assert register.leeg_tot(RVDK, MONDAY) is None
