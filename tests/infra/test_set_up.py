"""What may change while a chain runs: people, and covenants laid down for a day to come."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from chain.faults import UserFault
from chain.run.datadir import DataDir
from chain.run.embedded import Embedded, assemble
from chain.setup.adopting import PATIENCE, Announcement, adopt
from chain.setup.beheer import new_versions
from chain.setup.covenant_check import main
from chain.setup.inrichting import read_covenant_at
from contracts.covenant import Convenant
from contracts.envelope import parse
from contracts.events.registry import payload_of
from contracts.topics import REGISTER
from infra.clock import SystemClock
from infra.kernel import Record
from infra.register import Register
from tests.contracts.regions import KOP, TILBURG

TODAY = date(2026, 3, 2)
TEXT = TILBURG.read_text(encoding="utf-8")


def version(number: int, van: date, **changes: object) -> Convenant:
    covenant = read_covenant_at(TILBURG)
    given = {"versie": number, "geldig_van": van, **changes}
    return covenant.model_copy(update=given)


@pytest.mark.parametrize(
    ("covenant", "sentence"),
    [
        (version(1, date(2010, 1, 1), naam="Anders"), "hoger versienummer"),
        (version(2, TODAY), "op zijn vroegst vanaf morgen"),
        (version(2, date(2026, 1, 1)), "op zijn vroegst vanaf morgen"),
        (version(2, TODAY + timedelta(days=1), naam="x" * 1_000_000), "te groot: 1011 kB"),
        (version(3, TODAY + timedelta(days=1)), None),
        (version(2, TODAY + timedelta(days=1)), None),
    ],
)
def test_a_version_follows_on_what_holds_or_is_refused(
    covenant: Convenant, sentence: str | None
) -> None:
    register = Register((version(1, date(2010, 1, 1)),), ())
    if sentence is None:
        assert new_versions(register, [covenant], TODAY) == [covenant]
        return
    with pytest.raises(UserFault, match=sentence):
        new_versions(register, [covenant], TODAY)


def test_a_version_below_the_highest_and_a_clash_are_refused() -> None:
    later = TODAY + timedelta(days=9)
    register = Register((version(1, date(2010, 1, 1)), version(5, later)), ())
    with pytest.raises(UserFault, match="hoogste versienummer"):
        new_versions(register, [version(4, later)], TODAY)
    kop = read_covenant_at(KOP)
    tables = {**kop.overleggen, "hco-tilburg": kop.overleggen["overleg-risicojongeren"]}
    with pytest.raises(UserFault, match="hebben elk een overleg"):
        new_versions(register, [kop.model_copy(update={"overleggen": tables})], TODAY)


def test_the_first_versions_of_a_region_may_all_lie_in_the_past() -> None:
    first = [version(1, date(2010, 1, 1)), version(2, date(2020, 1, 1))]
    assert new_versions(Register((), ()), [*first, *first], TODAY) == first


@pytest.fixture
def chain(tmp_path: Path) -> Callable[[], Embedded]:
    """Makes the instances of a chain in a directory that was set up."""
    people = [{"naam": "Lotte Linde", "mail": "l@x.test", "functies": ["de-vaart/zat-coordinator"]}]
    given = {"convenanten": ["tilburg.yaml"], "medewerkers": people}
    (tmp_path / "tilburg.yaml").write_text(TEXT, encoding="utf-8")
    (tmp_path / "inrichting.yaml").write_text(yaml.safe_dump(given), encoding="utf-8")
    data = DataDir(tmp_path)
    data.prepare("echt")
    return lambda: assemble(data, SystemClock(), None, "http://x.test", ExitStack())


class Running:
    """The register's writer at work: what it says it hears again."""

    def __init__(self, embedded: Embedded, folder: Path) -> None:
        self._kernel = embedded.beheer.kernel
        inrichting = folder / "inrichting.yaml"
        self.standing = embedded.standing
        self.hears_all = True
        self._saying = Announcement(
            self._kernel, embedded.addressbook, inrichting, lambda: self.hears_all, self.standing
        )
        self._heard = 0

    def said(self) -> list[str]:
        self._saying.run()
        last, out = self._kernel.outgoing(1000)
        self._kernel.published(last)
        records = [
            Record(REGISTER, 0, self._heard + number, one.raw) for number, one in enumerate(out)
        ]
        self._heard += len(records)
        self._kernel.receive(records)
        return [type(payload_of(parse(one.raw))).__name__ for one in out]


