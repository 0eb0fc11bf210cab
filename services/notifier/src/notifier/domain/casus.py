"""What the notifier keeps of a casus: by which road it came, and what became of it."""

from datetime import date
from typing import TypeAlias

from contracts.covenant import Convenant
from contracts.covenant_wegen import Weg
from contracts.events.casusoverleg import (
    AfspraakAfgerond,
    AfspraakGemaakt,
    CasusGeopend,
    OverdrachtGewijzigd,
    OverdrachtOntvangen,
    OverdrachtstapVernomen,
    TerugkoppelingBesloten,
    UitkomstVastgesteld,
    WegingVastgelegd,
)
from contracts.events.dragen import DragersBepaald
from contracts.events.intake import CasusAangemeld
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.school import SchoolGewijzigd
from contracts.events.verstrekking import (
    Aanvulling,
    Besprekingsuitkomst,
    Bewijssoort,
    Overdrachtstap,
    Stap,
)
from contracts.events.wegen import WegingGevraagd
from contracts.school import Schooltijd, schooltijd_op
from contracts.vocabulary import (
    Frozen,
    Functie,
    Leeftijdsband,
    Naam,
    OpaqueId,
    Uitkomst,
    Wanneer,
)

Casusfeit: TypeAlias = DragersBepaald | SchoolGewijzigd | AfspraakGemaakt | AfspraakAfgerond
"""What changes by whom and to whom it is told."""


class Hulp(Frozen):
    """Who helps, by an agreement that runs."""

    afspraak: OpaqueId
    door: Functie


class Bevestigd(Frozen):
    """That action was taken, as the table heard it."""

    door: Functie
    bewijs: Bewijssoort | None
    op: date | None = None


class TeWegen(Frozen):
    """An element that the gate left to a person, for a table."""

    naar_overleg: Naam
    element: OpaqueId
    verstrekking: OpaqueId


class Weger(Frozen):
    """A seat that may weigh these elements of a provision."""

    aan: Functie
    verstrekking: OpaqueId
    elementen: tuple[OpaqueId, ...]


class Vraag(Frozen):
    """A question back about a hand-off, and in which provision it came."""

    overdracht: OpaqueId
    verstrekking: OpaqueId


class Casus(Frozen):
    """A casus at one table.

    Attributes:
        van: who brought it in: a table, or an organisation with a first report.
        school: as it was when the casus came; `schooltijden`: what was said of it since.
        op_tafel: does a table of this domain discuss it?
        terugkoppelen: was it decided that the school must hear?
        ontvangen: hand-offs that were offered to this table.
        te_wegen: by the gate's last word, per table and element.
        vragen: what the other side asked back; the words of it may follow later.
        wegers: who may weigh what was ever left to a person, as the table says.
        afgedaan: hand-offs that this table declined or acted on: nobody can withdraw those.
        dragers: who carry back what was decided, in order; empty where the road says it.
    """

    casus: OpaqueId
    overleg: Naam
    betrokkene: OpaqueId
    leeftijdsband: Leeftijdsband
    convenant: str
    op_tafel: bool = False
    van: Naam | None = None
    weg: Naam | None = None
    school: Naam | None = None
    schooltijden: tuple[Schooltijd, ...] = ()
    terugkoppelen: bool = False
    uitkomst: Besprekingsuitkomst | None = None
    uitkomst_door: Functie | None = None
    actie: Bevestigd | None = None
    ontvangen: tuple[OpaqueId, ...] = ()
    te_wegen: tuple[TeWegen, ...] = ()
    wegers: tuple[Weger, ...] = ()
    vragen: tuple[Vraag, ...] = ()
    afgedaan: tuple[OpaqueId, ...] = ()
    dragers: tuple[Functie, ...] = ()
    hulp: tuple[Hulp, ...] = ()

    def school_op(self, op: date) -> Schooltijd:
        """To which school the young person goes on a day."""
        return schooltijd_op(self.school, self.schooltijden, op)

    def langs(self, convenant: Convenant) -> Weg | None:
        """The road that it came by, if it came by one."""
        return convenant.wegen[self.weg] if self.weg else None

    @property
    def gevraagde_wegers(self) -> tuple[Functie, ...]:
        """The seats for which something waits to be weighed."""
        wachtend = {(one.verstrekking, one.element) for one in self.te_wegen}
        gevraagd = (
            weger.aan
            for weger in self.wegers
            if any((weger.verstrekking, element) in wachtend for element in weger.elementen)
        )
        return tuple(dict.fromkeys(gevraagd))

    def vraag_van(self, event: VerstrekkingBezorgd) -> Vraag | None:
        """The question back whose words this brings."""
        match event.inhoud:
            case Overdrachtstap(stap=Stap.VRAAG_TERUG, overdracht=overdracht):
                return Vraag(overdracht=overdracht, verstrekking=event.verstrekking)
            case Aanvulling(bij=bij):
                return next((one for one in self.vragen if one.verstrekking == bij), None)
            case _:
                return None

    def wanneer(self, convenant: Convenant) -> Wanneer:
        """When its road asks for feedback; without a road only where a decision says so."""
        road = self.langs(convenant)
        return road.terugkoppeling.wanneer if road else Wanneer.INDIEN_NOODZAKELIJK


def casus_on_casus_aangemeld(event: CasusAangemeld, known: Casus | None) -> Casus:
    """A first report. The table's own fact about it may have come before."""
    return _herkomst(event, known, event.door.organisatie)


