"""The census against brute force: every context of a smaller vocabulary, one by one."""

import itertools
from collections import Counter
from collections.abc import Mapping
from datetime import date

from privacy_gate.bewijs.bewijzen import Beeld, beeld
from privacy_gate.bewijs.ruimte import PERIODE, Ruimte
from privacy_gate.domain.kenmerken import KENMERKEN, Over
from privacy_gate.domain.regels import Regelset, Tijdvak
from privacy_gate.domain.toetser import Toetser

WEINIG: Mapping[str, tuple[str, ...]] = {
    "soort": ("inbreng", "terugkoppeling"),
    "van-domein": ("zorg", "justitie"),
    "naar-domein": ("zorg", "justitie"),
    "veld": ("geboortedatum", "gezondheid", "toelichting", "terugkeer-in-de-klas"),
    "categorie": ("identificatie", "gezondheid", "vrije-toelichting", "terugkeer-in-de-klas"),
    "bron": ("school", "politie"),
    "regime": ("algemeen", "wpg"),
    "bronbesluit": ("geen", "wpg-20"),
    "persoon": ("jeugdige", "ouder"),
    "ontvanger": ("school", "ggz", "politie"),
    "geheim": ("geen", "beroepsgeheim"),
    "doorbreking": ("geen", "conflict-van-plichten"),
    "toestemming": ("onmogelijk", "uitdrukkelijk"),
    "grond": ("d", "e"),
    "doel": ("hulpverlening", "politietaak"),
    "verzameldoel": ("hulpverlening", "politietaak"),
    "weging": ("geen", "9-2"),
    "acuut-gevaar": ("nee", "voor-betrokkene"),
    "informeren": ("geinformeerd",),
    "ontheffing": ("geen",),
    "schoolverband": ("nee",),
    "verzet": ("nee",),
}
"""The values that are tried; of an attribute that is not named here, all."""


def klein_beeld(regelset: Regelset, op: date) -> Beeld:
    """The rules of a day, folded over the smaller vocabulary."""
    words = {name: WEINIG.get(name, values) for name, values in KENMERKEN[Over.ELEMENT].items()}
    space = Ruimte(Over.ELEMENT, (Tijdvak(op),), words)
    return beeld(Over.ELEMENT, regelset.geldend(Over.ELEMENT, op), space)


def nageteld(van: Beeld, toetser: Toetser, op: date) -> tuple[int, int, bool]:
    """Contexts tried, contexts in which the engine differs, and whether the counts agree."""
    tried, different = 0, 0
    counted: Counter[object] = Counter()
    layers = [range(len(laag.combinaties)) for laag in van.ruimte.lagen]
    parts = [
        [dict(zip(laag.namen, values, strict=True)) for values in laag.combinaties]
        for laag in van.ruimte.lagen
    ]
    for choices in itertools.product(*layers):
        kenmerken: dict[str, str] = {}
        for part, choice in zip(parts, choices, strict=True):
            kenmerken.update(part[choice])
        del kenmerken[PERIODE]
        found = toetser.toets(kenmerken)
        uitslag = (found.uitkomst, found.bewerking)
        counted[uitslag] += 1
        tried += 1
        different += van.diagrammen.uitslag(van.knoop, choices) != uitslag
    return tried, different, counted == Counter(van.diagrammen.telling(van.knoop))
