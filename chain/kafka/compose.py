"""What docker-compose.yml needs: secrets and settings beforehand, users and rights once it runs.

`python -m chain.kafka.compose prepare INRICHTING` writes a directory per process below
.keten/docker, which that process alone gets to see. `govern` is run by the compose file itself.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from chain.faults import UserFault
from chain.kafka.deployment import (
    OF_MAILSERVER,
    Surroundings,
    counting,
    environment,
    of_instances,
    passfile_of,
    port_of,
)
from chain.run.sites import PATHS
from chain.setup.adopting import whole_set_up
from contracts.topics import AUDITOR, BEHEER, INSTANCES
from infra.kafka.admin import Admin
from infra.kafka.principals import ADMIN, PRINCIPALS
from infra.passwords import passwords, write_private
from infra.postgres import STORES, PostgresStores, govern, passfile
from infra.private import keep_private
from infra.web.pages import FIGURES
from infra.web.session import Signer, new_key

FOLDER = Path(__file__).resolve().parents[2] / ".keten" / "docker"
INSIDE = PurePosixPath("/run/keten")
"""Where a container finds its own directory."""

BROKER = "kafka:9092"
SERVER = "postgresql://postgres:5432/keten"

_POSTGRES = "postgres"
_KEY, _PUBLIC = "session.key", "session.pub"


def main(words: Sequence[str]) -> int:
    """Run the command; 1 with a Dutch sentence when something is wrong with it."""
    keep_private()
    match words:
        case ["prepare", inrichting]:
            try:
                prepare(FOLDER, Path(inrichting))
            except UserFault as fault:
                print(fault, file=sys.stderr)
                return 1
            print("docker compose --env-file .keten/docker/compose.env up --build")
            return 0
        case ["govern"]:
            govern_all(Path(INSIDE))
            return 0
        case _:
            print("python -m chain.kafka.compose prepare INRICHTING | govern", file=sys.stderr)
            return 2


def prepare(folder: Path, inrichting: Path) -> None:
    """Write what every container gets; doing it again keeps the passwords.

    Raises:
        UserFault: the set-up is wrong.
    """
    given = whole_set_up(inrichting)
    at_broker, at_postgres = _known(folder)
    around = Surroundings(
        stores=PostgresStores(SERVER),
        broker=BROKER,
        passwords=INSIDE,
        session_public=INSIDE / _PUBLIC,
        session_key=INSIDE / _KEY,
        inrichting=PurePosixPath("/inrichting") / inrichting.name,
        figures=PurePosixPath("/cijfers") / "cijfers.json",
        host="0.0.0.0",  # noqa: S104 - in a container; its port is published on loopback only
        inside={
            name: f"http://{name}:{port_of(name)}{path}"
            for name, path in of_instances(PATHS).items()
        },
        public=given.adres,
        mail=given.mail(inrichting.parent),
    )
    signer = _signer(folder / BEHEER)
    for name in INSTANCES:
        own = folder / name
        own.mkdir(mode=0o700, exist_ok=True)
        write_private(own / name, at_broker[name])
        write_private(own / _PUBLIC, signer.public.decode())
        settings = environment(name, around)
        if around.mail and "KETEN_MAIL_PASSWORD_FILE" in settings:
            write_private(own / OF_MAILSERVER, around.mail.password)
        write_private(own / passfile_of(name), passfile(settings, at_postgres))
        _write_env(own / "env", settings)
    _prepare_counting(folder, at_broker[AUDITOR], around)
    _write_env(
        folder / "compose.env",
        {
            "KETEN_UID": str(os.getuid()),
            "KETEN_INRICHTING": str(inrichting.resolve().parent),
            "BROKER_PASSWORD": at_broker[ADMIN],
            "POSTGRES_PASSWORD": at_postgres[_POSTGRES],
        },
    )
    for name in ("kafka.env", "postgres.env"):
        # Their passwords stood in the environment of a container, for all who may inspect it.
        (folder / name).unlink(missing_ok=True)


def _signer(front: Path) -> Signer:
    """The front's key, which lies in its own directory only; made on first use."""
    key = front / _KEY
    if not key.exists():
        front.mkdir(mode=0o700, exist_ok=True)
        write_private(key, new_key().decode())
    return Signer(key.read_bytes())


def _prepare_counting(folder: Path, password: str, around: Surroundings) -> None:
    """A directory for who counts, and one in which it leaves the figures for the front page."""
    for name in (FIGURES, "figures"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    write_private(folder / FIGURES / AUDITOR, password)
    _write_env(folder / FIGURES / "env", counting(around))


def govern_all(folder: Path) -> None:
    """Make users, topics and rights at the broker and roles at PostgreSQL, as `up --kafka` does."""
    at_broker, at_postgres = _known(folder)
    admin = Admin(BROKER, at_broker[ADMIN])
    admin.wait()
    admin.govern(at_broker)
    owner = SERVER.replace("//", f"//{_POSTGRES}:{at_postgres[_POSTGRES]}@")
    govern(owner, at_postgres)


def _known(folder: Path) -> tuple[Mapping[str, str], Mapping[str, str]]:
    return (
        passwords(folder / "broker.json", (*PRINCIPALS, ADMIN)),
        passwords(folder / "postgres.json", (*STORES, _POSTGRES)),
    )


def _write_env(path: Path, settings: Mapping[str, str]) -> None:
    write_private(path, "".join(f"{name}={value}\n" for name, value in settings.items()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
