"""What the API gives, in camelCase."""

from datetime import date
from typing import Any

from casusoverleg.domain.bespreken.bord import Fase
from casusoverleg.domain.gezinsplan.plan import Plandoel
from casusoverleg.domain.overdragen.overdracht import Kant, Stand
from casusoverleg.views.zien import Blik, Geopend
from contracts.elements import VELDEN, Bewerking, Veld
from contracts.events.verstrekking import (
    Besprekingsuitkomst,
    Bewijssoort,
    Overdrachtsvraag,
)
from contracts.events.verwijsindex import Matchuitkomst, Opvolging
from contracts.gezinsplan import Doeloordeel, Leefgebied
from contracts.overdracht import Heropengrond, Weigergrond
from contracts.vergadering import Afloop, Afspraaksoort, Betrokkenheid, Veiligheidsreden
from contracts.vocabulary import Functie, Leeftijdsband, Relatie
from infra.web.shown import Shown, shown


class CasusKort(Shown):
    """A casus in a list. `naam` only for who may open it."""

    id: str
    overleg: str
    naam: str | None
    houder: str
    houder_sinds: date
    houder_door: str
    fase: Fase
    wacht_op: str
    wacht_sinds: date
    uiterlijk: date | None
    vastgelopen: bool
    opgeschaald_naar: Functie | None
    vergadering: date | None
    uitkomst: Besprekingsuitkomst | None
    afgesloten: bool


class CasussenUit(Shown):
    """The casussen of the user's tables, the longest held first."""

    casussen: tuple[CasusKort, ...]


class OverdrachtUit(Shown):
    """A hand-off, by this side's copy of it."""

    id: str
    kant: Kant
    ander_overleg: str
    vraag: Overdrachtsvraag
    gewenst_bewijs: Bewijssoort
    stand: Stand
    aangeboden_op: date
    uiterlijk: date
    geaccepteerd_op: date | None
    bewijs: Bewijssoort | None
    actiedatum: date | None
    bevinding_op: date | None
    reden: Weigergrond | Heropengrond | None
    open_vragen: int
    teruggave_van: str | None
    doorverwijzing_van: str | None


class ElementUit(Shown):
    """An element that this seat may open. Without a value: it was erased."""

    id: str
    veld: Veld
    label: str
    over: str
    relatie: Relatie
    waarde: str | None
    bewerking: Bewerking
    vastgelegd_door: Functie
    vastgelegd_op: date


class RegelUit(Shown):
    """A line of the history."""

    op: date
    tekst: str
    door: Functie | None


class BesprekingUit(Shown):
    """A discussion: which seats, how young person and parents took part, what was decided."""

    op: date
    aanwezig: tuple[Functie, ...]
    jeugdige: Betrokkenheid
    ouders: Betrokkenheid
    veiligheidsreden: Veiligheidsreden | None
    uitkomst: Besprekingsuitkomst | None


class AfspraakUit(Shown):
    """An agreement that this seat may open; what was agreed is the element."""

    id: str
    soort: Afspraaksoort
    uitvoerder: Functie
    start: date
    beoogd_einde: date
    element: str
    afloop: Afloop | None


class DoelUit(Shown):
    """A goal that this seat may open, as it is put now; what it says is the element."""

    id: str
    leefgebied: Leefgebied
    wie: Functie
    start: date
    streefdatum: date
    element: str
    oordeel: Doeloordeel | None
    gesteld_op: date
    bijgesteld_op: date | None


class ToestemmingUit(Shown):
    """Consent, for who wants to withdraw it."""

    id: str
    over: str
    doel: str
    gegeven_op: date
    ingetrokken_op: date | None


class TeWegenUit(Shown):
    """An element that the gate left to a person, and where it was to go."""

    verstrekking: str
    element: str
    naar_overleg: str | None


class VerzetUit(Shown):
    """An objection: of whom, and by when it is decided on."""

    id: str
    over: str
    aangetekend_op: date
    uiterlijk: date


class MeldingUit(Shown):
    """The report of this casus in the verwijsindex. `op_bsn` is null until the index has it."""

    contact: Functie
    op: date
    vervalt_op: date
    op_bsn: bool | None


class AntwoordUit(Shown):
    """What the verwijsindex knows: that another table reported the child, and whom to call."""

    bekend: bool
    op_bsn: bool
    contacten: tuple[Functie, ...]


class BevragingUit(Shown):
    """A question to the verwijsindex; the answer is null until it has come."""

    op: date
    antwoord: AntwoordUit | None


