"""What another school changes in a casus, and how it is told."""

from dataclasses import replace
from datetime import date

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.onderwerp import Noem
from contracts.events.school import SchoolGewijzigd
from contracts.school import Schooltijd


def fold(casus: Casus, feit: SchoolGewijzigd, _op: date) -> Casus:
    """The casus after its school was changed."""
    match feit:
        case SchoolGewijzigd(tijd=tijd):
            return replace(casus, schooltijden=(*casus.schooltijden, tijd))


def vertel(feit: SchoolGewijzigd, noem: Noem) -> str:
    """The sentence that tells it."""
    match feit:
        case SchoolGewijzigd(tijd=Schooltijd(onduidelijk=True)):
            return "Niet duidelijk is naar welke school de jeugdige gaat"
        case SchoolGewijzigd(tijd=tijd):
            waar = f"naar {noem(tijd.school)}" if tijd.school else "niet naar school"
            return f"Vanaf {tijd.vanaf:%d-%m-%Y} gaat de jeugdige {waar}"
