"""The auditor sees every decision and its reasons, never a value; nobody else sees anything."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from contracts.elements import Veld
from contracts.events.beheer import FunctieToegekend
from contracts.topics import GATE, REGISTER
from contracts.vocabulary import Doel
from infra.testing.sessions import bearer
from infra.web.site import together
from tests.poort.proefpoort import Proefpoort
from tests.poort.verzoeken import functie, inhoud, verzoek

AUDITOR, AGENT = "f" * 26, "a" * 26


@pytest.fixture
def poort(tmp_path: Path) -> Proefpoort:
    gate = Proefpoort(tmp_path)
    for who, what in (
        (AUDITOR, "veiligheidshuis-tilburg/privacy-functionaris"),
        (AGENT, "politie-tilburg/jeugdagent"),
    ):
        given = FunctieToegekend(medewerker=who, functie=functie(what), vanaf=date(2026, 1, 1))
        gate.hoor(REGISTER, "register", given)
    return gate


@pytest.fixture
def web(poort: Proefpoort) -> Iterator[TestClient]:
    assert poort.instance.web is not None
    with TestClient(together({poort.instance.base: poort.instance.web})) as client:
        yield client


def als(wie: str) -> dict[str, str]:
    return bearer(wie, GATE)


@pytest.fixture
def besluit(poort: Proefpoort) -> str:
    door = "het-baken/zat-coordinator"
    elementen = (
        poort.verzegeld(0, Veld.NAAM, "Daan Kanarie", door),
        poort.verzegeld(1, Veld.GEZONDHEID, "slaapt slecht", door),
    )
    asked = verzoek(
        "zat-het-baken",
        "cjg-tilburg",
        *elementen,
        inhoud=inhoud("overdrachtsaanbod"),
        doel=Doel.HULPVERLENING,
    )
    return poort.vraag(asked).besluit.besluit


PADEN = ("/v1/besluiten", "/v1/besluiten/{}", "/", "/besluiten/{}")


@pytest.mark.parametrize("pad", PADEN)
def test_de_auditor_ziet_besluiten_en_geen_waarde(web: TestClient, besluit: str, pad: str) -> None:
    answer = web.get(f"/privacy-gate{pad.format(besluit)}", headers=als(AUDITOR))
    assert answer.status_code == 200
    assert besluit in answer.text
    for value in ("Daan", "slaapt", "cijfertekst"):
        assert value not in answer.text


@pytest.mark.parametrize("pad", PADEN)
def test_een_ander_ziet_niets(web: TestClient, besluit: str, pad: str) -> None:
    answer = web.get(f"/privacy-gate{pad.format(besluit)}", headers=als(AGENT))
    assert answer.status_code == 403
    assert besluit not in answer.text


def test_wie_niet_is_aangemeld_ziet_niets(web: TestClient) -> None:
    assert web.get("/privacy-gate/v1/besluiten").status_code == 401


def test_de_pagina_zegt_waarom_in_woorden(web: TestClient, besluit: str) -> None:
    text = web.get(f"/privacy-gate/besluiten/{besluit}", headers=als(AUDITOR)).text
    assert "Een plicht tot geheimhouding staat in de weg" in text
    assert "Van begeleiding naar begeleiding" in text
    assert "AVG 6(1), 5(1)b en 6(4)" in text
    assert "Verenigbaarheid wegen (was Wbp 9(2))." in text


def test_een_besluit_dat_er_niet_is(web: TestClient) -> None:
    answer = web.get(f"/privacy-gate/v1/besluiten/{'q' * 26}", headers=als(AUDITOR))
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert web.get("/privacy-gate/v1/besluiten?pagina=0", headers=als(AUDITOR)).status_code == 400


def test_de_lijst_heeft_bladzijden(web: TestClient, poort: Proefpoort) -> None:
    for number in range(51):
        poort.vraag(verzoek("zat-het-baken", "zat-het-baken", verstrekking=f"v{number:025d}"))
    first = web.get("/privacy-gate/v1/besluiten", headers=als(AUDITOR)).json()
    second = web.get("/privacy-gate/v1/besluiten?pagina=2", headers=als(AUDITOR)).json()
    assert (len(first["besluiten"]), first["meer"]) == (50, True)
    assert (len(second["besluiten"]), second["meer"]) == (1, False)
