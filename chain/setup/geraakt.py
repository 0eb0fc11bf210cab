"""How many open cases a new version of a covenant touches, at the tables of a chain."""

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from casusoverleg.store import casussen
from chain.run.datadir import DataDir
from chain.setup.verschil import verschillen
from contracts.covenant import Convenant
from contracts.topics import BEHEER, instance
from infra.database import Database
from infra.register import load_register


def geraakt(data: DataDir, wordt: Convenant) -> Sequence[str]:
    """Say per table that changes how many cases are open there; nothing for a first version.

    On PostgreSQL nothing is counted: the command has no access to it, and says so.
    """
    url = data.database(BEHEER)
    if not _exists(url):
        return ("Hoeveel open casussen dit raakt is niet geteld: de databases liggen hier niet.",)
    with closing(Database(url)) as database, database.reading() as session:
        known = load_register(session).convenanten
    before = [one for one in known if one.convenant == wordt.convenant and one != wordt]
    if not before:
        return ()
    was = max(before, key=lambda one: one.versie)
    tables = Counter(table for one in verschillen(was, wordt) for table in set(one.tafels))
    return [
        f"{was.overleggen[table].naam}: {count}, en {changes} "
        f"{'verandering' if changes == 1 else 'veranderingen'}."
        for table, changes in tables.items()
        if table in was.overleggen
        for count in [_open_at(data, was, table)]
    ]


def _open_at(data: DataDir, covenant: Convenant, table: str) -> str:
    url = data.database(instance("casusoverleg", covenant.overleggen[table].domein))
    if not _exists(url):
        return "geen open casussen"
    with closing(Database(url)) as database, database.reading() as session:
        found = sum(one.open for one in casussen(session, table))
    return "1 open casus" if found == 1 else f"{found or 'geen'} open casussen"


def _exists(url: str) -> bool:
    return Path(url.removeprefix("sqlite:///")).exists()
