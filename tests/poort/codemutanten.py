"""Mutants of what derives and of what matches: which change a decision, and which are found out.

Whether a mutant changes anything is tried by brute force, on many requests. Whether it is found
is asked of the golden tables, for what derives, and of the oracle, for what matches.
"""

import io
import random
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.elements import Bewerking, Element
from contracts.events.verstrekking import Doorbreking, Informeren, VerstrekkingGevraagd
from contracts.vocabulary import Doel, Grond, Leeftijdsband, Uitkomst
from privacy_gate.domain import afleiden, gegeven, ontheffing, toestemming, toetser, weging
from privacy_gate.domain.afleiden import Stoel, element_kenmerken, stoelen
from privacy_gate.domain.kenmerken import Kenmerken, Over
from privacy_gate.domain.toetser import Toetser
from privacy_gate.store.wetboek import wetboek
from tests.poort.ast_mutanten import mutanten
from tests.poort.motoren import als_het_orakel, vragen
from tests.poort.situaties import convenant_van, verzoek_van
from tests.poort.tabellen import WOORDEN, alle_situaties
from tests.poort.verzoeken import functie

OP = date(2026, 3, 2)
GEDULD = 20
"""Seconds before a mutant that does not come to an end counts as found."""
DELEN: tuple[ModuleType, ...] = (gegeven, toestemming, ontheffing, weging)
"""What `afleiden` calls."""
_HIER = Path(__file__).parents[2] / "services" / "privacy-gate" / "tests"
TESTS = (_HIER / "test_afleiden.py", _HIER / "test_beperkingen.py")


@dataclass(frozen=True)
class Bevonden:
    """What came of one mutant."""

    deel: str
    naam: str
    verandert: bool
    gevonden: bool


def beproefd() -> list[Bevonden]:
    """Every mutant."""
    return [*_van_de_toetser(), *_van_het_afleiden()]


class Eindeloos(RuntimeError):
    """It did not come to an end."""


@contextmanager
def _met_geduld() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise Eindeloos

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(GEDULD)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _probeer(doe: Callable[[], Any]) -> Any:
    """What it gives; a fault of the mutant is an answer too."""
    try:
        with _met_geduld():
            return doe()
    except Exception as fault:  # noqa: BLE001 - whatever a mutant raises, is seen
        return type(fault).__name__


def _van_de_toetser() -> Iterator[Bevonden]:
    regels = wetboek().regelset.geldend(Over.ELEMENT, OP)
    many, few = list(vragen(regels, 4000, 11)), list(vragen(regels, 1500, 12))
    right = Toetser(Over.ELEMENT, regels)
    expected = [_gezegd(right, one) for one in many]
    for name, module in mutanten(toetser):

        def same(module: ModuleType = module) -> bool:
            wrong = module.Toetser(Over.ELEMENT, regels)
            return all(_gezegd(wrong, k) == e for k, e in zip(many, expected, strict=True))

        def sound(module: ModuleType = module) -> bool:
            wrong = module.Toetser(Over.ELEMENT, regels)
            return all(als_het_orakel(wrong.toets(k), regels, k) for k in few)

        yield Bevonden("toetser", name, _probeer(same) is not True, _probeer(sound) is not True)


def _gezegd(van: Toetser, kenmerken: Kenmerken) -> tuple[object, ...]:
    one = van.toets(kenmerken)
    duties = tuple(rule.id for rule in one.verplichtingen)
    return one.uitkomst, one.bewerking, tuple(r.id for r in one.regels), set(one.gemist), duties


@dataclass(frozen=True)
class Vraag:
    """A request, one of its elements, and the seats, each with what a table expects, if any."""

    verzoek: VerstrekkingGevraagd
    convenant: Convenant
    element: Element
    stoelen: tuple[tuple[Stoel, tuple[Uitkomst, Bewerking] | None], ...]


