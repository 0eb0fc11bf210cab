"""The age over the real key store: what cannot be read says nothing, and asks for no consent."""

from collections.abc import Callable
from typing import Any

import pytest

from chain.daden import AANBOD, bespreking
from contracts.elements import Veld
from contracts.events.verstrekking import Aanvulling, VerstrekkingGevraagd
from contracts.topics import facts
from contracts.vocabulary import Domein, Leeftijdsband

ZAT = "het-baken/zat-coordinator"
Maak = Callable[[Domein], Any]


def gevraagd(tafels: Any) -> list[VerstrekkingGevraagd]:
    return [feit for feit in tafels.gezegd() if isinstance(feit, VerstrekkingGevraagd)]


def getoond(tafels: Any, feit: Any) -> str:
    return str(tafels.als(ZAT).get(f"/v1/casussen/{feit.casus}").json()["leeftijdsband"])


def onleesbaar(tafels: Any, **velden: str) -> Any:
    return tafels.meld_aan("zat", ZAT, verzuim="twintig uur", **velden)


def vernietigd(tafels: Any, **velden: str) -> Any:
    feit = tafels.meld_aan("zat", ZAT, verzuim="twintig uur", **velden)
    tafels.parts.keys.destroy_keys(tafels.parts.keys.about(feit.betrokkene))
    return feit


def in_tegenspraak(tafels: Any, **velden: str) -> Any:
    """Two elements say when he was born, and not the same."""
    andere = tafels.meld_aan("zat", ZAT, **velden)
    twee = [e for e in andere.elementen if e.veld is Veld.GEBOORTEDATUM]
    id_ = "9" * 26
    waarde = tafels.parts.keys.seal("2010-03-01", andere.betrokkene, id_)
    extra = twee[0].model_copy(update={"id": id_, "waarde": waarde})
    feit = andere.model_copy(update={"elementen": (*andere.elementen, extra)})
    tafels.hoor(facts("intake", tafels.domein), feit)
    return feit


@pytest.mark.parametrize(
    ("maak", "datum"),
    [
        (onleesbaar, "twaalf maart"),
        (onleesbaar, "31-02-2012"),
        (onleesbaar, "2027-01-01"),
        (vernietigd, "2012-03-12"),
        (in_tegenspraak, "2009-03-01"),
    ],
)
def test_of_whom_the_birth_date_says_nothing_the_age_is_not_known(
    instantie: Maak, maak: Callable[..., Any], datum: str
) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = maak(zat, geboortedatum=datum)
    assert getoond(zat, feit) == "onbekend"
    assert "niet bekend" in zat.als(ZAT).get(f"/casussen/{feit.casus}").text
    zat.gezegd()
    zat.stap(ZAT, "zat", "meld-bekendheid", bekend="ja")
    assert {v.leeftijdsband for v in gevraagd(zat)} == {Leeftijdsband.ONBEKEND}


def test_what_was_typed_as_people_write_it_is_read(instantie: Maak) -> None:
    """So it may stand in a log of before."""
    zat = instantie(Domein.ONDERWIJS)
    feit = onleesbaar(zat, geboortedatum="12-03-2009")
    assert getoond(zat, feit) == "16-en-ouder"


def test_a_birth_year_from_elsewhere_leaves_the_age_as_it_was_told(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = onleesbaar(zat, geboortedatum="2009")
    assert getoond(zat, feit) == "onbekend"
    zat.deel(feit, ZAT)
    zat.hoor(facts("intake", zat.domein), feit.model_copy(update={"elementen": ()}))
    assert getoond(zat, feit) == "12-15"


def test_where_no_birth_date_lies_the_age_is_as_it_was_told(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    assert getoond(zat, onleesbaar(zat)) == "12-15"


def test_a_corrected_birth_date_is_the_age_at_once(instantie: Maak) -> None:
    zat = instantie(Domein.ONDERWIJS)
    feit = onleesbaar(zat, geboortedatum="2009-03-12")
    assert getoond(zat, feit) == "16-en-ouder"
    (datum,) = (e for e in feit.elementen if e.veld is Veld.GEBOORTEDATUM)
    zat.stap(ZAT, "zat", "corrigeer-informatie", element=datum.id, tekst="12-3-2012")
    assert getoond(zat, feit) == "12-15"
    seen = zat.als(ZAT).get(f"/v1/casussen/{feit.casus}").json()["elementen"]
    assert [e["waarde"] for e in seen if e["veld"] == "geboortedatum"] == ["2012-03-12"]


def test_a_table_that_is_told_another_age_asks_again_and_tells_it_on(instantie: Maak) -> None:
    zat, cjg = instantie(Domein.ONDERWIJS), instantie(Domein.ZORG)
    feit = onleesbaar(zat, geboortedatum="2009-03-12")
    zat.stap(ZAT, "zat", "bespreek", **bespreking("2026-03-02"))
    zat.handel_alles_af()
    (naam,) = (e.id for e in feit.elementen if e.veld is Veld.NAAM)
    zat.stap(ZAT, "zat", "draag-over", naarOverleg="cjg", elementen=[naam], **AANBOD)
    (aanbod,) = gevraagd(zat)
    zat.bezorg(aanbod, cjg)
    zat.handel_af(aanbod, "toegestaan")
    regie = cjg.convenant.overleggen["cjg"].regie
    cjg.stap(regie, "cjg", "meld-bekendheid", bekend="ja")
    cjg.gezegd()

    (datum,) = (e for e in feit.elementen if e.veld is Veld.GEBOORTEDATUM)
    zat.stap(ZAT, "zat", "corrigeer-informatie", element=datum.id, tekst="12-3-2012")
    (gemeld,) = (v for v in gevraagd(zat) if isinstance(v.inhoud, Aanvulling))
    assert gemeld.elementen == ()
    record = zat.bezorg(gemeld, cjg)
    (opnieuw,) = gevraagd(cjg)
    assert (opnieuw.naar_overleg, opnieuw.leeftijdsband) == ("cjg", Leeftijdsband.VAN_12_TOT_16)
    assert [e.veld for e in opnieuw.elementen] == [Veld.BEKEND_BIJ_ZORG]
    cjg.kernel.receive([record])
    assert gevraagd(cjg) == []
