"""The age on the date of disclosure, where this domain holds the birth date."""

import re
from datetime import date

from casusoverleg.domain.casus import Casus
from contracts.dagen import lees_dag
from contracts.elements import Element, Veld
from contracts.vocabulary import Leeftijdsband, OpaqueId, leeftijd_op, leeftijdsband
from infra.keys import KeyDestroyed, KeyStore, SealBroken


def leeftijd_van(casus: Casus, keys: KeyStore, op: date) -> tuple[Leeftijdsband, int | None] | None:
    """Band and years on this day; None where no birth date lies here, so that the band stays.

    Nobody sees the date itself. Dates that differ, and one that cannot be read, say nothing.
    """
    eigen = {e.id for e in casus.elementen}
    teksten = {e.id: _open(e, keys) for e in _geboortedata(casus)}
    gevonden = {_lees(tekst) for id_, tekst in teksten.items() if id_ in eigen or not _jaar(tekst)}
    if not gevonden:
        return None
    geboren = gevonden.pop()
    if geboren is None or gevonden or geboren > op:
        return Leeftijdsband.ONBEKEND, None
    return leeftijdsband(geboren, op), leeftijd_op(geboren, op)


def band_van(casus: Casus, keys: KeyStore, op: date) -> Leeftijdsband:
    """The band on this day: by the birth date, or else as it was told with the casus."""
    bekend = leeftijd_van(casus, keys, op)
    return bekend[0] if bekend else casus.leeftijdsband


def _open(element: Element, keys: KeyStore) -> str:
    try:
        return keys.open(element.waarde, element.id)
    except (KeyDestroyed, SealBroken):
        return ""


def _lees(tekst: str) -> date | None:
    try:
        return lees_dag(tekst)
    except ValueError:
        return None


def _jaar(tekst: str) -> bool:
    """Is this what the gate left of a date on its way here, to be passed on as it is?"""
    return re.fullmatch(r"\d{4}", tekst) is not None


def _geboortedata(casus: Casus) -> tuple[Element, ...]:
    """Each once: after a correction the copy that the gate still has to renew does not count."""
    heel = (g.element for g in casus.gedeeld if g.heel)
    gevonden: dict[OpaqueId, Element] = {}
    for element in (*casus.elementen, *heel):
        if element.veld is Veld.GEBOORTEDATUM and element.over == casus.betrokkene:
            gevonden.setdefault(element.id, element)
    return tuple(gevonden.values())
