"""The verdict of a person on what the gate may not decide by itself (Wbp 9(2) and 43)."""

from collections.abc import Container
from datetime import date
from typing import Literal

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import MOTIVERING, WEGING, Situatie
from casusoverleg.domain.stappen.command import Verstrekkingscommando
from casusoverleg.domain.stappen.refusal import Vervolg, Weigering
from casusoverleg.domain.verstrekken.state import Verzoek
from casusoverleg.domain.verstrekken.steps import LegWegingVast
from casusoverleg.domain.verstrekken.verzoeken import verzoek
from casusoverleg.domain.verstrekken.weegpunten import te_wegen_door
from contracts.elements import Element
from contracts.events.casusoverleg import WegingVastgelegd
from contracts.events.payload import Payload
from contracts.events.verstrekking import Aanvulling, Belang, Weegfactor, Weging
from contracts.vocabulary import OpaqueId
from contracts.words import in_sentence


def decide(s: Situatie, commando: LegWegingVast) -> Vervolg:
    """Record a verdict; `verstrekken` asks the gate again, now with the weighing."""
    wachtend = {
        punt.element
        for punt in te_wegen_door(s.casus, s.zetel)
        if punt.verstrekking == commando.verstrekking
    }
    gekozen = set(commando.elementen) or wachtend
    eerder = s.casus.verstrekken.verzoek(commando.verstrekking)
    if eerder is None or not gekozen or not gekozen <= wachtend:
        return Weigering("Bij deze verstrekking wacht dat niet op een oordeel van uw zetel.")
    verstrekt = commando.oordeel == "verstrekken"
    gewogen = commando.overwegingen()
    tekort = _tekort(s, commando.artikel, gewogen, commando.belang) if verstrekt else None
    if tekort:
        return tekort
    elementen = tuple(e for e in _bekend(s.casus) if e.id in gekozen)
    weging = _weging(
        s,
        commando.artikel,
        tuple(gewogen),
        commando.geldig_tot,
        belang=commando.belang,
        elementen=elementen,
        naar=eerder.naar_overleg,
    )
    if isinstance(weging, Weigering):
        return weging
    feit = WegingVastgelegd(
        casus=s.casus.id,
        overleg=s.casus.overleg,
        verstrekking=commando.verstrekking,
        oordeel=commando.oordeel,
        weging=weging,
        motivering=s.omst.verzegeld[MOTIVERING],
        door=s.zetel.functie,
    )
    return (feit, _aanvulling(s, eerder, elementen, weging)) if verstrekt else (feit,)


def weging_bij(
    s: Situatie, commando: Verstrekkingscommando, naar: str, elementen: tuple[Element, ...]
) -> Weging | Weigering | None:
    """The weighing that a sender gives along with a request; None if he gives none."""
    if commando.weging_artikel is None:
        return None
    if commando.weging_geldig_tot is None:
        return Weigering("Kies tot wanneer de weging geldt.")
    tekort = _tekort(s, commando.weging_artikel, commando.weging_factoren, commando.weging_belang)
    if tekort:
        return tekort
    return _weging(
        s,
        commando.weging_artikel,
        commando.weging_factoren,
        commando.weging_geldig_tot,
        belang=commando.weging_belang,
        elementen=elementen,
        naar=naar,
    )


def _tekort(
    s: Situatie,
    artikel: Literal["9-2", "43"],
    factoren: Container[Weegfactor],
    belang: Belang | None,
) -> Weigering | None:
    """What a weighing lacks that is to let something pass; less the gate does not count."""
    if artikel == "43" and WEGING not in s.omst.verzegeld:
        return Weigering("Schrijf op waarom het noodzakelijk is (artikel 43).")
    if artikel == "43" and belang is None:
        return Weigering("Kies voor welk belang het noodzakelijk is (artikel 43).")
    if artikel == "43":
        return None
    mist = [in_sentence(factor) for factor in Weegfactor if factor not in factoren]
    if not mist:
        return None
    return Weigering(f"Weeg ook nog (artikel 9, tweede lid): {', '.join(mist)}.")


def _weging(
    s: Situatie,
    artikel: Literal["9-2", "43"],
    factoren: tuple[Weegfactor, ...],
    geldig_tot: date,
    *,
    belang: Belang | None,
    elementen: tuple[Element, ...],
    naar: str,
) -> Weging | Weigering:
    if geldig_tot < s.omst.op:
        return Weigering("De weging is dan al verlopen.")
    return Weging(
        id=s.omst.nieuw(WEGING),
        artikel=artikel,
        elementen=tuple(e.id for e in elementen),
        naar_domein=s.omst.convenant.overleggen[naar].domein,
        factoren=factoren,
        noodzaak=s.omst.verzegeld.get(WEGING),
        belang=belang,
        door=s.zetel.functie,
        gewogen_op=s.omst.op,
        geldig_tot=geldig_tot,
    )


def _aanvulling(
    s: Situatie, eerder: Verzoek, elementen: tuple[Element, ...], weging: Weging
) -> Payload:
    overdracht = s.casus.overdragen.overdracht(eerder.overdracht or "")
    return verzoek(
        s.casus,
        s.omst,
        s.zetel.functie,
        eerder.naar_overleg,
        Aanvulling(bij=eerder.verstrekking, vraag=eerder.vraag),
        grondslag=eerder.grondslag,
        elementen=elementen,
        wegingen=(weging,),
        ontheffingen=eerder.ontheffingen,
        convenant=overdracht.convenant if overdracht else None,
    )


def _bekend(casus: Casus) -> tuple[Element, ...]:
    """The elements here, each once: as recorded before as shared."""
    gevonden: dict[OpaqueId, Element] = {e.id: e for e in casus.elementen}
    for gedeeld in casus.gedeeld:
        gevonden.setdefault(gedeeld.element.id, gedeeld.element)
    return tuple(gevonden.values())
