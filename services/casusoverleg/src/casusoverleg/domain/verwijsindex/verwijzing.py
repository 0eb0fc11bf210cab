"""What a table has with the verwijsindex about a casus: its report, questions and matches."""

from dataclasses import dataclass
from datetime import date, timedelta

from contracts.aard_tabel import AARD
from contracts.covenant import Convenant
from contracts.covenant_text import functie_van
from contracts.events.verwijsindex import Matchuitkomst, Opvolging
from contracts.verwijsindex import Verwijsantwoord
from contracts.vocabulary import Functie, OpaqueId

TOT_LEEFTIJD = 23
"""In years: who is 23 is not reported (Wet op de jeugdzorg, ch. Ia)."""

SPELING = timedelta(days=7)
"""So much before two years are over a report goes, lest a pause of the machine breaks the law."""


@dataclass(frozen=True)
class Gemeld:
    """The report of this casus. `op_bsn`: could it be compared by BSN? Unknown until it is in."""

    id: OpaqueId
    contact: Functie
    op: date
    vervalt_op: date
    op_bsn: bool | None = None


@dataclass(frozen=True)
class Bevraging:
    """A question whether others reported this child."""

    id: OpaqueId
    op: date
    antwoord: Verwijsantwoord | None = None


@dataclass(frozen=True)
class Match:
    """Another table reported this child too."""

    id: OpaqueId
    contact: Functie
    sinds: date
    uiterlijk: date
    opvolging: Opvolging | None = None
    uitkomst: Matchuitkomst | None = None
    opgevolgd_op: date | None = None

    @property
    def open(self) -> bool:
        """Is it not recorded yet what the two tables agreed on?"""
        return self.uitkomst is None


@dataclass(frozen=True)
class Verwijzing:
    """All of it, for one casus."""

    melding: Gemeld | None = None
    bevragingen: tuple[Bevraging, ...] = ()
    matches: tuple[Match, ...] = ()

    def verlopen(self, op: date) -> bool:
        """Must the report go out of the index on this day?"""
        return self.melding is not None and self.melding.vervalt_op <= op

    @property
    def open_matches(self) -> tuple[Match, ...]:
        """The matches that still ask something."""
        return tuple(match for match in self.matches if match.open)


def vervalt_op(op: date) -> date:
    """When a report of this day is taken out: within two years."""
    schrikkeldag = (op.month, op.day) == (2, 29)
    dag = op.replace(day=28) if schrikkeldag else op
    return dag.replace(year=op.year + 2) - SPELING


def contact_van(overleg: str, convenant: Convenant) -> Functie | None:
    """Whom others may call about a report of this table.

    Who directs it; or, where that says something of the child, who feeds back by a road to here,
    another seat, or who gets every match. None: nobody of these can be named.
    """
    wegen = (w for w in convenant.wegen.values() if w.naar == overleg)
    index = convenant.verwijsindex
    regisseur = index.elke_match_naar if index else None
    tafel = convenant.overleggen[overleg]
    keuzes = (
        tafel.functies()[0],
        *(functie_van(zetel) for w in wegen for zetel in w.terugkoppeling.genoemd),
        *tafel.functies(),
        *((functie_van(regisseur),) if regisseur else ()),
    )
    return next((f for f in keuzes if _noembaar(f, convenant)), None)


def _noembaar(functie: Functie, convenant: Convenant) -> bool:
    """May others call there? The gate refuses a report that names another (I-VERWIJSCONTACT)."""
    organisatie = convenant.organisaties.get(functie.organisatie)
    return organisatie is not None and not any(AARD[t].zegt_iets for t in organisatie.typen)
