"""Names and mail addresses of professionals: the only place for them, outside the log."""

from contracts.vocabulary import Frozen, OpaqueId
from infra.database import Database
from infra.documents import DOCUMENTS, all_of, get, put, remove

_KIND = "medewerker"
_REFUSED = "geweigerd"


class Addressee(Frozen):
    """Who a register entry is, and where mail reaches him."""

    medewerker: OpaqueId
    naam: str
    mail: str


class Refusal(Frozen):
    """An address that a mail server refused for good; another address or server is tried anew."""

    medewerker: OpaqueId
    mail: str
    server: str


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

    def refuse(self, entry: Addressee, server: str) -> None:
        """Keep that this server takes no mail for this address."""
        refusal = Refusal(medewerker=entry.medewerker, mail=entry.mail, server=server)
        with self._database.transaction() as session:
            put(session, _REFUSED, entry.medewerker, refusal)

    def accept(self, entry: Addressee) -> None:
        """Forget a refusal: mail was taken."""
        with self._database.transaction() as session:
            remove(session, _REFUSED, entry.medewerker)

    def refused(self, entry: Addressee, server: str) -> bool:
        """Did this server refuse this very address for good?"""
        with self._database.reading() as session:
            found = get(session, _REFUSED, entry.medewerker, Refusal)
        return found is not None and (found.mail, found.server) == (entry.mail, server)

    def undeliverable(self) -> tuple[OpaqueId, ...]:
        """Whose address, as it is now, was refused when it was last tried."""
        with self._database.reading() as session:
            refusals = all_of(session, _REFUSED, Refusal)
            entries = {one.medewerker: one.mail for one in all_of(session, _KIND, Addressee)}
        return tuple(one.medewerker for one in refusals if entries.get(one.medewerker) == one.mail)
