"""The answer to a dry run: the record that would be made, told in sentences and articles."""

from collections.abc import Iterable
from datetime import date

from contracts.events.privacy_gate import Elementbesluit, VerstrekkingBesloten
from contracts.proef import Proefantwoord, Proefelement, Proefreden, Proefzetel
from privacy_gate.domain.regels import Gevolg, Regel, Regelset
from privacy_gate.domain.vastleggen import ZONDER_REGEL

CEL = "/"
"""Stands in the id of a rule that is a cell of a matrix."""


def als_antwoord(besloten: VerstrekkingBesloten, regelset: Regelset) -> Proefantwoord:
    """What the sender is told of a decision that was not taken."""

    def redenen(regels: Iterable[str]) -> tuple[Proefreden, ...]:
        return tuple(_reden(regel, regelset, besloten.op) for regel in regels)

    def element(een: Elementbesluit) -> Proefelement:
        return Proefelement(
            element=een.element,
            uitkomst=een.uitkomst,
            zetels=tuple(
                Proefzetel(
                    zetel=zetel.zetel,
                    uitkomst=zetel.uitkomst,
                    bewerking=zetel.bewerking,
                    redenen=redenen(zetel.regels),
                    gemist=tuple(_gemist(wat, regelset) for wat in zetel.gemist),
                )
                for zetel in een.zetels
            ),
        )

    return Proefantwoord(
        doorgelaten=besloten.doorgelaten,
        uitkomst=besloten.uitkomst,
        redenen=redenen(besloten.regels),
        elementen=tuple(element(een) for een in besloten.elementen),
        verplichtingen=besloten.verplichtingen,
        regelset=besloten.regelset,
    )


def _reden(regel_id: str, regelset: Regelset, op: date) -> Proefreden:
    regel = regelset.regel(regel_id)
    if regel is None:
        return Proefreden(regel=regel_id, zin=ZONDER_REGEL[regel_id], artikelen=())
    return Proefreden(
        regel=regel_id, zin=_zin(regel), artikelen=regel.artikelen_op(op), vraag=regel.vraag
    )


def _zin(regel: Regel) -> str:
    """A cell of a matrix has the title of its table; what it says is that less is needed."""
    if CEL not in regel.id:
        return regel.titel
    needed = "niet" if regel.gevolg is Gevolg.VERBIED else "maar voor een deel"
    return f"Deze ontvanger heeft dit {needed} nodig"


def _gemist(wat: str, regelset: Regelset) -> str:
    """What a permit lacked: 'rule: attribute' with the rule's own sentence for its id."""
    regel_id, _, kenmerk = wat.partition(": ")
    regel = regelset.regel(regel_id)
    return f"{regel.titel if regel else regel_id} ({kenmerk})"
