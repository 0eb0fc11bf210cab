"""The cells of the golden tables as circumstances, with what is expected in them."""

from collections.abc import Iterator
from pathlib import Path

from privacy_gate.domain.afleiden import element_kenmerken, stoelen
from tests.poort.regelmutanten import Cel
from tests.poort.tabellen import WOORDEN, Situatie, situaties
from tests.poort.verzoeken import tilburg

TABELLEN = Path(__file__).parents[2] / "services" / "privacy-gate" / "tests" / "tilburg"


def cellen() -> list[Cel]:
    """Every cell of every table."""
    return [cel for situatie in situaties(TABELLEN) for cel in _cellen(situatie)]


def _cellen(situatie: Situatie) -> Iterator[Cel]:
    asked, convenant = situatie._verzoek(), tilburg()
    table = convenant.overleggen[asked.naar_overleg]
    for row, element in zip(situatie.rijen, asked.elementen, strict=True):
        voor = element_kenmerken(asked, convenant, element)
        for organisatie, expected in zip(situatie.kolommen, row[1:], strict=True):
            kinds = {
                convenant.zetelsoort(seat)
                for seat in table.functies()
                if seat.organisatie == organisatie
            }
            for stoel in stoelen(convenant, asked.naar_overleg):
                if stoel.zetel in kinds:
                    yield asked.op, voor(stoel), WOORDEN[expected]
