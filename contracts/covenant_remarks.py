"""What in a covenant is allowed and yet probably not meant: told by the check, refused by nobody.

A region can live with each of these. The sentences are read by who wrote the file, so in Dutch.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta
from difflib import get_close_matches

from contracts.covenant import Convenant
from contracts.covenant_addressee_faults import MISTYPED
from contracts.covenant_addressees import is_school, met_rol, scholen_van, zat_van
from contracts.covenant_places import Mistake
from contracts.covenant_wegen import Weg
from contracts.vocabulary import Naam, Wanneer


def remarks_of(covenant: Convenant) -> Iterator[Mistake]:
    """Every place to look at once more, in the order of the file."""
    yield from _of_bodies(covenant)
    yield from _of_tables(covenant)
    yield from _of_one_holder(covenant)
    for name, road in covenant.wegen.items():
        yield from _of_roles(covenant, name, road)
        yield from _of_schools(covenant, name, road)
    yield from _of_ladders(covenant)
    yield from _of_substitutes(covenant)
    yield from _of_calendar(covenant)


def end_without_successor(covenant: Convenant, others: Collection[Convenant]) -> Iterator[Mistake]:
    """An end date after which no version that was given goes on."""
    end = covenant.geldig_tot
    later = (
        one
        for one in others
        if one.convenant == covenant.convenant and one.versie > covenant.versie
    )
    if end and not any(one.geldig_van <= end for one in later):
        yield (
            ("geldig_tot",),
            f"na {end - timedelta(days=1):%d-%m-%Y} geldt hier niets meer: leg voor die dag een "
            "volgende versie neer, of zeg bij een opvolger wie het overneemt",
        )


def _of_bodies(covenant: Convenant) -> Iterator[Mistake]:
    substitutes = {one for several in covenant.vervanging.values() for one in several}
    named = {seat.partition("/")[0] for seat in (*_seats(covenant), *substitutes)}
    for road in covenant.wegen.values():
        named |= {*road.van, road.houder or ""}
    for name in covenant.organisaties:
        if name not in named:
            yield (
                ("organisaties", name),
                "geen overleg, weg of trede noemt deze organisatie: zij doet nergens aan mee",
            )


def _of_tables(covenant: Convenant) -> Iterator[Mistake]:
    reached = {road.naar for road in covenant.wegen.values()}
    reached |= {to for table in covenant.overleggen.values() for to in table.draagt_over_aan}
    for name in covenant.overleggen:
        if name not in reached and not covenant.buren:
            yield (
                ("overleggen", name),
                "hier komt nooit een casus: geen weg leidt hierheen, en niemand draagt hieraan "
                "over",
            )


def _of_one_holder(covenant: Convenant) -> Iterator[Mistake]:
    """A case is brought in where its holder directs: the answer then does not say who moves it.

    What comes back names the holder alone, and that is the same before and after.
    """
    for name, table in covenant.overleggen.items():
        roads = (road for road in covenant.wegen.values() if road.naar == name)
        holders = {road.houder for road in roads} | {covenant.regie_van(name).organisatie}
        for index, to in enumerate(table.brengt_in_bij):
            directs = covenant.regie_van(to).organisatie
            if directs in holders:
                yield (
                    ("overleggen", name, "brengt_in_bij", index),
                    f"'{to}' wordt geleid door '{directs}', dat de casus ook hier kan houden: "
                    f"neemt '{to}' hem over, dan kunnen beide overleggen hem verplaatsen",
                )


def _of_roles(covenant: Convenant, name: Naam, road: Weg) -> Iterator[Mistake]:
    """Two bodies in the role that hears, of which nobody may have reported it there."""
    back = road.terugkoppeling
    for origin in road.van if back.wanneer is Wanneer.ALTIJD and road.houder is None else ():
        holders = [seat.organisatie for seat in met_rol(covenant, origin, back.aan_rol)]
        if len(holders) > 1 and not any(is_school(covenant, one) for one in holders):
            yield (
                ("wegen", name, "terugkoppeling", "aan_rol"),
                f"aan '{origin}' hebben {_allen(holders)} deze rol: meldde geen van "
                "hen het daar, dan is niet te zeggen wie het aangaat en hoort ieder het",
            )


def _allen(names: Collection[str]) -> str:
    return " en ".join(f"'{name}'" for name in names)


def _of_schools(covenant: Convenant, name: Naam, road: Weg) -> Iterator[Mistake]:
    """A school that reports at the ZAT of another."""
    served = scholen_van(covenant, road.naar)
    for index, body in enumerate(road.van):
        own = zat_van(covenant, body) if is_school(covenant, body) else None
        if served and own is not None and own != road.naar:
            yield (
                ("wegen", name, "van", index),
                f"'{body}' meldt hier bij het ZAT van een andere school; haar leerlingen bespreekt "
                f"'{own}'",
            )


def _of_ladders(covenant: Convenant) -> Iterator[Mistake]:
    for domain in dict.fromkeys(table.domein for table in covenant.overleggen.values()):
        if domain not in covenant.opschaling:
            yield (
                ("opschaling",),
                f"het domein {domain} heeft overleggen en geen ladder: blijft daar iets liggen, "
                "dan komt er niemand bij",
            )


def _of_substitutes(covenant: Convenant) -> Iterator[Mistake]:
    known = _seats(covenant)
    for seat, substitutes in covenant.vervanging.items():
        if seat not in known:
            yield ("vervanging", seat), "niemand noemt deze zetel: hier valt nooit iemand voor in"
        for index, other in enumerate(substitutes):
            alike = [] if other in known else get_close_matches(other, known, 1, MISTYPED)
            for one in alike:
                yield (
                    ("vervanging", seat, index),
                    f"'{other}' heeft nergens een zetel; bedoelt u '{one}'?",
                )


def _of_calendar(covenant: Convenant) -> Iterator[Mistake]:
    holidays = covenant.schoolvakanties
    if holidays is None:
        return
    last = max(period.tot for period in holidays.perioden)
    if covenant.geldig_tot is None or covenant.geldig_tot > last + timedelta(days=1):
        yield (
            ("schoolvakanties", "perioden"),
            f"de kalender loopt tot en met {last:%d-%m-%Y}, en het convenant langer: daarna staat "
            "in een vakantie geen termijn stil",
        )


def _seats(covenant: Convenant) -> Collection[str]:
    """Every seat that something but a substitution names."""
    found = {str(seat) for table in covenant.overleggen.values() for seat in table.functies()}
    found |= {step.naar for ladder in covenant.opschaling.values() for step in ladder}
    if covenant.jeugdzorg is not None:
        found |= {covenant.jeugdzorg.coordineert, covenant.jeugdzorg.meldpunt}
    if covenant.verwijsindex is not None and covenant.verwijsindex.elke_match_naar:
        found.add(covenant.verwijsindex.elke_match_naar)
    for road in covenant.wegen.values():
        if road.terugkoppeling.melder_hoort:
            found |= {f"{body}/{road.terugkoppeling.aan_rol}" for body in road.van}
    return found
