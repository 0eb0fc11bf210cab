"""Elements that are recorded at a table: about whom, in which field, and what is sealed of it."""

from dataclasses import dataclass

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import (
    ELEMENT,
    MOTIVERING,
    WEGING,
    NieuwId,
    Situatie,
)
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.verstrekken.verzoeken import voor_eigen_overleg
from contracts.aard_tabel import AARD, doel_van_bron, geheim_van
from contracts.elements import Element, Veld
from contracts.events.casusoverleg import InformatieToegevoegd
from contracts.events.payload import Payload
from contracts.events.verstrekking import Bronbesluit
from contracts.vocabulary import Doel, OpaqueId, Organisatietype, Relatie


@dataclass(frozen=True)
class TeVerzegelen:
    """Words of a command that must be sealed before it can be decided on.

    Attributes:
        als: `ELEMENT`, `WEGING` or `MOTIVERING`.
        over: the person that they are about.
        context: what they are sealed for: the id of the element or of the weighing.
    """

    als: str
    tekst: str
    over: OpaqueId
    context: OpaqueId


def te_verzegelen(casus: Casus, commando: Commando, nieuw: NieuwId) -> tuple[TeVerzegelen, ...]:
    """What must be sealed of this command; about an erased casus nothing, not even to refuse."""
    if casus.vernietigd:
        return ()
    over = commando.gaat_over(casus, nieuw)
    gevonden = []
    tekst = commando.zegt(casus)
    if tekst and not isinstance(over, Weigering):
        gevonden.append(TeVerzegelen(ELEMENT, tekst, over, commando.als_element(nieuw)))
    noodzaak = commando.noodzaakt()
    if noodzaak:
        gevonden.append(TeVerzegelen(WEGING, noodzaak, casus.betrokkene, nieuw(WEGING)))
    waarom = commando.motiveert(nieuw)
    if waarom and not isinstance(over, Weigering):
        gevonden.append(TeVerzegelen(MOTIVERING, waarom[0], over, waarom[1]))
    return tuple(gevonden)


def nieuw_element(
    s: Situatie,
    veld: Veld,
    over: OpaqueId,
    *,
    relatie: Relatie = Relatie.JEUGDIGE,
    doel: Doel | None = None,
    bron: Organisatietype | None = None,
) -> Element:
    """The element that a command records. Its category and its secrecy are the field's.

    Its source is the organisation that records it, unless it says something of another (`bron`).
    """
    bron = bron or s.zetel.soort.organisatietype
    return Element(
        id=s.omst.nieuw(ELEMENT),
        veld=veld,
        over=over,
        relatie=relatie,
        vastgelegd_door=s.zetel.functie,
        brontype=bron,
        vastgelegd_op=s.omst.op,
        doel=doel or doel_van_bron(bron),
        geheim=geheim_van(veld, bron),
        waarde=s.omst.verzegeld[ELEMENT],
    )


def toelichting(s: Situatie) -> tuple[Element, ...]:
    """What a command about the young person says in words of its own; none, or one."""
    if ELEMENT not in s.omst.verzegeld:
        return ()
    return (nieuw_element(s, Veld.TOELICHTING, s.casus.betrokkene),)


def vastgelegd(
    s: Situatie, element: Element, bronbesluit: Bronbesluit = Bronbesluit.GEEN
) -> tuple[Payload, ...]:
    """An element was recorded here; the gate is asked which other seats may open it."""
    feit = InformatieToegevoegd(
        casus=s.casus.id, overleg=s.casus.overleg, element=element, door=s.zetel.functie
    )
    gevraagd = voor_eigen_overleg(s.casus, s.omst, s.zetel.functie, (element,), bronbesluit)
    return (feit, gevraagd)


def veld_van_bekendheid(soort: Organisatietype) -> Veld:
    """In which field an organisation says that someone is known to it."""
    return AARD[soort].bekend
