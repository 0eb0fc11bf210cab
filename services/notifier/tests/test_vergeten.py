"""What the notifier forgets of a casus that was destroyed at its table."""

from collections.abc import Callable
from datetime import date
from typing import Any

from contracts.events.casusoverleg import CasusGeopend, UitkomstVastgesteld
from contracts.events.notifier import BerichtKlaargezet
from contracts.events.vernietiging import GegevensVernietigd, Vernietigingsgrond
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.topics import facts, vernietigingen
from contracts.vocabulary import Domein, Functie
from infra.statements import execute

RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
KETENMANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
HCO_FACTS = facts("casusoverleg", Domein.VEILIGHEID)


def uitkomst(casus: str) -> UitkomstVastgesteld:
    return UitkomstVastgesteld(
        casus=casus,
        overleg="hco",
        uitkomst=Besprekingsuitkomst.OVERDRAGEN,
        ingebracht_door="zat",
        weg="zat-naar-hco",
        school="het-baken",
        door=KETENMANAGER,
        op=date(2026, 3, 2),
    )


def berichten(proef: Any, casus: str) -> set[str]:
    """The kinds of what it keeps about a casus; at which table that lies it may know."""
    with proef.parts.database.reading() as session:
        found = execute(session, "SELECT kind, body FROM document").fetchall()
    return {kind for kind, body in found if casus in body and kind != "casus"}


def test_all_messages_about_it_are_gone_and_those_about_another_stay(
    proef: Callable[..., Any], geopend: Callable[..., CasusGeopend]
) -> None:
    hco = proef(Domein.VEILIGHEID, {})
    een, ander = geopend(), geopend(casus="a" * 26)
    for opened in (een, ander):
        hco.hoor(HCO_FACTS, opened)
        hco.hoor(HCO_FACTS, uitkomst(opened.casus))
    said = [one for one in hco.gezegd() if isinstance(one, BerichtKlaargezet)]
    assert berichten(hco, een.casus) == berichten(hco, ander.casus) != set()
    feit = GegevensVernietigd(
        casus=een.casus,
        overleg="hco",
        grond=Vernietigingsgrond.TERMIJN,
        personen=(een.betrokkene,),
        sleutels=(),
        door=KETENMANAGER,
        op=date(2026, 3, 2),
    )
    for _ in range(2):
        hco.hoor(vernietigingen(Domein.VEILIGHEID), feit)
        assert berichten(hco, een.casus) == set()
    assert berichten(hco, ander.casus)
    with hco.parts.database.reading() as session:
        left = execute(session, "SELECT key FROM document").fetchall()
    gone = next(one.bericht for one in said if one.casus == een.casus)
    assert gone not in {key for (key,) in left}
    assert hco.gezegd() == []
