"""Facts of the tables."""

from datetime import date
from typing import Literal

from pydantic import Field

from contracts.elements import Element, Verzegeld
from contracts.events.payload import Payload
from contracts.events.verstrekking import (
    Besprekingsuitkomst,
    Bewijssoort,
    Navraagsoort,
    Overdrachtsvraag,
    Stap,
    Toestemming,
    Weging,
)
from contracts.overdracht import Heropengrond, Weigergrond
from contracts.vergadering import (
    Afloop,
    Afspraaksoort,
    Betrokkenheid,
    Groepsomvang,
    Groepsoort,
    Groepsvervolg,
    Plek,
    Veiligheidsreden,
)
from contracts.vocabulary import Domein, Functie, Leeftijdsband, Naam, OpaqueId


class CasusGeopend(Payload):
    """A table has a casus. `houder` is who is responsible, by this domain's knowledge."""

    casus: OpaqueId
    overleg: Naam
    betrokkene: OpaqueId
    gezin: OpaqueId | None
    leeftijdsband: Leeftijdsband
    herkomst: Literal["aanmelding", "inbreng", "overdracht", "navraag"]
    van_overleg: Naam | None
    weg: Naam | None
    school: Naam | None
    convenant: str
    houder: Naam


class InformatieToegevoegd(Payload):
    """An element was recorded at the table; who may open it, the gate says."""

    casus: OpaqueId
    overleg: Naam
    element: Element
    door: Functie


class BekendheidGemeld(Payload):
    """A partner said whether it knows the young person; the answer is the sealed element."""

    casus: OpaqueId
    overleg: Naam
    element: Element
    door: Functie


class CasusGeagendeerd(Payload):
    """A casus stands on the agenda of a meeting."""

    casus: OpaqueId
    overleg: Naam
    vergadering: date
    door: Functie


class CasusBesproken(Payload):
    """A casus was discussed, by which seats, and how young person and parents took part."""

    casus: OpaqueId
    overleg: Naam
    op: date
    aanwezig: tuple[Functie, ...]
    jeugdige: Betrokkenheid
    ouders: Betrokkenheid
    veiligheidsreden: Veiligheidsreden | None = None
    door: Functie


class AfspraakGemaakt(Payload):
    """Who helps, from when and until when; the sealed element says what was agreed."""

    casus: OpaqueId
    afspraak: OpaqueId
    overleg: Naam
    soort: Afspraaksoort
    uitvoerder: Functie
    start: date
    beoogd_einde: date
    element: Element
    door: Functie
    op: date


class AfspraakAfgerond(Payload):
    """What became of an agreement."""

    casus: OpaqueId
    afspraak: OpaqueId
    overleg: Naam
    afloop: Afloop
    door: Functie
    op: date


class UitkomstVastgesteld(Payload):
    """What the table decided after discussing."""

    casus: OpaqueId
    overleg: Naam
    uitkomst: Besprekingsuitkomst
    ingebracht_door: Naam | None
    weg: Naam | None
    school: Naam | None
    door: Functie
    op: date


class PlanVastgesteld(Payload):
    """The table makes a plan of its own, and with it `houder` becomes responsible."""

    casus: OpaqueId
    overleg: Naam
    houder: Naam
    uitvoerder: Functie
    start: date
    beoogd_einde: date
    door: Functie


class CasusIngebracht(Payload):
    """The casus was brought to another table. Responsibility stays where it is."""

    casus: OpaqueId
    overleg: Naam
    naar_overleg: Naam
    vraag: Overdrachtsvraag
    reden_leeftijd: bool = False
    door: Functie


class InbrengBeantwoord(Payload):
    """The other table's discussion ended; the case may be brought or handed elsewhere again."""

    casus: OpaqueId
    overleg: Naam
    bij_overleg: Naam
    houder: Naam


class OverdrachtAangeboden(Payload):
    """A hand-off was offered; the holder stays the holder until it is accepted.

    `convenant` is the version in force: whatever follows in this hand-off follows under it.
    """

    casus: OpaqueId
    overdracht: OpaqueId
    convenant: str
    overleg: Naam
    naar_overleg: Naam
    vraag: Overdrachtsvraag
    gewenst_bewijs: Bewijssoort
    teruggave_van: OpaqueId | None = None
    doorverwijzing_van: OpaqueId | None = None
    houder: Naam
    reden_leeftijd: bool = False
    uiterlijk: date
    door: Functie
    op: date


class OverdrachtOntvangen(Payload):
    """An offer arrived at a table, under the covenant version that it was made under."""

    casus: OpaqueId
    overdracht: OpaqueId
    convenant: str
    overleg: Naam
    van_overleg: Naam
    vraag: Overdrachtsvraag
    gewenst_bewijs: Bewijssoort
    houder: Naam
    uiterlijk: date
    opent: bool = Field(default=False, description="only for this the casus lies open here")
    op: date


