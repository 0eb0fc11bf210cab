"""Decisions about the verwijsindex: report who was discussed, ask, take out, follow a match up."""

from collections.abc import Iterable
from datetime import date
from typing import TypeAlias

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import Omstandigheden, Situatie
from casusoverleg.domain.stappen.refusal import Feiten, Vervolg, Weigering
from casusoverleg.domain.vastleggen.leeftijd import jaren
from casusoverleg.domain.verstrekken.verzoeken import verzoek
from casusoverleg.domain.verwijsindex.steps import VerwijderMelding, VolgMatchOp, VraagVerwijsindex
from casusoverleg.domain.verwijsindex.verwijzing import TOT_LEEFTIJD, contact_van, vervalt_op
from contracts.events import verwijsindex as feiten
from contracts.events.casusoverleg import CasusBesproken
from contracts.events.payload import Payload
from contracts.events.privacy_gate import MatchGemeld
from contracts.events.verstrekking import (
    Inhoud,
    VerstrekkingGevraagd,
)
from contracts.events.verwijsindex import Opvolging
from contracts.verwijsindex import Verwijsmelding, Verwijsverwijdering, Verwijsvraag
from contracts.vocabulary import Functie, Klokstap

Verwijscommando: TypeAlias = VraagVerwijsindex | VolgMatchOp | VerwijderMelding


def decide(s: Situatie, commando: Verwijscommando) -> Vervolg:
    """What follows from a command of the verwijsindex."""
    match commando:
        case VraagVerwijsindex():
            return _vraag(s)
        case VolgMatchOp():
            return _volg_op(s, commando)
        case VerwijderMelding():
            return verwijderd(s.casus, s.omst, s.zetel.functie)


def verwijsmelding(casus: Casus, gebeurd: Iterable[Payload], omst: Omstandigheden) -> Feiten:
    """Whoever is discussed is reported, once, where the region agreed so."""
    index = omst.convenant.verwijsindex
    besproken = any(isinstance(feit, CasusBesproken) for feit in gebeurd)
    kan = jaren(casus, omst)
    jong_genoeg = kan is not None and kan[1] < TOT_LEEFTIJD
    if index is None or not index.geldt_voor(casus.overleg) or not besproken:
        return ()
    contact = contact_van(casus.overleg, omst.convenant)
    if casus.verwijsindex.melding or not jong_genoeg or contact is None:
        return ()
    melding, door = omst.nieuw("melding"), omst.convenant.regie_van(casus.overleg)
    gedaan = feiten.MeldingGedaan(
        casus=casus.id,
        overleg=casus.overleg,
        melding=melding,
        contact=contact,
        vervalt_op=vervalt_op(omst.op),
        door=door,
        op=omst.op,
    )
    return gedaan, _aan_index(casus, omst, door, Verwijsmelding(melding=melding, door=contact))


def verwijderd(casus: Casus, omst: Omstandigheden, door: Functie | None) -> Feiten:
    """The report goes out of the index: somebody wants it or, without `door`, its term has come."""
    melding = casus.verwijsindex.melding
    if melding is None:
        return ()
    weg = feiten.MeldingVerwijderd(
        casus=casus.id,
        overleg=casus.overleg,
        melding=melding.id,
        reden="op-verzoek" if door else "termijn",
        door=door,
        op=omst.op,
    )
    inhoud = Verwijsverwijdering(melding=melding.id)
    return weg, _aan_index(casus, omst, door or omst.convenant.regie_van(casus.overleg), inhoud)


def ontvangen(casus: Casus, gemeld: MatchGemeld, omst: Omstandigheden) -> Feiten:
    """A match came in; who was named in the report is to call."""
    melding = casus.verwijsindex.melding
    ontvangen_ = feiten.MatchOntvangen(
        casus=casus.id,
        overleg=casus.overleg,
        match=gemeld.match,
        aan=melding.contact if melding else omst.convenant.regie_van(casus.overleg),
        contact=gemeld.contact,
        regisseur=gemeld.regisseur,
        uiterlijk=_uiterlijk(omst),
        op=omst.op,
    )
    return (ontvangen_,)


def _vraag(s: Situatie) -> Feiten:
    bevraging = s.omst.nieuw("bevraging")
    gevraagd = feiten.VerwijsindexBevraagd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        bevraging=bevraging,
        door=s.zetel.functie,
        op=s.omst.op,
    )
    inhoud = Verwijsvraag(bevraging=bevraging)
    return gevraagd, _aan_index(s.casus, s.omst, s.zetel.functie, inhoud)


def _volg_op(s: Situatie, commando: VolgMatchOp) -> Vervolg:
    if commando.uitkomst and commando.opvolging is Opvolging.GEEN_GEHOOR:
        return Weigering("Zonder contact is er niets afgesproken.")
    open_ = s.casus.verwijsindex.open_matches
    gekozen = [match for match in open_ if commando.match in (None, match.id)]
    if not gekozen:
        return Weigering("Deze match staat niet open.")
    if len(gekozen) > 1:
        return Weigering("Er staat meer dan een match open; kies welke.")
    opgevolgd = feiten.MatchOpgevolgd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        match=gekozen[0].id,
        opvolging=commando.opvolging,
        uitkomst=commando.uitkomst,
        uiterlijk=None if commando.uitkomst else _uiterlijk(s.omst),
        door=s.zetel.functie,
        op=s.omst.op,
    )
    return (opgevolgd,)


def _uiterlijk(omst: Omstandigheden) -> date:
    return omst.rooster.bepalingen.uiterlijk(Klokstap.MATCH_OPVOLGEN, omst.op)


def _aan_index(
    casus: Casus, omst: Omstandigheden, door: Functie, inhoud: Inhoud
) -> VerstrekkingGevraagd:
    """The gate keeps the index; it decides under the covenant version in force."""
    versie = omst.convenant.verwijzing
    return verzoek(casus, omst, door, casus.overleg, inhoud, convenant=versie)
