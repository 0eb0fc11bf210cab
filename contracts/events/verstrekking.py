"""A request to the gate, self-contained, and what such a request can carry.

The same event type stands on every topic of facts: whoever wants something to pass to a
table (another one or, right after intake, the own one) asks the gate, and nobody else.
The contents (`Inhoud`) are codes without personal values; personal information travels as
elements, each decided on for each kind of seat.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from contracts.elements import Categorie, Element, Verzegeld
from contracts.events.payload import Payload
from contracts.overdracht import Heropengrond, Weigergrond
from contracts.school import Schooltijd
from contracts.verwijsindex import Verwijsmelding, Verwijsverwijdering, Verwijsvraag
from contracts.vocabulary import (
    Doel,
    Domein,
    Frozen,
    Functie,
    Grond,
    Leeftijdsband,
    Naam,
    OpaqueId,
    Uitkomst,
    Wanneer,
    Zetelsoort,
)


class Overdrachtsvraag(StrEnum):
    """The typed question that comes with a hand-off or an inbreng."""

    HULP_STARTEN = "hulp-starten"
    ADVIES = "advies"
    REGIE_OVERNEMEN = "regie-overnemen"
    TERUG_NAAR_SCHOOL = "terug-naar-school"
    ONDERZOEK_BESCHERMING = "onderzoek-of-een-maatregel-haalbaar-is"
    BESPREKEN = "bespreken"


class Bewijssoort(StrEnum):
    """Evidence that action was taken; accepted or planned is none."""

    GEZIN_AANGEKOMEN = "gezin-is-aangekomen"
    HULP_BEGONNEN = "hulp-is-begonnen"
    ONDERZOEK_BEGONNEN = "onderzoek-is-begonnen"
    TERUG_IN_KLAS = "jeugdige-is-terug-in-de-klas"


class Navraagsoort(StrEnum):
    """Typed questions between tables."""

    BESPROKEN = "is-de-jeugdige-besproken"
    ACTIES = "welke-acties-zijn-genomen"
    HULP_OUDERS = "is-hulp-voor-de-ouders-begonnen"


class Stap(StrEnum):
    """A step of a hand-off that the other side must hear of."""

    GEACCEPTEERD = "geaccepteerd"
    GEWEIGERD = "geweigerd"
    VRAAG_TERUG = "vraag-terug"
    VRAAG_BEANTWOORD = "vraag-beantwoord"
    INTREKKING_GEVRAAGD = "intrekking-gevraagd"
    INTREKKING_BEVESTIGD = "intrekking-bevestigd"
    INTREKKING_BESTREDEN = "intrekking-bestreden"
    TUSSENBERICHT = "tussenbericht"
    ACTIE_BEVESTIGD = "actie-bevestigd"
    BEVINDING_GEMELD = "bevinding-gemeld"
    DOORVERWEZEN = "doorverwezen"
    TERUGGAVE_GEVRAAGD = "teruggave-gevraagd"
    TERUGGAVE_GEACCEPTEERD = "teruggave-geaccepteerd"
    AFGESLOTEN = "afgesloten"
    HEROPEND = "heropend"


class Besprekingsuitkomst(StrEnum):
    """What a table decided."""

    EIGEN_PLAN = "eigen-plan"
    OVERDRAGEN = "overdragen"
    TERUG_NAAR_INBRENGER = "terug-naar-inbrenger"
    SLUITEN = "sluiten"
    VERDER_BESPREKEN = "verder-bespreken"


class Bespreking(Frozen):
    """A new case comes to the own table: which seats there may open what?"""

    soort: Literal["bespreking"] = "bespreking"


class Inbreng(Frozen):
    """A table brings a case to another table. Moves no responsibility."""

    soort: Literal["inbreng"] = "inbreng"
    vraag: Overdrachtsvraag
    houder: Naam
    school: Schooltijd | None = None


class Overdrachtsaanbod(Frozen):
    """A hand-off is offered; `houder` stays responsible until it is accepted."""

    soort: Literal["overdrachtsaanbod"] = "overdrachtsaanbod"
    overdracht: OpaqueId
    vraag: Overdrachtsvraag
    gewenst_bewijs: Bewijssoort
    houder: Naam
    school: Schooltijd | None = None


class Overdrachtstap(Frozen):
    """A step of a hand-off, for the other side of it."""

    soort: Literal["overdrachtstap"] = "overdrachtstap"
    overdracht: OpaqueId
    stap: Stap
    door: Functie
    op: date
    houder: Naam = Field(description="who is responsible after this step")
    reden: Weigergrond | Heropengrond | None = None
    bewijs: Bewijssoort | None = None
    actiedatum: date | None = Field(default=None, description="when action was taken")


class Navraag(Frozen):
    """A typed question to another table."""

    soort: Literal["navraag"] = "navraag"
    navraag: OpaqueId
    vraag: Navraagsoort
    houder: Naam


class Navraagantwoord(Frozen):
    """The answer; what it says travels as elements, here is only that it was answered."""

    soort: Literal["navraagantwoord"] = "navraagantwoord"
    navraag: OpaqueId
    door: Functie


class Houdermelding(Frozen):
    """The one who brought a case in hears, content-free, who holds it now."""

    soort: Literal["houdermelding"] = "houdermelding"
    houder: Naam
    door: Functie
    op: date
    beantwoordt_inbreng: bool = Field(default=False, description="is what it came for discussed?")
    afgesloten_op: date | None = Field(default=None, description="of the casus at who says this")


class Terugkoppeling(Frozen):
    """What became of it, content-free: a status code, who acted, whom to call, when."""

    soort: Literal["terugkoppeling"] = "terugkoppeling"
    terugkoppeling: OpaqueId
    over: Literal["uitkomst", "actie"]
    uitkomst: Besprekingsuitkomst | None = None
    bewijs: Bewijssoort | None = None
    door: Functie
    contact: Functie
    aan_rol: Naam
    aan_organisatie: Naam | None = Field(
        default=None, description="whose role; without it the receiving table knows"
    )
    wanneer: Wanneer
    op: date
    gedaan_op: date | None = Field(default=None, description="when action was taken")


class Ontvangstbevestiging(Frozen):
    """The feedback was received by a person."""

    soort: Literal["ontvangstbevestiging"] = "ontvangstbevestiging"
    terugkoppeling: OpaqueId
    door: Functie
    op: date


class Aanvulreden(StrEnum):
    """Why something follows on an earlier provision."""

    GEWOGEN = "gewogen"
    GECORRIGEERD = "gecorrigeerd"
    VERZET = "verzet"
    VERNIETIGD = "vernietigd"


class Aanvulling(Frozen):
    """What follows on an earlier provision.

    Elements that a person weighed since, a correction of what was provided (Wbp 38) or, without
    elements, that an objection to it was found justified (Wbp 40) or that it was destroyed at the
    source on request (AVG 19).
    """

    soort: Literal["aanvulling"] = "aanvulling"
    bij: OpaqueId = Field(description="the earlier provision")
    reden: Aanvulreden = Aanvulreden.GEWOGEN
    vraag: Overdrachtsvraag | None = Field(default=None, description="asked with the earlier one")
    school: Schooltijd | None = None


Inhoud = Annotated[
    Bespreking
    | Inbreng
    | Overdrachtsaanbod
    | Overdrachtstap
    | Navraag
    | Navraagantwoord
    | Houdermelding
    | Terugkoppeling
    | Ontvangstbevestiging
    | Aanvulling
    | Verwijsmelding
    | Verwijsvraag
    | Verwijsverwijdering,
    Field(discriminator="soort"),
]


class Toestemming(Frozen):
    """Consent, per purpose and receiver, about one person (Wbp 5, 8a, 23(1)a)."""

    id: OpaqueId
    over: OpaqueId
    door: Literal["jeugdige", "vertegenwoordiger", "betrokkene"]
    uitdrukkelijk: bool
    doel: Doel
    categorieen: tuple[Categorie, ...]
    ontvangers: tuple[Domein, ...]
    gegeven_op: date
    ingetrokken_op: date | None = None


class Weegfactor(StrEnum):
    """The factors of Wbp 9(2)."""

    VERWANTSCHAP = "verwantschap-van-doelen"
    AARD = "aard-van-de-gegevens"
    GEVOLGEN = "gevolgen-voor-betrokkene"
    WIJZE = "wijze-van-verkrijgen"
    WAARBORGEN = "waarborgen"


class Belang(StrEnum):
    """For what Wbp 43 may set 9(1), 30(3), 33, 34 and 35 aside, as far as necessary."""

    STAATSVEILIGHEID = "veiligheid-van-de-staat"
    STRAFBARE_FEITEN = "strafbare-feiten"
    ECONOMISCH = "gewichtig-economisch-belang"
    TOEZICHT = "toezicht"
    BESCHERMING = "bescherming-van-betrokkene-of-anderen"


class Weging(Frozen):
    """A person weighed (Wbp 9(2)) or found it necessary (43): who, on what, until when."""

    id: OpaqueId
    artikel: Literal["9-2", "43"]
    elementen: tuple[OpaqueId, ...]
    naar_domein: Domein
    factoren: tuple[Weegfactor, ...]
    noodzaak: Verzegeld | None = Field(
        default=None, description="the written necessity, sealed; required for article 43"
    )
    belang: Belang | None = Field(default=None, description="required for article 43")
    door: Functie
    gewogen_op: date
    geldig_tot: date


class Doorbreking(StrEnum):
    """What lifts a duty of secrecy besides consent (Wbp 9(4))."""

    GEEN = "geen"
    MELDRECHT = "meldrecht-kindermishandeling"
    """To Bureau Jeugdzorg and nobody else (Wet op de jeugdzorg 53(3)), until 2015."""
    RAAD = "inlichtingen-aan-de-raad"
    """To the Raad voor de Kinderbescherming, where its task needs it (BW 1:240)."""
    WETTELIJKE_PLICHT = "wettelijke-plicht"
    CONFLICT_VAN_PLICHTEN = "conflict-van-plichten"


class Ontheffingsgrond(StrEnum):
    """What lifts the ban on special data besides explicit consent and a vital interest."""

    OPENBAAR = "openbaar-gemaakt"
    RECHTSVORDERING = "rechtsvordering"
    VOLKENRECHT = "volkenrecht"
    ZWAARWEGEND_BELANG = "zwaarwegend-algemeen-belang"
    VOORAFGAAND_ONDERZOEK = "voorafgaand-onderzoek"


class Ontheffing(Frozen):
    """Someone of the sending side recorded that the ban is lifted (Wbp 22(4), 23(1)b, c, e, f)."""

    id: OpaqueId
    grond: Ontheffingsgrond
    elementen: tuple[OpaqueId, ...]
    door: Functie
    vastgelegd_op: date


class Bronbesluit(StrEnum):
    """The recorded decision that police or justice data need at their source."""

    GEEN = "geen"
    WPG_16 = "wpg-16"
    WPG_18 = "wpg-18"
    WPG_19 = "wpg-19"
    WPG_20 = "wpg-20"
    WJSG_39F = "wjsg-39f"


class Informeren(StrEnum):
    """How the subject was informed (Wbp 33, 34), or the recorded reason why not."""

    GEINFORMEERD = "geinformeerd"
    BIJ_EERSTE_CONTACT = "bij-eerste-contact"
    UITGESTELD_VEILIGHEID = "uitgesteld-om-veiligheid"
    ACHTERWEGE_NOODZAAK = "achterwege-om-noodzaak"
    NIET_VASTGESTELD = "niet-vastgesteld"


class VerstrekkingGevraagd(Payload):
    """The gate is asked to let something pass. Everything it may rely on is in here."""

    verstrekking: OpaqueId
    casus: OpaqueId
    betrokkene: OpaqueId
    leeftijdsband: Leeftijdsband
    convenant: str = Field(description="the covenant version that this began under")
    van_overleg: Naam
    van_domein: Domein
    naar_overleg: Naam
    door: Functie
    inhoud: Inhoud
    elementen: tuple[Element, ...] = ()
    doel: Doel
    grond: Grond
    toestemmingen: tuple[Toestemming, ...] = ()
    wegingen: tuple[Weging, ...] = ()
    doorbreking: Doorbreking = Doorbreking.GEEN
    bronbesluit: Bronbesluit = Bronbesluit.GEEN
    acuut_gevaar: bool = False
    gevaar_voor: Literal["jeugdige", "ander"] = "jeugdige"
    toestemming_onmogelijk: bool = Field(
        default=False, description="whoever must consent cannot be asked (Wbp 23(1)d)"
    )
    wilsonbekwaam: bool = Field(
        default=False, description="the young person, 12 or older, cannot decide on this himself"
    )
    ontheffingen: tuple[Ontheffing, ...] = ()
    verzet: tuple[OpaqueId, ...] = Field(
        default=(), description="the persons whose objection was found justified (Wbp 40)"
    )
    deel_van: OpaqueId | None = Field(
        default=None,
        description="the provision that this one carries more elements of: too many to ask at once",
    )
    informeren: Informeren
    op: date


class Weegvraag(Frozen):
    """What a person is asked about an element: on which articles, and for which kinds of seat."""

    vragen: tuple[str, ...]
    artikelen: tuple[str, ...]
    zetels: tuple[Zetelsoort, ...]


class Elementuitkomst(Frozen):
    """What the sender hears about one element: the outcome and why, in rule ids."""

    element: OpaqueId
    uitkomst: Uitkomst
    regels: tuple[str, ...]
    vraag: Weegvraag | None = Field(default=None, description="if a person must weigh it")
