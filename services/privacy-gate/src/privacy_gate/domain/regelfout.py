"""What is wrong with rule files, in Dutch, with file and line."""

from dataclasses import dataclass

from privacy_gate.domain.secties import Sectie


@dataclass(frozen=True, order=True)
class Regelfout:
    """One fault."""

    bestand: str
    regelnummer: int
    melding: str

    def __str__(self) -> str:
        return f"{self.bestand}:{self.regelnummer}: {self.melding}"


class RegelsOngeldig(ValueError):
    """The rule files do not hold together; nothing may be decided by them."""

    def __init__(self, fouten: tuple[Regelfout, ...]) -> None:
        super().__init__("\n".join(str(fout) for fout in fouten))
        self.fouten = fouten


class Fouten:
    """Collects faults, so that all of them are told at once."""

    def __init__(self) -> None:
        self._gevonden: list[Regelfout] = []

    def __len__(self) -> int:
        return len(self._gevonden)

    def meld(self, sectie: Sectie, melding: str, nummer: int | None = None) -> None:
        """A fault in a section; without a line it is told at the heading."""
        self.bij(f"{sectie.bestand}:{nummer or sectie.nummer}", melding)

    def bij(self, plaats: str, melding: str) -> None:
        """A fault at a place, written as file:line."""
        bestand, _, nummer = plaats.rpartition(":")
        self._gevonden.append(Regelfout(bestand, int(nummer), melding))

    def houd_op(self) -> None:
        """Go no further if anything is wrong.

        Raises:
            RegelsOngeldig: with every fault so far.
        """
        if self._gevonden:
            raise RegelsOngeldig(tuple(sorted(self._gevonden)))