def test_what_is_adopted_is_said_once_while_it_runs(
    tmp_path: Path, chain: Callable[[], Embedded], capsys: pytest.CaptureFixture[str]
) -> None:
    running = Running(chain(), tmp_path)
    assert running.said() == ["ConvenantVastgesteld", "FunctieToegekend"]
    assert running.said() == []
    file = later_version(tmp_path)
    assert main(["adopt", str(file), "--data", str(tmp_path)]) == 0
    assert "versie 2, geldt vanaf" in capsys.readouterr().out
    assert running.said() == ["ConvenantVastgesteld"]
    assert running.said() == []
    assert Running(chain(), tmp_path).said() == []


def later_version(folder: Path, days: int = 2) -> Path:
    begin = datetime.now(UTC).date() + timedelta(days=days)
    new = TEXT.replace("versie: 1", "versie: 2").replace("2010-01-01", begin.isoformat())
    file = folder / "nieuw.txt"
    file.write_text(new, encoding="utf-8")
    return file


def test_what_the_chain_would_refuse_is_refused_here_and_now(
    tmp_path: Path, chain: Callable[[], Embedded], capsys: pytest.CaptureFixture[str]
) -> None:
    Running(chain(), tmp_path).said()
    file = later_version(tmp_path, days=-3)
    assert main(["adopt", str(file), "--data", str(tmp_path)]) == 1
    assert "op zijn vroegst vanaf morgen" in capsys.readouterr().err
    assert not (tmp_path / "convenanten").exists()


def test_adopting_for_a_directory_that_was_not_set_up(tmp_path: Path) -> None:
    with pytest.raises(UserFault, match="is dit de map van een keten"):
        adopt(DataDir(tmp_path), tmp_path / "inrichting.yaml", (TILBURG,))


