"""Names and mail addresses of professionals: the only place for them, outside the log."""

from contracts.vocabulary import Frozen, OpaqueId
from infra.database import Database
from infra.documents import DOCUMENTS, all_of, get, put

_KIND = "medewerker"


class Addressee(Frozen):
    """Who a register entry is, and where mail reaches him."""

    medewerker: OpaqueId
    naam: str
    mail: str


class AddressBook:
    """The address book of the chain, in a database of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.create(DOCUMENTS)

    def add(self, medewerker: OpaqueId, naam: str, mail: str) -> None:
        """Add someone, or change a name or address."""
        entry = Addressee(medewerker=medewerker, naam=naam, mail=mail)
        with self._database.transaction() as session:
            put(session, _KIND, medewerker, entry)

    def get(self, medewerker: str) -> Addressee | None:
        """Who this is, if known."""
        with self._database.reading() as session:
            return get(session, _KIND, medewerker, Addressee)

    def all(self) -> tuple[Addressee, ...]:
        """Everybody."""
        with self._database.reading() as session:
            return tuple(all_of(session, _KIND, Addressee))
