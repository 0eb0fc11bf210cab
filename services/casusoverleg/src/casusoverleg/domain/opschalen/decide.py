"""Decisions about the ladder, and about the plan that it watches."""

from typing import TypeAlias

from casusoverleg.domain.opschalen.ladder import kies, ladder_van, trede_op
from casusoverleg.domain.opschalen.steps import (
    EvalueerPlan,
    LegJeugdzorgVast,
    MeldOnveiligheid,
    SchaalAf,
    SchaalOp,
    SpreekNazorgAf,
)
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from contracts.covenant_text import functie_van
from contracts.events import opschaling as feiten

Opschalingscommando: TypeAlias = (
    SchaalOp | SchaalAf | MeldOnveiligheid | LegJeugdzorgVast | EvalueerPlan | SpreekNazorgAf
)


def decide(s: Situatie, commando: Opschalingscommando) -> Vervolg:
    """What follows from a command of the ladder."""
    match commando:
        case SchaalOp():
            return _schaal_op(s, commando)
        case SchaalAf():
            return (
                feiten.CasusAfgeschaald(
                    casus=s.casus.id,
                    overleg=s.casus.overleg,
                    reden=commando.reden,
                    door=s.zetel.functie,
                    op=s.omst.op,
                ),
            )
        case MeldOnveiligheid():
            return _meld_onveiligheid(s, commando)
        case LegJeugdzorgVast():
            return _leg_jeugdzorg_vast(s, commando)
        case EvalueerPlan():
            return (
                feiten.PlanGeevalueerd(
                    casus=s.casus.id,
                    overleg=s.casus.overleg,
                    oordeel=commando.oordeel,
                    door=s.zetel.functie,
                    op=s.omst.op,
                ),
            )
        case SpreekNazorgAf():
            return _spreek_nazorg_af(s, commando)


def _spreek_nazorg_af(s: Situatie, commando: SpreekNazorgAf) -> Vervolg:
    wie = functie_van(commando.wie)
    if commando.tot <= s.omst.op:
        return Weigering("Nazorg loopt tot een dag die nog komt.")
    if wie not in s.zetel.overleg.functies():
        return Weigering("Wie de nazorg doet moet een zetel aan dit overleg hebben.")
    return (
        feiten.NazorgAfgesproken(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            wie=wie,
            tot=commando.tot,
            door=s.zetel.functie,
            op=s.omst.op,
        ),
    )


def _schaal_op(s: Situatie, commando: SchaalOp) -> Vervolg:
    if s.casus.opschalen.onveilig_gemeld_op:
        return Weigering("Deze casus is gemeld bij AMK of Bureau Jeugdzorg; schaal eerst af.")
    nu = s.casus.opschalen.opgeschaald
    hoger = trede_op(s.casus, s.omst.rooster, s.omst.convenant, nu.trede if nu else 0)
    if hoger is None:
        treden = ladder_van(s.casus, s.omst.convenant, s.omst.domein)
        einde = f"Hoger dan {treden[-1].trede} gaat de ladder niet." if treden else None
        return Weigering(einde or "Het convenant heeft voor dit domein geen ladder.")
    nummer, trede, keuze = hoger
    geroepen = next((k for k in s.casus.opschalen.klokstanden if k.stap is None), None)
    return (
        feiten.CasusOpgeschaald(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            grond=commando.grond,
            klok=None,
            over=s.casus.id,
            trede=nummer,
            naam=trede.trede,
            aan=keuze.aan,
            vervangt=keuze.vervangt,
            uiterlijk=geroepen.uiterlijk if geroepen else s.omst.op,
            door=s.zetel.functie,
            op=s.omst.op,
        ),
    )


def _meld_onveiligheid(s: Situatie, commando: MeldOnveiligheid) -> Vervolg:
    if not (commando.gezin_werkt_niet_mee and commando.kind_loopt_gevaar):
        return Weigering(
            "Melden is voor een gezin dat niet meewerkt terwijl het kind daardoor gevaar loopt; "
            "schaal anders op."
        )
    jeugdzorg = s.omst.convenant.jeugdzorg
    if jeugdzorg is None:
        return Weigering("Het convenant noemt geen meldpunt bij AMK of Bureau Jeugdzorg.")
    keuze = kies(functie_van(jeugdzorg.meldpunt), s.omst.convenant, s.omst.bezet)
    return (
        feiten.OnveiligheidGemeld(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            aan=keuze.aan,
            vervangt=keuze.vervangt,
            door=s.zetel.functie,
            op=s.omst.op,
        ),
    )


def _leg_jeugdzorg_vast(s: Situatie, commando: LegJeugdzorgVast) -> Vervolg:
    jeugdzorg = s.omst.convenant.jeugdzorg
    if jeugdzorg is None:
        return Weigering("Het convenant zegt niet wie van Bureau Jeugdzorg coördineert.")
    coordinator = functie_van(jeugdzorg.coordineert) if commando.coordineert else None
    if coordinator == s.casus.opschalen.jeugdzorg:
        return ()
    return (
        feiten.JeugdzorgCoordineert(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            coordinator=coordinator,
            door=s.zetel.functie,
            op=s.omst.op,
        ),
    )
