"""What an element is, whatever its sender calls it: from whom, in which field, under which duty.

A sender can say more than the schema and the covenant do, never less.
"""

from contracts.aard_tabel import AARD, BEKENDHEIDSVELDEN, geheim_van
from contracts.covenant import Convenant
from contracts.elements import VELDEN, Categorie, Element, Veld
from contracts.vocabulary import Geheimhouding, Organisatietype, Regime

_BIJZONDER = frozenset((Categorie.GEZONDHEID, Categorie.VERSLAVING, Categorie.STRAFRECHTELIJK))


def bronnen(element: Element, convenant: Convenant) -> frozenset[Organisatietype]:
    """The source as it was stamped and, if it is not that, as the covenant knows it."""
    recorder = convenant.organisaties.get(element.vastgelegd_door.organisatie)
    known = recorder.typen if recorder else ()
    return frozenset((element.brontype, *(() if element.brontype in known else known)))


def bron_van(element: Element, convenant: Convenant) -> Organisatietype:
    """The source that counts: where more are named, the one that says most of the person."""
    stamped = element.brontype
    return max(bronnen(element, convenant), key=lambda b: (AARD[b].verraadt, b is stamped))


def regime_van(element: Element, convenant: Convenant) -> Regime:
    """The law at the source; police or justice data keep it wherever they went (Wbp 2(2))."""
    found = {AARD[bron].regime for bron in bronnen(element, convenant)}
    return next(r for r in (Regime.WPG, Regime.WJSG, Regime.ALGEMEEN) if r in found)


def veld_van(element: Element, bron: Organisatietype) -> Veld:
    """The field; that someone is known at a partner is what that kind of partner makes of it."""
    if element.veld not in BEKENDHEIDSVELDEN or element.categorie in _BIJZONDER:
        return element.veld
    own = AARD[bron].bekend
    return element.veld if own is Veld.BEKEND_BIJ_OVERIG else own


def categorieen_van(element: Element) -> frozenset[Categorie]:
    """The categories that consent must cover: of the field, and of what it says at its source."""
    return frozenset((element.categorie, VELDEN[veld_van(element, element.brontype)].categorie))


def geheim_op(element: Element, bron: Organisatietype) -> Geheimhouding:
    """The duty of secrecy on the element (Wbp 9(4))."""
    if element.geheim is Geheimhouding.GEEN:
        return geheim_van(veld_van(element, bron), bron)
    return element.geheim
