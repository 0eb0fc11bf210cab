"""What is wrong with a covenant although each of its parts is well formed.

Every fault is a place in the file and a Dutch sentence for whoever wrote it.
"""

from collections.abc import Iterator

from contracts.covenant_agreement_faults import faults_of_agreements
from contracts.covenant_bodies import faults_of_bodies
from contracts.covenant_partner_faults import faults_of_partners
from contracts.covenant_places import Mistake, YamlPlace, repeated, unknown
from contracts.covenant_text import Beperking, Convenanttekst, Overleg, functie_van
from contracts.covenant_weg_faults import faults_of_carriers, faults_of_same_way
from contracts.covenant_wegen import Weg
from contracts.vocabulary import Domein, Functie, Organisatietype, Overlegsoort

_DOMEIN_VAN = {
    Overlegsoort.ZAT: Domein.ONDERWIJS,
    Overlegsoort.CJG: Domein.ZORG,
    Overlegsoort.HCO: Domein.VEILIGHEID,
    Overlegsoort.JCO: Domein.JUSTITIE,
}
_ZONDER_SCHOOL = (Overlegsoort.HCO, Overlegsoort.JCO)


def faults_of(covenant: Convenanttekst) -> Iterator[Mistake]:
    """Every fault of a covenant, in the order of the file."""
    end = covenant.geldig_tot
    if end is not None and end <= covenant.geldig_van:
        yield ("geldig_tot",), f"ligt niet na geldig_van ({covenant.geldig_van})"
    yield from faults_of_bodies(
        covenant.organisaties, covenant.geldig_van, end, _functions(covenant)
    )
    for name, table in covenant.overleggen.items():
        yield from _faults_of_table(covenant, name, table)
        yield from faults_of_partners(covenant, name)
    for name, road in covenant.wegen.items():
        yield from _faults_of_road(covenant, name, road)
        yield from faults_of_carriers(covenant, name, road)
    yield from faults_of_same_way(covenant)
    for index, beperking in enumerate(covenant.beperkingen):
        yield from _faults_of_restriction(covenant, ("beperkingen", index), beperking)
    yield from faults_of_agreements(covenant)


def _functions(covenant: Convenanttekst) -> frozenset[Functie]:
    """The seats of tables and ladders, and who is spoken for at a table."""
    seats = {seat for table in covenant.overleggen.values() for seat in table.functies()}
    steps = (step.naar for ladder in covenant.opschaling.values() for step in ladder)
    tables = covenant.overleggen.values()
    partners = (one for table in tables for ones in table.vertegenwoordigt.values() for one in ones)
    return frozenset((*seats, *map(functie_van, (*steps, *partners))))


def _faults_of_table(covenant: Convenanttekst, name: str, table: Overleg) -> Iterator[Mistake]:
    here: YamlPlace = ("overleggen", name)
    expected = _DOMEIN_VAN.get(table.soort, table.domein)
    if table.domein != expected:
        yield (*here, "domein"), f"een {table.soort} hoort in het domein {expected}"
    yield from _faults_of_seats(covenant, here, table)
    for field in ("brengt_in_bij", "draagt_over_aan", "vraagt_na_bij"):
        targets: tuple[str, ...] = getattr(table, field)
        twice = frozenset(repeated(targets))
        for index, target in enumerate(targets):
            place = (*here, field, index)
            if target == name:
                yield place, "een overleg kan zichzelf hier niet noemen"
            elif index in twice:
                yield place, f"'{target}' staat hier twee keer"
            elif field == "brengt_in_bij":
                yield from unknown(place, target, covenant.overleggen, "overleggen")
            else:
                known = (*covenant.overleggen, *covenant.overleggen_van_buren())
                yield from unknown(place, target, known, "overleggen")
    for index, target in enumerate(table.brengt_in_bij):
        if target in covenant.overleggen and covenant.weg(name, target) is None:
            yield (
                (*here, "brengt_in_bij", index),
                f"er is geen weg van '{name}' naar '{target}': wie koppelt dan terug?",
            )


