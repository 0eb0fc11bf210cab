"""The decision on a request: first whether its content may pass, then each element per seat."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.covenant import Convenant
from contracts.elements import Element
from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.vocabulary import Domein, OpaqueId, Uitkomst, Zetelsoort
from privacy_gate.domain.afleiden import element_kenmerken, stoelen
from privacy_gate.domain.inhoud import inhoud_kenmerken
from privacy_gate.domain.kenmerken import Kenmerken, Over, Samenhang
from privacy_gate.domain.regels import Regel, Regelset
from privacy_gate.domain.toestemming import toestemming
from privacy_gate.domain.toetser import Oordeel, Toetser
from privacy_gate.domain.weging import weging

DOORGELATEN = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)


class Wet:
    """A rule set with its matchers; one per set of rules in force, made when first needed."""

    def __init__(self, regelset: Regelset) -> None:
        self.regelset = regelset
        self.vingerafdruk = regelset.vingerafdruk()
        self._toetsers: dict[tuple[Over, tuple[str, ...]], Toetser] = {}

    def toetser(self, over: Over, op: date) -> Toetser:
        """The matcher for a date of disclosure."""
        rules = self.regelset.geldend(over, op)
        key = (over, tuple(rule.id for rule in rules))
        if key not in self._toetsers:
            self._toetsers[key] = Toetser(over, rules)
        return self._toetsers[key]


@dataclass(frozen=True)
class Elementoordeel:
    """What was decided about an element, for each kind of seat at the receiving table."""

    element: Element
    zetels: tuple[tuple[Zetelsoort, Oordeel], ...]


@dataclass(frozen=True)
class Besluit:
    """What was decided on a request, before anything was opened."""

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
    verzoek: VerstrekkingGevraagd, convenant: Convenant, samenhang: Samenhang, wet: Wet
) -> Besluit:
    """Decide on a request by the law of its date of disclosure.

    Raises:
        VreemdVerzoek: it names a table that the covenant does not have.
    """
    kenmerken = inhoud_kenmerken(verzoek, convenant, samenhang)
    inhoud = wet.toetser(Over.INHOUD, verzoek.op).toets(kenmerken)
    elementen: tuple[Elementoordeel, ...] = ()
    if inhoud.uitkomst in DOORGELATEN:
        toetser = wet.toetser(Over.ELEMENT, verzoek.op)
        seats = stoelen(convenant, verzoek.naar_overleg)
        elementen = tuple(
            Elementoordeel(
                element, tuple((stoel.zetel, toetser.toets(voor(stoel))) for stoel in seats)
            )
            for element in verzoek.elementen
            for voor in (element_kenmerken(verzoek, convenant, element),)
        )
    naar = convenant.overleggen[verzoek.naar_overleg].domein
    return Besluit(verzoek, naar, kenmerken, inhoud, elementen)


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


def _kijkt_naar(kenmerk: str, regels: Iterable[Regel]) -> bool:
    return any(name == kenmerk for regel in regels for name, _ in regel.voorwaarden)