class MatchUit(Shown):
    """Another table reported this child too."""

    id: str
    contact: Functie
    sinds: date
    uiterlijk: date
    opvolging: Opvolging | None
    uitkomst: Matchuitkomst | None
    opgevolgd_op: date | None


class VerwijzingUit(Shown):
    """What this table has with the verwijsindex about a casus."""

    melding: MeldingUit | None
    bevragingen: tuple[BevragingUit, ...]
    matches: tuple[MatchUit, ...]


class CasusUit(CasusKort):
    """A casus, with what this user may open and do."""

    leeftijdsband: Leeftijdsband
    herkomst: str
    school: str | None
    convenant: str
    besproken_op: date | None
    besprekingen: tuple[BesprekingUit, ...]
    afspraken: tuple[AfspraakUit, ...]
    doelen: tuple[DoelUit, ...]
    zorgcoordinator_gezin: Functie | None
    elementen: tuple[ElementUit, ...]
    overdrachten: tuple[OverdrachtUit, ...]
    toestemmingen: tuple[ToestemmingUit, ...]
    te_wegen: tuple[TeWegenUit, ...]
    verzetten: tuple[VerzetUit, ...]
    verwijzing: VerwijzingUit
    vernietigd_op: date | None
    geschiedenis: tuple[RegelUit, ...]
    mogelijke_stappen: tuple[str, ...]


def kort_uit(blik: Blik) -> CasusKort:
    """A casus in a list."""
    return CasusKort(**_kort(blik))


def _kort(blik: Blik) -> dict[str, Any]:
    casus, wacht, hoog = blik.casus, blik.wacht, blik.casus.opschalen.opgeschaald
    return {
        "id": casus.id,
        "overleg": casus.overleg,
        "naam": blik.naam,
        "houder": casus.houder,
        "houder_sinds": casus.houder_sinds,
        "houder_door": casus.houder_door,
        "fase": wacht.fase,
        "wacht_op": wacht.bij,
        "wacht_sinds": wacht.sinds,
        "uiterlijk": wacht.uiterlijk,
        "vastgelopen": blik.vastgelopen,
        "opgeschaald_naar": hoog.aan if hoog else None,
        "vergadering": casus.bespreken.vergadering,
        "uitkomst": casus.bespreken.uitkomst,
        "afgesloten": not casus.open,
    }


def casus_uit(blik: Blik) -> CasusUit:
    """A casus with all that this user may see and do."""
    casus = blik.casus
    return CasusUit(
        **_kort(blik),
        leeftijdsband=casus.leeftijdsband,
        herkomst=casus.herkomst,
        school=blik.school,
        convenant=casus.convenant,
        besproken_op=casus.bespreken.besproken_op,
        besprekingen=tuple(shown(BesprekingUit, b) for b in casus.bespreken.besprekingen),
        afspraken=tuple(shown(AfspraakUit, a) for a in blik.afspraken),
        doelen=tuple(_doel(d) for d in blik.doelen),
        zorgcoordinator_gezin=casus.gezinsplan.coordinator,
        elementen=tuple(_element(geopend) for geopend in blik.elementen),
        overdrachten=tuple(shown(OverdrachtUit, o) for o in casus.overdragen.overdrachten),
        toestemmingen=tuple(shown(ToestemmingUit, t) for t in casus.vastleggen.toestemmingen),
        te_wegen=tuple(
            TeWegenUit(
                verstrekking=w.verstrekking,
                element=w.element,
                naar_overleg=verzoek.naar_overleg if verzoek else None,
            )
            for w in casus.te_wegen()
            for verzoek in (casus.verstrekken.verzoek(w.verstrekking),)
        ),
        verzetten=tuple(VerzetUit(**v.model_dump()) for v in casus.nakomen.verzetten),
        verwijzing=shown(VerwijzingUit, casus.verwijsindex),
        vernietigd_op=casus.vernietigd.op if casus.vernietigd else None,
        geschiedenis=tuple(RegelUit(op=r.op, tekst=r.tekst, door=r.door) for r in blik.regels),
        mogelijke_stappen=tuple(soort.stap for soort in blik.stappen),
    )


def _doel(doel: Plandoel) -> DoelUit:
    oordeel = doel.laatst.oordeel if doel.laatst else None
    return shown(DoelUit, doel, wie=doel.uitvoerder, oordeel=oordeel)


def _element(geopend: Geopend) -> ElementUit:
    element = geopend.gedeeld.element
    return shown(
        ElementUit,
        element,
        label=VELDEN[element.veld].label,
        waarde=geopend.waarde,
        bewerking=geopend.gedeeld.bewerking,
    )
