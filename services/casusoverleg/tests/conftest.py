"""A small region: a school's ZAT, an HCO, a CJG and the desk of Bureau Jeugdzorg."""

from typing import Any

import pytest

from contracts.covenant import Convenant

ORGANISATIES = {
    "het-baken": "school",
    "cjg-huis": "cjg",
    "mw": "maatschappelijk-werk",
    "bjz": "bureau-jeugdzorg",
    "politie": "politie",
    "rmc": "rmc",
    "novadic": "verslavingszorg",
    "veiligheidshuis": "veiligheidshuis",
    "gemeente": "gemeente",
}


def _tafel(soort: str, domein: str, *zetels: str, **meer: Any) -> dict[str, Any]:
    return {
        "naam": soort,
        "soort": soort,
        "domein": domein,
        "leeftijden": {"van": 0, "tot": 23},
        "regie": zetels[0],
        "zetels": list(zetels),
    } | meer


def _weg(van: str, naar: str, wanneer: str, door: str) -> dict[str, Any]:
    rol = "procesregisseur" if van == "cjg" else "zorgcoordinator-school"
    terug = {"wanneer": wanneer, "door": door, "aan_rol": rol}
    houder = {"houder": van} if van in ORGANISATIES else {}
    return {"naam": naar, "van": [van], "naar": naar, "terugkoppeling": terug} | houder


REGIO = {
    "convenant": "oefenstad",
    "naam": "Oefenstad",
    "versie": 1,
    "geldig_van": "2020-01-01",
    "organisaties": {
        naam: {"naam": naam, "type": soort, "geheimhouding": True}
        for naam, soort in ORGANISATIES.items()
    },
    "overleggen": {
        "zat": _tafel(
            "ZAT",
            "onderwijs",
            "het-baken/zat-coordinator",
            "het-baken/zorgcoordinator-school",
            "mw/schoolmaatschappelijk-werker",
            brengt_in_bij=["hco"],
            draagt_over_aan=["cjg", "loket"],
            vraagt_na_bij=["hco"],
        ),
        "hco": _tafel(
            "HCO",
            "veiligheid",
            "veiligheidshuis/ketenmanager",
            "politie/jeugdagent",
            "rmc/rmc-coordinator",
            "novadic/behandelaar",
            draagt_over_aan=["cjg", "zat", "loket"],
            vraagt_na_bij=["cjg", "zat"],
            leeftijden={"van": 12, "tot": 23},
        ),
        "cjg": _tafel(
            "CJG",
            "zorg",
            "cjg-huis/procesregisseur",
            "mw/maatschappelijk-werker",
            brengt_in_bij=["hco"],
            draagt_over_aan=["zat", "loket"],
        ),
        "loket": _tafel("loket", "zorg", "bjz/casemanager", draagt_over_aan=["cjg", "hco"]),
    },
    "wegen": {
        "zat-naar-hco": _weg("zat", "hco", "altijd", "rmc/rmc-coordinator"),
        "cjg-naar-hco": _weg("cjg", "hco", "bij-meerwaarde", "rmc/rmc-coordinator"),
        "aanmelding-zat": _weg("het-baken", "zat", "altijd", "het-baken/zat-coordinator"),
        "zorgmelding": _weg("politie", "hco", "indien-noodzakelijk", "rmc/rmc-coordinator"),
    },
    "termijnen": {"bespreken": 10, "accepteren": 5, "actie_bevestigen": 20, "terugkoppelen": 5},
    "opschaling": {
        "onderwijs": [{"trede": "wethouder", "naar": "gemeente/wethouder", "na": 5}],
        "zorg": [
            {"trede": "zorgregisseur", "naar": "gemeente/regisseur", "na": 3, "benoemt": True},
            {"trede": "jeugdregisseur", "naar": "gemeente/jeugdregisseur", "na": 4},
            {"trede": "wethouder", "naar": "gemeente/wethouder", "na": 5},
        ],
        "veiligheid": [
            {"trede": "jeugdregisseur", "naar": "gemeente/jeugdregisseur", "na": 2},
            {"trede": "wethouder", "naar": "gemeente/wethouder", "na": 5},
        ],
    },
    "vervanging": {"gemeente/regisseur": ["cjg-huis/procesregisseur"]},
    "jeugdzorg": {"coordineert": "bjz/casemanager", "meldpunt": "bjz/casemanager"},
    "schoolvakanties": {
        "perioden": [{"naam": "voorjaar", "van": "2026-02-14", "tot": "2026-02-22"}]
    },
}


@pytest.fixture(scope="session")
def convenant() -> Convenant:
    return Convenant.model_validate(REGIO)
