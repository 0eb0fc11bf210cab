"""What the notifier remembers: casussen, messages, and by which ids these are found again."""

from collections.abc import Iterable, Sequence

from sqlmodel import Session

from contracts.events.privacy_gate import VerstrekkingAfgehandeld
from contracts.vocabulary import Frozen, Functie, OpaqueId
from infra.documents import all_of, count, get, latest, put, remove
from notifier.domain.bericht import TERUG_TE_KOPPELEN, Bericht, Status
from notifier.domain.casus import Casus

_CASUS = "casus"
_LOPEND = "bericht"
_AFGEHANDELD = "bericht.afgehandeld"
_VAN_CASUS = "bericht.van-casus"
_ARCHIEF = "bericht.archief"
_TE_MAILEN = "bericht.te-mailen"
_VERWIJZING = "bericht.verwijzing"
_VROEG = "antwoord.vroeg"
_TE_DRAGEN = "bericht.te-dragen"
_ONBEREIKBAAR = "zetel.onbereikbaar"


class Lead(Frozen):
    """Leads from an id that the gate gives back to the message that it is about."""

    bericht: OpaqueId


class Zetel(Frozen):
    """A seat where somebody cannot be mailed, of which that was said."""

    functie: Functie


def load_onbereikbaar(session: Session, functie: Functie) -> bool:
    """Was it said that somebody in this seat cannot be mailed?"""
    return get(session, _ONBEREIKBAAR, str(functie), Zetel) is not None


def save_onbereikbaar(session: Session, functie: Functie) -> None:
    """Save that this was said."""
    put(session, _ONBEREIKBAAR, str(functie), Zetel(functie=functie))


def forget_onbereikbaar(session: Session, functie: Functie) -> None:
    """Forget it: everybody there can be mailed."""
    remove(session, _ONBEREIKBAAR, str(functie))


def load_casus(session: Session, casus: OpaqueId) -> Casus | None:
    """Load what is kept of a casus."""
    return get(session, _CASUS, casus, Casus)


def save_casus(session: Session, casus: Casus) -> None:
    """Save what is now known of a casus."""
    put(session, _CASUS, casus.casus, casus)


def save_early(session: Session, answer: VerstrekkingAfgehandeld) -> None:
    """Save an answer of the gate about a casus of which nothing was heard yet."""
    put(session, _VROEG, answer.verstrekking, answer, lookup=answer.casus)


def take_early(session: Session, casus: OpaqueId) -> Sequence[VerstrekkingAfgehandeld]:
    """Load the answers that came too early, and remove them."""
    found = all_of(session, _VROEG, VerstrekkingAfgehandeld, lookup=casus)
    for answer in found:
        remove(session, _VROEG, answer.verstrekking)
    return found


def load_bericht(session: Session, bericht: OpaqueId) -> Bericht | None:
    """Load a message, dealt with or not."""
    found = get(session, _LOPEND, bericht, Bericht)
    return found or get(session, _AFGEHANDELD, bericht, Bericht)


def save_bericht(session: Session, bericht: Bericht) -> None:
    """Save a message; put aside what nobody waits for any more."""
    key = bericht.inhoud.bericht
    running = bericht.staat_open or bericht.wacht_op_ontvangst
    kind, other = (_LOPEND, _AFGEHANDELD) if running else (_AFGEHANDELD, _LOPEND)
    put(session, kind, key, bericht, lookup=str(bericht.inhoud.aan))
    remove(session, other, key)
    put(session, _VAN_CASUS, key, Lead(bericht=key), lookup=bericht.inhoud.casus)
    if running:
        remove(session, _ARCHIEF, _in_archief(bericht))
    else:
        _archiveer(session, bericht)
    for drager in bericht.dragers:
        if bericht.staat_open:
            lead = Lead(bericht=key)
            put(session, _TE_DRAGEN, _bij_drager(key, drager), lead, lookup=str(drager))
        else:
            remove(session, _TE_DRAGEN, _bij_drager(key, drager))
    for known in (bericht.verstrekking, _overgebracht(bericht)):
        if known:
            put(session, _VERWIJZING, known, Lead(bericht=key))
    if bericht.status is Status.KLAARGEZET:
        put(session, _TE_MAILEN, key, Lead(bericht=key))
    else:
        remove(session, _TE_MAILEN, key)


