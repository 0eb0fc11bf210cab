"""A file of reports: CSV or JSON Lines. Every bad line is told, every good line is taken."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from contracts.vocabulary import Functie, OpaqueId
from infra.web.messages import messages_of
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import Bezwaar
from intake.worker.aanmelden import Aanmelder, AndereInhoud, Geweigerd
from intake.worker.vlak import KOLOMMEN, lees

ANDERE_INHOUD = Bezwaar("kenmerk", "Dit kenmerk hoort al bij een melding met een andere inhoud.")
_LISTS = ("toestemming_doelen", "toestemming_ontvangers", "toestemming_categorieen")
_ALIASES = {"burgerservicenummer": "bsn"}


class OnleesbaarBestand(Exception):
    """Nothing was taken; the reason is a Dutch sentence without what stands in the file."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


@dataclass(frozen=True)
class Regel:
    """A line that was read: a report, or why it is none."""

    nummer: int
    aanmelding: Aanmelding | None
    bezwaren: tuple[Bezwaar, ...] = ()


@dataclass(frozen=True)
class Regeluitslag:
    """What became of a line."""

    regel: int
    uitkomst: Literal["aangemeld", "al bekend", "geweigerd"]
    casus: OpaqueId | None = None
    fouten: tuple[Bezwaar, ...] = ()


def neem_op(
    aanmelder: Aanmelder, raw: bytes, functies: tuple[Functie, ...]
) -> tuple[Regeluitslag, ...]:
    """Take every good line of a file.

    Raises:
        OnleesbaarBestand: the file as a whole cannot be read.
    """
    # All lines are read before the first is taken: an unreadable file changes nothing.
    lines = tuple(regels(raw))
    return tuple(_neem_regel_op(aanmelder, line, functies) for line in lines)


def _neem_regel_op(
    aanmelder: Aanmelder, regel: Regel, functies: tuple[Functie, ...]
) -> Regeluitslag:
    if regel.aanmelding is None:
        return Regeluitslag(regel.nummer, "geweigerd", fouten=regel.bezwaren)
    try:
        uitslag = aanmelder.meld_aan(regel.aanmelding, functies)
    except Geweigerd as refusal:
        return Regeluitslag(regel.nummer, "geweigerd", fouten=refusal.bezwaren)
    except AndereInhoud:
        return Regeluitslag(regel.nummer, "geweigerd", fouten=(ANDERE_INHOUD,))
    uitkomst: Literal["aangemeld", "al bekend"] = "al bekend" if uitslag.al_bekend else "aangemeld"
    return Regeluitslag(regel.nummer, uitkomst, uitslag.casus)


def regels(raw: bytes) -> Iterator[Regel]:
    """Every line of a CSV or JSON Lines file, with the number it has in the file.

    Raises:
        OnleesbaarBestand: not text, empty, or no usable head.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OnleesbaarBestand("Dit bestand is geen tekst in UTF-8.") from None
    if not text.strip():
        raise OnleesbaarBestand("Dit bestand is leeg.")
    return _json_lines(text) if text.lstrip().startswith("{") else _csv_lines(text)


def _json_lines(text: str) -> Iterator[Regel]:
    for number, line in enumerate(io.StringIO(text), 1):
        if line.strip():
            try:
                yield Regel(number, Aanmelding.model_validate_json(line))
            except ValidationError as invalid:
                found = messages_of(invalid.errors()).items()
                yield Regel(number, None, tuple(Bezwaar(veld, why) for veld, why in found))


def _csv_lines(text: str) -> Iterator[Regel]:
    head = text.lstrip().split("\n", 1)[0]
    delimiter = ";" if head.count(";") >= head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns: list[str] = []
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            reden = "Een aanhalingsteken is niet goed gesloten; verder is niet gelezen."
            yield Regel(number, None, (Bezwaar("", reden),))
            return
        if not any(cell.strip() for cell in cells):
            continue
        if columns:
            yield _csv_line(number, columns, cells)
        else:
            columns = _columns(cells)


def _csv_line(number: int, columns: list[str], cells: list[str]) -> Regel:
    if len(cells) != len(columns):
        reden = f"Deze regel heeft {len(cells)} kolommen; de kop heeft er {len(columns)}."
        return Regel(number, None, (Bezwaar("", reden),))
    texts = {
        name: re.split(r"[|,]", cell) if name in _LISTS else cell
        for name, cell in zip(columns, cells, strict=True)
    }
    form = lees(texts)
    return Regel(number, form.model, tuple(Bezwaar(veld, why) for veld, why in form.errors.items()))


def _columns(cells: list[str]) -> list[str]:
    """The names in the head. A name that is not known is not repeated: it may be a value."""
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
