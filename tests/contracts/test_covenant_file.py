"""A covenant file: the region's own is valid, and every planted fault is said, with its line."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.covenant import Convenant
from contracts.covenant_file import SENTENCES, read_covenant
from contracts.vocabulary import Functie, Wanneer, Zetelsoort
from contracts.yaml_file import FileFault
from tests.contracts.regions import REGIONS, TILBURG

TEXT = TILBURG.read_text(encoding="utf-8")


def faults(text: str) -> Sequence[FileFault]:
    found = read_covenant(text)
    assert not isinstance(found, Convenant), "the fault was not seen"
    return found


def line_of(text: str, piece: str) -> int:
    return text[: text.index(piece)].count("\n") + 1


@pytest.fixture(scope="module")
def tilburg() -> Convenant:
    found = read_covenant(TEXT)
    assert isinstance(found, Convenant), [str(fault) for fault in found]
    return found


def test_every_region_is_valid_and_short_enough_to_read() -> None:
    files = sorted(REGIONS.glob("*.yaml"))
    assert TILBURG in files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert isinstance(read_covenant(text), Convenant)
        assert len(text.splitlines()) <= 120


def test_after_a_zat_brought_in_the_rmc_always_tells_the_school(tilburg: Convenant) -> None:
    found = tilburg.weg("zat-het-baken", "hco-tilburg")
    assert found is not None
    name, road = found
    assert name == "zat-naar-hco"
    assert road.houder is None
    assert road.terugkoppeling.wanneer is Wanneer.ALTIJD
    assert road.terugkoppeling.door == ("rmc-tilburg/rmc-coordinator",)
    assert road.terugkoppeling.aan_rol == "zorgcoordinator-school"


def test_of_a_care_report_the_police_is_holder_and_the_school_hears_where_needed(
    tilburg: Convenant,
) -> None:
    found = tilburg.weg("politie-tilburg", "hco-tilburg")
    assert found is not None
    assert found[1].houder == "politie-tilburg"
    assert found[1].terugkoppeling.wanneer is Wanneer.INDIEN_NOODZAKELIJK


def test_from_the_jco_it_is_the_raad_who_calls_the_school(tilburg: Convenant) -> None:
    for reporter in ("politie-tilburg", "om-tilburg"):
        found = tilburg.weg(reporter, "jco-tilburg")
        assert found is not None
        assert found[1].terugkoppeling.door == ("rvdk/raadsonderzoeker",)


def test_a_school_has_no_seat_at_hco_or_jco(tilburg: Convenant) -> None:
    for table in ("hco-tilburg", "jco-tilburg"):
        kinds = {str(kind.organisatietype) for kind in tilburg.zetelsoorten(table)}
        assert "school" not in kinds
        assert "politie" in kinds


def test_the_seats_of_a_table_begin_with_who_directs(tilburg: Convenant) -> None:
    seats = tilburg.overleggen["hco-tilburg"].functies()
    assert seats[0] == Functie(organisatie="veiligheidshuis-tilburg", rol="ketenmanager")
    assert tilburg.zetelsoort(seats[0]) == Zetelsoort.model_validate(
        {"organisatietype": "veiligheidshuis", "rol": "ketenmanager"}
    )
    assert tilburg.weg("halt-loket", "hco-tilburg") is None
    assert tilburg.verwijzing == "tilburg@1"


PLANTED = [
    # what stands there, what is planted, the place, and a piece of the sentence
    ("type: jgz", "type: gjz", "organisaties.jgz-tilburg.type", "kies uit: 'school'"),
    ("geheimhouding: false", "geheimhouding: nja", "geheimhouding", "true of false"),
    ("geldig_van: 2010-01-01", "geldig_van: 2010-02-30", "geldig_van", "datum die bestaat"),
    ("geldig_van: 2010-01-01", "geldig_van: [1]", "geldig_van", "hier hoort een datum"),
    ("geldig_van: 2010-01-01", "geldig_van:", "geldig_van", "vul hier iets in"),
    ("versie: 1", "versie: een", "versie", "heel getal"),
    ("versie: 1", "versie: {a: 1}", "versie", "heel getal"),
    ("versie: 1", "versie: 0", "versie", "ten minste 1"),
    ("versie: 1\n", "", "versie", "dit ontbreekt"),
    ("naam: Jeugdketen Tilburg", "naam: ''", "naam", "vul hier iets in"),
    ("naam: Jeugdketen Tilburg", "naam: [x]", "naam", "een enkel woord of een zin"),
    ("van: 12, tot: 23", "van: 24, tot: 23", "hco-tilburg.leeftijden", "hoger dan tot"),
    ("van: 12, tot: 23", "van: 12, tot: 99", "hco-tilburg.leeftijden.tot", "hoogstens 27"),
    ("terugkoppelen: 5}", "terugkoppelen: 5, gaan: 2}", "termijnen.gaan", "hoort hier niet"),
    ("convenant: tilburg", "convenant: Regio Tilburg", "convenant", "kleine letters"),
    ("  rvdk: {naam", "  RvdK: {naam", "organisaties.RvdK", "deze naam kan niet"),
    ("[politie-tilburg/jeugdagent, r", "[politie, r", "hco-tilburg.zetels.1", "organisatie/rol"),
    (
        "[politie-tilburg/jeugdagent, r",
        f"[{', '.join(f'politie-tilburg/rol-{n}' for n in range(101))}, r",
        "hco-tilburg.zetels",
        "hoogstens 100",
    ),
    ("van: [het-baken]", "van: []", "wegen.aanmelding-zat-het-baken.van", "ten minste een"),
    ("van: [het-baken]", "van: het-baken", "wegen.aanmelding-zat-het-baken.van", "een lijst"),
    ("leeftijden: {van: 12, tot: 23}", "leeftijden: 12", "hco-tilburg.leeftijden", "namen met"),
    ("naar: jco-tilburg", "naar: jco-tilbrug", "wegen.aanmelding-jco.naar", "'jco-tilburg'?"),
    ("houder: om-tilburg", "houder: om", "wegen.aanmelding-jco.houder", "bij de organisaties"),
    (", houder: om-tilburg", "", "wegen.aanmelding-jco", "noem de houder"),
    ("rvdk/raadsonderzoeker, bjz-tilburg/j", "raad/x, bjz-tilburg/j",
     "jco-tilburg.zetels.2", "'raad'"),
    ("halt-loket, bjz-loket]", "jco-tilburg]", "jco-tilburg.draagt_over_aan.2", "zichzelf"),
    ("halt-loket, bjz-loket]", "halt-loket, halt-loket]", "draagt_over_aan.3", "twee keer"),
    ("novadic/behandelaar]", "rmc-tilburg/rmc-coordinator]", "hco-tilburg.zetels.9", "twee keer"),
    ("novadic/behandelaar]", "het-baken/mentor]", "hco-tilburg.zetels.9", "een school heeft geen"),
    ("soort: HCO\n    domein: veiligheid", "soort: HCO\n    domein: zorg", "domein", "veiligheid"),
    ("zetels: [halt-tilburg/halt-medewerker]", "zetels: []", "halt-loket.zetels", "ten minste een"),
    ("zetels: [halt-tilburg/halt-medewerker]", "zetels: [rvdk/x]",
     "halt-loket.zetels", "een loket"),
    ("van: [cjg-tilburg], naar", "van: [jco-tilburg], naar",
     "wegen.cjg-naar-hco.van.1", "brengt_in"),
    ("van: [cjg-tilburg], naar", "van: [halt-tilburg], naar",
     "wegen.cjg-naar-hco", "noem de houder"),
    ("zat-de-vaart], naar", "rvdk], naar", "wegen.zat-naar-hco.van", "alleen overleggen"),
    ("zat-de-vaart], naar", "zat-het-baken, zat-de-vaart, cjg-tilburg], naar", "van", "loopt al"),
    ("van: [cjg-tilburg], naar: hco-tilburg,",
     "van: [cjg-tilburg], naar: hco-tilburg, houder: rvdk,",
     "wegen.cjg-naar-hco.houder", "verplaatst geen"),
    ("aan_rol: procesregisseur", "aan_rol: regisseur",
     "cjg-naar-hco.terugkoppeling.aan_rol", "zit niemand"),
    ("door: rvdk/raadsonderzoeker, aan_rol: zorgcoordinator-school",
     "door: rvdk/raadsonderzoeker, aan_rol: rector",
     "aanmelding-jco.terugkoppeling.aan_rol", "geen melder en geen school"),
    ("door: rvdk/raads", "door: mee-tilburg/x, aan_rol: x}} #",
     "wegen.aanmelding-jco", "geen zetel aan"),
    ("  onderwijs: [{trede", "  onderwijz: [{trede", "opschaling.onderwijz", "deze naam kan niet"),
    ("zorgregisseur, na: 3", "zorgregisseur, na: 0", "opschaling.zorg.1.na", "ten minste 1"),
    ("naar: rvdk/teamleider", "naar: rvdk", "opschaling.justitie.1.naar", "organisatie/rol"),
    ("naar: rvdk/teamleider", "naar: raad/teamleider", "opschaling.justitie.1.naar", "'raad'"),
    ("naar: om-tilburg/h", "naar: gemeente-tilburg/h", "justitie.2.naar", "eindigt de ladder bij"),
    ("naar: om-tilburg/hoofdofficier", "naar: rvdk/teamleider", "justitie.2.naar", "lager op deze"),
    ("regisseur: [gemeente-tilburg/jeugdregisseur]", "regisseur: []",
     "vervanging.gemeente-tilburg/zorgregisseur", "ten minste een zetel"),
    ("rvdk/teamleider: [rvdk/r", "teamleider: [rvdk/r", "vervanging.teamleider", "deze naam kan"),
    ("rvdk/teamleider: [rvdk/raadsonderzoeker]", "rvdk/teamleider: [rvdk/teamleider]",
     "vervanging.rvdk/teamleider.1", "vervangt zichzelf niet"),
    ("rvdk/teamleider: [rvdk/", "rvdk/teamleider: [rvdq/", "rvdk/teamleider.1", "'rvdk'?"),
    ("meldpunt: bjz-tilburg/casemanager", "meldpunt: ggz-tilburg/arts",
     "jeugdzorg.meldpunt", "Bureau Jeugdzorg"),
    ("{elke_match_naar: gemeente-tilburg/z", "{elke_match_naar: gemeente/z",
     "verwijsindex.elke_match_naar", "'gemeente'"),
    ("{elke_match_naar: ", "{meldt: [hco], elke_match_naar: ", "verwijsindex.meldt.1", "'hco'"),
    ("naar: [zat-het-baken, zat-de-vaart], door", "naar: [zat-de-baken], door",
     "informatiedragers.1.naar.1", "'zat-het-baken'?"),
    ("van: [hco-tilburg], naar", "van: [jco-tilburg, cjg-tilburg], naar",
     "informatiedragers.1.van.2", "geen van de dragers heeft een zetel"),
    ("informatie: [terugkoppeling", "informatie: [terugkopeling",
     "informatiedragers.1.informatie.1", "kies uit"),
    (", vastlegging: in de casus", "", "informatiedragers.1.vastlegging", "ontbreekt"),
    ("{naam: mei, van: 2026-04-25", "{naam: mei, van: 2026-06-25",
     "schoolvakanties.perioden.2", "ligt na tot"),
    ("{naam: mei, van: 2026-04-25", "{naam: mei, van: 2026-01-04",
     "schoolvakanties.perioden.2", "valt samen met 'kerst'"),
    ("verwijsindex: {", "buren: {tilburg: {}}\nverwijsindex: {", "buren.tilburg", "eigen buur"),
    ("verwijsindex: {", "buren: {breda: {overleggen: [bjz-loket]}}\nverwijsindex: {",
     "buren.breda.overleggen.1", "deze regio zelf"),
    ("verwijsindex: {", "buren: {breda: {opschaling: huis}}\nverwijsindex: {",
     "buren.breda.opschaling", "kies uit"),
    ("verwijsindex: {", "antwoorden: {'23': ja}\nverwijsindex: {", "antwoorden.23", "1 tot en"),
    ("{van: 12, tot: 17}", "{van: 12, tot: 17, uitzondering: soms}", "uitzondering", "kies uit"),
]  # fmt: skip


@pytest.mark.parametrize(("there", "planted", "place", "sentence"), PLANTED)
def test_a_planted_fault_is_said_in_dutch_at_its_place(
    there: str, planted: str, place: str, sentence: str
) -> None:
    assert there in TEXT
    found = faults(TEXT.replace(there, planted, 1))
    assert any(place in fault.pad and sentence in fault.tekst for fault in found), [
        *map(str, found)
    ]


@pytest.mark.parametrize(
    ("there", "planted"), [("type: jgz", "type: gjz"), ("aan_rol: procesregisseur", "aan_rol: x")]
)
def test_the_line_is_the_line_in_the_file(there: str, planted: str) -> None:
    (fault,) = faults(TEXT.replace(there, planted, 1))
    assert fault.regel == line_of(TEXT, there)
    assert str(fault).startswith(f"regel {fault.regel}, {fault.pad}: ")


def test_what_is_missing_is_said_at_what_it_is_missing_from() -> None:
    (fault,) = faults(TEXT.replace(", terugkoppelen: 5}", "}", 1))
    assert (fault.regel, fault.pad) == (line_of(TEXT, "termijnen: {"), "termijnen.terugkoppelen")


def test_all_faults_are_said_at_once_from_the_top_down() -> None:
    spoilt = TEXT.replace("soort: ZAT", "soort: SAT").replace("type: jgz", "type: gjz")
    assert [fault.regel for fault in faults(spoilt)] == sorted(
        {
            line_of(TEXT, "type: jgz"),
            line_of(TEXT, "soort: ZAT"),
            line_of(TEXT, "  zat-de-vaart: {naam"),
        }
    )


def test_a_neighbours_table_can_be_handed_to_and_never_be_brought_to() -> None:
    border = "buren: {breda: {overleggen: [cjg-breda]}}\nverwijsindex: {"
    handed = TEXT.replace("jco-tilburg]\n", "jco-tilburg, cjg-breda]\n", 1)
    (fault,) = faults(handed)
    assert "'cjg-breda' staat niet bij de overleggen" in fault.tekst
    assert isinstance(read_covenant(handed.replace("verwijsindex: {", border)), Convenant)
    brought = TEXT.replace("brengt_in_bij: [hco-tilburg]", "brengt_in_bij: [cjg-breda]", 1)
    assert "'cjg-breda'" in str(faults(brought.replace("verwijsindex: {", border))[0])


def test_an_end_before_the_beginning_is_a_fault() -> None:
    begin = "geldig_van: 2010-01-01\n"
    (fault,) = faults(TEXT.replace(begin, f"{begin}geldig_tot: 2010-01-01\n"))
    assert fault.pad == "geldig_tot"
    assert isinstance(
        read_covenant(TEXT.replace(begin, f"{begin}geldig_tot: 2011-01-01\n")), Convenant
    )


def test_bringing_to_a_table_needs_a_road() -> None:
    road = TEXT[TEXT.index("  cjg-naar-hco:") : TEXT.index("termijnen:")]
    (fault,) = faults(TEXT.replace(road, "\n"))
    assert fault.pad == "overleggen.cjg-tilburg.brengt_in_bij.1"
    assert "wie koppelt dan terug?" in fault.tekst


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("", 1, "leeg"),
        ("# niets\n", 1, "leeg"),
        ("- a\n- b\n", 1, "begint met namen"),
        ("convenant: tilburg", 1, "dit ontbreekt"),
        ("a: b\n c: d\n", 2, "opmaak"),
        ("a: b\n\tc: d\n", 2, "opmaak"),
        ("a: 1\nb: \x00\n", 2, "opmaak"),
        ("a: 1\nb: 2\na: 3\n", 3, "twee keer"),
        ("a: &x {b: 1}\nc: *x\n", 1, "verwijzingen"),
        ("a: &x [*x]\n", 1, "verwijzingen"),
        ("? [a, b]\n: c\n", 1, "enkel woord"),
        ("[" * 5000, 1, "te diep"),
    ],
)
def test_what_is_no_covenant_at_all_is_said_too(text: str, line: int, sentence: str) -> None:
    first = faults(text)[0]
    assert first.regel == line
    assert sentence in first.tekst


def test_yaml_makes_no_dates_truths_or_objects_of_what_is_meant_as_text() -> None:
    renamed = TEXT.replace("naam: Jeugdketen Tilburg", "naam: 2010-06-01")
    found = read_covenant(renamed)
    assert isinstance(found, Convenant)
    assert found.naam == "2010-06-01"
    faults(TEXT.replace("versie: 1", "versie: !!python/object/apply:os.getpid []"))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(TEXT) - 1), st.integers(1, 60))
def test_however_a_file_is_cut_the_answer_is_a_covenant_or_dutch_faults(at: int, size: int) -> None:
    found = read_covenant(TEXT[:at] + TEXT[at + size :])
    if not isinstance(found, Convenant):
        lines = TEXT.count("\n") + 1
        assert found
        assert all(1 <= fault.regel <= lines and fault.tekst for fault in found)
        assert all("deze waarde past hier niet" not in fault.tekst for fault in found)


def test_every_sentence_is_used_by_some_planted_fault() -> None:
    said = {
        fault.tekst
        for there, planted, _, _ in PLANTED
        for fault in faults(TEXT.replace(there, planted, 1))
    }
    rare = {"date_from_datetime_inexact", "string_type", "bool_type", "int_type", "model_type"}
    unused = [
        kind
        for kind, sentence in SENTENCES.items()
        if "{" not in sentence and not any(sentence in text for text in said)
    ]
    assert set(unused) <= rare | {"dict_type", "date_from_datetime_parsing"}


@pytest.mark.parametrize("sign", ["\\u202e", "\\u200b", "\\e", "\\0", "\\x85"])
@pytest.mark.parametrize(
    ("text", "pad"),
    [
        ("Jeugdketen Tilburg", "naam"),
        ("Het Baken (voortgezet onderwijs)", "organisaties.het-baken.naam"),
        ("Zorgmelding van de politie", "wegen.zorgmelding.naam"),
    ],
)
def test_a_text_that_does_not_show_as_what_it_is_is_refused(text: str, pad: str, sign: str) -> None:
    before = f"naam: {text}"
    (fault,) = faults(TEXT.replace(before, f'naam: "x{sign}y"', 1))
    assert (fault.regel, fault.pad) == (line_of(TEXT, before), pad)
    assert "Hier staat een teken in dat niet te zien is" in fault.tekst


def test_a_name_has_one_line_and_a_sentence_may_have_more() -> None:
    answers = 'antwoorden: {"3": "x\\ny", "4": "x\\u202ey"}\n'
    text = TEXT.replace("naam: Jeugdketen Tilburg", 'naam: "x\\ny"', 1)
    found = faults(f"{text}\n{answers}")
    assert [fault.pad for fault in found] == ["naam", "antwoorden.4"]
    assert found[1].regel == f"{text}\n".count("\n") + 1
