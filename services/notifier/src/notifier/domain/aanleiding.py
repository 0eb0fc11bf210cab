"""What to say to whom on which fact."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeAlias

from contracts.covenant import Convenant
from contracts.events.casusoverleg import OverdrachtOntvangen, OverdrachtstapVernomen
from contracts.events.gezinsplan import ZorgcoordinatorGezinBenoemd
from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.events.opschaling import (
    CasusOpgeschaald,
    HerinneringGegeven,
    JeugdzorgCoordineert,
    OnveiligheidGemeld,
)
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import (
    Besprekingsuitkomst,
    Bewijssoort,
    Ontvangstbevestiging,
    Stap,
    Terugkoppeling,
)
from contracts.events.verwijsindex import MatchOntvangen
from contracts.vocabulary import Functie, Klokstap, Naam, NewId, OpaqueId, Wanneer
from notifier.domain.adressering import geadresseerd
from notifier.domain.bericht import Bericht, Route
from notifier.domain.casus import Casus
from notifier.domain.dragen import Bezet, dragers_van, iedereen_is_er, overbrenger
from notifier.domain.wegwijzer import moet_terugkoppelen, ontvangers, te_noemen

_S = Berichtsoort

_NA_STAP: dict[Stap, Berichtsoort] = {
    Stap.ACTIE_BEVESTIGD: _S.ACTIE_BEVESTIGD,
    **dict.fromkeys(
        (
            Stap.GEACCEPTEERD,
            Stap.GEWEIGERD,
            Stap.VRAAG_TERUG,
            Stap.DOORVERWEZEN,
            Stap.INTREKKING_BEVESTIGD,
            Stap.INTREKKING_BESTREDEN,
            Stap.TERUGGAVE_GEACCEPTEERD,
        ),
        _S.OVERDRACHT_BEANTWOORD,
    ),
    **dict.fromkeys(
        (
            Stap.VRAAG_BEANTWOORD,
            Stap.INTREKKING_GEVRAAGD,
            Stap.TUSSENBERICHT,
            Stap.BEVINDING_GEMELD,
            Stap.HEROPEND,
        ),
        _S.OVERDRACHT_GEWIJZIGD,
    ),
}
"""Steps that the other side's regie is told of. A teruggave arrives as an offer of its own;
that a closed hand-off was closed asks nothing of anybody."""

VanDeKlok: TypeAlias = (
    HerinneringGegeven
    | CasusOpgeschaald
    | OnveiligheidGemeld
    | JeugdzorgCoordineert
    | ZorgcoordinatorGezinBenoemd
)
"""Facts of clocks and ladder that somebody must hear of."""


@dataclass(frozen=True)
class Aanleiding:
    """What is at hand when a fact is heard; `uiterlijk`: by when feedback must be given."""

    casus: Casus
    convenant: Convenant
    new_id: NewId
    op: date
    uiterlijk: date
    bezet: Bezet = iedereen_is_er

    def bericht(
        self,
        soort: Berichtsoort,
        aan: Functie,
        *,
        uitkomst: Besprekingsuitkomst | None = None,
        bewijs: Bewijssoort | None = None,
        stap: Stap | None = None,
        door: Functie | None = None,
        contact: Functie | None = None,
        terugkoppeling: OpaqueId | None = None,
        match: OpaqueId | None = None,
        klok: Klokstap | None = None,
        trede: Naam | None = None,
        uiterlijk: date | None = None,
        wanneer: Wanneer = Wanneer.ALTIJD,
        naar: Naam | None = None,
        overdracht: OpaqueId | None = None,
        gedaan_op: date | None = None,
    ) -> Bericht:
        """A message about this casus; `naar`: the table that feedback goes to or came from."""
        content = BerichtKlaargezet(
            bericht=self.new_id("bericht", soort),
            casus=self.casus.casus,
            overleg=self.casus.overleg,
            aan=aan,
            soort=soort,
            wanneer=wanneer,
            uitkomst=uitkomst,
            bewijs=bewijs,
            stap=stap,
            door=door,
            contact=contact,
            terugkoppeling=terugkoppeling,
            klok=klok,
            trede=trede,
            match=match,
            uiterlijk=uiterlijk,
            overdracht=overdracht,
        )
        route = Route(naar=naar, terugkoppeling=terugkoppeling) if naar and terugkoppeling else None
        return Bericht(inhoud=content, sinds=self.op, route=route, gedaan_op=gedaan_op)

    def ook_voor(self, number: int) -> "Aanleiding":
        """The same for one of several who hear the same, so that each message has an id."""
        return replace(self, new_id=partial(self.new_id, str(number))) if number else self

    @property
    def regie(self) -> Functie:
        """Who directs the table of the casus."""
        return self.convenant.regie_van(self.casus.overleg)


def berichten_on_uitkomst_vastgesteld(bij: Aanleiding) -> tuple[Bericht, ...]:
    """The carrier tells the outcome, where the road or a decision says so."""
    outcome = bij.casus.uitkomst
    if outcome is None or outcome is Besprekingsuitkomst.VERDER_BESPREKEN:
        return ()
    if not moet_terugkoppelen(bij.casus, bij.convenant):
        return ()
    return (_terug_te_koppelen(bij, _S.UITKOMST_TERUGKOPPELEN, bij.casus.uitkomst_door),)


def berichten_on_overdrachtstap_vernomen(
    bij: Aanleiding, event: OverdrachtstapVernomen
) -> tuple[Bericht, ...]:
    """The regie hears what the other side did; the carrier, that action was taken."""
    kind = _NA_STAP.get(event.stap)
    if kind is None:
        return ()
    told = bij.bericht(
        kind,
        bij.regie,
        stap=event.stap,
        bewijs=event.bewijs,
        door=event.door,
        overdracht=event.overdracht,
        gedaan_op=event.actiedatum,
    )
    if event.stap is Stap.INTREKKING_GEVRAAGD and event.overdracht in bij.casus.afgedaan:
        told = told.vervalt()
    return (told, *_actie_terug_te_koppelen(bij)) if kind is _S.ACTIE_BEVESTIGD else (told,)


def berichten_on_terugkoppeling_besloten(bij: Aanleiding, before: Casus) -> tuple[Bericht, ...]:
    """What became known before the decision is still to be told, unless it was already."""
    if not bij.casus.terugkoppelen or moet_terugkoppelen(before, bij.convenant):
        return ()
    return (*berichten_on_uitkomst_vastgesteld(bij), *_actie_terug_te_koppelen(bij))


def berichten_on_overdracht_ontvangen(
    bij: Aanleiding, event: OverdrachtOntvangen
) -> tuple[Bericht, ...]:
    """The receiving table's regie must answer an offer."""
    return (
        bij.bericht(
            _S.OVERDRACHT_ONTVANGEN,
            bij.regie,
            uiterlijk=event.uiterlijk,
            overdracht=event.overdracht,
        ),
    )


