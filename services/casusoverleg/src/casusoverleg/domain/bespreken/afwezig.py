"""Somebody says that he will be away, or who directs a table says it of who sits there."""

from datetime import date, timedelta

from pydantic import Field

from casusoverleg.domain.stappen.refusal import Weigering
from contracts.dagen import Dag
from contracts.events.afwezigheid import AfwezigheidBeeindigd, AfwezigheidGemeld
from contracts.vocabulary import Afwezigheidsreden, Frozen, Functie, OpaqueId

LANGST = timedelta(days=366)


class MeldAfwezig(Frozen):
    """Say that somebody is away from day to day."""

    medewerker: OpaqueId | None = Field(
        default=None, title="Wie", description="Zonder keuze: uzelf."
    )
    van: Dag = Field(title="Eerste dag afwezig")
    tot: Dag = Field(title="Laatste dag afwezig", description="Deze dag telt mee.")
    reden: Afwezigheidsreden = Field(
        default=Afwezigheidsreden.GEPLAND,
        title="Gepland of onverwacht",
        description="Schrijf nergens op wat iemand mankeert.",
    )


def meld(
    commando: MeldAfwezig, wie: OpaqueId, door: Functie | None, nieuw: OpaqueId, op: date
) -> AfwezigheidGemeld | Weigering:
    """Decide whether somebody can be away then; what was before today stays as it was."""
    if commando.tot < commando.van:
        return Weigering("De laatste dag ligt voor de eerste dag.")
    if commando.van < op:
        return Weigering("Een afwezigheid begint vandaag of later.")
    if commando.tot - commando.van > LANGST:
        return Weigering(
            "Een afwezigheid duurt hoogstens een jaar. Komt iemand niet terug, laat dan zijn "
            "functie intrekken."
        )
    return AfwezigheidGemeld(
        afwezigheid=nieuw,
        medewerker=wie,
        van=commando.van,
        tot=commando.tot,
        reden=commando.reden,
        door=door,
        op=op,
    )


def beeindig(
    gemeld: tuple[OpaqueId, OpaqueId, date], door: Functie | None, op: date
) -> AfwezigheidBeeindigd | Weigering:
    """End an absence (its id, whose, its last day) as of today."""
    afwezigheid, wie, tot = gemeld
    if tot < op:
        return Weigering("Deze afwezigheid is al voorbij.")
    return AfwezigheidBeeindigd(afwezigheid=afwezigheid, medewerker=wie, vanaf=op, door=door, op=op)
