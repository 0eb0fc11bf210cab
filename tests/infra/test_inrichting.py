"""Whatever stands in a set-up file, the answer is a set-up or a sentence with its line."""

import os
import random
import socket
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
import yaml

from chain.demo.regio import sample_region
from chain.faults import UserFault
from chain.setup.adopting import whole_set_up
from chain.setup.inrichting import Inrichting, read_covenant_at
from chain.setup.rollen import MOST_COMPARED, Rollen
from chain.setup.written import bytes_of
from contracts.covenant_places import MOST_FAULTS
from infra.web.hosts import hosts_of
from tests.contracts.regions import TILBURG

COVENANT = TILBURG.read_bytes()
PEOPLE = [
    {"naam": "Lotte Linde", "mail": "lotte.linde@x.test", "functies": ["de-vaart/zat-coordinator"]},
    {"naam": "Ko Zorgvliet", "mail": "ko.zorgvliet@x.test", "functies": ["rvdk/teamleider"]},
]
GIVEN = {
    "convenanten": ["tilburg.yaml"],
    "medewerkers": PEOPLE,
    "mailserver": {"host": "mail.x.test", "poort": 25, "afzender": "keten@x.test"},
}
TEXT = yaml.safe_dump(GIVEN, sort_keys=False)
PERSONAL = ("Lotte", "Linde", "Zorgvliet", "lotte.", "ko.")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "tilburg.yaml").write_bytes(COVENANT)
    path = tmp_path / "inrichting.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def answer(file: Path) -> str:
    """What is said of a set-up file; nothing where it is in order."""
    try:
        found = whole_set_up(file)
    except UserFault as fault:
        told = str(fault)
        assert told.startswith(str(file.parent))
        assert not [one for one in PERSONAL if one in told]
        return told
    assert isinstance(found, Inrichting)
    return ""


