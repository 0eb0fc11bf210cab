"""What is wrong with the agreements of a covenant beside its tables; see `covenant_faults`."""

from collections.abc import Iterator

from contracts.aard_tabel import AARD
from contracts.covenant_agreements import Informatiedrager, Trede, Vakantie
from contracts.covenant_places import Mistake, YamlPlace, repeated, unknown
from contracts.covenant_text import Convenanttekst
from contracts.vocabulary import Domein, Organisatietype
from contracts.words import spoken

_VRAGEN = frozenset(map(str, range(1, 23)))


def faults_of_agreements(covenant: Convenanttekst) -> Iterator[Mistake]:
    """Every fault of the agreements, in the order of the file."""
    for domain, ladder in covenant.opschaling.items():
        yield from _of_ladder(covenant, domain, ladder)
    for seat, substitutes in covenant.vervanging.items():
        yield from _of_substitutes(covenant, seat, substitutes)
    yield from _of_youth_care(covenant)
    yield from _of_holidays(covenant)
    for index, carrier in enumerate(covenant.informatiedragers):
        yield from _of_carrier(covenant, ("informatiedragers", index), carrier)
    yield from _of_index(covenant)
    if covenant.convenant in covenant.buren:
        yield ("buren", covenant.convenant), "een regio is niet haar eigen buur"
    for name, neighbour in covenant.buren.items():
        for index, table in enumerate(neighbour.overleggen):
            if table in covenant.overleggen:
                place = ("buren", name, "overleggen", index)
                yield place, f"'{table}' is een overleg van deze regio zelf"
    for number in covenant.antwoorden:
        if number not in _VRAGEN:
            yield ("antwoorden", number), "de vragen zijn genummerd van 1 tot en met 22"


def _seat(covenant: Convenanttekst, place: YamlPlace, seat: str) -> Iterator[Mistake]:
    yield from unknown(place, seat.split("/", maxsplit=1)[0], covenant.organisaties, "organisaties")


def _of_ladder(
    covenant: Convenanttekst, domain: Domein, ladder: tuple[Trede, ...]
) -> Iterator[Mistake]:
    here: YamlPlace = ("opschaling", str(domain))
    if all(table.domein is not domain for table in covenant.overleggen.values()):
        yield here, f"er is geen overleg in het domein {domain}"
    if not ladder:
        yield here, "een ladder heeft ten minste een trede"
    twice = frozenset(repeated([step.naar for step in ladder]))
    for index, step in enumerate(ladder):
        yield from _seat(covenant, (*here, index, "naar"), step.naar)
        if index in twice:
            yield (*here, index, "naar"), f"'{step.naar}' staat al lager op deze ladder"
    if domain is Domein.JUSTITIE and ladder:
        top = covenant.organisaties.get(ladder[-1].naar.split("/")[0])
        if top is not None and Organisatietype.OM not in top.typen:
            yield (
                (*here, len(ladder) - 1, "naar"),
                "in het domein justitie eindigt de ladder bij het OM, dat voor de strafrechtsketen "
                "verantwoordelijk is",
            )


def _of_substitutes(
    covenant: Convenanttekst, seat: str, substitutes: tuple[str, ...]
) -> Iterator[Mistake]:
    here: YamlPlace = ("vervanging", seat)
    yield from _seat(covenant, here, seat)
    if not substitutes:
        yield here, "noem ten minste een zetel die vervangt"
    for index, other in enumerate(substitutes):
        if other == seat:
            yield (*here, index), "een zetel vervangt zichzelf niet"
        else:
            yield from _seat(covenant, (*here, index), other)


def _of_youth_care(covenant: Convenanttekst) -> Iterator[Mistake]:
    if covenant.jeugdzorg is None:
        return
    for field in ("coordineert", "meldpunt"):
        seat: str = getattr(covenant.jeugdzorg, field)
        place = ("jeugdzorg", field)
        yield from _seat(covenant, place, seat)
        found = covenant.organisaties.get(seat.split("/", maxsplit=1)[0])
        if found is not None and not any(getattr(AARD[t], field) for t in found.typen):
            able = " of ".join(
                spoken(kind) for kind in Organisatietype if getattr(AARD[kind], field)
            )
            yield place, f"dit is een zetel van {able}"


def _of_holidays(covenant: Convenanttekst) -> Iterator[Mistake]:
    if covenant.schoolvakanties is None:
        return
    latest: Vakantie | None = None
    in_order = sorted(enumerate(covenant.schoolvakanties.perioden), key=lambda one: one[1].van)
    for index, period in in_order:
        if latest is not None and period.van <= latest.tot:
            yield (
                ("schoolvakanties", "perioden", index),
                f"'{period.naam}' valt samen met '{latest.naam}'",
            )
        if latest is None or period.tot > latest.tot:
            latest = period


def _of_carrier(
    covenant: Convenanttekst, here: YamlPlace, carrier: Informatiedrager
) -> Iterator[Mistake]:
    known = {*covenant.overleggen, *covenant.overleggen_van_buren()}
    for field in ("van", "naar"):
        names: tuple[str, ...] = getattr(carrier, field)
        for index, name in enumerate(names):
            yield from unknown((*here, field, index), name, known, "overleggen")
    for index, seat in enumerate(carrier.door):
        yield from _seat(covenant, (*here, "door", index), seat)
    for index, name in enumerate(carrier.van):
        table = covenant.overleggen.get(name)
        if table is not None and not {table.regie, *table.zetels}.intersection(carrier.door):
            yield (*here, "van", index), f"geen van de dragers heeft een zetel aan '{name}'"


def _of_index(covenant: Convenanttekst) -> Iterator[Mistake]:
    index = covenant.verwijsindex
    if index is None:
        return
    for number, name in enumerate(index.meldt):
        yield from unknown(
            ("verwijsindex", "meldt", number), name, covenant.overleggen, "overleggen"
        )
    if index.elke_match_naar is not None:
        yield from _seat(covenant, ("verwijsindex", "elke_match_naar"), index.elke_match_naar)
