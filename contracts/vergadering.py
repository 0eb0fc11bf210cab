"""Words of the meeting: how people took part, what was agreed, groups of young people."""

from enum import StrEnum


class Betrokkenheid(StrEnum):
    """How someone whom a discussion is about took part in it. Only safety is a reason not to."""

    AANWEZIG = "aanwezig"
    VOORAF_GESPROKEN = "vooraf-gesproken"
    VERTEGENWOORDIGD = "vertegenwoordigd"
    NIET_OM_VEILIGHEID = "niet-om-veiligheid"


class Veiligheidsreden(StrEnum):
    """Why someone was not involved: a child's safety was directly at stake."""

    GEVAAR_KIND = "direct-gevaar-voor-het-kind"
    GEVAAR_GEZINSLID = "direct-gevaar-voor-een-ander-kind-in-het-gezin"
    UIT_BEELD = "het-kind-raakt-dan-uit-beeld"


class Afspraaksoort(StrEnum):
    """What an agreement is about, in one word; what exactly was agreed is sealed."""

    EERSTE_GESPREK = "eerste-gesprek"
    HUISBEZOEK = "huisbezoek"
    HULP = "hulp"
    ONDERZOEK = "onderzoek"
    GESPREK_SCHOOL = "gesprek-met-school"
    BEGELEIDING = "begeleiding"
    NAZORG = "nazorg"
    OVERIG = "overig"


class Afloop(StrEnum):
    """What became of an agreement."""

    NAGEKOMEN = "nagekomen"
    NIET_NAGEKOMEN = "niet-nagekomen"
    VERVALLEN = "vervallen"


class Groepsoort(StrEnum):
    """What a group of young people is, in the words of the police."""

    HINDERLIJK = "hinderlijk"
    OVERLASTGEVEND = "overlastgevend"
    CRIMINEEL = "crimineel"


class Groepsomvang(StrEnum):
    """About how many they are."""

    TOT_10 = "tot-10"
    VAN_10_TOT_25 = "10-tot-25"
    VANAF_25 = "25-of-meer"


class Plek(StrEnum):
    """Where a group is seen."""

    PLEIN_OF_PARK = "plein-of-park"
    WINKELGEBIED = "winkelgebied"
    STATION = "station"
    BIJ_SCHOOL = "bij-een-school"
    UITGAANSGEBIED = "uitgaansgebied"
    WOONBUURT = "woonbuurt"
    ONLINE = "online"


class Groepsvervolg(StrEnum):
    """What the table decided about a group. Who belongs to it is a casus of its own."""

    VOLGEN = "blijven-volgen"
    JONGERENWERK = "jongerenwerk-zoekt-contact"
    TOEZICHT = "politie-houdt-toezicht"
    AFGEROND = "afgerond"