def _faults_of_seats(
    covenant: Convenanttekst, here: YamlPlace, table: Overleg
) -> Iterator[Mistake]:
    if not table.zetels:
        yield (*here, "zetels"), "een overleg heeft ten minste een zetel"
    for index in repeated(table.zetels):
        yield (*here, "zetels", index), f"'{table.zetels[index]}' staat hier twee keer"
    seats: list[tuple[YamlPlace, str]] = [((*here, "regie"), table.regie)]
    seats += [((*here, "zetels", i), seat) for i, seat in enumerate(table.zetels)]
    for place, seat in seats:
        name = seat.split("/")[0]
        yield from unknown(place, name, covenant.organisaties, "organisaties")
        organisation = covenant.organisaties.get(name)
        is_school = organisation is not None and Organisatietype.SCHOOL in organisation.typen
        if is_school and table.soort in _ZONDER_SCHOOL:
            yield place, f"een school heeft geen zetel aan een {table.soort}"
    present = {seat.split("/")[0] for _, seat in seats}
    if table.soort is Overlegsoort.LOKET and len(present) > 1:
        yield (*here, "zetels"), "een loket is van een organisatie, niet van meer"


def _faults_of_road(covenant: Convenanttekst, name: str, road: Weg) -> Iterator[Mistake]:
    here: YamlPlace = ("wegen", name)
    yield from unknown((*here, "naar"), road.naar, covenant.overleggen, "overleggen")
    known = {**covenant.organisaties, **covenant.overleggen}
    for index, origin in enumerate(road.van):
        yield from unknown(
            (*here, "van", index), origin, known, "overleggen en niet bij de organisaties"
        )
    tables = [origin for origin in road.van if _is_table(covenant, origin, road)]
    for index, origin in enumerate(road.van):
        if origin in tables and road.naar not in covenant.overleggen[origin].brengt_in_bij:
            yield (
                (*here, "van", index),
                f"overleg '{origin}' noemt '{road.naar}' niet bij brengt_in_bij",
            )
    yield from _faults_of_holder(covenant, here, road, tables)
    yield from _faults_of_feedback(covenant, here, road, tables)


def _faults_of_holder(
    covenant: Convenanttekst, here: YamlPlace, road: Weg, tables: list[str]
) -> Iterator[Mistake]:
    if tables and len(tables) < len(road.van):
        yield (*here, "van"), "noem in een weg alleen overleggen, of alleen organisaties"
    elif tables and road.houder is not None:
        yield (*here, "houder"), "inbreng verplaatst geen verantwoordelijkheid: laat dit weg"
    elif not tables and road.houder is None:
        yield here, "noem de houder: wie is verantwoordelijk tot een overleg het overneemt?"
    if road.houder is not None:
        yield from unknown((*here, "houder"), road.houder, covenant.organisaties, "organisaties")


def _faults_of_feedback(
    covenant: Convenanttekst, here: YamlPlace, road: Weg, tables: list[str]
) -> Iterator[Mistake]:
    role = road.terugkoppeling.aan_rol
    place: YamlPlace = (*here, "terugkoppeling", "aan_rol")
    for origin in tables:
        if all(seat.rol != role for seat in covenant.overleggen[origin].functies()):
            yield place, f"aan '{origin}' zit niemand met de rol '{role}'"
    heard = road.terugkoppeling.melder_hoort or _has_listener(covenant, road, role)
    if not tables and not heard:
        yield place, f"geen melder en geen school heeft een zetel met de rol '{role}'"


def _faults_of_restriction(
    covenant: Convenanttekst, here: YamlPlace, restriction: Beperking
) -> Iterator[Mistake]:
    if not restriction.velden and not restriction.categorieen:
        yield here, "noem bij velden of categorieen wat niet meegaat"
    seats = {
        f"{seat.organisatie}/{seat.rol}"
        for table in covenant.overleggen.values()
        for seat in table.functies()
    }
    for index, seat in enumerate(restriction.aan):
        yield from unknown((*here, "aan", index), seat, seats, "zetels van een overleg")
    for field in ("van", "naar"):
        table: str | None = getattr(restriction, field)
        if table is not None:
            yield from unknown((*here, field), table, covenant.overleggen, "overleggen")
    if restriction.weg is not None:
        yield from unknown((*here, "weg"), restriction.weg, covenant.wegen, "wegen")


def _is_table(covenant: Convenanttekst, origin: str, road: Weg) -> bool:
    """A name can be both: the own table's organisation reports, another table brings in."""
    return origin in covenant.overleggen and origin != road.naar


def _has_listener(covenant: Convenanttekst, road: Weg, role: str) -> bool:
    schools = {
        name
        for name, organisation in covenant.organisaties.items()
        if Organisatietype.SCHOOL in organisation.typen
    }
    listeners = schools.union(road.van)
    return any(
        seat.rol == role and seat.organisatie in listeners
        for table in covenant.overleggen.values()
        for seat in table.functies()
    )