def berichten_on_klok(bij: Aanleiding, event: VanDeKlok) -> tuple[Bericht, ...]:
    """Who is reminded, called in or reported to hears so; whom to call, and no more."""
    match event:
        case HerinneringGegeven():
            bericht = bij.bericht(
                _S.HERINNERING, event.aan, klok=event.klok, uiterlijk=event.uiterlijk
            )
            van_overdracht = event.klok in (Klokstap.ACCEPTEREN, Klokstap.ACTIE_BEVESTIGEN)
            ander = van_overdracht and event.over not in bij.casus.ontvangen
            return (bericht.model_copy(update={"over": event.over, "ander_aan_zet": ander}),)
        case CasusOpgeschaald():
            bericht = bij.bericht(
                _S.OPGESCHAALD,
                event.aan,
                klok=event.klok,
                trede=event.naam,
                door=event.door,
                contact=bij.regie,
                uiterlijk=event.uiterlijk if event.klok else None,
            )
            return (bericht.model_copy(update={"over": event.over}),)
        case OnveiligheidGemeld():
            return (
                bij.bericht(_S.ONVEILIGHEID_GEMELD, event.aan, door=event.door, contact=event.door),
            )
        case JeugdzorgCoordineert(coordinator=Functie() as wie):
            return (bij.bericht(_S.COORDINATIE, wie, door=event.door, contact=bij.regie),)
        case ZorgcoordinatorGezinBenoemd(coordinator=Functie() as wie):
            return (bij.bericht(_S.ZORGCOORDINATOR_GEZIN, wie, door=event.door, contact=bij.regie),)
        case JeugdzorgCoordineert() | ZorgcoordinatorGezinBenoemd():
            return ()


