"""What opens and closes obligations in a casus, and how it is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.nakomen.plichten import WOORDEN, Plicht, artikel_van, vernietigen_voor
from casusoverleg.domain.stappen.onderwerp import Noem
from casusoverleg.domain.verstrekken.state import GING, Verzoek
from contracts.aard_tabel import eigen_regime
from contracts.elements import GedeeldElement
from contracts.events import naleving
from contracts.events.naleving import Plichtsoort
from contracts.events.privacy_gate import (
    Verplichting,
    VerstrekkingAfgehandeld,
    VerstrekkingBezorgd,
)
from contracts.events.verstrekking import Aanvulling, Aanvulreden, VerstrekkingGevraagd
from contracts.vocabulary import Functie

_DOOR_REDEN = {
    Aanvulreden.GECORRIGEERD: Plichtsoort.CORRECTIE,
    Aanvulreden.VERZET: Plichtsoort.STOPPEN,
}

Eigen: TypeAlias = (
    naleving.VerplichtingAfgehandeld
    | naleving.InformatieGecorrigeerd
    | naleving.VerzetAangetekend
    | naleving.VerzetBeoordeeld
)
Feit: TypeAlias = Eigen | VerstrekkingGevraagd | VerstrekkingAfgehandeld | VerstrekkingBezorgd


def fold(casus: Casus, feit: Feit, _op: date) -> Casus:
    """The casus after what opens an obligation, or what people did about one."""
    stand = casus.nakomen
    match feit:
        case naleving.VerplichtingAfgehandeld():
            return replace(casus, nakomen=replace(stand, plichten=_afgehandeld(casus, feit)))
        case naleving.InformatieGecorrigeerd(element=nieuw):
            elementen = tuple(nieuw if e.id == nieuw.id else e for e in casus.elementen)
            return replace(casus, elementen=elementen)
        case naleving.VerzetAangetekend(verzet=verzet):
            plicht = _plicht(Plichtsoort.VERZET, verzet.id, feit.door, None, verzet.aangetekend_op)
            casus = _met(casus, replace(plicht, uiterlijk=verzet.uiterlijk))
            verzetten = (*stand.verzetten, verzet)
            return replace(casus, nakomen=replace(casus.nakomen, verzetten=verzetten))
        case naleving.VerzetBeoordeeld():
            casus = _gesloten(casus, lambda p: p.uit == feit.verzet, feit.op)
            over = [v.over for v in stand.verzetten if v.id == feit.verzet and feit.gegrond]
            gegrond = tuple(dict.fromkeys((*stand.gegrond_verzet, *over)))
            return replace(casus, nakomen=replace(casus.nakomen, gegrond_verzet=gegrond))
        case VerstrekkingGevraagd():
            return _na_verzoek(casus, feit)
        case VerstrekkingAfgehandeld():
            return _na_afhandeling(casus, feit)
        case VerstrekkingBezorgd():
            return _na_levering(casus, feit)


def _na_verzoek(casus: Casus, feit: VerstrekkingGevraagd) -> Casus:
    """Who tells earlier recipients of a correction or an objection has done so once it passes."""
    soort = _DOOR_REDEN.get(feit.inhoud.reden) if isinstance(feit.inhoud, Aanvulling) else None
    if soort is None or feit.naar_overleg == casus.overleg:
        return casus
    return _met(casus, _plicht(soort, feit.verstrekking, feit.door, feit.naar_overleg, feit.op))


def _na_afhandeling(casus: Casus, feit: VerstrekkingAfgehandeld) -> Casus:
    """What the gate says must still be done, and what was done by what passed."""
    verzoek = casus.verstrekken.verzoek(feit.verstrekking)
    if verzoek is None:
        return casus
    if feit.doorgelaten and all(u.uitkomst in GING for u in feit.uitkomsten):
        gemeld = (Plichtsoort.CORRECTIE, Plichtsoort.STOPPEN)
        casus = _gesloten(
            casus, lambda p: p.uit == feit.verstrekking and p.soort in gemeld, feit.op
        )
    for verplichting in feit.verplichtingen:
        casus = _verplicht(casus, verzoek, verplichting)
    return casus


def _na_levering(casus: Casus, feit: VerstrekkingBezorgd) -> Casus:
    """A correction goes on to whom this table gave it; an objection, an erasure is decided on."""
    if not isinstance(feit.inhoud, Aanvulling):
        return casus
    match feit.inhoud.reden:
        case Aanvulreden.GECORRIGEERD:
            verder = _verder_verstrekt(casus, feit.elementen)
            plicht = _plicht(Plichtsoort.CORRECTIE, feit.verstrekking, None, None, feit.op)
            return _met(casus, replace(plicht, elementen=verder)) if verder else casus
        case Aanvulreden.VERZET:
            return _met(casus, _plicht(Plichtsoort.VERZET, feit.verstrekking, None, None, feit.op))
        case Aanvulreden.VERNIETIGD:
            plicht = _plicht(Plichtsoort.VERNIETIGEN, feit.verstrekking, None, None, feit.op)
            return _met(casus, replace(plicht, uiterlijk=vernietigen_voor(feit.op)))
        case Aanvulreden.GEWOGEN:
            return casus


def _afgehandeld(casus: Casus, feit: naleving.VerplichtingAfgehandeld) -> tuple[Plicht, ...]:
    return tuple(
        replace(p, stand=feit.stand, afgehandeld_op=feit.op, belang=feit.belang)
        if (p.uit, p.soort) == (feit.verstrekking, feit.soort)
        else p
        for p in casus.nakomen.plichten
    )


def _verplicht(casus: Casus, verzoek: Verzoek, verplichting: Verplichting) -> Casus:
    soort = Plichtsoort(verplichting.soort)
    door = verzoek.door
    if soort is Plichtsoort.VASTLEGGEN:
        door = _bron(casus, verzoek) or door
    plicht = _plicht(soort, verzoek.verstrekking, door, verzoek.naar_overleg, verzoek.op)
    # For a source the law says how long its record is kept, not by when it is made.
    tot = verplichting.uiterlijk if soort is Plichtsoort.BEWAREN else None
    plicht = replace(plicht, artikel=verplichting.artikel, uiterlijk=tot)
    return _bewaard(casus, plicht) if soort is Plichtsoort.BEWAREN else _eens(casus, plicht)


def _bewaard(casus: Casus, plicht: Plicht) -> Casus:
    """A casus is kept until the last of its dates; one that came back after erasure, anew."""
    eerder = [p for p in casus.nakomen.plichten if p.soort is Plichtsoort.BEWAREN and p.open]
    if eerder and (eerder[0].uiterlijk or date.min) >= (plicht.uiterlijk or date.min):
        return casus
    overig = tuple(p for p in casus.nakomen.plichten if p.soort is not Plichtsoort.BEWAREN)
    return replace(casus, nakomen=replace(casus.nakomen, plichten=(*overig, plicht)))


def _eens(casus: Casus, plicht: Plicht) -> Casus:
    """Whoever still has to do it for this receiver does it once."""
    zelfde = any(
        p.open
        and (p.soort, p.eigenaar, p.naar_overleg)
        == (plicht.soort, plicht.eigenaar, plicht.naar_overleg)
        for p in casus.nakomen.plichten
    )
    return casus if zelfde else _met(casus, plicht)


def _bron(casus: Casus, verzoek: Verzoek) -> Functie | None:
    """Police or prosecution who recorded what was provided."""
    bekend = (*casus.elementen, *(g.element for g in casus.gedeeld))
    bronnen = (
        e.vastgelegd_door for e in bekend if e.id in verzoek.elementen and eigen_regime(e.brontype)
    )
    return next(bronnen, None)


def _verder_verstrekt(casus: Casus, elementen: tuple[GedeeldElement, ...]) -> tuple[str, ...]:
    gingen = (g.element.id for g in elementen)
    return tuple(id_ for id_ in gingen if casus.ontvangers_van((id_,)))


def _plicht(
    soort: Plichtsoort, uit: str, eigenaar: Functie | None, naar: str | None, op: date
) -> Plicht:
    return Plicht(
        uit=uit,
        soort=soort,
        artikel=artikel_van(soort, op),
        eigenaar=eigenaar,
        naar_overleg=naar,
        sinds=op,
    )


def _met(casus: Casus, plicht: Plicht) -> Casus:
    plichten = (*casus.nakomen.plichten, plicht)
    return replace(casus, nakomen=replace(casus.nakomen, plichten=plichten))


def _gesloten(casus: Casus, welke: Callable[[Plicht], bool], op: date) -> Casus:
    plichten = tuple(p.gedaan(op) if p.open and welke(p) else p for p in casus.nakomen.plichten)
    return replace(casus, nakomen=replace(casus.nakomen, plichten=plichten))


def vertel(feit: Eigen, _noem: Noem) -> str:
    """The sentence that tells what people did about an obligation."""
    match feit:
        case naleving.VerplichtingAfgehandeld(stand="gedaan"):
            return f"Nagekomen: {WOORDEN[feit.soort].lower()}"
        case naleving.VerplichtingAfgehandeld(soort=Plichtsoort.VERNIETIGEN):
            return "Verzoek om vernietiging afgewezen"
        case naleving.VerplichtingAfgehandeld():
            return f"Vervallen: {WOORDEN[feit.soort].lower()}"
        case naleving.InformatieGecorrigeerd():
            return "Gegeven gecorrigeerd"
        case naleving.VerzetAangetekend():
            return f"Verzet aangetekend; besluit uiterlijk {feit.verzet.uiterlijk:%d-%m-%Y}"
        case naleving.VerzetBeoordeeld():
            return f"Verzet {'gegrond: de verstrekking stopt' if feit.gegrond else 'ongegrond'}"
