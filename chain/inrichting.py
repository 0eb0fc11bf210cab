"""The set-up of a region: its covenants and who works there, read from one file."""

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError

from chain.faults import UserFault
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from contracts.covenant_places import MOST_FAULTS
from contracts.vocabulary import Frozen, Functie
from contracts.yaml_file import Document, read_yaml, shown

MOST_VALUES = 50_000
"""Of a set-up file; each who works there has five to ten."""

EXAMPLE = """\
# De inrichting van deze regio. Bewaar dit als inrichting.yaml in dezelfde map.
convenanten: [{covenant}]
medewerkers:
  - naam: Voornaam Achternaam
    mail: voornaam.achternaam@organisatie.nl
    functies: [het-baken/zat-coordinator]   # organisatie/rol, zoals in het convenant
# mailserver: {{host: mail.organisatie.nl, poort: 25, afzender: jeugdketen@organisatie.nl}}
"""


def _functie(text: str) -> str:
    if text.count("/") != 1:
        raise ValueError("schrijf een functie als organisatie/rol")
    return text


class Medewerker(Frozen):
    """Someone who works in the chain; name and mail go to the address book only."""

    naam: str = Field(min_length=2)
    mail: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    functies: tuple[Annotated[str, AfterValidator(_functie)], ...] = Field(min_length=1)

    def als_functies(self) -> tuple[Functie, ...]:
        """The functions, apart in organisation and role."""
        parts = (text.split("/") for text in self.functies)
        return tuple(Functie(organisatie=o, rol=r) for o, r in parts)


class Mailserver(Frozen):
    """Where mails go out; without one, people look into their inbox by themselves."""

    host: str
    poort: int = Field(default=25, ge=1, le=65535)
    afzender: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")


class Inrichting(Frozen):
    """What `./keten up` must know before anyone can work."""

    convenanten: tuple[Convenant, ...]
    medewerkers: tuple[Medewerker, ...]
    mailserver: Mailserver | None = None


class _InrichtingFile(Frozen):
    convenanten: tuple[str, ...] = Field(min_length=1)
    medewerkers: tuple[Medewerker, ...] = Field(min_length=1)
    mailserver: Mailserver | None = None


def read_inrichting(path: Path, adopted: tuple[Convenant, ...] = ()) -> Inrichting:
    """Read the file and the covenants that it names, relative to it; `adopted`: those beside it.

    Raises:
        UserFault: what is wrong, in Dutch, with file and place.
    """
    try:
        document = read_yaml(path.read_text(encoding="utf-8"), MOST_VALUES)
    except FileNotFoundError:
        raise UserFault(f"{path} bestaat niet.") from None
    if not isinstance(document, Document):
        raise UserFault("\n".join(f"{path}, {fault}" for fault in document))
    try:
        given = _InrichtingFile.model_validate(document.plain)
    except ValidationError as fault:
        found = {(document.line(error["loc"]), shown(error["loc"])) for error in fault.errors()}
        places = ", ".join(f"{place} (regel {line})" for line, place in sorted(found)[:MOST_FAULTS])
        raise UserFault(f"{path} klopt niet bij: {places}.") from None
    named = tuple(read_covenant_at(path.parent / name) for name in given.convenanten)
    convenanten = (*named, *adopted)
    known = {o for covenant in convenanten for o in covenant.organisaties}
    for person in given.medewerkers:
        for functie in person.als_functies():
            if functie.organisatie not in known:
                raise UserFault(
                    f"{path}: organisatie '{functie.organisatie}' staat in geen convenant."
                )
    return Inrichting(
        convenanten=convenanten, medewerkers=given.medewerkers, mailserver=given.mailserver
    )


def read_covenant_at(path: Path) -> Convenant:
    """The covenant in a file.

    Raises:
        UserFault: every fault in it, with line and place.
    """
    if not path.exists():
        raise UserFault(f"Het convenant {path} bestaat niet.")
    found = read_covenant(path.read_text(encoding="utf-8"))
    if isinstance(found, Convenant):
        return found
    raise UserFault("\n".join(f"{path}, {fault}" for fault in found))
