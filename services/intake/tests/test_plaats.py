"""Who may report at which table: who directs it, or whose organisation has a road that says so."""

from typing import Any

import pytest

from contracts.vocabulary import Domein, Functie
from intake.domain.bezwaren import Bezwaar
from intake.domain.plaats import Plaats, plaats_voor, plaatsen


def functie(naam: str) -> Functie:
    organisatie, rol = naam.split("/")
    return Functie(organisatie=organisatie, rol=rol)


@pytest.mark.parametrize(
    ("overleg", "domein", "wie", "houder"),
    [
        ("zat", "onderwijs", "het-baken/zat-coordinator", "het-baken"),
        ("zat", "onderwijs", "het-baken/conrector", "het-baken"),
        ("hco", "veiligheid", "veiligheidshuis/ketenmanager", "veiligheidshuis"),
        ("hco", "veiligheid", "veiligheidshuis/secretaris", None),
        ("hco", "veiligheid", "politie/wijkagent", "politie"),
        ("cjg-tafel", "zorg", "jgz/jeugdarts", "cjg"),
        ("cjg-tafel", "zorg", "cjg/procesregisseur", "cjg"),
        ("cjg-tafel", "zorg", "cjg/telefonist", None),
        ("cjg-tafel", "zorg", "het-baken/zat-coordinator", None),
    ],
)
def test_who_reports_where_and_who_is_then_responsible(
    onderwijs: Any, overleg: str, domein: str, wie: str, houder: str | None
) -> None:
    convenanten, door = (onderwijs.convenant,), (functie(wie),)
    gevonden = plaats_voor(overleg, convenanten, Domein(domein), door)
    mag = {plaats.overleg for plaats in plaatsen(convenanten, Domein(domein), door)}
    assert mag == ({overleg} if houder else set())
    if houder is None:
        assert isinstance(gevonden, Bezwaar)
        assert gevonden.verboden
    else:
        assert isinstance(gevonden, Plaats)
        assert (str(gevonden.functie), gevonden.houder) == (wie, houder)


def test_a_road_that_names_no_holder_is_not_for_a_first_report(onderwijs: Any) -> None:
    convenant = onderwijs.convenant
    weg = convenant.wegen["zorgmelding"].model_copy(update={"houder": None})
    zonder = convenant.model_copy(update={"wegen": {**convenant.wegen, "zorgmelding": weg}})
    gevonden = plaats_voor("hco", (zonder,), Domein.VEILIGHEID, (functie("politie/jeugdagent"),))
    assert isinstance(gevonden, Bezwaar)


@pytest.mark.parametrize(
    ("overleg", "zegt"),
    [
        ("hco", "Dit overleg hoort bij het domein veiligheid; meld de casus daar aan."),
        ("nergens", "Dit overleg staat in geen geldend convenant."),
    ],
)
def test_a_table_elsewhere_is_no_place(onderwijs: Any, overleg: str, zegt: str) -> None:
    door = (functie("veiligheidshuis/ketenmanager"),)
    gevonden = plaats_voor(overleg, (onderwijs.convenant,), Domein.ONDERWIJS, door)
    assert isinstance(gevonden, Bezwaar)
    assert (gevonden.melding, gevonden.verboden) == (zegt, False)
