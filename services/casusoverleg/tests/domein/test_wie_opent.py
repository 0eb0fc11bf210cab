"""Who may open what, seat by seat, as it is said at a table and not as it is computed.

A seat opens what it recorded, what it helps with, and what the gate granted to seats of its kind.
Somebody else of the same organisation is another seat.
"""

from itertools import chain, combinations
from typing import Any

import pytest

from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from chain.daden import GROND
from chain.daden import commando as c
from contracts.elements import Bewerking
from contracts.vocabulary import Functie
from infra.testing.nested import put_in

REGIE = Functie(organisatie="het-baken", rol="zat-coordinator")
COLLEGA = Functie(organisatie="het-baken", rol="zorgcoordinator-school")
MW = Functie(organisatie="mw", rol="schoolmaatschappelijk-werker")
ZETELS = (REGIE, COLLEGA, MW)
GROEPEN = list(chain.from_iterable(combinations(ZETELS, n) for n in range(len(ZETELS) + 1)))

VERZUIM = {"veld": "verzuim", "tekst": "Tien uur.", "doel": "onderwijsbegeleiding"}


def hulp_van(functie: Functie) -> Commando:
    """An agreement that this seat helps."""
    dagen = {"start": "2026-03-02", "beoogd_einde": "2026-03-04"}
    return c("maak-afspraak", soort="eerste-gesprek", uitvoerder=str(functie), **dagen)


def openen(wereld: Any, element: str) -> dict[Functie, bool]:
    """The seats of the ZAT that may open an element there, each with whether it is whole."""
    casus, convenant = wereld.casus("zat"), wereld.convenant
    return {
        functie: gedeeld.heel
        for functie in ZETELS
        for gedeeld in casus.te_openen(functie, convenant.zetelsoort(functie))
        if gedeeld.element.id == element
    }


def gezegd(wereld: Any, commando: Commando, door: Functie) -> str:
    """Let a seat say something; gives the element that it became."""
    wereld.post["zat"].clear()
    besluit = wereld.doe("zat", commando, door)
    assert not isinstance(besluit, Weigering), besluit
    (gevraagd,) = wereld.post["zat"]
    (element,) = gevraagd.elementen
    assert element.vastgelegd_door == door
    id_: str = element.id
    return id_


@pytest.mark.parametrize("door", ZETELS, ids=str)
@pytest.mark.parametrize("toegekend", GROEPEN, ids=str)
def test_who_recorded_it_and_whom_the_gate_grants_it(
    wereld: Any, toegekend: tuple[Functie, ...], door: Functie
) -> None:
    element = gezegd(wereld, c("voeg-informatie-toe", **VERZUIM), door)
    assert openen(wereld, element) == {door: True}
    wereld.bezorg("zat", aan=toegekend)
    assert openen(wereld, element) == dict.fromkeys((door, *toegekend), True)


@pytest.mark.parametrize("door", [COLLEGA, MW], ids=str)
def test_what_a_seat_agreed_to_do_itself_is_not_the_regies_to_open(
    wereld: Any, door: Functie
) -> None:
    assert openen(wereld, gezegd(wereld, hulp_van(door), door)) == {door: True}


@pytest.mark.parametrize("helpt", [COLLEGA, MW], ids=str)
def test_who_is_to_help_opens_what_the_regie_agreed_with_him(wereld: Any, helpt: Functie) -> None:
    element = gezegd(wereld, hulp_van(helpt), REGIE)
    assert openen(wereld, element) == {REGIE: True, helpt: True}


def test_what_was_granted_reduced_stays_reduced_but_for_who_recorded_it(wereld: Any) -> None:
    element = gezegd(wereld, c("voeg-informatie-toe", **VERZUIM), MW)
    wereld.bezorg("zat", bewerking=Bewerking.JA)
    assert openen(wereld, element) == {REGIE: False, COLLEGA: False, MW: True}


def test_of_what_was_granted_whole_and_reduced_a_seat_opens_the_whole(wereld: Any) -> None:
    for eerst, dan in ((Bewerking.JA, Bewerking.GEEN), (Bewerking.GEEN, Bewerking.JA)):
        element = gezegd(wereld, c("voeg-informatie-toe", **VERZUIM), MW)
        wereld.bezorg("zat", bewerking=eerst)
        casus = wereld.casus("zat")
        (zo,) = (g for g in casus.gedeeld if g.element.id == element)
        anders = zo.model_copy(update={"bewerking": dan})
        wereld.casussen["zat"] = put_in(casus, gedeeld=(*casus.gedeeld, anders))
        assert openen(wereld, element) == dict.fromkeys(ZETELS, True)


def test_a_colleague_in_another_role_corrects_and_gives_along_only_what_he_may_open(
    wereld: Any,
) -> None:
    element = gezegd(wereld, c("voeg-informatie-toe", **VERZUIM), REGIE)
    verbeter = c("corrigeer-informatie", element=element, tekst="Elf uur.")
    assert wereld.weigert("zat", verbeter, COLLEGA) == "Uw organisatie legde hier niets vast."
    navraag = {"naar_overleg": "hco", "vraag": "is-de-jeugdige-besproken", **GROND}
    geef_mee = c("stel-navraag", elementen=[element], **navraag)
    assert wereld.weigert("zat", geef_mee, COLLEGA) == (
        "Een van de gekozen gegevens heeft uw zetel niet."
    )
    wereld.bezorg("zat", aan=(COLLEGA,))
    wereld.moet("zat", verbeter, COLLEGA)


def test_a_colleague_in_another_role_says_nothing_of_a_goal_that_is_not_his(wereld: Any) -> None:
    plan = {"uitvoerder": str(REGIE), "start": "2026-03-02", "beoogd_einde": "2026-09-01"}
    doel = {
        "leefgebied": "school-en-werk",
        "wat": "Weer naar school.",
        "maatstaf": "Vier weken zonder verzuim.",
        "start": "2026-03-02",
        "streefdatum": "2026-05-01",
    }
    wereld.bespreek("zat", "eigen-plan")
    wereld.moet("zat", c("stel-plan-vast", **plan))
    wereld.moet("zat", c("stel-doel", wie=str(REGIE), **doel))
    (gesteld,) = wereld.casus("zat").gezinsplan.huidig
    oordeel = c("evalueer-doel", plandoel=gesteld.id, oordeel="behaald")
    zegt = "Er loopt geen doel waarover uw zetel oordeelt."
    assert wereld.weigert("zat", oordeel, COLLEGA) == zegt
    wereld.moet("zat", c("stel-doel", wie=str(COLLEGA), **doel))
    assert wereld.weigert("zat", oordeel, COLLEGA) == (
        "Of een doel behaald is zegt wie eraan werkt, of de regie."
    )
    wereld.moet("zat", oordeel)


def test_nor_of_an_agreement_with_somebody_else_of_his_organisation(wereld: Any) -> None:
    assert wereld.weigert("zat", hulp_van(REGIE), COLLEGA) == (
        "Een afspraak voor een ander legt de regie vast."
    )
    wereld.moet("zat", hulp_van(REGIE))
    (afspraak,) = wereld.casus("zat").bespreken.lopende_afspraken
    nagekomen = c("rond-afspraak-af", afspraak=afspraak.id, afloop="nagekomen")
    assert wereld.weigert("zat", nagekomen, COLLEGA) == (
        "Wat er van een afspraak werd, zegt wie helpt, of de regie."
    )
    wereld.moet("zat", nagekomen)
