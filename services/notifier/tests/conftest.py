from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from contracts.covenant import Convenant
from contracts.events.casusoverleg import CasusGeopend
from notifier.domain.aanleiding import Aanleiding
from notifier.domain.casus import Casus, casus_on_casus_geopend

VANDAAG = date(2026, 3, 2)
UITERLIJK = date(2026, 3, 9)


def _overleg(soort: str, domein: str, *zetels: str, inbreng: str = "") -> dict[str, Any]:
    return {
        "naam": soort,
        "soort": soort,
        "domein": domein,
        "leeftijden": {"van": 0, "tot": 23},
        "regie": zetels[0],
        "zetels": list(zetels),
        "brengt_in_bij": [inbreng] if inbreng else [],
    }


def _weg(van: str, naar: str, wanneer: str, door: str, aan_rol: str) -> dict[str, Any]:
    reported = {"houder": van} if van in ORGANISATIES else {}
    return reported | {
        "naam": f"{van} naar {naar}",
        "van": [van],
        "naar": naar,
        "terugkoppeling": {"wanneer": wanneer, "door": door, "aan_rol": aan_rol},
    }


ORGANISATIES = {
    "het-baken": "school",
    "veiligheidshuis": "veiligheidshuis",
    "rmc": "rmc",
    "cjg": "cjg",
    "novadic": "verslavingszorg",
    "politie": "politie",
    "om": "om",
    "rvdk": "rvdk",
}


@pytest.fixture
def convenant() -> Convenant:
    school, rmc, raad = "zorgcoordinator-school", "rmc/rmc-coordinator", "rvdk/raadsonderzoeker"
    return Convenant.model_validate(
        {
            "convenant": "oefenstad",
            "naam": "Oefenstad",
            "versie": 1,
            "geldig_van": "2020-01-01",
            "organisaties": {
                name: {"naam": name, "type": kind, "geheimhouding": True}
                for name, kind in ORGANISATIES.items()
            },
            "overleggen": {
                "zat": _overleg(
                    "ZAT", "onderwijs", "het-baken/zat-coordinator", f"het-baken/{school}"
                ),
                "cjg-tafel": _overleg("CJG", "zorg", "cjg/procesregisseur", inbreng="hco"),
                "hco": _overleg("HCO", "veiligheid", "veiligheidshuis/ketenmanager", rmc),
                "jco": _overleg("JCO", "justitie", "om/officier-van-justitie", raad),
            },
            "wegen": {
                "zat-naar-hco": _weg("zat", "hco", "altijd", rmc, school),
                "aanmelding-zat": _weg(
                    "het-baken", "zat", "altijd", "het-baken/zat-coordinator", school
                ),
                "zorgmelding": _weg("politie", "hco", "indien-noodzakelijk", rmc, school),
                "cjg-naar-hco": _weg("cjg-tafel", "hco", "bij-meerwaarde", rmc, "procesregisseur"),
                "politie-naar-jco": _weg("politie", "jco", "indien-noodzakelijk", raad, school),
            },
            "termijnen": {
                "bespreken": 10,
                "accepteren": 5,
                "actie_bevestigen": 20,
                "terugkoppelen": 5,
            },
        }
    )


def ident(name: str) -> str:
    """An opaque id that a test can read."""
    return "".join("0" if c in "ilou" or not c.isalnum() else c for c in name).ljust(16, "0")


def _geopend(**changes: Any) -> CasusGeopend:
    given = {
        "casus": ident("casus"),
        "overleg": "hco",
        "betrokkene": ident("kind"),
        "gezin": None,
        "leeftijdsband": "12-15",
        "herkomst": "inbreng",
        "van_overleg": "zat",
        "weg": "zat-naar-hco",
        "school": "het-baken",
        "convenant": "oefenstad@1",
        "houder": "het-baken",
    }
    return CasusGeopend.model_validate(given | changes)


@pytest.fixture
def geopend() -> Callable[..., CasusGeopend]:
    """Makes the opening of a casus at the HCO that the ZAT brought in, or another."""
    return _geopend


@pytest.fixture
def casus() -> Callable[..., Casus]:
    """Makes what is kept of such a casus; `kennis` is what was learnt later on."""

    def made(kennis: dict[str, Any] | None = None, **changes: Any) -> Casus:
        return casus_on_casus_geopend(_geopend(**changes), None).model_copy(update=kennis or {})

    return made


@pytest.fixture
def bij(convenant: Convenant) -> Callable[[Casus], Aanleiding]:
    """Makes what is at hand when a fact about a casus is heard."""

    def made(known: Casus) -> Aanleiding:
        def new_id(*parts: str) -> str:
            return ident("".join(parts))

        return Aanleiding(known, convenant, new_id, VANDAAG, UITERLIJK)

    return made
