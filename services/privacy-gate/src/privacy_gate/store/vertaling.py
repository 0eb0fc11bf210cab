"""Whose id: every domain knows a casus, a person and a hand-off by ids of its own.

Only the gate can translate. Each thing has a root that no domain ever sees, and per domain
(per table, for a casus) a place: the id by which it is known there. New ids are derived under
a secret of the gate, so that a redelivered request gives the same ones; what comes back to
where it came from gets its first id again.
"""

from sqlmodel import Session

from contracts.elements import Bewerking
from contracts.vocabulary import Domein, Frozen, Naam, OpaqueId
from infra.documents import get, put, remove_found
from infra.kernel import derived_id
from privacy_gate.domain.kenmerken import Samenhang

_WORTEL = "vertaling.wortel"
_PLAATS = "vertaling.plaats"
_AANBOD = "vertaling.aanbod"


class Adres(Frozen):
    """Where an id is known: a domain, and for a casus a table there."""

    domein: Domein
    overleg: Naam | None = None


class Koppeling(Frozen):
    """One link, as it is sealed into the log for the gate alone."""

    soort: str
    domein: Domein
    overleg: Naam | None
    id: OpaqueId
    naar_domein: Domein
    naar_overleg: Naam | None
    naar_id: OpaqueId


class _Id(Frozen):
    id: OpaqueId


class Vertaling:
    """Translates ids within one transaction; `nieuw` holds the links that were made.

    Everything is kept with the root of a person, so that it can be forgotten with that person: an
    id of a person with his own, the rest with that of whom the request is about.
    """

    def __init__(self, session: Session, secret: bytes) -> None:
        self._session = session
        self._secret = secret
        self._over: OpaqueId = ""
        self.nieuw: list[Koppeling] = []

    def gaat_over(self, betrokkene: OpaqueId, bij: Adres) -> OpaqueId:
        """Whom the request at hand is about; gives the root of that person."""
        self._over = self.wortel("betrokkene", betrokkene, Adres(domein=bij.domein))
        return self._over

    def bekende_wortel(self, soort: str, bekend: OpaqueId, domein: Domein) -> OpaqueId | None:
        """The root of what is known by an id in a domain, if there is one; nothing is made."""
        found = get(self._session, _WORTEL, f"{soort}|{domein}|{bekend}", _Id)
        return found.id if found else None

    def kent(self, soort: str, root: OpaqueId, bij: Adres) -> bool:
        """Has what this root stands for an id at this place?"""
        return get(self._session, _PLAATS, _place_key(soort, root, bij), _Id) is not None

    def forget(self, persoon: OpaqueId) -> None:
        """Forget all ids that are kept with the person with this root."""
        for kind in (_WORTEL, _PLAATS, _AANBOD):
            remove_found(self._session, kind, persoon)

    def wortel(self, soort: str, bekend: OpaqueId, bij: Adres) -> OpaqueId:
        """The root of what is known by an id at a place; it is made when first asked for."""
        key = f"{soort}|{bij.domein}|{bekend}"
        found = get(self._session, _WORTEL, key, _Id)
        if found is not None:
            return found.id
        root = derived_id(self._secret, "wortel", soort, bij.domein, bekend)
        self._plaats(soort, root, bekend, bij)
        return root

    def samenhang(self, root: OpaqueId, van: Adres, naar: Adres) -> Samenhang:
        """What the receiving table has to do with the casus with this root."""
        if get(self._session, _AANBOD, _offer_key(root, naar, van), _Id) is not None:
            return Samenhang.OVERGEDRAGEN
        known = get(self._session, _PLAATS, _place_key("casus", root, naar), _Id)
        return Samenhang.NIEUW if known is None else Samenhang.LOPEND

    def bekende_samenhang(self, casus: OpaqueId, van: Adres, naar: Adres) -> Samenhang:
        """The same for a casus by its id there; nothing is made, not even its root."""
        found = self.bekende_wortel("casus", casus, van.domein)
        return self.samenhang(found, van, naar) if found else Samenhang.NIEUW

    def save_aanbod(self, root: OpaqueId, van: Adres, naar: Adres) -> None:
        """Save that a hand-off was offered: from now on it can be given back."""
        put(self._session, _AANBOD, _offer_key(root, van, naar), _Id(id=root), lookup=self._over)

    def vertaal(self, soort: str, bekend: OpaqueId, van: Adres, naar: Adres) -> OpaqueId:
        """The id there of what is known by an id here."""
        if van == naar:
            return bekend
        return self._naar(soort, self.wortel(soort, bekend, van), bekend, van, naar)

    def vertaal_element(
        self, element: OpaqueId, van: Adres, naar: Adres, bewerking: Bewerking
    ) -> OpaqueId:
        """The id of an element there; a reduced copy is an element of its own, here too."""
        if bewerking is Bewerking.GEEN:
            return self.vertaal("element", element, van, naar)
        root = self.wortel("element", element, van)
        reduced = derived_id(self._secret, "verminderd", root, bewerking)
        return self._naar("element", reduced, element, van, naar)

    def koppel(self, soort: str, bekend: OpaqueId, van: Adres, naar: Adres) -> OpaqueId:
        """A token of the other side for something that it does not know itself."""
        token = derived_id(self._secret, soort, bekend, naar.domein)
        self._link(soort, bekend, van, token, naar)
        return token

    def _naar(
        self, soort: str, root: OpaqueId, bekend: OpaqueId, van: Adres, naar: Adres
    ) -> OpaqueId:
        found = get(self._session, _PLAATS, _place_key(soort, root, naar), _Id)
        if found is not None:
            return found.id
        new = derived_id(self._secret, "id", soort, root, naar.domein, naar.overleg or "")
        self._plaats(soort, root, new, naar)
        self._link(soort, bekend, van, new, naar)
        return new

    def _plaats(self, soort: str, root: OpaqueId, bekend: OpaqueId, bij: Adres) -> None:
        lookup = root if soort == "betrokkene" else self._over
        put(self._session, _WORTEL, f"{soort}|{bij.domein}|{bekend}", _Id(id=root), lookup)
        put(self._session, _PLAATS, _place_key(soort, root, bij), _Id(id=bekend), lookup)

    def _link(self, soort: str, bekend: str, van: Adres, new: str, naar: Adres) -> None:
        link = Koppeling(
            soort=soort,
            domein=van.domein,
            overleg=van.overleg,
            id=bekend,
            naar_domein=naar.domein,
            naar_overleg=naar.overleg,
            naar_id=new,
        )
        if link not in self.nieuw:
            self.nieuw.append(link)


def _offer_key(root: OpaqueId, van: Adres, naar: Adres) -> str:
    return f"{root}|{van.overleg}|{naar.overleg}"


def _place_key(soort: str, root: OpaqueId, bij: Adres) -> str:
    return f"{soort}|{root}|{bij.domein}|{bij.overleg or ''}"
