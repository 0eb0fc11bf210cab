"""When all is quiet: a family is whole and has one plan, and none closed unagreed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from casusoverleg.domain.casus import Casus
from chain.audit.event import DomainId
from chain.simulate.findings import Breach, Finding
from chain.simulate.log import Entry
from chain.simulate.pairs import Dossiers

Goal = tuple[str, date, str | None]


def one_plan(found: Dossiers) -> Iterator[Finding]:
    """Families whose files tell different things, and casussen closed without agreement."""
    families: dict[tuple[str, str], dict[DomainId, Casus]] = defaultdict(dict)
    for key, casus in found.items():
        gesloten = not casus.open and not casus.niet_overgenomen
        if gesloten and casus.gezinsplan.coordinator and not casus.gezinsplan.ingestemd_op:
            yield Finding(Breach.CLOSED, "gesloten zonder instemming van de zorgregisseur", key)
        if casus.open and casus.gezin:
            families[casus.overleg, casus.gezin][key] = casus
    for files in families.values():
        yield from _unlike(files)


def left_behind(found: Dossiers, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Children who stayed in a family that a table brought together with another.

    Who is reported in such a family later follows, if all that were before are in one other.
    """
    families: dict[DomainId, str] = {}
    reported: defaultdict[str, list[DomainId]] = defaultdict(list)
    to_leave: set[tuple[DomainId, str]] = set()
    for entry in entries:
        if entry.kind not in ("CasusGeopend", "GezinVastgesteld"):
            continue
        key = entry.record.topic.partition(".")[0], entry.casus
        family = _family(entry.data["overleg"], entry.data["gezin"])
        if entry.kind == "CasusGeopend":
            before = {families[one] for one in reported[family]}
            if family and len(before) == 1 and family not in before:
                to_leave.add((key, family))
            reported[family].append(key)
        elif entry.data["met"]:
            was = families[key]
            to_leave |= {(one, was) for one, its in families.items() if was and its == was}
        families[key] = family
    for key, family in sorted(to_leave):
        if key in found and _family(found[key].overleg, found[key].gezin) == family:
            yield Finding(Breach.UNLIKE, "een kind bleef achter toen twee gezinnen een werden", key)


def _family(table: str, family: str | None) -> str:
    """A family at a table; empty for none."""
    return f"{table}/{family}" if family else ""


def _unlike(files: dict[tuple[str, str], Casus]) -> Iterator[Finding]:
    key = next(iter(files))
    named = {one.gezinsplan.coordinator for one in files.values()} - {None}
    if len(named) > 1 or (named and any(one.opschalen.jeugdzorg for one in files.values())):
        yield Finding(Breach.UNLIKE, "een gezin heeft meer dan een coordinator", key)
    # A file that was closed for a while missed what was said then, if nobody told it after.
    if any(one.heropend_op for one in files.values()):
        return
    goals = [_goals(one) for one in files.values()]
    running = {id_ for one in files.values() for id_ in _running(one)}
    for id_ in running:
        if len({one.get(id_) for one in goals}) > 1:
            yield Finding(Breach.UNLIKE, "een doel van een gezin verschilt per kind", key)


def _running(casus: Casus) -> Iterator[str]:
    for doel in casus.gezinsplan.lopend:
        if doel.leefgebied.van_gezin:
            yield doel.id


def _goals(casus: Casus) -> dict[str, Goal]:
    return {
        doel.id: (
            str(doel.uitvoerder),
            doel.streefdatum,
            doel.laatst.oordeel if doel.laatst else None,
        )
        for doel in casus.gezinsplan.huidig
    }
