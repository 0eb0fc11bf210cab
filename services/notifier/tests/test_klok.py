"""Who is reminded, called in or reported to hears so: codes only, and whom to call."""

from collections.abc import Callable
from datetime import date
from typing import Any, get_args

from contracts.events.gezinsplan import ZorgcoordinatorGezinBenoemd
from contracts.events.opschaling import (
    CasusOpgeschaald,
    HerinneringGegeven,
    JeugdzorgCoordineert,
    OnveiligheidGemeld,
)
from contracts.vocabulary import Functie, Klokstap, Opschalingsgrond
from notifier.domain.aanleiding import Aanleiding, VanDeKlok, berichten_on_klok
from notifier.domain.casus import Casus

WETHOUDER = Functie(organisatie="gemeente", rol="wethouder")
KETENMANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
BUREAU = Functie(organisatie="bjz", rol="casemanager")
OP = date(2026, 3, 10)
WAAR: dict[str, Any] = {"casus": "c" * 26, "overleg": "hco"}


def feiten() -> list[VanDeKlok]:
    herinnering = HerinneringGegeven(
        **WAAR,
        klok=Klokstap.ACCEPTEREN,
        over="d" * 26,
        aan=KETENMANAGER,
        uiterlijk=date(2026, 3, 9),
        op=OP,
    )
    opgeschaald = CasusOpgeschaald(
        **WAAR,
        grond=Opschalingsgrond.TERMIJN,
        klok=Klokstap.ACCEPTEREN,
        over="d" * 26,
        trede=2,
        naam="wethouder",
        aan=WETHOUDER,
        uiterlijk=date(2026, 3, 9),
        door=None,
        op=OP,
    )
    gemeld = OnveiligheidGemeld(**WAAR, aan=BUREAU, door=KETENMANAGER, op=OP)
    coordineert = JeugdzorgCoordineert(**WAAR, coordinator=BUREAU, door=KETENMANAGER, op=OP)
    benoemd = ZorgcoordinatorGezinBenoemd(**WAAR, coordinator=BUREAU, door=WETHOUDER, op=OP)
    return [herinnering, opgeschaald, gemeld, coordineert, benoemd]


def test_each_is_told_to_the_one_it_is_for(
    casus: Callable[..., Casus], bij: Callable[[Casus], Aanleiding]
) -> None:
    told = [berichten_on_klok(bij(casus()), feit) for feit in feiten()]
    assert [(str(one.inhoud.aan), str(one.inhoud.soort)) for (one,) in told] == [
        (str(KETENMANAGER), "herinnering"),
        (str(WETHOUDER), "opgeschaald"),
        (str(BUREAU), "onveiligheid-gemeld"),
        (str(BUREAU), "coordinatie"),
        (str(BUREAU), "zorgcoordinator-gezin"),
    ]
    (reminded,), (called,), *_ = told
    assert reminded.te_laat(OP)
    assert (called.inhoud.trede, called.inhoud.contact) == ("wethouder", bij(casus()).regie)
    assert {type(feit) for feit in feiten()} == set(get_args(VanDeKlok))


def test_who_no_longer_coordinates_is_told_nothing(
    casus: Callable[..., Casus], bij: Callable[[Casus], Aanleiding]
) -> None:
    klaar = JeugdzorgCoordineert(**WAAR, coordinator=None, door=KETENMANAGER, op=OP)
    assert berichten_on_klok(bij(casus()), klaar) == ()
    niemand = ZorgcoordinatorGezinBenoemd(**WAAR, coordinator=None, door=WETHOUDER, op=OP)
    assert berichten_on_klok(bij(casus()), niemand) == ()
