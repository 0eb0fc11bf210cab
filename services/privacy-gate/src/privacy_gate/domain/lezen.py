"""Reading rule files: Dutch Markdown in, rules out, or every fault with its file and line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from contracts.elements import Bewerking
from privacy_gate.domain import vorm
from privacy_gate.domain.begrippen import PREFIX, Begrippen, Onbekend
from privacy_gate.domain.kenmerken import Over
from privacy_gate.domain.matrix import cellen
from privacy_gate.domain.regelfout import Fouten
from privacy_gate.domain.regels import Gevolg, Regel, Regelset
from privacy_gate.domain.secties import Sectie, secties
from privacy_gate.domain.vorm import Schakelaar
from privacy_gate.domain.wetten import PREFIX as WET
from privacy_gate.domain.wetten import VEREIST, Vereist, Wettekst, lees_wet, toets_dekking

_VERPLICHTINGEN = ("informeren", "bewaren-tot", "vastleggen-bij-bron")
_TERMIJN = re.compile(r"^(\d+) jaar$")


def lees(bestanden: Mapping[str, str], vereist: Vereist = VEREIST) -> Regelset:
    """The rules in these files, by file name.

    Args:
        bestanden: the text of each file.
        vereist: the articles of which the files must say what the gate does with them.

    Raises:
        RegelsOngeldig: with every fault that was found.
    """
    fouten = Fouten()
    alle = [one for naam, tekst in sorted(bestanden.items()) for one in secties(naam, tekst)]
    for sectie in alle:
        for nummer in sectie.onleesbaar:
            fouten.meld(sectie, "dit is geen sleutel en geen voorwaarde", nummer)
    lezer = _Lezer(fouten, _begrippen(alle, fouten))
    regels: list[Regel] = []
    uit: list[Regel] = []
    for sectie in alle:
        if not sectie.naam.startswith((PREFIX, WET)):
            counts = sectie.waarde("datum onzeker") != Schakelaar.UIT
            (regels if counts else uit).extend(lezer.regels(sectie))
    _toets_samenhang([*regels, *uit], fouten)
    wetten = _wetten(alle, fouten)
    fouten.houd_op()
    toets_dekking(wetten, [*regels, *uit], vereist, fouten)
    fouten.houd_op()
    return Regelset(tuple(regels), tuple(uit))


def lees_wetten(bestanden: Mapping[str, str]) -> Mapping[str, Wettekst]:
    """The acts in these files, by name.

    Raises:
        RegelsOngeldig: with every fault that was found in them.
    """
    fouten = Fouten()
    alle = [one for naam, tekst in sorted(bestanden.items()) for one in secties(naam, tekst)]
    found = _wetten(alle, fouten)
    fouten.houd_op()
    return found


def _wetten(alle: Iterable[Sectie], fouten: Fouten) -> Mapping[str, Wettekst]:
    found: dict[str, Wettekst] = {}
    for sectie in alle:
        if sectie.naam.startswith(WET) and (wet := lees_wet(sectie, fouten)):
            if wet.naam in found:
                fouten.meld(sectie, f"de wet {wet.naam} staat er al ({found[wet.naam].plaats})")
            found[wet.naam] = wet
    return MappingProxyType(found)


def _begrippen(alle: Iterable[Sectie], fouten: Fouten) -> Begrippen:
    begrippen = Begrippen(MappingProxyType({}))
    for sectie in alle:
        if sectie.naam.startswith(PREFIX):
            try:
                begrippen = begrippen.met(sectie)
            except Onbekend as fout:
                fouten.meld(sectie, str(fout))
    return begrippen


class _Lezer:
    """Reads section after section, and goes on after a fault to find the others too."""

    def __init__(self, fouten: Fouten, begrippen: Begrippen) -> None:
        self._fouten = fouten
        self._begrippen = begrippen

    def regels(self, sectie: Sectie) -> Sequence[Regel]:
        """The rules of a section: one, or those of its table."""
        if not vorm.toets_vorm(sectie, self._fouten):
            return ()
        regel = self._kaal(sectie)
        if regel is None:
            return ()
        self._toets_artikelen(sectie, regel)
        if sectie.waarde("besluit") == vorm.MATRIX:
            return tuple(cellen(sectie, regel, self._begrippen, self._fouten))
        if sectie.rijen:
            self._fouten.meld(sectie, "een tabel hoort bij 'Besluit: matrix'", sectie.rijen[0][0])
        return self._met_gevolg(sectie, regel)

    def _kaal(self, sectie: Sectie) -> Regel | None:
        """The rule without what it does."""
        before = len(self._fouten)
        over = vorm.keus(sectie, "gaat over", Over, self._fouten)
        geldig = vorm.tijdvak(sectie.waarde("geldig"))
        if geldig is None:
            self._fouten.meld(sectie, f"geldigheid '{sectie.waarde('geldig')}' is niet te lezen")
        if over is None or geldig is None:
            return None
        regel = Regel(
            id=sectie.naam,
            titel=sectie.titel,
            over=over,
            gevolg=Gevolg.VERBIED,
            voorwaarden=self._voorwaarden(sectie, over),
            artikelen=(),
            geldig=geldig,
            onzeker=self._onzeker(sectie),
            status=sectie.waarde("status"),
            plaats=f"{sectie.bestand}:{sectie.nummer}",
        )
        for text in sectie.alle("artikel"):
            artikel = vorm.artikel(text.waarde)
            if artikel is None:
                self._fouten.meld(
                    sectie,
                    f"artikel '{text.waarde}' heeft geen geldigheid ('..., geldig vanaf D')",
                    text.nummer,
                )
            else:
                regel = replace(regel, artikelen=(*regel.artikelen, artikel))
        return regel if len(self._fouten) == before else None

    def _onzeker(self, sectie: Sectie) -> bool:
        key = "datum onzeker"
        return bool(sectie.een(key) and vorm.keus(sectie, key, Schakelaar, self._fouten))

    def _voorwaarden(self, sectie: Sectie, over: Over) -> tuple[tuple[str, frozenset[str]], ...]:
        found: dict[str, frozenset[str]] = {}
        for text in sectie.voorwaarden:
            if text.naam in found:
                self._fouten.meld(sectie, f"'{text.naam}' staat er dubbel", text.nummer)
            try:
                found[text.naam] = self._begrippen.waarden(text.naam, text.waarde, over)
            except Onbekend as fout:
                self._fouten.meld(sectie, str(fout), text.nummer)
        return tuple(found.items())

    def _met_gevolg(self, sectie: Sectie, regel: Regel) -> Sequence[Regel]:
        gevolg = vorm.keus(sectie, "besluit", Gevolg, self._fouten)
        if gevolg is None:
            return ()
        regel = replace(regel, gevolg=gevolg)
        match gevolg:
            case Gevolg.MINIMALISEER:
                bewerking = vorm.keus(sectie, "bewerking", Bewerking, self._fouten)
                return (replace(regel, bewerking=bewerking or Bewerking.JA),)
            case Gevolg.UITZONDERING:
                lifted = tuple(w.strip() for w in sectie.waarde("uitzondering op").split(","))
                return (replace(regel, uitzondering_op=lifted),)
            case Gevolg.LAAT_BEOORDELEN:
                return (replace(regel, vraag=sectie.waarde("vraag")),)
            case Gevolg.VERPLICHT:
                return (self._met_verplichting(sectie, regel),)
            case Gevolg.VERBIED | Gevolg.STA_TOE:
                return (regel,)

    def _met_verplichting(self, sectie: Sectie, regel: Regel) -> Regel:
        soort, termijn = sectie.waarde("verplichting"), sectie.waarde("termijn")
        if soort not in _VERPLICHTINGEN:
            self._fouten.meld(sectie, f"'{soort}' is geen verplichting")
        years = _TERMIJN.match(termijn)
        if termijn and not years:
            self._fouten.meld(sectie, "schrijf een termijn als '15 jaar'")
        return replace(regel, verplichting=soort, termijn_jaren=int(years[1]) if years else None)

    def _toets_artikelen(self, sectie: Sectie, regel: Regel) -> None:
        """On every day that a rule holds, an article must carry it."""
        ends = (a.geldig.tot for a in regel.artikelen if a.geldig.tot < regel.geldig.tot)
        for day in (regel.geldig.van, *(end + timedelta(days=1) for end in ends)):
            if regel.geldig.omvat(day) and not regel.artikelen_op(day):
                self._fouten.meld(sectie, f"regel {regel.id} rust op {day} op geen enkel artikel")


def _toets_samenhang(regels: Iterable[Regel], fouten: Fouten) -> None:
    """Faults that show only when all rules are known."""
    known: dict[str, Regel] = {}
    for regel in regels:
        if regel.id in known:
            fouten.bij(regel.plaats, f"regel {regel.id} bestaat al ({known[regel.id].plaats})")
        known[regel.id] = regel
    for regel in known.values():
        for lifted in regel.uitzondering_op:
            verbod = known.get(lifted)
            if verbod is None or verbod.gevolg is not Gevolg.VERBIED:
                fouten.bij(regel.plaats, f"uitzondering op '{lifted}', en dat is geen verbod")
            elif verbod.over is not regel.over:
                fouten.bij(regel.plaats, f"uitzondering op '{lifted}', dat ergens anders over gaat")
