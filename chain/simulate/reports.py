"""First reports of cases: invented young people, at every table that takes reports."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from chain.simulate.filling import Filling
from contracts.aard_tabel import eigen_regime
from contracts.covenant import Convenant
from contracts.vocabulary import Domein, Functie, Organisatietype
from intake.domain.aanmelding import Aanmelding
from intake.domain.bronnen import velden_van
from intake.domain.gegevens import VAN_GEZINSLID, VAN_JEUGDIGE, naam_van
from intake.domain.plaats import Plaats, plaatsen

_RELATIONS = ("ouder", "partner", "broer-of-zus", "ander")
_SHAPES = {
    "adres": "{} 12, 1234 AB Ergens",
    "gezinssamenstelling": "moeder {} en een broer",
}
_AGAIN = 0.4
"""How likely a child that somebody reports was reported by somebody before."""

_NUMBERS = "9999"
"""How a citizen service number begins that belongs to nobody."""


def places(covenants: tuple[Convenant, ...], functies: tuple[Functie, ...]) -> list[Plaats]:
    """Where who may report."""
    return [
        place
        for domein in Domein
        for functie in functies
        for place in plaatsen(covenants, domein, (functie,))
    ]


@dataclass
class Reports:
    """Makes up reports."""

    chance: Random
    filling: Filling
    known: list[str] = field(default_factory=list)

    def report(self, place: Plaats, number: int, day: date) -> Aanmelding:
        """The report of a case at a place, by whom that place says."""
        ages = place.convenant.overleggen[place.overleg].leeftijden
        years = self.chance.randint(ages.van, ages.tot) + self.chance.random()
        sends = eigen_regime(place.bron)
        given: dict[str, Any] = {
            "overleg": place.overleg,
            "kenmerk": f"S{self.filling.seed}-{number}",
            "voornaam": self.filling.text(),
            "achternaam": self.filling.text(),
            "geboortedatum": day - timedelta(days=int(years * 365.25)),
            "bsn": self._bsn() if self.chance.random() < 0.7 else None,
            "reden_leeftijd": self.filling.ground(),
            "school": self._school(place),
            "informeren": "geinformeerd",
            "besluit_vastgelegd": sends,
            "toestemming": self._consent() if self.chance.random() < 0.6 else None,
            "gezin_kenmerk": f"S{self.filling.seed}-gezin" if self.chance.random() < 0.7 else None,
            "gezinsleden": [self._member(place) for _ in range(self.chance.choice((0, 0, 0, 1)))],
            **self._signals(place, VAN_JEUGDIGE, 3),
        }
        return Aanmelding.model_validate(given)

    def _signals(self, place: Plaats, fields: tuple[Any, ...], most: int) -> dict[str, str]:
        known = [f for f in fields if f in velden_van(place.bron) and f != "naam"]
        chosen = self.chance.sample(known, min(len(known), self.chance.randint(1, most)))
        return {naam_van(field): self._shaped(field) for field in chosen}

    def _shaped(self, field: str) -> str:
        """A value that can be reduced, where that asks for a form."""
        text = self.filling.text()
        return _SHAPES.get(field, "{}").format(text)

    def _school(self, place: Plaats) -> str | None:
        schools = [
            name
            for name, one in place.convenant.organisaties.items()
            if Organisatietype.SCHOOL in one.typen
        ]
        if place.functie.organisatie in schools:
            return place.functie.organisatie
        return self.chance.choice([*schools, None])

    def _consent(self) -> dict[str, Any]:
        return {
            "door": self.chance.choice(("jeugdige", "vertegenwoordiger")),
            "uitdrukkelijk": True,
            "doelen": ["hulpverlening", "afstemming-zorg-en-veiligheid"],
            "ontvangers": self.chance.sample(list(Domein), 2),
        }

    def _member(self, place: Plaats) -> dict[str, Any]:
        return {
            "relatie": self.chance.choice(_RELATIONS),
            "naam": self.filling.text(),
            **self._signals(place, VAN_GEZINSLID, 1),
        }

    def _bsn(self) -> str:
        if self.known and self.chance.random() < _AGAIN:
            return self.chance.choice(self.known)
        self.known.append(self._number())
        return self.known[-1]

    def _number(self) -> str:
        while True:
            digits = _NUMBERS + f"{self.chance.randint(0, 9999):04}"
            weighed = zip(digits, range(9, 1, -1), strict=True)
            last = sum(int(digit) * weight for digit, weight in weighed) % 11
            if last < 10:
                return f"{digits}{last}"
