"""Decisions about the goals of a plan; those of the family go into the file of every child."""

from typing import TypeAlias

from casusoverleg.domain.gezinsplan import gezin
from casusoverleg.domain.gezinsplan.gezin import Gezinscommando
from casusoverleg.domain.gezinsplan.plan import Plandoel
from casusoverleg.domain.gezinsplan.steps import (
    Doelcommando,
    EvalueerDoel,
    HaalUitGezin,
    NeemOpInGezin,
    StelDoel,
    StelDoelBij,
)
from casusoverleg.domain.overdragen.overdracht import Wie
from casusoverleg.domain.stappen.circumstances import DOEL, Situatie, functie_van
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from casusoverleg.domain.vastleggen.seals import nieuw_element
from casusoverleg.domain.verstrekken.verzoeken import voor_eigen_overleg
from contracts.elements import Element, Veld
from contracts.events import gezinsplan as feiten
from contracts.events.payload import Payload
from contracts.vocabulary import DOEL_VAN_DOMEIN, OpaqueId, Relatie

Gezinsplancommando: TypeAlias = StelDoel | StelDoelBij | EvalueerDoel | Gezinscommando


def decide(s: Situatie, commando: Gezinsplancommando) -> Vervolg:
    """What follows from such a command in the file of one child."""
    match commando:
        case StelDoel():
            return _stel(s, commando)
        case StelDoelBij():
            return _stel_bij(s, commando)
        case EvalueerDoel():
            return _evalueer(s, commando)
        case NeemOpInGezin() | HaalUitGezin():
            return gezin.decide(s, commando)


def _stel(s: Situatie, commando: StelDoel) -> Vervolg:
    over = commando.gaat_over(s.casus, s.omst.nieuw)
    bezwaar = over.reden if isinstance(over, Weigering) else _past_niet(s, commando)
    if bezwaar or isinstance(over, Weigering):
        return Weigering(bezwaar or "")
    element = _element(s, commando, over, commando.over)
    gesteld = feiten.DoelGesteld(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        plandoel=s.omst.nieuw(DOEL),
        leefgebied=commando.leefgebied,
        uitvoerder=functie_van(commando.wie),
        start=commando.start,
        streefdatum=commando.streefdatum,
        element=element,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (gesteld, _gevraagd(s, commando, element))


def _stel_bij(s: Situatie, commando: StelDoelBij) -> Vervolg:
    doel = _lopend(s, commando.plandoel)
    if doel is None:
        return Weigering("Dat doel loopt niet; kies er een dat loopt.")
    bezwaar = _past_niet(s, commando)
    if bezwaar:
        return Weigering(bezwaar)
    was = next(e for e in s.casus.elementen if e.id == doel.element)
    element = _element(s, commando, was.over, was.relatie)
    bijgesteld = feiten.DoelBijgesteld(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        plandoel=doel.id,
        uitvoerder=functie_van(commando.wie),
        start=commando.start,
        streefdatum=commando.streefdatum,
        element=element,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (bijgesteld, _gevraagd(s, commando, element))


def _evalueer(s: Situatie, commando: EvalueerDoel) -> Vervolg:
    doel = _lopend(s, commando.plandoel)
    if doel is None:
        return Weigering("Dat doel loopt niet; kies er een dat loopt.")
    if s.zetel.wie is not Wie.REGIE and doel.uitvoerder != s.zetel.functie:
        return Weigering("Of een doel behaald is zegt wie eraan werkt, of de regie.")
    gevonden = feiten.DoelGeevalueerd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        plandoel=doel.id,
        oordeel=commando.oordeel,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (gevonden,)


def _lopend(s: Situatie, id_: OpaqueId) -> Plandoel | None:
    return next((d for d in s.casus.gezinsplan.lopend if d.id == id_), None)


def _past_niet(s: Situatie, commando: Doelcommando) -> str | None:
    if functie_van(commando.wie) not in s.zetel.overleg.functies():
        return "Wie aan een doel werkt moet een zetel aan dit overleg hebben."
    if commando.streefdatum <= commando.start:
        return "Het doel moet bereikt zijn na de dag waarop het begint."
    if commando.streefdatum <= s.omst.op:
        return "Een doel moet bereikt zijn op een dag die nog komt."
    return None


def _element(s: Situatie, commando: Doelcommando, over: OpaqueId, relatie: Relatie) -> Element:
    """That an organisation works at it says something of it: its source is that organisation."""
    return nieuw_element(
        s,
        Veld.AFSPRAAK,
        over,
        relatie=relatie,
        doel=DOEL_VAN_DOMEIN[s.omst.domein],
        bron=s.omst.convenant.zetelsoort(functie_van(commando.wie)).organisatietype,
    )


def _gevraagd(s: Situatie, commando: Doelcommando, element: Element) -> Payload:
    return voor_eigen_overleg(s.casus, s.omst, s.zetel.functie, (element,), commando.bronbesluit)
