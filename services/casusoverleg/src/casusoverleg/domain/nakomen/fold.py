"""Folding obligations: facts open them, facts close them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.nakomen.plichten import Plicht, artikel_van, vernietigen_voor
from casusoverleg.domain.wegen.grondslag import Verzoek
from contracts.elements import GedeeldElement
from contracts.events import naleving
from contracts.events.naleving import Plichtsoort
from contracts.events.payload import Payload
from contracts.events.privacy_gate import (
    Verplichting,
    VerstrekkingAfgehandeld,
    VerstrekkingBezorgd,
)
from contracts.events.verstrekking import Aanvulling, Aanvulreden, VerstrekkingGevraagd
from contracts.vocabulary import REGIME_VAN_BRON, Functie, Organisatietype, Regime, Uitkomst

_DOOR_REDEN = {
    Aanvulreden.GECORRIGEERD: Plichtsoort.CORRECTIE,
    Aanvulreden.VERZET: Plichtsoort.STOPPEN,
}
_GING = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)


def na_verzoek(casus: Casus, feit: VerstrekkingGevraagd) -> Casus:
    """Who tells earlier recipients of a correction or an objection has done so once it passes."""
    soort = _DOOR_REDEN.get(feit.inhoud.reden) if isinstance(feit.inhoud, Aanvulling) else None
    if soort is None or feit.naar_overleg == casus.overleg:
        return casus
    return _met(casus, _plicht(soort, feit.verstrekking, feit.door, feit.naar_overleg, feit.op))


def na_afhandeling(casus: Casus, feit: VerstrekkingAfgehandeld) -> Casus:
    """What the gate says must still be done, and what was done by what passed."""
    verzoek = casus.verzoek(feit.verstrekking)
    if verzoek is None:
        return casus
    if feit.doorgelaten and all(u.uitkomst in _GING for u in feit.uitkomsten):
        gemeld = (Plichtsoort.CORRECTIE, Plichtsoort.STOPPEN)
        casus = _gesloten(
            casus, lambda p: p.uit == feit.verstrekking and p.soort in gemeld, feit.op
        )
    for verplichting in feit.verplichtingen:
        casus = _verplicht(casus, verzoek, verplichting)
    return casus


def na_levering(casus: Casus, feit: VerstrekkingBezorgd) -> Casus:
    """A correction goes on to whom this table gave it; an objection, an erasure is decided on."""
    if not isinstance(feit.inhoud, Aanvulling):
        return casus
    match feit.inhoud.reden:
        case Aanvulreden.GECORRIGEERD:
            verder = _verder_verstrekt(casus, feit.elementen)
            plicht = _plicht(Plichtsoort.CORRECTIE, feit.verstrekking, None, None, feit.op)
            return _met(casus, plicht.model_copy(update={"elementen": verder})) if verder else casus
        case Aanvulreden.VERZET:
            return _met(casus, _plicht(Plichtsoort.VERZET, feit.verstrekking, None, None, feit.op))
        case Aanvulreden.VERNIETIGD:
            plicht = _plicht(Plichtsoort.VERNIETIGEN, feit.verstrekking, None, None, feit.op)
            tot = {"uiterlijk": vernietigen_voor(feit.op)}
            return _met(casus, plicht.model_copy(update=tot))
        case Aanvulreden.GEWOGEN:
            return casus


def na_feit(casus: Casus, feit: Payload) -> dict[str, Any]:
    """What changes by what people did about their obligations."""
    match feit:
        case naleving.VerplichtingAfgehandeld():
            return _afgehandeld(casus, feit)
        case naleving.InformatieGecorrigeerd():
            nieuw = feit.element
            return {"elementen": tuple(nieuw if e.id == nieuw.id else e for e in casus.elementen)}
        case naleving.VerzetAangetekend():
            verzet = feit.verzet
            plicht = _plicht(Plichtsoort.VERZET, verzet.id, feit.door, None, verzet.aangetekend_op)
            plicht = plicht.model_copy(update={"uiterlijk": verzet.uiterlijk})
            return {
                "verzetten": (*casus.verzetten, verzet),
                "plichten": (*casus.plichten, plicht),
            }
        case naleving.VerzetBeoordeeld():
            dicht = _gesloten(casus, lambda p: p.uit == feit.verzet, feit.op)
            over = [v.over for v in casus.verzetten if v.id == feit.verzet and feit.gegrond]
            return {
                "plichten": dicht.plichten,
                "gegrond_verzet": tuple(dict.fromkeys((*casus.gegrond_verzet, *over))),
            }
        case _:
            return {}


def _afgehandeld(casus: Casus, feit: naleving.VerplichtingAfgehandeld) -> dict[str, Any]:
    update = {"stand": feit.stand, "afgehandeld_op": feit.op, "belang": feit.belang}
    return {
        "plichten": tuple(
            p.model_copy(update=update)
            if (p.uit, p.soort) == (feit.verstrekking, feit.soort)
            else p
            for p in casus.plichten
        )
    }


def _verplicht(casus: Casus, verzoek: Verzoek, verplichting: Verplichting) -> Casus:
    soort = Plichtsoort(verplichting.soort)
    door = verzoek.door
    if soort is Plichtsoort.VASTLEGGEN:
        door = _bron(casus, verzoek) or door
    plicht = _plicht(soort, verzoek.verstrekking, door, verzoek.naar_overleg, verzoek.op)
    # For a source the law says how long its record is kept, not by when it is made.
    tot = verplichting.uiterlijk if soort is Plichtsoort.BEWAREN else None
    plicht = plicht.model_copy(update={"artikel": verplichting.artikel, "uiterlijk": tot})
    return _bewaard(casus, plicht) if soort is Plichtsoort.BEWAREN else _eens(casus, plicht)


def _bewaard(casus: Casus, plicht: Plicht) -> Casus:
    """A casus is kept until the last of its dates; one that came back after erasure, anew."""
    eerder = [p for p in casus.plichten if p.soort is Plichtsoort.BEWAREN and p.open]
    if eerder and (eerder[0].uiterlijk or date.min) >= (plicht.uiterlijk or date.min):
        return casus
    overig = tuple(p for p in casus.plichten if p.soort is not Plichtsoort.BEWAREN)
    return casus.model_copy(update={"plichten": (*overig, plicht)})


def _eens(casus: Casus, plicht: Plicht) -> Casus:
    """Whoever still has to do it for this receiver does it once."""
    zelfde = any(
        p.open
        and (p.soort, p.eigenaar, p.naar_overleg)
        == (plicht.soort, plicht.eigenaar, plicht.naar_overleg)
        for p in casus.plichten
    )
    return casus if zelfde else _met(casus, plicht)


def _bron(casus: Casus, verzoek: Verzoek) -> Functie | None:
    """Police or prosecution who recorded what was provided."""
    bekend = (*casus.elementen, *(g.element for g in casus.gedeeld))
    bronnen = (
        e.vastgelegd_door for e in bekend if e.id in verzoek.elementen and _bijzonder(e.brontype)
    )
    return next(bronnen, None)


def _bijzonder(bron: Organisatietype) -> bool:
    return REGIME_VAN_BRON.get(bron, Regime.ALGEMEEN) is not Regime.ALGEMEEN


def _verder_verstrekt(casus: Casus, elementen: tuple[GedeeldElement, ...]) -> tuple[str, ...]:
    return tuple(g.element.id for g in elementen if casus.ontvangers_van((g.element.id,)))


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
    return casus.model_copy(update={"plichten": (*casus.plichten, plicht)})


def _gesloten(casus: Casus, welke: Callable[[Plicht], bool], op: date) -> Casus:
    gedaan = {"stand": "gedaan", "afgehandeld_op": op}
    return casus.model_copy(
        update={
            "plichten": tuple(
                p.model_copy(update=gedaan) if p.open and welke(p) else p for p in casus.plichten
            )
        }
    )
