"""The register holds what came in, dated; who may do what is always asked for a date."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from contracts.covenant import Convenant
from contracts.covenant_agreements import Verwijsindex
from contracts.envelope import CHAIN_START, Envelope
from contracts.events.beheer import ConvenantVastgesteld, FunctieIngetrokken, FunctieToegekend
from contracts.events.payload import Payload
from contracts.events.table import form_of
from contracts.vocabulary import Domein, Functie
from infra.addressbook import AddressBook
from infra.database import Database
from infra.documents import DOCUMENTS
from infra.kernel.emission import Moment
from infra.register import REGISTER_REACTIONS, Register, UnknownName, load_register

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