def casus_on_casus_geopend(event: CasusGeopend, known: Casus | None) -> Casus:
    """A table has it; what was heard of it before stays."""
    return _herkomst(event, known, event.van_overleg)


def _herkomst(event: CasusAangemeld | CasusGeopend, known: Casus | None, van: Naam | None) -> Casus:
    before = known or Casus(
        casus=event.casus,
        overleg=event.overleg,
        betrokkene=event.betrokkene,
        leeftijdsband=event.leeftijdsband,
        convenant=event.convenant,
    )
    return before.model_copy(
        update={
            "op_tafel": True,
            "van": van or before.van,
            "weg": event.weg or before.weg,
            "school": event.school or before.school,
        }
    )


def casus_on_verstrekking_bezorgd(event: VerstrekkingBezorgd) -> Casus:
    """Something came in about a casus that no table here discusses."""
    return Casus(
        casus=event.casus,
        overleg=event.naar_overleg,
        betrokkene=event.betrokkene,
        leeftijdsband=event.leeftijdsband,
        convenant=event.convenant,
    )


def casus_on_uitkomst_vastgesteld(casus: Casus, event: UitkomstVastgesteld) -> Casus:
    """The table decided."""
    return casus.model_copy(
        update={
            "van": event.ingebracht_door or casus.van,
            "weg": event.weg or casus.weg,
            "uitkomst": event.uitkomst,
            "uitkomst_door": event.door,
        }
    )


def casus_on_casusfeit(casus: Casus, event: Casusfeit) -> Casus:
    """The table said who carry, to which school the young person goes, or who helps."""
    match event:
        case DragersBepaald():
            return casus.model_copy(update={"dragers": event.dragers})
        case SchoolGewijzigd():
            return casus.model_copy(update={"schooltijden": (*casus.schooltijden, event.tijd)})
        case AfspraakGemaakt():
            helps = Hulp(afspraak=event.afspraak, door=event.uitvoerder)
            return casus.model_copy(update={"hulp": (*casus.hulp, helps)})
        case AfspraakAfgerond():
            left = tuple(one for one in casus.hulp if one.afspraak != event.afspraak)
            return casus.model_copy(update={"hulp": left})


def casus_on_actie_bevestigd(casus: Casus, event: OverdrachtstapVernomen) -> Casus:
    """The one it was handed over to took action."""
    action = Bevestigd(door=event.door, bewijs=event.bewijs, op=event.actiedatum)
    return casus.model_copy(update={"actie": action})


def casus_on_terugkoppeling_besloten(casus: Casus, event: TerugkoppelingBesloten) -> Casus:
    """It was decided whether the school must hear."""
    return casus.model_copy(update={"terugkoppelen": event.nodig})


def casus_on_verstrekking_afgehandeld(casus: Casus, event: VerstrekkingAfgehandeld) -> Casus:
    """The gate decided, or left it to a person."""
    decided = {(event.naar_overleg, one.element) for one in event.uitkomsten}
    left = (one for one in casus.te_wegen if (one.naar_overleg, one.element) not in decided)
    asked = (
        TeWegen(
            naar_overleg=event.naar_overleg, element=one.element, verstrekking=event.verstrekking
        )
        for one in event.uitkomsten
        if one.uitkomst is Uitkomst.BEOORDELING
    )
    return casus.model_copy(update={"te_wegen": (*left, *asked)})


def casus_on_vraag(casus: Casus, vraag: Vraag) -> Casus:
    """The other side asked something back."""
    if vraag in casus.vragen:
        return casus
    return casus.model_copy(update={"vragen": (*casus.vragen, vraag)})


def casus_on_weging_gevraagd(casus: Casus, event: WegingGevraagd) -> Casus:
    """A seat can read, and may weigh, what the gate left to a person."""
    asked = Weger(aan=event.aan, verstrekking=event.verstrekking, elementen=event.elementen)
    return casus.model_copy(update={"wegers": (*casus.wegers, asked)})


def casus_on_weging_vastgelegd(casus: Casus, event: WegingVastgelegd) -> Casus:
    """A person weighed."""
    weighed = {(event.verstrekking, element) for element in event.weging.elementen}
    left = (one for one in casus.te_wegen if (one.verstrekking, one.element) not in weighed)
    return casus.model_copy(update={"te_wegen": tuple(left)})


def casus_on_overdracht_ontvangen(casus: Casus, event: OverdrachtOntvangen) -> Casus:
    """It is this table that must answer, and act."""
    return casus.model_copy(update={"ontvangen": (*casus.ontvangen, event.overdracht)})


def casus_on_overdracht_gewijzigd(casus: Casus, event: OverdrachtGewijzigd) -> Casus:
    """The table made a step in a hand-off."""
    if event.stap not in (Stap.GEWEIGERD, Stap.ACTIE_BEVESTIGD):
        return casus
    return casus.model_copy(update={"afgedaan": (*casus.afgedaan, event.overdracht)})


def casus_on_stap_vernomen(casus: Casus, event: OverdrachtstapVernomen) -> Casus:
    """The other side made one."""
    if event.stap is not Stap.HEROPEND:
        return casus
    left = (one for one in casus.afgedaan if one != event.overdracht)
    return casus.model_copy(update={"afgedaan": tuple(left)})
