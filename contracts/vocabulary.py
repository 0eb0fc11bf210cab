"""Closed vocabularies: every word here is one that a table or a privacy officer says aloud."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Protocol

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

OpaqueId = Annotated[str, StringConstraints(pattern=r"^[0-9a-hjkmnp-tv-z]{16,52}$")]
"""Lower-case Crockford base32; carries no meaning and is never shared by two domains."""


class NewId(Protocol):
    """Makes an id out of the cause at hand and these parts: the same ones, the same id."""

    def __call__(self, *parts: str) -> OpaqueId:
        """The id."""


Naam = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
"""A name that a covenant gives: an organisation, a table, a role."""

_STUURTEKENS = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1, but for tab and new line
    r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # Unicode's Bidi_Control
    r"\u00ad\u200b-\u200d\u2060\ufeff"  # of no width
)
"""Characters that nobody sees, and those that turn the direction of reading."""


def _zonder(tekens: str) -> AfterValidator:
    def leesbaar(text: str) -> str:
        if re.search(f"[{tekens}]", text):
            raise ValueError(
                "Hier staat een teken in dat niet te zien is of dat de leesrichting omdraait. "
                "Typ het opnieuw."
            )
        return text

    return AfterValidator(leesbaar)


LEESBAAR = _zonder(_STUURTEKENS)
"""For what people type: it shows as what it is. It may have several lines."""

OP_EEN_REGEL = _zonder(_STUURTEKENS + r"\t\n\r")
"""The same for a name."""


def in_woorden(tekst: str) -> bool:
    """Does a ground say something: three words at least, of two letters or more?"""
    return len(re.findall(r"[^\W\d_]{2,}", tekst)) >= 3


_ZETEL = r"[a-z0-9][a-z0-9-]{0,59}/[a-z0-9][a-z0-9-]{0,59}"


def _zetelnaam(text: str) -> str:
    if not re.fullmatch(_ZETEL, text):
        raise ValueError("schrijf een zetel als organisatie/rol, in kleine letters en streepjes")
    return text


Zetelnaam = Annotated[
    str, AfterValidator(_zetelnaam), Field(json_schema_extra={"pattern": f"^{_ZETEL}$"})
]
"""A seat as a covenant file writes it: organisatie/rol."""


class Frozen(BaseModel):
    """A value: immutable, closed for unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Domein(StrEnum):
    """The four domains between which nothing passes but through the gate."""

    ONDERWIJS = "onderwijs"
    ZORG = "zorg"
    VEILIGHEID = "veiligheid"
    JUSTITIE = "justitie"


class Overlegsoort(StrEnum):
    """The kinds of table; `LOKET` is the desk of one organisation that receives hand-offs."""

    ZAT = "ZAT"
    CJG = "CJG"
    HCO = "HCO"
    JCO = "JCO"
    REGIONAAL = "regionaal"
    LOKET = "loket"


class Organisatietype(StrEnum):
    """What kind of body an organisation is; what the law sees in each stands in `aard_tabel`."""

    SCHOOL = "school"
    CJG = "cjg"
    JGZ = "jgz"
    MAATSCHAPPELIJK_WERK = "maatschappelijk-werk"
    MEE = "mee"
    JONGERENWERK = "jongerenwerk"
    BUREAU_JEUGDZORG = "bureau-jeugdzorg"
    GGZ = "ggz"
    VERSLAVINGSZORG = "verslavingszorg"
    LEERPLICHT = "leerplicht"
    RMC = "rmc"
    GEMEENTE = "gemeente"
    VEILIGHEIDSHUIS = "veiligheidshuis"
    POLITIE = "politie"
    RVDK = "rvdk"
    RECLASSERING = "reclassering"
    HALT = "halt"
    OM = "om"
    AMK = "amk"
    GECERTIFICEERDE_INSTELLING = "gecertificeerde-instelling"
    VEILIG_THUIS = "veilig-thuis"
    JEUGDHULPAANBIEDER = "jeugdhulpaanbieder"
    PLEEGZORG = "pleegzorg"
    HUISARTS = "huisarts"
    SLACHTOFFERHULP = "slachtofferhulp"
    KINDEROPVANG = "kinderopvang"
    SAMENWERKINGSVERBAND = "samenwerkingsverband"
    DJI = "dji"
    RECHTBANK = "rechtbank"


class Regime(StrEnum):
    """Which law governs data at its source (Wbp 2(2))."""

    ALGEMEEN = "algemeen"
    WPG = "wpg"
    WJSG = "wjsg"


class Leeftijdsband(StrEnum):
    """The bands that run through Wbp 5 and Wet op de jeugdzorg 51.

    `ONBEKEND`: no birth date, or none that can be read; every condition on age is then not met.
    """

    ONDER_12 = "onder-12"
    VAN_12_TOT_16 = "12-15"
    VANAF_16 = "16-en-ouder"
    ONBEKEND = "onbekend"


