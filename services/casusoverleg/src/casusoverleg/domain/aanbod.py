"""Bringing a casus in at another table, and offering it: what goes along, and on what it rests."""

from typing import TypeAlias

from casusoverleg.domain.commandos import BrengIn, DraagOver, GeefTerug
from casusoverleg.domain.commandos.commando import Verstrekkingscommando
from casusoverleg.domain.leeftijd import buiten_leeftijd
from casusoverleg.domain.omstandigheden import WEGING, Situatie
from casusoverleg.domain.overdracht import Overdracht
from casusoverleg.domain.verzoeken import te_verstrekken, verstrekking_id, verzoek
from casusoverleg.domain.weigering import Weigering
from casusoverleg.domain.werkdagen import na_werkdagen
from contracts.elements import Element
from contracts.events.casusoverleg import CasusIngebracht, OverdrachtAangeboden, WegingVastgelegd
from contracts.events.payload import Payload
from contracts.events.verstrekking import (
    Bewijssoort,
    Inbreng,
    Inhoud,
    Overdrachtsaanbod,
    Overdrachtsvraag,
    Weging,
)
from contracts.vocabulary import OpaqueId

Feiten: TypeAlias = tuple[Payload, ...]


def inbreng(s: Situatie, commando: BrengIn) -> Feiten | Weigering:
    """Bring the casus in; nobody else becomes responsible by it."""
    naar = commando.naar_overleg
    if naar not in s.zetel.overleg.brengt_in_bij:
        return Weigering("Volgens het convenant brengt dit overleg daar niet in.")
    buiten = buiten_leeftijd(s.casus, s.omst, naar)
    if buiten and not commando.reden_leeftijd:
        return buiten
    feit = CasusIngebracht(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        naar_overleg=naar,
        vraag=commando.vraag,
        reden_leeftijd=commando.reden_leeftijd,
        door=s.zetel.functie,
    )
    inhoud = Inbreng(vraag=commando.vraag, houder=s.casus.houder)
    return _met_verzoek((feit,), s, commando, naar, inhoud)


def aanbod(
    s: Situatie,
    commando: DraagOver,
    doorverwijzing_van: OpaqueId | None = None,
) -> Feiten | Weigering:
    """Offer the casus; whoever holds it now, here or not, stays the holder until acceptance."""
    naar = commando.naar_overleg
    if naar not in s.zetel.overleg.draagt_over_aan:
        return Weigering("Volgens het convenant draagt dit overleg daaraan niet over.")
    afzender = s.casus.overdracht(doorverwijzing_van or "")
    if afzender and afzender.ander_overleg == naar:
        return Weigering("Daar komt de casus vandaan; geef hem terug.")
    buiten = buiten_leeftijd(s.casus, s.omst, naar)
    if buiten and not commando.reden_leeftijd:
        return buiten
    feit = _aangeboden(s, naar, commando.vraag, commando.gewenst_bewijs)
    feit = feit.model_copy(
        update={
            "doorverwijzing_van": doorverwijzing_van,
            "reden_leeftijd": commando.reden_leeftijd,
        }
    )
    return _met_verzoek((feit,), s, commando, naar, _inhoud(feit))


def geef_terug(s: Situatie, commando: GeefTerug, overdracht: Overdracht) -> Feiten | Weigering:
    """Offer the casus back to the table that handed it over."""
    naar = overdracht.ander_overleg
    feit = _aangeboden(s, naar, Overdrachtsvraag.REGIE_OVERNEMEN, overdracht.gewenst_bewijs)
    feit = feit.model_copy(update={"teruggave_van": overdracht.id})
    return _met_verzoek((feit,), s, commando, naar, _inhoud(feit))


def _aangeboden(
    s: Situatie,
    naar: str,
    vraag: Overdrachtsvraag,
    bewijs: Bewijssoort,
) -> OverdrachtAangeboden:
    return OverdrachtAangeboden(
        casus=s.casus.id,
        overdracht=s.omst.nieuw("overdracht"),
        overleg=s.casus.overleg,
        naar_overleg=naar,
        vraag=vraag,
        gewenst_bewijs=bewijs,
        houder=s.casus.houder,
        uiterlijk=na_werkdagen(s.omst.op, s.omst.convenant.termijnen.accepteren),
        door=s.zetel.functie,
        op=s.omst.op,
    )


def _inhoud(feit: OverdrachtAangeboden) -> Overdrachtsaanbod:
    return Overdrachtsaanbod(
        overdracht=feit.overdracht,
        vraag=feit.vraag,
        gewenst_bewijs=feit.gewenst_bewijs,
        houder=feit.houder,
    )


def _met_verzoek(
    feiten: Feiten,
    s: Situatie,
    commando: Verstrekkingscommando,
    naar: str,
    inhoud: Inhoud,
) -> Feiten | Weigering:
    elementen = te_verstrekken(s.casus, s.zetel, commando.elementen)
    if isinstance(elementen, Weigering):
        return elementen
    return met_verzoek(feiten, s, commando, naar, inhoud, elementen)


def met_verzoek(
    feiten: Feiten,
    s: Situatie,
    commando: Verstrekkingscommando,
    naar: str,
    inhoud: Inhoud,
    elementen: tuple[Element, ...],
) -> Feiten | Weigering:
    """The facts, the weighing if the command holds one, and the request to the gate."""
    gewogen = _gewogen(s, commando, naar, elementen)
    if isinstance(gewogen, Weigering):
        return gewogen
    vastgelegd = tuple(
        WegingVastgelegd(
            casus=s.casus.id,
            overleg=s.casus.overleg,
            verstrekking=verstrekking_id(s.omst, naar, inhoud),
            oordeel="verstrekken",
            weging=weging,
            door=s.zetel.functie,
        )
        for weging in gewogen
    )
    vraag = verzoek(
        s.casus,
        s.omst,
        s.zetel.functie,
        naar,
        inhoud,
        grondslag=commando.grondslag(),
        elementen=elementen,
        wegingen=gewogen,
        convenant=s.omst.convenant.verwijzing,
    )
    return (*feiten, *vastgelegd, vraag)


def _gewogen(
    commando: Verstrekkingscommando,
    naar: str,
    elementen: tuple[Element, ...],
) -> tuple[Weging, ...] | Weigering:
    if commando.weging_artikel is None:
        return ()
    if commando.weging_artikel == "43" and WEGING not in s.omst.verzegeld:
        return Weigering("Schrijf op waarom het noodzakelijk is (artikel 43).")
    if commando.weging_artikel == "9-2" and not commando.weging_factoren:
        return Weigering("Kies wat er is meegewogen (artikel 9, tweede lid).")
    if commando.weging_geldig_tot is None or commando.weging_geldig_tot < s.omst.op:
        return Weigering("Kies tot wanneer de weging geldt.")
    weging = Weging(
        id=s.omst.nieuw(WEGING),
        artikel=commando.weging_artikel,
        elementen=tuple(e.id for e in elementen),
        naar_domein=s.omst.convenant.overleggen[naar].domein,
        factoren=commando.weging_factoren,
        noodzaak=s.omst.verzegeld.get(WEGING),
        door=s.zetel.functie,
        gewogen_op=s.omst.op,
        geldig_tot=commando.weging_geldig_tot,
    )
    return (weging,)