def test_a_set_up_in_order_is_read(file: Path) -> None:
    assert answer(file) == ""
    found = whole_set_up(file)
    assert [person.naam for person in found.medewerkers] == ["Lotte Linde", "Ko Zorgvliet"]
    assert found.mailserver
    assert found.mailserver.poort == 25


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("de-vaart/zat", "De-vaart/zat", "regel 7, medewerkers.1.functies.1: schrijf een functie"),
        ("rvdk/teamleider", "rvdk/a/b", "regel 11, medewerkers.2.functies.1: schrijf een functie"),
        ("rvdk/team", "rvkd/team", "regel 11, medewerkers.2.functies.1: organisatie 'rvkd' staat"),
        ("ko.zorgvliet@", "ko.zorgvliet", "regel 9, medewerkers.2.mail: hier hoort een mailadres"),
        ("ko.zorgvliet@", "lotte.linde@", "regel 9, medewerkers.2.mail: dit adres is al van"),
        (
            "ko.zorgvliet@x.test",
            "Lotte.LINDE@X.test",
            "regel 9, medewerkers.2.mail: dit adres is al van",
        ),
        *(
            (
                "host: mail.x.test",
                f'host: "{host}"',
                "regel 13, mailserver.host: hier hoort de naam",
            )
            for host in ("", " ", "mail x", "a\\r\\nb", "a\\n", "a\\u202eb", "\\u00a0a")
        ),
        ("  mail: lotte", "  Lotte Linde: lotte", "regel 4, medewerkers.1.mail: dit ontbreekt"),
        ("  mail: lotte", "  Lotte Linde: lotte", "regel 5, medewerkers.1: deze naam hoort hier"),
        (
            "  mail: lotte",
            "  naam: lotte",
            "regel 5, medewerkers.1.naam: deze naam staat hier twee",
        ),
        (
            "poort: 25",
            "gebruiker: keten\n  wachtwoordbestand: w",
            "mailserver: aanmelden kan alleen met tls: verplicht",
        ),
        ("poort: 25", "tls: verplicht\n  gebruiker: keten", "mailserver: gebruiker en wachtwoord"),
        ("poort: 25", "tls: soms", "regel 14, mailserver.tls: kies uit"),
        ("ko.zorgvliet@x.test", "ko zorgvliet@x.test", "medewerkers.2.mail: hier hoort een"),
        ("poort: 25", "poort: vijf", "regel 14, mailserver.poort: hier hoort een heel getal"),
        (
            "naam: Lotte Linde",
            "naam: &a Lotte\n  x: *a",
            "regel 4, medewerkers.1.naam: verwijzingen met &, * en <<",
        ),
        (
            "naam: Lotte Linde",
            'naam: "Lotte\\u202eednil"',
            "regel 4, medewerkers.1.naam: Hier staat een teken",
        ),
        ("naam: Lotte Linde", 'naam: "Lotte\\u200bLinde"', "Hier staat een teken"),
        ("- tilburg.yaml", "- tilburg.yml", "tilburg.yml bestaat niet"),
        ("- tilburg.yaml", '- "til\\0burg"', "is niet te lezen"),
        ("- tilburg.yaml", "- " + 300 * "x", "is niet te lezen"),
        ("- tilburg.yaml", "- .", "is geen bestand"),
        ("medewerkers:", "medewerkers", "de opmaak niet"),
        (TEXT, "", "regel 1: vul hier iets in"),
        (TEXT, "- a\n- b\n", "regel 1: hier horen namen met een dubbele punt"),
        (TEXT, "[" * 5000, "te diep genest"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(file: Path, before: str, after: str, told: str) -> None:
    changed = TEXT.replace(before, after, 1)
    assert changed != TEXT
    file.write_text(changed, "utf-8")
    assert told in answer(file)


@pytest.mark.parametrize(
    "adres",
    [
        *("https://x.nl:99999", "https://x.nl:65536", "https://x.nl:0", "https://x.nl:000"),
        *("https://a..b", "https://a.-b", "https://a-.b", "https://.a", "https://a.", "https://"),
        *("https://x.nl/", "https://x.nl:", "https://X.nl", "ftp://x.nl", "https://x.nl:\u0661"),
        *("https://u@x.nl", "https://" + 64 * "a", "https://a" + 130 * ".a"),
    ],
)
def test_an_address_that_no_browser_can_be_sent_to_is_refused(file: Path, adres: str) -> None:
    file.write_text(f"{TEXT}adres: {adres!r}\n", "utf-8")
    assert "regel 16, adres: hier hoort een adres zoals https://" in answer(file)


@pytest.mark.parametrize(
    "adres",
    ["", "http://a", "https://x.nl", "https://a-b.x.nl:65535", "http://10.0.0.1:1"],
)
def test_any_other_address_is_taken(file: Path, adres: str) -> None:
    file.write_text(f"{TEXT}adres: {adres!r}\n", "utf-8")
    assert answer(file) == ""
    assert whole_set_up(file).adres == adres
    assert not adres or hosts_of(adres)


@pytest.mark.parametrize(
    ("functie", "told"),
    [
        ("rvdk/teamlijder", "de rol 'teamlijder' kent geen convenant bij 'rvdk'; bedoelt u 'team"),
        ("rvdk/koffie", "de rol 'koffie' kent geen convenant bij 'rvdk'"),
        ("het-baken/zat-cordinator", "bij 'het-baken'; bedoelt u 'zat-coordinator'?"),
        # Who reports for a school, who audits, a step, a substitute, a carrier, who gets matches.
        *((name, "") for name in ("het-baken/conrector", "rvdk/privacy-functionaris")),
        *((name, "") for name in ("om-tilburg/hoofdofficier", "gemeente-tilburg/jeugdregisseur")),
        *((name, "") for name in ("rvdk/teamleider", "gemeente-tilburg/wethouder")),
    ],
)
def test_a_role_that_no_covenant_knows_is_told_and_not_refused(
    file: Path, functie: str, told: str
) -> None:
    file.write_text(TEXT.replace("rvdk/teamleider", functie), "utf-8")
    assert answer(file) == ""
    remarks = [one for one in whole_set_up(file).opmerkingen if "zit niemand" not in one]
    assert len(remarks) == bool(told)
    for remark in remarks:
        assert remark.startswith(f"{file}, regel 11, medewerkers.2.functies.1: ")
        assert told in remark
        assert not [one for one in PERSONAL if one in remark.removeprefix(str(file))]


def test_thousands_of_unknown_roles_are_not_all_compared(file: Path) -> None:
    many = "".join(f"\n  - rvdk/teamlijder-{number}" for number in range(30_000))
    file.write_text(TEXT.replace("\n  - rvdk/teamleider", many), "utf-8")
    with patch("chain.setup.rollen.get_close_matches", return_value=[]) as compared:
        assert len(whole_set_up(file).opmerkingen) == MOST_FAULTS + 1
    assert compared.call_count == 30_000
    assert sum(bool(call.args[1]) for call in compared.call_args_list) == MOST_COMPARED


def test_of_the_sample_region_every_role_is_known() -> None:
    region = sample_region()
    rollen = Rollen(region.convenanten)
    functies = [one for person in region.medewerkers for one in person.als_functies()]
    assert not [one for one in functies if rollen.remark(one)]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (TEXT.replace("Ko Z", "Kó Z").encode("latin-1"), "regel 8: dit is geen tekst in UTF-8"),
        (TEXT.encode("utf-16"), "regel 1: dit is geen tekst in UTF-8"),
        (TEXT.replace("Ko Z", "Ko\0Z").encode(), "regel 8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), ""),
        (TEXT.replace("\n", "\r\n").encode(), ""),
        (b"# " + 5_000_000 * b"x", "te groot"),
    ],
    ids=["latin-1", "utf-16", "nul", "bom", "crlf", "huge"],
)
def test_whatever_bytes_are_in_a_file(file: Path, raw: bytes, told: str) -> None:
    file.write_bytes(raw)
    found = answer(file)
    assert told in found
    assert bool(told) == bool(found)


