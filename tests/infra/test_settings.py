from pathlib import Path

import pytest

from contracts.vocabulary import Domein
from infra.parts import MailSettings
from infra.settings import SettingsWrong, read_settings


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "key").write_bytes(b"s" * 32)
    (tmp_path / "public").write_bytes(b"public")
    (tmp_path / "password").write_text("kafka-password\n")
    return {
        "KETEN_DOMEIN": "zorg",
        "KETEN_DATABASE": f"sqlite:///{tmp_path}/db.sqlite",
        "KETEN_KEYS": f"sqlite:///{tmp_path}/keys.sqlite",
        "KETEN_ADDRESSBOOK": f"sqlite:///{tmp_path}/addressbook.sqlite",
        "KETEN_LOG": "kafka://broker:9092",
        "KETEN_KAFKA_PASSWORD_FILE": f"{tmp_path}/password",
        "KETEN_SESSION_PUBLIC_FILE": f"{tmp_path}/public",
        "KETEN_SESSION_KEY_FILE": f"{tmp_path}/key",
        "KETEN_SITES": '{"zorg-casusoverleg": "https://keten.test/zorg/casusoverleg/"}',
        "KETEN_SMTP": "mail.test:25",
        "KETEN_MAIL_SENDER": "keten@keten.test",
    }


def test_a_service_of_a_domain_knows_its_name_and_its_path(environment: dict[str, str]) -> None:
    settings = read_settings("casusoverleg", environment)
    assert (settings.name, settings.domein) == ("zorg-casusoverleg", Domein.ZORG)
    assert settings.base == "/zorg/casusoverleg"
    assert settings.mail == MailSettings("mail.test", 25, "keten@keten.test")
    assert settings.kafka_password == "kafka-password"
    assert settings.port == 0


def test_the_gate_has_no_domain_and_the_keys_of_all(environment: dict[str, str]) -> None:
    del environment["KETEN_DOMEIN"]
    environment["KETEN_GATE_KEYS"] = '{"zorg": "sqlite:////k/zorg", "justitie": "sqlite:////k/j"}'
    settings = read_settings("privacy-gate", environment)
    assert (settings.name, settings.domein) == ("privacy-gate", None)
    assert set(settings.gate_keys) == {Domein.ZORG, Domein.JUSTITIE}


def test_only_the_front_reads_the_key_that_signs(environment: dict[str, str]) -> None:
    assert read_settings("beheer", environment).session_key == b"s" * 32
    assert not read_settings("intake", environment).session_key


def test_no_secret_is_shown(environment: dict[str, str]) -> None:
    shown = repr(read_settings("beheer", environment))
    assert "kafka-password" not in shown
    assert "ssss" not in shown


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KETEN_DATABASE", ""),
        ("KETEN_DOMEIN", ""),
        ("KETEN_SITES", "no json"),
        ("KETEN_SITES", "[]"),
        ("KETEN_SESSION_PUBLIC_FILE", "/no/such/file"),
        ("KETEN_SMTP", "mail.test:smtp"),
    ],
)
def test_a_wrong_setting_is_named(environment: dict[str, str], name: str, value: str) -> None:
    with pytest.raises(SettingsWrong, match=name):
        read_settings("intake", {**environment, name: value})
