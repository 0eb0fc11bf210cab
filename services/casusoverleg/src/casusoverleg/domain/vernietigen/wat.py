"""When the values of a casus may and must go, and of whom nothing need be kept any more."""

from collections.abc import Iterable
from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.nakomen.plichten import HIERMEE_GEDAAN, Plicht
from casusoverleg.domain.stappen.refusal import Weigering
from contracts.elements import Element
from contracts.events.naleving import Plichtsoort
from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.topics import RETENTION_YEARS
from contracts.vocabulary import OpaqueId


def jaren_later(op: date, jaren: int) -> date:
    """The same day so many years later; for a leap day the day before."""
    schrikkeldag = (op.month, op.day) == (2, 29)
    return (op.replace(day=28) if schrikkeldag else op).replace(year=op.year + jaren)


def bewaren_tot(casus: Casus) -> date:
    """The last day on which a casus is kept.

    The gate says so of what was provided here; a table that only received keeps it for the same
    fifteen years (Wet op de jeugdzorg 55), from the day on which it closed the casus.
    """
    dagen = (
        p.uiterlijk for p in casus.nakomen.plichten if p.open and p.soort is Plichtsoort.BEWAREN
    )
    return next(dagen, None) or jaren_later(casus.gesloten_op or casus.geopend_op, RETENTION_YEARS)


def verzoek_om_vernietiging(casus: Casus) -> Plicht | None:
    """A request that was neither met nor refused."""
    vragen = (p for p in casus.nakomen.plichten if p.open and p.soort is Plichtsoort.VERNIETIGEN)
    return next(vragen, None)


def grond_voor(casus: Casus, op: date) -> Vernietigingsgrond | None:
    """Why this casus may be erased on this day; None: it must be kept."""
    if casus.open or casus.vernietigd:
        return None
    if verzoek_om_vernietiging(casus):
        return Vernietigingsgrond.VERZOEK
    if casus.niet_overgenomen:
        return Vernietigingsgrond.NIET_OVERGENOMEN
    return Vernietigingsgrond.TERMIJN if op > bewaren_tot(casus) else None


def mag_weg(casus: Casus, andere: Iterable[Casus], op: date) -> Vernietigingsgrond | Weigering:
    """Why a closed casus may be erased now, or why it may not.

    `andere`: the other casussen of the domain.
    """
    grond = grond_voor(casus, op)
    if grond is None:
        return Weigering(
            f"Deze casus wordt bewaard tot en met {bewaren_tot(casus):%d-%m-%Y}, en er staat geen "
            "verzoek om vernietiging open."
        )
    wacht = _waar_het_op_wacht(casus)
    if wacht:
        return Weigering(wacht)
    blijven = (a for a in _bestaand(andere) if grond_voor(a, op) is None)
    if not casus.niet_overgenomen and any(casus.betrokkene in personen_van(a) for a in blijven):
        return Weigering(
            "Van deze jeugdige ligt in dit domein nog een casus die bewaard moet blijven."
        )
    return grond


def hiermee_gedaan(casus: Casus, plicht: Plicht) -> bool:
    """Does erasure itself meet this obligation?

    Of what was let go nothing is left that anybody else's objection could be against.
    """
    vreemd = plicht.soort is Plichtsoort.VERZET and plicht.uit not in {
        v.id for v in casus.nakomen.verzetten
    }
    return plicht.soort in HIERMEE_GEDAAN or (vreemd and casus.niet_overgenomen)


def _waar_het_op_wacht(casus: Casus) -> str | None:
    if any(p.open and not hiermee_gedaan(casus, p) for p in casus.nakomen.plichten):
        return (
            "Er staat bij deze casus nog een verplichting open; kom die eerst na, of leg vast "
            "waarom zij vervalt."
        )
    if casus.opschalen.terug_te_koppelen:
        return "Er wacht nog een terugkoppeling; geef die eerst door."
    if casus.te_wegen():
        return "Er wacht nog een weging; oordeel eerst over wat de poort aan een mens overliet."
    if casus.vastleggen.wachtende_navraag(None):
        return "Er wacht nog een navraag op antwoord; beantwoord die eerst."
    if casus.verwijsindex.open_matches:
        return "Er staat nog een match open; leg eerst vast wat de overleggen afspraken."
    beantwoord = {a.verstrekking for a in casus.verstrekken.afgehandeld}
    if any(v.verstrekking not in beantwoord for v in casus.verstrekken.verzoeken):
        return "Er is nog een verstrekking onderweg bij de poort; wacht op haar antwoord."
    return None


def personen_van(casus: Casus) -> frozenset[OpaqueId]:
    """Everybody about whom something lies in a casus."""
    bekend = (*casus.elementen, *(g.element for g in casus.gedeeld))
    return frozenset((casus.betrokkene, *(p.id for p in casus.personen), *(e.over for e in bekend)))


def te_vergeten(casus: Casus, andere: Iterable[Casus]) -> tuple[OpaqueId, ...]:
    """Of whom nothing need be kept in this domain once this casus is erased.

    Keys are per person: of a parent who is in a casus of another child too, or of somebody with
    two casussen that may both go, the keys go with the last one.
    """
    return tuple(sorted(personen_van(casus).difference(*map(personen_van, _bestaand(andere)))))


def nagekomen(
    casus: Casus, elementen: Iterable[Element], andere: Iterable[Casus], op: date
) -> tuple[GegevensVernietigd, ...]:
    """What was on its way to a casus while that was erased, goes the same way.

    `andere`: the other casussen of the domain; what is about somebody in one of those stays.
    """
    if casus.vernietigd is None:
        return ()
    blijven = frozenset[OpaqueId]().union(*map(personen_van, _bestaand(andere)))
    nieuw = [
        e
        for e in elementen
        if e.over not in blijven and e.waarde.sleutel not in casus.vernietigd.sleutels
    ]
    if not nieuw:
        return ()
    weg = {
        "personen": tuple(sorted({e.over for e in nieuw})),
        "sleutels": tuple(sorted({e.waarde.sleutel for e in nieuw})),
        "op": op,
    }
    return (casus.vernietigd.model_copy(update=weg),)


def _bestaand(casussen: Iterable[Casus]) -> Iterable[Casus]:
    return (een for een in casussen if een.vernietigd is None)
