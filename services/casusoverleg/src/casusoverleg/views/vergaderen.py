"""Agenda, action list and minutes of someone's tables. They hold no names and nothing opened."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from casusoverleg.domain.bespreken.acties import Actie, acties
from casusoverleg.domain.bespreken.groep import Groep, Groepsbespreking
from casusoverleg.domain.bespreken.state import Afspraak, Besproken
from casusoverleg.views.zien import Blik, Tafel, Zicht
from contracts.vocabulary import Functie, Naam, OpaqueId
from infra.clock import today
from infra.not_found import NotFound
from infra.web.identity import Gebruiker


@dataclass(frozen=True)
class Vergadering:
    """A meeting to come, with what stands on its agenda."""

    tafel: Tafel
    op: date
    casussen: tuple[Blik, ...]
    groepen: tuple[Groep, ...]


@dataclass(frozen=True)
class Agenda:
    """The meetings to come, and what is open and stands on no agenda."""

    vergaderingen: tuple[Vergadering, ...]
    overig: tuple[Actie, ...]


@dataclass(frozen=True)
class Punt:
    """A casus in the minutes: how it was discussed, and the agreements that the reader may see."""

    casus: OpaqueId
    bespreking: Besproken
    afspraken: tuple[Afspraak, ...]


@dataclass(frozen=True)
class Verslag:
    """The minutes of a meeting: who was there and what was decided, not what was said."""

    tafel: Tafel
    op: date
    aanwezig: tuple[Functie, ...]
    punten: tuple[Punt, ...]
    groepen: tuple[tuple[Groep, Groepsbespreking], ...]


@dataclass(frozen=True)
class Vergaderen:
    """Looking at the meetings of a domain."""

    zicht: Zicht

    def agenda(self, gebruiker: Gebruiker) -> Agenda:
        """What is to be discussed at the user's tables, and what else is open there."""
        op = today(self.zicht.parts.clock)
        gezien = self.zicht.zonder_namen(gebruiker)
        lopend = [b for b in gezien if b.casus.open]
        komend = [b for b in lopend if _vergadering(b) >= op]
        tafels = self.zicht.tafels(gebruiker)
        overig = [b for b in lopend if _vergadering(b) < op]
        return Agenda(tuple(_vergaderingen(tafels, komend, op)), _te_doen(overig))

    def acties(self, gebruiker: Gebruiker) -> tuple[Actie, ...]:
        """Who has to do what by when, the first term first."""
        return _te_doen(self.zicht.zonder_namen(gebruiker))

    def verslag(self, gebruiker: Gebruiker, overleg: str, op: date) -> Verslag:
        """The minutes of what a table discussed on a day.

        Raises:
            NotFound: the user has no seat there, or nothing was discussed on that day.
        """
        tafel = next((t for t in self.zicht.tafels(gebruiker) if t.naam == overleg), None)
        if tafel is None:
            raise NotFound(overleg)
        punten = tuple(_punten(self.zicht.zonder_namen(gebruiker, overleg), op))
        groepen = tuple((g, b) for g in tafel.groepen for b in g.besprekingen if b.op == op)
        if not punten and not groepen:
            raise NotFound(overleg)
        er_waren = [p.bespreking.aanwezig for p in punten] + [b.aanwezig for _, b in groepen]
        aanwezig = dict.fromkeys(functie for functies in er_waren for functie in functies)
        return Verslag(tafel, op, tuple(aanwezig), punten, groepen)

    def noemer(self, gebruiker: Gebruiker) -> Callable[[str], str]:
        """The names that the covenants of the user's tables give."""
        namen: dict[str, str] = {}
        for tafel in self.zicht.tafels(gebruiker):
            namen |= {naam: deel.naam for naam, deel in tafel.convenant.organisaties.items()}
            namen |= {naam: deel.naam for naam, deel in tafel.convenant.overleggen.items()}
        return lambda naam: namen.get(naam, naam)

    def verslagen(self, gebruiker: Gebruiker) -> tuple[tuple[Naam, date], ...]:
        """Of which meetings there are minutes, the latest first."""
        casussen = self.zicht.zonder_namen(gebruiker)
        dagen = {(b.casus.overleg, g.op) for b in casussen for g in b.casus.bespreken.besprekingen}
        for tafel in self.zicht.tafels(gebruiker):
            dagen |= {(tafel.naam, b.op) for g in tafel.groepen for b in g.besprekingen}
        return tuple(sorted(dagen, key=lambda dag: (dag[1], dag[0]), reverse=True))


def _vergadering(blik: Blik) -> date:
    return blik.casus.bespreken.vergadering or date.min


def _vergaderingen(
    tafels: Iterable[Tafel], komend: Sequence[Blik], op: date
) -> Iterable[Vergadering]:
    for tafel in tafels:
        casussen = [b for b in komend if b.casus.overleg == tafel.naam]
        groepen = [g for g in tafel.groepen if (g.vergadering or date.min) >= op]
        dagen = {_vergadering(b) for b in casussen} | {g.vergadering for g in groepen}
        for dag in sorted(dag for dag in dagen if dag):
            yield Vergadering(
                tafel=tafel,
                op=dag,
                casussen=tuple(b for b in casussen if b.casus.bespreken.vergadering == dag),
                groepen=tuple(g for g in groepen if g.vergadering == dag),
            )


def _te_doen(gezien: Iterable[Blik]) -> tuple[Actie, ...]:
    gevonden = (actie for blik in gezien for actie in _acties(blik))
    return tuple(sorted(gevonden, key=lambda a: (a.uiterlijk or date.max, a.casus, a.wat)))


def _acties(blik: Blik) -> tuple[Actie, ...]:
    regie = blik.convenant.regie_van(blik.casus.overleg)
    return acties(blik.casus, blik.wacht, regie, blik.afspraken, blik.doelen)


def _punten(gezien: Iterable[Blik], op: date) -> Iterable[Punt]:
    for blik in gezien:
        for bespreking in blik.casus.bespreken.besprekingen:
            if bespreking.op == op:
                afspraken = tuple(a for a in blik.afspraken if a.op == op)
                yield Punt(blik.casus.id, bespreking, afspraken)
