"""Whether someone can take a step now, whatever he fills in."""

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.naam import naam_is_bekend
from casusoverleg.domain.overdragen.overdracht import (
    AANVAARD,
    OVERGANGEN,
    WACHT_OP_ANTWOORD,
    Overdracht,
    Wie,
    maak,
)
from casusoverleg.domain.stappen.circumstances import Zetel
from casusoverleg.domain.stappen.command import Commando, Overdrachtscommando
from casusoverleg.domain.stappen.eisen import casus_is_open, is_aan_zet
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.events.verstrekking import Stap


def hindernis(casus: Casus, soort: type[Commando], zetel: Zetel) -> Weigering | None:
    """Why someone cannot take this step now, whatever he fills in; None if he can."""
    if casus.vernietigd:
        return Weigering(
            f"De gegevens van deze casus zijn op {casus.vernietigd.op:%d-%m-%Y} vernietigd; er "
            "kan niets meer mee worden gedaan."
        )
    if issubclass(soort, Overdrachtscommando):
        gevonden = kandidaten(casus, soort.maakt, zetel)
        return gevonden if isinstance(gevonden, Weigering) else None
    for eis in soort.eisen:
        reden = eis(casus, zetel)
        if reden:
            return Weigering(reden)
    return None


def kandidaten(casus: Casus, stap: Stap, zetel: Zetel) -> tuple[Overdracht, ...] | Weigering:
    """The hand-offs of which someone can make this step, the latest first, or why there is none."""
    dicht = casus_is_open(casus, zetel)
    if dicht:
        return Weigering(dicht)
    kan: list[Overdracht] = []
    reden = "Bij deze casus is geen overdracht."
    # The reason that is told is that of the latest one on the side that makes this step.
    for overdracht in sorted(
        casus.overdragen.overdrachten, key=lambda o: o.kant is OVERGANGEN[stap].kant
    ):
        beletsel = belet(casus, overdracht, stap, zetel)
        if beletsel is None:
            kan.insert(0, overdracht)
        else:
            reden = beletsel.reden
    return tuple(kan) or Weigering(reden)


def belet(casus: Casus, overdracht: Overdracht, stap: Stap, zetel: Zetel) -> Weigering | None:
    """Why this step of this hand-off cannot be made now."""
    stand = maak(overdracht, stap, _als(casus, overdracht, stap, zetel))
    if isinstance(stand, Weigering):
        return stand
    if overdracht.teruggave_van and overdracht.stand in AANVAARD:
        return Weigering("Deze teruggave is afgerond.")
    reden = (
        _verplaatst_te_veel(casus, overdracht, stap, zetel)
        or _wacht_op_vervolg(casus, overdracht, stap)
        or (naam_is_bekend(casus, zetel) if stap is Stap.GEACCEPTEERD else None)
    )
    return Weigering(reden) if reden else None


def _als(casus: Casus, overdracht: Overdracht, stap: Stap, zetel: Zetel) -> Wie:
    """As whom a seat makes this step: who can read a question back may answer it as who directs."""
    leest = stap is Stap.VRAAG_BEANTWOORD and leest_vraag(casus, overdracht, zetel)
    return Wie.REGIE if leest else zetel.wie


def leest_vraag(casus: Casus, overdracht: Overdracht, zetel: Zetel) -> bool:
    """Can this seat open what the other side asks back?"""
    woorden = set(overdracht.vraagwoorden)
    te_openen = casus.te_openen(zetel.functie, zetel.soort) if woorden else ()
    return any(gedeeld.element.id in woorden for gedeeld in te_openen)


def _verplaatst_te_veel(
    casus: Casus, overdracht: Overdracht, stap: Stap, zetel: Zetel
) -> str | None:
    """Only who may move the casus hands it on, gives it back or lets it be taken back."""
    voor_acceptatie = overdracht.stand in WACHT_OP_ANTWOORD
    if stap is Stap.INTREKKING_BEVESTIGD and voor_acceptatie:
        return None
    if stap not in (Stap.INTREKKING_BEVESTIGD, Stap.DOORVERWEZEN, Stap.TERUGGAVE_GEVRAAGD):
        return None
    if casus.overdragen.open_aanbod:
        return f"Er staat nog een overdracht open aan {casus.overdragen.open_aanbod.ander_overleg}."
    return is_aan_zet(casus, zetel)


def _wacht_op_vervolg(casus: Casus, overdracht: Overdracht, stap: Stap) -> str | None:
    """What was handed on is confirmed by the next one first."""
    if stap is not Stap.ACTIE_BEVESTIGD:
        return None
    vervolg = [
        o
        for o in casus.overdragen.uitgaand
        if overdracht.id in (o.doorverwijzing_van, o.teruggave_van)
        and o.stand in WACHT_OP_ANTWOORD | AANVAARD
    ]
    if vervolg:
        return (
            f"Wacht op {vervolg[-1].ander_overleg}, waaraan de casus is aangeboden of doorgegeven."
        )
    return None
