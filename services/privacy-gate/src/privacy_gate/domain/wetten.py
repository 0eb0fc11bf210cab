"""The acts that rules rest on: article by article what it says, and which rule applies it.

An article without a rule says why it has none, so that nothing is forgotten in silence.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from privacy_gate.domain import vorm
from privacy_gate.domain.aanhaling import TE_BEVESTIGEN, Aanhaling, Onleesbaar, aanhalingen
from privacy_gate.domain.regelfout import Fouten
from privacy_gate.domain.regels import Regel, Tijdvak
from privacy_gate.domain.secties import Sectie

PREFIX = "Wet "
KOP = ("artikel", "wat het zegt", "regels", "waarom geen regel")
_SLEUTELS = ("juriconnect", "geldig", "tekst")
_BWB = re.compile(r"^BWB[RV]\d{7}$|^nog te bevestigen$")

Vereist = Mapping[str, Sequence[str]]
"""By act, the articles of which the files must say what the gate does with them."""


@dataclass(frozen=True)
class Wetsartikel:
    """An article, or a part of one.

    Attributes:
        inhoud: what it says, in our own words.
        regels: the rules that apply it.
        reden: why no rule does, if none does.
    """

    nummer: str
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

    def artikel(self, aanhaling: Aanhaling) -> Wetsartikel | None:
        """The narrowest article here that a citation falls under."""
        found = [one for one in self.artikelen if aanhaling.valt_onder(one.nummer)]
        return max(found, key=lambda one: len(one.nummer), default=None)


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
        artikelen=tuple(_artikelen(sectie, fouten)),
        plaats=f"{sectie.bestand}:{sectie.nummer}",
    )


def _artikelen(sectie: Sectie, fouten: Fouten) -> Iterator[Wetsartikel]:
    seen: set[str] = set()
    for nummer, row in sectie.rijen[1:]:
        if len(row) != len(KOP) or not row[0] or not row[1]:
            fouten.meld(sectie, "een artikel heeft vier cellen, en zegt wat het inhoudt", nummer)
            continue
        if row[0] in seen:
            fouten.meld(sectie, f"artikel {row[0]} staat er al", nummer)
        seen.add(row[0])
        rules = tuple(word.strip() for word in row[2].split(",") if word.strip())
        if bool(rules) == bool(row[3]):
            fouten.meld(sectie, f"noem bij {row[0]} de regels, of waarom er geen is", nummer)
        yield Wetsartikel(row[0], row[1], rules, row[3], f"{sectie.bestand}:{nummer}")


def uitleg(
    artikelen: Iterable[str], wetten: Mapping[str, Wettekst]
) -> tuple[tuple[Wettekst, Wetsartikel], ...]:
    """What the articles say that are cited in these texts, each once."""
    cited = (one for text in artikelen for one in aanhalingen(text, wetten))
    found = ((wetten[one.wet], wetten[one.wet].artikel(one)) for one in cited)
    named = {(wet.naam, says.nummer): (wet, says) for wet, says in found if says is not None}
    return tuple(named.values())


def toets_dekking(
    wetten: Mapping[str, Wettekst], regels: Sequence[Regel], vereist: Vereist, fouten: Fouten
) -> None:
    """Rules cite articles that are there, and articles name rules that cite them."""
    cited = {id(regel): tuple(_aangehaald(regel, wetten, fouten)) for regel in regels}
    by_heading: dict[str, list[Aanhaling]] = {}
    for regel in regels:
        by_heading.setdefault(regel.id.split("/")[0], []).extend(cited[id(regel)])
    named = _genoemd(wetten, by_heading)
    for wet in wetten.values():
        for artikel in wet.artikelen:
            for name in artikel.regels:
                _toets_regel(wet, artikel, by_heading.get(name), name, fouten)
            if artikel.reden:
                for name in named.get((wet.naam, artikel.nummer), ()):
                    fouten.bij(
                        artikel.plaats, f"{artikel.nummer} heeft geen regel, maar {name} noemt het"
                    )
    for naam, nodig in vereist.items():
        _toets_vereist(naam, nodig, wetten.get(naam), fouten)


def _toets_regel(
    wet: Wettekst,
    artikel: Wetsartikel,
    cites: Iterable[Aanhaling] | None,
    name: str,
    fouten: Fouten,
) -> None:
    if cites is None:
        fouten.bij(artikel.plaats, f"regel '{name}' bestaat niet")
    elif not any(one.wet == wet.naam and one.valt_onder(artikel.nummer) for one in cites):
        fouten.bij(artikel.plaats, f"regel {name} haalt {wet.naam} {artikel.nummer} niet aan")


def _genoemd(
    wetten: Mapping[str, Wettekst], cited: Mapping[str, list[Aanhaling]]
) -> dict[tuple[str, str], dict[str, None]]:
    """By act and article: the headings that cite it."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for name, cites in cited.items():
        for one in cites:
            wet = wetten.get(one.wet)
            artikel = wet.artikel(one) if wet else None
            if artikel:
                found.setdefault((one.wet, artikel.nummer), {})[name] = None
    return found


