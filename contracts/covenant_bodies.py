"""A partner in a covenant, what it is, and what is wrong with how that was written down."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from pydantic import Field

from contracts.aard_tabel import AARD
from contracts.covenant_places import Mistake, YamlPlace
from contracts.vocabulary import Frozen, Functie, Naam, Organisatietype


class Organisatie(Frozen):
    """A partner of the chain."""

    naam: str = Field(min_length=1, description="Zoals de partner zich noemt.")
    type: Organisatietype = Field(description="Naar het type kijkt de wet.")
    geheimhouding: bool = Field(
        description="Moeten de medewerkers zwijgen door ambt, beroep, wet of overeenkomst?"
    )
    ook: dict[Organisatietype, tuple[Naam, ...]] = Field(
        default_factory=dict,
        description="Wat de organisatie nog meer is, met de rollen waarin zij dat is.",
    )

    @property
    def typen(self) -> tuple[Organisatietype, ...]:
        """All that it is, the type of most of its roles first."""
        return (self.type, *self.ook)

    def als(self, rol: Naam) -> Organisatietype:
        """What it is in this role."""
        return next((kind for kind, roles in self.ook.items() if rol in roles), self.type)


def faults_of_bodies(
    organisaties: Mapping[Naam, Organisatie],
    van: date,
    tot: date | None,
    functies: Collection[Functie],
) -> Iterator[Mistake]:
    """Every fault in what the partners are.

    Args:
        organisaties: of a covenant.
        van: its first day.
        tot: the first day on which it no longer holds.
        functies: the seats of its tables and ladders; who only reports may have other roles.
    """
    for name, body in organisaties.items():
        for kind in body.typen:
            place: YamlPlace = ("organisaties", name, "type" if kind is body.type else "ook")
            yield from _of_days(place, kind, van, tot)
        yield from _of_second(("organisaties", name, "ook"), name, body, functies)


def _of_days(
    place: YamlPlace, kind: Organisatietype, van: date, tot: date | None
) -> Iterator[Mistake]:
    """A body that the law does not know on these days would be judged by rules of other days."""
    first, last = AARD[kind].van, AARD[kind].tot
    if first is not None and van < first:
        yield place, f"een {kind} is er pas sinds {first}, en dit convenant begint op {van}"
    if last is not None and (tot is None or tot > last + timedelta(days=1)):
        yield (
            place,
            f"een {kind} was er tot en met {last}: laat deze versie dan eindigen (geldig_tot), of "
            "noem wat ervoor in de plaats kwam",
        )


def _of_second(
    here: YamlPlace, name: Naam, body: Organisatie, functies: Collection[Functie]
) -> Iterator[Mistake]:
    known = {functie.rol for functie in functies if functie.organisatie == name}
    taken: set[Naam] = set()
    for kind, roles in body.ook.items():
        if kind is body.type:
            yield (*here, kind), f"dat is '{name}' al: noem hier alleen wat zij daarnaast is"
        elif not roles:
            yield (*here, kind), "noem de rollen waarin de organisatie dit is"
        for index, role in enumerate(roles):
            if role in taken:
                yield (*here, kind, index), f"'{role}' staat hier al: in een rol is men een ding"
            elif known and role not in known:
                yield (*here, kind, index), f"'{name}' heeft nergens een zetel met de rol '{role}'"
            taken.add(role)
