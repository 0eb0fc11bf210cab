"""Commands by which a casus goes to another table, and the steps of a hand-off."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.command import (
    Eis,
    MetToelichting,
    Overdrachtscommando,
    Rubriek,
    Tekst,
    Vastlegcommando,
    Verstrekkingscommando,
)
from casusoverleg.domain.stappen.eisen import VERPLAATSEN, geen_lopend_werk, uitkomst_is_overdragen
from contracts.dagen import Dag
from contracts.events.verstrekking import Bewijssoort, Overdrachtsvraag, Stap
from contracts.overdracht import Bevinding, Bewijsreden, Heropengrond, Weigergrond
from contracts.vocabulary import Naam, in_woorden

_W = Weigergrond

# What is said of a hand-off is `Weigergrond`; each step offers the reasons that make sense there.
Intrekkingsreden = Literal[
    _W.BUITEN_DOELGROEP, _W.AL_HULP_ELDERS, _W.ANDERE_PARTIJ_BETER, _W.VERKEERD_GEADRESSEERD
]
Teruggaafreden = Literal[Intrekkingsreden, _W.ONVOLDOENDE_INFORMATIE]
Weigerreden = Literal[Teruggaafreden, _W.GEEN_PLAATS]
Bestrijdingsreden = Literal[_W.WERK_LOOPT_AL]

AnderBewijs: TypeAlias = Annotated[
    Bewijsreden | None,
    Field(
        title="Waarom ander bewijs volstaat",
        description="Alleen als er iets anders gedaan is dan waaraan u het wilde zien.",
    ),
]


def _zegt_iets(reden: str) -> str:
    if not in_woorden(reden):
        raise ValueError("Schrijf in een zin waarom dat overleg van de leeftijd moet afwijken.")
    return reden


class Leeftijdscommando(Verstrekkingscommando):
    """A step to a table that discusses some ages; an exception needs grounds in words."""

    reden_leeftijd: Annotated[Tekst, AfterValidator(_zegt_iets)] | None = Field(
        default=None,
        title="Reden om af te wijken van de leeftijd",
        description="Alleen als de jeugdige jonger of ouder is dan dat overleg bespreekt. De reden "
        "komt in de casus en gaat mee.",
        json_schema_extra={"long": True},
    )

    def zegt(self, _casus: Casus) -> str | None:
        """The grounds of the exception, as intake words them."""
        reden = self.reden_leeftijd
        return f"Reden om van de leeftijd af te wijken: {reden}" if reden else None


class BrengIn(Leeftijdscommando):
    """Bring the casus to another table. Moves no responsibility."""

    stap: ClassVar[str] = "breng-in"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLAATSEN
    eisen: ClassVar[tuple[Eis, ...]] = VERPLAATSEN
    titel: ClassVar[str] = "Breng in bij een ander overleg"
    uitleg: ClassVar[str] = (
        "Inbrengen verplaatst geen verantwoordelijkheid: de houder blijft dezelfde."
    )

    naar_overleg: Naam = Field(title="Inbrengen bij")
    vraag: Overdrachtsvraag = Field(title="Vraag aan dat overleg")


class DraagOver(Leeftijdscommando):
    """Offer a hand-off; the holder stays the holder until it is accepted."""

    stap: ClassVar[str] = "draag-over"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLAATSEN
    eisen: ClassVar[tuple[Eis, ...]] = (*VERPLAATSEN, geen_lopend_werk, uitkomst_is_overdragen)
    titel: ClassVar[str] = "Draag over"
    uitleg: ClassVar[str] = "De houder blijft verantwoordelijk tot de ontvanger accepteert."

    naar_overleg: Naam = Field(title="Overdragen aan")
    vraag: Overdrachtsvraag = Field(title="Vraag aan de ontvanger")
    gewenst_bewijs: Bewijssoort = Field(title="Waaraan we zien dat er iets gedaan is")


class VerwijsDoor(Overdrachtscommando, DraagOver):
    """Hand on what was accepted here; this table stays the holder until the next accepts."""

    stap: ClassVar[str] = "verwijs-door"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLAATSEN
    maakt: ClassVar[Stap] = Stap.DOORVERWEZEN
    titel: ClassVar[str] = "Verwijs door"
    uitleg: ClassVar[str] = "U blijft verantwoordelijk tot de volgende accepteert."


class GeefTerug(Overdrachtscommando, Verstrekkingscommando):
    """Offer the casus back to who handed it over; this table stays the holder until accepted."""

    stap: ClassVar[str] = "geef-terug"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLAATSEN
    maakt: ClassVar[Stap] = Stap.TERUGGAVE_GEVRAAGD
    titel: ClassVar[str] = "Geef terug"
    uitleg: ClassVar[str] = "U blijft verantwoordelijk tot de afzender de casus terugneemt."

    reden: Teruggaafreden = Field(title="Waarom u teruggeeft")


class Accepteer(Overdrachtscommando):
    """Accept a hand-off, and become the holder."""

    stap: ClassVar[str] = "accepteer"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.GEACCEPTEERD
    titel: ClassVar[str] = "Accepteer de overdracht"
    uitleg: ClassVar[str] = "Vanaf dit moment bent u verantwoordelijk."


class Weiger(Overdrachtscommando):
    """Decline a hand-off."""

    stap: ClassVar[str] = "weiger"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.GEWEIGERD
    titel: ClassVar[str] = "Weiger de overdracht"

    reden: Weigerreden = Field(title="Waarom u weigert")


class VraagTerug(MetToelichting):
    """Ask something before answering an offer."""

    stap: ClassVar[str] = "vraag-terug"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.VRAAG_TERUG
    titel: ClassVar[str] = "Stel een vraag terug"


class BeantwoordVraag(MetToelichting):
    """Answer such a question."""

    stap: ClassVar[str] = "beantwoord-vraag"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.VRAAG_BEANTWOORD
    titel: ClassVar[str] = "Beantwoord de vraag"


class VraagIntrekking(Overdrachtscommando):
    """Ask to withdraw a hand-off."""

    stap: ClassVar[str] = "vraag-intrekking"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLAATSEN
    maakt: ClassVar[Stap] = Stap.INTREKKING_GEVRAAGD
    titel: ClassVar[str] = "Vraag om intrekking"
    uitleg: ClassVar[str] = "De ontvanger bevestigt of bestrijdt de intrekking."

    reden: Intrekkingsreden = Field(title="Waarom u wilt intrekken")


class BevestigIntrekking(Overdrachtscommando):
    """Agree to a withdrawal."""

    stap: ClassVar[str] = "bevestig-intrekking"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.INTREKKING_BEVESTIGD
    titel: ClassVar[str] = "Bevestig de intrekking"


class BestrijdIntrekking(Overdrachtscommando):
    """Contest a withdrawal: the work goes on."""

    stap: ClassVar[str] = "bestrijd-intrekking"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.INTREKKING_BESTREDEN
    titel: ClassVar[str] = "Bestrijd de intrekking"

    reden: Bestrijdingsreden = Field(default=_W.WERK_LOOPT_AL, title="Waarom het werk doorgaat")


class GeefTussenbericht(MetToelichting):
    """Tell the sender how it goes."""

    stap: ClassVar[str] = "geef-tussenbericht"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.TUSSENBERICHT
    titel: ClassVar[str] = "Geef een tussenbericht"


class BevestigActie(MetToelichting):
    """Confirm that action was actually taken."""

    stap: ClassVar[str] = "bevestig-actie"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.ACTIE_BEVESTIGD
    titel: ClassVar[str] = "Bevestig dat er iets gedaan is"
    uitleg: ClassVar[str] = "Pas na deze bevestiging mag de afzender de casus sluiten."

    bewijs: Bewijssoort = Field(
        title="Wat er gedaan is",
        description="Aangenomen, gepland of op een wachtlijst gezet telt niet.",
    )
    actiedatum: Dag = Field(title="Gedaan op")


class MeldBevinding(Overdrachtscommando, Vastlegcommando):
    """Answer the typed question that came with a hand-off, also when that is late."""

    stap: ClassVar[str] = "meld-bevinding"
    rubriek: ClassVar[Rubriek] = Rubriek.WACHT
    maakt: ClassVar[Stap] = Stap.BEVINDING_GEMELD
    titel: ClassVar[str] = "Meld uw bevinding op de vraag"
    uitleg: ClassVar[str] = (
        "Dat u iets bevond hoort de afzender altijd; wie daar mag zien wat, bepaalt de "
        "privacy-gate."
    )

    bevinding: Bevinding = Field(title="Bevinding")

    def zegt(self, _casus: Casus) -> str | None:
        """The answer."""
        return self.bevinding.replace("-", " ")


class SluitOverdracht(Overdrachtscommando):
    """Close a hand-off whose action was confirmed."""

    stap: ClassVar[str] = "sluit-overdracht"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLAATSEN
    maakt: ClassVar[Stap] = Stap.AFGESLOTEN
    titel: ClassVar[str] = "Sluit de overdracht af"

    ander_bewijs: AnderBewijs = None


class HeropenOverdracht(MetToelichting):
    """Contradict a confirmed action."""

    stap: ClassVar[str] = "heropen-overdracht"
    rubriek: ClassVar[Rubriek] = Rubriek.VERPLAATSEN
    maakt: ClassVar[Stap] = Stap.HEROPEND
    titel: ClassVar[str] = "Heropen: de actie blijkt niet gedaan"

    reden: Heropengrond = Field(title="Wat de bevestiging tegenspreekt")
