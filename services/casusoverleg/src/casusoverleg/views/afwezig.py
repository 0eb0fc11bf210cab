"""Who is away, and for whom one stands in: for somebody himself, and for who directs a table."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from casusoverleg.views.register import noemer
from contracts.covenant import Convenant
from contracts.vocabulary import Domein, Functie, OpaqueId
from contracts.words import spoken
from infra.clock import today
from infra.parts import Parts
from infra.register import Register, load_register
from infra.web.identity import Gebruiker


@dataclass(frozen=True)
class Afwezige:
    """An absence that runs or is to come; without an id it stands in the set-up of the chain."""

    medewerker: OpaqueId
    naam: str
    van: date
    tot: date
    id: OpaqueId | None = None


@dataclass(frozen=True)
class Invallen:
    """A seat that one acts for, until when; without a day nobody holds it."""

    zetel: Functie
    naam: str
    door: Functie
    tot: date | None


@dataclass(frozen=True)
class Afwezigheidsblad:
    """What somebody sees of absence.

    Attributes:
        mensen: of whom he can say that they are away, himself first.
    """

    vervangt: tuple[Invallen, ...]
    afwezig: tuple[Afwezige, ...]
    mensen: tuple[tuple[OpaqueId, str], ...]


@dataclass(frozen=True)
class Afwezigheid:
    """Looking at absence in a domain."""

    parts: Parts
    domein: Domein

    def blad(self, gebruiker: Gebruiker) -> Afwezigheidsblad:
        """What this person sees today."""
        op = today(self.parts.clock)
        with self.parts.database.reading() as session:
            register = load_register(session)
        onder = onder_regie(register, self.domein, gebruiker.functies, op)
        mensen = [(gebruiker.medewerker, "uzelf")]
        mensen += sorted(
            ((een, self._naam(een)) for een in onder - {gebruiker.medewerker}), key=lambda p: p[1]
        )
        afwezig = (een for wie, naam in mensen for een in _van(register, wie, naam, op))
        return Afwezigheidsblad(
            vervangt=tuple(
                Invallen(
                    zetel=een.zetel,
                    naam=_zetelnaam(register.geldend(op), een.zetel),
                    door=een.door,
                    tot=register.leeg_tot(een.zetel, op),
                )
                for een in gebruiker.neemt_waar
            ),
            afwezig=tuple(sorted(afwezig, key=lambda een: (een.van, een.naam))),
            mensen=tuple(mensen),
        )

    def _naam(self, medewerker: OpaqueId) -> str:
        bekend = self.parts.addressbook.get(medewerker)
        return bekend.naam if bekend else medewerker


def geleid(
    register: Register, domein: Domein, functies: Collection[Functie], op: date
) -> Iterator[tuple[Functie, tuple[Functie, ...]]]:
    """Find the tables of a domain that these capacities direct: as what, and who sits there."""
    for convenant in register.geldend(op):
        for naam, tafel in convenant.overleggen.items():
            regie = convenant.regie_van(naam)
            if tafel.domein is domein and regie in functies:
                yield regie, tafel.functies()


def onder_regie(
    register: Register, domein: Domein, functies: Collection[Functie], op: date
) -> set[OpaqueId]:
    """List the people at the tables that these capacities direct."""
    return {
        wie
        for _, zetels in geleid(register, domein, functies, op)
        for zetel in zetels
        for wie in register.medewerkers_met(zetel, op)
    }


def _van(register: Register, wie: OpaqueId, naam: str, op: date) -> Iterator[Afwezige]:
    for gemeld in register.gemeld:
        if gemeld.medewerker == wie and gemeld.tot >= op:
            yield Afwezige(wie, naam, gemeld.van, gemeld.tot, gemeld.id)
    for ingericht in register.afwezigheden:
        for periode in ingericht.perioden if ingericht.medewerker == wie else ():
            if periode.tot >= op:
                yield Afwezige(wie, naam, periode.van, periode.tot)


def _zetelnaam(convenanten: tuple[Convenant, ...], zetel: Functie) -> str:
    for convenant in convenanten:
        if zetel.organisatie in convenant.organisaties:
            return f"{spoken(zetel.rol)}, {noemer(convenant)(zetel.organisatie)}"
    return f"{spoken(zetel.rol)}, {zetel.organisatie}"
