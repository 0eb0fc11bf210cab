"""The vault of one domain: who is who. A database of its own, the only place that sees a BSN.

The vault comes first: its ids are derived, so that after a crash the same report finds the same
ids; only then is the report taken. Writing the same once more changes nothing.
"""

import hmac
import json
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

_PERSOON, _GEZIN, _INHOUD = "persoon", "gezin", "inhoud"


class Bekende(Frozen):
    """A person that is found by BSN: his id, his family's, and the number under seal."""

    index: str
    betrokkene: OpaqueId
    gezin: OpaqueId
    bsn: Verzegeld


class BekendGezin(Frozen):
    """A family that is found by a sender's own reference."""

    gezin: OpaqueId


class Inhoudsmerk(Frozen):
    """What came in under a reference, as a keyed fingerprint."""

    casus: OpaqueId
    vingerafdruk: str


class Vault:
    """Finds and makes the opaque ids of a domain; keeps the numbers under seal.

    The keys lie elsewhere: who has a copy of this database alone opens no number and tries none.
    """

    def __init__(self, database: Database, keys: KeyStore) -> None:
        self._database = database
        database.create(DOCUMENTS)
        self._keys = keys
        self._secret = self._keys.secret("index")

    def casus_van(self, organisatie: Naam, kenmerk: str) -> OpaqueId:
        """The casus that goes with a sender's reference."""
        return self._id("casus", organisatie, kenmerk)

    def is_dezelfde(self, aanmelding: Aanmelding, organisatie: Naam) -> bool:
        """Is this, to the letter, what came in under this reference before?"""
        casus = self.casus_van(organisatie, aanmelding.kenmerk)
        with self._database.reading() as session:
            return get(session, _INHOUD, casus, Inhoudsmerk) == self._inhoud(casus, aanmelding)

    def herken(self, aanmelding: Aanmelding, organisatie: Naam) -> Personen:
        """The ids of everybody in a report; who is new is remembered.

        Equal names make nobody one person: only the sender's own reference does.
        """
        casus = self.casus_van(organisatie, aanmelding.kenmerk)
        with self._database.reading() as session:
            known = self._bekend(session, aanmelding)
            gezin = self._gezin(session, aanmelding, organisatie, known)
        betrokkene = known.betrokkene if known else self._id("betrokkene", casus)
        self._save_bsn(aanmelding, betrokkene, gezin)
        with self._database.transaction() as session:
            put(session, _INHOUD, casus, self._inhoud(casus, aanmelding), lookup=betrokkene)
            if aanmelding.gezin_kenmerk:
                tag = self._tag(_GEZIN, organisatie, aanmelding.gezin_kenmerk)
                put(session, _GEZIN, tag, BekendGezin(gezin=gezin))
        leden = (
            self._id("gezinslid", gezin, organisatie, lid.kenmerk)
            if lid.kenmerk
            else self._id("gezinslid", casus, str(nummer))
            for nummer, lid in enumerate(aanmelding.gezinsleden)
        )
        return Personen(betrokkene, gezin, tuple(leden))

    def forget_melding(self, casus: OpaqueId) -> None:
        """Forget what came in under a reference; the same reference is then refused."""
        with self._database.transaction() as session:
            remove(session, _INHOUD, casus)

    def is_gemeld(self, betrokkene: OpaqueId) -> bool:
        """Is there a report about this person of which the content was not forgotten?"""
        with self._database.reading() as session:
            return bool(all_of(session, _INHOUD, Inhoudsmerk, lookup=betrokkene))

    def forget(self, betrokkene: OpaqueId) -> int:
        """Erase a person: number, index and fingerprints; returns how many keys were destroyed."""
        with self._database.reading() as session:
            known = all_of(session, _PERSOON, Bekende, lookup=betrokkene)
            received = all_of(session, _INHOUD, Inhoudsmerk, lookup=betrokkene)
        with self._database.transaction() as session:
            for persoon in known:
                remove(session, _PERSOON, persoon.index)
            for inhoud in received:
                remove(session, _INHOUD, inhoud.casus)
        return self._keys.destroy(betrokkene)

    def _bekend(self, session: Session, aanmelding: Aanmelding) -> Bekende | None:
        number = _bsn(aanmelding)
        return get(session, _PERSOON, self._tag(_PERSOON, number), Bekende) if number else None

    def _gezin(
        self, session: Session, aanmelding: Aanmelding, organisatie: Naam, known: Bekende | None
    ) -> OpaqueId:
        """By the sender's own reference, else by the person, else a new one."""
        if aanmelding.gezin_kenmerk:
            tag = self._tag(_GEZIN, organisatie, aanmelding.gezin_kenmerk)
            found = get(session, _GEZIN, tag, BekendGezin)
            if found:
                return found.gezin
        return known.gezin if known else self._id("gezin", organisatie, aanmelding.kenmerk)

    def _save_bsn(self, aanmelding: Aanmelding, betrokkene: OpaqueId, gezin: OpaqueId) -> None:
        number = _bsn(aanmelding)
        if number:
            sealed = self._keys.seal(number, betrokkene, context=betrokkene)
            index = self._tag(_PERSOON, number)
            persoon = Bekende(index=index, betrokkene=betrokkene, gezin=gezin, bsn=sealed)
            with self._database.transaction() as session:
                put(session, _PERSOON, index, persoon, lookup=betrokkene)

    def _inhoud(self, casus: OpaqueId, aanmelding: Aanmelding) -> Inhoudsmerk:
        # Without defaults, so that a field that is added later does not make an old report differ.
        rest = aanmelding.model_dump_json(exclude={"bsn"}, exclude_defaults=True)
        return Inhoudsmerk(casus=casus, vingerafdruk=self._tag(_INHOUD, _bsn(aanmelding), rest))

    def _id(self, *parts: str) -> OpaqueId:
        return derived_id(self._secret, *parts)

    def _tag(self, *parts: str) -> str:
        """A keyed digest: without the vault's secret nobody can try numbers or names."""
        return hmac.digest(self._secret, json.dumps(parts).encode(), sha256).hex()


def _bsn(aanmelding: Aanmelding) -> str:
    return aanmelding.bsn.get_secret_value() if aanmelding.bsn else ""
