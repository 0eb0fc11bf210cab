"""What someone may see: the casussen of his tables, and the elements that his seat may open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.bespreken.bord import Wacht, wacht_op
from casusoverleg.domain.bespreken.groep import Groep
from casusoverleg.domain.bespreken.state import Afspraak
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.plan import Plandoel
from casusoverleg.domain.gezinsplan.steps import HaalUitGezin, NeemOpInGezin
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.onderwerp import Verhaalregel
from casusoverleg.views.leeftijd import band_van
from casusoverleg.views.register import bepalingen_voor, convenant_voor
from casusoverleg.views.zetels import aan_tafel, mogelijke_stappen
from contracts.covenant import Convenant
from contracts.covenant_addressees import is_andere_school
from contracts.elements import Bewerking, GedeeldElement, Veld
from contracts.vocabulary import Functie, Naam, OpaqueId
from infra.addressbook import Addressee
from infra.clock import today
from infra.keys import KeyDestroyed
from infra.not_found import NotFound
from infra.parts import Parts
from infra.register import Register, load_register
from infra.web.identity import Gebruiker


@dataclass(frozen=True)
class Geopend:
    """An element with its value; without one, the value was erased."""

    gedeeld: GedeeldElement
    waarde: str | None


@dataclass(frozen=True)
class Blik:
    """A casus as someone sees it from his seats.

    Attributes:
        afspraken: those of which one of these seats may open what was agreed.
        doelen: likewise the goals of the plan, with what they were before.
        contacten: by match, the people whom it says to call; by function, who told what became
            of it elsewhere.
        gezin, anderen: for who directs the table, the open casussen there of brothers and sisters,
            and the others.
    """

    casus: Casus
    convenant: Convenant
    functies: tuple[Functie, ...]
    wacht: Wacht
    vastgelopen: bool
    afspraken: tuple[Afspraak, ...] = ()
    doelen: tuple[Plandoel, ...] = ()
    naam: str | None = None
    school: Naam | None = None
    elementen: tuple[Geopend, ...] = ()
    regels: tuple[Verhaalregel, ...] = ()
    contacten: Mapping[OpaqueId, tuple[Addressee, ...]] = field(default_factory=dict)
    gezin: tuple[OpaqueId, ...] = ()
    anderen: tuple[OpaqueId, ...] = ()

    @property
    def stappen(self) -> tuple[type[Commando], ...]:
        """The steps that can be taken now; those about a family where there is a file for them."""
        mogelijk = mogelijke_stappen(self.casus, self.convenant, self.functies)
        met = {NeemOpInGezin: self.anderen, HaalUitGezin: self.gezin}
        return tuple(soort for soort in mogelijk if soort not in met or met[soort])


@dataclass(frozen=True)
class Tafel:
    """A table at which someone sits, with these capacities; and the groups on its agenda."""

    naam: Naam
    convenant: Convenant
    functies: tuple[Functie, ...]
    groepen: tuple[Groep, ...]

    @property
    def regie(self) -> Functie:
        """Who directs it."""
        return self.convenant.regie_van(self.naam)


@dataclass(frozen=True)
class Zicht:
    """Looking at the casussen of a domain."""

    parts: Parts

    def overzicht(
        self, gebruiker: Gebruiker, overleg: str | None = None, *, ook_losgelaten: bool = False
    ) -> tuple[Blik, ...]:
        """The casussen of the tables at which the user sits, the longest held first.

        What a table did not take over is found by its number alone, or `ook_losgelaten`.
        """
        gezien = self.zonder_namen(gebruiker, overleg)
        hier = (b for b in gezien if ook_losgelaten or not b.casus.niet_overgenomen)
        met_naam = tuple(self._met_naam(blik) for blik in hier)
        self._leg_vast(gebruiker, {b.casus.id: b for b in met_naam if b.naam})
        return met_naam

    def zonder_namen(self, gebruiker: Gebruiker, overleg: str | None = None) -> tuple[Blik, ...]:
        """The same with nothing opened, so that there is nothing to log either."""
        op = today(self.parts.clock)
        with self.parts.database.reading() as session:
            register = load_register(session)
            gezien = [
                blik
                for naam in self._tafels(register, gebruiker, op)
                if overleg in (None, naam)
                for casus in store.casussen(session, naam)
                if (blik := blik_van(register, casus, gebruiker.functies, op))
            ]
        return tuple(sorted(gezien, key=lambda blik: (blik.casus.houder_sinds, blik.casus.id)))

    def tafels(self, gebruiker: Gebruiker) -> tuple[Tafel, ...]:
        """The tables at which the user sits, each with its groups."""
        op = today(self.parts.clock)
        with self.parts.database.reading() as session:
            register = load_register(session)
            return tuple(
                Tafel(
                    naam=naam,
                    convenant=(convenant := register.convenant_van(naam, op)),
                    functies=aan_tafel(convenant, naam, gebruiker.functies),
                    groepen=tuple(store.groepen(session, naam)),
                )
                for naam in self._tafels(register, gebruiker, op)
            )

    def casus(self, gebruiker: Gebruiker, casus: str) -> Blik:
        """One casus, with what this user may open; that it was opened is logged.

        Raises:
            NotFound: it does not lie at a table where the user has a seat.
        """
        op = today(self.parts.clock)
        with self.parts.database.reading() as session:
            register = load_register(session)
            dossier = store.load_dossier(session, casus)
            if dossier.casus is None:
                raise NotFound(casus)
            band = band_van(dossier.casus, self.parts.keys, op)
            gevonden = replace(dossier.casus, leeftijdsband=band)
            blik = blik_van(register, gevonden, gebruiker.functies, op)
            if blik is None:
                raise NotFound(casus)
            blik = met_anderen(session, blik)
        elementen = tuple(self._open(gedeeld) for gedeeld in _mag_openen(blik))
        gezien = replace(
            blik,
            naam=_naam_uit(blik.casus, elementen),
            elementen=elementen,
            regels=dossier.regels,
            contacten=self._contacten(register, blik.casus, op),
        )
        self._leg_vast(gebruiker, {casus: gezien})
        return gezien

    def namen(self, gebruiker: Gebruiker, casussen: Iterable[OpaqueId]) -> dict[OpaqueId, str]:
        """The names of those of these casussen that this user may open; the reads are logged."""
        op = today(self.parts.clock)
        with self.parts.database.reading() as session:
            register = load_register(session)
            gevonden = (store.load_dossier(session, id_).casus for id_ in casussen)
            gezien = [
                blik
                for casus in gevonden
                if casus and (blik := blik_van(register, casus, gebruiker.functies, op))
            ]
        met_naam = [blik for blik in map(self._met_naam, gezien) if blik.naam]
        self._leg_vast(gebruiker, {blik.casus.id: blik for blik in met_naam})
        return {blik.casus.id: blik.naam for blik in met_naam if blik.naam}

    def _tafels(self, register: Register, gebruiker: Gebruiker, op: date) -> list[str]:
        """The user's tables, also those that the version in force no longer has: cases run on."""
        geldend = {n: c for c in register.geldend(op) for n in c.overleggen}
        bekend = {n: c for c in register.convenanten for n in c.overleggen} | geldend
        return [
            naam
            for naam, convenant in bekend.items()
            if convenant.overleggen[naam].domein is self.parts.domein
            and aan_tafel(convenant, naam, gebruiker.functies)
        ]

    def _contacten(
        self, register: Register, casus: Casus, op: date
    ) -> Mapping[OpaqueId, tuple[Addressee, ...]]:
        """Names and mail addresses stand in the address book, and nowhere in the log."""
        found: dict[OpaqueId, tuple[Addressee, ...]] = {}
        te_bellen = {match.id: match.contact for match in casus.verwijsindex.matches}
        te_bellen |= {
            str(t.inhoud.contact): t.inhoud.contact for t in casus.overdragen.teruggehoord
        }
        for sleutel, contact in te_bellen.items():
            people = map(self.parts.addressbook.get, register.wie_handelen(contact, op))
            found[sleutel] = tuple(entry for entry in people if entry)
        return found

    def _met_naam(self, blik: Blik) -> Blik:
        namen = (g for g in _mag_openen(blik) if g.element.veld is Veld.NAAM)
        geopend = tuple(self._open(g) for g in namen if g.element.over == blik.casus.betrokkene)
        naam = _naam_uit(blik.casus, geopend)
        return replace(blik, naam=naam, elementen=geopend)

    def _open(self, gedeeld: GedeeldElement) -> Geopend:
        element = gedeeld.element
        try:
            return Geopend(gedeeld, self.parts.keys.open(element.waarde, element.id))
        except KeyDestroyed:
            return Geopend(gedeeld, None)

    def _leg_vast(self, gebruiker: Gebruiker, gezien: Mapping[OpaqueId, Blik]) -> None:
        """Log the reads of persons' files: nothing is shown that was not logged first."""
        gelezen = {id_: blik for id_, blik in gezien.items() if blik.elementen}
        if not gelezen:
            return
        nu = self.parts.clock.now()
        with self.parts.database.transaction() as session:
            for id_, blik in gelezen.items():
                inzage = store.Inzage(
                    medewerker=gebruiker.medewerker,
                    functie=blik.functies[0],
                    casus=id_,
                    elementen=tuple(e.gedeeld.element.id for e in blik.elementen),
                    op=nu,
                )
                key = f"{id_}/{nu.isoformat()}/{gebruiker.medewerker}"
                store.save_inzage(session, key, inzage)


