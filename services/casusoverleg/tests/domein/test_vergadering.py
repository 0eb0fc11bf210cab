"""What a meeting records: who was there, how the family took part, and who helps from when."""

from datetime import date
from typing import Any

import pytest

from chain.daden import commando as c
from contracts.elements import Veld
from contracts.events import casusoverleg as feiten
from contracts.vocabulary import Functie, Organisatietype, Zetelsoort

AGENT = Functie(organisatie="politie", rol="jeugdagent")
NOVADIC = Functie(organisatie="novadic", rol="behandelaar")
RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
OP = {"op": "2026-03-02"}
HULP = {
    "soort": "eerste-gesprek",
    "uitvoerder": "novadic/behandelaar",
    "start": "2026-03-02",
    "beoogd_einde": "2026-03-04",
    "tekst": "Belt dinsdag.",
}


@pytest.fixture
def hco(wereld: Any) -> Any:
    """A report of the police lies at the HCO."""
    wereld.casussen["zat"] = None
    wereld.meld_aan("hco", AGENT, houder="politie")
    return wereld


def test_young_person_and_parents_are_recorded_apart(hco: Any) -> None:
    samen = {"jeugdige": "vooraf-gesproken", "ouders": "aanwezig"}
    hco.moet("hco", c("bespreek", aanwezig=["politie/jeugdagent"], **samen, **OP))
    hco.moet("hco", c("stel-uitkomst-vast", uitkomst="eigen-plan"))
    (bespreking,) = hco.casus("hco").bespreken.besprekingen
    assert bespreking.aanwezig == (AGENT,)
    assert (bespreking.jeugdige, bespreking.ouders) == ("vooraf-gesproken", "aanwezig")
    assert bespreking.uitkomst == "eigen-plan"


def test_who_was_not_involved_was_left_out_for_safety_and_the_reason_is_recorded(hco: Any) -> None:
    zonder = {"jeugdige": "aanwezig", "ouders": "niet-om-veiligheid"} | OP
    reden = {"veiligheidsreden": "direct-gevaar-voor-het-kind"}
    assert "reden van veiligheid" in hco.weigert("hco", c("bespreek", **zonder))
    erbij = {"jeugdige": "aanwezig", "ouders": "aanwezig"} | OP
    assert "alleen" in hco.weigert("hco", c("bespreek", **erbij, **reden))
    hco.moet("hco", c("bespreek", **zonder, **reden))
    assert (
        hco.casus("hco").bespreken.besprekingen[0].veiligheidsreden == "direct-gevaar-voor-het-kind"
    )


def test_each_discussion_keeps_its_own_outcome(hco: Any) -> None:
    samen = {"jeugdige": "aanwezig", "ouders": "aanwezig"} | OP
    hco.moet("hco", c("bespreek", **samen))
    hco.moet("hco", c("stel-uitkomst-vast", uitkomst="verder-bespreken"))
    hco.moet("hco", c("bespreek", **samen))
    hco.moet("hco", c("stel-uitkomst-vast", uitkomst="overdragen"))
    uitkomsten = [b.uitkomst for b in hco.casus("hco").bespreken.besprekingen]
    assert uitkomsten == ["verder-bespreken", "overdragen"]


def test_an_agreement_says_something_of_who_helps(hco: Any) -> None:
    feit, gevraagd = hco.doe("hco", c("maak-afspraak", **HULP))
    assert isinstance(feit, feiten.AfspraakGemaakt)
    assert feit.uitvoerder == NOVADIC
    assert (feit.start, feit.beoogd_einde) == (date(2026, 3, 2), date(2026, 3, 4))
    (element,) = gevraagd.elementen
    assert (element.veld, element.brontype) == (Veld.AFSPRAAK, Organisatietype.VERSLAVINGSZORG)
    assert element.geheim == "beroepsgeheim"


def test_an_agreement_is_for_who_helps_and_who_recorded_it_until_the_gate_says_more(
    hco: Any,
) -> None:
    feit, _ = hco.doe("hco", c("maak-afspraak", **HULP))
    casus = hco.casus("hco")

    def ziet(functie: Functie, soort: Organisatietype) -> bool:
        zetelsoort = Zetelsoort(organisatietype=soort, rol=functie.rol)
        open_ = {g.element.id for g in casus.te_openen(functie, zetelsoort)}
        return feit.element.id in open_

    assert ziet(NOVADIC, Organisatietype.VERSLAVINGSZORG)
    assert ziet(hco.regie("hco"), Organisatietype.VEILIGHEIDSHUIS)
    assert not ziet(AGENT, Organisatietype.POLITIE)


@pytest.mark.parametrize(
    ("anders", "reden"),
    [
        ({"uitvoerder": "mw/maatschappelijk-werker"}, "zetel"),
        ({"beoogd_einde": "2026-03-01"}, "eindigt"),
    ],
)
def test_an_agreement_that_cannot_be(hco: Any, anders: dict[str, str], reden: str) -> None:
    assert reden in hco.weigert("hco", c("maak-afspraak", **HULP | anders))


def test_a_seat_agrees_for_itself_only(hco: Any) -> None:
    assert "regie" in hco.weigert("hco", c("maak-afspraak", **HULP), RMC)
    hco.moet("hco", c("maak-afspraak", **HULP), NOVADIC)
    assert "regie" in hco.weigert("hco", c("rond-afspraak-af", afloop="nagekomen"), RMC)
    hco.moet("hco", c("rond-afspraak-af", afloop="nagekomen"), NOVADIC)
    assert hco.casus("hco").bespreken.lopende_afspraken == ()
    assert (
        hco.weigert("hco", c("rond-afspraak-af", afloop="vervallen")) == "Er loopt geen afspraak."
    )


def test_of_several_agreements_one_is_meant(hco: Any) -> None:
    hco.moet("hco", c("maak-afspraak", **HULP))
    hco.moet("hco", c("maak-afspraak", **HULP | {"uitvoerder": "rmc/rmc-coordinator"}))
    assert "kies" in hco.weigert("hco", c("rond-afspraak-af", afloop="nagekomen"))
    hco.moet("hco", c("rond-afspraak-af", afloop="niet-nagekomen"), RMC)
    eerste, tweede = hco.casus("hco").bespreken.afspraken
    assert (eerste.afloop, tweede.afloop) == (None, "niet-nagekomen")


def test_a_casus_with_an_agreement_that_runs_is_not_closed(hco: Any) -> None:
    hco.moet("hco", c("bespreek", jeugdige="aanwezig", ouders="aanwezig", **OP))
    hco.moet("hco", c("stel-uitkomst-vast", uitkomst="sluiten"))
    hco.moet("hco", c("maak-afspraak", **HULP))
    sluit = c("sluit-casus", reden="geen-vervolg")
    assert "afspraak" in hco.weigert("hco", sluit)
    hco.moet("hco", c("rond-afspraak-af", afloop="vervallen"))
    hco.moet("hco", sluit)
