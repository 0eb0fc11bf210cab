"""The verdict of a person on what the gate did not decide (Wbp 9(2) and 43)."""

from casusoverleg.domain.casus import Casus, Verzoek
from casusoverleg.domain.commandos import LegWegingVast
from casusoverleg.domain.omstandigheden import WEGING, Situatie
from casusoverleg.domain.overdracht import Wie
from casusoverleg.domain.verzoeken import verzoek
from casusoverleg.domain.weigering import Weigering
from contracts.elements import Element
from contracts.events.casusoverleg import WegingVastgelegd
from contracts.events.payload import Payload
from contracts.events.verstrekking import Aanvulling, Weging
from contracts.vocabulary import OpaqueId


def leg_weging_vast(s: Situatie, commando: LegWegingVast) -> tuple[Payload, ...] | Weigering:
    """Record a verdict; `verstrekken` asks the gate again, now with the weighing."""
    wachtend = {w.element for w in s.casus.te_wegen() if w.verstrekking == commando.verstrekking}
    gekozen = set(commando.elementen) or wachtend
    eerder = s.casus.verzoek(commando.verstrekking)
    if eerder is None or not gekozen or not gekozen <= wachtend:
        return Weigering("Bij deze verstrekking wachten die gegevens niet op een weging.")
    elementen = tuple(e for e in _bekend(s.casus) if e.id in gekozen)
    bezwaar = _bezwaar(s, commando, elementen)
    if bezwaar:
        return bezwaar
    weging = Weging(
        id=s.omst.nieuw(WEGING),
        artikel=commando.artikel,
        elementen=tuple(e.id for e in elementen),
        naar_domein=s.omst.convenant.overleggen[eerder.naar_overleg].domein,
        factoren=commando.factoren,
        noodzaak=s.omst.verzegeld.get(WEGING),
        door=s.zetel.functie,
        gewogen_op=s.omst.op,
        geldig_tot=commando.geldig_tot,
    )
    feit = WegingVastgelegd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        verstrekking=commando.verstrekking,
        oordeel=commando.oordeel,
        weging=weging,
        door=s.zetel.functie,
    )
    if commando.oordeel == "niet-verstrekken":
        return (feit,)
    return (feit, _aanvulling(s, eerder, elementen, weging))


def _aanvulling(
    s: Situatie,
    eerder: Verzoek,
    elementen: tuple[Element, ...],
    weging: Weging,
) -> Payload:
    overdracht = s.casus.overdracht(eerder.overdracht or "")
    return verzoek(
        s.casus,
        s.omst,
        s.zetel.functie,
        eerder.naar_overleg,
        Aanvulling(bij=eerder.verstrekking),
        grondslag=eerder.grondslag,
        elementen=elementen,
        wegingen=(weging,),
        convenant=overdracht.convenant if overdracht else None,
    )


def _bezwaar(commando: LegWegingVast, elementen: tuple[Element, ...]) -> Weigering | None:
    """The one who holds the information weighs it, or who directs the table."""
    eigen = all(e.vastgelegd_door.organisatie == s.zetel.functie.organisatie for e in elementen)
    if s.zetel.wie is not Wie.REGIE and not eigen:
        return Weigering("Wegen doet wie de gegevens heeft vastgelegd, of de regie.")
    if commando.artikel == "43" and WEGING not in s.omst.verzegeld:
        return Weigering("Schrijf op waarom het noodzakelijk is (artikel 43).")
    if commando.artikel == "9-2" and not commando.factoren:
        return Weigering("Kies wat er is meegewogen (artikel 9, tweede lid).")
    if commando.geldig_tot < s.omst.op:
        return Weigering("De weging is dan al verlopen.")
    return None


def _bekend(casus: Casus) -> tuple[Element, ...]:
    """The elements here, each once: as recorded before as shared."""
    gevonden: dict[OpaqueId, Element] = {e.id: e for e in s.casus.elementen}
    for gedeeld in s.casus.gedeeld:
        gevonden.setdefault(gedeeld.element.id, gedeeld.element)
    return tuple(gevonden.values())
