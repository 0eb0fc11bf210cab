"""A report of a case to a table: the one command of intake, whichever door it comes by."""

from typing import Annotated, Any, Literal

from pydantic import (
    ConfigDict,
    Field,
    SecretStr,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic.config import JsonDict

from contracts.dagen import Dag
from contracts.elements import VELDEN, Categorie, Veld
from contracts.events.verstrekking import Doorbreking, Informeren, Overdrachtsvraag
from contracts.vocabulary import LEESBAAR, OP_EEN_REGEL, Doel, Domein, Frozen, Naam
from intake.domain import bsn

Kort = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), OP_EEN_REGEL
]
Lang = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000), LEESBAAR
]
Kenmerk = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,39}$")
]
"""A reference that the sender chose."""


_LANG: JsonDict = {"long": True}


def _signaal(veld: Veld, hint: str | None = None) -> Any:
    label = VELDEN[veld].label
    return Field(default=None, title=label, description=hint, json_schema_extra=_LANG)


class Invoer(Frozen):
    """What someone fills in; an error in it never shows the value."""

    model_config = ConfigDict(hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _blank_is_absent(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {k: v for k, v in data.items() if not (isinstance(v, str) and not v.strip())}


class Toestemmingsverklaring(Invoer):
    """Consent: by whom, for what, for which information, to whom (Wbp 5, 8a, 23(1)a)."""

    door: Literal["jeugdige", "vertegenwoordiger", "betrokkene"] = Field(
        title="Wie gaf toestemming?",
        description="Voor een jeugdige onder de 16 is dat de wettelijk vertegenwoordiger.",
    )
    uitdrukkelijk: bool = Field(
        default=False,
        title="De toestemming is uitdrukkelijk",
        description="Nodig voor onder meer gezondheid en verslaving.",
    )
    doelen: tuple[Doel, ...] = Field(min_length=1, title="Waarvoor?")
    ontvangers: tuple[Domein, ...] = Field(min_length=1, title="Aan welke domeinen?")
    categorieen: tuple[Categorie, ...] = Field(
        default=(),
        title="Voor welke gegevens?",
        description="Zonder keuze: alles wat u in deze melding over deze persoon vastlegt.",
    )


class Gezinslidgegevens(Invoer):
    """The flat part of another person in the case."""

    relatie: Literal["ouder", "partner", "broer-of-zus", "ander"] = Field(title="Relatie")
    naam: Kort = Field(title="Naam")
    kenmerk: Kenmerk | None = Field(
        default=None,
        title="Uw kenmerk voor deze persoon",
        description="Alleen als u dezelfde persoon vaker invult, ook bij een broer of zus: "
        "hetzelfde kenmerk is dezelfde persoon. Zonder kenmerk is ieder een ander, ook bij een "
        "gelijke naam.",
    )
    telefoon: Kort | None = Field(default=None, title=VELDEN[Veld.TELEFOON].label)
    hulp: Lang | None = _signaal(Veld.HULP)
    financien: Lang | None = _signaal(Veld.FINANCIEN)
    gezondheid: Lang | None = _signaal(Veld.GEZONDHEID)
    verslaving: Lang | None = _signaal(Veld.VERSLAVING)
    strafrechtelijk: Lang | None = _signaal(Veld.STRAFRECHTELIJK)
    politiecontact: Lang | None = _signaal(Veld.POLITIECONTACT)
    slachtofferschap: Lang | None = _signaal(Veld.SLACHTOFFERSCHAP)


class Gezinslid(Gezinslidgegevens):
    """Another person in the case, who has rights of his own: his own consent counts for him."""

    toestemming: Toestemmingsverklaring | None = None


class Melding(Invoer):
    """The flat part of a report: what a form or a line of a table can hold."""

    overleg: Naam = Field(title="Overleg", description="Waar de casus besproken moet worden.")
    kenmerk: Kenmerk = Field(
        title="Uw kenmerk",
        description="Uw eigen nummer voor deze melding, hooguit 40 tekens, zonder naam. "
        "Twee keer hetzelfde kenmerk is dezelfde melding.",
    )
    voornaam: Kort = Field(title="Voornaam")
    achternaam: Kort = Field(title="Achternaam")
    geboortedatum: Dag = Field(title="Geboortedatum")
    bsn: SecretStr | None = Field(
        default=None,
        title="Burgerservicenummer (BSN)",
        description="9 cijfers. Wordt alleen in de kluis bewaard; de keten krijgt het nooit.",
    )
    adres: Kort | None = Field(default=None, title="Adres")
    telefoon: Kort | None = Field(default=None, title="Telefoonnummer")
    school: Naam | None = Field(
        default=None, title="School", description="Leeg als de jeugdige niet naar school gaat."
    )
    leerjaar: Kort | None = Field(default=None, title="Leerjaar")
    gezin_kenmerk: Kenmerk | None = Field(
        default=None,
        title="Kenmerk van het gezin",
        description="Hetzelfde kenmerk brengt broers en zussen in een gezin.",
    )
    reden_leeftijd: Lang | None = Field(
        default=None,
        title="Reden om af te wijken van de leeftijd",
        description="Alleen als de jeugdige jonger of ouder is dan dit overleg bespreekt.",
        json_schema_extra=_LANG,
    )
    verzuim: Lang | None = _signaal(Veld.VERZUIM)
    schoolprestaties: Lang | None = _signaal(Veld.SCHOOLPRESTATIES)
    gedrag_op_school: Lang | None = _signaal(Veld.GEDRAG_OP_SCHOOL)
    gezinssamenstelling: Lang | None = _signaal(Veld.GEZINSSAMENSTELLING)
    gezinssituatie: Lang | None = _signaal(Veld.GEZINSSITUATIE)
    huisvesting: Lang | None = _signaal(Veld.HUISVESTING)
    financien: Lang | None = _signaal(Veld.FINANCIEN)
    hulp: Lang | None = _signaal(Veld.HULP)
    gezondheid: Lang | None = _signaal(Veld.GEZONDHEID)
    verslaving: Lang | None = _signaal(Veld.VERSLAVING)
    strafrechtelijk: Lang | None = _signaal(Veld.STRAFRECHTELIJK)
    politiecontact: Lang | None = _signaal(Veld.POLITIECONTACT)
    slachtofferschap: Lang | None = _signaal(Veld.SLACHTOFFERSCHAP)
    veiligheidsrisico: Lang | None = _signaal(Veld.VEILIGHEIDSRISICO)
    toelichting: Lang | None = _signaal(
        Veld.TOELICHTING,
        "Vrije tekst gaat pas naar een ander domein nadat iemand die gewogen heeft.",
    )
    contactpersoon: Kort | None = Field(
        default=None,
        title="Contactpersoon",
        description="Wie bij u gebeld kan worden, met telefoonnummer.",
    )
    vraag: Overdrachtsvraag = Field(
        default=Overdrachtsvraag.BESPREKEN, title="Wat vraagt u van het overleg?"
    )
    informeren: Informeren = Field(
        default=Informeren.NIET_VASTGESTELD,
        title="Zijn jeugdige en ouders ingelicht?",
    )
    doorbreking: Doorbreking = Field(
        default=Doorbreking.GEEN, title="Wat de geheimhouding doorbreekt, naast toestemming"
    )
    acuut_gevaar: bool = Field(default=False, title="Er is acuut gevaar voor leven of gezondheid")
    besluit_vastgelegd: bool = Field(
        default=False,
        title="Het besluit om te verstrekken is bij ons vastgelegd",
        description="Verplicht voor politie (Wpg 20) en Openbaar Ministerie (Wjsg 39f).",
    )

    @field_validator("bsn")
    @classmethod
    def _elfproef(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        bare = bsn.zonder_leestekens(value.get_secret_value())
        if not bsn.klopt(bare):
            raise ValueError("Het burgerservicenummer klopt niet. Controleer de 9 cijfers.")
        return SecretStr(bare)


class Aanmelding(Melding):
    """The whole report."""

    toestemming: Toestemmingsverklaring | None = None
    gezinsleden: tuple[Gezinslid, ...] = Field(default=(), max_length=8)
