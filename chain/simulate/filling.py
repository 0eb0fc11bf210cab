"""Filling in the form of a step as a person might: by chance, and mostly sensibly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

from casusoverleg.domain.bespreken.steps import SluitCasus
from casusoverleg.domain.casus import Casus
from casusoverleg.domain.overdragen.overdracht import BEVESTIGD
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.pages.keuzes import keuzes
from casusoverleg.views.zien import Blik
from contracts.aard_tabel import AARD
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.vocabulary import DOEL_VAN_DOMEIN, Regime
from infra.web.forms import FormField, Widget, blank, read

CANARY = "kanarie"
"""How every value begins that people of a simulation write; it may stand nowhere in the clear."""

TRIES = 4
"""A form that is filled in wrongly is tried again so often."""

_SOON = MappingProxyType(
    {
        "op": 0,
        "actiedatum": 0,
        "gegeven_op": 0,
        "start": 1,
        "vergadering": 3,
        "beoogd_einde": 60,
        "streefdatum": 14,
        "geldig_tot": 90,
        "weging_geldig_tot": 90,
    }
)
"""Days from today that somebody mostly fills in."""

_MOSTLY_YES = frozenset({"uitdrukkelijk"})
_MOSTLY_NO = frozenset({"acuut_gevaar"})
_MOSTLY_EMPTY = frozenset({"overdracht", "navraag", "persoon", "aanwezig", "elementen", "over"})
_NEVER_EMPTY = frozenset(
    {
        "weging_geldig_tot",
        "weging_factoren",
        "weging_noodzaak",
        "weging_belang",
        "noodzaak",
        "belang",
        "reden_leeftijd",
    }
)
"""What is asked for as soon as somebody weighs, or makes an exception."""

_MOSTLY_ALL = frozenset({"weging_factoren"})

_SOURCE = {Regime.WPG: "wpg-20", Regime.WJSG: "wjsg-39f"}


@dataclass
class Filling:
    """Fills in forms; every text is another canary."""

    chance: Random
    seed: int
    written: int = 0

    def form(self, blik: Blik, soort: type[Commando], day: date) -> Commando | None:
        """A step filled in; None if it did not work out."""
        choices = keuzes(blik, soort)
        form = blank(soort, choices=choices)
        for _ in range(TRIES):
            texts = {field.name: self._field(field, blik, day) for field in form.fields}
            if soort is SluitCasus and self.chance.random() < 0.85:
                texts["reden"] = [_why_closed(blik.casus)]
            model: Commando | None = read(soort, texts, choices=choices).model
            if model is not None:
                return model
        return None

    def text(self) -> str:
        """Something that somebody writes, unlike anything else."""
        self.written += 1
        return f"{CANARY}-{self.seed}-{self.written}-{'x' * self.chance.choice((0, 9, 80))}"

    def ground(self) -> str:
        """Why somebody makes an exception, in words."""
        return f"{self.text()} en dat is waarom"

    def _field(self, field: FormField, blik: Blik, day: date) -> list[str]:
        if field.name in _HINTS and self.chance.random() < 0.85:
            return _HINTS[field.name](blik)
        if not field.required and self._leaves_empty(field.name):
            return []
        match field.kind:
            case Widget.YES:
                return ["ja" if self._says_yes(field.name) else "nee"]
            case Widget.ONE:
                return [self.chance.choice(field.options)[0]] if field.options else []
            case Widget.MANY:
                if field.name in _MOSTLY_ALL and self.chance.random() < 0.9:
                    return [value for value, _ in field.options]
                most = min(len(field.options), 4)
                count = self.chance.randint(min(1, most), most)
                return [value for value, _ in self.chance.sample(field.options, count)]
            case Widget.DATE:
                return [self._date(field.name, day).isoformat()]
            case Widget.NUMBER:
                return [str(self.chance.randint(1, 5))]
            case _:
                return [self.ground() if field.name == "reden_leeftijd" else self.text()]

    def _leaves_empty(self, name: str) -> bool:
        if name in _NEVER_EMPTY:
            return self.chance.random() < 0.02
        return self.chance.random() < (0.8 if name in _MOSTLY_EMPTY else 0.4)

    def _says_yes(self, name: str) -> bool:
        likely = 0.95 if name in _MOSTLY_YES else 0.05 if name in _MOSTLY_NO else 0.5
        return self.chance.random() < likely

    def _date(self, name: str, day: date) -> date:
        days = _SOON.get(name, 7)
        return day + timedelta(days=days if self.chance.random() < 0.9 else days - 5)


def _why_closed(casus: Casus) -> str:
    """Why somebody closes a casus that can be closed."""
    if any(one.stand in BEVESTIGD for one in casus.overdragen.overdrachten):
        return "actie-bevestigd"
    if not casus.aan_zet:
        return "overgenomen"
    return "plan-afgerond" if casus.bespreken.plan else "geen-vervolg"


def _outcome(blik: Blik) -> list[str]:
    """Who brought a casus in hears what was decided; others have it handed over."""
    waits = blik.casus.overdragen.inbrenger_wacht
    return [Besprekingsuitkomst.TERUG_NAAR_INBRENGER if waits else Besprekingsuitkomst.OVERDRAGEN]


def _source(blik: Blik) -> list[str]:
    """The recorded decision that data of police or prosecution in this casus need."""
    kinds = {AARD[one.gedeeld.element.brontype].regime for one in blik.elementen}
    found = [_SOURCE[kind] for kind in sorted(kinds - {Regime.ALGEMEEN})]
    return found[:1] or ["geen"]


_HINTS: Mapping[str, Callable[[Blik], list[str]]] = MappingProxyType(
    {
        "bronbesluit": _source,
        "doel": lambda blik: [
            DOEL_VAN_DOMEIN[blik.convenant.overleggen[blik.casus.overleg].domein]
        ],
        "grond": lambda _blik: ["e"],
        "informeren": lambda _blik: ["geinformeerd"],
        "doorbreking": lambda _blik: ["geen"],
        "jeugdige": lambda _blik: ["aanwezig"],
        "ouders": lambda _blik: ["aanwezig"],
        "veiligheidsreden": lambda _blik: [],
        "uitkomst": _outcome,
    }
)
"""What most people fill in."""
