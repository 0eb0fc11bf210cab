"""The covenant that rules a casus today, and the names that it gives."""

from collections.abc import Callable
from datetime import date

from contracts.covenant import Convenant
from infra.register import Register, UnknownName


def convenant_voor(register: Register, overleg: str, verwijzing: str, op: date) -> Convenant:
    """The version in force that knows the table; else the one under which the casus began.

    Raises:
        UnknownName: the register has neither.
    """
    try:
        return register.convenant_van(overleg, op)
    except UnknownName:
        return register.convenant(verwijzing)


def noemer(convenant: Convenant) -> Callable[[str], str]:
    """Gives the name of a table or an organisation."""

    def noem(naam: str) -> str:
        gevonden = convenant.overleggen.get(naam) or convenant.organisaties.get(naam)
        return gevonden.naam if gevonden else naam

    return noem
