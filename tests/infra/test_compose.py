"""docker-compose.yml says what the chain's own code proves here, for every process there is."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from compose_spec import PyCompose

from chain.faults import UserFault
from chain.kafka import compose
from chain.kafka.deployment import module_of, port_of
from chain.run.sites import PATHS
from chain.setup.inrichting import EXAMPLE
from contracts.topics import AUDITOR, BEHEER, GATE, INSTANCES
from infra.kafka.jars import VERSION
from infra.web.pages import FIGURES

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text("utf-8")
SERVICES: dict[str, Any] = yaml.safe_load(TEXT)["services"]
PARTS = {"kafka", "postgres", "rechten", FIGURES}
REGION = ROOT / "chain" / "regions" / "tilburg.yaml"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("compose")
    (home / "tilburg.yaml").write_bytes(REGION.read_bytes())
    (home / "inrichting.yaml").write_text(EXAMPLE.format(covenant="tilburg.yaml"), "utf-8")
    compose.prepare(home / "docker", home / "inrichting.yaml")
    return home / "docker"


def read_as_an_engine_would(text: str) -> PyCompose:
    filled_in = re.sub(r"\$\{\w+[^}]*\}", "1000", text).replace("$$", "$")
    return PyCompose.from_json(json.dumps(yaml.safe_load(filled_in)))


def test_it_is_a_compose_file() -> None:
    read = read_as_an_engine_would(TEXT)

    assert set(read.service_names()) == set(INSTANCES) | PARTS


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("ports:", "prots:"), ("service_healthy", "healthy"), ('"127.0.0.1:8700:8700"', "70000:1")],
)
def test_a_slip_in_it_is_seen(right: str, wrong: str) -> None:
    with pytest.raises(ValueError, match="at line"):
        read_as_an_engine_would(TEXT.replace(right, wrong))


@pytest.mark.parametrize("name", INSTANCES)
def test_every_instance_is_a_process_with_its_own_directory_and_port(name: str) -> None:
    service = SERVICES[name]
    port = port_of(name)

    assert service["command"] == ["python", "-m", module_of(name)]
    assert service["env_file"] == f".keten/docker/{name}/env"
    assert service["volumes"][0] == f"./.keten/docker/{name}:{compose.INSIDE}:ro"
    assert service["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert service["depends_on"] == {"rechten": {"condition": "service_completed_successfully"}}


def test_users_topics_and_rights_are_made_by_the_code_that_makes_them_here() -> None:
    assert SERVICES["rechten"]["command"] == ["python", "-m", "chain.kafka.compose", "govern"]
    assert SERVICES["rechten"]["user"] == SERVICES[GATE]["user"]


def test_the_broker_is_the_one_that_runs_here() -> None:
    kafka = SERVICES["kafka"]
    settings = (ROOT / "infra/kafka/server.properties").read_text("utf-8")
    wanted = {part.split("}")[0] for part in settings.split("${env:")[1:]}

    assert kafka["image"] == f"apache/kafka:{VERSION}"
    assert wanted == {*kafka["environment"], "BROKER_PASSWORD"} - {"KAFKA_HEAP_OPTS"}
    assert "ports" not in kafka
    assert "ports" not in SERVICES["postgres"]


def test_preparing_again_keeps_every_password(prepared: Path) -> None:
    before = {path: path.read_text("utf-8") for path in prepared.rglob("*") if path.is_file()}

    compose.prepare(prepared, prepared.parent / "inrichting.yaml")

    assert {path: path.read_text("utf-8") for path in before} == before
    assert all(path.stat().st_mode & 0o077 == 0 for path in before)


@pytest.mark.parametrize("name", INSTANCES)
def test_a_process_gets_no_password_of_another_instance(prepared: Path, name: str) -> None:
    own = "".join(path.read_text("utf-8") for path in (prepared / name).iterdir())
    at_broker = json.loads((prepared / "broker.json").read_text("utf-8"))
    at_postgres = json.loads((prepared / "postgres.json").read_text("utf-8"))
    others = [other for other in (*INSTANCES, "broker", "auditor") if other != name]

    assert at_broker[name] in own
    assert not [other for other in others if at_broker[other] in own]
    assert not [other for other in others if at_postgres.get(other, "?") in own]
    assert f"*:*:*:{name}:{at_postgres[name]}\n" in own
    assert at_postgres["postgres"] not in own


def test_no_password_stands_where_an_inspection_of_a_container_shows_it(prepared: Path) -> None:
    names = ("broker.json", "postgres.json")
    kept = [json.loads((prepared / name).read_text("utf-8")).values() for name in names]
    passwords = {password for values in kept for password in values}
    env_files = {service["env_file"] for service in SERVICES.values() if "env_file" in service}
    shown = {path: path.read_text("utf-8") for path in prepared.glob("*/env")}

    assert env_files == {f".keten/docker/{path.parent.name}/env" for path in shown}
    assert not [path for path, text in shown.items() if any(one in text for one in passwords)]


@pytest.mark.parametrize(
    ("part", "secret"), [("kafka", "broker_password"), ("postgres", "postgres_password")]
)
def test_a_container_of_others_reads_its_password_from_a_file(
    prepared: Path, part: str, secret: str
) -> None:
    service = SERVICES[part]
    source = yaml.safe_load(TEXT)["secrets"][secret]["environment"]

    assert service["secrets"] == [secret]
    assert f"/run/secrets/{secret}" in json.dumps([service.get("command"), service["environment"]])
    assert not {"env_file", source} & {*service, *service["environment"]}
    assert f"{source}=" in (prepared / "compose.env").read_text("utf-8")


def test_the_script_of_the_broker_hands_over_its_password_without_a_command_line(
    tmp_path: Path,
) -> None:
    tools = tmp_path / "opt" / "kafka" / "bin"
    tools.mkdir(parents=True)
    tell = f'#!/bin/bash\nprintf "%s\\n" "$@" >>{tmp_path}/words\n'
    for name, more in (
        ("kafka-storage.sh", '[ "$1" = format ] && cat /dev/stdin >' + f"{tmp_path}/read\n"),
        ("kafka-server-start.sh", f'printf %s "$BROKER_PASSWORD" >{tmp_path}/started\n'),
    ):
        (tools / name).write_text(tell + more + "exit 0\n", "utf-8")
        (tools / name).chmod(0o755)
    (tmp_path / "secret").write_text("geheim-van-de-broker", "utf-8")
    script = SERVICES["kafka"]["command"][0].replace("$$", "$")
    script = script.replace("/opt/kafka", str(tmp_path / "opt/kafka"))
    script = script.replace("/run/secrets/broker_password", str(tmp_path / "secret"))

    subprocess.run(["/bin/bash", "-c", script], env={"BROKER_DATA": str(tmp_path)}, check=True)

    assert (tmp_path / "started").read_text("utf-8") == "geheim-van-de-broker"
    assert "password=geheim-van-de-broker]" in (tmp_path / "read").read_text("utf-8")
    assert "geheim" not in (tmp_path / "words").read_text("utf-8")
    assert "@/dev/stdin" in (tmp_path / "words").read_text("utf-8")


def test_who_counts_reads_as_the_auditor_and_has_no_key_and_no_port(prepared: Path) -> None:
    env = (prepared / FIGURES / "env").read_text("utf-8")
    at_broker = json.loads((prepared / "broker.json").read_text("utf-8"))

    assert SERVICES[FIGURES]["command"] == ["python", "-m", "chain.front.cijfers_teller"]
    assert "ports" not in SERVICES[FIGURES]
    assert (prepared / FIGURES / AUDITOR).read_text("utf-8").strip() == at_broker[AUDITOR]
    assert "KEYS" not in env
    assert "KETEN_FIGURES=/cijfers/cijfers.json\n" in env
    assert "./.keten/docker/figures:/cijfers" in SERVICES[FIGURES]["volumes"]
    assert "./.keten/docker/figures:/cijfers:ro" in SERVICES[BEHEER]["volumes"]


def test_only_intake_opens_a_vault_and_only_the_gate_the_keys_of_another_domain(
    prepared: Path,
) -> None:
    env = {name: (prepared / name / "env").read_text("utf-8") for name in INSTANCES}

    assert {name for name in INSTANCES if "zorg-vault" in env[name]} == {"zorg-intake"}
    assert {name for name in INSTANCES if "zorg-keys" in env[name]} == {
        "zorg-intake",
        "zorg-casusoverleg",
        "zorg-notifier",
        GATE,
    }


def test_the_tables_reach_the_gate_where_it_is_among_containers(prepared: Path) -> None:
    env = {name: (prepared / name / "env").read_text("utf-8") for name in INSTANCES}
    line = f"KETEN_GATE=http://{GATE}:{port_of(GATE)}/{GATE}\n"

    assert {name for name in INSTANCES if line in env[name]} == {
        name for name in INSTANCES if name.endswith("-casusoverleg")
    }


def test_an_inbox_reaches_its_own_tables_among_containers(prepared: Path) -> None:
    env = {name: (prepared / name / "env").read_text("utf-8") for name in INSTANCES}
    found = {name: re.findall("KETEN_TABLES=(.*)", text) for name, text in env.items()}
    tables = "zorg-casusoverleg"
    assert found["zorg-notifier"] == [f"http://{tables}:{port_of(tables)}/zorg/casusoverleg"]
    assert {name for name, urls in found.items() if urls} == {
        name for name in INSTANCES if name.endswith("-notifier")
    }


def test_the_key_that_signs_is_where_the_front_is_and_nowhere_else(prepared: Path) -> None:
    seeing = {
        name
        for name, service in SERVICES.items()
        for volume in service.get("volumes", ())
        for key in prepared.rglob("session.key")
        if _shows(volume.split(":")[0], key.relative_to(prepared))
    }
    assert seeing == {BEHEER}


def _shows(mounted: str, key: Path) -> bool:
    whole = Path(".keten/docker") / key
    return Path(mounted) in (whole, *whole.parents)


def test_who_makes_rights_finds_all_passwords_there_and_makes_none(prepared: Path) -> None:
    mounted = [volume.split(":")[1] for volume in SERVICES["rechten"]["volumes"]]
    assert mounted == [f"{compose.INSIDE}/broker.json", f"{compose.INSIDE}/postgres.json"]
    before = [(prepared / Path(path).name).read_text("utf-8") for path in mounted]
    compose._known(prepared)
    assert [(prepared / Path(path).name).read_text("utf-8") for path in mounted] == before


def test_each_answers_to_its_name_among_containers_and_to_the_proxy(
    prepared: Path, tmp_path: Path
) -> None:
    def hosts(folder: Path) -> dict[str, str]:
        lines = {name: (folder / name / "env").read_text("utf-8") for name in INSTANCES}
        return {name: re.findall("KETEN_HOSTS=(.*)", text)[0] for name, text in lines.items()}

    own = {name: f"{name}:{port_of(name)}" if name in PATHS else "" for name in INSTANCES}
    assert hosts(prepared) == own

    (tmp_path / "tilburg.yaml").write_bytes(REGION.read_bytes())
    given = EXAMPLE.format(covenant="tilburg.yaml") + "adres: https://keten.test\n"
    (tmp_path / "inrichting.yaml").write_text(given, "utf-8")
    compose.prepare(tmp_path / "docker", tmp_path / "inrichting.yaml")
    proxy = "keten.test,keten.test:443"
    assert hosts(tmp_path / "docker") == {
        name: f"{proxy},{here}" if here else proxy for name, here in own.items()
    }
    env = (tmp_path / "docker" / "zorg-casusoverleg" / "env").read_text("utf-8")
    assert '"zorg-notifier":"https://keten.test/zorg/notifier"' in env
    assert f"KETEN_GATE=http://{own[GATE]}/{GATE}\n" in env


@pytest.mark.parametrize(
    "adres", ["keten.test", "ftp://keten.test", "https://a@keten.test", "https://keten.test/x"]
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, adres: str) -> None:
    (tmp_path / "tilburg.yaml").write_bytes(REGION.read_bytes())
    given = EXAMPLE.format(covenant="tilburg.yaml") + f"adres: {adres}\n"
    (tmp_path / "inrichting.yaml").write_text(given, "utf-8")
    with pytest.raises(UserFault, match="adres"):
        compose.prepare(tmp_path / "docker", tmp_path / "inrichting.yaml")


def test_only_the_notifiers_get_the_password_of_the_mail_server(prepared: Path) -> None:
    path = prepared.parent / "inrichting.yaml"
    given = yaml.safe_load(path.read_text("utf-8"))
    given["mailserver"] = {
        "host": "mail.x.test",
        "poort": 587,
        "afzender": "keten@x.test",
        "tls": "verplicht",
        "gebruiker": "keten",
        "wachtwoordbestand": "mail.wachtwoord",
    }
    path.write_text(yaml.safe_dump(given), "utf-8")
    with pytest.raises(UserFault, match="wachtwoordbestand"):
        compose.prepare(prepared, path)
    (prepared.parent / "mail.wachtwoord").write_text("heel-geheim\n", "utf-8")
    compose.prepare(prepared, path)
    holds = {
        file.relative_to(prepared)
        for file in prepared.rglob("*")
        if file.is_file() and "heel-geheim" in file.read_text("utf-8")
    }
    notifiers = {name for name in INSTANCES if module_of(name) == "notifier"}
    assert holds == {Path(name) / "mailserver" for name in notifiers}
    env = (prepared / "zorg-notifier" / "env").read_text("utf-8")
    assert "KETEN_MAIL_PASSWORD_FILE=/run/keten/mailserver\n" in env
    assert "KETEN_MAIL_TLS=verplicht\n" in env
