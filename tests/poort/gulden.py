"""The cells of the golden tables as circumstances, with what is expected in them."""

from contracts.elements import Bewerking
from contracts.vocabulary import Uitkomst
from privacy_gate.domain.kenmerken import Over
from privacy_gate.store.wetboek import wetboek
from tests.poort.regelmutanten import Cel
from tests.poort.tabellen import WOORDEN, alle_situaties
from tests.poort.wegen import gangen


def cellen() -> dict[Over, list[Cel]]:
    """Every cell of every table that the law decides as it stands."""
    law = wetboek()
    elementen: list[Cel] = [
        (cell.op, cell.kenmerken, WOORDEN[cell.verwacht])
        for one in alle_situaties()
        if "Ingeschakeld" not in one.sleutels
        for cell in one.uitslagen(law)
    ]
    inhouden: list[Cel] = []
    for gang in gangen():
        hidden = gang.verwacht is Uitkomst.GEMINIMALISEERD
        reduction = Bewerking.ZONDER_NAMEN if hidden else Bewerking.GEEN
        inhouden += [
            (besluit.verzoek.op, besluit.kenmerken, (gang.verwacht, reduction))
            for besluit in gang.besluiten(law)
        ]
    return {Over.ELEMENT: elementen, Over.INHOUD: inhouden}
