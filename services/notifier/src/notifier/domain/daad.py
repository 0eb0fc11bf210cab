"""What a message asks of who gets it, beyond reading it, passing it on or calling somebody."""

from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

from contracts.events.notifier import BerichtKlaargezet, Berichtsoort
from contracts.events.verstrekking import Stap
from contracts.vocabulary import Klokstap

Daadplek: TypeAlias = Literal["casus", "wegingen", "postvak"]
"""Where it is done: on the page of the casus, in the queue of what is to be weighed, or here."""


@dataclass(frozen=True)
class Daad:
    """A deed that a message leads to, and that ends it.

    Attributes:
        knop: what the button says.
        stappen: the steps by which it can be done, the likeliest first.
    """

    knop: str
    stappen: tuple[str, ...]
    plek: Daadplek = "casus"


_S, _K = Berichtsoort, Klokstap

_BEANTWOORD = Daad("Accepteer of weiger de overdracht", ("accepteer", "weiger", "vraag-terug"))
_BEVESTIG = Daad("Bevestig dat er iets gedaan is", ("bevestig-actie",))
_MATCH = Daad("Leg vast wat er van de match werd", ("volg-match-op",))
SCHOOL_VASTLEGGEN = Daad("Leg vast naar welke school de jeugdige gaat", ("wijzig-school",))
"""What feedback waits for while it is not clear which school it is for; it is passed on after."""


def daad_van(inhoud: BerichtKlaargezet) -> Daad | None:
    """The deed that a message asks for; None where its own buttons are all there is to do."""
    match inhoud.soort:
        case _S.OVERDRACHT_ONTVANGEN:
            return _BEANTWOORD
        case _S.OVERDRACHT_BEANTWOORD | _S.OVERDRACHT_GEWIJZIGD | _S.ACTIE_BEVESTIGD:
            return _na_stap(inhoud.stap) if inhoud.stap else None
        case _S.BEOORDELING_GEVRAAGD:
            return Daad("Weeg wat er open staat", ("leg-weging-vast",), "wegingen")
        case _S.HERINNERING:
            return _na_termijn(inhoud.klok) if inhoud.klok else None
        case _S.MATCH_GEVONDEN:
            return _MATCH
        case (
            _S.UITKOMST_TERUGKOPPELEN
            | _S.ACTIE_TERUGKOPPELEN
            | _S.VERTEGENWOORDIGDE_TERUGKOPPELEN
            | _S.TERUGKOPPELING_ONTVANGEN
            | _S.ONTVANGST_BEVESTIGD
            | _S.AANVULLING_ONTVANGEN
            | _S.VERSTREKKING_TEGENGEHOUDEN
            | _S.OPGESCHAALD
            | _S.ONVEILIGHEID_GEMELD
            | _S.COORDINATIE
            | _S.ZORGCOORDINATOR_GEZIN
            | _S.MATCH_VOOR_REGISSEUR
            | _S.ZETEL_ONBEREIKBAAR
        ):
            return None
        case _:
            assert_never(inhoud.soort)


def _na_stap(stap: Stap) -> Daad | None:
    """What a step of the other side asks of this one."""
    match stap:
        case Stap.VRAAG_TERUG:
            return Daad("Beantwoord de vraag", ("beantwoord-vraag",))
        case Stap.INTREKKING_GEVRAAGD:
            return Daad(
                "Bevestig of bestrijd de intrekking", ("bevestig-intrekking", "bestrijd-intrekking")
            )
        case Stap.ACTIE_BEVESTIGD:
            return Daad(
                "Sluit af of heropen", ("sluit-casus", "sluit-overdracht", "heropen-overdracht")
            )
        case Stap.HEROPEND:
            return _BEVESTIG
        case (
            Stap.GEACCEPTEERD
            | Stap.GEWEIGERD
            | Stap.VRAAG_BEANTWOORD
            | Stap.INTREKKING_BEVESTIGD
            | Stap.INTREKKING_BESTREDEN
            | Stap.TUSSENBERICHT
            | Stap.BEVINDING_GEMELD
            | Stap.DOORVERWEZEN
            | Stap.TERUGGAVE_GEVRAAGD
            | Stap.TERUGGAVE_GEACCEPTEERD
            | Stap.AFGESLOTEN
        ):
            return None
        case _:
            assert_never(stap)


def _na_termijn(klok: Klokstap) -> Daad:
    """What was to be done when a term went by."""
    match klok:
        case _K.BESPREKEN:
            return Daad(
                "Leg vast wat het overleg deed",
                ("bespreek", "stel-uitkomst-vast", "breng-in", "draag-over", "stel-plan-vast"),
            )
        case _K.ACCEPTEREN:
            return _BEANTWOORD
        case _K.ACTIE_BEVESTIGEN:
            return _BEVESTIG
        case _K.TERUGKOPPELEN:
            return Daad("Ga naar de terugkoppeling", (), "postvak")
        case _K.PLAN_EVALUEREN:
            return Daad("Evalueer het plan", ("evalueer-plan",))
        case _K.DOEL_EVALUEREN:
            return Daad("Evalueer het doel", ("evalueer-doel",))
        case _K.MATCH_OPVOLGEN:
            return _MATCH
        case _:
            assert_never(klok)
