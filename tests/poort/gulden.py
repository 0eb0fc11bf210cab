"""The cells of the golden tables as circumstances, with what is expected in them."""

from privacy_gate.store.wetboek import wetboek
from tests.poort.regelmutanten import Cel
from tests.poort.tabellen import WOORDEN, alle_situaties


def cellen() -> list[Cel]:
    """Every cell of every table that the law decides as it stands."""
    as_it_stands = (one for one in alle_situaties() if "Ingeschakeld" not in one.sleutels)
    return [
        (cell.op, cell.kenmerken, WOORDEN[cell.verwacht])
        for one in as_it_stands
        for cell in one.uitslagen(wetboek())
    ]