def leeftijd_op(geboortedatum: date, op: date) -> int:
    """The age in completed years; a birthday counts from that day on."""
    had_birthday = (op.month, op.day) >= (geboortedatum.month, geboortedatum.day)
    return op.year - geboortedatum.year - (0 if had_birthday else 1)


def leeftijdsband(geboortedatum: date, op: date) -> Leeftijdsband:
    """The band on the date of disclosure."""
    years = leeftijd_op(geboortedatum, op)
    if years < 12:
        return Leeftijdsband.ONDER_12
    return Leeftijdsband.VAN_12_TOT_16 if years < 16 else Leeftijdsband.VANAF_16


class Relatie(StrEnum):
    """Whom an element is about, seen from the young person of the casus."""

    JEUGDIGE = "jeugdige"
    OUDER = "ouder"
    PARTNER = "partner"
    BROER_ZUS = "broer-of-zus"
    ANDER = "ander"


class Geheimhouding(StrEnum):
    """The duty of secrecy that rests on an element where it was recorded (Wbp 9(4))."""

    GEEN = "geen"
    AMBT = "ambtsgeheim"
    BEROEP = "beroepsgeheim"


class Doel(StrEnum):
    """Purposes, of collection and of provision (Wbp 7 and 9)."""

    ONDERWIJSBEGELEIDING = "onderwijsbegeleiding"
    HULPVERLENING = "hulpverlening"
    AFSTEMMING = "afstemming-zorg-en-veiligheid"
    POLITIETAAK = "politietaak"
    STRAFRECHT = "strafrechtspleging"
    KINDERBESCHERMING = "kinderbescherming"
    LEERPLICHT = "handhaving-leerplicht"
    TERUGKOPPELING = "terugkoppeling"


DOEL_VAN_DOMEIN: Mapping[Domein, Doel] = MappingProxyType(
    {
        Domein.ONDERWIJS: Doel.ONDERWIJSBEGELEIDING,
        Domein.ZORG: Doel.HULPVERLENING,
        Domein.VEILIGHEID: Doel.AFSTEMMING,
        Domein.JUSTITIE: Doel.STRAFRECHT,
    }
)
"""What a domain's tables discuss cases for."""


class Grond(StrEnum):
    """Grounds of Wbp 8 (AVG 6(1)); `GEEN` is what the gate assumes until told otherwise."""

    TOESTEMMING = "a"
    WETTELIJKE_PLICHT = "c"
    VITAAL_BELANG = "d"
    PUBLIEKE_TAAK = "e"
    GERECHTVAARDIGD_BELANG = "f"
    GEEN = "geen"


class Uitkomst(StrEnum):
    """What the gate may decide about one element for one kind of seat."""

    TOEGESTAAN = "toegestaan"
    GEMINIMALISEERD = "geminimaliseerd"
    GEWEIGERD = "geweigerd"
    BEOORDELING = "beoordeling"


class Wanneer(StrEnum):
    """When something is fed back, per road."""

    ALTIJD = "altijd"
    INDIEN_NOODZAKELIJK = "indien-noodzakelijk"
    BIJ_MEERWAARDE = "bij-meerwaarde"


class Klokstap(StrEnum):
    """The steps that have a term by the covenant."""

    BESPREKEN = "bespreken"
    ACCEPTEREN = "accepteren"
    ACTIE_BEVESTIGEN = "actie-bevestigen"
    TERUGKOPPELEN = "terugkoppelen"
    PLAN_EVALUEREN = "plan-evalueren"
    DOEL_EVALUEREN = "doel-evalueren"
    MATCH_OPVOLGEN = "match-opvolgen"


class Opschalingsgrond(StrEnum):
    """Why a casus goes up the ladder: a term that went by, or what somebody says."""

    TERMIJN = "termijn-verstreken"
    STAGNATIE = "stagnatie"
    ONENIGHEID = "onenigheid"
    HULP_NIET_TOEGANKELIJK = "hulp-niet-toegankelijk"
    GEEN_PLAATS = "geen-plaats"


class Draagsoort(StrEnum):
    """What a carrier of information between two tables may ask or pass on."""

    BESPROKEN = "is-de-jeugdige-besproken"
    ACTIES = "welke-acties-zijn-genomen"
    HULP_OUDERS = "is-hulp-voor-de-ouders-begonnen"
    TERUGKOPPELING = "terugkoppeling"


class Afwezigheidsreden(StrEnum):
    """Why somebody is away; never what ails him."""

    GEPLAND = "gepland"
    ONVERWACHT = "onverwacht"


class Zetelsoort(Frozen):
    """A kind of seat: the decision looks at organisation type and role, not at the table."""

    organisatietype: Organisatietype
    rol: Naam

    def __str__(self) -> str:
        return f"{self.organisatietype}/{self.rol}"


class Functie(Frozen):
    """In what capacity someone acts: an organisation of the covenant and a role there."""

    organisatie: Naam
    rol: Naam

    def __str__(self) -> str:
        return f"{self.organisatie}/{self.rol}"