def berichten_on_match_ontvangen(bij: Aanleiding, event: MatchOntvangen) -> tuple[Bericht, ...]:
    """Who was named in the report is to call; who gets every match sees who are to call whom."""
    told = bij.bericht(
        _S.MATCH_GEVONDEN,
        event.aan,
        contact=event.contact,
        match=event.match,
        uiterlijk=event.uiterlijk,
    )
    if event.regisseur is None:
        return (told,)
    watches = bij.bericht(
        _S.MATCH_VOOR_REGISSEUR,
        event.regisseur,
        door=event.aan,
        contact=event.contact,
        match=event.match,
    )
    return told, watches


def berichten_on_terugkoppeling(
    bij: Aanleiding, event: VerstrekkingBezorgd, content: Terugkoppeling
) -> tuple[Bericht, ...]:
    """Feedback arrived; each who hears it here has a message of his own."""
    found = ontvangers(bij.casus, event.naar_overleg, content, bij.convenant, bij.op)
    return tuple(
        bij.ook_voor(number).bericht(
            _S.TERUGKOPPELING_ONTVANGEN,
            aan,
            wanneer=content.wanneer,
            uitkomst=content.uitkomst,
            bewijs=content.bewijs,
            door=content.door,
            contact=content.contact,
            terugkoppeling=content.terugkoppeling,
            uiterlijk=bij.uiterlijk,
            naar=event.van_overleg,
            gedaan_op=content.gedaan_op,
        )
        for number, aan in enumerate(found)
    )


def berichten_on_ontvangstbevestiging(
    bij: Aanleiding, content: Ontvangstbevestiging, overgebracht_door: Functie
) -> tuple[Bericht, ...]:
    """The carrier hears that the feedback was received by a person."""
    return (
        bij.bericht(
            _S.ONTVANGST_BEVESTIGD,
            overgebracht_door,
            door=content.door,
            terugkoppeling=content.terugkoppeling,
        ),
    )


def berichten_on_aanvulling(bij: Aanleiding) -> tuple[Bericht, ...]:
    """More came in than was first provided."""
    return (bij.bericht(_S.AANVULLING_ONTVANGEN, bij.regie),)


def berichten_on_zetel_onbereikbaar(bij: Aanleiding, zetel: Functie) -> tuple[Bericht, ...]:
    """Who directs the table hears whom no mail reaches, unless it is that very seat."""
    if zetel == bij.regie:
        return ()
    return (bij.bericht(_S.ZETEL_ONBEREIKBAAR, bij.regie, contact=zetel),)


def berichten_on_verstrekking_afgehandeld(
    bij: Aanleiding,
    event: VerstrekkingAfgehandeld,
    overgebracht_door: Functie | None,
    *,
    before: Collection[Berichtsoort],
) -> tuple[Bericht, ...]:
    """What the gate stopped is told to who asked for it.

    `before`: what still waits in this casus. One message that something was stopped stands for all
    that went in parts.
    """
    told = _S.VERSTREKKING_TEGENGEHOUDEN in before
    if not event.doorgelaten and event.deel_van is not None and told:
        return ()
    if event.doorgelaten:
        return ()
    return (bij.bericht(_S.VERSTREKKING_TEGENGEHOUDEN, overgebracht_door or bij.regie),)


def _actie_terug_te_koppelen(bij: Aanleiding) -> tuple[Bericht, ...]:
    if bij.casus.actie is None or not moet_terugkoppelen(bij.casus, bij.convenant):
        return ()
    return (_terug_te_koppelen(bij, _S.ACTIE_TERUGKOPPELEN, bij.casus.actie.door),)


def _terug_te_koppelen(bij: Aanleiding, soort: Berichtsoort, door: Functie | None) -> Bericht:
    action = bij.casus.actie if soort is _S.ACTIE_TERUGKOPPELEN else None
    drager = overbrenger(bij.casus, bij.convenant, bij.bezet)
    told = bij.bericht(
        soort,
        drager,
        wanneer=bij.casus.wanneer(bij.convenant),
        uitkomst=None if action else bij.casus.uitkomst,
        bewijs=action.bewijs if action else None,
        door=te_noemen(door, drager, bij.convenant),
        terugkoppeling=bij.new_id("terugkoppeling", soort),
        uiterlijk=bij.uiterlijk,
        gedaan_op=action.op if action else None,
    )
    dragers = tuple(dragers_van(bij.casus, bij.convenant))
    if len(dragers) > 1:
        told = told.model_copy(update={"dragers": dragers})
    return geadresseerd(told, bij.casus, bij.convenant, bij.op)
