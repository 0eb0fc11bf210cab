"""The covenant that rules a casus, and the names that it gives."""

from collections.abc import Callable
from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.opschalen.klok import Bepalingen
from casusoverleg.domain.opschalen.ladder import Rooster
from contracts.covenant import Convenant
from contracts.vocabulary import Domein, Functie
from infra.register import Register, UnknownName
from infra.working_days import working_days_after


def convenant_voor(register: Register, overleg: str, verwijzing: str, op: date) -> Convenant:
    """The version in force that has the table; else the one under which the casus began.

    Raises:
        UnknownName: the register has neither.
    """
    try:
        return register.convenant_van(overleg, op)
    except UnknownName:
        return register.convenant(verwijzing, op)


def bepalingen_voor(register: Register, casus: Casus, domein: Domein) -> Bepalingen:
    """What the covenant lays down for the table of a casus, by the day when something begins."""

    def op(dag: date) -> Convenant:
        eigen = convenant_bij(register)(casus.overleg, dag)
        return eigen or register.convenant(casus.convenant, dag)

    return Bepalingen(domein, op, working_days_after, convenant_bij(register))


def convenant_bij(register: Register) -> Callable[[str, date], Convenant | None]:
    """Gives the version in force that has a table, without the neighbours."""

    def bij(overleg: str, op: date) -> Convenant | None:
        try:
            return register.eigen_convenant(overleg, op)
        except UnknownName:
            return None

    return bij


def werkdagen_van(convenant: Convenant, overleg: str) -> Callable[[date, int], date]:
    """Counts working days as a table does: on the days that its domain is still, no term runs."""
    stil = convenant.stille_dagen(convenant.overleggen[overleg].domein)
    return lambda op, aantal: working_days_after(op, aantal, stil)


def bezetting(register: Register, op: date) -> Callable[[Functie], bool]:
    """Tells whether anybody has a capacity on this day."""
    return lambda functie: bool(register.medewerkers_met(functie, op))


def rooster_voor(register: Register, casus: Casus, domein: Domein, op: date) -> Rooster:
    """What the covenant lays down for a casus, and who is there on this day."""
    return Rooster(bepalingen_voor(register, casus, domein), bezetting(register, op))


def noemer(convenant: Convenant) -> Callable[[str], str]:
    """Gives the name of a table or an organisation."""

    def noem(naam: str) -> str:
        gevonden = convenant.overleggen.get(naam) or convenant.organisaties.get(naam)
        return gevonden.naam if gevonden else naam

    return noem