def test_what_cannot_be_adopted_is_said_and_nothing_is_laid_down(
    tmp_path: Path, chain: Callable[[], Embedded], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "fout.txt"
    wrong.write_text(TEXT.replace("soort: HCO", "soort: HKO"), encoding="utf-8")
    assert main(["adopt", str(wrong), "--data", str(tmp_path)]) == 1
    assert "overleggen.hco-tilburg.soort" in capsys.readouterr().err
    assert not (tmp_path / "convenanten").exists()


def test_a_set_up_that_goes_wrong_later_is_told_once_and_what_held_goes_on(
    tmp_path: Path, chain: Callable[[], Embedded], capsys: pytest.CaptureFixture[str]
) -> None:
    running = Running(chain(), tmp_path)
    running.said()
    covenant = tmp_path / "tilburg.yaml"
    covenant.write_text(TEXT.replace("Jeugdketen T", "Keten T"), encoding="utf-8")
    assert running.said() == running.said() == []
    assert capsys.readouterr().err.count("is veranderd") == 1
    covenant.write_text(TEXT.replace("soort: HCO", "soort: HKO"), encoding="utf-8")
    assert running.said() == []
    assert "soort" in capsys.readouterr().err
    covenant.write_text(TEXT, encoding="utf-8")
    inrichting = tmp_path / "inrichting.yaml"
    inrichting.write_text(inrichting.read_text("utf-8").replace("Lotte", "Lotje"), "utf-8")
    assert running.said() == []
    more = "- {naam: Kim Kers, mail: k@x.test, functies: [rvdk/teamleider]}\n"
    inrichting.write_text(inrichting.read_text("utf-8") + more, "utf-8")
    assert running.said() == ["FunctieToegekend"]


def test_a_role_that_no_covenant_knows_is_told_once_and_what_is_new_holds(
    tmp_path: Path, chain: Callable[[], Embedded], capsys: pytest.CaptureFixture[str]
) -> None:
    running = Running(chain(), tmp_path)
    running.said()
    inrichting = tmp_path / "inrichting.yaml"
    more = "- {naam: Kim Kers, mail: k@x.test, functies: [rvdk/teamlijder]}\n"
    inrichting.write_text(inrichting.read_text("utf-8") + more, "utf-8")
    assert running.said() == ["FunctieToegekend"]
    assert running.said() == []
    told = capsys.readouterr().err
    assert told.count("de rol 'teamlijder' kent geen convenant") == 1
    assert "Kim" not in told
    assert running.standing.refused_since is None


def test_an_address_in_another_case_is_of_the_same_person(
    tmp_path: Path, chain: Callable[[], Embedded]
) -> None:
    running = Running(chain(), tmp_path)
    running.said()
    inrichting = tmp_path / "inrichting.yaml"
    inrichting.write_text(inrichting.read_text("utf-8").replace("l@x", "L@X"), "utf-8")
    assert running.said() == []


def test_what_the_watching_never_expected_is_told_without_a_value_and_it_goes_on(
    tmp_path: Path,
    chain: Callable[[], Embedded],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    running = Running(chain(), tmp_path)
    running.said()
    instead_of_lotte(tmp_path)

    def breaks(*_given: object) -> None:
        raise KeyError("Lotte Linde")

    with monkeypatch.context() as broken:
        broken.setattr("chain.setup.beheer.publish", breaks)
        assert running.said() == running.said() == []
        assert running.standing.refused_since
    told = capsys.readouterr().err
    assert told.count("kon niet worden nagekeken") == 1
    assert "(KeyError)" in told
    assert "Lotte" not in told

    assert sorted(running.said()) == ["FunctieIngetrokken", "FunctieToegekend"]
    assert running.standing.refused_since is None
    assert "in orde" in capsys.readouterr().err


def instead_of_lotte(folder: Path) -> None:
    people = [{"naam": "Kim Kers", "mail": "k@x.test", "functies": ["rvdk/teamleider"]}]
    given = {"convenanten": ["tilburg.yaml"], "medewerkers": people}
    (folder / "inrichting.yaml").write_text(yaml.safe_dump(given), encoding="utf-8")


def test_a_change_that_waits_too_long_for_the_log_is_told(
    tmp_path: Path, chain: Callable[[], Embedded], capsys: pytest.CaptureFixture[str]
) -> None:
    running = Running(chain(), tmp_path)
    running.said()
    instead_of_lotte(tmp_path)
    running.hears_all = False
    for _ in range(PATIENCE - 1):
        assert running.said() == []
    assert running.standing.refused_since is None
    assert running.said() == []
    assert running.standing.refused_since
    assert "het logboek antwoordt niet" in capsys.readouterr().err
    running.hears_all = True
    assert "FunctieIngetrokken" in running.said()
    assert running.standing.refused_since is None


def test_a_set_up_that_is_refused_changes_no_name_or_address(
    tmp_path: Path, chain: Callable[[], Embedded]
) -> None:
    embedded = chain()
    running = Running(embedded, tmp_path)
    running.said()
    before = embedded.addressbook.all()
    instead_of_lotte(tmp_path)
    (tmp_path / "tilburg.yaml").write_text(TEXT.replace("Jeugdketen T", "Keten T"), "utf-8")
    assert running.said() == []
    assert embedded.addressbook.all() == before
    (tmp_path / "tilburg.yaml").write_text(TEXT, "utf-8")
    assert "FunctieIngetrokken" in running.said()
    assert len(embedded.addressbook.all()) == 2


def test_a_covenant_that_lies_elsewhere_is_watched_too(
    tmp_path: Path, chain: Callable[[], Embedded], capsys: pytest.CaptureFixture[str]
) -> None:
    embedded = chain()
    (tmp_path / "elders").mkdir()
    covenant = tmp_path / "elders" / "tilburg.yml"
    covenant.write_text(TEXT, "utf-8")
    inrichting = tmp_path / "inrichting.yaml"
    text = inrichting.read_text("utf-8").replace("tilburg.yaml", "elders/tilburg.yml")
    inrichting.write_text(text, "utf-8")
    (tmp_path / "tilburg.yaml").unlink()
    running = Running(embedded, tmp_path)
    assert running.said() == ["ConvenantVastgesteld", "FunctieToegekend"]
    covenant.write_text(TEXT.replace("soort: HCO", "soort: HKO"), "utf-8")
    assert running.said() == running.said() == []
    assert "soort" in capsys.readouterr().err
    assert running.standing.refused_since


def test_a_set_up_that_is_wrong_from_the_start_ends_it(
    tmp_path: Path, chain: Callable[[], Embedded]
) -> None:
    embedded = chain()
    (tmp_path / "tilburg.yaml").write_text("", encoding="utf-8")
    with pytest.raises(UserFault, match="leeg"):
        Running(embedded, tmp_path).said()
