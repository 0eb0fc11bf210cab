"""What is wrong with who speaks at a table for partners that do not sit there."""

from collections.abc import Iterator

from contracts.covenant_places import Mistake, YamlPlace, unknown
from contracts.covenant_text import Convenanttekst
from contracts.vocabulary import Organisatietype


def faults_of_partners(covenant: Convenanttekst, name: str) -> Iterator[Mistake]:
    """Seats that cannot speak for somebody, and partners for whom nobody need."""
    table = covenant.overleggen[name]
    here: YamlPlace = ("overleggen", name, "vertegenwoordigt")
    seats = set(map(str, table.functies()))
    spoken_for: dict[str, str] = {}
    for seat, partners in table.vertegenwoordigt.items():
        if seat not in seats:
            yield (*here, seat), f"'{seat}' heeft geen zetel aan '{name}'"
        if not partners:
            yield (*here, seat), "noem ten minste een partner, als organisatie/rol"
        for index, partner in enumerate(partners):
            place = (*here, seat, index)
            body = partner.split("/", maxsplit=1)[0]
            yield from unknown(place, body, covenant.organisaties, "organisaties")
            known = covenant.organisaties.get(body)
            first = spoken_for.setdefault(partner, seat)
            if partner in seats:
                yield place, f"'{partner}' zit zelf aan '{name}'"
            elif known is not None and Organisatietype.SCHOOL in known.typen:
                yield place, "een school hoort het aan het ZAT van haar leerlingen"
            elif first != seat or partner in partners[:index]:
                yield place, f"voor '{partner}' spreekt '{first}' al"
