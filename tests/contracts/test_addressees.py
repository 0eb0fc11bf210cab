"""Nobody hears what was meant for another: what a covenant cannot promise is refused, and why."""

from pathlib import Path

import pytest

from chain.faults import UserFault
from chain.setup.covenant_check import main
from chain.setup.inrichting import read_inrichting
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from tests.contracts.regions import TILBURG

TEXT = TILBURG.read_text(encoding="utf-8")

SCHOOL = "aan_rol: zorgcoordinator-school"
ZAT_ROAD = "van: [zat-het-baken, zat-de-vaart], naar: hco-tilburg,\n    terugkoppeling: {wanneer: "
DE_VAART = "  de-vaart: {naam: De Vaart (voortgezet speciaal onderwijs), type: school, "
OWN_ROAD = "van: [het-baken], naar: zat-het-baken, houder: het-baken,\n    terugkoppeling: "
BY_POLICE = "{wanneer: indien-noodzakelijk, door: rmc-tilburg/rmc-coordinator, "
AT_CJG = "[jgz-tilburg/jeugdverpleegkundige, mw-tilburg/maatschappelijk-werker, mee-t"
CARRIERS = "van: [hco-tilburg], naar: [zat-het-baken, zat-de-vaart], door: [rmc-tilburg/rmc-coordi"
LED_BY_DE_VAART = "regie: de-vaart/zat-coordinator,\n    zetels: [de-vaart/zorgcoordinator-school, "

PLANTED = {
    "a school that no ZAT serves": (
        {DE_VAART: DE_VAART.replace("de-vaart", "de-kolk") + "geheimhouding: true}\n" + DE_VAART},
        "organisaties.de-kolk", "geen ZAT bespreekt",
    ),
    "a ZAT that no school leads, and that names none": (
        {LED_BY_DE_VAART: LED_BY_DE_VAART.replace("regie: de-vaart/", "regie: mee-tilburg/"),
         "door: de-vaart/zat-coordinator": "door: de-vaart/zorgcoordinator-school"},
        "zat-de-vaart.regie", "is geen school: noem bij scholen",
    ),
    "a school that leads two ZATs": (
        {LED_BY_DE_VAART: LED_BY_DE_VAART.replace("regie: de-vaart/", "regie: het-baken/"),
         "door: de-vaart/zat-coordinator": "door: de-vaart/zorgcoordinator-school"},
        "zat-de-vaart.regie", "hoort al bij 'zat-het-baken'",
    ),
    "a school that two ZATs serve": (
        {LED_BY_DE_VAART: "scholen: [de-vaart, het-baken], " + LED_BY_DE_VAART},
        "zat-de-vaart.scholen", "'het-baken' hoort al bij 'zat-het-baken'",
    ),
    "a school without a seat at a ZAT that another school leads": (
        {DE_VAART: DE_VAART.replace("de-vaart", "de-kolk") + "geheimhouding: true}\n" + DE_VAART,
         LED_BY_DE_VAART: "scholen: [de-vaart, de-kolk], " + LED_BY_DE_VAART},
        "zat-de-vaart.scholen", "'de-kolk' heeft geen zetel aan 'zat-de-vaart'",
    ),
    "a school that is not in the covenant": (
        {LED_BY_DE_VAART: "scholen: [de-vaat], " + LED_BY_DE_VAART},
        "zat-de-vaart.scholen.1", "bedoelt u 'de-vaart'?",
    ),
    "a body that is no school among the schools": (
        {LED_BY_DE_VAART: "scholen: [de-vaart, mee-tilburg], " + LED_BY_DE_VAART},
        "zat-de-vaart.scholen.2", "'mee-tilburg' is geen school",
    ),
    "a table that is no ZAT with schools": (
        {"    regie: cjg-tilburg/procesregisseur": "    scholen: [de-vaart]\n    regie: cjg-tilbur"
         "g/procesregisseur"},
        "cjg-tilburg.scholen", "alleen een ZAT",
    ),
    "after a decision another than the school would hear": (
        {BY_POLICE + SCHOOL: BY_POLICE + "aan_rol: jeugdagent"},
        "wegen.zorgmelding.terugkoppeling.aan_rol", "geen school heeft aan haar ZAT de rol",
    ),
    "a reporter who listens only after a decision": (
        {BY_POLICE + SCHOOL: BY_POLICE + "melder_hoort: true, " + SCHOOL},
        "wegen.zorgmelding.terugkoppeling.melder_hoort", "altijd",
    ),
    "a reporter who listens where a table brings in": (
        {ZAT_ROAD: ZAT_ROAD.replace("{wanneer", "{melder_hoort: true, wanneer")},
        "wegen.zat-naar-hco.terugkoppeling.melder_hoort", "eerste melding",
    ),
    "a reporter who has the role where the gate lets nothing through": (
        {"{wanneer: bij-meerwaarde, door: cjg-tilburg/procesregisseur, " + SCHOOL:
         "{wanneer: altijd, door: cjg-tilburg/procesregisseur, aan_rol: arts",
         "van: [cjg-tilburg, jgz-tilburg, mw-tilburg]": "van: [jgz-tilburg]",
         "novadic/behandelaar]": "jgz-tilburg/arts]"},
        "wegen.aanmelding-cjg.terugkoppeling.aan_rol", "niemand hoort het",
    ),
    "two steps that name a coordinator": (
        {"jeugdregisseur, naar: gemeente-tilburg/jeugdregisseur, na: 5}":
         "jeugdregisseur, naar: gemeente-tilburg/jeugdregisseur, na: 5, benoemt: true}"},
        "opschaling.zorg.2.benoemt", "'gemeente-tilburg/zorgregisseur' benoemt al",
    ),
    "a substitute for a seat that is nobody's": (
        {"{gemeente-tilburg/zorgregisseur: [": "{gemeente-tilburg/zorgregiseur: ["},
        "vervanging.gemeente-tilburg/zorgregiseur", "bedoelt u 'gemeente-tilburg/zorgregisseur'?",
    ),
    "a carrier for every table who does not sit at one that asks": (
        {CARRIERS: CARRIERS[CARRIERS.index("door:") :]},
        "informatiedragers.1.door", "geen van de dragers heeft een zetel aan 'cjg-tilburg'",
    ),
}  # fmt: skip


