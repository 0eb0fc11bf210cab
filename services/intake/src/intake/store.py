"""What intake keeps: in the vault who is who, in its own database which reports are in.

The vault is a file of its own, and the only place that ever sees a BSN. It comes first: its ids
are derived, so after a crash the same report finds the same ids, and only then is it taken.
"""

import hmac
import json
from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session

from contracts.elements import Verzegeld
from contracts.vocabulary import Frozen, Naam, OpaqueId
from infra.database import Database
from infra.documents import DOCUMENTS, all_of, get, put, remove
from infra.kernel import derived_id
from infra.keys import KeyStore
from intake.domain.aanmelding import Aanmelding
from intake.domain.gegevens import Personen

_AANGEMELD = "aangemeld"
_PERSOON, _GEZIN, _ONTVANGEN = "persoon", "gezin", "ontvangen"


class AndereInhoud(Exception):
    """This sender used the same reference for another report before."""


class Aangemeld(Frozen):
    """A report that is in."""

    casus: OpaqueId
    overleg: Naam
    organisatie: Naam


class Persoon(Frozen):
    """A person found by BSN: his id, his family's, and the number under seal."""

    betrokkene: OpaqueId
    gezin: OpaqueId
    bsn: Verzegeld


class Gezin(Frozen):
    """A family found by a sender's own reference."""

    gezin: OpaqueId


class Ontvangen(Frozen):
    """The keyed fingerprint of what came in under a reference."""

    vingerafdruk: str


def zet_aangemeld(session: Session, aangemeld: Aangemeld) -> None:
    """The report is in."""
    put(session, _AANGEMELD, aangemeld.casus, aangemeld)


def aangemeld(session: Session, casus: str) -> Aangemeld | None:
    """The report under this casus id, if it is in."""
    return get(session, _AANGEMELD, casus, Aangemeld)


@dataclass(frozen=True)
class Herkend:
    """What the vault made of a report."""

    casus: OpaqueId
    personen: Personen


class Vault:
    """Citizen service numbers under seal, and which opaque id belongs to whom, for one domain."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.create(DOCUMENTS)
        self._keys = KeyStore(database)
        self._secret = self._keys.secret("index")

    def casus_van(self, organisatie: Naam, kenmerk: str) -> OpaqueId:
        """The casus that goes with a sender's reference."""
        return self._id("casus", organisatie, kenmerk)

    def herken(self, aanmelding: Aanmelding, organisatie: Naam, *, is_in: bool) -> Herkend:
        """Find or make the ids of everybody in a report.

        Args:
            is_in: a report under this reference was taken before; then it must be the same.

        Raises:
            AndereInhoud: it is not. Nothing was stored.
        """
        casus = self.casus_van(organisatie, aanmelding.kenmerk)
        print_ = Ontvangen(vingerafdruk=self._tag("inhoud", organisatie, _inhoud(aanmelding)))
        with self._database.reading() as session:
            before = get(session, _ONTVANGEN, casus, Ontvangen)
            known = self._bekend(session, aanmelding)
            gezin = self._gezin(session, aanmelding, organisatie, known)
        if is_in and before != print_:
            raise AndereInhoud
        betrokkene = known.betrokkene if known else self._id("betrokkene", casus)
        self._bewaar(aanmelding, organisatie, casus, print_, betrokkene, gezin)
        leden = tuple(
            self._id("gezinslid", gezin, lid.relatie, lid.naam.casefold())
            for lid in aanmelding.gezinsleden
        )
        return Herkend(casus, Personen(betrokkene, gezin, leden))

    def bsn_van(self, betrokkene: OpaqueId) -> str | None:
        """The number of a person, for who may have it by law.

        Raises:
            infra.keys.KeyDestroyed: it was erased.
        """
        with self._database.reading() as session:
            found = all_of(session, _PERSOON, Persoon, lookup=betrokkene)
        return self._keys.open(found[0].bsn, betrokkene) if found else None

    def vergeet(self, betrokkene: OpaqueId) -> int:
        """Erase a person: the number, its index and its keys; returns how many keys there were."""
        with self._database.transaction() as session:
            for persoon in all_of(session, _PERSOON, Persoon, lookup=betrokkene):
                remove(session, _PERSOON, self._tag("bsn", self._keys.open(persoon.bsn, betrokkene)))
        return self._keys.destroy(betrokkene)

    def _bekend(self, session: Session, aanmelding: Aanmelding) -> Persoon | None:
        if aanmelding.bsn is None:
            return None
        tag = self._tag("bsn", aanmelding.bsn.get_secret_value())
        return get(session, _PERSOON, tag, Persoon)

    def _gezin(
        self, session: Session, aanmelding: Aanmelding, organisatie: Naam, known: Persoon | None
    ) -> OpaqueId:
        """By the sender's own reference, else by the person, else a new one."""
        if aanmelding.gezin_kenmerk:
            tag = self._tag("gezin", organisatie, aanmelding.gezin_kenmerk)
            found = get(session, _GEZIN, tag, Gezin)
            if found:
                return found.gezin
        if known:
            return known.gezin
        return self._id("gezin", organisatie, aanmelding.kenmerk)

    def _bewaar(
        self,
        aanmelding: Aanmelding,
        organisatie: Naam,
        casus: OpaqueId,
        ontvangen: Ontvangen,
        betrokkene: OpaqueId,
        gezin: OpaqueId,
    ) -> None:
        number = aanmelding.bsn.get_secret_value() if aanmelding.bsn else None
        sealed = self._keys.seal(number, betrokkene, betrokkene) if number else None
        with self._database.transaction() as session:
            put(session, _ONTVANGEN, casus, ontvangen)
            if aanmelding.gezin_kenmerk:
                tag = self._tag("gezin", organisatie, aanmelding.gezin_kenmerk)
                put(session, _GEZIN, tag, Gezin(gezin=gezin))
            if number and sealed:
                persoon = Persoon(betrokkene=betrokkene, gezin=gezin, bsn=sealed)
                put(session, _PERSOON, self._tag("bsn", number), persoon, lookup=betrokkene)

    def _id(self, *parts: str) -> OpaqueId:
        return derived_id(self._secret, *parts)

    def _tag(self, *parts: str) -> str:
        """A keyed digest: without the vault's secret nobody can try numbers or names."""
        return hmac.digest(self._secret, json.dumps(parts).encode(), sha256).hex()


def _inhoud(aanmelding: Aanmelding) -> str:
    """Everything in a report, the BSN too; it is only ever used under the vault's key."""
    number = aanmelding.bsn.get_secret_value() if aanmelding.bsn else ""
    return f"{number}|{aanmelding.model_dump_json(exclude={'bsn'})}"
