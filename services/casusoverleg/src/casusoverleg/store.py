"""What the tables keep: a file per casus, and who looked into it."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from casusoverleg.domain.bespreken.groep import Groep, Groepsfeit, vouw_groep
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.fold import evolve, verhaal
from casusoverleg.domain.stappen.onderwerp import Noem, Verhaalregel
from contracts.events.payload import Payload
from contracts.events.registry import kind_of
from contracts.events.table import form_of
from contracts.events.upcasting import upcast
from contracts.events.vernietiging import GegevensVernietigd
from contracts.vocabulary import Frozen, Functie, OpaqueId
from infra.documents import all_of, get, put, remove, remove_kind

_DOSSIER, _INZAGE, _GROEP = "dossier", "inzage", "groep"
_GEZINSLID, _GEMELD = "gezinslid", "gemeld-gezinslid"
_WEKKER, _GEWEKT = "wekker", "gewekt"
_VERNIETIGING, _TE_DOEN, _GEDAAN = "vernietiging", "te-doen", "gedaan"


class Wachtend(Frozen):
    """A fact that came in before its casus was opened; between topics there is no order."""

    soort: str
    op: date
    data: dict[str, Any]

    def feit(self) -> Payload:
        """The fact itself."""
        return kind_of(self.soort).model_validate(upcast(self.soort, self.data))


class Dossier(Frozen):
    """A casus as it stands, and what happened to it.

    Attributes:
        verzoek_van_intake: the event in which intake asked the gate about what was reported.
    """

    casus: Casus | None = None
    regels: tuple[Verhaalregel, ...] = ()
    wachtend: tuple[Wachtend, ...] = ()
    verzoek_van_intake: str | None = None


class Gezinsdossier(Frozen):
    """A file of a child, to be found by table and family: its own, or that it was reported in."""

    casus: OpaqueId


class Wekker(Frozen):
    """On a day, it is to be looked what is due for a casus."""

    casus: OpaqueId
    dag: date


class Vernietiging(Frozen):
    """The keys that a casus was erased with; kept, for a key store that is put back has them."""

    casus: OpaqueId
    sleutels: tuple[OpaqueId, ...]


class Gewekt(Frozen):
    """Up to which day it was looked what is due."""

    tot: date


class Inzage(Frozen):
    """Someone opened elements of a casus: which ones and when, never what they say."""

    medewerker: OpaqueId
    functie: Functie
    casus: OpaqueId
    elementen: tuple[OpaqueId, ...]
    op: datetime


def load_dossier(session: Session, casus: str) -> Dossier:
    """Load the file of a casus; an empty one if nothing was heard of it."""
    return get(session, _DOSSIER, casus, Dossier) or Dossier()


def casussen(session: Session, overleg: str) -> Sequence[Casus]:
    """The casussen of a table."""
    found = all_of(session, _DOSSIER, Dossier, lookup=overleg)
    return [dossier.casus for dossier in found if dossier.casus]


def gezin_van(session: Session, casus: Casus) -> tuple[Casus, ...]:
    """The open files of brothers and sisters at the same table."""
    return tuple(ander for ander in broers_en_zussen(session, casus) if ander.open)


def broers_en_zussen(session: Session, casus: Casus) -> tuple[Casus, ...]:
    """The files of brothers and sisters at the same table, also those that were closed."""
    return _gevonden(session, _GEZINSLID, casus)


def eerder_gemeld(session: Session, casus: Casus) -> tuple[Casus, ...]:
    """The files of children who were reported in the family that this one is in, at its table."""
    return _gevonden(session, _GEMELD, casus)


def _gevonden(session: Session, soort: str, casus: Casus) -> tuple[Casus, ...]:
    if casus.gezin is None:
        return ()
    leden = all_of(session, soort, Gezinsdossier, lookup=f"{casus.overleg}/{casus.gezin}")
    anderen = (load_dossier(session, lid.casus).casus for lid in leden if lid.casus != casus.id)
    return tuple(ander for ander in anderen if ander and not ander.vernietigd)


def alle_casussen(session: Session) -> Sequence[Casus]:
    """The casussen of all tables of the domain."""
    return [dossier.casus for dossier in all_of(session, _DOSSIER, Dossier) if dossier.casus]


def andere_casussen(session: Session, casus: str) -> tuple[Casus, ...]:
    """The casussen of all tables of the domain but one."""
    return tuple(een for een in alle_casussen(session) if een.id != casus)


def save_feiten(
    session: Session,
    casus: str,
    feiten: Iterable[Payload],
    op: date,
    noem_voor: Callable[[Casus], Noem],
) -> None:
    """Fold facts into a casus one by one, tell them in its history, and save its file."""
    eerder = dossier = load_dossier(session, casus)
    nieuw = tuple(feiten)
    for feit in nieuw:
        dossier = _na(dossier, feit, op, noem_voor)
    _save(session, casus, dossier)
    if dossier.casus is not None:
        _zet_in_gezin(session, dossier.casus, eerder=eerder.casus)
        save_wekker(session, casus, op)
    for feit in nieuw:
        if isinstance(feit, GegevensVernietigd):
            _te_vernietigen(session, feit)


def _na(dossier: Dossier, feit: Payload, op: date, noem_voor: Callable[[Casus], Noem]) -> Dossier:
    """The file after one fact; what came in before it was opened counts as soon as it is."""
    stand = evolve(dossier.casus, feit, op)
    if stand is None:
        return dossier.model_copy(update={"wachtend": (*dossier.wachtend, _wachtend(feit, op))})
    regels = _verteld(dossier, stand, feit, verhaal(feit, op, noem_voor(stand)))
    na = dossier.model_copy(update={"casus": stand, "regels": regels, "wachtend": ()})
    for wachtend in dossier.wachtend:
        na = _na(na, wachtend.feit(), wachtend.op, noem_voor)
    return na


def _zet_in_gezin(session: Session, casus: Casus, eerder: Casus | None) -> None:
    """Let a file be found by its family, where that is new."""
    if casus.gezin is None or (eerder and eerder.gezin == casus.gezin):
        return
    bij = f"{casus.overleg}/{casus.gezin}"
    for soort in (_GEZINSLID,) if eerder else (_GEZINSLID, _GEMELD):
        put(session, soort, casus.id, Gezinsdossier(casus=casus.id), lookup=bij)


def _verteld(
    dossier: Dossier, stand: Casus, feit: Payload, regel: Verhaalregel | None
) -> tuple[Verhaalregel, ...]:
    """Its history; of an erased casus only that it was erased."""
    eerder = dossier.regels
    if stand.vernietigd:
        eerder = eerder if dossier.casus and dossier.casus.vernietigd else ()
        regel = regel if isinstance(feit, GegevensVernietigd) else None
    return (*eerder, regel) if regel else eerder


def _te_vernietigen(session: Session, feit: GegevensVernietigd) -> None:
    eerder = get(session, _VERNIETIGING, feit.casus, Vernietiging)
    sleutels = (*(eerder.sleutels if eerder else ()), *feit.sleutels)
    alle = Vernietiging(casus=feit.casus, sleutels=tuple(dict.fromkeys(sleutels)))
    put(session, _VERNIETIGING, feit.casus, alle, lookup=_TE_DOEN)


def vernietigingen(session: Session, *, ook_gedaan: bool) -> Sequence[Vernietiging]:
    """What was decided to be destroyed; with `ook_gedaan`, also what was destroyed already."""
    lookup = None if ook_gedaan else _TE_DOEN
    return all_of(session, _VERNIETIGING, Vernietiging, lookup=lookup)


def save_vernietigd(session: Session, gedaan: Vernietiging) -> None:
    """Save that those keys are gone; if more were added meanwhile, they must still be destroyed."""
    if get(session, _VERNIETIGING, gedaan.casus, Vernietiging) == gedaan:
        put(session, _VERNIETIGING, gedaan.casus, gedaan, lookup=_GEDAAN)


def save_verzoek_van_intake(session: Session, casus: str, gebeurtenis: str) -> None:
    """Save in which event intake asked the gate: what is asked again must come after it."""
    dossier = load_dossier(session, casus)
    _save(session, casus, dossier.model_copy(update={"verzoek_van_intake": gebeurtenis}))


def _save(session: Session, casus: str, dossier: Dossier) -> None:
    put(session, _DOSSIER, casus, dossier, lookup=dossier.casus.overleg if dossier.casus else "")


def load_groep(session: Session, groep: str) -> Groep | None:
    """Load a group that stands, or stood, on an agenda."""
    return get(session, _GROEP, groep, Groep)


def groepen(session: Session, overleg: str) -> Sequence[Groep]:
    """The groups of a table."""
    return all_of(session, _GROEP, Groep, lookup=overleg)


def save_groepsfeit(session: Session, feit: Groepsfeit) -> None:
    """Fold a fact into its group, and save it."""
    groep = vouw_groep(load_groep(session, feit.groep), feit)
    if groep:
        put(session, _GROEP, groep.id, groep, lookup=groep.overleg)


def save_wekker(session: Session, casus: str, dag: date | None) -> None:
    """Save on which day to look at a casus; without a day, wait until something happens to it."""
    if dag is None:
        remove(session, _WEKKER, casus)
    else:
        put(session, _WEKKER, casus, Wekker(casus=casus, dag=dag), lookup=dag.isoformat())


def gewekt(session: Session, op: date) -> Sequence[OpaqueId]:
    """The casussen to look at on this day, with those of days on which nobody looked.

    The day before is looked at again: what was kept around midnight may bear its date.
    """
    eerder = get(session, _GEWEKT, "", Gewekt)
    if eerder is None:
        alle = all_of(session, _WEKKER, Wekker)
        return [wekker.casus for wekker in alle if wekker.dag <= op]
    dagen = max((op - eerder.tot).days, 0) + 1
    return [
        wekker.casus
        for terug in range(dagen, -1, -1)
        for wekker in all_of(
            session, _WEKKER, Wekker, lookup=(op - timedelta(days=terug)).isoformat()
        )
    ]


def save_gewekt(session: Session, op: date) -> None:
    """Save that everything due up to this day was looked at."""
    eerder = get(session, _GEWEKT, "", Gewekt)
    if eerder is None or eerder.tot < op:
        put(session, _GEWEKT, "", Gewekt(tot=op))


def _wachtend(feit: Payload, op: date) -> Wachtend:
    return Wachtend(soort=form_of(type(feit)).type, op=op, data=feit.model_dump(mode="json"))


def forget_all(session: Session) -> None:
    """Forget all that follows from the log; who looked into what does not."""
    for soort in (_DOSSIER, _GROEP, _GEZINSLID, _GEMELD, _WEKKER, _GEWEKT, _VERNIETIGING):
        remove_kind(session, soort)


def save_inzage(session: Session, key: str, inzage: Inzage) -> None:
    """Save that somebody opened a person's file."""
    put(session, _INZAGE, key, inzage, lookup=inzage.casus)


def inzagen(session: Session, casus: str) -> Sequence[Inzage]:
    """Who opened what of a casus."""
    return all_of(session, _INZAGE, Inzage, lookup=casus)
