"""The gate's deciding engine: from the bytes of a request to the trace of the decision on it.

What decides of an element is a few words, so the same ones come back again and again. Each is
derived and matched once and then remembered, under exactly that from which it was derived.
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, TypeAlias

from msgspec import Struct
from msgspec.structs import astuple

from contracts.covenant import Convenant
from contracts.vocabulary import Uitkomst, Zetelsoort
from privacy_gate.domain.afleiden import element_kenmerken, stoelen
from privacy_gate.domain.feiten import ELEMENT, lees
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
from privacy_gate.domain.kenmerken import Over, Samenhang
from privacy_gate.domain.spoor import EIND, kop, oordeel_tekst, rij
from privacy_gate.domain.toetser import Oordeel, Toetser

DOORGELATEN = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)

GRENS = 20_000
"""How many decisions are remembered; beyond it all are forgotten and made anew when asked for."""

Zetels: TypeAlias = tuple[tuple[Zetelsoort, Oordeel], ...]
"""What was decided on an element for each kind of seat."""

if ELEMENT.__struct_fields__ != (
    *("id", "over"),
    *("veld", "relatie", "vastgelegd_door", "brontype", "doel", "geheim", "schoolverband"),
):
    raise TypeError(f"beslis looks at other fields than an element has: {ELEMENT}")

_GEEN = ((),) * (STUKKEN - ELEMENTEN)


class Recht(NamedTuple):
    """What a rechter decides by: the rules, as matchers by date, and a covenant."""

    toetser: Callable[[Over, date], Toetser]
    vingerafdruk: str
    convenant: Convenant


class _Rijen(dict[Sleutel, bytes]):
    """Rows of traces by what decides them; one that is not there yet is made."""

    def __init__(self, maak: Callable[[Sleutel], bytes]) -> None:
        super().__init__()
        self._maak = maak

    def __missing__(self, sleutel: Sleutel) -> bytes:
        made = self[sleutel] = self._maak(sleutel)
        return made


class Zaak:
    """Requests that are the same but for their elements and for who is who.

    Args:
        recht: what is decided by.
        samenhang: what the receiving table has to do with the casus already.
        verzoek: one of the requests, as it was read.
        betrokkene: where the young person stands in them.
        onthoud: called for every decision that is remembered.

    Attributes:
        kenmerken: what was decided on for the content.
        inhoud: the decision on it; if it does not pass, nothing was decided on elements.
        jeugdige: rows for elements about the young person, where nothing else bears an id.
        ander: the same, about someone else.
        aangewezen: else: rows by where the element and its person stand in consents and the like.
        zetels: what a row says.
    """

    def __init__(
        self,
        recht: Recht,
        samenhang: Samenhang,
        verzoek: Struct,
        betrokkene: Plekken,
        onthoud: Callable[[], None],
    ) -> None:
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
        self.jeugdige = _Rijen(lambda rest: self._rij((), (0,), rest))
        self.ander = _Rijen(lambda rest: self._rij((), (), rest))
        self.aangewezen = _Rijen(lambda sleutel: self._rij(*sleutel))

    def _rij(self, plekken: Plekken, over: Plekken, rest: Sleutel) -> bytes:
        self._onthoud()
        asked = verzoek_van(self._verzoek, self._betrokkene, plekken, over)
        voor = element_kenmerken(asked, self._convenant, element_van(rest, over))
        found = [(stoel.zetel, voor(stoel)) for stoel in self._stoelen]
        judged = [(zetel, self._toetser.toets(k), k) for zetel, k in found]
        made = rij(oordeel_tekst(Over.ELEMENT, oordeel, k) for _, oordeel, k in judged)
        self.zetels[made] = tuple((zetel, oordeel) for zetel, oordeel, _ in judged)
        return made


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
        sleutel = (samenhang.value, velden[STUKKEN:])
        zaak = self._zaken.get(sleutel) or self._zaak(sleutel, samenhang, verzoek, (0,))
        jeugdige, ander = zaak.jeugdige, zaak.ander
        rows = [
            (jeugdige if e.over == betrokkene else ander)[
                e.veld, e.relatie, e.vastgelegd_door, e.brontype, e.doel, e.geheim, e.schoolverband
            ]
            for e in (elementen if zaak.doorgelaten else ())
        ]
        return _spoor(zaak, velden[0], rows), zaak, rows

    def _met_aanwijzing(self, verzoek: Struct, velden: Sleutel, samenhang: Samenhang) -> Uitspraak:
        """Decide where consents, weighings and the like name persons and elements."""
        vorm, plekken = plekken_van(velden)
        op = plekken.get
        betrokkene = plekken[velden[1]]
        sleutel = (samenhang.value, velden[STUKKEN:], vorm, betrokkene)
        zaak = self._zaken.get(sleutel) or self._zaak(sleutel, samenhang, verzoek, betrokkene)
        elementen = map(astuple, velden[2] if zaak.doorgelaten else ())
        aangewezen = zaak.aangewezen
        rows = [aangewezen[op(e[0], ()), op(e[1], ()), e[2:]] for e in elementen]
        return _spoor(zaak, velden[0], rows), zaak, rows

    def _zaak(
        self, sleutel: Sleutel, samenhang: Samenhang, verzoek: Struct, betrokkene: Plekken
    ) -> Zaak:
        zaak = Zaak(self._recht, samenhang, verzoek, betrokkene, self._onthoud)
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
