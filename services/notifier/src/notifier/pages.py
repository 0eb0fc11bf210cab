"""The inbox: what waits for the user, since when and until when, and what to do with it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from contracts.events.notifier import Berichtsoort
from contracts.events.verstrekking import Stap
from contracts.topics import instance
from contracts.vervanging import waarneming_van
from contracts.vocabulary import Functie
from infra.addressbook import Addressee
from infra.clock import today
from infra.parts import Parts
from infra.register import load_register
from infra.web.forms import texts_of
from infra.web.identity import Gebruiker, Ingelogd
from infra.web.pages import page
from notifier.answers import bevestig_samen, doe
from notifier.domain.bericht import Bericht, Handeling
from notifier.domain.daad import Daad
from notifier.worker.deeds import Loket
from notifier.worker.names import Names

TEMPLATES = Path(__file__).parent / "templates"

_S = Berichtsoort

ZINNEN: Mapping[Berichtsoort, str] = {
    _S.UITKOMST_TERUGKOPPELEN: "De casus is besproken. Geef de uitkomst door.",
    _S.ACTIE_TERUGKOPPELEN: "Er is echt iets gedaan. Geef dat door.",
    _S.VERTEGENWOORDIGDE_TERUGKOPPELEN: "De casus is besproken. Geef de uitkomst door aan "
    "wie helpt, en voor wie u hier spreekt.",
    _S.TERUGKOPPELING_ONTVANGEN: "U krijgt een terugkoppeling. Bevestig dat u die gelezen hebt.",
    _S.ONTVANGST_BEVESTIGD: "Uw terugkoppeling is ontvangen.",
    _S.ACTIE_BEVESTIGD: "De partner meldt dat er echt iets gedaan is. Sluit af, of heropen.",
    _S.OVERDRACHT_ONTVANGEN: "U krijgt een overdracht aangeboden. Accepteer of weiger die.",
    _S.OVERDRACHT_BEANTWOORD: "De andere kant heeft op uw overdracht gereageerd.",
    _S.OVERDRACHT_GEWIJZIGD: "Er is iets veranderd aan een overdracht.",
    _S.AANVULLING_ONTVANGEN: "U krijgt meer informatie over een casus.",
    _S.BEOORDELING_GEVRAAGD: "Niet alles mocht vanzelf door. Weeg wat er open staat.",
    _S.VERSTREKKING_TEGENGEHOUDEN: "Wat u wilde delen is tegengehouden.",
    _S.HERINNERING: "Een termijn is om. Doe wat er nog moet, of zie wie u moet aanspreken.",
    _S.OPGESCHAALD: "Een casus zit vast en is naar u opgeschaald. Bel wie het overleg leidt.",
    _S.ONVEILIGHEID_GEMELD: "Een gezin werkt niet mee en het kind loopt gevaar. Bel de melder.",
    _S.COORDINATIE: "U coördineert deze casus: er is een indicatie of een maatregel.",
    _S.ZORGCOORDINATOR_GEZIN: "U bent benoemd tot zorgcoördinator-gezin.",
    _S.MATCH_GEVONDEN: "Een ander overleg bespreekt deze jeugdige ook. Bel elkaar.",
    _S.MATCH_VOOR_REGISSEUR: "Twee overleggen bespreken dezelfde jeugdige, en bellen elkaar.",
    _S.ZETEL_ONBEREIKBAAR: "Iemand in deze functie krijgt geen mail: het adres werkt niet. Bel, en "
    "laat de beheerder het adres verbeteren.",
}

VRAAGT: Mapping[Stap, str] = {
    Stap.VRAAG_TERUG: "De andere kant stelt een vraag over uw overdracht. Beantwoord die, of laat "
    "dat doen door wie de vraag kan lezen.",
    Stap.INTREKKING_GEVRAAGD: "De andere kant wil een overdracht intrekken. Bevestig of bestrijd "
    "dat.",
    Stap.HEROPEND: "De andere kant heropent een overdracht: de actie blijkt niet gedaan.",
}
"""What is said instead where a step of the other side asks for one of ours."""

NERGENS_HEEN: Mapping[Berichtsoort, str] = {
    _S.UITKOMST_TERUGKOPPELEN: "De casus is besproken. Er is geen school die dat moet horen.",
    _S.ACTIE_TERUGKOPPELEN: "Er is echt iets gedaan. Er is geen school die dat moet horen.",
}
"""What is said instead where there is nobody to pass it on to."""

SCHOOL_ONDUIDELIJK: Mapping[Berichtsoort, str] = {
    _S.UITKOMST_TERUGKOPPELEN: "De casus is besproken. Het is niet duidelijk welke school dat moet "
    "horen: leg eerst vast naar welke school de jeugdige gaat.",
    _S.ACTIE_TERUGKOPPELEN: "Er is echt iets gedaan. Het is niet duidelijk welke school dat moet "
    "horen: leg eerst vast naar welke school de jeugdige gaat.",
}
"""What is said instead while it is not clear which school must hear it."""

VERVALLEN: Mapping[Berichtsoort, str] = {
    _S.BEOORDELING_GEVRAAGD: "Er was iets te wegen. Dat hoeft niet meer.",
    _S.HERINNERING: "Een termijn was om. Intussen is er iets gedaan.",
    _S.OVERDRACHT_BEANTWOORD: "De andere kant vroeg iets. Antwoorden hoeft niet meer.",
    _S.OVERDRACHT_GEWIJZIGD: "De andere kant vroeg iets over een overdracht. Dat hoeft niet meer.",
}
"""What is said instead where what was asked can no longer be done, or need not be."""

OVERBRENGEN = (
    "Een terugkoppeling blijft liggen: op de zetel die haar doorgeeft zit niemand, en niemand valt "
    "er in. Geef haar door in plaats van die zetel, of bel."
)

ANDER_AAN_ZET = "Een termijn is om bij het andere overleg. Bel wie daar aan zet is."

GEBELD = frozenset({_S.OPGESCHAALD, _S.ONVEILIGHEID_GEMELD, _S.ZETEL_ONBEREIKBAAR})
"""What asks for a call, which nobody can see from here."""

KNOPPEN: Mapping[Handeling, str] = {
    Handeling.DOORGEVEN: "Doorgeven",
    Handeling.BEVESTIG: "Ontvangst bevestigen",
    Handeling.NIET_NODIG: "Niet nodig",
}


@dataclass(frozen=True)
class Berichtregel:
    """A message as the page shows it.

    `naam` is of the casus, where this reader may open it; `voor` the seat that he stands in for.
    """

    bericht: Bericht
    zin: str
    te_laat: bool
    casus: str | None
    naam: str | None
    daad: str | None
    contact: tuple[Addressee, ...]
    voor: Functie | None = None

    @property
    def vraagt_iets(self) -> bool:
        """Does it ask more than to have been read?"""
        return self.bericht.staat_open and not self.bericht.ter_kennisgeving

    def knop(self, handeling: Handeling) -> str:
        """What the button of something that can be done says."""
        calls = self.bericht.ander_aan_zet or self.bericht.inhoud.soort in GEBELD
        called = calls and handeling is Handeling.BEVESTIG
        return "Ik heb gebeld" if called else KNOPPEN[handeling]


def router(loket: Loket, parts: Parts) -> APIRouter:
    """The routes of the pages."""
    routes = APIRouter(default_response_class=HTMLResponse)
    names = Names(parts)

    def regels(gebruiker: Gebruiker, found: Sequence[tuple[Bericht, bool]]) -> list[Berichtregel]:
        named = names.of(gebruiker, {one.inhoud.casus for one, seen in found if seen})
        lines = (_regel(parts, one, seen, named.get(one.inhoud.casus)) for one, seen in found)
        return [replace(line, voor=_voor(line.bericht, gebruiker)) for line in lines]

    @routes.get("/")
    def postvak(request: Request, gebruiker: Ingelogd) -> HTMLResponse:
        """What waits, and what was passed on without anybody having acknowledged it."""
        lines = regels(gebruiker, loket.lopend(gebruiker.functies))
        return page(
            request,
            "postvak.html",
            wacht=[line for line in lines if line.vraagt_iets],
            gemeld=[line for line in lines if line.bericht.ter_kennisgeving],
            onderweg=[line for line in lines if line.bericht.wacht_op_ontvangst],
            noem=_namen(parts),
        )

    @routes.get("/gelezen")
    def gelezen(
        request: Request, gebruiker: Ingelogd, blad: Annotated[int, Query(ge=1, le=10_000)] = 1
    ) -> HTMLResponse:
        """What was dealt with, the latest first, a page at a time."""
        found, bladen = loket.gelezen(gebruiker.functies, blad)
        lines = regels(gebruiker, found)
        return page(
            request, "gelezen.html", regels=lines, blad=blad, bladen=bladen, noem=_namen(parts)
        )

    @routes.get("/casussen/{casus}")
    def over_casus(request: Request, gebruiker: Ingelogd, casus: str) -> HTMLResponse:
        """Every message about one casus for this user, dealt with or not."""
        lines = regels(gebruiker, loket.over_casus(gebruiker.functies, casus))
        return page(request, "over_casus.html", regels=lines, casus=casus, noem=_namen(parts))

    @routes.post("/berichten/bevestigen")
    async def bevestigen(request: Request, gebruiker: Ingelogd) -> RedirectResponse:
        """Acknowledge what was ticked, and go back to what still waits."""
        async with request.form() as posted:
            ticked = texts_of(posted.multi_items()).get("bericht", [])
        await run_in_threadpool(bevestig_samen, loket, ticked, gebruiker)
        return RedirectResponse(f"{parts.base}/", 303)

    @routes.post("/berichten/{bericht}/{handeling}")
    def handel(bericht: str, handeling: Handeling, gebruiker: Ingelogd) -> RedirectResponse:
        """Do something with a message, and go back to what still waits."""
        doe(loket, bericht, handeling, gebruiker)
        return RedirectResponse(f"{parts.base}/", 303)

    return routes


def _regel(parts: Parts, bericht: Bericht, op_tafel: bool, naam: str | None) -> Berichtregel:
    told = bericht.inhoud
    site = parts.sites.get(instance("casusoverleg", parts.domein)) if parts.domein else None
    site = site if op_tafel else None
    return Berichtregel(
        bericht=bericht,
        zin=_zin(bericht),
        te_laat=bericht.te_laat(today(parts.clock)),
        casus=f"{site}/casussen/{told.casus}" if site else None,
        naam=naam,
        daad=_naar(bericht.daad, site, bericht) if bericht.daad else None,
        contact=_mensen(parts, told.contact) if told.contact else (),
    )


def _voor(bericht: Bericht, gebruiker: Gebruiker) -> Functie | None:
    """The seat for which somebody reads this in the place of who is not there."""
    waarneming = waarneming_van(bericht.inhoud.aan, gebruiker.neemt_waar)
    return waarneming.zetel if waarneming else None


def _zin(bericht: Bericht) -> str:
    told = bericht.inhoud
    if bericht.school_onduidelijk:
        return SCHOOL_ONDUIDELIJK[told.soort]
    if told.soort in NERGENS_HEEN and bericht.route is None:
        return NERGENS_HEEN[told.soort]
    if bericht.vervallen:
        return VERVALLEN[told.soort]
    if bericht.ander_aan_zet:
        return ANDER_AAN_ZET
    if bericht.overbrengen:
        return OVERBRENGEN
    asked = VRAAGT.get(told.stap) if told.stap else None
    return asked or ZINNEN[told.soort]


def _naar(daad: Daad, site: str | None, bericht: Bericht) -> str | None:
    """Where the deed is done, its forms opened; None: nowhere that this reader may come."""
    match daad.plek:
        case "casus":
            asked = urlencode([("stap", stap) for stap in daad.stappen])
            return f"{site}/casussen/{bericht.inhoud.casus}?{asked}#stappen" if site else None
        case "wegingen":
            return f"{site}/casussen/{bericht.inhoud.casus}/wegingen" if site else None
        case "postvak":
            return f"#bericht-{bericht.over}"


def _namen(parts: Parts) -> Callable[[str], str]:
    """Gives the name of a table or an organisation, as the covenants in force have it."""
    with parts.database.reading() as session:
        found = load_register(session).geldend(today(parts.clock))
    names: dict[str, str] = {}
    for convenant in found:
        for known in (convenant.organisaties, convenant.overleggen):
            names |= {key: one.naam for key, one in known.items()}
    return lambda name: names.get(name, name)


def _mensen(parts: Parts, functie: Functie) -> tuple[Addressee, ...]:
    with parts.database.reading() as session:
        people = load_register(session).wie_handelen(functie, today(parts.clock))
    return tuple(entry for person in people if (entry := parts.addressbook.get(person)))
