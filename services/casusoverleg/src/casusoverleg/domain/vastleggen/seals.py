"""Elements that are recorded at a table: about whom, in which field, and what is sealed of it."""

from dataclasses import dataclass

from casusoverleg.domain.bespreken.steps import MaakAfspraak
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.steps import StelDoel, StelDoelBij
from casusoverleg.domain.nakomen.steps import (
    BeoordeelVerzet,
    CorrigeerInformatie,
    TekenVerzetAan,
    ZieAfVanVerplichting,
)
from casusoverleg.domain.overdragen.steps import MeldBevinding
from casusoverleg.domain.stappen.circumstances import (
    ELEMENT,
    MOTIVERING,
    VERZET,
    WEGING,
    NieuwId,
    Situatie,
)
from casusoverleg.domain.stappen.command import (
    IEMAND_ANDERS,
    Commando,
    MetToelichting,
    Verstrekkingscommando,
)
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.steps import (
    BeantwoordNavraag,
    LegToestemmingVast,
    MeldBekendheid,
    VoegInformatieToe,
)
from casusoverleg.domain.verstrekken.steps import LegWegingVast
from casusoverleg.domain.verstrekken.verzoeken import voor_eigen_overleg
from contracts.dagen import lees_dag
from contracts.elements import BEKENDHEID, Element, Veld, doel_van_bron, geheim_van
from contracts.events.casusoverleg import InformatieToegevoegd
from contracts.events.payload import Payload
from contracts.events.verstrekking import Bronbesluit, Navraagsoort
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
    tekst = _tekst(casus, commando)
    over = over_wie(casus, commando, nieuw)
    gevonden = []
    if tekst and not isinstance(over, Weigering):
        gevonden.append(TeVerzegelen(ELEMENT, tekst, over, _element(commando, nieuw)))
    noodzaak = _noodzaak(commando)
    if noodzaak:
        gevonden.append(TeVerzegelen(WEGING, noodzaak, casus.betrokkene, nieuw(WEGING)))
    waarom = _waarom(commando, nieuw)
    if waarom and not isinstance(over, Weigering):
        gevonden.append(TeVerzegelen(MOTIVERING, waarom[0], over, waarom[1]))
    return tuple(gevonden)


def _element(commando: Commando, nieuw: NieuwId) -> OpaqueId:
    """The element that the words are: a correction keeps the id of what it corrects."""
    return commando.element if isinstance(commando, CorrigeerInformatie) else nieuw(ELEMENT)


def _waarom(commando: Commando, nieuw: NieuwId) -> tuple[str, OpaqueId] | None:
    """Why someone decides so or asks so, and the id that it is sealed under."""
    match commando:
        case LegWegingVast():
            return commando.motivering(), nieuw(WEGING)
        case ZieAfVanVerplichting():
            return commando.reden, nieuw(MOTIVERING)
        case TekenVerzetAan():
            return commando.gronden, nieuw(VERZET)
        case BeoordeelVerzet():
            return commando.motivering, commando.verzet
        case _:
            return None


def _tekst(casus: Casus, commando: Commando) -> str | None:
    match commando:
        case VoegInformatieToe():
            return _waarde(commando.veld, commando.tekst)
        case CorrigeerInformatie():
            veld = next((e.veld for e in casus.elementen if e.id == commando.element), None)
            return _waarde(veld, commando.tekst)
        case MaakAfspraak():
            return commando.tekst or commando.soort.replace("-", " ")
        case StelDoel() | StelDoelBij():
            return commando.tekst
        case MeldBekendheid():
            return commando.bekend
        case MeldBevinding():
            return commando.bevinding.replace("-", " ")
        case BeantwoordNavraag(toelichting=None):
            return commando.antwoord
        case BeantwoordNavraag():
            return f"{commando.antwoord}: {commando.toelichting}"
        case MetToelichting():
            return commando.toelichting
        case _:
            return None


def _waarde(veld: Veld | None, tekst: str) -> str | None:
    """A birth date as intake writes it, however it was typed; of what is none nothing is sealed."""
    if veld is not Veld.GEBOORTEDATUM:
        return tekst
    try:
        return lees_dag(tekst).isoformat()
    except ValueError:
        return None


def _noodzaak(commando: Commando) -> str | None:
    match commando:
        case LegWegingVast():
            return commando.noodzaak
        case Verstrekkingscommando():
            return commando.weging_noodzaak
        case _:
            return None


def over_wie(casus: Casus, commando: Commando, nieuw: NieuwId) -> OpaqueId | Weigering:
    """Whom the words of a command are about; a relation that is new here gets an id."""
    match commando:
        case CorrigeerInformatie():
            over = (e.over for e in casus.elementen if e.id == commando.element)
            return next(over, casus.betrokkene)
        case BeoordeelVerzet():
            over = (v.over for v in casus.nakomen.verzetten if v.id == commando.verzet)
            return next(over, casus.betrokkene)
        case StelDoelBij():
            over = (e.over for e in casus.elementen if e.id == _was(casus, commando))
            return next(over, casus.betrokkene)
        case LegToestemmingVast() | TekenVerzetAan():
            return _bekende(casus, commando.over, commando.persoon)
        case VoegInformatieToe() | StelDoel():
            return _persoon(casus, commando.over, commando.persoon, nieuw)
        case BeantwoordNavraag() if _gaat_over_ouders(casus, commando):
            gekozen = commando.persoon or IEMAND_ANDERS
            return _persoon(casus, Relatie.OUDER, gekozen, nieuw)
        case _:
            return casus.betrokkene


def _was(casus: Casus, commando: StelDoelBij) -> OpaqueId | None:
    """The element that a goal is until it is put otherwise."""
    doel = casus.gezinsplan.doel(commando.plandoel)
    return doel.element if doel else None


def _persoon(
    casus: Casus, relatie: Relatie, gekozen: str | None, nieuw: NieuwId
) -> OpaqueId | Weigering:
    """Who was chosen, or somebody who is new here."""
    bekend = any(p.relatie is relatie for p in casus.personen)
    if gekozen == IEMAND_ANDERS and relatie is not Relatie.JEUGDIGE:
        return nieuw("persoon", relatie)
    return _bekende(casus, relatie, gekozen) if gekozen or bekend else nieuw("persoon", relatie)


def _bekende(casus: Casus, relatie: Relatie, gekozen: str | None) -> OpaqueId | Weigering:
    """Who was chosen of those who are known here: having one relation makes nobody one person."""
    if relatie is Relatie.JEUGDIGE and gekozen is None:
        return casus.betrokkene
    if gekozen in {p.id for p in casus.personen if p.relatie is relatie}:
        return gekozen
    if gekozen is None:
        return Weigering(
            "Kies om wie het gaat. Staat diegene er niet bij, leg dan eerst iets vast over iemand "
            "die hier nog niet bekend is."
        )
    return Weigering("Die persoon is in deze casus onbekend.")


def _gaat_over_ouders(casus: Casus, commando: BeantwoordNavraag) -> bool:
    navraag = casus.vastleggen.wachtende_navraag(commando.navraag)
    return navraag is not None and navraag.vraag is Navraagsoort.HULP_OUDERS


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
    return BEKENDHEID.get(soort, Veld.BEKEND_BIJ_OVERIG)
