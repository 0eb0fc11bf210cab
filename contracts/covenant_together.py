"""Whether the covenants of several regions can stand side by side in one chain."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from contracts.covenant import Convenant
from contracts.covenant_addressee_faults import faults_of_addressees
from contracts.vocabulary import Organisatietype


def clashes(convenanten: Sequence[Convenant]) -> Iterator[str]:
    """Every reason why not, as a Dutch sentence; of each region one version is given."""
    for one, other in combinations(convenanten, 2):
        where = f"{one.naam} en {other.naam}"
        for name in one.overleggen.keys() & other.overleggen.keys():
            yield f"{where} hebben elk een overleg '{name}': geef een van beide een andere naam."
        for name in sorted(one.organisaties.keys() & other.organisaties.keys()):
            if not _same_body(one, other, name):
                yield (
                    f"{where} noemen elk een organisatie '{name}', met een ander type of andere "
                    "geheimhouding: een naam is in de hele keten dezelfde organisatie."
                )
        yield from _shared_schools(one, other)
    for one in convenanten:
        together = one.met(other for other in convenanten if other is not one)
        if together is not one:
            yield from (f"{one.naam} met haar buren: {text}." for text in _wrongly_heard(together))


def closed_borders(convenanten: Sequence[Convenant]) -> Iterator[str]:
    """What one region agreed with a neighbour and the neighbour did not: that does not count."""
    for one, other in combinations(convenanten, 2):
        yield from _one_sided(one, other)
        yield from _one_sided(other, one)


def _same_body(one: Convenant, other: Convenant, name: str) -> bool:
    own, theirs = one.organisaties[name], other.organisaties[name]
    return own.model_copy(update={"naam": theirs.naam}) == theirs


def _shared_schools(one: Convenant, other: Convenant) -> Iterator[str]:
    """Across a border the school tells whose terms and whose ladder rule."""
    if one.convenant not in other.buren or other.convenant not in one.buren:
        return
    for name in sorted(one.organisaties.keys() & other.organisaties.keys()):
        if Organisatietype.SCHOOL in one.organisaties[name].typen:
            yield (
                f"{one.naam} en {other.naam} zijn buren en noemen allebei school '{name}': wiens "
                "ladder geldt is dan niet te zeggen; noem haar alleen in de regio van haar ZAT."
            )


def _wrongly_heard(together: Convenant) -> Iterator[str]:
    for place, text in faults_of_addressees(together):
        yield f"{'.'.join(map(str, place))}: {text}"


def _one_sided(own: Convenant, other: Convenant) -> Iterator[str]:
    """A border is crossed only where both regions agreed, to tables that are there."""
    agreed = own.buren.get(other.convenant)
    if agreed is None:
        return
    theirs = other.buren.get(own.convenant)
    if theirs is None:
        yield (
            f"{own.naam} noemt {other.naam} als buur, maar {other.naam} noemt {own.naam} niet: "
            "neem in beide convenanten op wie wat regelt."
        )
    elif (agreed.termijnen, agreed.opschaling) != (theirs.termijnen, theirs.opschaling):
        yield f"{own.naam} en {other.naam} zeggen verschillend wie wat regelt bij hun grens."
    for name in agreed.overleggen:
        if name not in other.overleggen:
            yield f"{own.naam} noemt overleg '{name}', dat {other.naam} niet heeft."
