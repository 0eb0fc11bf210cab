"""The properties that come with the gate."""

from chain.faults import UserFault
from privacy_gate.bewijs.eigenschappen import Eigenschap, lees_eigenschappen
from privacy_gate.domain.regelfout import RegelsOngeldig
from privacy_gate.store.wetboek import REGELS

EIGENSCHAPPEN = REGELS.parent / "eigenschappen"
GOEDGEKEURD = REGELS.parent / "goedgekeurd.txt"
"""The fingerprint that was approved."""


def eigenschappen() -> tuple[Eigenschap, ...]:
    """All properties.

    Raises:
        UserFault: they cannot be read; every fault with its line.
    """
    files = {f.name: f.read_text(encoding="utf-8") for f in sorted(EIGENSCHAPPEN.glob("*.md"))}
    try:
        return lees_eigenschappen(files)
    except RegelsOngeldig as fout:
        raise UserFault(f"De eigenschappen kloppen niet:\n{fout}") from fout
