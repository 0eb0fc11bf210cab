"""Mistakes planted in addressing and substitution: the play of a covenant finds each."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

import pytest

from chain.proef import gang
from chain.proef.spel import Soort, beproef
from contracts import vervanging
from contracts.covenant import Convenant
from contracts.covenant_addressees import met_rol, scholen_van, zat_van
from contracts.covenant_text import functie_van
from contracts.covenant_wegen import Weg
from contracts.events.verstrekking import Terugkoppeling
from contracts.vervanging import Vervanging, Waarneming, Zetelkeuze
from contracts.vocabulary import Functie, Naam
from infra import register
from notifier.domain import aanleiding, wegwijzer
from notifier.domain.casus import Casus
from notifier.domain.wegwijzer import Adres
from tests.proef.met_de_hand import convenant

OP = date(2026, 3, 2)
Patch = pytest.MonkeyPatch
Bezet = Callable[[Functie], bool]


def _the_first_school_of_the_table(patch: Patch) -> None:
    real = wegwijzer._van_school

    def first(school: Naam, road: Weg | None, covenant: Convenant) -> Adres | None:
        zat = zat_van(covenant, school)
        return real(scholen_van(covenant, zat)[0] if zat else school, road, covenant)

    patch.setattr(wegwijzer, "_van_school", first)


def _who_directs_hears_always(patch: Patch) -> None:
    def directs(casus: Casus, _van: Naam, _road: Weg, covenant: Convenant) -> Adres:
        seat = covenant.regie_van(casus.overleg)
        return Adres(casus.overleg, seat.rol, seat.organisatie)

    patch.setattr(wegwijzer, "_van_herkomst", directs)


def _the_first_seat_with_that_role(patch: Patch) -> None:
    def first(
        casus: Casus, overleg: Naam, content: Terugkoppeling, covenant: Convenant, op: date
    ) -> list[Functie]:
        del casus, op
        holders = met_rol(covenant, overleg, content.aan_rol)
        return [*holders[:1], covenant.regie_van(overleg)][:1]

    patch.setattr(aanleiding, "ontvangers", first)


def _nobody_stands_in(patch: Patch) -> None:
    def alone(seat: Functie, _: Vervanging, there: Bezet) -> Zetelkeuze:
        return Zetelkeuze(seat, bezet=there(seat))

    patch.setattr(vervanging, "wie_handelt", alone)
    patch.setattr(register, "wie_handelt", alone)


def _who_stands_in_is_stood_in_for(patch: Patch) -> None:
    real = vervanging.wie_handelt

    def cascade(seat: Functie, instead: Vervanging, there: Bezet) -> Zetelkeuze:
        chosen = real(seat, instead, there)
        for name in () if chosen.bezet else instead.get(str(seat), ()):
            further = real(functie_van(name), instead, there)
            if further.bezet:
                return Zetelkeuze(further.aan, seat)
        return chosen

    def acting(own: Collection[Functie], instead: Vervanging, there: Bezet) -> Iterator[Waarneming]:
        for name in instead:
            chosen = cascade(functie_van(name), instead, there)
            if chosen.vervangt is not None and chosen.aan in own:
                yield Waarneming(chosen.vervangt, chosen.aan)

    patch.setattr(register, "wie_handelt", cascade)
    patch.setattr(register, "waargenomen", acting)


def _the_last_who_stands_in_is_asked_first(patch: Patch) -> None:
    real = vervanging.wie_handelt

    def backwards(seat: Functie, instead: Vervanging, there: Bezet) -> Zetelkeuze:
        return real(seat, {name: several[::-1] for name, several in instead.items()}, there)

    patch.setattr(vervanging, "wie_handelt", backwards)
    patch.setattr(register, "wie_handelt", backwards)


def _who_directs_carries_always(patch: Patch) -> None:
    def directs(casus: Casus, covenant: Convenant, _there: Bezet) -> Functie:
        return covenant.regie_van(casus.overleg)

    patch.setattr(aanleiding, "overbrenger", directs)


def _the_ladder_only_looks_on(patch: Patch) -> None:
    patch.setattr(gang, "kan_overbrengen", lambda *_, **__: False)


FOUT: Mapping[Callable[[Patch], None], tuple[str, Soort]] = {
    _the_first_school_of_the_table: ("de-kreken", "verkeerd"),
    _who_directs_hears_always: ("ijsselvallei", "verkeerd"),
    _the_first_seat_with_that_role: ("ijsselvallei", "verkeerd"),
    _nobody_stands_in: ("tilburg", "verkeerd"),
    _who_stands_in_is_stood_in_for: ("ijsselvallei", "verkeerd"),
    _the_last_who_stands_in_is_asked_first: ("ijsselvallei", "verkeerd"),
    _who_directs_carries_always: ("tilburg", "verkeerd"),
    _the_ladder_only_looks_on: ("tilburg", "niemand"),
}
"""By mistake in which region it is found, and as what."""


@pytest.mark.parametrize("fout", FOUT, ids=lambda fout: fout.__name__.strip("_"))
def test_a_planted_mistake_is_found(
    fout: Callable[[Patch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    regio, soort = FOUT[fout]
    fout(monkeypatch)
    assert beproef(convenant(regio), OP).van(soort)
