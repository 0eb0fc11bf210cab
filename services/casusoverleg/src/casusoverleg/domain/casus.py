"""What one table knows of one casus. It comes about by folding facts: see `vouwen`."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from casusoverleg.domain.gezinsplan.plan import Gezinsplan
from casusoverleg.domain.nakomen.plichten import Plicht
from casusoverleg.domain.overdragen.overdracht import (
    AANVAARD,
    BEVESTIGD,
    WACHT_OP_ANTWOORD,
    Kant,
    Overdracht,
)
from casusoverleg.domain.verwijsindex.verwijzing import Verwijzing
from casusoverleg.domain.wegen.grondslag import Grondslag, Verzoek
from casusoverleg.domain.wegen.weegpunt import Gewogen, Weegpunt, te_wegen
from contracts.elements import Bewerking, Element, GedeeldElement
from contracts.events.casusoverleg import WegingVastgelegd
from contracts.events.naleving import Verzet
from contracts.events.privacy_gate import VerstrekkingAfgehandeld
from contracts.events.vernietiging import GegevensVernietigd
from contracts.events.verstrekking import (
    Besprekingsuitkomst,
    Navraagsoort,
    Toestemming,
    Weging,
)
from contracts.vergadering import Afloop, Afspraaksoort, Betrokkenheid, Veiligheidsreden
from contracts.vocabulary import (
    Frozen,
    Functie,
    Klokstap,
    Leeftijdsband,
    Naam,
    OpaqueId,
    Opschalingsgrond,
    Relatie,
    Uitkomst,
    Zetelsoort,
)

_GING = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)


class Bespreking(Frozen):
    """The casus was discussed in a meeting, with what the table then decided."""

    op: date
    aanwezig: tuple[Functie, ...]
    jeugdige: Betrokkenheid
    ouders: Betrokkenheid
    veiligheidsreden: Veiligheidsreden | None
    uitkomst: Besprekingsuitkomst | None = None


class Afspraak(Frozen):
    """An agreement: who helps, from when and until when; what was agreed is the element."""

    id: OpaqueId
    soort: Afspraaksoort
    uitvoerder: Functie
    start: date
    beoogd_einde: date
    element: OpaqueId
    op: date
    afloop: Afloop | None = None


class Plan(Frozen):
    """The table's own plan."""

    uitvoerder: Functie
    start: date
    beoogd_einde: date
    geevalueerd_op: date | None = None


class Nazorg(Frozen):
    """Who keeps an eye on the family after the plan."""

    wie: Functie
    tot: date


class Terugkoppeltaak(Frozen):
    """Feedback that somebody must give, or acknowledge."""

    bericht: OpaqueId
    aan: Functie
    sinds: date
    uiterlijk: date


class Klokstand(Frozen):
    """What was done about a term that went by: a reminder, and how high on the ladder.

    Attributes:
        stap: None where somebody called for the ladder himself.
        trede: 0 until somebody was called in.
        laatst_op: the day of the last thing that was done.
    """

    stap: Klokstap | None
    over: OpaqueId
    uiterlijk: date
    laatst_op: date
    trede: int = 0
    naam: Naam | None = None
    aan: Functie | None = None
    grond: Opschalingsgrond | None = None

    @property
    def klok(self) -> tuple[Klokstap | None, OpaqueId, date]:
        """Which clock it belongs to."""
        return (self.stap, self.over, self.uiterlijk)


class Inbreng(Frozen):
    """This casus lies at another table; `houder` is who held it when it was brought there."""

    bij_overleg: Naam
    houder: Naam
    op: date


class Inbrenger(Frozen):
    """The table that brought this casus here, and whether it has heard what became of it."""

    overleg: Naam
    beantwoord: bool = False


class Navraag(Frozen):
    """A typed question that was put to another table, or came from one."""

    id: OpaqueId
    kant: Kant
    ander_overleg: Naam
    vraag: Navraagsoort
    op: date
    beantwoord: bool = False


class Persoon(Frozen):
    """Somebody in the casus."""

    id: OpaqueId
    relatie: Relatie


