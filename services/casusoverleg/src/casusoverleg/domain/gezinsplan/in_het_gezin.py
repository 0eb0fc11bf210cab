"""What a command at one child's file does in the files of its brothers and sisters at the table."""

from dataclasses import replace
from typing import TypeAlias

from casusoverleg.domain.casus import Casus, Persoon
from casusoverleg.domain.gezinsplan.decide import decide
from casusoverleg.domain.gezinsplan.steps import (
    BenoemZorgcoordinatorGezin,
    EvalueerDoel,
    StelDoel,
    StelDoelBij,
)
from casusoverleg.domain.gezinsplan.zorgregisseur import benoemd
from casusoverleg.domain.opschalen.steps import LegJeugdzorgVast
from casusoverleg.domain.stappen.circumstances import (
    NieuwId,
    Omstandigheden,
    Situatie,
    functie_van,
    zetel_aan,
)
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Relatie

Gezinsbreed: TypeAlias = (
    StelDoel | StelDoelBij | EvalueerDoel | BenoemZorgcoordinatorGezin | LegJeugdzorgVast
)


def voor_het_gezin(casus: Casus, commando: Commando, nieuw: NieuwId) -> Gezinsbreed | None:
    """The command as it counts for the others, with whom it is about; None for one child's."""
    match commando:
        case StelDoel() if commando.leefgebied.van_gezin:
            over = commando.gaat_over(casus, nieuw)
            # In each file the young person is its own; adults are the same in all.
            eigen = commando.over is Relatie.JEUGDIGE or isinstance(over, Weigering)
            return commando.model_copy(update={"persoon": None if eigen else over})
        case StelDoelBij() | EvalueerDoel():
            doel = casus.gezinsplan.doel(commando.plandoel)
            return commando if doel and doel.leefgebied.van_gezin else None
        case BenoemZorgcoordinatorGezin() | LegJeugdzorgVast(coordineert=True):
            return commando
        case _:
            return None


def met_genoemde(lid: Casus, commando: Gezinsbreed) -> Casus:
    """The other file, in which the adult whom a goal is about may not have been named yet."""
    match commando:
        case StelDoel(persoon=str() as genoemd) if genoemd not in {p.id for p in lid.personen}:
            erbij = Persoon(id=genoemd, relatie=commando.over)
            return replace(lid, personen=(*lid.personen, erbij))
        case _:
            return lid


def ook_daar(
    lid: Casus, commando: Gezinsbreed, door: Functie, omst: Omstandigheden
) -> tuple[Payload, ...]:
    """What is recorded in the file of a brother or sister; nothing where it does not apply."""
    match commando:
        case LegJeugdzorgVast():
            return geen_ander(lid, door, omst)
        case BenoemZorgcoordinatorGezin():
            wie = functie_van(commando.coordinator)
            al = wie == lid.gezinsplan.coordinator
            return () if al else (benoemd(lid, wie, door, omst),)
        case _:
            zetel = zetel_aan(omst.convenant, lid.overleg, door)
            gevolg = decide(Situatie(lid, zetel, omst), commando) if zetel else ()
            return () if isinstance(gevolg, Weigering) else gevolg


def geen_ander(lid: Casus, door: Functie, omst: Omstandigheden) -> tuple[Payload, ...]:
    """Where Bureau Jeugdzorg coordinates for a child, nobody else does for the family."""
    had = lid.gezinsplan.coordinator is not None
    return (benoemd(lid, None, door, omst),) if had else ()