def _van_het_afleiden() -> Iterator[Bevonden]:
    golden = list(_gulden())
    asked = [*golden, *(_anders(one, random.Random(n)) for n, one in enumerate(golden))]
    expected = [_afgeleid(element_kenmerken, one) for one in asked]
    for module in (afleiden, *DELEN):
        for name, wrong in mutanten(module):
            with _ingezet(module, wrong) as derive:

                def same(derive: Callable[..., Any] = derive) -> bool:
                    pairs = zip(asked, expected, strict=True)
                    return all(_zelfde(_afgeleid(derive, one), e, one) for one, e in pairs)

                def sound(derive: Callable[..., Any] = derive) -> bool:
                    return all(_zoals_verwacht(derive, one) for one in golden)

                changed = _probeer(same) is not True
                found = changed and _probeer(sound) is not True
            found = found or (changed and _door_tests(module, wrong))
            yield Bevonden("afleiden", name, changed, found)


@contextmanager
def _ingezet(module: ModuleType, wrong: ModuleType) -> Iterator[Callable[..., Any]]:
    """The derivation with a mutant in it."""
    if module is afleiden:
        yield wrong.element_kenmerken
        return
    places = (afleiden, *DELEN)
    before = [(place, dict(vars(place))) for place in places if place is not module]
    for place, names in before:
        for name, value in names.items():
            if callable(value) and vars(module).get(name) is value and name in vars(wrong):
                setattr(place, name, vars(wrong)[name])
    try:
        yield element_kenmerken
    finally:
        for place, names in before:
            for name, value in names.items():
                setattr(place, name, value)


def _door_tests(module: ModuleType, wrong: ModuleType) -> bool:
    """Do the tests of the derivation fail with the mutant in the place of the module?"""
    right = {name: value for name, value in vars(module).items() if name in vars(wrong)}
    mine = [m for name, m in sys.modules.items() if name.startswith(("privacy_gate.", "tests."))]
    before = [(place, dict(vars(place))) for place in mine]
    for place, names in before:
        for name, value in names.items():
            if callable(value) and right.get(name) is value:
                setattr(place, name, vars(wrong)[name])
    for name in [name for name in sys.modules if "test_afleiden" in name or "test_inhoud" in name]:
        del sys.modules[name]
    try:
        with redirect_stdout(io.StringIO()):
            return pytest.main(["-x", "-q", "-p", "no:cacheprovider", *map(str, TESTS)]) != 0
    finally:
        for place, names in before:
            for name, value in names.items():
                setattr(place, name, value)


def _afgeleid(derive: Callable[..., Any], one: Vraag) -> list[Kenmerken]:
    voor = derive(one.verzoek, one.convenant, one.element)
    return [voor(stoel) for stoel, _ in one.stoelen]


def _zelfde(some: Sequence[Kenmerken], others: Sequence[Kenmerken], one: Vraag) -> bool:
    """The same decisions, on the same rules."""
    engine = wetboek().toetser(Over.ELEMENT, one.verzoek.op)
    return all(
        mine == other or _gezegd(engine, mine) == _gezegd(engine, other)
        for mine, other in zip(some, others, strict=True)
    )


def _zoals_verwacht(derive: Callable[..., Any], one: Vraag) -> bool:
    engine = wetboek().toetser(Over.ELEMENT, one.verzoek.op)
    for kenmerken, (_, expected) in zip(_afgeleid(derive, one), one.stoelen, strict=True):
        oordeel = engine.toets(kenmerken)
        if expected and (oordeel.uitkomst, oordeel.bewerking) != expected:
            return False
    return True


def _gulden() -> Iterator[Vraag]:
    """The golden tables as requests."""
    for situatie in alle_situaties():
        if "Ingeschakeld" in situatie.sleutels:
            continue
        convenant = convenant_van(situatie.sleutels)
        fields = [row[0] for row in situatie.rijen]
        for op in situatie.dagen:
            verzoek = verzoek_van(situatie.sleutels, fields, convenant, op)
            seats = stoelen(convenant, verzoek.naar_overleg)
            for row, element in zip(situatie.rijen, verzoek.elementen, strict=True):
                if element.veld != row[0].split()[0]:
                    continue
                said = dict(zip(situatie.kolommen, row[1:], strict=True))
                yield Vraag(
                    verzoek,
                    convenant,
                    element,
                    tuple((seat, _verwacht(seat, said)) for seat in seats),
                )


