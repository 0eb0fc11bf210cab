"""The mail about a message: the same sentences for everyone, and nothing about anybody."""

from dataclasses import dataclass

from contracts.events.notifier import Berichtsoort
from contracts.vocabulary import OpaqueId

_S = Berichtsoort

_ONDERWERP: dict[Berichtsoort, str] = {
    _S.UITKOMST_TERUGKOPPELEN: "Er staat een terugkoppeling voor u klaar",
    _S.ACTIE_TERUGKOPPELEN: "Er staat een terugkoppeling voor u klaar",
    _S.VERTEGENWOORDIGDE_TERUGKOPPELEN: "Er staat een terugkoppeling voor u klaar",
    _S.TERUGKOPPELING_ONTVANGEN: "Er staat een terugkoppeling voor u klaar",
    _S.OVERDRACHT_ONTVANGEN: "Er staat een overdracht voor u klaar",
}
_ANDERS = "Er staat een bericht voor u klaar"


@dataclass(frozen=True)
class Brief:
    """Subject and body, in Dutch."""

    onderwerp: str
    tekst: str


def brief(soort: Berichtsoort, postvak: str) -> Brief:
    """The mail: that something waits, and where (the page with all that waits)."""
    subject = _ONDERWERP.get(soort, _ANDERS)
    return Brief(
        subject,
        f"{subject} in de Jeugdketen.\n\nU vindt het in uw postvak:\n{postvak}\n\n"
        "In deze mail staan geen persoonsgegevens. U kunt er niet op antwoorden.\n",
    )


def message_id(bericht: OpaqueId, afzender: str) -> str:
    """One id per message for ever, so that a mail that is sent again is known as the same."""
    return f"<{bericht}@{afzender.rpartition('@')[2]}>"
