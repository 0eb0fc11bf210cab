"""The closed vocabularies that rules are written in: each attribute with all its values."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import get_args

from contracts.elements import Categorie, Veld
from contracts.events.verstrekking import (
    Bronbesluit,
    Doorbreking,
    Informeren,
    Inhoud,
    Ontheffingsgrond,
)
from contracts.vocabulary import (
    Doel,
    Domein,
    Geheimhouding,
    Grond,
    Organisatietype,
    Overlegsoort,
    Regime,
    Relatie,
)

Kenmerken = Mapping[str, str]
"""What a decision is taken on: a value for every attribute."""

SOORTEN = tuple(str(kind.model_fields["soort"].default) for kind in get_args(get_args(Inhoud)[0]))
"""The kinds of content that a request can carry."""

GEEN_VELD = "geen"
"""Some categories have no field: nobody can record them, and rules still forbid them."""


ONBEKEND = "onbekend"
"""No body is named, or none that the covenant knows."""


class Over(StrEnum):
    """What a rule is about: the content of a request as such, or one element in it."""

    INHOUD = "inhoud"
    ELEMENT = "element"


class Gevaar(StrEnum):
    """Is there acute danger, and for whom: the one whom an element is about, or another?"""

    NEE = "nee"
    BETROKKENE = "voor-betrokkene"
    ANDER = "voor-ander"


class Instemming(StrEnum):
    """The consent there is for an element."""

    GEEN = "geen"
    ONMOGELIJK = "onmogelijk"
    """There is none, and whoever must give it cannot be asked."""
    GEGEVEN = "gegeven"
    UITDRUKKELIJK = "uitdrukkelijk"


class Schoolverband(StrEnum):
    """What an offence has to do with a school that is to hear of it."""

    JA = "ja"
    TERUGKEER = "terugkeer"
    """Nothing, but the return to class was asked for."""
    NEE = "nee"


class Samenhang(StrEnum):
    """What the receiving table has to do with this casus already."""

    NIEUW = "nieuw"
    LOPEND = "lopend"
    OVERGEDRAGEN = "overgedragen"
    """It was handed to the one who now asks, by the one who is to receive."""


def _words(*parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(word) for part in parts for word in part)


_JA_NEE = ("ja", "nee")

_INHOUD = {
    "soort": SOORTEN,
    "verband": ("eigen-overleg", "heen", "terug", "geen"),
    "samenhang": _words(Samenhang),
    "convenant": ("in-werking", "verlopen", "nog-niet"),
    "van-domein": _words(Domein),
    "naar-domein": _words(Domein),
    "van-soort": _words(Overlegsoort),
    "naar-soort": _words(Overlegsoort),
    "afzender": ("van-dit-overleg", "vreemd"),
    "drager": ("volgens-de-weg", "regie", "nee"),
    "handelaar": _words(Organisatietype, (ONBEKEND,)),
    "houder": _words(Organisatietype, (ONBEKEND,)),
    "verzoeker": _words(Organisatietype, (ONBEKEND,)),
}

_ELEMENT = {
    "soort": SOORTEN,
    "overgang": ("eigen-overleg", "zelfde-domein", "ander-domein"),
    "van-domein": _words(Domein),
    "naar-domein": _words(Domein),
    "veld": _words(Veld, (GEEN_VELD,)),
    "categorie": _words(Categorie),
    "bron": _words(Organisatietype),
    "regime": _words(Regime),
    "bronbesluit": _words(Bronbesluit),
    "persoon": _words(Relatie),
    "ontvanger": _words(Organisatietype),
    "ontvanger-zwijgt": _JA_NEE,
    "eigen-gegeven": _JA_NEE,
    "geheim": _words(Geheimhouding),
    "doorbreking": _words(Doorbreking),
    "toestemming": _words(Instemming),
    "grond": _words(Grond),
    "doel": _words(Doel),
    "verzameldoel": _words(Doel),
    "zelfde-doel": _JA_NEE,
    "weging": ("geen", "9-2", "43"),
    "acuut-gevaar": _words(Gevaar),
    "informeren": _words(Informeren),
    "ontheffing": _words(("geen",), Ontheffingsgrond),
    "schoolverband": _words(Schoolverband),
    "verzet": _JA_NEE,
    "beperkt": _JA_NEE,
}

KENMERKEN: Mapping[Over, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {Over.INHOUD: MappingProxyType(_INHOUD), Over.ELEMENT: MappingProxyType(_ELEMENT)}
)