def blik_van(
    register: Register, casus: Casus, functies: tuple[Functie, ...], op: date
) -> Blik | None:
    """A casus as its seats for these capacities see it, but for what the elements say."""
    convenant = convenant_voor(register, casus.overleg, casus.convenant, op)
    school = casus.school_op(op).school
    zetels = tuple(
        functie
        for functie in aan_tafel(convenant, casus.overleg, functies)
        if not is_andere_school(convenant, functie, casus.overleg, school)
    )
    if not zetels:
        return None
    domein = convenant.overleggen[casus.overleg].domein
    wacht = wacht_op(casus, bepalingen_voor(register, casus, domein))
    blik = Blik(casus, convenant, zetels, wacht, wacht.vastgelopen(op), school=school)
    if not (casus.bespreken.afspraken or casus.gezinsplan.doelen):
        return blik
    te_openen = {gedeeld.element.id for gedeeld in _mag_openen(blik)}
    return replace(
        blik,
        afspraken=tuple(a for a in casus.bespreken.afspraken if a.element in te_openen),
        doelen=tuple(d for d in casus.gezinsplan.doelen if d.element in te_openen),
    )


def met_anderen(session: Session, blik: Blik) -> Blik:
    """With the casussen beside it; whether two are of one family is for who directs to see."""
    casus = blik.casus
    regie = blik.convenant.regie_van(casus.overleg)
    if regie not in blik.functies or not casus.open:
        return blik
    gezin = {een.id for een in store.gezin_van(session, casus)}
    open_ = {een.id for een in store.casussen(session, casus.overleg) if een.open}
    anderen = open_ - gezin - {casus.id}
    return replace(blik, gezin=tuple(sorted(gezin)), anderen=tuple(sorted(anderen)))


def _mag_openen(blik: Blik) -> Iterable[GedeeldElement]:
    """What one of the user's seats may open; of an element that is shown twice, the whole one."""
    gevonden: dict[OpaqueId, GedeeldElement] = {}
    for functie in blik.functies:
        for gedeeld in blik.casus.te_openen(functie, blik.convenant.zetelsoort(functie)):
            bekend = gevonden.get(gedeeld.element.id)
            if bekend is None or bekend.bewerking is not Bewerking.GEEN:
                gevonden[gedeeld.element.id] = gedeeld
    return gevonden.values()


def _naam_uit(casus: Casus, elementen: tuple[Geopend, ...]) -> str | None:
    namen = (
        e.waarde
        for e in elementen
        if e.gedeeld.element.veld is Veld.NAAM and e.gedeeld.element.over == casus.betrokkene
    )
    return next(namen, None)
