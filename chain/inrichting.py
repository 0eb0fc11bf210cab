"""The set-up of a region: its covenants and who works there, read from one file."""

from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, Field, ValidationError

from chain.faults import UserFault
from contracts.covenant import Convenant
from contracts.covenant_file import read_covenant
from contracts.vocabulary import OP_EEN_REGEL, Frozen, Functie

EXAMPLE = """\
# De inrichting van deze regio. Bewaar dit als inrichting.yaml in dezelfde map.
convenanten: [{covenant}]
medewerkers:
  - naam: Voornaam Achternaam
    mail: voornaam.achternaam@organisatie.nl
    functies: [het-baken/zat-coordinator]   # organisatie/rol, zoals in het convenant
# mailserver: {{host: mail.organisatie.nl, poort: 25, afzender: jeugdketen@organisatie.nl}}
# adres: https://jeugdketen.organisatie.nl   # alleen achter een proxy: zie docs/beheer.md
"""


def _functie(text: str) -> str:
    if text.count("/") != 1:
        raise ValueError("schrijf een functie als organisatie/rol")
    return text


class Medewerker(Frozen):
    """Someone who works in the chain; name and mail go to the address book only."""

    naam: Annotated[str, OP_EEN_REGEL] = Field(min_length=2)
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
    adres: str = ""


class _InrichtingFile(Frozen):
    convenanten: tuple[str, ...] = Field(min_length=1)
    medewerkers: tuple[Medewerker, ...] = Field(min_length=1)
    mailserver: Mailserver | None = None
    adres: str = Field(
        default="", pattern=r"^(https?://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?)?$"
    )


def read_inrichting(path: Path, adopted: tuple[Convenant, ...] = ()) -> Inrichting:
    """Read the file and the covenants that it names, relative to it; `adopted`: those beside it.

    Raises:
        UserFault: what is wrong, in Dutch, with file and place.
    """
    try:
        given = _InrichtingFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise UserFault(f"{path} bestaat niet.") from None
    except yaml.YAMLError as fault:
        raise UserFault(f"{path} is geen geldige YAML: {getattr(fault, 'problem', '')}") from None
    except ValidationError as fault:
        places = {".".join(map(str, error["loc"])) for error in fault.errors()}
        raise UserFault(f"{path} klopt niet bij: {', '.join(sorted(places))}.") from None
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
        convenanten=convenanten,
        medewerkers=given.medewerkers,
        mailserver=given.mailserver,
        adres=given.adres,
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
