"""Bringing a child's file into line with its family, when it is opened or opened again."""

from sqlmodel import Session

from casusoverleg import store
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.gezinsplan.gezin import opgenomen
from casusoverleg.domain.gezinsplan.in_het_gezin import geen_ander
from casusoverleg.domain.gezinsplan.volgen import (
    Gezinsdoel,
    gezinsdoelen,
    volg_coordinator,
    volg_doel,
    volg_oordeel,
)
from casusoverleg.domain.stappen.circumstances import ELEMENT, Omstandigheden
from casusoverleg.reactions.opnemen import zeg
from contracts.events.payload import Payload
from infra.kernel import Emission
from infra.keys import KeyDestroyed, KeyStore


def volg_melding(session: Session, casus: Casus, omst: Omstandigheden) -> list[Emission]:
    """A child reported in a family that was brought together with another joins both.

    Where those who were reported in it are in different families by now, the table must say.
    """
    eerder = store.eerder_gemeld(session, casus)
    nu = {een.gezin for een in eerder}
    if len(nu) != 1 or casus.gezin in nu:
        return []
    (gezin,), met = nu, eerder[0].id
    feit = opgenomen(casus, gezin or "", met, omst.convenant.regie_van(casus.overleg), omst)
    return neem(session, casus, (feit,), omst)


def sluit_aan(
    session: Session, casus: Casus, omst: Omstandigheden, keys: KeyStore
) -> list[Emission]:
    """Bring a file that is opened, or opened again, into line with the family's plan."""
    gezin = store.gezin_van(session, casus)
    gezegd = neem(session, casus, volg_coordinator(casus, gezin, omst), omst)
    for doel in gezinsdoelen(gezin):
        gezegd += neem(session, casus, _volg(casus, doel, omst, keys), omst)
        nu = store.load_dossier(session, casus.id).casus or casus
        gezegd += neem(session, nu, volg_oordeel(nu, doel), omst)
    for lid in gezin if casus.opschalen.jeugdzorg else ():
        gezegd += neem(
            session, lid, geen_ander(lid, omst.convenant.regie_van(casus.overleg), omst), omst
        )
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


def neem(
    session: Session, casus: Casus, feiten: tuple[Payload, ...], omst: Omstandigheden
) -> list[Emission]:
    """Fold facts into one file of a family, and say them."""
    return zeg(session, casus.id, feiten, omst.domein, omst.op)
