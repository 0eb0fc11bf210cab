"""A file of reports: CSV or JSON Lines. Every bad line is told, every good line is taken."""

import csv
import io
import json
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, TypeAlias

from pydantic import ValidationError

from contracts.elements import Categorie
from contracts.vocabulary import Doel, Domein, Functie, OpaqueId
from infra.web.bodies import holds_too_many
from infra.web.limits import MAX_MEMBERS
from infra.web.messages import messages_of
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import Bezwaar
from intake.worker.aanmelden import Aanmelder, AndereInhoud, MeldingGeweigerd
from intake.worker.tekst import OnleesbaarBestand, tekst_van
from intake.worker.vlak import KOLOMMEN, lees

Regeluitkomst: TypeAlias = Literal["aangemeld", "al bekend", "geweigerd"]

ANDERE_INHOUD = Bezwaar("kenmerk", "Dit kenmerk hoort al bij een melding met een andere inhoud.")

MOST_LINES = 5_000
"""Of one file, without empty ones: of so many a table would need years."""

MOST_FAULTS = 100
"""Faults that are printed of one file; the others are counted."""

MOST_CHARACTERS = 2_000_000
"""Of one line of JSON. The largest report that is taken has fewer, whichever way it is escaped."""

_LISTS = {
    "toestemming_doelen": len(Doel),
    "toestemming_ontvangers": len(Domein),
    "toestemming_categorieen": len(Categorie),
}
"""Columns of which a cell holds a list, and how many different words there are for it."""

_BETWEEN = r"[|,]"
_UNCLOSED = (
    "Een aanhalingsteken is niet goed gesloten, of een veld is te lang. Verder is niet gelezen."
)
_ALIASES = {"burgerservicenummer": "bsn"}


@dataclass(frozen=True)
class Bestandsregel:
    """A line that was read: a report, or why it is none."""

    nummer: int
    aanmelding: Aanmelding | None
    bezwaren: tuple[Bezwaar, ...] = ()


@dataclass(frozen=True)
class Regeluitslag:
    """What became of a line."""

    regel: int
    uitkomst: Regeluitkomst
    casus: OpaqueId | None = None
    fouten: tuple[Bezwaar, ...] = ()


@dataclass(frozen=True)
class Bestandsuitslag:
    """What became of a file: its lines, with as many faults as are printed, and the totals."""

    regels: tuple[Regeluitslag, ...]
    totalen: Mapping[Regeluitkomst, int]
    niet_getoond: int
    """Faults beyond those; a line of which none is printed is in the totals only."""


def neem_op(aanmelder: Aanmelder, raw: bytes, functies: tuple[Functie, ...]) -> Bestandsuitslag:
    """Take every good line of a file.

    Raises:
        OnleesbaarBestand: the file as a whole cannot be read.
    """
    shown: list[Regeluitslag] = []
    totals: Counter[Regeluitkomst] = Counter()
    room, hidden = MOST_FAULTS, 0
    for line in regels(raw):
        if line.aanmelding:
            # Who reports at the same time comes in between, although this thread could go on.
            time.sleep(0.001)
        uitslag = _neem_regel_op(aanmelder, line, functies)
        totals[uitslag.uitkomst] += 1
        printed = uitslag.fouten[:room]
        room -= len(printed)
        hidden += len(uitslag.fouten) - len(printed)
        if printed or not uitslag.fouten:
            shown.append(replace(uitslag, fouten=printed))
    return Bestandsuitslag(tuple(shown), totals, hidden)


def _neem_regel_op(
    aanmelder: Aanmelder, regel: Bestandsregel, functies: tuple[Functie, ...]
) -> Regeluitslag:
    if regel.aanmelding is None:
        return Regeluitslag(regel.nummer, "geweigerd", fouten=regel.bezwaren)
    try:
        uitslag = aanmelder.meld_aan(regel.aanmelding, functies)
    except MeldingGeweigerd as refusal:
        return Regeluitslag(regel.nummer, "geweigerd", fouten=refusal.bezwaren)
    except AndereInhoud:
        return Regeluitslag(regel.nummer, "geweigerd", fouten=(ANDERE_INHOUD,))
    uitkomst: Regeluitkomst = "al bekend" if uitslag.al_bekend else "aangemeld"
    return Regeluitslag(regel.nummer, uitkomst, uitslag.casus)


