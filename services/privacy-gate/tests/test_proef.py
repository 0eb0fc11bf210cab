"""A dry run says what a real request would give, in sentences, and leaves no trace."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from contracts.elements import Element, Veld
from contracts.events.beheer import FunctieToegekend
from contracts.events.privacy_gate import VerstrekkingBesloten
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.proef import Proefantwoord, draagt_waarden, zonder_waarden
from contracts.topics import GATE, REGISTER
from contracts.vocabulary import Doel, Domein, Grond, Uitkomst
from infra.testing.sessions import bearer
from infra.web.site import together
from tests.poort.proefpoort import Proefpoort
from tests.poort.verzoeken import functie, inhoud, verzoek, weging

COORDINATOR = "het-baken/zat-coordinator"
ZAT, HCO, CJG = "zat-het-baken", "hco-tilburg", "cjg-tilburg"
WIE, ANDER = "z" * 26, "a" * 26
URL = "/privacy-gate/v1/proef"


@pytest.fixture
def poort(tmp_path: Path) -> Proefpoort:
    gate = Proefpoort(tmp_path)
    for who, what in ((WIE, COORDINATOR), (ANDER, "politie-tilburg/jeugdagent")):
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


def gegevens(poort: Proefpoort) -> tuple[Element, ...]:
    fields = (Veld.NAAM, Veld.GEBOORTEDATUM, Veld.VERZUIM, Veld.GEZONDHEID, Veld.TOELICHTING)
    return tuple(
        poort.verzegeld(number, field, "2010-05-31", COORDINATOR)
        for number, field in enumerate(fields)
    )


def verzoeken(poort: Proefpoort) -> Iterator[VerstrekkingGevraagd]:
    elementen = gegevens(poort)
    gewogen = weging("43", elementen, Domein.VEILIGHEID, functie(COORDINATOR))
    inbreng = verzoek(ZAT, HCO, *elementen, inhoud=inhoud("inbreng"), doel=Doel.AFSTEMMING)
    yield inbreng
    yield inbreng.model_copy(update={"wegingen": (gewogen,), "verstrekking": "w" * 26})
    aanbod = verzoek(ZAT, CJG, *elementen, inhoud=inhoud("overdrachtsaanbod"))
    yield aanbod
    yield aanbod.model_copy(update={"doel": Doel.HULPVERLENING, "verstrekking": "x" * 26})
    yield aanbod.model_copy(update={"grond": Grond.GEEN, "verstrekking": "y" * 26})
    yield verzoek(ZAT, "jco-tilburg", *elementen, inhoud=inhoud("inbreng"))
    yield verzoek(ZAT, HCO, *elementen, inhoud=inhoud("aanvulling"), doel=Doel.AFSTEMMING)


def probeer(web: TestClient, een: VerstrekkingGevraagd) -> Proefantwoord:
    answer = web.post(URL, json=zonder_waarden(een).model_dump(mode="json"), headers=als(WIE))
    assert answer.status_code == 200, answer.text
    return Proefantwoord.model_validate(answer.json())


def uitkomsten(besluit: VerstrekkingBesloten | Proefantwoord) -> object:
    """What was decided, seat by seat."""
    return (
        besluit.doorgelaten,
        besluit.uitkomst,
        besluit.verplichtingen,
        {
            (e.element, str(z.zetel)): (z.uitkomst, z.bewerking, _regels(z))
            for e in besluit.elementen
            for z in e.zetels
        },
    )


def _regels(zetel: object) -> tuple[str, ...]:
    redenen = getattr(zetel, "redenen", None)
    named = getattr(zetel, "regels", ()) if redenen is None else (r.regel for r in redenen)
    return tuple(named)


def test_een_proef_zegt_wat_het_besluit_wordt(web: TestClient, poort: Proefpoort) -> None:
    seen = set()
    for een in verzoeken(poort):
        tried = probeer(web, een)
        decided = poort.vraag(een).besluit
        assert uitkomsten(tried) == uitkomsten(decided)
        seen |= {zetel.uitkomst for element in tried.elementen for zetel in element.zetels}
    assert seen == set(Uitkomst)


def test_van_een_proef_blijft_niets_over(web: TestClient, poort: Proefpoort) -> None:
    before = _alles(poort)
    for een in verzoeken(poort):
        probeer(web, een)
    assert _alles(poort) == before
    assert poort.gezegd().out == []
    poort.vraag(next(verzoeken(poort)))
    assert _alles(poort) != before


def _alles(poort: Proefpoort) -> list[object]:
    with poort.parts.database.reading() as session:
        bare = session.connection()
        tables = bare.execute(text("select name from sqlite_master where type = 'table'"))
        return [
            (name, [tuple(row) for row in bare.execute(text(f"select * from {name}"))])
            for name in sorted(tables.scalars())
        ]


def test_de_redenen_zijn_zinnen_met_artikelen_van_die_dag(
    web: TestClient, poort: Proefpoort
) -> None:
    tried = probeer(web, next(verzoeken(poort)))
    per_uitkomst = {
        zetel.uitkomst: zetel.redenen for element in tried.elementen for zetel in element.zetels
    }
    refused = per_uitkomst[Uitkomst.GEWEIGERD]
    assert all(reden.zin and not reden.zin.startswith(reden.regel) for reden in refused)
    (asked, *_) = per_uitkomst[Uitkomst.BEOORDELING]
    assert asked.vraag.endswith("?")
    assert asked.artikelen
    assert not any("Wbp" in artikel for artikel in asked.artikelen)


def test_een_proef_draagt_geen_waarden(web: TestClient, poort: Proefpoort) -> None:
    een = next(verzoeken(poort))
    assert draagt_waarden(een)
    assert not draagt_waarden(zonder_waarden(een))
    body = een.model_dump(mode="json")
    answer = web.post(URL, json=body, headers=als(WIE))
    assert answer.status_code == 400
    assert "geen waarden" in answer.json()["detail"]


def test_men_probeert_in_zijn_eigen_functie(web: TestClient, poort: Proefpoort) -> None:
    body = zonder_waarden(next(verzoeken(poort))).model_dump(mode="json")
    assert web.post(URL, json=body, headers=als(ANDER)).status_code == 403
    assert web.post(URL, json=body, headers=als(WIE[:25] + "y")).status_code == 401
    unknown = body | {"convenant": "tilburg@9"}
    answer = web.post(URL, json=unknown, headers=als(WIE))
    assert (answer.status_code, answer.json()["status"]) == (409, 409)
