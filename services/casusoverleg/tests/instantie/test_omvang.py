"""What is too much for one event goes to the gate in parts, or is refused in a sentence."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from casusoverleg import store
from chain.daden import AANBOD, bespreking
from contracts.elements import Bewerking, GedeeldElement, Veld
from contracts.events import casusoverleg as feiten
from contracts.events.intake import CasusAangemeld
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.topics import facts, postbus
from contracts.vocabulary import Domein, Functie
from infra.kernel import outbox

Maak = Callable[[Domein], Any]

ZAT = "het-baken/zat-coordinator"
VEEL, CASUS = 200, "c" * 26


def _vol(instantie: Maak) -> Any:
    """The ZAT, with a casus in which very much is known."""
    feit: CasusAangemeld = instantie(Domein.ZORG).meld_aan("zat", ZAT, naam="Kim Kanarie")
    zat = instantie(Domein.ONDERWIJS)
    functie = Functie(organisatie="het-baken", rol="zat-coordinator")
    een = zat.element(Veld.HULP, "x" * 3000, functie)
    naam = een.model_copy(update={"veld": Veld.NAAM})
    alles = (naam, *(een for _ in range(1, VEEL)))
    elementen = tuple(e.model_copy(update={"id": f"{n:026}"}) for n, e in enumerate(alles))
    gemeld = feit.model_copy(update={"elementen": elementen})
    zat.hoor(facts("intake", Domein.ONDERWIJS), gemeld)
    zat.vraag_als_intake(gemeld)
    zat.gezegd()
    return zat


def _delen(said: list[Any]) -> list[VerstrekkingGevraagd]:
    return [feit for feit in said if isinstance(feit, VerstrekkingGevraagd)]


def _heel(delen: list[VerstrekkingGevraagd]) -> None:
    """Do these together ask all, in order, and each what the first one asks?"""
    eerste, *verder = delen
    assert verder
    assert [e.id for deel in delen for e in deel.elementen] == [f"{n:026}" for n in range(VEEL)]
    assert eerste.deel_van is None
    assert {deel.deel_van for deel in verder} == {eerste.verstrekking}
    assert {deel.inhoud for deel in delen} == {eerste.inhoud}
    assert len({deel.verstrekking for deel in delen}) == len(delen)


def test_a_hand_off_with_very_much_goes_in_parts(instantie: Maak) -> None:
    zat = _vol(instantie)
    zat.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-02"))
    zat.stap(ZAT, "zat", "stel-uitkomst-vast", uitkomst="overdragen")
    zat.gezegd()
    antwoord = zat.stap(ZAT, "zat", "draag-over", naarOverleg="cjg", **AANBOD)
    assert antwoord["feiten"].count("VerstrekkingGevraagd") == 1
    gezegd = zat.gezegd()
    assert sum(isinstance(f, feiten.OverdrachtAangeboden) for f in gezegd) == 1
    _heel(_delen(gezegd))


def test_what_is_asked_anew_after_consent_goes_in_parts(instantie: Maak) -> None:
    zat = _vol(instantie)
    zat.stap(
        ZAT,
        "zat",
        "leg-toestemming-vast",
        over="jeugdige",
        door="jeugdige",
        doel="hulpverlening",
        categorieen=["verzuim"],
        ontvangers=["zorg"],
        gegevenOp="2026-03-02",
    )
    _heel(_delen(zat.gezegd()))


INHOUDEN: dict[str, dict[str, str]] = {
    "inbreng": {"soort": "inbreng", "vraag": "bespreken", "houder": "het-baken"},
    "aanbod": {
        "soort": "overdrachtsaanbod",
        "overdracht": "d" * 26,
        "vraag": "hulp-starten",
        "gewenst_bewijs": "hulp-is-begonnen",
        "houder": "het-baken",
    },
}


def _bezorgd(instantie: Maak, cjg: Any, inhoud: dict[str, str], nummer: int) -> VerstrekkingBezorgd:
    """The part with this number of what the ZAT provided to the CJG."""
    door = Functie(organisatie="het-baken", rol="zat-coordinator")
    een = instantie(Domein.ONDERWIJS).element(Veld.HULP, "thuis", door)
    zetel = cjg.convenant.zetelsoort(Functie(organisatie="cjg-huis", rol="procesregisseur"))
    element = een.model_copy(update={"id": f"{nummer:026}"})
    gedeeld = GedeeldElement(element=element, bewerking=Bewerking.GEEN, zetels=(zetel,))
    return VerstrekkingBezorgd.model_validate(
        {
            "verstrekking": f"v{nummer:025}",
            "casus": CASUS,
            "betrokkene": een.over,
            "leeftijdsband": "12-15",
            "convenant": cjg.convenant.verwijzing,
            "van_overleg": "zat",
            "naar_overleg": "cjg",
            "door": door,
            "inhoud": inhoud,
            "elementen": (gedeeld,),
            "deel_van": f"v{0:025}" if nummer else None,
            "besluit": f"b{nummer:025}",
            "op": "2026-03-02",
        }
    )


def _dossier(tafels: Any) -> Any:
    with tafels.parts.database.reading() as session:
        return store.load_dossier(session, CASUS)


@pytest.mark.parametrize("inhoud", INHOUDEN)
def test_the_receiver_sees_the_parts_as_one(instantie: Maak, inhoud: str) -> None:
    cjg = instantie(Domein.ZORG)
    cjg.hoor(postbus(Domein.ZORG), _bezorgd(instantie, cjg, INHOUDEN[inhoud], 0))
    assert cjg.gezegd()
    eerst = _dossier(cjg)
    cjg.hoor(postbus(Domein.ZORG), _bezorgd(instantie, cjg, INHOUDEN[inhoud], 1))
    assert cjg.gezegd() == []
    nu = _dossier(cjg)
    assert len(nu.casus.gedeeld) == 2
    assert replace(nu.casus, gedeeld=eerst.casus.gedeeld) == eerst.casus
    assert nu.regels == eerst.regels


def test_a_step_that_says_too_much_is_refused_and_nothing_is_recorded(
    instantie: Maak, casus_id: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    zat = _vol(instantie)
    monkeypatch.setattr(outbox, "EVENT_BYTES", 4000)
    url = f"/v1/casussen/{casus_id('zat')}/stappen/leg-toestemming-vast"
    invoer = {
        "over": "jeugdige",
        "door": "jeugdige",
        "doel": "hulpverlening",
        "categorieen": ["gezinssamenstelling"] * 200,
        "ontvangers": ["zorg"],
        "gegevenOp": "2026-03-02",
    }
    antwoord = zat.als(ZAT).post(url, json=invoer)
    assert antwoord.status_code == 413
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert antwoord.json()["detail"].startswith("Dit is te veel in een keer.")
    assert zat.gezegd() == []
