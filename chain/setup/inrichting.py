"""The set-up of a region: its covenants and who works there, read from one file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from chain.faults import UserFault
from chain.setup.mailserver import LAST_PORT, Mailadres, Mailserver
from chain.setup.rollen import Rollen, onbezet
from chain.setup.written import text_of
from contracts.covenant import Convenant
from contracts.covenant_file import faults_from, read_covenant
from contracts.vocabulary import OP_EEN_REGEL, Afwezigheidsreden, Frozen, Functie
from contracts.yaml_file import FileFault, YamlDocument, first_of, read_yaml, shown
from infra.parts import MailSettings

MOST_VALUES = 50_000
"""Of a set-up file; each who works there has five to ten."""

_MOST_OF_HOST = 253
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"

EXAMPLE = """\
# De inrichting van deze regio. Bewaar dit als inrichting.yaml in dezelfde map.
convenanten: [{covenant}]
medewerkers:
  - naam: Voornaam Achternaam
    mail: voornaam.achternaam@organisatie.nl
    functies: [het-baken/zat-coordinator]   # organisatie/rol, zoals in het convenant
    # afwezig: [{{van: 2027-05-03, tot: 2027-05-07}}]   # wie vervangt, handelt dan voor zijn zetels
# mailserver: {{host: mail.organisatie.nl, poort: 25, afzender: jeugdketen@organisatie.nl}}
#   tls: verplicht, gebruiker, wachtwoordbestand, retouradres: zie docs/beheer.md
# adres: https://jeugdketen.organisatie.nl   # alleen achter een proxy: zie docs/beheer.md
"""


def _checked(text: str, holds: bool, otherwise: str) -> str:
    if not holds:
        raise ValueError(otherwise)
    return text


def _functie(text: str) -> str:
    organisatie, _, rol = text.partition("/")
    try:
        Functie(organisatie=organisatie, rol=rol)
    except ValidationError:
        raise ValueError(
            "schrijf een functie als organisatie/rol, in kleine letters, cijfers en streepjes"
        ) from None
    return text


def _adres(text: str) -> str:
    """Nothing, or what browsers can be sent to: the parts of the name and the port count too."""
    parts = re.fullmatch(r"https?://([^:/]+)(?::([0-9]{1,5}))?", text)
    host, port = (parts[1], parts[2]) if parts else ("", None)
    labels = all(re.fullmatch(_LABEL, label) for label in host.split("."))
    holds = labels and len(host) <= _MOST_OF_HOST and 1 <= int(port or 1) <= LAST_PORT
    return _checked(
        text,
        holds or not text,
        "hier hoort een adres zoals https://jeugdketen.organisatie.nl of http://naam:8080, in "
        f"kleine letters, met een poort van 1 tot en met {LAST_PORT}",
    )


class Afwezig(Frozen):
    """When somebody is away; `tot` included."""

    van: date
    tot: date
    reden: Afwezigheidsreden = Afwezigheidsreden.GEPLAND

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.van > self.tot:
            raise ValueError("'van' ligt na 'tot'; de laatste dag van afwezigheid telt mee")
        return self


class Medewerker(Frozen):
    """Someone who works in the chain; name and mail go to the address book only."""

    naam: Annotated[str, OP_EEN_REGEL, Field(min_length=2)]
    mail: Mailadres
    functies: tuple[Annotated[str, AfterValidator(_functie)], ...] = Field(min_length=1)
    afwezig: tuple[Afwezig, ...] = ()

    def als_functies(self) -> tuple[Functie, ...]:
        """The capacities, apart in organisation and role."""
        parts = (text.split("/") for text in self.functies)
        return tuple(Functie(organisatie=o, rol=r) for o, r in parts)


class Inrichting(Frozen):
    """What `./keten up` must know before anyone can work.

    Attributes:
        bestanden: the files of covenants that the set-up file names.
        opmerkingen: what is not refused, yet probably wrong, with file and line.
    """

    convenanten: tuple[Convenant, ...]
    medewerkers: tuple[Medewerker, ...]
    mailserver: Mailserver | None = None
    bestanden: tuple[Path, ...] = ()
    adres: str = ""
    opmerkingen: tuple[str, ...] = ()

    def mail(self, folder: Path) -> MailSettings | None:
        """What the notifiers need of the mail server; `folder`: where the set-up lies.

        Raises:
            UserFault: the password cannot be read.
        """
        return self.mailserver.settings(folder) if self.mailserver else None


class _InrichtingFile(Frozen):
    convenanten: tuple[str, ...] = Field(min_length=1)
    medewerkers: tuple[Medewerker, ...] = Field(min_length=1)
    mailserver: Mailserver | None = None
    adres: Annotated[str, AfterValidator(_adres)] = ""


_NAMES = frozenset(
    name
    for model in (_InrichtingFile, Medewerker, Afwezig, Mailserver)
    for name in model.model_fields
)


def read_inrichting(path: Path, adopted: tuple[Convenant, ...] = ()) -> Inrichting:
    """Read the file and the covenants that it names, relative to it; `adopted`: those beside it.

    Raises:
        UserFault: what is wrong, in Dutch, with file and place, and without a value from it.
    """
    document = read_yaml(text_of(path), MOST_VALUES)
    if not isinstance(document, YamlDocument):
        raise _refusal(path, document)
    try:
        given = _InrichtingFile.model_validate(document.plain)
    except ValidationError as fault:
        raise _refusal(path, faults_from(fault, document)) from None
    bestanden = tuple(path.parent / name for name in given.convenanten)
    convenanten = (*(read_covenant_at(file) for file in bestanden), *adopted)
    faults = list(_faults_of_people(given.medewerkers, convenanten, document))
    if faults:
        raise _refusal(path, faults)
    return Inrichting(
        convenanten=convenanten,
        medewerkers=given.medewerkers,
        mailserver=given.mailserver,
        bestanden=bestanden,
        adres=given.adres,
        opmerkingen=_told(path, _remarks(given.medewerkers, convenanten, document)),
    )


def _remarks(
    people: Sequence[Medewerker], convenanten: Sequence[Convenant], document: YamlDocument
) -> Iterator[FileFault]:
    """The capacities that no covenant knows, and the seats that nobody acts for."""
    if empty := onbezet(convenanten, {f for person in people for f in person.als_functies()}):
        yield _fault(document, ("medewerkers",), empty)
    rollen = Rollen(convenanten)
    for number, person in enumerate(people):
        for which, functie in enumerate(person.als_functies()):
            if text := rollen.remark(functie):
                yield _fault(document, ("medewerkers", number, "functies", which), text)


def _faults_of_people(
    people: Sequence[Medewerker], convenanten: Sequence[Convenant], document: YamlDocument
) -> Iterator[FileFault]:
    known = {o for covenant in convenanten for o in covenant.organisaties}
    addresses: set[str] = set()
    for number, person in enumerate(people):
        place = ("medewerkers", number)
        address = person.mail.casefold()
        if address in addresses:
            # Somebody is known again by his address: the second would take the place of the first.
            yield _fault(document, (*place, "mail"), "dit adres is al van een ander in deze lijst")
        addresses.add(address)
        for which, functie in enumerate(person.als_functies()):
            if functie.organisatie not in known:
                text = f"organisatie '{functie.organisatie}' staat in geen convenant"
                yield _fault(document, (*place, "functies", which), text)


def _fault(document: YamlDocument, place: tuple[str | int, ...], text: str) -> FileFault:
    return FileFault(document.line(place), shown(place), text)


def _refusal(path: Path, faults: Sequence[FileFault]) -> UserFault:
    return UserFault("\n".join(_told(path, faults)))


def _told(path: Path, faults: Iterable[FileFault]) -> tuple[str, ...]:
    """Every fault on a line; of a place only what is not typed by who wrote the file."""
    told = first_of(replace(fault, pad=_without_values(fault.pad)) for fault in faults)
    return tuple(f"{path}, {fault}" for fault in told)


def _without_values(pad: str) -> str:
    known = takewhile(lambda part: part.isdigit() or part in _NAMES, pad.split("."))
    return ".".join(known)


def read_covenant_at(path: Path) -> Convenant:
    """The covenant in a file.

    Raises:
        UserFault: every fault in it, with line and place.
    """
    found = read_covenant(text_of(path))
    if isinstance(found, Convenant):
        return found
    raise UserFault("\n".join(f"{path}, {fault}" for fault in found))
