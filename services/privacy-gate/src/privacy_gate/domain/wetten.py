"""The acts that rules rest on: article by article what it says, and which rule applies it.

An article without a rule says why it has none, so that nothing is forgotten in silence. An
article that changed has a row for each version, with its days.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from privacy_gate.domain import vorm
from privacy_gate.domain.aanhaling import TE_BEVESTIGEN, Aanhaling, OnleesbareAanhaling, aanhalingen
from privacy_gate.domain.regelfout import Fouten
from privacy_gate.domain.regels import Artikel, Regel, Tijdvak
from privacy_gate.domain.secties import Sectie

PREFIX = "Wet "
KOP = ("artikel", "wat het zegt", "regels", "waarom geen regel")
VERSIE = ", geldig "
"""What follows the number of an article that did not read so as long as its act was in force."""

_SLEUTELS = ("juriconnect", "geldig", "tekst")
_BWB = re.compile(r"^BWB[RV]\d{7}$|^nog te bevestigen$")

Vereist = Mapping[str, Sequence[str]]
"""By act, the articles of which the files must say what the gate does with them."""

Citaat = tuple[Aanhaling, Tijdvak]
"""An article that a rule cites, and the days on which it does."""


@dataclass(frozen=True)
class Wetsartikel:
    """A version of an article, or of a part of one.

    Attributes:
        geldig: the days on which it reads so.
        inhoud: what it says, in our own words.
        regels: the rules that apply it.
        reden: why no rule does, if none does.
    """

    nummer: str
    geldig: Tijdvak
    inhoud: str
    regels: tuple[str, ...]
    reden: str
    plaats: str


@dataclass(frozen=True)
class Wettekst:
    """An act.

    Attributes:
        juriconnect: its id in the national base of acts.
        tekst: where the words come from, and who confirms them.
    """

    naam: str
    titel: str
    juriconnect: str
    geldig: Tijdvak
    tekst: str
    artikelen: tuple[Wetsartikel, ...]
    plaats: str

    def versies(self, aanhaling: Aanhaling) -> tuple[Wetsartikel, ...]:
        """The versions of the narrowest article here that a citation falls under."""
        found = [one for one in self.artikelen if aanhaling.valt_onder(one.nummer)]
        narrowest = max((len(one.nummer) for one in found), default=0)
        return tuple(one for one in found if len(one.nummer) == narrowest)

    def artikel(self, aanhaling: Aanhaling, geldig: Tijdvak) -> Wetsartikel | None:
        """The version that a citation falls under on all of these days."""
        versions = self.versies(aanhaling)
        return next((one for one in versions if one.geldig.bevat(geldig)), None)


def lees_wet(sectie: Sectie, fouten: Fouten) -> Wettekst | None:
    """The act of a section; what is wrong with it is told in `fouten`."""
    before = len(fouten)
    for sleutel in _SLEUTELS:
        if not sectie.waarde(sleutel):
            fouten.meld(sectie, f"{sectie.naam} heeft geen '{sleutel.capitalize()}:'")
    for text in sectie.sleutels:
        if text.naam not in _SLEUTELS:
            fouten.meld(sectie, f"'{text.naam}' hoort niet bij een wet", text.nummer)
    geldig = vorm.tijdvak(sectie.waarde("geldig"))
    if sectie.een("geldig") and geldig is None:
        fouten.meld(sectie, f"geldigheid '{sectie.waarde('geldig')}' is niet te lezen")
    if sectie.een("juriconnect") and not _BWB.match(sectie.waarde("juriconnect")):
        fouten.meld(sectie, "schrijf bij Juriconnect een BWB-id, of 'nog te bevestigen'")
    if not sectie.rijen or tuple(cel.lower() for cel in sectie.rijen[0][1]) != KOP:
        fouten.meld(sectie, f"een wet heeft een tabel met de kop {' | '.join(KOP)}")
    if len(fouten) > before or geldig is None:
        return None
    return Wettekst(
        naam=sectie.naam.removeprefix(PREFIX).strip(),
        titel=sectie.titel,
        juriconnect=sectie.waarde("juriconnect"),
        geldig=geldig,
        tekst=sectie.waarde("tekst"),
        artikelen=tuple(_artikelen(sectie, geldig, fouten)),
        plaats=f"{sectie.bestand}:{sectie.nummer}",
    )


def _artikelen(sectie: Sectie, geldig: Tijdvak, fouten: Fouten) -> Iterator[Wetsartikel]:
    seen: list[Artikel] = []
    for nummer, row in sectie.rijen[1:]:
        if len(row) != len(KOP) or not row[0] or not row[1]:
            fouten.meld(sectie, "een artikel heeft vier cellen, en zegt wat het inhoudt", nummer)
            continue
        version = vorm.artikel(row[0]) if VERSIE in row[0] else Artikel(row[0], geldig)
        if version is None or not geldig.bevat(version.geldig):
            fouten.meld(sectie, f"'{row[0]}' is geen versie van een artikel van deze wet", nummer)
            continue
        if any(one.naam == version.naam and one.geldig.raakt(version.geldig) for one in seen):
            fouten.meld(sectie, f"artikel {version.naam} staat er al", nummer)
        seen.append(version)
        rules = tuple(word.strip() for word in row[2].split(",") if word.strip())
        if bool(rules) == bool(row[3]):
            fouten.meld(sectie, f"noem bij {row[0]} de regels, of waarom er geen is", nummer)
        place = f"{sectie.bestand}:{nummer}"
        yield Wetsartikel(version.naam, version.geldig, row[1], rules, row[3], place)


def uitleg(
    artikelen: Iterable[str], wetten: Mapping[str, Wettekst], op: date
) -> tuple[tuple[Wettekst, Wetsartikel], ...]:
    """What the articles said on a day that are cited in these texts, each once."""
    cited = (one for text in artikelen for one in aanhalingen(text, wetten))
    found = ((wetten[one.wet], wetten[one.wet].artikel(one, Tijdvak(op, op))) for one in cited)
    named = {(wet.naam, says.nummer): (wet, says) for wet, says in found if says is not None}
    return tuple(named.values())


def toets_dekking(
    wetten: Mapping[str, Wettekst], regels: Sequence[Regel], vereist: Vereist, fouten: Fouten
) -> None:
    """Rules cite articles that are there, and articles name rules that cite them."""
    by_heading: dict[str, list[Citaat]] = {}
    for regel in regels:
        by_heading.setdefault(regel.id.split("/")[0], []).extend(_aangehaald(regel, wetten, fouten))
    named = _genoemd(wetten, by_heading)
    for wet in wetten.values():
        for artikel in wet.artikelen:
            for name in artikel.regels:
                _toets_regel(wet, artikel, by_heading.get(name), name, fouten)
            if artikel.reden:
                for name in named.get(artikel.plaats, ()):
                    fouten.bij(
                        artikel.plaats, f"{artikel.nummer} heeft geen regel, maar {name} noemt het"
                    )
    for naam, nodig in vereist.items():
        _toets_vereist(naam, nodig, wetten.get(naam), fouten)


def _toets_regel(
    wet: Wettekst,
    artikel: Wetsartikel,
    cites: Iterable[Citaat] | None,
    name: str,
    fouten: Fouten,
) -> None:
    if cites is None:
        fouten.bij(artikel.plaats, f"regel '{name}' bestaat niet")
    elif not any(_past(wet, artikel, one, days) for one, days in cites):
        fouten.bij(artikel.plaats, f"regel {name} haalt {wet.naam} {artikel.nummer} niet aan")


def _past(wet: Wettekst, artikel: Wetsartikel, one: Aanhaling, days: Tijdvak) -> bool:
    here = one.wet == wet.naam and one.valt_onder(artikel.nummer)
    return here and artikel.geldig.bevat(days)


def _genoemd(
    wetten: Mapping[str, Wettekst], cited: Mapping[str, list[Citaat]]
) -> dict[str, dict[str, None]]:
    """By the place of an article: the headings that cite it."""
    found: dict[str, dict[str, None]] = {}
    for name, cites in cited.items():
        for one, days in cites:
            wet = wetten.get(one.wet)
            artikel = wet.artikel(one, days) if wet else None
            if artikel:
                found.setdefault(artikel.plaats, {})[name] = None
    return found


def _toets_vereist(naam: str, nodig: Sequence[str], wet: Wettekst | None, fouten: Fouten) -> None:
    if wet is None:
        fouten.bij(f"wet-{naam}.md:1", f"de wet {naam} ontbreekt: geen '## Wet {naam}: ...'")
        return
    present = {artikel.nummer for artikel in wet.artikelen}
    for nummer in nodig:
        if nummer not in present:
            fouten.bij(wet.plaats, f"artikel {nummer} ontbreekt: geen regel en geen reden waarom")


def _aangehaald(regel: Regel, wetten: Mapping[str, Wettekst], fouten: Fouten) -> Iterator[Citaat]:
    for artikel in regel.artikelen:
        try:
            found = aanhalingen(artikel.naam, wetten)
        except OnleesbareAanhaling as fout:
            fouten.bij(regel.plaats, str(fout))
            continue
        for one in found:
            yield one, artikel.geldig
            _toets_aanhaling(regel, one, artikel.geldig, wetten[one.wet], fouten)


def _toets_aanhaling(
    regel: Regel, one: Aanhaling, days: Tijdvak, wet: Wettekst, fouten: Fouten
) -> None:
    versions = wet.versies(one)
    if not versions:
        fouten.bij(regel.plaats, f"{one} staat niet bij de artikelen van {wet.plaats}")
    if not wet.geldig.bevat(days):
        fouten.bij(regel.plaats, f"{one} wordt aangehaald buiten de geldigheid van de wet")
    elif versions and not wet.artikel(one, days):
        known = " en ".join(f"van {v.geldig}" for v in versions)
        fouten.bij(regel.plaats, f"{one} bestond zo niet van {days}; de versies zijn {known}")


VEREIST: Vereist = {
    "Wbp": (
        *("2(2)", "5", "7", "8", "8(a)", "8(b)", "8(c)", "8(d)", "8(e)", "8(f)"),
        *("9(1)", "9(2)", "9(4)", "10", "11", "13", "16", "17", "18", "19", "20"),
        *("21(1)a", "21(1)c", "21(1)d", "21(1)f", "21(2)", "21(3)"),
        *("22(1)", "22(2)", "22(4)", "22(5)", "22(6)"),
        *("23(1)a", "23(1)b", "23(1)c", "23(1)d", "23(1)e", "23(1)f", "24"),
        *("33", "34", "35", "36", "38", "40", "42", "43"),
    ),
    "Wet op de jeugdzorg": (
        *("hoofdstuk Ia", "51", "51(3)", "53(1)", "53(2)", "53(3)", "55", "56"),
    ),
    "Wpg": ("4(3)", "7", "16", "18", "19", "20"),
    "Wjsg": ("39f", "39j", "52"),
    "AVG": (
        *("5(1)b", "5(1)c", "5(1)d", "5(1)e", "6(1)", "6(4)", "7", "8", "9", "10"),
        *("13", "14", "15", "16", "17", "18", "19", "21", "22", "23", "32"),
    ),
    "UAVG": ("5", "22-33", "41", "46"),
    "Jeugdwet": ("7.3.8(3)", "7.3.11(2)", "7.3.11(4)", TE_BEVESTIGEN),
    "BW": ("1:240",),
    "Wmo 2015": ("5.2.6",),
    "WGS": (TE_BEVESTIGEN,),
}
"""What bears on this chain, by act."""
