"""Requests to the gate in Tilburg, as the tests of several houses ask them."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from contracts.covenant import Convenant
from contracts.elements import VELDEN, Categorie, Element, Veld, Verzegeld
from contracts.events.verstrekking import (
    Aanvulling,
    Bespreking,
    Bewijssoort,
    Houdermelding,
    Inbreng,
    Informeren,
    Inhoud,
    Navraag,
    Navraagantwoord,
    Navraagsoort,
    Ontvangstbevestiging,
    Overdrachtsaanbod,
    Overdrachtstap,
    Overdrachtsvraag,
    Stap,
    Terugkoppeling,
    Toestemming,
    VerstrekkingGevraagd,
    Weegfactor,
    Weging,
)
from contracts.verwijsindex import Verwijsmelding, Verwijsverwijdering, Verwijsvraag
from contracts.vocabulary import Doel, Domein, Functie, Grond, Leeftijdsband, Relatie, Wanneer

OP = date(2026, 3, 2)
ROOT = Path(__file__).parents[2]
CASUS, JEUGDIGE, OUDER = "c" * 26, "j" * 26, "m" * 26
DING = "d" * 26
"""The id of a hand-off, a question or a feedback."""

GEZEGELD = Verzegeld(sleutel="k" * 26, cijfertekst="AAAA")

OVER = {Relatie.JEUGDIGE: JEUGDIGE, Relatie.OUDER: OUDER, Relatie.BROER_ZUS: "b" * 26}


@cache
def tilburg() -> Convenant:
    """The covenant of the demo."""
    return Convenant.model_validate(_yaml(ROOT / "chain/regions/tilburg.yaml"))


@cache
def kop_van_noord_holland() -> Convenant:
    """The covenant of that region, with two tables more that a region can have."""
    found = _yaml(ROOT / "chain/regions/kop-van-noord-holland.yaml")
    found["overleggen"] |= _yaml(ROOT / "services/privacy-gate/tests/kop/overleggen.yaml")
    return Convenant.model_validate(found)


@cache
def vandaag() -> Convenant:
    """A region with bodies of after 2015, one of which is two."""
    return Convenant.model_validate(
        _yaml(ROOT / "services/privacy-gate/tests/vandaag/convenant.yaml")
    )


def _yaml(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def functie(text: str) -> Functie:
    organisatie, rol = text.split("/")
    return Functie(organisatie=organisatie, rol=rol)


def id_van(number: int) -> str:
    return f"e{number:025d}"


def element(number: int, veld: Veld, door: str, **changes: Any) -> Element:
    relatie = changes.pop("relatie", Relatie.JEUGDIGE)
    convenant: Convenant = changes.pop("regio", None) or tilburg()
    recorder = functie(door)
    fields: dict[str, Any] = {
        "id": id_van(number),
        "veld": veld,
        "over": OVER[relatie],
        "relatie": relatie,
        "vastgelegd_door": recorder,
        "brontype": convenant.zetelsoort(recorder).organisatietype,
        "vastgelegd_op": OP,
        "doel": Doel.ONDERWIJSBEGELEIDING,
        "geheim": VELDEN[veld].geheim,
        "waarde": GEZEGELD,
    }
    return Element.model_validate(fields | changes)


def inhoud(soort: str, door: str = "cjg-tilburg/procesregisseur") -> Inhoud:
    """A content of each kind."""
    actor = functie(door)
    contents: dict[str, Inhoud] = {
        "bespreking": Bespreking(),
        "inbreng": Inbreng(vraag=Overdrachtsvraag.BESPREKEN, houder="het-baken"),
        "overdrachtsaanbod": Overdrachtsaanbod(
            overdracht=DING,
            vraag=Overdrachtsvraag.HULP_STARTEN,
            gewenst_bewijs=Bewijssoort.HULP_BEGONNEN,
            houder="veiligheidshuis-tilburg",
        ),
        "overdrachtstap": Overdrachtstap(
            overdracht=DING,
            stap=Stap.ACTIE_BEVESTIGD,
            door=actor,
            op=OP,
            houder=actor.organisatie,
            bewijs=Bewijssoort.HULP_BEGONNEN,
        ),
        "navraag": Navraag(navraag=DING, vraag=Navraagsoort.BESPROKEN, houder="het-baken"),
        "navraagantwoord": Navraagantwoord(navraag=DING, door=actor),
        "houdermelding": Houdermelding(houder=actor.organisatie, door=actor, op=OP),
        "terugkoppeling": Terugkoppeling(
            terugkoppeling=DING,
            over="actie",
            bewijs=Bewijssoort.HULP_BEGONNEN,
            door=actor,
            contact=functie("rmc-tilburg/rmc-coordinator"),
            aan_rol="zorgcoordinator-school",
            wanneer=Wanneer.ALTIJD,
            op=OP,
        ),
        "ontvangstbevestiging": Ontvangstbevestiging(terugkoppeling=DING, door=actor, op=OP),
        "aanvulling": Aanvulling(bij=DING),
        "verwijsmelding": Verwijsmelding(melding=DING, door=actor),
        "verwijsvraag": Verwijsvraag(bevraging=DING),
        "verwijsverwijdering": Verwijsverwijdering(melding=DING),
    }
    return contents[soort]


def verzoek(van: str, naar: str, *elementen: Element, **changes: Any) -> VerstrekkingGevraagd:
    regio: Convenant = changes.pop("regio", None) or tilburg()
    table = regio.overleggen[van]
    fields: dict[str, Any] = {
        "verstrekking": "v" * 26,
        "casus": CASUS,
        "betrokkene": JEUGDIGE,
        "leeftijdsband": Leeftijdsband.VAN_12_TOT_16,
        "convenant": regio.verwijzing,
        "van_overleg": van,
        "van_domein": table.domein,
        "naar_overleg": naar,
        "door": table.functies()[0],
        "inhoud": Bespreking(),
        "elementen": elementen,
        "doel": Doel.ONDERWIJSBEGELEIDING,
        "grond": Grond.PUBLIEKE_TAAK,
        "informeren": Informeren.GEINFORMEERD,
        "op": OP,
    }
    return VerstrekkingGevraagd.model_validate(fields | changes)


def toestemming(door: str, over: str, doel: Doel, naar: Domein, **changes: Any) -> Toestemming:
    op: date = changes.pop("op", OP)
    fields: dict[str, Any] = {
        "id": f"t{len(door):025d}",
        "over": over,
        "door": door,
        "uitdrukkelijk": False,
        "doel": doel,
        "categorieen": tuple(Categorie),
        "ontvangers": (naar,),
        "gegeven_op": op - timedelta(days=30),
    }
    return Toestemming.model_validate(fields | changes)


def weging(
    artikel: str, elementen: tuple[Element, ...], naar: Domein, door: Functie, op: date = OP
) -> Weging:
    return Weging.model_validate(
        {
            "id": "w" * 26,
            "artikel": artikel,
            "elementen": tuple(one.id for one in elementen),
            "naar_domein": naar,
            "factoren": tuple(Weegfactor) if artikel == "9-2" else (),
            "noodzaak": GEZEGELD if artikel == "43" else None,
            "belang": "strafbare-feiten" if artikel == "43" else None,
            "door": door,
            "gewogen_op": op,
            "geldig_tot": op + timedelta(days=30),
        }
    )
