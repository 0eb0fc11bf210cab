"""How the persons of a casus are told apart: a relation alone does not say who is meant."""

from casusoverleg.views.zien import Blik
from contracts.elements import Veld
from contracts.vocabulary import OpaqueId, Relatie
from contracts.words import spoken


def wie_is_wie(blik: Blik) -> dict[OpaqueId, str]:
    """Each person by relation and number, and by name where this seat may see it."""
    namen = {
        open_.gedeeld.element.over: f" ({open_.waarde})"
        for open_ in blik.elementen
        if open_.gedeeld.element.veld is Veld.NAAM and open_.waarde
    }
    return {
        p.id: spoken(p.relatie)
        if p.relatie is Relatie.JEUGDIGE
        else f"{spoken(p.relatie)} {nummer}{namen.get(p.id, '')}"
        for nummer, p in enumerate(blik.casus.personen)
    }