class Casus(Frozen):
    """A casus at a table.

    Attributes:
        houder: the organisation that is responsible, by this domain's knowledge.
        alleen_aangeboden: is it open, or was it last, for no other reason than an offer?
        aan_zet: may this table move the responsibility (plan, hand over, bring in), as long as
            no offer of its own is open? Of all tables where this case lies, at most one may.
        waar: the table to which the casus went from here; from there comes news of the holder.
        terug_op: when an inbreng was last answered, so that it is this table's move again.
        jeugdzorg: who of Bureau Jeugdzorg coordinates, where there is an indication or a measure.
        elementen: recorded in this domain; who recorded one may open it.
        gedeeld: what the gate decided that seats at this table may open.
        gegrond_verzet: the persons whose objection was found justified.
        vernietigd: by what its values are gone; what is left is a stub.
    """

    id: OpaqueId
    overleg: Naam
    betrokkene: OpaqueId
    gezin: OpaqueId | None
    leeftijdsband: Leeftijdsband
    herkomst: Literal["aanmelding", "inbreng", "overdracht", "navraag"]
    weg: Naam | None
    school: Naam | None
    convenant: str
    geopend_op: date
    houder: Naam
    houder_sinds: date
    houder_door: str
    aan_zet: bool
    alleen_aangeboden: bool = False
    waar: Naam | None = None
    gesloten_op: date | None = None
    heropend_op: date | None = None
    terug_op: date | None = None
    vergadering: date | None = None
    besproken_op: date | None = None
    besprekingen: tuple[Bespreking, ...] = ()
    afspraken: tuple[Afspraak, ...] = ()
    uitkomst: Besprekingsuitkomst | None = None
    terugkoppeling_nodig: bool | None = None
    plan: Plan | None = None
    gezinsplan: Gezinsplan = Gezinsplan()
    nazorg: Nazorg | None = None
    jeugdzorg: Functie | None = None
    onveilig_gemeld_op: date | None = None
    klokstanden: tuple[Klokstand, ...] = ()
    terug_te_koppelen: tuple[Terugkoppeltaak, ...] = ()
    inbreng: Inbreng | None = None
    inbrenger: Inbrenger | None = None
    overdrachten: tuple[Overdracht, ...] = ()
    navragen: tuple[Navraag, ...] = ()
    personen: tuple[Persoon, ...] = ()
    elementen: tuple[Element, ...] = ()
    gedeeld: tuple[GedeeldElement, ...] = ()
    toestemmingen: tuple[Toestemming, ...] = ()
    wegingen: tuple[Weging, ...] = ()
    gewogen: tuple[Gewogen, ...] = ()
    oordelen: tuple[WegingVastgelegd, ...] = ()
    verzoeken: tuple[Verzoek, ...] = ()
    afgehandeld: tuple[VerstrekkingAfgehandeld, ...] = ()
    plichten: tuple[Plicht, ...] = ()
    verzetten: tuple[Verzet, ...] = ()
    gegrond_verzet: tuple[OpaqueId, ...] = ()
    verwijzing: Verwijzing = Verwijzing()
    vernietiging_voorbereid_op: date | None = None
    vernietigd: GegevensVernietigd | None = None

    @property
    def open(self) -> bool:
        """Is it still at work at this table?"""
        return self.gesloten_op is None

    @property
    def niet_overgenomen(self) -> bool:
        """Did it lie here for offers alone, and did this table let them all go?

        What it says is then nobody's business here any more.
        """
        ooit = any(o.geaccepteerd_op for o in self.inkomend)
        elders_om = self.herkomst != "overdracht" or self.inbrenger or self.plan
        return self.alleen_aangeboden and not (self.open or ooit or elders_om)

    def klokstand(self, stap: Klokstap | None, over: OpaqueId, uiterlijk: date) -> Klokstand | None:
        """What was done about this clock, if anything was."""
        gezocht = (stap, over, uiterlijk)
        return next((s for s in self.klokstanden if s.klok == gezocht), None)

    @property
    def opgeschaald(self) -> Klokstand | None:
        """How high the casus is on the ladder, if it is."""
        hoog = [stand for stand in self.klokstanden if stand.trede]
        return max(hoog, key=lambda stand: stand.trede) if hoog else None

    @property
    def inbrenger_wacht(self) -> bool:
        """Does the table that brought this casus here still wait to hear?"""
        return self.inbrenger is not None and not self.inbrenger.beantwoord

    @property
    def lopende_afspraken(self) -> tuple[Afspraak, ...]:
        """Agreements of which nobody said yet what became of them."""
        return tuple(a for a in self.afspraken if a.afloop is None)

    def overdracht(self, id_: str) -> Overdracht | None:
        """A hand-off by its id."""
        return next((o for o in self.overdrachten if o.id == id_), None)

    @property
    def uitgaand(self) -> tuple[Overdracht, ...]:
        """Hand-offs that were offered from here."""
        return tuple(o for o in self.overdrachten if o.kant is Kant.AANBIEDER)

    @property
    def inkomend(self) -> tuple[Overdracht, ...]:
        """Hand-offs that were offered to this table."""
        return tuple(o for o in self.overdrachten if o.kant is Kant.ONTVANGER)

    @property
    def open_aanbod(self) -> Overdracht | None:
        """The hand-off from here that waits for an answer; there is at most one."""
        return next((o for o in self.uitgaand if o.stand in WACHT_OP_ANTWOORD), None)

    @property
    def lopend_werk(self) -> Overdracht | None:
        """The accepted hand-off to this table of which no action was confirmed yet.

        A hand-off back is none: accepted, it is finished.
        """
        werk = (o for o in self.inkomend if o.stand in AANVAARD and not o.teruggave_van)
        return next(werk, None)

    @property
    def stroomopwaarts(self) -> tuple[Naam, ...]:
        """The tables that must hear who holds the casus: who brought it in, who handed it over."""
        wachtend = AANVAARD | BEVESTIGD
        gaven = (o.ander_overleg for o in self.inkomend if o.stand in wachtend)
        bracht = (self.inbrenger.overleg,) if self.inbrenger else ()
        return tuple(dict.fromkeys((*bracht, *gaven)))

    def te_openen(self, functie: Functie, soort: Zetelsoort) -> tuple[GedeeldElement, ...]:
        """What this seat may open: what it recorded or agreed to, and what the gate decided."""
        if self.niet_overgenomen:
            return ()
        afgesproken = {a.element for a in self.afspraken if a.uitvoerder == functie}
        zelf = afgesproken | self.gezinsplan.elementen_van(functie)
        gevonden = {
            e.id: GedeeldElement(element=e, bewerking=Bewerking.GEEN, zetels=())
            for e in self.elementen
            if e.vastgelegd_door == functie or e.id in zelf
        }
        toegekend = (g for g in self.gedeeld if soort in g.zetels)
        for gedeeld in sorted(toegekend, key=lambda g: g.bewerking is not Bewerking.GEEN):
            gevonden.setdefault(gedeeld.element.id, gedeeld)
        vervallen = self.gezinsplan.vervallen_elementen
        return tuple(g for id_, g in gevonden.items() if id_ not in vervallen)

    def te_wegen(self) -> tuple[Weegpunt, ...]:
        """What the gate left to a person and nobody weighed yet; of goals that lapsed, nothing."""
        if self.niet_overgenomen:
            return ()
        vervallen = self.gezinsplan.vervallen_elementen
        return tuple(
            p for p in te_wegen(self.afgehandeld, self.gewogen) if p.element not in vervallen
        )

    def ontvangers_van(self, elementen: Iterable[OpaqueId]) -> dict[Naam, Verzoek]:
        """The other tables that got one of these elements, each with the last request it got by."""
        gezocht = set(elementen)
        gevonden: dict[Naam, Verzoek] = {}
        for a in self.afgehandeld:
            ging = {u.element for u in a.uitkomsten if u.uitkomst in _GING}
            verzoek = self.verzoek(a.verstrekking)
            if verzoek and a.naar_overleg != self.overleg and ging & gezocht:
                gevonden[a.naar_overleg] = verzoek
        return gevonden

    @property
    def bereikt(self) -> dict[Naam, Verzoek]:
        """The other tables that the casus went to, each with the last request that passed."""
        ging = {a.verstrekking for a in self.afgehandeld if a.doorgelaten}
        verzoeken = (v for v in self.verzoeken if v.verstrekking in ging)
        return {v.naar_overleg: v for v in verzoeken if v.naar_overleg != self.overleg}

    def plicht(self, naam: str) -> Plicht | None:
        """An obligation by how commands name it."""
        return next((p for p in self.plichten if p.naam == naam), None)

    def wachtende_navraag(self, id_: str | None) -> Navraag | None:
        """The inquiry from another table that waits here: the one meant, else the first."""
        wachtend = (n for n in self.navragen if n.kant is Kant.ONTVANGER and not n.beantwoord)
        return next((n for n in wachtend if id_ in (None, n.id)), None)

    def grondslag_aan_tafel(self, element: str) -> Grondslag | None:
        """On what it first rested that seats of this table may open an element."""
        eerder = (v for v in self.verzoeken if v.soort == "bespreking" and element in v.elementen)
        return next((v.grondslag for v in eerder), None)

    def verzoek(self, verstrekking: str) -> Verzoek | None:
        """A request to the gate by its id."""
        return next((v for v in self.verzoeken if v.verstrekking == verstrekking), None)


def met_personen(bekend: tuple[Persoon, ...], elementen: Iterable[Element]) -> tuple[Persoon, ...]:
    """The persons of a casus, with whom these elements are about."""
    gevonden = {p.id: p for p in bekend}
    for element in elementen:
        gevonden.setdefault(element.over, Persoon(id=element.over, relatie=element.relatie))
    return tuple(gevonden.values())
