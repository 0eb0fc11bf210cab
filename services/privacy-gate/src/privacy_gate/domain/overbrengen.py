"""The content as the receiver gets it: under his ids, without names that he may not hear."""

from collections.abc import Callable

from contracts.covenant import Convenant
from contracts.elements import Bewerking, Element, Veld
from contracts.events.verstrekking import Inhoud, VerstrekkingGevraagd
from contracts.vocabulary import Doel, Functie, Geheimhouding, OpaqueId, Organisatietype
from privacy_gate.domain.beslissen import Besluit
from privacy_gate.domain.regels import Gevolg

ID_VELDEN = {
    "overdracht": "overdracht",
    "navraag": "navraag",
    "terugkoppeling": "terugkoppeling",
    "bij": "verstrekking",
}
"""The fields of contents that hold an id, and what it is the id of."""


def overgebracht(
    besluit: Besluit, convenant: Convenant, vertaal: Callable[[str, OpaqueId], OpaqueId]
) -> tuple[Inhoud, Functie]:
    """The content, and who provided it, for the receiver.

    Args:
        besluit: decided that the content passes.
        convenant: names who runs the sending table.
        vertaal: gives the receiver's id for (kind, sender's id).
    """
    verzoek = besluit.verzoek
    hidden = _te_verhullen(besluit)
    stand_in = _plaatsvervanger(verzoek, convenant)
    changes: dict[str, object] = {
        name: vertaal(kind, getattr(verzoek.inhoud, name))
        for name, kind in ID_VELDEN.items()
        if hasattr(verzoek.inhoud, name)
    }
    if "handelaar" in hidden:
        changes["door"] = stand_in
    if "houder" in hidden:
        changes["houder"] = stand_in.organisatie
    door = stand_in if "verzoeker" in hidden else verzoek.door
    return verzoek.inhoud.model_copy(update=changes), door


def verminderd(element: Element, bewerking: Bewerking, regie: Functie) -> Element:
    """The element around a reduced value; of what the return to class asks, no source is named."""
    if bewerking is not Bewerking.TERUGKEER:
        return element
    return element.model_copy(
        update={
            "veld": Veld.TERUGKEER,
            "vastgelegd_door": regie,
            "brontype": Organisatietype.VEILIGHEIDSHUIS,
            "doel": Doel.ONDERWIJSBEGELEIDING,
            "geheim": Geheimhouding.GEEN,
        }
    )


def _te_verhullen(besluit: Besluit) -> set[str]:
    """The attributes for which a rule says that the body behind it is not named."""
    return {
        name
        for regel in besluit.inhoud.regels
        if regel.gevolg is Gevolg.MINIMALISEER
        for name, _ in regel.voorwaarden
        if name in ("handelaar", "houder", "verzoeker")
    }


def _plaatsvervanger(verzoek: VerstrekkingGevraagd, convenant: Convenant) -> Functie:
    """Whom the receiver may know of instead: the named contact, or who runs the sending table."""
    contact: Functie | None = getattr(verzoek.inhoud, "contact", None)
    return contact or convenant.regie_van(verzoek.van_overleg)
