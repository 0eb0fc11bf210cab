"""Bringing a casus in at another table, and offering it: what goes along, and on what it rests."""

from casusoverleg.domain.overdragen.naam import geeft_de_naam
from casusoverleg.domain.overdragen.overdracht import Overdracht
from casusoverleg.domain.overdragen.steps import BrengIn, DraagOver, GeefTerug
from casusoverleg.domain.school.decide import school_mee
from casusoverleg.domain.stappen.circumstances import Situatie
from casusoverleg.domain.stappen.command import Verstrekkingscommando
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from casusoverleg.domain.vastleggen.leeftijd import buiten_leeftijd
from casusoverleg.domain.vastleggen.seals import toelichting, vastgelegd
from casusoverleg.domain.verstrekken.decide import weging_bij
from casusoverleg.domain.verstrekken.verzoeken import te_verstrekken, verstrekking_id, verzoek
from contracts.elements import Element
from contracts.events.casusoverleg import CasusIngebracht, OverdrachtAangeboden, WegingVastgelegd
from contracts.events.payload import Payload
from contracts.events.verstrekking import (
    Bewijssoort,
    Inbreng,
    Inhoud,
    Ontheffing,
    Overdrachtsaanbod,
    Overdrachtsvraag,
)
from contracts.vocabulary import OpaqueId


def inbreng(s: Situatie, commando: BrengIn) -> Vervolg:
    """Bring the casus in; nobody else becomes responsible by it."""
    naar = commando.naar_overleg
    if naar not in s.zetel.overleg.brengt_in_bij:
        return Weigering("Volgens het convenant brengt dit overleg daar niet in.")
    buiten = buiten_leeftijd(s.casus, s.omst, naar, met_reden=bool(commando.reden_leeftijd))
    if buiten:
        return buiten
    feit = CasusIngebracht(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        naar_overleg=naar,
        vraag=commando.vraag,
        reden_leeftijd=bool(commando.reden_leeftijd),
        door=s.zetel.functie,
    )
    school = school_mee(s, naar)
    inhoud = Inbreng(vraag=commando.vraag, houder=s.casus.houder, school=school)
    return _met_gegevens(s, commando, feit, naar, inhoud)


def aanbod(
    s: Situatie, commando: DraagOver, doorverwijzing_van: Overdracht | None = None
) -> Vervolg:
    """Offer the casus; whoever holds it now, here or not, stays the holder until acceptance."""
    naar = commando.naar_overleg
    if naar not in s.zetel.overleg.draagt_over_aan:
        return Weigering("Volgens het convenant draagt dit overleg daaraan niet over.")
    if doorverwijzing_van and doorverwijzing_van.ander_overleg == naar:
        return Weigering("Daar komt de casus vandaan; geef hem terug.")
    buiten = buiten_leeftijd(s.casus, s.omst, naar, met_reden=bool(commando.reden_leeftijd))
    if buiten:
        return buiten
    feit = _aangeboden(s, naar, commando.vraag, commando.gewenst_bewijs).model_copy(
        update={
            "doorverwijzing_van": doorverwijzing_van.id if doorverwijzing_van else None,
            "reden_leeftijd": bool(commando.reden_leeftijd),
        }
    )
    return _met_gegevens(s, commando, feit, naar, _inhoud(s, feit))


def teruggave(s: Situatie, commando: GeefTerug, overdracht: Overdracht) -> Vervolg:
    """Offer the casus back to the table that handed it over."""
    naar = overdracht.ander_overleg
    vraag = Overdrachtsvraag.REGIE_OVERNEMEN
    feit = _aangeboden(s, naar, vraag, overdracht.gewenst_bewijs, overdracht.id)
    return _met_gegevens(s, commando, feit, naar, _inhoud(s, feit))


def _aangeboden(
    s: Situatie,
    naar: str,
    vraag: Overdrachtsvraag,
    bewijs: Bewijssoort,
    teruggave_van: OpaqueId | None = None,
) -> OverdrachtAangeboden:
    school = s.casus.school_op(s.omst.op).school
    return OverdrachtAangeboden(
        casus=s.casus.id,
        overdracht=s.omst.nieuw("overdracht"),
        convenant=s.omst.convenant.verwijzing,
        overleg=s.casus.overleg,
        naar_overleg=naar,
        vraag=vraag,
        gewenst_bewijs=bewijs,
        teruggave_van=teruggave_van,
        houder=s.casus.houder,
        uiterlijk=s.omst.te_beantwoorden(s.omst.op, naar, naar, school),
        door=s.zetel.functie,
        op=s.omst.op,
    )


def _inhoud(s: Situatie, feit: OverdrachtAangeboden) -> Overdrachtsaanbod:
    return Overdrachtsaanbod(
        overdracht=feit.overdracht,
        vraag=feit.vraag,
        gewenst_bewijs=feit.gewenst_bewijs,
        houder=feit.houder,
        school=school_mee(s, feit.naar_overleg),
    )


def _met_gegevens(
    s: Situatie, commando: Verstrekkingscommando, feit: Payload, naar: str, inhoud: Inhoud
) -> Vervolg:
    elementen = te_verstrekken(s.casus, s.zetel, commando.elementen)
    if isinstance(elementen, Weigering):
        return elementen
    naamloos = geeft_de_naam(s.casus, naar, elementen)
    if naamloos:
        return Weigering(naamloos)
    woorden = toelichting(s)
    gevraagd = verstrek(s, commando, naar, inhoud, (*elementen, *woorden))
    if isinstance(gevraagd, Weigering):
        return gevraagd
    toegevoegd = (meer for element in woorden for meer in vastgelegd(s, element))
    return (feit, *gevraagd, *toegevoegd)


def verstrek(
    s: Situatie,
    commando: Verstrekkingscommando,
    naar: str,
    inhoud: Inhoud,
    elementen: tuple[Element, ...],
) -> Vervolg:
    """The request to the gate with these elements, after the weighing if the command holds one."""
    weging = weging_bij(s, commando, naar, elementen)
    if isinstance(weging, Weigering):
        return weging
    vraag = verzoek(
        s.casus,
        s.omst,
        s.zetel.functie,
        naar,
        inhoud,
        grondslag=commando.grondslag(),
        elementen=elementen,
        wegingen=(weging,) if weging else (),
        ontheffingen=_ontheffingen(s, commando, elementen),
        convenant=s.omst.convenant.verwijzing,
    )
    if weging is None:
        return (vraag,)
    gewogen = WegingVastgelegd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        verstrekking=verstrekking_id(s.omst, naar, inhoud),
        oordeel="verstrekken",
        weging=weging,
        door=s.zetel.functie,
    )
    return (gewogen, vraag)


def _ontheffingen(
    s: Situatie, commando: Verstrekkingscommando, elementen: tuple[Element, ...]
) -> tuple[Ontheffing, ...]:
    """What the sender says lifts the ban on special data: for these elements, this once."""
    if commando.ontheffing is None or not elementen:
        return ()
    lifted = Ontheffing(
        id=s.omst.nieuw("ontheffing"),
        grond=commando.ontheffing,
        elementen=tuple(e.id for e in elementen),
        door=s.zetel.functie,
        vastgelegd_op=s.omst.op,
    )
    return (lifted,)