def regels(raw: bytes) -> Iterator[Bestandsregel]:
    """Every line of a CSV or JSON Lines file, with the number it has in the file.

    The file as a whole is looked at before the first line is given: an unreadable one changes
    nothing. Then one line at a time is held.

    Raises:
        OnleesbaarBestand: not text, empty, too many lines, or no usable head.
    """
    text = tekst_van(raw)
    if text.lstrip().startswith("{"):
        _check_number(_json_rows(text))
        return (_json_line(number, line) for number, line in _json_rows(text))
    columns = _columns(next((cells for _, cells in _csv_rows(text)), []))
    _check_number(islice(_csv_rows(text), 1, None))
    lines = islice(_csv_rows(text), 1, None)
    return (_csv_line(number, columns, cells) for number, cells in lines)


def _check_number(rows: Iterator[object]) -> None:
    if next(islice(rows, MOST_LINES, None), None) is not None:
        raise OnleesbaarBestand(
            f"Dit bestand heeft meer dan {MOST_LINES} regels. Er is niets aangemeld: maak er "
            "bestanden met minder regels van."
        )


def _json_rows(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty."""
    return ((n, line) for n, line in enumerate(io.StringIO(text), 1) if line.strip())


def _json_line(number: int, line: str) -> Bestandsregel:
    if len(line) > MOST_CHARACTERS:
        reden = f"Deze regel is te lang: hooguit {MOST_CHARACTERS} tekens."
        return Bestandsregel(number, None, (Bezwaar("", reden),))
    if _too_many_in(line):
        reden = f"In deze regel staan te veel gegevens: hooguit {MAX_MEMBERS}."
        return Bestandsregel(number, None, (Bezwaar("", reden),))
    try:
        return Bestandsregel(number, Aanmelding.model_validate_json(line))
    except ValidationError as invalid:
        if invalid.error_count() > MOST_FAULTS:
            reden = "In deze regel klopt zo veel niet dat het hier niet staat."
            return Bestandsregel(number, None, (Bezwaar("", reden),))
        found = messages_of(invalid.errors()).items()
        return Bestandsregel(number, None, tuple(Bezwaar(veld, why) for veld, why in found))


def _too_many_in(line: str) -> bool:
    """Are there too many values, told before each is judged? Of what is no JSON, none is."""
    try:
        # Numbers stay text: of one with thousands of digits Python makes a fault, pydantic none.
        return holds_too_many(json.loads(line, parse_int=str, parse_float=str, strict=False))
    except (ValueError, RecursionError):
        return False


def _csv_rows(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """The rows in which something stands; None when from there on no row can be told."""
    head = text.lstrip().split("\n", 1)[0]
    delimiter = ";" if head.count(";") >= head.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield number, None
            return
        if any(cell.strip() for cell in cells):
            yield number, cells


def _csv_line(number: int, columns: list[str], cells: list[str] | None) -> Bestandsregel:
    if cells is None:
        return Bestandsregel(number, None, (Bezwaar("", _UNCLOSED),))
    if len(cells) != len(columns):
        reden = f"Deze regel heeft {len(cells)} kolommen; de kop heeft er {len(columns)}."
        return Bestandsregel(number, None, (Bezwaar("", reden),))
    long = tuple(_too_long(zip(columns, cells, strict=True)))
    if long:
        return Bestandsregel(number, None, long)
    texts = {
        name: re.split(_BETWEEN, cell) if name in _LISTS else cell
        for name, cell in zip(columns, cells, strict=True)
    }
    form = lees(texts)
    return Bestandsregel(
        number, form.model, tuple(Bezwaar(veld, why) for veld, why in form.errors.items())
    )


def _too_long(named: Iterable[tuple[str, str]]) -> Iterator[Bezwaar]:
    """Lists of more words than there are to choose from."""
    for name, cell in named:
        most = _LISTS.get(name)
        if most is not None and len(re.findall(_BETWEEN, cell)) >= most:
            yield Bezwaar(name, f"Hier staan te veel keuzes: hooguit {most}, elk een keer.")


def _columns(cells: list[str] | None) -> list[str]:
    """The names in the head. A name that is not known is not repeated: it may be a value."""
    if not cells:
        raise OnleesbaarBestand(_UNCLOSED if cells is None else "Dit bestand is leeg.")
    names = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in cells]
    names = [_ALIASES.get(name, name) for name in names]
    for place, name in enumerate(names, 1):
        if name not in KOLOMMEN:
            raise OnleesbaarBestand(
                f"Kolom {place} in de kop is niet bekend. Gebruik: {', '.join(KOLOMMEN)}."
            )
    if len(set(names)) < len(names):
        raise OnleesbaarBestand("In de kop staat een kolom twee keer.")
    return names
