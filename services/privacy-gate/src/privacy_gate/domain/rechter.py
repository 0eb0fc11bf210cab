"""The gate's deciding engine: from the bytes of a request to the trace of the decision on it.

What decides of an element is a few words, so the same ones come back again and again. Each is
derived and matched once and then remembered, under exactly that from which it was derived.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import astuple

from contracts.covenant import Convenant
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import OpaqueId, Uitkomst, Zetelsoort
from privacy_gate.domain.afleiden import element_kenmerken, stoelen
from privacy_gate.domain.feiten import BOUW, BRON, ELEMENT, lees
from privacy_gate.domain.herleiden import (
    ELEMENTEN,
    STUKKEN,
    Plekken,
    Sleutel,
    element_van,
    plekken_van,
    verzoek_van,
)
from privacy_gate.domain.inhoud import inhoud_kenmerken
from privacy_gate.domain.kenmerken import Kenmerken, Over, Samenhang
from privacy_gate.domain.spoor import EIND, kop, oordeel_tekst, rij
from privacy_gate.domain.toetser import Oordeel, Toetser

DOORGELATEN = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)

GRENS = 20_000
"""How many decisions are remembered; beyond it all are forgotten and made anew when asked for."""

Zetels: TypeAlias = tuple[tuple[Zetelsoort, Oordeel], ...]
"""What was decided on an element for each kind of seat."""

_GEEN = ((),) * (STUKKEN - ELEMENTEN)


def eigen_sleutel(element: Any) -> Sleutel:
    """What decides about an element besides whom it is about, if nothing else bears its id."""
    e = element
    bron = e.vastgelegd_door.organisatie
    return e.veld, e.relatie, bron, e.brontype, e.doel, e.geheim, e.schoolverband


if [*BOUW[ELEMENT].soorten, *BOUW[BRON].soorten] != [
    *("id", "over", "veld", "relatie", "vastgelegd_door", "brontype", "doel", "geheim"),
    *("schoolverband", "organisatie"),
]:
    raise TypeError("the contract has other fields of an element than `eigen_sleutel` looks at")


Bekend: TypeAlias = dict[tuple[Toetser, tuple[tuple[str, str], ...]], tuple[Oordeel, str]]
"""Judgements and their words, by the rules and by what they were passed on."""


class Recht(NamedTuple):
    """What a rechter decides by: the rules, as matchers by date, and a covenant."""

    toetser: Callable[[Over, date], Toetser]
    vingerafdruk: str
    convenant: Convenant


class Zaak:
    """Requests that are the same but for their elements and for who is who.

    Args:
        recht: what is decided by.
        samenhang: what the receiving table has to do with the casus already.
        verzoek: one of the requests, as it was read.
        betrokkene: where the young person stands in them.
        onthoud: called for every decision that is remembered.
        bekend: judgements that were passed on circumstances before, with their words.

    Attributes:
        kenmerken: what was decided on for the content.
        inhoud: the decision on it; if it does not pass, nothing was decided on elements.
        jeugdige: rows for elements about the young person, where nothing else bears an id; by
            `eigen_sleutel`.
        ander: the same, about someone else.
        zetels: what a row says.
    """

    def __init__(
        self,
        recht: Recht,
        samenhang: Samenhang,
        verzoek: Struct,
        betrokkene: Plekken,
        *,
        onthoud: Callable[[], None],
        bekend: Bekend,
    ) -> None:
        self._bekend = bekend
        asked = verzoek_van(verzoek, betrokkene)
        self._convenant = recht.convenant
        self._verzoek, self._betrokkene, self._onthoud = verzoek, betrokkene, onthoud
        self._toetser = recht.toetser(Over.ELEMENT, asked.op)
        self.kenmerken = inhoud_kenmerken(asked, recht.convenant, samenhang)
        self.inhoud = recht.toetser(Over.INHOUD, asked.op).toets(self.kenmerken)
        self.doorgelaten = self.inhoud.uitkomst in DOORGELATEN
        self._stoelen = stoelen(recht.convenant, asked.naar_overleg) if self.doorgelaten else ()
        self.begin, self.vervolg = kop(
            regelset=recht.vingerafdruk,
            convenant=recht.convenant.verwijzing,
            op=asked.op,
            inhoud=oordeel_tekst(Over.INHOUD, self.inhoud, self.kenmerken),
            zetels=[str(stoel.zetel) for stoel in self._stoelen],
        )
        self.zetels: dict[bytes, Zetels] = {}
        self.jeugdige: dict[Sleutel, bytes] = {}
        self.ander: dict[Sleutel, bytes] = {}
        self._aangewezen: dict[Sleutel, bytes] = {}
        self._gevraagd: dict[Sleutel, VerstrekkingGevraagd] = {}

    def leer(self, elementen: Iterable[Any], betrokkene: OpaqueId) -> list[bytes]:
        """The rows of elements whose ids stand nowhere else; they are remembered."""
        found = []
        for element in elementen:
            own = element.over == betrokkene
            rows, over = (self.jeugdige, (0,)) if own else (self.ander, ())
            sleutel = eigen_sleutel(element)
            if sleutel not in rows:
                rows[sleutel] = self._rij((), over, astuple(element)[2:])
            found.append(rows[sleutel])
        return found

    def rij_op(self, plekken: Plekken, over: Plekken, rest: Sleutel) -> bytes:
        """The row of an element that stands at places of the request; it is remembered."""
        sleutel = plekken, over, rest
        row = self._aangewezen.get(sleutel)
        if row is None:
            row = self._aangewezen[sleutel] = self._rij(*sleutel)
        return row

    def _rij(self, plekken: Plekken, over: Plekken, rest: Sleutel) -> bytes:
        self._onthoud()
        asked = self._gevraagd.get((plekken, over))
        if asked is None:
            asked = verzoek_van(self._verzoek, self._betrokkene, plekken, over)
            self._gevraagd[plekken, over] = asked
        voor = element_kenmerken(asked, self._convenant, element_van(rest, over))
        judged = [self._oordeel(voor(stoel)) for stoel in self._stoelen]
        made = rij(tekst for _, tekst in judged)
        seats = (stoel.zetel for stoel in self._stoelen)
        self.zetels[made] = tuple(zip(seats, (oordeel for oordeel, _ in judged), strict=True))
        return made

    def _oordeel(self, kenmerken: Kenmerken) -> tuple[Oordeel, str]:
        """What the rules say; much is asked again on another day or by another table."""
        sleutel = self._toetser, tuple(kenmerken.items())
        known = self._bekend.get(sleutel)
        if known is None:
            oordeel = self._toetser.toets(kenmerken)
            known = oordeel, oordeel_tekst(Over.ELEMENT, oordeel, kenmerken)
            if len(self._bekend) >= GRENS:
                self._bekend.clear()
            self._bekend[sleutel] = known
        return known


Uitspraak: TypeAlias = tuple[bytes, Zaak, list[bytes]]
"""A decision: its trace, what it was decided under, and the row of each element."""


class Rechter:
    """Decides by one law and one covenant.

    Args:
        recht: those.
        grens: see `GRENS`.
    """

    def __init__(self, recht: Recht, grens: int = GRENS) -> None:
        self._recht = recht
        self._grens = grens
        self._zaken: dict[Sleutel, Zaak] = {}
        self._bekend: Bekend = {}
        self.onthouden = 0

    def beslis(self, gebeurtenis: bytes, samenhang: Samenhang) -> Uitspraak:
        """Decide on a request, by the law of its date of disclosure.

        Args:
            gebeurtenis: the bytes of an event that the contract admits; its data is the request.
            samenhang: what the receiving table has to do with the casus already.

        Raises:
            VreemdVerzoek: it names a table that the covenant does not have.
        """
        verzoek = lees(gebeurtenis).data
        velden = astuple(verzoek)
        betrokkene, elementen = velden[1], velden[2]
        if velden[ELEMENTEN:STUKKEN] != _GEEN:
            return self._met_aanwijzing(verzoek, velden, samenhang)
        sleutel = (samenhang._value_, velden[STUKKEN:])
        zaak = self._zaken.get(sleutel) or self._zaak(sleutel, samenhang, verzoek, (0,))
        if not zaak.doorgelaten:
            return _spoor(zaak, velden[0], []), zaak, []
        jeugdige, ander = zaak.jeugdige, zaak.ander
        try:
            rows = [
                (jeugdige if e.over == betrokkene else ander)[
                    # As in `eigen_sleutel`: a call for each element would take as long as the rest.
                    e.veld,
                    e.relatie,
                    e.vastgelegd_door.organisatie,
                    e.brontype,
                    e.doel,
                    e.geheim,
                    e.schoolverband,
                ]
                for e in elementen
            ]
        except KeyError:
            rows = zaak.leer(elementen, betrokkene)
        return _spoor(zaak, velden[0], rows), zaak, rows

    def _met_aanwijzing(self, verzoek: Struct, velden: Sleutel, samenhang: Samenhang) -> Uitspraak:
        """Decide where consents, weighings and the like name persons and elements."""
        vorm, plekken = plekken_van(velden)
        op = plekken.get
        betrokkene = plekken[velden[1]]
        sleutel = (samenhang._value_, velden[STUKKEN:], vorm, betrokkene)
        zaak = self._zaken.get(sleutel) or self._zaak(sleutel, samenhang, verzoek, betrokkene)
        elementen = map(astuple, velden[2] if zaak.doorgelaten else ())
        rows = [zaak.rij_op(op(e[0], ()), op(e[1], ()), e[2:]) for e in elementen]
        return _spoor(zaak, velden[0], rows), zaak, rows

    def _zaak(
        self, sleutel: Sleutel, samenhang: Samenhang, verzoek: Struct, betrokkene: Plekken
    ) -> Zaak:
        zaak = Zaak(
            self._recht,
            samenhang,
            verzoek,
            betrokkene,
            onthoud=self._onthoud,
            bekend=self._bekend,
        )
        self._onthoud()
        self._zaken[sleutel] = zaak
        return zaak

    def _onthoud(self) -> None:
        self.onthouden += 1
        if self.onthouden > self._grens:
            self._zaken.clear()
            self.onthouden = 1


def _spoor(zaak: Zaak, verstrekking: str, rows: list[bytes]) -> bytes:
    return b"".join((zaak.begin, verstrekking.encode(), zaak.vervolg, *rows, EIND))