@pytest.mark.parametrize("coding", ["latin-1", "utf-16", "utf-8-sig"])
def test_a_covenant_is_read_as_the_set_up_is(file: Path, coding: str) -> None:
    covenant = COVENANT.decode().replace("\nnaam: ", "\nnaam: Één ", 1)
    (file.parent / "tilburg.yaml").write_bytes(covenant.encode(coding))
    assert ("UTF-8" in answer(file)) == (coding != "utf-8-sig")


def _directory(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    socket.socket(socket.AF_UNIX).bind(str(path))


def _circle(path: Path) -> None:
    path.symlink_to(path)


def _of_the_kernel(path: Path) -> None:
    path.symlink_to("/proc/self/environ")


def _nothing(path: Path) -> None:
    assert not path.exists()


@pytest.mark.parametrize("make", [_directory, _pipe, _socket, _circle, _of_the_kernel, _nothing])
@pytest.mark.parametrize("name", ["inrichting.yaml", "tilburg.yaml"])
def test_what_is_no_file_at_all(file: Path, make: Callable[[Path], None], name: str) -> None:
    path = file.parent / name
    path.unlink()
    make(path)
    assert str(path) in answer(file)


def test_no_more_is_read_than_lies_on_the_disk_and_nothing_is_waited_for(file: Path) -> None:
    """A file of the kernel says that it is a file, and reading it can take for ever."""
    with pytest.raises(UserFault, match="is geen bestand"):
        bytes_of(Path("/proc/kmsg"))
    file.write_bytes(b"")
    assert bytes_of(file) == b""


VALUES: tuple[Any, ...] = (
    *(
        None,
        True,
        0,
        -1,
        10**400,
        1.5,
        float("nan"),
        "",
        " ",
        "a/b",
        "x" * 5000,
        "\x85",
        "é\U0001f600",
    ),
    *([], {}, [[]], [None], {"": ""}, {1: 2}, {None: None}, {"naam": {"naam": ["x"]}}),
)


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every container in a document with every key of it."""
    keys = (
        value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    )
    here = [(value, key) for key in keys]
    return here + [place for _, key in here for place in _places(value[key])]


def _other_value(chance: random.Random) -> bytes:
    given = yaml.safe_load(TEXT)
    for _ in range(chance.randint(1, 3)):
        container, key = chance.choice(_places(given) or [({"": ""}, "")])
        if isinstance(container, dict) and chance.random() < 0.3:
            container[chance.choice(VALUES[:13])] = container.pop(key)
        else:
            container[key] = deepcopy(chance.choice(VALUES))
    return yaml.safe_dump(given, allow_unicode=chance.random() < 0.5).encode("utf-8", "replace")


def _other_bytes(chance: random.Random) -> bytes:
    raw = bytearray(TEXT.encode())
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(raw))
        match chance.randrange(4):
            case 0:
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : at + chance.randint(1, 40)]
            case 2:
                pieces = (
                    b"&a ",
                    b"*a ",
                    b"!!binary ",
                    b"!!python/object:os ",
                    b"<<: ",
                    b"? ",
                    b"\t",
                )
                raw[at:at] = chance.choice(
                    (*pieces, b'"\\U00110000"', b"%YAML 9.9\n", b"---\n", b"|")
                )
            case _:
                raw[at:at] = raw[at : at + chance.randint(1, 60)]
    return bytes(raw)


@pytest.mark.parametrize("mutation", [_other_value, _other_bytes])
def test_hundreds_of_others_give_a_set_up_or_a_sentence(
    file: Path, mutation: Callable[[random.Random], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    covenant = read_covenant_at(TILBURG)
    monkeypatch.setattr("chain.setup.inrichting.read_covenant", lambda _text: covenant)
    told: list[bool] = []
    for seed in range(600):
        file.write_bytes(mutation(random.Random(seed)))
        told.append(bool(answer(file)))
    assert any(told)
    assert not all(told)
