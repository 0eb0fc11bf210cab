"""A match: who is to call whom hears so, so does who gets every match, and nobody hears more."""

from collections.abc import Callable
from typing import Any

from contracts.events.casusoverleg import CasusGeopend
from contracts.events.verwijsindex import MatchOntvangen, MatchOpgevolgd
from contracts.topics import facts
from contracts.vocabulary import Domein, Functie
from notifier.domain.bericht import Handeling
from notifier.worker.deeds import Loket

HCO_FACTS = facts("casusoverleg", Domein.VEILIGHEID)
KETENMANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
REGISSEUR = Functie(organisatie="gemeente", rol="zorgregisseur")
CJG = Functie(organisatie="cjg", rol="procesregisseur")

MaakProef = Callable[..., Any]
Geopend = Callable[..., CasusGeopend]


def gemeld(hco: Any, casus: str, match: str, regisseur: Functie | None = None) -> list[Any]:
    """The table received a match; what is said about it."""
    ontvangen = MatchOntvangen.model_validate(
        {
            "casus": casus,
            "overleg": "hco",
            "match": match,
            "aan": KETENMANAGER,
            "contact": CJG,
            "regisseur": regisseur,
            "uiterlijk": "2026-03-09",
            "op": "2026-03-02",
        }
    )
    hco.hoor(HCO_FACTS, ontvangen)
    return list(hco.gezegd())


def opgevolgd(hco: Any, casus: str, match: str, uitkomst: str | None) -> list[Any]:
    gedaan = MatchOpgevolgd.model_validate(
        {
            "casus": casus,
            "overleg": "hco",
            "match": match,
            "opvolging": "contact-gelegd",
            "uitkomst": uitkomst,
            "uiterlijk": None if uitkomst else "2026-03-10",
            "door": KETENMANAGER,
            "op": "2026-03-03",
        }
    )
    hco.hoor(HCO_FACTS, gedaan)
    return list(hco.gezegd())


def test_who_is_to_call_whom_and_who_gets_every_match(proef: MaakProef, geopend: Geopend) -> None:
    hco, opened = proef(Domein.VEILIGHEID, {}), geopend()
    hco.hoor(HCO_FACTS, opened)
    belt, ziet = gemeld(hco, opened.casus, "m" * 26, REGISSEUR)
    assert (belt.soort, belt.aan, belt.contact) == ("match-gevonden", KETENMANAGER, CJG)
    assert (ziet.soort, ziet.aan) == ("match-voor-regisseur", REGISSEUR)
    assert (ziet.door, ziet.contact, ziet.uiterlijk) == (KETENMANAGER, CJG, None)


def test_where_the_region_did_not_agree_so_only_who_is_to_call_hears(
    proef: MaakProef, geopend: Geopend
) -> None:
    hco, opened = proef(Domein.VEILIGHEID, {}), geopend()
    hco.hoor(HCO_FACTS, opened)
    (told,) = gemeld(hco, opened.casus, "m" * 26)
    assert told.aan == KETENMANAGER


def test_only_what_was_agreed_about_this_very_match_deals_with_the_message(
    proef: MaakProef, geopend: Geopend
) -> None:
    hco, opened = proef(Domein.VEILIGHEID, {}), geopend()
    hco.hoor(HCO_FACTS, opened)
    (eerste,) = gemeld(hco, opened.casus, "m" * 26)
    gemeld(hco, opened.casus, "n" * 26)
    assert opgevolgd(hco, opened.casus, "m" * 26, None) == []
    (gelezen,) = opgevolgd(hco, opened.casus, "m" * 26, "samen-een-plan")
    assert (gelezen.bericht, gelezen.door) == (eerste.bericht, KETENMANAGER)
    assert len(Loket(hco.kernel, Domein.VEILIGHEID, hco.clock).lopend((KETENMANAGER,))) == 1


def test_who_gets_every_match_acknowledges_it(proef: MaakProef, geopend: Geopend) -> None:
    hco, opened = proef(Domein.VEILIGHEID, {}), geopend()
    hco.hoor(HCO_FACTS, opened)
    gemeld(hco, opened.casus, "m" * 26, REGISSEUR)
    loket = Loket(hco.kernel, Domein.VEILIGHEID, hco.clock)
    ((bericht, _),) = loket.lopend((REGISSEUR,))
    assert bericht.ter_kennisgeving
    assert bericht.mogelijk() == (Handeling.BEVESTIG,)
