"""Mistakes in a covenant: each is refused or remarked, at its place and in a sentence."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from chain.setup.covenant_check import main
from tests.proef.met_de_hand import REGIOS

VALLEI = REGIOS["ijsselvallei"].read_text(encoding="utf-8")
AAN_TAFEL = "door: rvdk-oost/raadsonderzoeker, aan_rol: medewerker"
OM = "  om-oost: {naam: Openbaar Ministerie Oost, type: om, geheimhouding: true}\n"
LADDER = "  justitie: [{trede: teamleider, naar: rvdk-oost/teamleider, na: 3}, "

GEWEIGERD: Mapping[str, tuple[dict[str, str], str, str]] = {
    "two steps that name a coordinator": (
        {"naar: gemeente-vallei/wethouder, na: 10}]\n  veiligheid": "naar: gemeente-vallei/wethou"
         "der, na: 10, benoemt: true}]\n  veiligheid"},
        "opschaling.zorg.2.benoemt", "van twee treden kan alleen de eerste dat",
    ),
    "a road on which nobody can hear": (
        {", aan_rol: verwijzer, melder_hoort: true": ", aan_rol: jeugdarts"},
        "wegen.verwijzing.terugkoppeling.aan_rol", "heeft een zetel met de rol 'jeugdarts'",
    ),
    "a carrier that does not sit there": (
        {AAN_TAFEL: AAN_TAFEL.replace("rvdk-oost/raadsonderzoeker", "om-oost/officier")},
        "wegen.veilig-thuis-naar-tafel.terugkoppeling.door", "kan daar niet over terugkoppelen",
    ),
    "a name that no covenant knows": (
        {"[de-brug/intern-begeleider, ": "[de-burg/intern-begeleider, "},
        "overleggen.team-basis.zetels.1", "bedoelt u 'de-brug'?",
    ),
    "a school that two teams discuss": (
        {"scholen: [de-brug, het-palet]": "scholen: [de-brug, het-palet, lyceum-oever]",
         "[de-brug/intern-begeleider, ": "[de-brug/intern-begeleider, lyceum-oever/mentor, "},
        "overleggen.team-lyceum.regie", "hoort al bij 'team-basis'",
    ),
}  # fmt: skip

OPGEMERKT: Mapping[str, tuple[dict[str, str], str, str]] = {
    "two bodies in the role that hears": (
        {"wijkteam-noord/jeugdwerker, jgz-vallei/jeugdverpleegkundige, ": "wijkteam-noord/jeugdwe"
         "rker, jgz-vallei/regisseur, "},
        "wegen.wijkteam-naar-tafel.terugkoppeling.aan_rol",
        "aan 'wijkteam-noord' hebben 'wijkteam-noord' en 'jgz-vallei' deze rol",
    ),
    "a domain without a ladder": (
        {f"{LADDER}{{trede: hoofdofficier, naar: om-oost/hoofdofficier, na: 5}}]\n": "", OM: ""},
        "opschaling", "het domein justitie heeft overleggen en geen ladder",
    ),
    "an end date without a next version": (
        {"geldig_van: 2018-01-01": "geldig_van: 2018-01-01\ngeldig_tot: 2030-01-01"},
        "geldig_tot", "na 31-12-2029 geldt hier niets meer",
    ),
    "a calendar that ends": (
        {"verwijsindex: {}": "schoolvakanties: {perioden: [{naam: kerst, van: 2018-12-22, tot: 201"
         "9-01-06}]}"},
        "schoolvakanties.perioden", "de kalender loopt tot en met 06-01-2019",
    ),
    "a body that takes part in nothing": (
        {"  om-oost: {": "  mee-oost: {naam: MEE, type: mee, geheimhouding: true}\n  om-oost: {"},
        "organisaties.mee-oost", "zij doet nergens aan mee",
    ),
    "a table where no case comes": (
        {"draagt_over_aan: [wijkteam-noord, gi-loket, raad-loket]": "draagt_over_aan: [wijkteam-n"
         "oord, gi-loket]", "draagt_over_aan: [wijkteam-noord, raad-loket, team": "draagt_over_aa"
         "n: [wijkteam-noord, team"},
        "overleggen.raad-loket", "hier komt nooit een casus",
    ),
    "two tables that the holder leads": (
        {"regie: wijkteam-noord/regisseur,\n    zetels: [": "regie: gemeente-vallei/tafelvoorzitte"
         "r,\n    zetels: [wijkteam-noord/regisseur, "},
        "overleggen.wijkteam-noord.brengt_in_bij.1", "kunnen beide overleggen hem verplaatsen",
    ),
    "a school that reports at the team of others": (
        {"van: [de-brug, het-palet], naar: team-basis": "van: [de-brug, het-palet, lyceum-oever],"
         " naar: team-basis", "[de-brug/intern-begeleider, ": "[de-brug/intern-begeleider, lyceum"
         "-oever/intern-begeleider, "},
        "wegen.naar-team-basis.van.3", "haar leerlingen bespreekt 'team-lyceum'",
    ),
    "a substitute whose name was mistyped": (
        {"tafelvoorzitter: [rvdk-oost/raadsonderzoeker]": "tafelvoorzitter: [rvdk-oost/raadonderz"
         "oeker]"},
        "vervanging.gemeente-vallei/tafelvoorzitter.1",
        "bedoelt u 'rvdk-oost/raadsonderzoeker'?",
    ),
    "a substitute for a seat that is nobody's": (
        {"vervanging:\n": "vervanging:\n  om-oost/secretaris: [om-oost/hoofdofficier]\n"},
        "vervanging.om-oost/secretaris", "hier valt nooit iemand voor in",
    ),
}  # fmt: skip


def geplant(tmp_path: Path, changes: dict[str, str]) -> str:
    text = VALLEI
    for there, instead in changes.items():
        assert there in text, there
        text = text.replace(there, instead)
    file = tmp_path / "regio.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize("naam", GEWEIGERD)
def test_what_cannot_work_is_refused(
    naam: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes, place, sentence = GEWEIGERD[naam]
    assert main(["check", geplant(tmp_path, changes), "--json"]) == 1
    faults = json.loads(capsys.readouterr().out)["fouten"]
    assert any(one["pad"] == place and sentence in one["tekst"] for one in faults), faults
    assert all(one["regel"] > 1 for one in faults)


@pytest.mark.parametrize("naam", OPGEMERKT)
def test_what_is_probably_not_meant_is_remarked(
    naam: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes, place, sentence = OPGEMERKT[naam]
    file = geplant(tmp_path, changes)
    assert main(["check", file, "--json"]) == 0
    remarks = json.loads(capsys.readouterr().out)["opmerkingen"]
    assert [one for one in remarks if one["pad"] == place and sentence in one["tekst"]], remarks
    assert len(remarks) == 1, remarks
    assert main(["check", file]) == 0
    assert f", {place}: {remarks[0]['tekst']}" in capsys.readouterr().out


def test_a_next_version_that_goes_on_is_no_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changes = OPGEMERKT["an end date without a next version"][0]
    first = geplant(tmp_path, changes)
    second = tmp_path / "volgende.yaml"
    later = VALLEI.replace("versie: 1", "versie: 2").replace("2018-01-01", "2030-01-01")
    second.write_text(later, encoding="utf-8")
    main(["check", first, str(second), "--json"])
    told = json.loads(capsys.readouterr().out)["convenanten"]
    assert [one["opmerkingen"] for one in told] == [[], []]


def test_as_they_are_these_regions_have_nothing_to_look_at_but_this(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = {}
    for naam, path in REGIOS.items():
        main(["check", str(path), "--json"])
        said[naam] = [one["pad"] for one in json.loads(capsys.readouterr().out)["opmerkingen"]]
    assert said == {
        "tilburg": ["schoolvakanties.perioden"],
        "kop-van-noord-holland": ["organisaties.jongerenwerk-kop", "schoolvakanties.perioden"],
        "ijsselvallei": [],
        "de-kreken": [
            "overleggen.gezinstafel.brengt_in_bij.1",
            "wegen.gezin-naar-veiligheid.terugkoppeling.aan_rol",
        ],
    }
