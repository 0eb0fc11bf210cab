"""What the notifier keeps of a casus: by which road it came, and what became of it."""

from contracts.covenant import Convenant
from contracts.covenant_text import Weg
from contracts.events.casusoverleg import (
    CasusGeopend,
    OverdrachtGewijzigd,
    OverdrachtOntvangen,
    OverdrachtstapVernomen,
    TerugkoppelingBesloten,
    UitkomstVastgesteld,
    WegingVastgelegd,
)
from contracts.events.intake import CasusAangemeld
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import Besprekingsuitkomst, Bewijssoort, Stap
from contracts.vocabulary import (
    Frozen,
    Functie,
    Leeftijdsband,
    Naam,
    OpaqueId,
    Uitkomst,
    Wanneer,
)


class Bevestigd(Frozen):
    """That action was taken, as the table heard it."""

    door: Functie
    bewijs: Bewijssoort | None


class TeWegen(Frozen):
    """An element that the gate left to a person, for a table."""

    naar_overleg: Naam
    element: OpaqueId
    verstrekking: OpaqueId


class Casus(Frozen):
    """A casus at one table.

    Attributes:
        van: who brought it in: a table, or an organisation with a first report.
        op_tafel: does a table of this domain discuss it?
        terugkoppelen: was it decided that the school must hear?
        ontvangen: hand-offs that were offered to this table.
        te_wegen: by the gate's last word, per table and element.
        afgedaan: hand-offs that this table declined or acted on: nobody can withdraw those.
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
    terugkoppelen: bool = False
    uitkomst: Besprekingsuitkomst | None = None
    uitkomst_door: Functie | None = None
    actie: Bevestigd | None = None
    ontvangen: tuple[OpaqueId, ...] = ()
    te_wegen: tuple[TeWegen, ...] = ()
    afgedaan: tuple[OpaqueId, ...] = ()

    def langs(self, convenant: Convenant) -> Weg | None:
        """The road that it came by, if it came by one."""
        return convenant.wegen[self.weg] if self.weg else None

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
            "school": event.school or casus.school,
            "uitkomst": event.uitkomst,
            "uitkomst_door": event.door,
        }
    )


def casus_on_actie_bevestigd(casus: Casus, event: OverdrachtstapVernomen) -> Casus:
    """The one it was handed over to took action."""
    return casus.model_copy(update={"actie": Bevestigd(door=event.door, bewijs=event.bewijs)})


def casus_on_terugkoppeling_besloten(casus: Casus, event: TerugkoppelingBesloten) -> Casus:
    """It was decided whether the school must hear."""
    return casus.model_copy(update={"terugkoppelen": event.nodig, "school": event.school})


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
