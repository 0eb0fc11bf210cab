"""The people of the sample region: invented, one or two for every seat."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Demomedewerker:
    """Someone who works in the sample region; capacities as organisatie/rol."""

    naam: str
    mail: str
    functies: tuple[str, ...]


def _persoon(naam: str, *functies: str) -> Demomedewerker:
    local = naam.lower().replace(" ", ".").replace("ë", "e").replace("ï", "i")
    return Demomedewerker(naam, f"{local}@voorbeeld.test", functies)


MEDEWERKERS: Mapping[str, Demomedewerker] = MappingProxyType(
    {
        "zat-baken": _persoon("Ahmed Beukenhout", "het-baken/zat-coordinator"),
        "zorg-baken": _persoon("Marijke Berkenrode", "het-baken/zorgcoordinator-school"),
        "zat-vaart": _persoon("Lotte Waterland", "de-vaart/zat-coordinator"),
        "zorg-vaart": _persoon("Sjors Rietkraag", "de-vaart/zorgcoordinator-school"),
        "schoolmaatschappelijk-werk": _persoon(
            "Fenna Heidebloem", "mw-tilburg/schoolmaatschappelijk-werker"
        ),
        "jeugdarts": _persoon("Dokter Zonnehoed", "jgz-tilburg/jeugdarts"),
        "leerplicht": _persoon("Gijs Kastanje", "leerplicht-tilburg/leerplichtambtenaar"),
        "rmc": _persoon("Nadia Korenbloem", "rmc-tilburg/rmc-coordinator"),
        "rmc-waarnemer": _persoon("Wouter Klaproos", "rmc-tilburg/rmc-coordinator"),
        "procesregisseur": _persoon("Yvonne Lindenlaan", "cjg-tilburg/procesregisseur"),
        "procesregisseur-waarnemer": _persoon("Bas Populier", "cjg-tilburg/procesregisseur"),
        "jeugdverpleegkundige": _persoon("Ineke Madelief", "jgz-tilburg/jeugdverpleegkundige"),
        "maatschappelijk-werk": _persoon("Hakim Esdoorn", "mw-tilburg/maatschappelijk-werker"),
        "mee": _persoon("Trudy Varenveld", "mee-tilburg/consulent"),
        "jongerenwerk": _persoon("Rachid Duindoorn", "jongerenwerk-tilburg/jongerenwerker"),
        "ggz": _persoon("Saskia Lavendel", "ggz-tilburg/behandelaar"),
        "novadic": _persoon("Peer Wilgenhout", "novadic/behandelaar"),
        "casemanager": _persoon("Mieke Hazelaar", "bjz-tilburg/casemanager"),
        "jeugdreclassering": _persoon("Ruben Meidoorn", "bjz-tilburg/jeugdreclasseerder"),
        "ketenmanager": _persoon("Samira Eikenboom", "veiligheidshuis-tilburg/ketenmanager"),
        "ketenmanager-waarnemer": _persoon(
            "Jeroen Vlierbes", "veiligheidshuis-tilburg/ketenmanager"
        ),
        "privacy": _persoon("Els Hulstkamp", "veiligheidshuis-tilburg/privacy-functionaris"),
        "jeugdagent": _persoon("Stefan Wilgenroos", "politie-tilburg/jeugdagent"),
        "jeugdagent-waarnemer": _persoon("Aicha Vuurdoorn", "politie-tilburg/jeugdagent"),
        "raad": _persoon("Karin Lijsterbes", "rvdk/raadsonderzoeker"),
        "reclassering": _persoon("Dirk Sleedoorn", "reclassering/reclasseringswerker"),
        "officier": _persoon("Mr. Zilverspar", "om-tilburg/officier-van-justitie"),
        "teamleider-raad": _persoon("Olga Wacholder", "rvdk/teamleider"),
        "hoofdofficier": _persoon("Mr. Lork", "om-tilburg/hoofdofficier"),
        "zorgregisseur": _persoon("Wim Gagel", "gemeente-tilburg/zorgregisseur"),
        "jeugdregisseur": _persoon("Farida Duizendknoop", "gemeente-tilburg/jeugdregisseur"),
        "wethouder": _persoon("Wethouder Rozemarijn", "gemeente-tilburg/wethouder"),
        "halt": _persoon("Joyce Appelbloesem", "halt-tilburg/halt-medewerker"),
    }
)
"""By the name under which the sample cases know them."""
