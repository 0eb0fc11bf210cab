"""Looking at the whole of a domain without seeing a value: for who guards privacy."""

from dataclasses import dataclass
from datetime import date

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.circumstances import Zetel, zetel_aan
from casusoverleg.domain.wegen.weegpunten import Weegvraagstuk, te_wegen_door, vraagstukken
from casusoverleg.views.register import convenant_voor, werkdagen_van
from contracts.covenant import Convenant
from infra.clock import today
from infra.parts import Parts
from infra.register import load_register


@dataclass(frozen=True)
class Bezien:
    """A casus with the covenant that rules it; structure only."""

    casus: Casus
    convenant: Convenant
    op: date

    def vraagstukken(self) -> tuple[Weegvraagstuk, ...]:
        """What waits for a person's verdict."""
        werkdagen = werkdagen_van(self.convenant, self.casus.overleg)
        return vraagstukken(self.casus.te_wegen(), self.convenant.termijnen, werkdagen)

    def wegers(self, stuk: Weegvraagstuk) -> tuple[Zetel, ...]:
        """The seats that may give that verdict."""
        return tuple(
            zetel
            for functie in self.convenant.overleggen[self.casus.overleg].functies()
            if (zetel := zetel_aan(self.convenant, self.casus.overleg, functie))
            and any(p.verstrekking == stuk.verstrekking for p in te_wegen_door(self.casus, zetel))
        )


@dataclass(frozen=True)
class Toezicht:
    """Looking at all tables of a domain."""

    parts: Parts

    def casussen(self) -> tuple[Bezien, ...]:
        """Every casus of this domain."""
        op = today(self.parts.clock)
        with self.parts.database.reading() as session:
            register = load_register(session)
            return tuple(
                Bezien(casus, convenant_voor(register, casus.overleg, casus.convenant, op), op)
                for casus in store.alle_casussen(session)
            )