class OverdrachtGewijzigd(Payload):
    """A step was made here, by someone of this table: the deed itself.

    `houder` is who is responsible after it; on acceptance that is the receiver, and this
    event, in the receiver's facts, is what decides.
    """

    casus: OpaqueId
    overdracht: OpaqueId
    overleg: Naam
    stap: Stap
    door: Functie
    houder: Naam
    reden: Weigergrond | Heropengrond | None = None
    bewijs: Bewijssoort | None = None
    actiedatum: date | None = None
    op: date


class OverdrachtstapVernomen(Payload):
    """A step that was made on the other side became known here; `houder` as it is known here."""

    casus: OpaqueId
    overdracht: OpaqueId
    overleg: Naam
    stap: Stap
    door: Functie
    houder: Naam
    reden: Weigergrond | Heropengrond | None = None
    bewijs: Bewijssoort | None = None
    actiedatum: date | None = None
    op: date


class HouderVernomen(Payload):
    """The one who brought the case in heard who holds it now."""

    casus: OpaqueId
    overleg: Naam
    houder: Naam
    door: Functie
    op: date


class NavraagGesteld(Payload):
    """A typed question went to another table."""

    casus: OpaqueId
    navraag: OpaqueId
    overleg: Naam
    naar_overleg: Naam
    vraag: Navraagsoort
    door: Functie
    op: date


class NavraagOntvangen(Payload):
    """A typed question came in from another table."""

    casus: OpaqueId
    navraag: OpaqueId
    overleg: Naam
    van_overleg: Naam
    vraag: Navraagsoort
    op: date


class NavraagBeantwoord(Payload):
    """The question was answered here; the answer is an element that passes the gate."""

    casus: OpaqueId
    navraag: OpaqueId
    overleg: Naam
    element: Element | None
    door: Functie
    op: date


class AntwoordOntvangen(Payload):
    """The answer to a question of ours came in."""

    casus: OpaqueId
    navraag: OpaqueId
    overleg: Naam
    door: Functie
    op: date


class WegingVastgelegd(Payload):
    """A person of the sending side weighed elements that the gate would not decide on."""

    casus: OpaqueId
    overleg: Naam
    verstrekking: OpaqueId | None
    oordeel: Literal["verstrekken", "niet-verstrekken"]
    weging: Weging
    motivering: Verzegeld | None = Field(
        default=None,
        description="per factor, proportionality, subsidiarity and the grounds; sealed under "
        "the id of the weighing",
    )
    door: Functie


class TerugkoppelingBesloten(Payload):
    """A recorded decision that feedback to the school is, or is not, needed."""

    casus: OpaqueId
    overleg: Naam
    nodig: bool
    school: Naam
    door: Functie
    op: date


class CasusAfgesloten(Payload):
    """A casus was closed at this table; after a hand-off only once action was confirmed."""

    casus: OpaqueId
    overleg: Naam
    reden: Literal[
        "plan-afgerond", "actie-bevestigd", "geen-vervolg", "overgenomen", "niet-overgenomen"
    ]
    houder: Naam
    door: Functie
    op: date


class CasusHeropend(Payload):
    """A closed casus was opened again."""

    casus: OpaqueId
    overleg: Naam
    houder: Naam
    door: Functie
    op: date


class CommandoGeweigerd(Payload):
    """An illegal step was tried and refused: nothing changed, and it is known."""

    casus: OpaqueId
    overleg: Naam
    commando: str
    reden: str
    door: Functie
    domein: Domein


class ToestemmingVastgelegd(Payload):
    """Consent was given later on."""

    casus: OpaqueId
    overleg: Naam
    toestemming: Toestemming
    door: Functie


class ToestemmingIngetrokken(Payload):
    """Consent was withdrawn: from now on it counts as not given (Wbp 5(2))."""

    casus: OpaqueId
    overleg: Naam
    toestemming: OpaqueId
    door: Functie


class GroepGeagendeerd(Payload):
    """A group of young people stands on the agenda. Codes only, so no member can be named."""

    groep: OpaqueId
    overleg: Naam
    vergadering: date
    soort: Groepsoort
    omvang: Groepsomvang
    plek: Plek
    door: Functie
    op: date


class GroepBesproken(Payload):
    """A group was discussed, and stands on the agenda again on `volgende`, if there is one."""

    groep: OpaqueId
    overleg: Naam
    op: date
    aanwezig: tuple[Functie, ...]
    vervolg: Groepsvervolg
    volgende: date | None
    door: Functie
