"""At which seat a message waits on a day: feedback follows who of its carriers is there."""

from datetime import date

from sqlmodel import Session

from infra.register import load_register
from notifier import store
from notifier.domain.bericht import Bericht
from notifier.domain.dragen import bij_drager


def bij_wie(session: Session, bericht: Bericht, op: date) -> Bericht:
    """The message, at the seat where it waits on this day."""
    casus = store.load_casus(session, bericht.inhoud.casus) if bericht.dragers else None
    if casus is None:
        return bericht
    register = load_register(session)
    substitutes = register.convenant(casus.convenant, op).vervanging
    return bij_drager(bericht, substitutes, lambda seat: register.bezet(seat, op))