def _toets_vereist(naam: str, nodig: Sequence[str], wet: Wettekst | None, fouten: Fouten) -> None:
    if wet is None:
        fouten.bij(f"wet-{naam}.md:1", f"de wet {naam} ontbreekt: geen '## Wet {naam}: ...'")
        return
    present = {artikel.nummer for artikel in wet.artikelen}
    for nummer in nodig:
        if nummer not in present:
            fouten.bij(wet.plaats, f"artikel {nummer} ontbreekt: geen regel en geen reden waarom")


def _aangehaald(
    regel: Regel, wetten: Mapping[str, Wettekst], fouten: Fouten
) -> Iterator[Aanhaling]:
    for artikel in regel.artikelen:
        try:
            found = aanhalingen(artikel.naam, wetten)
        except Onleesbaar as fout:
            fouten.bij(regel.plaats, str(fout))
            continue
        for one in found:
            wet = wetten[one.wet]
            yield one
            if wet.artikel(one) is None:
                fouten.bij(regel.plaats, f"{one} staat niet bij de artikelen van {wet.plaats}")
            if not (wet.geldig.van <= artikel.geldig.van and artikel.geldig.tot <= wet.geldig.tot):
                fouten.bij(regel.plaats, f"{one} wordt aangehaald buiten de geldigheid van de wet")


VEREIST: Vereist = {
    "Wbp": (
        *("2(2)", "5", "7", "8", "8(a)", "8(b)", "8(c)", "8(d)", "8(e)", "8(f)"),
        *("9(1)", "9(2)", "9(4)", "10", "11", "13", "16", "17", "18", "19", "20"),
        *("21(1)a", "21(1)c", "21(1)d", "21(1)f", "21(2)", "22(1)", "22(2)", "22(4)", "22(6)"),
        *("23(1)a", "23(1)b", "23(1)c", "23(1)d", "23(1)e", "23(1)f", "24"),
        *("33", "34", "35", "36", "38", "40", "42", "43"),
    ),
    "Wet op de jeugdzorg": ("hoofdstuk Ia", "51", "53(3)", "55", "56"),
    "Wpg": ("4(3)", "7", "16", "18", "19", "20"),
    "Wjsg": ("39f", "39j", "52"),
    "AVG": (
        *("5(1)b", "5(1)c", "5(1)d", "5(1)e", "6(1)", "6(4)", "7", "8", "9", "10"),
        *("13", "14", "15", "16", "17", "18", "19", "21", "22", "23", "32"),
    ),
    "UAVG": ("5", "22-33", "41", "46"),
    "Jeugdwet": (TE_BEVESTIGEN,),
    "WGS": (TE_BEVESTIGEN,),
}
"""What bears on this chain, by act."""
