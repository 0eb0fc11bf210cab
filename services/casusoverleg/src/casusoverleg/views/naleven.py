"""The obligations of this user, and of a whole domain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.nakomen.plichten import Plicht
from casusoverleg.domain.nakomen.wie import plichten_van
from casusoverleg.domain.stappen.circumstances import zetel_aan
from casusoverleg.domain.vernietigen.wat import grond_voor
from casusoverleg.views.register import werkdagen_van
from casusoverleg.views.toezien import Bezien
from casusoverleg.views.zien import Zicht
from contracts.covenant import Convenant
from contracts.events.vernietiging import Vernietigingsgrond
from contracts.vocabulary import Functie
from infra.clock import today
from infra.web.identity import Gebruiker


@dataclass(frozen=True)
class Lopend:
    """An obligation as it stands today: of which casus, whose, and by when."""

    casus: Casus
    convenant: Convenant
    plicht: Plicht
    op: date
    naam: str | None = None

    @property
    def eigenaar(self) -> Functie:
        """Who must see to it."""
        tafel = self.convenant.overleggen[self.casus.overleg]
        return self.plicht.eigenaar or tafel.functies()[0]

    @property
    def uiterlijk(self) -> date:
        """The last day."""
        werkdagen = werkdagen_van(self.convenant, self.casus.overleg)
        return self.plicht.uiterste_dag(self.convenant.termijnen, werkdagen)

    @property
    def te_laat(self) -> bool:
        """Should it have been met by now?"""
        return self.plicht.open and self.op > self.uiterlijk


@dataclass(frozen=True)
class TeVernietigen:
    """A casus whose values must go, and why."""

    casus: Casus
    convenant: Convenant
    grond: Vernietigingsgrond


@dataclass(frozen=True)
class Naleving:
    """What someone must still do."""

    zicht: Zicht

    def te_vernietigen(self, gebruiker: Gebruiker) -> tuple[TeVernietigen, ...]:
        """What this user directs and must let go of by now; nothing is opened for it."""
        op = today(self.zicht.parts.clock)
        return tuple(
            TeVernietigen(blik.casus, blik.convenant, grond)
            for blik in self.zicht.zonder_namen(gebruiker)
            if blik.convenant.regie_van(blik.casus.overleg) in blik.functies
            and (grond := grond_voor(blik.casus, op))
        )

    def van(self, gebruiker: Gebruiker) -> tuple[Lopend, ...]:
        """The obligations of this user's seats, what is due first at the top."""
        op = today(self.zicht.parts.clock)
        gevonden: dict[tuple[str, str], Lopend] = {}
        for blik in self.zicht.overzicht(gebruiker, ook_losgelaten=True):
            for functie in blik.functies:
                zetel = zetel_aan(blik.convenant, blik.casus.overleg, functie)
                for plicht in plichten_van(blik.casus, zetel) if zetel else ():
                    lopend = Lopend(blik.casus, blik.convenant, plicht, op, blik.naam)
                    gevonden[blik.casus.id, plicht.naam] = lopend
        return _op_volgorde(gevonden.values())


def van_domein(bezien: Bezien) -> tuple[Lopend, ...]:
    """The obligations of a casus, whosesoever."""
    return _op_volgorde(
        Lopend(bezien.casus, bezien.convenant, plicht, bezien.op)
        for plicht in bezien.casus.nakomen.plichten
    )


def _op_volgorde(lopend: Iterable[Lopend]) -> tuple[Lopend, ...]:
    return tuple(sorted(lopend, key=lambda een: (een.uiterlijk, een.casus.id, een.plicht.naam)))
