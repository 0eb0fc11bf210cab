"""Every requirement of every step, by hand: what the step requires, and what is said without it.

The table is written from what a step means at a table, not from the code. A requirement that is
taken away, added or put elsewhere does not fit it; and each is left unmet once, alone or after
those that come before it were met, and must then be the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

import pytest

from casusoverleg.domain.bespreken.state import Afspraak, Plan
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.overdragen.overdracht import Kant, Overdracht, Stand, Wie
from casusoverleg.domain.overdragen.state import Inbrenger, Ingebracht
from casusoverleg.domain.stappen.circumstances import Zetel, zetel_aan
from casusoverleg.domain.stappen.command import Overdrachtscommando
from casusoverleg.domain.stappen.hindernis import hindernis
from contracts.events.verstrekking import (
    Besprekingsuitkomst,
    Bewijssoort,
    Overdrachtsvraag,
)
from contracts.vergadering import Afspraaksoort
from contracts.vocabulary import Functie
from infra.testing.nested import put_in

DAG = date(2026, 3, 2)
REGIE = Functie(organisatie="het-baken", rol="zat-coordinator")
ANDER = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")


class Aan(NamedTuple):
    """Who is at the table, with which casus."""

    casus: Casus
    zetel: Zetel

    def met(self, **velden: Any) -> "Aan":
        return self._replace(casus=put_in(self.casus, **velden))


Maak = Callable[[Aan], Aan]


class Eis(NamedTuple):
    """A requirement: how it is met, how it is not, and what is said then."""

    wel: Maak
    niet: Maak
    zegt: str


def _zoals(aan: Aan) -> Aan:
    return aan


def met(**velden: Any) -> Maak:
    return lambda aan: aan.met(**velden)


def _overdracht(kant: Kant, stand: Stand) -> Overdracht:
    return Overdracht(
        id="a" * 16,
        kant=kant,
        ander_overleg="cjg",
        vraag=Overdrachtsvraag.HULP_STARTEN,
        gewenst_bewijs=Bewijssoort.HULP_BEGONNEN,
        convenant="oefenstad@1",
        houder_bij_aanbod="het-baken",
        aangeboden_op=DAG,
        uiterlijk=DAG,
        stand=stand,
    )


AFSPRAAK = Afspraak(
    id="b" * 16,
    soort=next(iter(Afspraaksoort)),
    uitvoerder=ANDER,
    start=DAG,
    beoogd_einde=DAG,
    element="c" * 16,
    op=DAG,
)
PLAN = Plan(uitvoerder=ANDER, start=DAG, beoogd_einde=DAG)
INBRENG = Ingebracht(bij_overleg="hco", houder="het-baken", op=DAG)


def _ander(aan: Aan) -> Aan:
    return aan._replace(zetel=replace(aan.zetel, functie=ANDER, wie=Wie.ZETEL))


def _zonder_verwijsindex(aan: Aan) -> Aan:
    return aan._replace(zetel=replace(aan.zetel, verwijsindex=False))


EISEN_IN_WOORDEN: Mapping[str, Eis] = {
    "open": Eis(_zoals, met(gesloten_op=DAG), "De casus is afgesloten; heropen hem eerst."),
    "gesloten": Eis(met(gesloten_op=DAG), _zoals, "De casus is al open."),
    "afgesloten": Eis(met(gesloten_op=DAG), _zoals, "De casus is nog open; sluit hem eerst af."),
    "voorbereid": Eis(_zoals, _zoals, "Bereid de vernietiging eerst voor."),
    "regie": Eis(
        _zoals, _ander, "Dit is aan de regie van dit overleg (het-baken/zat-coordinator)."
    ),
    "naam bekend": Eis(
        _zoals,
        met(elementen=(), gedeeld=()),
        "Dit overleg mag de naam van de jeugdige nog niet weten. Vraag de naam terug bij wie de "
        "casus bracht, of laat hem wegen.",
    ),
    "aan zet": Eis(
        _zoals,
        met(aan_zet=False),
        "Dit overleg kan de casus nu niet verplaatsen; het-baken heeft hem.",
    ),
    "niets ligt elders": Eis(_zoals, met(inbreng=INBRENG), "De casus ligt nog bij hco."),
    "besproken": Eis(
        met(besproken_op=DAG), _zoals, "De casus is in dit overleg nog niet besproken."
    ),
    "uitkomst overdragen": Eis(
        met(uitkomst=Besprekingsuitkomst.OVERDRAGEN),
        met(uitkomst=Besprekingsuitkomst.SLUITEN),
        "De vastgestelde uitkomst is 'sluiten'; stel eerst 'overdragen' vast.",
    ),
    "uitkomst eigen plan": Eis(
        met(uitkomst=Besprekingsuitkomst.EIGEN_PLAN),
        met(uitkomst=Besprekingsuitkomst.SLUITEN),
        "De vastgestelde uitkomst is 'sluiten'; stel eerst 'eigen-plan' vast.",
    ),
    "geen werk van een ander": Eis(
        _zoals,
        met(overdrachten=(_overdracht(Kant.ONTVANGER, Stand.GEACCEPTEERD),)),
        "Deze casus is aan dit overleg overgedragen; verwijs door, geef terug of bevestig de "
        "actie.",
    ),
    "aanbod beantwoord": Eis(
        _zoals,
        met(overdrachten=(_overdracht(Kant.ONTVANGER, Stand.AANGEBODEN),)),
        "Er wacht hier nog een overdracht op antwoord.",
    ),
    "inbrenger heeft antwoord": Eis(
        _zoals,
        met(inbrenger=Inbrenger(overleg="cjg")),
        "Het overleg dat inbracht wacht nog op de uitkomst; stel die eerst vast.",
    ),
    "actie bevestigd": Eis(
        _zoals,
        met(overdrachten=(_overdracht(Kant.AANBIEDER, Stand.GEACCEPTEERD),)),
        "De ontvanger heeft nog niet bevestigd dat er iets gedaan is.",
    ),
    "afspraken afgerond": Eis(
        _zoals, met(afspraken=(AFSPRAAK,)), "Er loopt nog een afspraak; rond die eerst af."
    ),
    "afspraak loopt": Eis(met(afspraken=(AFSPRAAK,)), _zoals, "Er loopt geen afspraak."),
    "school bekend": Eis(_zoals, met(school=None), "Bij deze casus is geen school bekend."),
    "iets te wegen": Eis(_zoals, _zoals, "Er wacht niets waarover uw zetel mag oordelen."),
    "navraag wacht": Eis(_zoals, _zoals, "Er wacht hier geen navraag op antwoord."),
    "toestemming": Eis(_zoals, _zoals, "Er is geen toestemming die ingetrokken kan worden."),
    "plan": Eis(met(plan=PLAN), _zoals, "Er is geen eigen plan van dit overleg."),
    "doel loopt": Eis(_zoals, _zoals, "Er loopt geen doel waarover uw zetel oordeelt."),
    "in een gezin": Eis(_zoals, met(gezin=None), "Dit dossier staat in geen gezin."),
    "opgeschaald": Eis(_zoals, _zoals, "Deze casus is niet opgeschaald."),
    "verplichting": Eis(_zoals, _zoals, "Er staat hier geen verplichting voor u open."),
    "eigen gegeven": Eis(_zoals, met(elementen=()), "Uw organisatie legde hier niets vast."),
    "verzet wacht": Eis(_zoals, _zoals, "Er wacht hier geen verzet op een besluit."),
    "verwijsindex": Eis(
        _zoals, _zonder_verwijsindex, "Dit overleg meldt volgens het convenant niets."
    ),
    "gemeld": Eis(_zoals, _zoals, "Deze casus staat niet in de verwijsindex."),
    "match open": Eis(_zoals, _zoals, "Er staat geen match open."),
    "overgenomen": Eis(
        _zoals,
        met(alleen_aangeboden=True, herkomst="overdracht"),
        "Dit overleg nam de casus niet over; wie hem aanbood kan dat opnieuw doen.",
    ),
}

VERPLAATSEN = ("open", "regie", "niets ligt elders", "aan zet", "besproken")

TABEL: Mapping[str, tuple[str, ...]] = {
    "agendeer": ("open", "regie"),
    "bespreek": ("open", "regie", "naam bekend"),
    "stel-uitkomst-vast": ("open", "regie", "besproken"),
    "stel-plan-vast": (*VERPLAATSEN, "uitkomst eigen plan"),
    "maak-afspraak": ("open",),
    "rond-afspraak-af": ("afspraak loopt",),
    "breng-in": VERPLAATSEN,
    "draag-over": (*VERPLAATSEN, "geen werk van een ander", "uitkomst overdragen"),
    "stel-navraag": ("open",),
    "beantwoord-navraag": ("navraag wacht",),
    "meld-bekendheid": ("open",),
    "voeg-informatie-toe": ("open",),
    "leg-weging-vast": ("iets te wegen",),
    "leg-toestemming-vast": ("open",),
    "trek-toestemming-in": ("toestemming",),
    "kom-verplichting-na": ("verplichting",),
    "zie-af-van-verplichting": ("verplichting",),
    "corrigeer-informatie": ("eigen gegeven",),
    "teken-verzet-aan": (),
    "beoordeel-verzet": ("regie", "verzet wacht"),
    "wijzig-school": (),
    "besluit-terugkoppeling": ("school bekend",),
    "evalueer-plan": ("open", "regie", "plan"),
    "stel-doel": ("open", "regie", "plan"),
    "stel-doel-bij": ("open", "regie", "doel loopt"),
    "evalueer-doel": ("open", "doel loopt"),
    "neem-op-in-gezin": ("open", "regie"),
    "haal-uit-gezin": ("open", "regie", "in een gezin"),
    "schaal-op": ("open",),
    "schaal-af": ("regie", "opgeschaald"),
    "meld-onveiligheid": ("open",),
    "leg-jeugdzorg-vast": ("open", "regie"),
    "spreek-nazorg-af": ("regie",),
    "vraag-verwijsindex": ("open", "verwijsindex"),
    "volg-match-op": ("match open",),
    "verwijder-melding": ("regie", "gemeld"),
    "sluit-casus": (
        "open",
        "regie",
        "niets ligt elders",
        "aanbod beantwoord",
        "inbrenger heeft antwoord",
        "actie bevestigd",
        "afspraken afgerond",
    ),
    "heropen-casus": ("gesloten", "regie", "overgenomen"),
    "leg-vernietigingsverzoek-vast": (),
    "bereid-vernietiging-voor": ("afgesloten", "regie"),
    "vernietig": ("afgesloten", "regie", "voorbereid"),
}

PAREN = [(stap, nummer) for stap, eisen in TABEL.items() for nummer in range(len(eisen))]


@pytest.fixture
def aan(wereld: Any) -> Aan:
    """The directing seat of a ZAT, with a case that was reported there and nothing done yet."""
    wereld.meld_aan("zat", REGIE, "het-baken")
    zetel = zetel_aan(wereld.convenant, "zat", REGIE)
    assert zetel is not None
    return Aan(wereld.casus("zat"), replace(zetel, verwijsindex=True))


def test_the_table_has_every_step_and_every_requirement_of_it() -> None:
    eigen = {n: s for n, s in STAPPEN.items() if not issubclass(s, Overdrachtscommando)}
    stappen = {stap: soort.eisen for stap, soort in eigen.items()}
    assert set(TABEL) == set(stappen)
    assert {stap: len(eisen) for stap, eisen in stappen.items()} == {
        stap: len(eisen) for stap, eisen in TABEL.items()
    }
    assert {eis for eisen in TABEL.values() for eis in eisen} == set(EISEN_IN_WOORDEN)


@pytest.mark.parametrize(("stap", "nummer"), PAREN)
def test_a_step_of_which_one_requirement_is_not_met_is_refused_for_that(
    aan: Aan, stap: str, nummer: int
) -> None:
    *eerst, eis = (EISEN_IN_WOORDEN[naam] for naam in TABEL[stap][: nummer + 1])
    for ervoor in eerst:
        aan = ervoor.wel(aan)
    aan = eis.niet(aan)
    geweigerd = hindernis(aan.casus, STAPPEN[stap], aan.zetel)
    assert geweigerd is not None
    assert geweigerd.reden == eis.zegt


@pytest.mark.parametrize("stap", [s for s, eisen in TABEL.items() if not eisen])
def test_a_step_that_requires_nothing_is_always_possible(aan: Aan, stap: str) -> None:
    for ergens in (aan, _ander(aan), aan.met(gesloten_op=DAG, aan_zet=False)):
        assert hindernis(ergens.casus, STAPPEN[stap], ergens.zetel) is None