def _bij_drager(key: OpaqueId, drager: Functie) -> str:
    return f"{key}/{drager}"


def archiveer_alles(session: Session) -> None:
    """Let what was dealt with before there was an archive be found too."""
    for bericht in all_of(session, _AFGEHANDELD, Bericht):
        key = bericht.inhoud.bericht
        put(session, _VAN_CASUS, key, Lead(bericht=key), lookup=bericht.inhoud.casus)
        _archiveer(session, bericht)


def _archiveer(session: Session, bericht: Bericht) -> None:
    lead = Lead(bericht=bericht.inhoud.bericht)
    put(session, _ARCHIEF, _in_archief(bericht), lead, lookup=str(bericht.inhoud.aan))


def _in_archief(bericht: Bericht) -> str:
    """By the day on which it came, so that the latest is found first."""
    return f"{bericht.sinds.isoformat()}/{bericht.inhoud.bericht}"


def forget(session: Session, casus: OpaqueId) -> None:
    """Forget every message about a casus, dealt with or not.

    At which table it lay stays: without that, what comes in about it later could not be placed.
    """
    take_early(session, casus)
    if known := load_casus(session, casus):
        save_casus(session, known.model_copy(update={"hulp": ()}))
    for kind in (_LOPEND, _AFGEHANDELD):
        for bericht in all_of(session, kind, Bericht):
            if bericht.inhoud.casus == casus:
                _forget(session, kind, bericht)


def _forget(session: Session, kind: str, bericht: Bericht) -> None:
    key = bericht.inhoud.bericht
    for known in (bericht.verstrekking, _overgebracht(bericht)):
        if known:
            remove(session, _VERWIJZING, known)
    for place in (kind, _VAN_CASUS, _TE_MAILEN):
        remove(session, place, key)
    for drager in bericht.dragers:
        remove(session, _TE_DRAGEN, _bij_drager(key, drager))
    remove(session, _ARCHIEF, _in_archief(bericht))


def bericht_bij(session: Session, known: OpaqueId) -> Bericht | None:
    """The message of its carrier, for a feedback; or that of a request to the gate."""
    found = get(session, _VERWIJZING, known, Lead)
    return load_bericht(session, found.bericht) if found else None


def lopend(session: Session, functies: Sequence[Functie]) -> Sequence[Bericht]:
    """What waits for these capacities, or can, or was passed on and not acknowledged yet."""
    found = [
        bericht
        for functie in functies
        for bericht in all_of(session, _LOPEND, Bericht, lookup=str(functie))
    ]
    leads = (
        lead
        for functie in functies
        for lead in all_of(session, _TE_DRAGEN, Lead, lookup=str(functie))
    )
    known = {one.inhoud.bericht: one for one in (*found, *_bedoeld(session, leads))}
    return list(known.values())


def gelezen(
    session: Session, functies: Sequence[Functie], *, skip: int, most: int
) -> tuple[Sequence[Bericht], int]:
    """What was dealt with by these functions, the latest first: a part of it, and how much all is.

    `skip`: how many later ones are left out.
    """
    leads = [
        lead
        for functie in functies
        for lead in latest(session, _ARCHIEF, Lead, lookup=str(functie), most=skip + most)
    ]
    found = sorted(_bedoeld(session, leads), key=_in_archief, reverse=True)
    total = sum(count(session, _ARCHIEF, lookup=str(functie)) for functie in functies)
    return found[skip : skip + most], total


def van_casus(session: Session, casus: OpaqueId) -> Sequence[Bericht]:
    """Every message about a casus, dealt with or not, for whomever."""
    return _bedoeld(session, all_of(session, _VAN_CASUS, Lead, lookup=casus))


def te_mailen(session: Session) -> Sequence[Bericht]:
    """What nobody was mailed about yet."""
    return _bedoeld(session, all_of(session, _TE_MAILEN, Lead))


def _bedoeld(session: Session, leads: Iterable[Lead]) -> Sequence[Bericht]:
    return [found for lead in leads if (found := load_bericht(session, lead.bericht))]


def _overgebracht(bericht: Bericht) -> OpaqueId | None:
    """The feedback that it is to carry. Within a domain the receiver has the same id of it."""
    return bericht.inhoud.terugkoppeling if bericht.inhoud.soort in TERUG_TE_KOPPELEN else None
