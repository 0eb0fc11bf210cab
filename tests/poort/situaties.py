"""A situation of a golden table as a request: its keys and rows, word by word."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from contracts.covenant import Convenant
from contracts.covenant_text import Beperking
from contracts.elements import Element, Veld
from contracts.events.verstrekking import (
    Inhoud,
    Ontheffing,
    Overdrachtsvraag,
    Toestemming,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import Doel, Domein, Functie, Relatie
from tests.poort.verzoeken import (
    OVER,
    element,
    inhoud,
    kop_van_noord_holland,
    tilburg,
    toestemming,
    vandaag,
    verzoek,
    weging,
)

Sleutels = Mapping[str, str]

REGIOS = {"tilburg": tilburg, "kop-van-noord-holland": kop_van_noord_holland, "vandaag": vandaag}

ZONDER_MEER = {
    "Doel": "doel",
    "Grond": "grond",
    "Doorbreking": "doorbreking",
    "Band": "leeftijdsband",
    "Bronbesluit": "bronbesluit",
    "Informeren": "informeren",
}
"""Keys that are a field of the request."""

JA_OF_NEE = {
    "Toestemming onmogelijk": "toestemming_onmogelijk",
    "Wilsonbekwaam": "wilsonbekwaam",
}

SLEUTELS = {
    *ZONDER_MEER,
    *JA_OF_NEE,
    *("Regio", "Op", "Van", "Naar", "Door", "Inhoud", "Vraag", "Ingeschakeld", "Beperking"),
    *("Vastgelegd door", "Verzameldoel", "Weging", "Ontheffing", "Acuut gevaar", "Verzet"),
    *("Toestemming over jeugdige", "Toestemming over ouder", "Uitdrukkelijk", "Ingetrokken"),
}
"""Every key that a situation may have; a misspelt one would count for nothing."""


def convenant_van(sleutels: Sleutels) -> Convenant:
    """The covenant of the region, with the restriction that the situation names."""
    assert set(sleutels) <= SLEUTELS, set(sleutels) - SLEUTELS
    convenant = REGIOS[sleutels.get("Regio", "tilburg")]()
    if "Beperking" not in sleutels:
        return convenant
    field, _, seats = sleutels["Beperking"].partition(" aan ")
    restriction = Beperking(
        velden=(Veld(field),), aan=tuple(filter(None, seats.split(", "))), reden="zo afgesproken"
    )
    changed = {**convenant.model_dump(), "beperkingen": (restriction,)}
    return Convenant.model_validate(changed)


def verzoek_van(
    sleutels: Sleutels, gegevens: Sequence[str], convenant: Convenant, op: date
) -> VerstrekkingGevraagd:
    """The request of a situation on a day."""
    naar = convenant.overleggen[sleutels["Naar"]].domein
    sender = convenant.overleggen[sleutels["Van"]].functies()[0]
    if "Door" in sleutels:
        sender = _functie(sleutels["Door"])
    elementen = tuple(_element(sleutels, n, cell, convenant) for n, cell in enumerate(gegevens))
    danger = sleutels.get("Acuut gevaar", "nee")
    changes: dict[str, Any] = {
        **{name: sleutels[key] for key, name in ZONDER_MEER.items() if key in sleutels},
        **{name: sleutels.get(key) == "ja" for key, name in JA_OF_NEE.items()},
        "door": sender,
        "inhoud": _inhoud(sleutels, convenant),
        "acuut_gevaar": danger != "nee",
        "gevaar_voor": "ander" if danger == "voor-ander" else "jeugdige",
        "toestemmingen": tuple(_toestemmingen(sleutels, naar, op)),
        "verzet": tuple(OVER[Relatie(who)] for who in _woorden(sleutels, "Verzet")),
        "ontheffingen": tuple(_ontheffingen(sleutels, elementen, sender, op)),
        "op": op,
        "regio": convenant,
    }
    if "Weging" in sleutels:
        by = convenant.overleggen[sleutels["Van"]].functies()[0]
        changes["wegingen"] = (weging(sleutels["Weging"], elementen, naar, by, op),)
    return verzoek(sleutels["Van"], sleutels["Naar"], *elementen, **changes)


def veld_of_niets(word: str) -> Veld | None:
    """The field of a row; some categories have none."""
    return Veld(word) if word in {str(veld) for veld in Veld} else None


def _functie(text: str) -> Functie:
    organisatie, rol = text.split("/")
    return Functie(organisatie=organisatie, rol=rol)


def _woorden(sleutels: Sleutels, key: str) -> list[str]:
    return [word for word in sleutels.get(key, "").split(", ") if word]


def _inhoud(sleutels: Sleutels, convenant: Convenant) -> Inhoud:
    actor = str(convenant.overleggen[sleutels["Van"]].functies()[0])
    content = inhoud(sleutels.get("Inhoud", "bespreking"), actor)
    if "Vraag" not in sleutels:
        return content
    return content.model_copy(update={"vraag": Overdrachtsvraag(sleutels["Vraag"])})


def _element(sleutels: Sleutels, number: int, cell: str, convenant: Convenant) -> Element:
    """A cell is a field, then `over <relatie>`, `van <organisatie/rol>`, `verzameld <doel>` and
    `schoolverband ja` where that matters."""
    words = cell.split()
    rest = dict(zip(words[1::2], words[2::2], strict=True))
    assert set(rest) <= {"over", "van", "verzameld", "schoolverband"}, cell
    purpose = rest.get("verzameld", sleutels.get("Verzameldoel", sleutels["Doel"]))
    return element(
        number,
        veld_of_niets(words[0]) or Veld.NAAM,
        rest.get("van", sleutels["Vastgelegd door"]),
        relatie=Relatie(rest.get("over", "jeugdige")),
        doel=Doel(purpose),
        schoolverband=rest.get("schoolverband") == "ja",
        regio=convenant,
    )


def _toestemmingen(sleutels: Sleutels, naar: Domein, op: date) -> Iterator[Toestemming]:
    withdrawn = op - timedelta(days=1) if sleutels.get("Ingetrokken") == "ja" else None
    for relatie in (Relatie.JEUGDIGE, Relatie.OUDER):
        for giver in _woorden(sleutels, f"Toestemming over {relatie}"):
            yield toestemming(
                giver,
                OVER[relatie],
                Doel(sleutels["Doel"]),
                naar,
                uitdrukkelijk=sleutels.get("Uitdrukkelijk") == "ja",
                ingetrokken_op=withdrawn,
                op=op,
            )


def _ontheffingen(
    sleutels: Sleutels, elementen: tuple[Element, ...], door: Functie, op: date
) -> Iterator[Ontheffing]:
    if "Ontheffing" in sleutels:
        yield Ontheffing.model_validate(
            {
                "id": "x" * 26,
                "grond": sleutels["Ontheffing"],
                "elementen": tuple(one.id for one in elementen),
                "door": door,
                "vastgelegd_op": op,
            }
        )
