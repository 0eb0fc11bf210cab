"""What the law did not know yet, or no longer, passes nowhere: planted in the rules, and found."""

from dataclasses import replace
from datetime import date

import pytest

from chain.rules.eigenschappen import eigenschappen
from privacy_gate.bewijs.bewijzen import Beeld, beeld, weerlegd
from privacy_gate.bewijs.oplosser import Oplosser
from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.regels import Gevolg, Regel, Tijdvak
from privacy_gate.store.wetboek import wetboek

REGELS = tuple(one for one in wetboek().regelset.regels if one.over is Over.ELEMENT)
VAN_EEN_VERSIE = tuple(
    one
    for one in eigenschappen()
    if one.id.startswith(("E-VITAAL-", "E-VERBAND", "E-MELDRECHT", "E-RAAD", "E-JEUGDZORG"))
)


@pytest.fixture(scope="module")
def element() -> Beeld:
    return beeld(Over.ELEMENT, REGELS)


def anders(naam: str, **changes: object) -> list[Regel]:
    """The rules with one of them changed."""
    assert any(one.id == naam for one in REGELS)
    return [replace(one, **changes) if one.id == naam else one for one in REGELS]  # type: ignore[arg-type]  # the fields of a rule


@pytest.fixture(scope="module")
def oplosser(element: Beeld) -> Oplosser:
    return Oplosser(Over.ELEMENT, element.ruimte.tijd)


def gebroken(van: Beeld, oplosser: Oplosser) -> set[str]:
    """The properties of versions that do not hold, by census; the solver must say the same."""
    found = {one.id for one in VAN_EEN_VERSIE if weerlegd(van, one) is not None}
    assert {one.id for one in VAN_EEN_VERSIE if oplosser.weerlegd(van.regels, one)} == found
    return found


AL_IN_2001 = Tijdvak(date(2001, 9, 1))
AL_IN_2001_WBP = Tijdvak(date(2001, 9, 1), date(2018, 5, 24))
GEZONDHEID_VITAAL = {
    "E-VITAAL-GEZONDHEID",
    "E-VITAAL-ZWIJGEN",
    "E-VITAAL-SCHOOL",
    "E-VITAAL-ZORGDOEL",
    "E-VITAAL-BRON",
    "E-VITAAL-BRON-ZWIJGEN",
}


@pytest.mark.parametrize(
    ("naam", "changes", "breekt_nu"),
    [
        ("U-GEZONDHEID-NOOD", {"geldig": AL_IN_2001}, GEZONDHEID_VITAAL),
        ("U-GEZONDHEID-NOOD-DERDE", {"geldig": AL_IN_2001_WBP}, GEZONDHEID_VITAAL),
        (
            "U-STRAFRECHT-NOOD",
            {"geldig": AL_IN_2001},
            {
                "E-VITAAL-STRAFRECHT-SCHOOL",
                "E-VITAAL-STRAFRECHT-JEUGDZORG",
                "E-VITAAL-STRAFBRON",
            },
        ),
        (
            "U-STRAFRECHT-VERBAND-WBP",
            {"geldig": AL_IN_2001_WBP},
            {"E-VERBAND-WBP", "E-VITAAL-STRAFRECHT-JEUGDZORG"},
        ),
        (
            "U-GEHEIM-MELDRECHT",
            {
                "voorwaarden": (
                    ("doorbreking", frozenset({"meldrecht-kindermishandeling"})),
                    ("ontvanger", frozenset({"bureau-jeugdzorg", "rvdk"})),
                )
            },
            {"E-MELDRECHT-RAAD"},
        ),
        ("U-GEHEIM-MELDRECHT", {"geldig": Tijdvak(date(2010, 1, 1))}, {"E-MELDRECHT-2015"}),
        (
            "U-GEHEIM-RAAD",
            {"voorwaarden": (("doorbreking", frozenset({"inlichtingen-aan-de-raad"})),)},
            {"E-RAAD"},
        ),
        ("V-JEUGDZORG-BIJZONDER", {"gevolg": Gevolg.VERPLICHT}, {"E-JEUGDZORG-BIJZONDER"}),
        ("V-JEUGDZORG-BRON", {"gevolg": Gevolg.VERPLICHT}, {"E-JEUGDZORG-BRON"}),
    ],
)
def test_wat_de_wet_nog_niet_of_niet_meer_kende_valt_op(
    element: Beeld,
    oplosser: Oplosser,
    naam: str,
    changes: dict[str, object],
    breekt_nu: set[str],
) -> None:
    assert gebroken(element.met(anders(naam, **changes)), oplosser) == breekt_nu


def test_de_goede_regels_breken_niets(element: Beeld, oplosser: Oplosser) -> None:
    assert gebroken(element, oplosser) == set()


def test_voor_2012_gaat_gezondheid_in_nood_naar_niemand_buiten_de_zorg_en_daarna_wel(
    element: Beeld,
) -> None:
    """Counted: not one context before, and many from the day on."""
    before = next(one for one in eigenschappen() if one.id == "E-VITAAL-GEZONDHEID")
    assert before.geldig.tot == date(2012, 2, 8)
    assert weerlegd(element, before) is None
    after = weerlegd(element, replace(before, geldig=Tijdvak(date(2012, 2, 9))))
    assert after is not None
    assert after.aantal > 1000
    assert after.op == date(2012, 2, 9)
