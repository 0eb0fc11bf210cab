"""Folding the facts of hand-offs, on the sending and on the receiving side."""

from typing import Any

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.overdracht import (
    AANVAARD,
    Kant,
    Overdracht,
    Stand,
    Wie,
    maak,
    verneem,
)
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events.casusoverleg import (
    OverdrachtAangeboden,
    OverdrachtGewijzigd,
    OverdrachtOntvangen,
    OverdrachtstapVernomen,
)
from contracts.events.verstrekking import Stap

VERPLAATST = frozenset({Stap.GEACCEPTEERD, Stap.INTREKKING_BEVESTIGD, Stap.TERUGGAVE_GEACCEPTEERD})
"""Steps after which another organisation can be responsible."""

_DOOR = {
    Stap.GEACCEPTEERD: "overdracht geaccepteerd",
    Stap.INTREKKING_BEVESTIGD: "intrekking bevestigd",
    Stap.TERUGGAVE_GEACCEPTEERD: "teruggave geaccepteerd",
}


def verplaatst(overdracht: Overdracht, stap: Stap) -> bool:
    """Does this step, from the state of this copy, say anew who is responsible?"""
    voor_acceptatie = overdracht.stand is not Stand.INTREKKING_NA
    return stap in VERPLAATST and not (stap is Stap.INTREKKING_BEVESTIGD and voor_acceptatie)


def met_aanbod(casus: Casus, feit: OverdrachtAangeboden) -> Casus:
    """The casus with a hand-off that was offered from here."""
    overdracht = Overdracht(
        id=feit.overdracht,
        kant=Kant.AANBIEDER,
        ander_overleg=feit.naar_overleg,
        vraag=feit.vraag,
        gewenst_bewijs=feit.gewenst_bewijs,
        convenant=feit.convenant,
        houder_bij_aanbod=feit.houder,
        aangeboden_op=feit.op,
        uiterlijk=feit.uiterlijk,
        teruggave_van=feit.teruggave_van,
        doorverwijzing_van=feit.doorverwijzing_van,
    )
    return casus.model_copy(update={"overdrachten": (*casus.overdrachten, overdracht)})


def met_ontvangst(casus: Casus, feit: OverdrachtOntvangen) -> Casus:
    """The casus with a hand-off that was offered to this table, or is given back to it."""
    gaf = (o for o in casus.uitgaand if o.stand in AANVAARD and o.teruggave_gevraagd)
    terug = next((o.id for o in gaf if o.ander_overleg == feit.van_overleg), None)
    overdracht = Overdracht(
        id=feit.overdracht,
        kant=Kant.ONTVANGER,
        ander_overleg=feit.van_overleg,
        vraag=feit.vraag,
        gewenst_bewijs=feit.gewenst_bewijs,
        convenant=feit.convenant,
        houder_bij_aanbod=feit.houder,
        aangeboden_op=feit.op,
        uiterlijk=feit.uiterlijk,
        teruggave_van=terug,
    )
    anders = feit.houder != casus.houder
    return casus.model_copy(
        update={
            "overdrachten": (*casus.overdrachten, overdracht),
            "alleen_aangeboden": feit.opent or casus.alleen_aangeboden,
            "houder": feit.houder,
            "houder_sinds": feit.op if anders else casus.houder_sinds,
            "houder_door": "vernomen bij een aanbod" if anders else casus.houder_door,
        }
    )


def met_stap(casus: Casus, feit: OverdrachtGewijzigd) -> Casus:
    """The casus after a step that was made here.

    Raises:
        ValueError: the step was not possible; the facts are not this table's.
    """
    overdracht = _gevonden(casus, feit.overdracht)
    return _na(casus, overdracht, feit, maak(overdracht, feit.stap, Wie.REGIE))


def met_vernomen_stap(casus: Casus, feit: OverdrachtstapVernomen) -> Casus:
    """The casus after a step of the other side.

    Raises:
        ValueError: the other side cannot have made it.
    """
    overdracht = _gevonden(casus, feit.overdracht)
    return _na(casus, overdracht, feit, verneem(overdracht, feit.stap))


def met_overdracht(casus: Casus, overdracht: Overdracht) -> Casus:
    """The casus with this copy in the place of the older one."""
    overdrachten = tuple(overdracht if o.id == overdracht.id else o for o in casus.overdrachten)
    return casus.model_copy(update={"overdrachten": overdrachten})


def _gevonden(casus: Casus, id_: str) -> Overdracht:
    overdracht = casus.overdracht(id_)
    if overdracht is None:
        raise ValueError("deze casus kent de overdracht niet")
    return overdracht


def _na(
    casus: Casus,
    overdracht: Overdracht,
    feit: OverdrachtGewijzigd | OverdrachtstapVernomen,
    naar: Stand | Weigering,
) -> Casus:
    if isinstance(naar, Weigering):
        raise ValueError(naar.reden)  # noqa: TRY004 - the value is wrong here, not its type
    gewijzigd = overdracht.na(feit.stap, naar, feit.door, feit.op)
    if feit.stap is Stap.ACTIE_BEVESTIGD:
        blijk = {"bewijs": feit.bewijs, "actiedatum": feit.actiedatum}
        gewijzigd = gewijzigd.model_copy(update=blijk)
    if feit.reden:
        gewijzigd = gewijzigd.model_copy(update={"reden": feit.reden})
    anders = _houder(casus, overdracht, feit) if verplaatst(overdracht, feit.stap) else {}
    return met_overdracht(casus, gewijzigd).model_copy(update=anders)


def _houder(
    casus: Casus, overdracht: Overdracht, feit: OverdrachtGewijzigd | OverdrachtstapVernomen
) -> dict[str, Any]:
    """Who is responsible, and whether it is this table's move, after a step that moves both."""
    wisselt = feit.houder != casus.houder
    beantwoord = casus.inbrenger and casus.inbrenger.model_copy(update={"beantwoord": True})
    neemt = Kant.ONTVANGER if feit.stap is Stap.GEACCEPTEERD else Kant.AANBIEDER
    return {
        "houder": feit.houder,
        "houder_sinds": feit.op if wisselt else casus.houder_sinds,
        "houder_door": _DOOR[feit.stap] if wisselt else casus.houder_door,
        "aan_zet": overdracht.kant is neemt,
        "alleen_aangeboden": casus.alleen_aangeboden and overdracht.kant is not neemt,
        "waar": None if overdracht.kant is neemt else overdracht.ander_overleg,
        "inbrenger": beantwoord,
    }
