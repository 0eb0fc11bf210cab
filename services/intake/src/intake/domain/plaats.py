"""At which table a report may be made, and in which capacity someone makes it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.covenant import Convenant
from contracts.covenant_wegen import Over, Weg
from contracts.vocabulary import Domein, Functie, Naam, Organisatietype
from intake.domain.bezwaren import Bezwaar


@dataclass(frozen=True)
class Plaats:
    """A table of this domain, and the capacity in which someone reports to it.

    Attributes:
        over: whom it is reported of, once that is known.
    """

    overleg: Naam
    convenant: Convenant
    functie: Functie
    over: Over | None = None

    @property
    def bron(self) -> Organisatietype:
        """The kind of organisation that reports."""
        return self.convenant.zetelsoort(self.functie).organisatietype

    @property
    def weg(self) -> Naam | None:
        """The name of the road, unless the one who directs the table reports by himself."""
        road = _eerste_weg(self.convenant, self.functie, self.overleg, self.over)
        return road[0] if road else None

    @property
    def houder(self) -> Naam:
        """Who is responsible from now on: whom the road names, else who reports."""
        road = _eerste_weg(self.convenant, self.functie, self.overleg, self.over)
        return (road[1].houder if road else None) or self.functie.organisatie


def plaatsen(
    convenanten: Iterable[Convenant], domein: Domein, functies: Sequence[Functie]
) -> tuple[Plaats, ...]:
    """Every table of this domain that someone with these capacities may report to."""
    return tuple(
        Plaats(name, convenant, functie)
        for convenant in convenanten
        for name, table in convenant.overleggen.items()
        if table.domein is domein
        if (functie := _functie_voor(name, convenant, functies))
    )


@dataclass(frozen=True)
class Melders:
    """Who may report to a table: who directs it, and the organisations that have a road to it."""

    overleg: Naam
    convenant: Convenant
    regie: Functie
    organisaties: tuple[Naam, ...]


def melders(
    convenanten: Iterable[Convenant], domein: Domein, functies: Sequence[Functie]
) -> tuple[Melders, ...]:
    """Who may report here, in the covenants that know one of these organisations."""
    eigen = {functie.organisatie for functie in functies}
    return tuple(
        Melders(name, convenant, convenant.regie_van(name), _met_een_weg(convenant, name))
        for convenant in convenanten
        if eigen & set(convenant.organisaties)
        for name, table in convenant.overleggen.items()
        if table.domein is domein
    )


def _met_een_weg(convenant: Convenant, overleg: Naam) -> tuple[Naam, ...]:
    roads = (road for road in convenant.wegen.values() if road.naar == overleg and road.houder)
    return tuple(dict.fromkeys(name for road in roads for name in road.van))


def plaats_voor(
    overleg: Naam, convenanten: Sequence[Convenant], domein: Domein, functies: Sequence[Functie]
) -> Plaats | Bezwaar:
    """Where this report goes, or why not there."""
    convenant = next((c for c in convenanten if overleg in c.overleggen), None)
    if convenant is None:
        return Bezwaar("overleg", "Dit overleg staat in geen geldend convenant.")
    table = convenant.overleggen[overleg]
    if table.domein is not domein:
        return Bezwaar(
            "overleg", f"Dit overleg hoort bij het domein {table.domein}; meld de casus daar aan."
        )
    functie = _functie_voor(overleg, convenant, functies)
    if functie is None:
        return Bezwaar(
            "overleg",
            f"Bij {table.naam} meldt aan wie het overleg leidt, of wie er volgens het convenant "
            "een weg naartoe heeft.",
            verboden=True,
        )
    return Plaats(overleg, convenant, functie)


def _functie_voor(
    overleg: Naam, convenant: Convenant, functies: Sequence[Functie]
) -> Functie | None:
    """The first capacity that directs the table, or that has a road to it."""
    regie = convenant.regie_van(overleg)
    for functie in functies:
        if functie == regie or _eerste_weg(convenant, functie, overleg):
            return functie
    return None


def _eerste_weg(
    convenant: Convenant, functie: Functie, overleg: Naam, over: Over | None = None
) -> tuple[Naam, Weg] | None:
    """The road for a first report: it names a holder. A table may bear its organisation's name."""
    road = convenant.weg(functie.organisatie, overleg, over)
    return road if road and road[1].houder else None
