"""Information elements: what a case holds, each value sealed, each category fixed by its field."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import Field

from contracts.vocabulary import (
    Doel,
    Frozen,
    Functie,
    Geheimhouding,
    OpaqueId,
    Organisatietype,
    Relatie,
    Zetelsoort,
)


class Categorie(StrEnum):
    """Categories of information; the law names the special ones (Wbp 16)."""

    IDENTIFICATIE = "identificatie"
    BURGERSERVICENUMMER = "burgerservicenummer"
    CONTACTGEGEVENS = "contactgegevens"
    GEZINSSAMENSTELLING = "gezinssamenstelling"
    SCHOOL_EN_LEERJAAR = "school-en-leerjaar"
    VERZUIM = "verzuim"
    SCHOOLPRESTATIES = "schoolprestaties"
    GEDRAG_OP_SCHOOL = "gedrag-op-school"
    GEZINSSITUATIE = "gezinssituatie"
    HUISVESTING = "huisvesting"
    FINANCIEN = "financien"
    HULPVERLENINGSGESCHIEDENIS = "hulpverleningsgeschiedenis"
    GEZONDHEID = "gezondheid"
    VERSLAVING = "verslaving"
    STRAFRECHTELIJK = "strafrechtelijk"
    POLITIECONTACT = "politiecontact"
    SLACHTOFFERSCHAP = "slachtofferschap"
    GODSDIENST_ETNICITEIT = "godsdienst-etniciteit"
    VEILIGHEIDSRISICO = "veiligheidsrisico"
    AFSPRAKEN = "afspraken"
    ACTIE_GENOMEN = "actie-genomen"
    CONTACTPERSOON = "contactpersoon"
    TERUGKEER = "terugkeer-in-de-klas"
    VRIJE_TOELICHTING = "vrije-toelichting"


class Bewerking(StrEnum):
    """A stated reduction of a value; `GEEN` passes it as it is."""

    GEEN = "geen"
    GEBOORTEJAAR = "alleen-het-geboortejaar"
    JA = "alleen-dat-het-er-is"
    ZONDER_NAMEN = "zonder-namen"
    WOONPLAATS = "alleen-de-woonplaats"
    TERUGKEER = "alleen-de-terugkeer"


@dataclass(frozen=True)
class Veldsoort:
    """What the schema fixes for a field: a sender picks a field, never a category."""

    categorie: Categorie
    label: str
    geheim: Geheimhouding = Geheimhouding.GEEN
    lang: bool = False


class Veld(StrEnum):
    """The fields in which information can be recorded."""

    NAAM = "naam"
    GEBOORTEDATUM = "geboortedatum"
    ADRES = "adres"
    TELEFOON = "telefoon"
    GEZINSSAMENSTELLING = "gezinssamenstelling"
    SCHOOL_EN_LEERJAAR = "school-en-leerjaar"
    VERZUIM = "verzuim"
    SCHOOLPRESTATIES = "schoolprestaties"
    GEDRAG_OP_SCHOOL = "gedrag-op-school"
    GEZINSSITUATIE = "gezinssituatie"
    HUISVESTING = "huisvesting"
    FINANCIEN = "financien"
    HULP = "hulp"
    GEZONDHEID = "gezondheid"
    VERSLAVING = "verslaving"
    STRAFRECHTELIJK = "strafrechtelijk"
    POLITIECONTACT = "politiecontact"
    SLACHTOFFERSCHAP = "slachtofferschap"
    VEILIGHEIDSRISICO = "veiligheidsrisico"
    AFSPRAAK = "afspraak"
    ACTIE = "actie"
    BEVINDING = "bevinding"
    CONTACTPERSOON = "contactpersoon"
    TERUGKEER = "terugkeer-in-de-klas"
    TOELICHTING = "toelichting"
    BEKEND_BIJ_ZORG = "bekend-bij-zorg"
    BEKEND_BIJ_VERSLAVINGSZORG = "bekend-bij-verslavingszorg"
    BEKEND_BIJ_JUSTITIE = "bekend-bij-justitie"
    BEKEND_BIJ_POLITIE = "bekend-bij-politie"
    BEKEND_BIJ_OVERIG = "bekend-bij-overig"


_C, _G = Categorie, Geheimhouding

VELDEN: dict[Veld, Veldsoort] = {
    Veld.NAAM: Veldsoort(_C.IDENTIFICATIE, "Naam"),
    Veld.GEBOORTEDATUM: Veldsoort(_C.IDENTIFICATIE, "Geboortedatum"),
    Veld.ADRES: Veldsoort(_C.CONTACTGEGEVENS, "Adres"),
    Veld.TELEFOON: Veldsoort(_C.CONTACTGEGEVENS, "Telefoonnummer"),
    Veld.GEZINSSAMENSTELLING: Veldsoort(_C.GEZINSSAMENSTELLING, "Gezinssamenstelling", lang=True),
    Veld.SCHOOL_EN_LEERJAAR: Veldsoort(_C.SCHOOL_EN_LEERJAAR, "School en leerjaar"),
    Veld.VERZUIM: Veldsoort(_C.VERZUIM, "Verzuim", lang=True),
    Veld.SCHOOLPRESTATIES: Veldsoort(_C.SCHOOLPRESTATIES, "Schoolprestaties", lang=True),
    Veld.GEDRAG_OP_SCHOOL: Veldsoort(_C.GEDRAG_OP_SCHOOL, "Gedrag op school", lang=True),
    Veld.GEZINSSITUATIE: Veldsoort(_C.GEZINSSITUATIE, "Gezinssituatie", lang=True),
    Veld.HUISVESTING: Veldsoort(_C.HUISVESTING, "Huisvesting", lang=True),
    Veld.FINANCIEN: Veldsoort(_C.FINANCIEN, "Financien en schulden", lang=True),
    Veld.HULP: Veldsoort(_C.HULPVERLENINGSGESCHIEDENIS, "Hulp tot nu toe", _G.BEROEP, lang=True),
    Veld.GEZONDHEID: Veldsoort(_C.GEZONDHEID, "Gezondheid", _G.BEROEP, lang=True),
    Veld.VERSLAVING: Veldsoort(_C.VERSLAVING, "Verslaving", _G.BEROEP, lang=True),
    Veld.STRAFRECHTELIJK: Veldsoort(_C.STRAFRECHTELIJK, "Strafrechtelijk", _G.AMBT, lang=True),
    Veld.POLITIECONTACT: Veldsoort(_C.POLITIECONTACT, "Contact met de politie", _G.AMBT, lang=True),
    Veld.SLACHTOFFERSCHAP: Veldsoort(_C.SLACHTOFFERSCHAP, "Slachtofferschap", _G.AMBT, lang=True),
    Veld.VEILIGHEIDSRISICO: Veldsoort(_C.VEILIGHEIDSRISICO, "Risico voor de veiligheid", lang=True),
    Veld.AFSPRAAK: Veldsoort(_C.AFSPRAKEN, "Afspraak", lang=True),
    Veld.ACTIE: Veldsoort(_C.ACTIE_GENOMEN, "Wat er gedaan is", lang=True),
    Veld.BEVINDING: Veldsoort(_C.ACTIE_GENOMEN, "Bevinding op de gestelde vraag"),
    Veld.CONTACTPERSOON: Veldsoort(_C.CONTACTPERSOON, "Contactpersoon"),
    Veld.TERUGKEER: Veldsoort(_C.TERUGKEER, "Wat terugkeer in de klas vraagt", lang=True),
    Veld.TOELICHTING: Veldsoort(_C.VRIJE_TOELICHTING, "Vrije toelichting", lang=True),
    Veld.BEKEND_BIJ_ZORG: Veldsoort(_C.GEZONDHEID, "Bekend bij zorgpartner", _G.BEROEP),
    Veld.BEKEND_BIJ_VERSLAVINGSZORG: Veldsoort(
        _C.VERSLAVING, "Bekend bij verslavingszorg", _G.BEROEP
    ),
    Veld.BEKEND_BIJ_JUSTITIE: Veldsoort(_C.STRAFRECHTELIJK, "Bekend bij justitie", _G.AMBT),
    Veld.BEKEND_BIJ_POLITIE: Veldsoort(_C.POLITIECONTACT, "Bekend bij de politie", _G.AMBT),
    Veld.BEKEND_BIJ_OVERIG: Veldsoort(_C.HULPVERLENINGSGESCHIEDENIS, "Bekend bij partner"),
}


class Verzegeld(Frozen):
    """A value under seal: padded, AES-256-GCM-SIV, under a key of its domain and its person."""

    sleutel: OpaqueId
    cijfertekst: str = Field(description="nonce and ciphertext, URL-safe base64")


class Element(Frozen):
    """One piece of information about one person, with what the gate must know to decide."""

    id: OpaqueId
    veld: Veld
    over: OpaqueId
    relatie: Relatie
    vastgelegd_door: Functie
    brontype: Organisatietype
    vastgelegd_op: date
    doel: Doel
    geheim: Geheimhouding
    waarde: Verzegeld
    schoolverband: bool = Field(
        default=False,
        description="the offence or contact was at school, or against it or who works there",
    )

    @property
    def categorie(self) -> Categorie:
        """What the schema says this field is."""
        return VELDEN[self.veld].categorie


class GedeeldElement(Frozen):
    """An element as it was provided: what was reduced, and which seats may open it."""

    element: Element
    bewerking: Bewerking
    zetels: tuple[Zetelsoort, ...]

    @property
    def heel(self) -> bool:
        """Did it come as it is, without a reduction?"""
        return self.bewerking is Bewerking.GEEN
