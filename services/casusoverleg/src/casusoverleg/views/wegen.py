"""What waits for the verdict of this user, as he may read it in his own domain."""

from dataclasses import dataclass
from datetime import date

from casusoverleg.domain.stappen.circumstances import zetel_aan
from casusoverleg.domain.verstrekken.weegpunt import Weegpunt
from casusoverleg.domain.verstrekken.weegpunten import Weegvraagstuk, te_wegen_door, vraagstukken
from casusoverleg.views.register import werkdagen_van
from casusoverleg.views.zien import Blik, Geopend, Zicht
from contracts.events.casusoverleg import WegingVastgelegd
from infra.clock import today
from infra.keys import KeyDestroyed
from infra.not_found import NotFound
from infra.web.identity import Gebruiker


@dataclass(frozen=True)
class Weegstuk:
    """A question to this user: the casus as he sees it, what is asked, and what it is about."""

    blik: Blik
    stuk: Weegvraagstuk
    op: date

    @property
    def te_laat(self) -> bool:
        """Is the term over?"""
        return self.stuk.te_laat(self.op)

    @property
    def elementen(self) -> tuple[Geopend, ...]:
        """What must be weighed, opened."""
        return tuple(e for e in self.blik.elementen if e.gedeeld.element.id in self.stuk.elementen)


@dataclass(frozen=True)
class GegevenOordeel:
    """A verdict that was given: with its words for who may read them, and whether it still counts.

    Without words: they were erased, or are not this user's to read.
    """

    blik: Blik
    oordeel: WegingVastgelegd
    motivering: str | None
    geldt: bool


@dataclass(frozen=True)
class Weegtafel:
    """The queue of the information holder."""

    zicht: Zicht

    def te_wegen(self, gebruiker: Gebruiker) -> tuple[Weegstuk, ...]:
        """All that waits for this user, what is due first at the top; values are not opened."""
        op = today(self.zicht.parts.clock)
        gevonden = (
            Weegstuk(blik, stuk, op)
            for blik in self.zicht.overzicht(gebruiker)
            for stuk in _van(blik)
        )
        return tuple(sorted(gevonden, key=lambda w: (w.stuk.uiterlijk, w.stuk.verstrekking)))

    def weegstuk(self, gebruiker: Gebruiker, casus: str, verstrekking: str) -> Weegstuk:
        """One question with its values; that they were opened is logged.

        Raises:
            NotFound: the casus does not lie at a table of this user, or nothing of that provision
                waits for him.
        """
        blik = self.zicht.casus(gebruiker, casus)
        op = today(self.zicht.parts.clock)
        for stuk in _van(blik):
            if stuk.verstrekking == verstrekking:
                return Weegstuk(blik, stuk, op)
        raise NotFound(verstrekking)

    def gegeven(self, gebruiker: Gebruiker) -> tuple[GegevenOordeel, ...]:
        """The verdicts at this user's tables, the latest first."""
        op = today(self.zicht.parts.clock)
        gevonden = (
            GegevenOordeel(
                blik,
                oordeel,
                self._motivering(blik, oordeel),
                oordeel.oordeel == "verstrekken" and op <= oordeel.weging.geldig_tot,
            )
            for blik in self.zicht.overzicht(gebruiker)
            for oordeel in blik.casus.verstrekken.oordelen
        )
        return tuple(
            sorted(gevonden, key=lambda g: (g.oordeel.weging.gewogen_op, g.oordeel.weging.id))
        )[::-1]

    def _motivering(self, blik: Blik, oordeel: WegingVastgelegd) -> str | None:
        """For whoever gave the verdict, in that capacity."""
        if oordeel.motivering is None or oordeel.door not in blik.functies:
            return None
        try:
            return self.zicht.parts.keys.open(oordeel.motivering, oordeel.weging.id)
        except KeyDestroyed:
            return None


def weegpunten(blik: Blik) -> tuple[Weegpunt, ...]:
    """What one of the user's seats may weigh of this casus."""
    zetels = (zetel_aan(blik.convenant, blik.casus.overleg, f) for f in blik.functies)
    gevonden = (te_wegen_door(blik.casus, zetel) for zetel in zetels if zetel)
    return tuple(dict.fromkeys(punt for punten in gevonden for punt in punten))


def _van(blik: Blik) -> tuple[Weegvraagstuk, ...]:
    werkdagen = werkdagen_van(blik.convenant, blik.casus.overleg)
    return vraagstukken(weegpunten(blik), blik.convenant.termijnen, werkdagen)
