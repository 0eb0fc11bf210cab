"""The data directory of an embedded chain: where everything lies, and whose data it is."""

from pathlib import Path
from typing import Literal

from chain.faults import UserFault
from contracts.vocabulary import Domein
from infra.passwords import write_private
from infra.private import NotPrivate, check_private, keep_private
from infra.web.session import Signer, new_key

Kind = Literal["voorbeeld", "echt"]

_FOLDERS = ("db", "keys", "vault", "logs")

OURS = (*_FOLDERS, "kafka", "mail", "*.sqlite*", "*.json")
"""What a chain itself keeps in its directory; the rest people write."""


class WrongKind(UserFault):
    """Sample data and real data may not be mixed. The message is for the user."""


class DataDir:
    """Paths and secrets below one directory; making it is the only thing that writes."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    @property
    def kind(self) -> Kind | None:
        """Whose data it holds; None for an empty directory."""
        marker = self.root / "soort"
        if not marker.exists():
            return None
        return "voorbeeld" if marker.read_text(encoding="utf-8").strip() == "voorbeeld" else "echt"

    def prepare(self, kind: Kind) -> None:
        """Make the directory, or check that it holds this kind of data and is ours alone.

        Raises:
            WrongKind: it holds the other kind.
            UserFault: another user can read or replace what is in it.
            OSError: it cannot be written.
        """
        keep_private()
        if self.root.is_dir() and not any(self.root.iterdir()):
            self.root.chmod(0o700)
        try:
            check_private(self.root, OURS)
        except NotPrivate as fault:
            raise UserFault(str(fault)) from None
        for part in _FOLDERS:
            (self.root / part).mkdir(parents=True, exist_ok=True)
        if self.kind is None:
            (self.root / "soort").write_text(kind, encoding="utf-8")
        if self.kind != kind:
            raise WrongKind(
                f"In {self.root} staan {_ADJECTIVE[self.kind or kind]}; die mengen we niet met "
                f"{_ADJECTIVE[kind]}. Kies een andere map met --data."
            )

    @property
    def log(self) -> Path:
        """The log of the embedded chain."""
        return self.root / "log.sqlite"

    @property
    def mail(self) -> Path:
        """Where the local SMTP sink keeps what it received."""
        return self.root / "mail"

    @property
    def addressbook(self) -> str:
        """Names and mail addresses of professionals."""
        return _sqlite(self.root / "addressbook.sqlite")

    def database(self, instance: str) -> str:
        """The database of one instance."""
        return _sqlite(self.root / "db" / f"{instance}.sqlite")

    def keys(self, owner: Domein | str) -> str:
        """The key store of a domain, or of the gate."""
        return _sqlite(self.root / "keys" / f"{owner}.sqlite")

    def vault(self, domein: Domein) -> str:
        """Intake's vault of a domain."""
        return _sqlite(self.root / "vault" / f"{domein}.sqlite")

    @property
    def session_key_file(self) -> Path:
        """Where the front's key is, by which it signs sessions; no service gets it."""
        return self.root / "keys" / "session.key"

    @property
    def session_public_file(self) -> Path:
        """Where the key is that verifies sessions."""
        return self.root / "session.pub"

    def signer(self) -> Signer:
        """The front's key, made on first use; what verifies is written beside it each time.

        Without the old key there is a new one: then nobody is signed in any more.
        """
        if not self.session_key_file.exists():
            write_private(self.session_key_file, new_key().decode())
        signer = Signer(self.session_key_file.read_bytes())
        write_private(self.session_public_file, signer.public.decode())
        return signer


_ADJECTIVE: dict[Kind, str] = {"voorbeeld": "voorbeeldgegevens", "echt": "echte gegevens"}


def _sqlite(path: Path) -> str:
    return f"sqlite:///{path}"