def _verwacht(stoel: Stoel, said: dict[str, str]) -> tuple[Uitkomst, Bewerking] | None:
    cells = {said[body] for body in stoel.organisaties if body in said}
    return WOORDEN[cells.pop()] if len(cells) == 1 else None


_ELDERS = functie("elders/niemand")
_Anders = Callable[[VerstrekkingGevraagd], dict[str, object]]
_TOESTEMMING: tuple[_Anders, ...] = (
    lambda verzoek: {},
    lambda verzoek: {"gegeven_op": verzoek.op},
    lambda verzoek: {"ingetrokken_op": verzoek.op},
    lambda verzoek: {"over": "z" * 26},
    lambda verzoek: {"over": "z" * 26, "ingetrokken_op": verzoek.op},
    lambda verzoek: {"categorieen": tuple(one.categorie for one in verzoek.elementen[:1])},
    lambda verzoek: {"ontvangers": ()},
)
_WEGING: tuple[_Anders, ...] = (
    lambda verzoek: {},
    lambda verzoek: {"elementen": ("z" * 26,)},
    lambda verzoek: {"elementen": tuple(one.id for one in verzoek.elementen[:1])},
    lambda verzoek: {"door": _ELDERS},
    lambda verzoek: {"naar_domein": verzoek.van_domein, "vastgelegd_op": verzoek.op},
    lambda verzoek: {"gewogen_op": verzoek.op, "geldig_tot": verzoek.op},
    lambda verzoek: {"noodzaak": None, "factoren": ()},
    lambda verzoek: {"belang": None},
    lambda verzoek: {"vastgelegd_op": verzoek.op + timedelta(days=1)},
)


def _anders(one: Vraag, chance: random.Random) -> Vraag:
    """The same request in other circumstances; what a table expects no longer counts."""
    verzoek = one.verzoek
    changes: dict[str, Any] = {
        "leeftijdsband": chance.choice(list(Leeftijdsband)),
        "grond": chance.choice([verzoek.grond, *Grond]),
        "doel": chance.choice([verzoek.doel, verzoek.doel, *Doel]),
        "doorbreking": chance.choice([verzoek.doorbreking, *Doorbreking]),
        "informeren": chance.choice([verzoek.informeren, verzoek.informeren, *Informeren]),
        "acuut_gevaar": chance.random() < 0.4,
        "gevaar_voor": chance.choice(["jeugdige", "ander"]),
        "toestemming_onmogelijk": chance.random() < 0.3,
        "wilsonbekwaam": chance.random() < 0.3,
        "op": verzoek.op + timedelta(days=chance.choice([0, 0, 0, 40])),
        "toestemmingen": tuple(
            given.model_copy(update=chance.choice(_TOESTEMMING)(verzoek))
            for given in verzoek.toestemmingen[: chance.choice([1, 9, 9])]
        ),
        "wegingen": tuple(
            weighed.model_copy(update=chance.choice(_WEGING)(verzoek))
            for weighed in verzoek.wegingen
        ),
        "ontheffingen": tuple(
            lifted.model_copy(update=chance.choice(_WEGING)(verzoek))
            for lifted in verzoek.ontheffingen
        ),
        "verzet": chance.choice([(), (one.element.over,)]),
    }
    element = one.element.model_copy(
        update={"schoolverband": chance.random() < 0.5, "doel": chance.choice(list(Doel))}
    )
    seats = tuple((seat, None) for seat, _ in one.stoelen)
    return Vraag(verzoek.model_copy(update=changes), one.convenant, element, seats)
