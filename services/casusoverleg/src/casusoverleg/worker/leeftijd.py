"""The age on the date of disclosure, where this domain holds the birth date."""

from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.leeftijd import leeftijd_op
from contracts.elements import Bewerking, Element, Veld
from contracts.vocabulary import Leeftijdsband, leeftijdsband
from infra.keys import KeyDestroyed, KeyStore


def leeftijd_van(casus: Casus, keys: KeyStore, op: date) -> tuple[Leeftijdsband, int] | None:
    """Band and years on this day. Nobody sees the date itself; without it the band stays."""
    for element in _geboortedata(casus):
        try:
            geboren = date.fromisoformat(keys.open(element.waarde, element.id))
        except (KeyDestroyed, ValueError):
            continue
        return leeftijdsband(geboren, op), leeftijd_op(geboren, op)
    return None


def _geboortedata(casus: Casus) -> list[Element]:
    heel = (g.element for g in casus.gedeeld if g.bewerking is Bewerking.GEEN)
    return [
        e
        for e in (*casus.elementen, *heel)
        if e.veld is Veld.GEBOORTEDATUM and e.over == casus.betrokkene
    ]
