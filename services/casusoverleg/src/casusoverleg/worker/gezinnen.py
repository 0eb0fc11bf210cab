"""Families at the tables: what a new child's file takes over, and what the zorgregisseur sees."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.circumstances import ELEMENT, Omstandigheden
from casusoverleg.domain.gezinsplan.gezin import opgenomen
from casusoverleg.domain.gezinsplan.in_het_gezin import geen_ander
from casusoverleg.domain.gezinsplan.steps import BenoemZorgcoordinatorGezin, StemInMetAfsluiten
from casusoverleg.domain.gezinsplan.volgen import (
    Gezinsdoel,
    gezinsdoelen,
    volg_coordinator,
    volg_doel,
    volg_oordeel,
)
from casusoverleg.domain.gezinsplan.zorgregisseur import onder_regie, zorgregisseurs
from casusoverleg.domain.stappen import Commando, HaalUitGezin, NeemOpInGezin
from casusoverleg.domain.verstrekken.verzoeken import regie_van
from casusoverleg.worker.leeftijd import leeftijd_van
from casusoverleg.worker.opnemen import zeg
from casusoverleg.worker.register import convenant_voor
from contracts.covenant import Convenant
from contracts.events.payload import Payload
from contracts.vocabulary import Functie, Naam
from infra.clock import today
from infra.kernel import Emission
from infra.keys import KeyDestroyed, KeyStore
from infra.parts import Parts
from infra.register import load_register
from infra.web.identity import Gebruiker


@dataclass(frozen=True)
class Gezin:
    """A family at a table as the zorgregisseur sees it: how far its plan is, never what it says."""

    overleg: Naam
    convenant: Convenant
    kinderen: tuple[Casus, ...]

    @property
    def coordinator(self) -> Functie | None:
        """The zorgcoordinator-gezin."""
        wie = (kind.gezinsplan.coordinator for kind in self.kinderen)
        return next((een for een in wie if een), None)

    @property
    def jeugdzorg(self) -> bool:
        """Does Bureau Jeugdzorg coordinate for a child of it, so that nobody else is named?"""
        return any(kind.jeugdzorg for kind in self.kinderen)


@dataclass(frozen=True)
class Gezinnen:
    """The families of a domain that have a plan, or for whom somebody called for the ladder."""

    parts: Parts

    def van(self, gebruiker: Gebruiker) -> tuple[Gezin, ...]:
        """Those whose zorgregisseur this user is, or may stand in for."""
        op, domein = today(self.parts.clock), self.parts.domein
        gevonden: dict[tuple[str, str], Gezin] = {}
        with self.parts.database.reading() as session:
            register = load_register(session)
            for casus in store.alle_casussen(session):
                convenant = convenant_voor(register, casus.overleg, casus.convenant, op)
                regie = zorgregisseurs(convenant, domein) if domein else ()
                if onder_regie(casus) and set(regie) & set(gebruiker.functies):
                    sleutel = (casus.overleg, casus.gezin or casus.id)
                    eerder = gevonden.get(sleutel)
                    kinderen = (*(eerder.kinderen if eerder else ()), casus)
                    gevonden[sleutel] = Gezin(casus.overleg, convenant, kinderen)
        return tuple(gevonden.values())


def wie_erbij_horen(session: Session, casus: Casus, commando: Commando) -> dict[str, Any]:
    """What must be known of brothers and sisters to decide on a command."""
    match commando:
        case BenoemZorgcoordinatorGezin() | StemInMetAfsluiten():
            return {"gezin": store.gezin_van(session, casus)}
        case HaalUitGezin():
            return {"gezin": store.broers_en_zussen(session, casus)}
        case NeemOpInGezin():
            ander = store.dossier_van(session, commando.met).casus
            hier = ander is not None and ander.open and ander.overleg == casus.overleg
            andere = (ander, *store.broers_en_zussen(session, ander)) if ander and hier else ()
            return {"gezin": store.broers_en_zussen(session, casus), "andere": andere}
        case _:
            return {}


def voeg_samen(
    session: Session, casus: Casus, omst: Omstandigheden, keys: KeyStore
) -> list[Emission]:
    """Two families are one from now on: in the files of all their children, closed ones too."""
    leden, gezegd = (*omst.gezin, *omst.andere), list[Emission]()
    for lid in leden:
        if casus.gezin and lid.gezin != casus.gezin:
            feit = opgenomen(lid, casus.gezin, casus.id, regie_van(casus, omst), omst)
            gezegd += _neem(session, lid, (feit,), omst)
    for een in (casus, *(lid for lid in leden if lid.open)):
        nu = store.dossier_van(session, een.id).casus or een
        gezegd += sluit_aan(session, nu, _in_dossier(nu, omst, keys), keys)
    return gezegd


def _in_dossier(casus: Casus, omst: Omstandigheden, keys: KeyStore) -> Omstandigheden:
    """The circumstances as they are for one of several files in which one deed is recorded."""
    band, leeftijd = leeftijd_van(casus, keys, omst.op) or (None, None)
    nieuw = partial(omst.nieuw, casus.id)
    return replace(omst, nieuw=nieuw, leeftijdsband=band, leeftijd=leeftijd)


def volg_melding(session: Session, casus: Casus, omst: Omstandigheden) -> list[Emission]:
    """A child reported in a family that was brought together with another joins both.

    Where those who were reported in it are in different families by now, the table must say.
    """
    eerder = store.eerder_gemeld(session, casus)
    nu = {een.gezin for een in eerder}
    if len(nu) != 1 or casus.gezin in nu:
        return []
    (gezin,), met = nu, eerder[0].id
    feit = opgenomen(casus, gezin or "", met, regie_van(casus, omst), omst)
    return _neem(session, casus, (feit,), omst)


def sluit_aan(
    session: Session, casus: Casus, omst: Omstandigheden, keys: KeyStore
) -> list[Emission]:
    """Bring a file that is opened, or opened again, into line with the family's plan."""
    gezin = store.gezin_van(session, casus)
    gezegd = _neem(session, casus, volg_coordinator(casus, gezin, omst), omst)
    for doel in gezinsdoelen(gezin):
        gezegd += _neem(session, casus, _volg(casus, doel, omst, keys), omst)
        nu = store.dossier_van(session, casus.id).casus or casus
        gezegd += _neem(session, nu, volg_oordeel(nu, doel), omst)
    for lid in gezin if casus.jeugdzorg else ():
        gezegd += _neem(session, lid, geen_ander(lid, regie_van(casus, omst), omst), omst)
    return gezegd


def _volg(
    casus: Casus, doel: Gezinsdoel, omst: Omstandigheden, keys: KeyStore
) -> tuple[Payload, ...]:
    """A goal under the seal of this file; what was destroyed stays so."""
    if doel.staat_in(casus):
        return ()
    try:
        tekst = keys.open(doel.element.waarde, doel.element.id)
    except KeyDestroyed:
        return ()
    waarde = keys.seal(tekst, doel.over(casus), omst.nieuw(ELEMENT, doel.doel.id))
    return volg_doel(casus, doel, waarde, omst)


def _neem(
    session: Session, casus: Casus, feiten: tuple[Payload, ...], omst: Omstandigheden
) -> list[Emission]:
    return zeg(session, casus.id, feiten, omst.domein, omst.op)
