"""To which school a young person goes, from which day; and what of that is not clear."""

from collections.abc import Sequence
from datetime import date

from contracts.vocabulary import Frozen, Naam


class Schooltijd(Frozen):
    """What holds from a day on.

    Attributes:
        school: None: the young person goes to no school, or it is not clear to which.
        onduidelijk: does somebody have to say to which school? Until then no school hears anything.
    """

    vanaf: date
    school: Naam | None = None
    onduidelijk: bool = False


def schooltijd_op(begin: Naam | None, tijden: Sequence[Schooltijd], op: date) -> Schooltijd:
    """What holds on a day; of what was said about the same day, the last that was said."""
    geldig = (tijd for tijd in reversed(tijden) if tijd.vanaf <= op)
    return max(geldig, key=lambda tijd: tijd.vanaf, default=Schooltijd(vanaf=op, school=begin))
