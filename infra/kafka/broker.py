"""One Apache Kafka (KRaft, one node) in a directory on this machine, on loopback only."""

import json
import os
import secrets
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from infra.kafka import jars
from infra.kafka.admin import Admin
from infra.kafka.faults import BrokerUnavailable
from infra.kafka.principals import ADMIN, MECHANISM, PRINCIPALS
from infra.passwords import passwords, write_private

_SETTINGS = Path(__file__).with_name("server.properties")
_LOOPBACK = "127.0.0.1"
_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_LOWEST, _EPHEMERAL = 10_000, 32_768
"""From the second on, Linux gives ports to clients."""


class Broker:
    """A broker and its directory. It outlives its starter, until `stop` or `kill`.

    Attributes:
        home: holds its log, its passwords and its process id.
        port: where it listens; kept over a restart.
    """

    def __init__(self, home: Path, port: int = 0) -> None:
        """Name a broker; nothing is started.

        Args:
            home: its directory.
            port: where it is to listen; 0 takes the last one used, or a free one. One that
                runs already keeps its own.
        """
        self.home = home.resolve()
        self._process: subprocess.Popen[bytes] | None = None
        noted = self._noted().get("port", 0)
        self.port = (noted if self.running or not port else port) or _free_port()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def bootstrap(self) -> str:
        """Host and port for clients."""
        return f"{_LOOPBACK}:{self.port}"

    @cached_property
    def passwords(self) -> Mapping[str, str]:
        """The password of every principal, made on first use."""
        return passwords(self.home / "passwords.json", (*PRINCIPALS, ADMIN))

    @property
    def admin(self) -> Admin:
        """The administration of this broker."""
        return Admin(self.bootstrap, self.passwords[ADMIN])

    def password(self, principal: str) -> str:
        """The password of one principal of `contracts.topics`."""
        return self.passwords[principal]

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self._pid() is not None

    def start(self) -> None:
        """Start it where it does not run, and make users, topics and rights as the table has them.

        Raises:
            BrokerUnavailable: no Java, no jars, a port that is taken, or it does not come up.
        """
        if not self.running:
            self._launch()
        self._wait_for_port()
        admin = self.admin
        admin.wait()
        admin.govern(self.passwords)

    def stop(self) -> None:
        """Stop it in good order; a broker that does not within 20 seconds is killed."""
        if not self._end(signal.SIGTERM, _STOP_SECONDS):
            self.kill()

    def kill(self) -> None:
        """End it at once, as a crash would (SIGKILL)."""
        self._end(signal.SIGKILL, _STOP_SECONDS)

    def restart(self) -> None:
        """Stop it and start it at the same place."""
        self.stop()
        self.start()

    def _launch(self) -> None:
        java = [jars.java(), "-cp", jars.classpath()]
        _check_free(self.port)
        environment = {
            **os.environ,
            "BROKER_LISTEN": self.bootstrap,
            "BROKER_ADVERTISED": self.bootstrap,
            "BROKER_CONTROLLER": f"{_LOOPBACK}:{_free_port()}",
            "BROKER_DATA": str(self.home / "data"),
            "BROKER_PASSWORD": self.passwords[ADMIN],
        }
        with (self.home / "broker.log").open("ab") as log:
            if not (self.home / "data" / "meta.properties").exists():
                self._format(java, environment, log)
            self._process = subprocess.Popen(  # noqa: S603 - our own words, no shell
                [
                    *java,
                    "-Xmx512m",
                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                    f"-Dketen.broker={self.home}",
                    "kafka.Kafka",
                    str(_SETTINGS),
                ],
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        note = {"port": self.port, "pid": self._process.pid}
        write_private(self.home / "broker.json", json.dumps(note))

    def _format(self, java: list[str], environment: Mapping[str, str], log: BinaryIO) -> None:
        """Format the log, with the broker's own user; the others are made by `govern`.

        The tool reads its last argument from standard input: everybody sees a command line.
        """
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            [
                *java,
                "kafka.tools.StorageTool",
                "format",
                f"--cluster-id={secrets.token_urlsafe(16)}",
                f"--config={_SETTINGS}",
                "@/dev/stdin",
            ],
            input=f"--add-scram={MECHANISM}=[name={ADMIN},password={self.passwords[ADMIN]}]".encode(),
            env=environment,
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        if done.returncode:
            raise BrokerUnavailable(f"Kafka kon zijn map niet inrichten; zie {log.name}.")

    def _wait_for_port(self) -> None:
        until = time.monotonic() + _START_SECONDS
        while not _accepts(self.port):
            if not self.running or time.monotonic() > until:
                raise BrokerUnavailable(f"Kafka is niet gestart; zie {self.home / 'broker.log'}.")
            time.sleep(0.05)

    def _end(self, number: signal.Signals, seconds: float) -> bool:
        """Signal the process and wait; whether it is gone."""
        pid = self._pid()
        if pid is not None:
            os.kill(pid, number)
        until = time.monotonic() + seconds
        while self.running:
            if time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def _pid(self) -> int | None:
        """The process id, if that process is there and is this broker."""
        if self._process is not None:
            return self._process.pid if self._process.poll() is None else None
        pid = self._noted().get("pid")
        return pid if pid and f"-Dketen.broker={self.home} " in _command_line(pid) else None

    def _noted(self) -> dict[str, int]:
        path = self.home / "broker.json"
        noted: dict[str, int] = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return noted


def _command_line(pid: int) -> str:
    """The words of a process; a process id may have gone to another by now."""
    shown = subprocess.run(  # noqa: S603 - a number and our own words
        ["ps", "-ww", "-o", "args=", "-p", str(pid)],  # noqa: S607 - where ps lies differs
        check=False,
        capture_output=True,
        text=True,
    )
    return shown.stdout


def _accepts(port: int) -> bool:
    with socket.socket() as trial:
        trial.settimeout(1)
        return trial.connect_ex((_LOOPBACK, port)) == 0


def _check_free(port: int) -> None:
    if _accepts(port):
        raise BrokerUnavailable(f"Poort {port} is bezet; kies een andere met --port.")


def _free_port() -> int:
    """Not one that clients get: who calls in vain while the broker is away could take it."""
    while True:
        port = _LOWEST + secrets.randbelow(_EPHEMERAL - _LOWEST)
        if not _accepts(port):
            return port
