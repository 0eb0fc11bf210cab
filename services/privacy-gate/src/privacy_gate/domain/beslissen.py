"""The decision on a request: first whether its content may pass, then each element per seat."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.covenant import Convenant
from contracts.elements import Element
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Domein, OpaqueId
from privacy_gate.domain.kenmerken import Kenmerken, Over, Samenhang
from privacy_gate.domain.ontheffing import geldende
from privacy_gate.domain.rechter import DOORGELATEN, Recht, Rechter, Zetels
from privacy_gate.domain.regels import Regel, Regelset
from privacy_gate.domain.toestemming import toestemming
from privacy_gate.domain.toetser import Oordeel, Toetser
from privacy_gate.domain.weging import weging

__all__ = ["DOORGELATEN", "Besluit", "Elementoordeel", "Wet", "beslis"]

MOST_COVENANTS = 64
"""For how many versions of covenants a law keeps what it remembers of decisions."""


class Wet:
    """A rule set with its matchers; one per set of rules in force, made when first needed."""

    def __init__(self, regelset: Regelset) -> None:
        self.regelset = regelset
        self.vingerafdruk = regelset.vingerafdruk()
        self._toetsers: dict[tuple[Over, tuple[str, ...]], Toetser] = {}
        self._rechters: dict[int, tuple[Convenant, Rechter]] = {}

    def toetser(self, over: Over, op: date) -> Toetser:
        """The matcher for a date of disclosure."""
        rules = self.regelset.geldend(over, op)
        key = (over, tuple(rule.id for rule in rules))
        if key not in self._toetsers:
            self._toetsers[key] = Toetser(over, rules)
        return self._toetsers[key]

    def rechter(self, convenant: Convenant) -> Rechter:
        """Who decides by this law and a covenant. It is kept, and with it this very covenant."""
        if id(convenant) not in self._rechters:
            if len(self._rechters) >= MOST_COVENANTS:
                self._rechters.clear()
            made = Rechter(Recht(self.toetser, self.vingerafdruk, convenant))
            self._rechters[id(convenant)] = convenant, made
        return self._rechters[id(convenant)][1]


@dataclass(frozen=True)
class Elementoordeel:
    """What was decided about an element, for each kind of seat at the receiving table."""

    element: Element
    zetels: Zetels


@dataclass(frozen=True)
class Besluit:
    """What was decided on a request, before anything was opened; `spoor` is its trace."""

    spoor: bytes
    verzoek: VerstrekkingGevraagd
    naar_domein: Domein
    kenmerken: Kenmerken
    inhoud: Oordeel
    elementen: tuple[Elementoordeel, ...]

    @property
    def doorgelaten(self) -> bool:
        """May the content itself pass? Without that, no element does."""
        return self.inhoud.uitkomst in DOORGELATEN

    def oordelen(self) -> Iterator[tuple[Element, Oordeel]]:
        """Every judgement by which an element passes to some seat."""
        for one in self.elementen:
            for _, oordeel in one.zetels:
                if oordeel.uitkomst in DOORGELATEN:
                    yield one.element, oordeel


def beslis(
    verzoek: VerstrekkingGevraagd,
    convenant: Convenant,
    samenhang: Samenhang,
    wet: Wet,
    gebeurtenis: bytes = b"",
) -> Besluit:
    """Decide on a request by the law of its date of disclosure.

    Args:
        verzoek: the request.
        convenant: the one that it names.
        samenhang: what the receiving table has to do with the casus already.
        wet: the law.
        gebeurtenis: the bytes of the event that the request came in; it is decided on them.

    Raises:
        VreemdVerzoek: it names a table that the covenant does not have.
    """
    raw = gebeurtenis or b'{"data":%b}' % verzoek.model_dump_json().encode()
    spoor, zaak, rows = wet.rechter(convenant).beslis(raw, samenhang)
    return Besluit(
        spoor=spoor,
        verzoek=verzoek,
        naar_domein=convenant.overleggen[verzoek.naar_overleg].domein,
        kenmerken=zaak.kenmerken,
        inhoud=zaak.inhoud,
        elementen=tuple(
            Elementoordeel(element, zaak.zetels[row])
            for element, row in zip(verzoek.elementen, rows, strict=zaak.doorgelaten)
        ),
    )


def toestemmingen_van(besluit: Besluit) -> tuple[OpaqueId, ...]:
    """The consents that were relied on."""
    used = (
        one
        for element, oordeel in besluit.oordelen()
        if besluit.verzoek.grond == "a" or _kijkt_naar("toestemming", oordeel.regels)
        for one in toestemming(element, besluit.verzoek, besluit.naar_domein)[1]
    )
    return tuple(dict.fromkeys(used))


def wegingen_van(besluit: Besluit, convenant: Convenant) -> tuple[OpaqueId, ...]:
    """The weighings that were relied on."""
    used = (
        one
        for element, oordeel in besluit.oordelen()
        if _kijkt_naar("weging", oordeel.regels)
        for one in weging(element, besluit.verzoek, convenant, besluit.naar_domein)[1]
    )
    return tuple(dict.fromkeys(used))


def ontheffingen_van(besluit: Besluit, convenant: Convenant) -> tuple[OpaqueId, ...]:
    """The lifted bans that were relied on."""
    used = (
        one.id
        for element, oordeel in besluit.oordelen()
        if _kijkt_naar("ontheffing", oordeel.regels)
        for one in geldende(element, besluit.verzoek, convenant)[:1]
    )
    return tuple(dict.fromkeys(used))


def _kijkt_naar(kenmerk: str, regels: Iterable[Regel]) -> bool:
    return any(name == kenmerk for regel in regels for name, _ in regel.voorwaarden)
