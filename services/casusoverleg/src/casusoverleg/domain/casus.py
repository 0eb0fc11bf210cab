"""What one table knows of one casus: what is everybody's, and the state of each subject.

It comes about by folding facts: see `onderwerpen`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from casusoverleg.domain.bespreken.state import Bespreekstand
from casusoverleg.domain.gezinsplan.plan import Gezinsplan
from casusoverleg.domain.nakomen.state import Naleefstand
from casusoverleg.domain.opschalen.state import Opschaalstand
from casusoverleg.domain.overdragen.state import Verplaatsing
from casusoverleg.domain.vastleggen.state import Vastlegstand
from casusoverleg.domain.vernietigen.state import Vernietigstand
from casusoverleg.domain.verstrekken.state import Verstrekstand, Verzoek
from casusoverleg.domain.verstrekken.weegpunt import Weegpunt, te_wegen
from casusoverleg.domain.verwijsindex.verwijzing import Verwijzing
from contracts.elements import Bewerking, Element, GedeeldElement
from contracts.events.vernietiging import GegevensVernietigd
from contracts.school import Schooltijd, schooltijd_op
from contracts.vocabulary import (
    Functie,
    Leeftijdsband,
    Naam,
    OpaqueId,
    Relatie,
    Zetelsoort,
)


@dataclass(frozen=True)
class Persoon:
    """Somebody in the casus."""

    id: OpaqueId
    relatie: Relatie


@dataclass(frozen=True)
class Casus:
    """A casus at a table.

    Attributes:
        houder: the organisation that is responsible, by this domain's knowledge.
        aan_zet: may this table move the responsibility (plan, hand over, bring in), as long as
            no offer of its own is open? Of all tables where this case lies, at most one may.
        alleen_aangeboden: is it open, or was it last, for no other reason than an offer?
        school: to which the young person went when the casus came here; see `school_op`.
        schooltijden: what was said of that since.
        waar: the table to which the casus went from here; from there comes news of the holder.
        elementen: recorded in this domain; who recorded one may open it.
        gedeeld: what the gate decided that seats at this table may open.
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
    schooltijden: tuple[Schooltijd, ...] = ()
    alleen_aangeboden: bool = False
    waar: Naam | None = None
    gesloten_op: date | None = None
    heropend_op: date | None = None
    personen: tuple[Persoon, ...] = ()
    elementen: tuple[Element, ...] = ()
    gedeeld: tuple[GedeeldElement, ...] = ()
    bespreken: Bespreekstand = field(default_factory=Bespreekstand)
    overdragen: Verplaatsing = field(default_factory=Verplaatsing)
    vastleggen: Vastlegstand = field(default_factory=Vastlegstand)
    verstrekken: Verstrekstand = field(default_factory=Verstrekstand)
    gezinsplan: Gezinsplan = field(default_factory=Gezinsplan)
    opschalen: Opschaalstand = field(default_factory=Opschaalstand)
    nakomen: Naleefstand = field(default_factory=Naleefstand)
    vernietigen: Vernietigstand = field(default_factory=Vernietigstand)
    verwijsindex: Verwijzing = field(default_factory=Verwijzing)

    @property
    def open(self) -> bool:
        """Is it still at work at this table?"""
        return self.gesloten_op is None

    @property
    def niet_overgenomen(self) -> bool:
        """Did it lie here for offers alone, and did this table let them all go?

        What it says is then nobody's business here any more.
        """
        ooit = any(o.geaccepteerd_op for o in self.overdragen.inkomend)
        ingebracht = self.herkomst != "overdracht" or self.overdragen.inbrenger
        elders_om = ingebracht or self.bespreken.plan
        return self.alleen_aangeboden and not (self.open or ooit or elders_om)

    @property
    def vernietigd(self) -> GegevensVernietigd | None:
        """By what its values are gone; what is left is a stub."""
        return self.vernietigen.gedaan

    def school_op(self, op: date) -> Schooltijd:
        """To which school the young person goes on a day."""
        return schooltijd_op(self.school, self.schooltijden, op)

    def met_houder(self, houder: Naam, op: date, door: str) -> "Casus":
        """The same, held by this organisation; since when and by what, where that is new."""
        if houder == self.houder:
            return self
        return replace(self, houder=houder, houder_sinds=op, houder_door=door)

    def met_antwoord(self) -> "Casus":
        """The same after the table that brought it in was told, so that it waits no longer."""
        return replace(self, overdragen=self.overdragen.beantwoord())

    def met_elementen(self, *elementen: Element) -> "Casus":
        """The same with these elements, and whom they are about."""
        personen = met_personen(self.personen, elementen)
        return replace(self, elementen=(*self.elementen, *elementen), personen=personen)

    def ontvangers_van(self, elementen: Iterable[OpaqueId]) -> dict[Naam, Verzoek]:
        """The other tables that got one of these elements, each with the last request it got by."""
        return self.verstrekken.ontvangers_van(elementen, behalve=self.overleg)

    def te_openen(self, functie: Functie, soort: Zetelsoort) -> tuple[GedeeldElement, ...]:
        """What this seat may open: what it recorded or agreed to, and what the gate decided."""
        if self.niet_overgenomen:
            return ()
        afgesproken = {a.element for a in self.bespreken.afspraken if a.uitvoerder == functie}
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
        alle = te_wegen(self.verstrekken.afgehandeld, self.verstrekken.gewogen)
        return tuple(p for p in alle if p.element not in vervallen)


def met_personen(bekend: tuple[Persoon, ...], elementen: Iterable[Element]) -> tuple[Persoon, ...]:
    """The persons of a casus, with whom these elements are about."""
    gevonden = {p.id: p for p in bekend}
    for element in elementen:
        gevonden.setdefault(element.over, Persoon(id=element.over, relatie=element.relatie))
    return tuple(gevonden.values())
