"""Words of a plan: on which area of life a goal is, and what was found when it was looked at."""

from enum import StrEnum


class Leefgebied(StrEnum):
    """The area of life of a goal; it says whether the goal is the child's or the family's."""

    THUIS = "thuis-en-gezin"
    SCHOOL_EN_WERK = "school-en-werk"
    VRIJE_TIJD = "vrije-tijd-en-openbare-ruimte"
    HUISHOUDEN = "huishouden"
    MAATSCHAPPELIJKE_POSITIE = "maatschappelijke-positie"
    OPVOEDING = "opvoeding"
    GEZINSLEDEN = "ontwikkeling-van-gezinsleden"
    EX_PARTNERS = "relatie-van-ex-partners"

    @property
    def van_gezin(self) -> bool:
        """Is such a goal the family's, and so in the file of each of its children?"""
        return self not in (self.THUIS, self.SCHOOL_EN_WERK, self.VRIJE_TIJD)


class Doeloordeel(StrEnum):
    """What was found when a goal was looked at."""

    BEHAALD = "behaald"
    DEELS = "deels"
    NIET = "niet"
    VERVALLEN = "vervallen"
