"""A form per step that is possible now, made from the same models as the API's."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casusoverleg.domain.stappen.command import Commando, Verstrekkingscommando
from casusoverleg.domain.vastleggen.steps import StelNavraag
from casusoverleg.pages.keuzes import keuzes
from casusoverleg.pages.proef import Proef
from casusoverleg.views.zien import Blik
from contracts.elements import Veld
from infra.web.errors import Conflict
from infra.web.forms import Texts, WebForm, blank, read, texts_under, under, with_errors
from infra.web.once import opdracht_of


@dataclass(frozen=True)
class Stapformulier:
    """A step with its form."""

    stap: str
    titel: str
    uitleg: str
    form: WebForm[Any]
    opdracht: str = ""
    """Under which it was sent."""

    open: bool = False
    beproefbaar: bool = False
    proef: Proef | None = None
    onbereikbaar: bool = False

    @property
    def volgende(self) -> str:
        """Under which it is sent when it is shown once more: filled in anew it is another deed."""
        return secrets.token_hex(16)

    def geweigerd(self, conflict: Conflict) -> "Stapformulier":
        """The same, with why it was refused."""
        return replace(self, form=with_errors(self.form, {"": conflict.detail}), open=True)


def formulieren(blik: Blik) -> list[Stapformulier]:
    """The forms of all steps that are possible now."""
    return [
        _stapformulier(soort, blank(soort, choices=keuzes(blik, soort), texts=_begin(blik, soort)))
        for soort in blik.stappen
    ]


def geopend(forms: Sequence[Stapformulier], stappen: Sequence[str]) -> list[Stapformulier]:
    """The same, with the forms of these steps first, and open."""
    eerst = [replace(f, open=True) for stap in stappen for f in forms if f.stap == stap]
    return [*eerst, *(f for f in forms if f.stap not in stappen)]


def begonnen(blik: Blik, soort: type[Commando], texts: Texts) -> Stapformulier:
    """A form that is open, with something filled in already."""
    form = blank(soort, choices=keuzes(blik, soort), texts=texts)
    return replace(_stapformulier(soort, form), open=True)


def formulier(blik: Blik, soort: type[Commando], texts: Texts) -> Stapformulier:
    """A form as it was filled in."""
    eigen = texts_under(texts, _voor(soort))
    # Nothing ticked means that nothing goes along; without a word in JSON everything does.
    kiest = issubclass(soort, Verstrekkingscommando)
    fixed = {"elementen": tuple(eigen.get("elementen", ()))} if kiest else {}
    form = read(soort, eigen, choices=keuzes(blik, soort), fixed=fixed)
    return replace(_stapformulier(soort, form), opdracht=opdracht_of(texts), open=True)


def _stapformulier(soort: type[Commando], form: WebForm[Any]) -> Stapformulier:
    return Stapformulier(
        stap=soort.stap,
        titel=soort.titel,
        uitleg=soort.uitleg,
        form=under(form, _voor(soort)),
        beproefbaar=issubclass(soort, Verstrekkingscommando),
    )


def _voor(soort: type[Commando]) -> str:
    return f"{soort.stap}--"


def _begin(blik: Blik, soort: type[Commando]) -> Mapping[str, list[str]]:
    """What is ticked to begin with: what goes along if nobody chooses."""
    if not issubclass(soort, Verstrekkingscommando):
        return {}
    mee = [e.gedeeld.element for e in blik.elementen]
    if soort is StelNavraag:
        mee = [e for e in mee if e.veld in (Veld.NAAM, Veld.GEBOORTEDATUM)]
    return {"elementen": [e.id for e in mee]}
