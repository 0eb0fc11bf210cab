"""A question back is told to who can read it, and to who directs."""

from collections.abc import Callable
from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.events.casusoverleg import CasusGeopend, OverdrachtGewijzigd, OverdrachtstapVernomen
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.topics import facts, postbus
from contracts.vocabulary import Domein, Functie
from notifier.domain.bericht import Bericht
from notifier.worker.deeds import Loket

REGIE = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
HCO, POSTBUS = facts("casusoverleg", Domein.VEILIGHEID), postbus(Domein.VEILIGHEID)
STAP = {
    "soort": "overdrachtstap", "overdracht": "d" * 26, "stap": "vraag-terug", "houder": "cjg",
    "door": {"organisatie": "cjg", "rol": "procesregisseur"}, "op": "2026-03-02",
}  # fmt: skip


@pytest.fixture
def hco(
    proef: Callable[..., Any], geopend: Callable[..., CasusGeopend], convenant: Convenant
) -> Any:
    made = proef(Domein.VEILIGHEID, {})
    made.opened, made.convenant = geopend(), convenant
    made.hoor(HCO, made.opened)
    return made


def bezorgd(hco: Any, verstrekking: str, inhoud: dict[str, Any], *zetels: Functie) -> Any:
    """What the gate delivers, with words that these seats may open."""
    soorten = [hco.convenant.zetelsoort(zetel).model_dump() for zetel in zetels]
    element = {
        "id": "e" * 26, "veld": "toelichting", "over": "b" * 26, "relatie": "jeugdige",
        "vastgelegd_door": STAP["door"], "brontype": "cjg", "vastgelegd_op": "2026-03-02",
        "doel": "hulpverlening", "geheim": "geen",
        "waarde": {"sleutel": "s" * 26, "cijfertekst": "x"},
    }  # fmt: skip
    gedeeld = [{"element": element, "bewerking": "geen", "zetels": soorten}] if soorten else []
    return VerstrekkingBezorgd.model_validate(
        {"verstrekking": verstrekking, "casus": hco.opened.casus, "betrokkene": "b" * 26,
         "leeftijdsband": "12-15", "convenant": "oefenstad@1", "van_overleg": "cjg-tafel",
         "naar_overleg": "hco", "door": STAP["door"], "inhoud": inhoud, "elementen": gedeeld,
         "besluit": "k" * 26, "op": "2026-03-02"}
    )  # fmt: skip


def stap(hco: Any, soort: type[Any], naam: str) -> Any:
    door = STAP["door"] if naam == "vraag-terug" else RMC.model_dump()
    return soort.model_validate(
        {"casus": hco.opened.casus, "overdracht": "d" * 26, "overleg": "hco", "stap": naam,
         "door": door, "houder": "cjg", "op": "2026-03-02"}
    )  # fmt: skip


def open_(hco: Any) -> list[Bericht]:
    return [one for one, _ in Loket(hco.kernel, Domein.VEILIGHEID, hco.clock).lopend((REGIE, RMC))]


@pytest.mark.parametrize("later", [False, True])
def test_who_can_read_what_is_asked_is_told_to_answer(hco: Any, *, later: bool) -> None:
    hco.hoor(POSTBUS, bezorgd(hco, "v" * 26, STAP, *(() if later else (RMC,))))
    hco.hoor(HCO, stap(hco, OverdrachtstapVernomen, "vraag-terug"))
    if later:
        assert {one.inhoud.aan for one in open_(hco)} == {REGIE}
        inhoud = {"soort": "aanvulling", "bij": "v" * 26}
        hco.hoor(POSTBUS, bezorgd(hco, "w" * 26, inhoud, RMC))
    asked = [one for one in open_(hco) if one.inhoud.stap == "vraag-terug"]
    assert {one.inhoud.aan for one in asked} == {REGIE, RMC}
    assert all(one.daad and one.daad.stappen == ("beantwoord-vraag",) for one in asked)
    hco.hoor(HCO, stap(hco, OverdrachtGewijzigd, "vraag-beantwoord"))
    assert [one for one in open_(hco) if one.inhoud.stap == "vraag-terug"] == []


def test_who_cannot_read_it_is_not_told(hco: Any) -> None:
    hco.hoor(POSTBUS, bezorgd(hco, "v" * 26, STAP))
    hco.hoor(HCO, stap(hco, OverdrachtstapVernomen, "vraag-terug"))
    assert {one.inhoud.aan for one in open_(hco)} == {REGIE}
