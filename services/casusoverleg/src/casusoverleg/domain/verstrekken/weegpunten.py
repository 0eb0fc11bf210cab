"""What waits for a person's verdict: who may give it, and by when."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.overdracht import Wie
from casusoverleg.domain.stappen.circumstances import Zetel
from casusoverleg.domain.verstrekken.weegpunt import Weegpunt
from contracts.covenant_text import Termijnen
from contracts.elements import Element
from contracts.vocabulary import Functie, Naam, OpaqueId, Zetelsoort

Gevraagd: TypeAlias = dict[Functie, tuple[Weegpunt, ...]]
"""What each seat is asked to weigh."""


def te_wegen_door(casus: Casus, zetel: Zetel) -> tuple[Weegpunt, ...]:
    """What this seat may weigh: it must be able to read it, and hold it.

    The information holder is whoever recorded it or, for what came from elsewhere, the seat
    that directs the table.
    """
    open_ = {g.element.id: g.element for g in casus.te_openen(zetel.functie, zetel.soort)}
    return tuple(
        punt
        for punt in casus.te_wegen()
        if punt.element in open_ and _houdt(zetel, open_[punt.element])
    )


def _houdt(zetel: Zetel, element: Element) -> bool:
    own = element.vastgelegd_door.organisatie == zetel.functie.organisatie
    return own or zetel.wie is Wie.REGIE


def te_vragen(casus: Casus, punten: Iterable[Weegpunt], zetels: Iterable[Zetel]) -> Gevraagd:
    """Whom to ask what of these points: who recorded it, else who else may, else who directs."""
    kan = [(zetel, te_wegen_door(casus, zetel)) for zetel in zetels]
    regie = tuple(zetel for zetel, _ in kan if zetel.wie is Wie.REGIE)
    door = {element.id: element.vastgelegd_door for element in _elementen(casus)}
    gevraagd: Gevraagd = {}
    for punt in punten:
        mag = tuple(zetel for zetel, eigen in kan if punt in eigen)
        zelf = tuple(zetel for zetel in mag if zetel.functie == door.get(punt.element))
        for zetel in zelf or mag or regie:
            gevraagd[zetel.functie] = (*gevraagd.get(zetel.functie, ()), punt)
    return gevraagd


def _elementen(casus: Casus) -> Iterable[Element]:
    return (*casus.elementen, *(gedeeld.element for gedeeld in casus.gedeeld))


@dataclass(frozen=True)
class Weegvraagstuk:
    """All that waits for a verdict about one provision.

    Attributes:
        zetels: the kinds of seat that get it only if a person says so.
        uiterlijk: the last day of the term of the covenant.
    """

    verstrekking: OpaqueId
    naar_overleg: Naam
    elementen: tuple[OpaqueId, ...]
    vragen: tuple[str, ...]
    artikelen: tuple[str, ...]
    zetels: tuple[Zetelsoort, ...]
    sinds: date
    uiterlijk: date

    def te_laat(self, op: date) -> bool:
        """Is the term over?"""
        return op > self.uiterlijk


def vraagstukken(
    punten: Iterable[Weegpunt], termijnen: Termijnen, na_werkdagen: Callable[[date, int], date]
) -> tuple[Weegvraagstuk, ...]:
    """The points by provision, the oldest first."""
    op_volgorde = sorted(punten, key=attrgetter("op", "verstrekking"))
    return tuple(
        _vraagstuk(tuple(groep), termijnen, na_werkdagen)
        for _, groep in groupby(op_volgorde, key=attrgetter("op", "verstrekking"))
    )


def _vraagstuk(
    punten: tuple[Weegpunt, ...], termijnen: Termijnen, na_werkdagen: Callable[[date, int], date]
) -> Weegvraagstuk:
    vragen = [punt.vraag for punt in punten if punt.vraag]
    return Weegvraagstuk(
        verstrekking=punten[0].verstrekking,
        naar_overleg=punten[0].naar_overleg,
        elementen=tuple(punt.element for punt in punten),
        vragen=tuple(dict.fromkeys(v for vraag in vragen for v in vraag.vragen)),
        artikelen=tuple(dict.fromkeys(a for vraag in vragen for a in vraag.artikelen)),
        zetels=tuple(dict.fromkeys(z for vraag in vragen for z in vraag.zetels)),
        sinds=punten[0].op,
        uiterlijk=na_werkdagen(punten[0].op, termijnen.wegen),
    )
