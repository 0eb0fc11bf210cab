"""A report as flat texts, the way a form and a line of a table hold it."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from infra.web.forms import Choices, Texts, WebForm, blank, read, texts_under, under
from intake.domain.aanmelding import (
    Aanmelding,
    Gezinslid,
    Gezinslidgegevens,
    Melding,
    Toestemmingsverklaring,
)

TOESTEMMING = "toestemming_"
GEZINSLEDEN = tuple(f"gezinslid{number}_" for number in (1, 2, 3))
"""Prefixes: a form or a line has room for three other persons; JSON for more."""

KOLOMMEN = (
    *Melding.model_fields,
    *(TOESTEMMING + name for name in Toestemmingsverklaring.model_fields),
    *(prefix + name for prefix in GEZINSLEDEN for name in Gezinslidgegevens.model_fields),
)
"""Every flat name there is."""

M = TypeVar("M", bound=BaseModel)


def leeg(texts: Texts, choices: Choices) -> WebForm[Aanmelding]:
    """A form to begin with."""
    parts: list[WebForm[Any]] = [blank(Melding, texts=texts, choices=choices)]
    parts.append(under(blank(Toestemmingsverklaring, choices=choices), TOESTEMMING))
    parts += [under(blank(Gezinslidgegevens), prefix) for prefix in GEZINSLEDEN]
    return WebForm(tuple(field for part in parts for field in part.fields))


def lees(texts: Texts, choices: Choices | None = None) -> WebForm[Aanmelding]:
    """Read the texts; what was left empty altogether, consent or a person, is not there."""
    melding = read(Melding, texts, choices=choices)
    consent = _part(Toestemmingsverklaring, texts, TOESTEMMING, choices)
    others = [_part(Gezinslidgegevens, texts, prefix, choices) for prefix in GEZINSLEDEN]
    parts: tuple[WebForm[Any], ...] = (melding, consent, *others)
    errors = {name: text for part in parts for name, text in part.errors.items()}
    fields = tuple(field for part in parts for field in part.fields)
    if errors or melding.model is None:
        return WebForm(fields, errors)
    leden = (Gezinslid(**dict(part.model)) for part in others if part.model)
    whole = Aanmelding(**dict(melding.model), toestemming=consent.model, gezinsleden=tuple(leden))
    return WebForm(fields, errors, whole)


def _part(model: type[M], texts: Texts, prefix: str, choices: Choices | None) -> WebForm[M]:
    """The part of the form under a prefix; untouched, it has no model and no errors."""
    own = texts_under(texts, prefix)
    typed = {text.strip().lower() for given in own.values() for text in _each(given)}
    if typed <= {"", "nee"}:
        return under(blank(model, choices=choices), prefix)
    return under(read(model, own, choices=choices), prefix)


def _each(texts: str | Sequence[str]) -> Sequence[str]:
    return (texts,) if isinstance(texts, str) else texts


def vlakke_naam(veld: str) -> str:
    """`gezinsleden.0.hulp` of a report is `gezinslid1_hulp` in a form."""
    lid = re.fullmatch(r"gezinsleden\.(\d+)\.(\w+)", veld)
    return f"gezinslid{int(lid[1]) + 1}_{lid[2]}" if lid else veld
