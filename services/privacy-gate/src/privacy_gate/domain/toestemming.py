"""Consent: given by the right persons, for this purpose, receiver and category, and not withdrawn.

Wbp 5: under 16 consent comes from the legal representative. From 12 the young person is the
client himself as well (Wet op de jeugdzorg 51). It covers the person who it is about only.
Of whom the age is not known, nobody can be said to be the one who gives it.
"""

from collections.abc import Iterable

from contracts.elements import Element
from contracts.events.verstrekking import Toestemming, VerstrekkingGevraagd
from contracts.vocabulary import Domein, Leeftijdsband, OpaqueId, Relatie
from privacy_gate.domain.gegeven import categorieen_van
from privacy_gate.domain.kenmerken import Instemming

_VAN_JEUGDIGE = {
    Leeftijdsband.ONDER_12: ("vertegenwoordiger",),
    Leeftijdsband.VAN_12_TOT_16: ("jeugdige", "vertegenwoordiger"),
    Leeftijdsband.VANAF_16: ("jeugdige",),
    Leeftijdsband.ONBEKEND: (),
}
_VAN_WILSONBEKWAME = ("vertegenwoordiger",)
_VAN_VOLWASSENE = ("betrokkene",)
_LEEFTIJD_ONBEKEND = ("betrokkene", "vertegenwoordiger")
"""The age of a brother, a sister or someone else is not known here, so it counts as under 16."""


def relatie(element: Element, verzoek: VerstrekkingGevraagd) -> Relatie:
    """Whom the element is about; a label that contradicts the person counts for nothing."""
    about_young_person = element.over == verzoek.betrokkene
    if about_young_person == (element.relatie is Relatie.JEUGDIGE):
        return element.relatie
    return Relatie.ANDER


def toestemming(
    element: Element, verzoek: VerstrekkingGevraagd, naar: Domein
) -> tuple[Instemming, tuple[OpaqueId, ...]]:
    """The consent there is for an element, and the ids that it rests on."""
    valid = [one for one in verzoek.toestemmingen if _geldt(one, element, verzoek, naar)]
    needed = _gevers(relatie(element, verzoek), verzoek)
    if not needed or not set(needed) <= {one.door for one in valid}:
        return _zonder(element, verzoek), ()
    explicit = [one for one in valid if one.uitdrukkelijk]
    if set(needed) <= {one.door for one in explicit}:
        return Instemming.UITDRUKKELIJK, _ids(explicit, needed)
    return Instemming.GEGEVEN, _ids(valid, needed)


def _zonder(element: Element, verzoek: VerstrekkingGevraagd) -> Instemming:
    """Whoever withdrew consent was asked, so that asking is not impossible."""
    withdrew = any(
        one.over == element.over and _ingetrokken(one, verzoek) for one in verzoek.toestemmingen
    )
    impossible = verzoek.toestemming_onmogelijk and not withdrew
    return Instemming.ONMOGELIJK if impossible else Instemming.GEEN


def _ingetrokken(one: Toestemming, verzoek: VerstrekkingGevraagd) -> bool:
    return one.ingetrokken_op is not None and one.ingetrokken_op <= verzoek.op


def _geldt(one: Toestemming, element: Element, verzoek: VerstrekkingGevraagd, naar: Domein) -> bool:
    return (
        one.over == element.over
        and one.doel is verzoek.doel
        and categorieen_van(element) <= set(one.categorieen)
        and naar in one.ontvangers
        and one.gegeven_op <= verzoek.op
        and not _ingetrokken(one, verzoek)
    )


def _gevers(relatie: Relatie, verzoek: VerstrekkingGevraagd) -> tuple[str, ...]:
    match relatie:
        case Relatie.JEUGDIGE if verzoek.wilsonbekwaam:
            return _VAN_WILSONBEKWAME
        case Relatie.JEUGDIGE:
            return _VAN_JEUGDIGE[verzoek.leeftijdsband]
        case Relatie.OUDER | Relatie.PARTNER:
            return _VAN_VOLWASSENE
        case Relatie.BROER_ZUS | Relatie.ANDER:
            return _LEEFTIJD_ONBEKEND


def _ids(given: Iterable[Toestemming], needed: tuple[str, ...]) -> tuple[OpaqueId, ...]:
    return tuple(one.id for one in given if one.door in needed)
