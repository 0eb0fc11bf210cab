"""How far the erasure of a casus is."""

from dataclasses import dataclass
from datetime import date

from contracts.events.vernietiging import GegevensVernietigd


@dataclass(frozen=True)
class Vernietigstand:
    """Whether erasure was prepared, and by what the values are gone; what is left is a stub."""

    voorbereid_op: date | None = None
    gedaan: GegevensVernietigd | None = None
