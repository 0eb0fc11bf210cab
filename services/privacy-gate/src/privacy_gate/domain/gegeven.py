"""What an element is, whatever its sender calls it: from whom, in which field, under which duty.

A sender can say more than the schema and the covenant do, never less.
"""

from contracts.covenant import Convenant
from contracts.elements import BEKENDHEID, VELDEN, Categorie, Element, Veld, geheim_van
from contracts.vocabulary import (
    REGIME_VAN_BRON,
    Geheimhouding,
    Organisatietype,
    Regime,
)

_T = Organisatietype

_VERRAADT = (
    _T.VERSLAVINGSZORG,
    _T.GGZ,
    _T.RECLASSERING,
    _T.HALT,
    _T.OM,
    _T.POLITIE,
    _T.RVDK,
    _T.BUREAU_JEUGDZORG,
    _T.JGZ,
)
"""Sources that say something themselves, the most telling one first."""

_BEKEND = frozenset((*BEKENDHEID.values(), Veld.BEKEND_BIJ_OVERIG))
_BIJZONDER = frozenset((Categorie.GEZONDHEID, Categorie.VERSLAVING, Categorie.STRAFRECHTELIJK))


def bronnen(element: Element, convenant: Convenant) -> frozenset[Organisatietype]:
    """The source as it was stamped, and as the covenant knows who recorded it."""
    recorder = convenant.organisaties.get(element.vastgelegd_door.organisatie)
    return frozenset((element.brontype, recorder.type if recorder else element.brontype))


def bron_van(element: Element, convenant: Convenant) -> Organisatietype:
    """The source that counts: where two are named, the one that says most of the person."""
    found = bronnen(element, convenant)
    return next((source for source in _VERRAADT if source in found), element.brontype)


def regime_van(element: Element, convenant: Convenant) -> Regime:
    """The law at the source; police or justice data keep it wherever they went (Wbp 2(2))."""
    found = {REGIME_VAN_BRON.get(b, Regime.ALGEMEEN) for b in bronnen(element, convenant)}
    return next(r for r in (Regime.WPG, Regime.WJSG, Regime.ALGEMEEN) if r in found)


def veld_van(element: Element, bron: Organisatietype) -> Veld:
    """The field; that someone is known at a partner is what that kind of partner makes of it."""
    if element.veld not in _BEKEND or element.categorie in _BIJZONDER:
        return element.veld
    return BEKENDHEID.get(bron, element.veld)


def categorieen_van(element: Element) -> frozenset[Categorie]:
    """The categories that consent must cover: of the field, and of what it says at its source."""
    return frozenset((element.categorie, VELDEN[veld_van(element, element.brontype)].categorie))


def geheim_op(element: Element, bron: Organisatietype) -> Geheimhouding:
    """The duty of secrecy on the element (Wbp 9(4))."""
    if element.geheim is Geheimhouding.GEEN:
        return geheim_van(veld_van(element, bron), bron)
    return element.geheim
