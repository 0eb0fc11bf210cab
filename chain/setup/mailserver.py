"""The mail server of a set-up: where it is, how safely it is spoken to, and where bounces go."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from chain.faults import UserFault
from contracts.vocabulary import Frozen
from infra.parts import MailSettings
from infra.post import deliverable

LAST_PORT = 65_535


def _mail(text: str) -> str:
    if deliverable(text) is None:
        raise ValueError("hier hoort een mailadres, zoals naam@organisatie.nl")
    return text


def _one_word(text: str) -> str:
    if not (text.isprintable() and re.fullmatch(r"\S+", text)):
        raise ValueError("hier hoort de naam van een mailserver, zonder spaties")
    return text


def _on_one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("hier horen alleen leesbare tekens, op een regel")
    return text


Mailadres = Annotated[str, AfterValidator(_mail)]
Regel = Annotated[str, AfterValidator(_on_one_line)]


class Mailserver(Frozen):
    """Where mails go out; without one, people look into their inbox by themselves.

    Attributes:
        tls: whether mail may go out without STARTTLS and a trusted certificate.
        gebruiker: who logs in.
        wachtwoordbestand: the file that holds the password, beside the set-up or with its path.
        retouradres: where mail that bounces comes back; else at the sender.
    """

    host: Annotated[str, AfterValidator(_one_word)]
    poort: int = Field(default=25, ge=1, le=LAST_PORT)
    afzender: Mailadres
    tls: Literal["verplicht", "indien-mogelijk"] = "indien-mogelijk"
    gebruiker: Regel = ""
    wachtwoordbestand: Regel = ""
    retouradres: Mailadres | None = None

    @model_validator(mode="after")
    def _login_is_whole_and_safe(self) -> Self:
        if bool(self.gebruiker) != bool(self.wachtwoordbestand):
            raise ValueError("gebruiker en wachtwoordbestand horen bij elkaar")
        if self.gebruiker and self.tls != "verplicht":
            raise ValueError("aanmelden kan alleen met tls: verplicht")
        return self

    def settings(self, folder: Path) -> MailSettings:
        """What the notifiers need of it; `folder`: where the set-up lies.

        Raises:
            UserFault: the password cannot be read.
        """
        return MailSettings(
            self.host,
            self.poort,
            self.afzender,
            tls_required=self.tls == "verplicht",
            user=self.gebruiker,
            password=self._password(folder),
            bounces=self.retouradres or "",
        )

    def _password(self, folder: Path) -> str:
        if not self.wachtwoordbestand:
            return ""
        try:
            password = (folder / self.wachtwoordbestand).read_text("utf-8").strip()
        except (OSError, UnicodeError):
            password = ""
        if not password:
            raise UserFault(
                "Het wachtwoord voor de mailserver is niet te lezen, of leeg: kijk naar het "
                "bestand dat bij mailserver.wachtwoordbestand staat."
            )
        return password