def planted(changes: dict[str, str]) -> str:
    text = TEXT
    for there, instead in changes.items():
        assert there in text, there
        text = text.replace(there, instead)
    return text


@pytest.mark.parametrize("name", PLANTED)
def test_what_would_reach_another_or_nobody_is_refused_at_its_place(name: str) -> None:
    changes, place, sentence = PLANTED[name]
    found = read_covenant(planted(changes))
    assert not isinstance(found, Convenant), "the fault was not seen"
    assert any(fault.pad.endswith(place) and sentence in fault.tekst for fault in found), [
        *map(str, found)
    ]
    assert all(fault.regel > 1 for fault in found)


UNUSUAL = {
    "two schools at one ZAT, in one role": {
        "zetels: [het-baken/z": "zetels: [de-vaart/zorgcoordinator-school, het-baken/z"
    },
    "two schools that report to one ZAT": {
        OWN_ROAD: OWN_ROAD.replace("[het-baken]", "[het-baken, de-vaart]"),
        "van: [de-vaart], naar: zat-de-vaart": "van: [jgz-tilburg], naar: zat-de-vaart",
    },
    "a ZAT of a school that another body leads": {
        LED_BY_DE_VAART: "scholen: [de-vaart], "
        + LED_BY_DE_VAART.replace("regie: de-vaart/", "regie: mee-tilburg/"),
        "door: de-vaart/zat-coordinator": "door: de-vaart/zorgcoordinator-school",
    },
    "two bodies in one role at the table that brings in": {
        AT_CJG: AT_CJG.replace("[", "[ggz-tilburg/procesregisseur, ")
    },
    "two bodies in one role at a ZAT that brings in": {
        ZAT_ROAD: ZAT_ROAD + "altijd, door: rmc-tilburg/rmc-coordinator, aan_rol: jeugdarts}}\n#",
        "jgz-tilburg/jeugdarts, mee-tilburg/consulent": "jgz-tilburg/jeugdarts, mee-tilburg/jeugd"
        "arts",
    },
    "a role of the school that another body has at the ZAT too": {
        "rmc-tilburg/rmc-coordinator, bjz-tilburg/casemanager, politie-tilburg/jeugdagent]": (
            "rmc-tilburg/rmc-coordinator, mee-tilburg/zorgcoordinator-school]"
        )
    },
    "a reporter in one role at several tables": {
        BY_POLICE + SCHOOL: "{wanneer: altijd, door: rmc-tilburg/rmc-coordinator, aan_rol: jeugda"
        "gent"
    },
    "a reporter who listens without a seat": {
        BY_POLICE + SCHOOL: "{wanneer: altijd, door: rmc-tilburg/rmc-coordinator, melder_hoort: t"
        "rue, aan_rol: wijkagent"
    },
    "two bodies in one role that no road asks for": {
        "novadic/behandelaar]": "novadic/behandelaar, ggz-tilburg/behandelaar]"
    },
    "a guest of another school that has its own ZAT": {
        "zetels: [het-baken/z": "zetels: [de-vaart/ambulant-begeleider, het-baken/z"
    },
    "a reporter who listens in a role of his own": {
        BY_POLICE + SCHOOL: "{wanneer: altijd, door: rmc-tilburg/rmc-coordinator, "
        "aan_rol: wijkagent",
        "novadic/behandelaar]": "novadic/behandelaar, politie-tilburg/wijkagent]",
    },
    "a listener at the ZAT who is not of the school, and alone in that role": {
        ZAT_ROAD: ZAT_ROAD
        + "altijd, door: rmc-tilburg/rmc-coordinator, aan_rol: rmc-coordinator}}\n#"
    },
    "each school its own word for who listens": {
        "zetels: [de-vaart/zorgcoordinator-school, ": "zetels: [de-vaart/intern-begeleider, ",
        "door: de-vaart/zat-coordinator, aan_rol: zorgcoordinator-school": (
            "door: de-vaart/zat-coordinator, aan_rol: intern-begeleider"
        ),
        ZAT_ROAD: "van: [zat-de-vaart], naar: hco-tilburg, terugkoppeling: {wanneer: altijd, "
        "door: rmc-tilburg/rmc-coordinator, aan_rol: intern-begeleider}}\n"
        "  het-baken-naar-hco: {naam: Inbreng, van: [zat-het-baken], naar: hco-tilburg, "
        "terugkoppeling: {wanneer: ",
    },
    "one carrier for every table": {
        CARRIERS: "door: [bjz-tilburg/casemanager, rmc-tilburg/rmc-coordi",
        "halt-loket, bjz-loket], vraagt_na_bij: [hco-tilburg]}": "halt-loket, bjz-loket]}",
    },
    "a substitute for whoever no longer stands on a ladder": {
        "{gemeente-tilburg/zorgregisseur: [": "{halt-tilburg/directeur: [rvdk/teamleider], "
        "gemeente-tilburg/zorgregisseur: ["
    },
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_what_is_unusual_and_clear_is_valid(name: str) -> None:
    found = read_covenant(planted(UNUSUAL[name]))
    assert isinstance(found, Convenant), [*map(str, found)]


def test_check_adopt_and_up_all_refuse_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes, place, sentence = PLANTED["a school that two ZATs serve"]
    file, inrichting = tmp_path / "regio.yaml", tmp_path / "inrichting.yaml"
    file.write_text(planted(changes), encoding="utf-8")
    person = "{naam: Ahmed B, mail: a@school.test, functies: [het-baken/zat-coordinator]}"
    inrichting.write_text(f"convenanten: [regio.yaml]\nmedewerkers: [{person}]\n", "utf-8")
    assert main(["check", str(file)]) == 1
    assert sentence in capsys.readouterr().out
    assert main(["adopt", str(file), "--data", str(tmp_path)]) == 1
    assert sentence in capsys.readouterr().err
    with pytest.raises(UserFault, match=f"regio.yaml, regel .*{place}.*hoort al bij"):
        read_inrichting(inrichting)
