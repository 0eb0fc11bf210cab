"""What was proved or changed, in sentences for a privacy officer."""

from collections.abc import Iterator, Mapping

from chain.rules.check import Keuringsuitkomst
from privacy_gate.bewijs.diagram import Uitslag
from privacy_gate.bewijs.verschil import Verschil
from privacy_gate.bewijs.verslag import Bewijsbevinding


def verteld(uitkomst: Keuringsuitkomst) -> Iterator[str]:
    """The proofs."""
    found = uitkomst.verslag
    yield (
        f"{found.regels} regels zijn doorgerekend in {_getal(found.contexten)} mogelijke "
        f"omstandigheden, over {len(found.perioden)} tijdvakken van de wet "
        f"({found.klassen} klassen)."
    )
    for uitslag, number in sorted(found.uitslagen.items()):
        yield f"  {_uitslag(uitslag):46}{_getal(number):>32}"
    yield from _lijst("Regels die nergens beslissen", found.dood)
    yield from _lijst("Regels zonder geldend artikel", found.zonder_artikel)
    yield from _lijst("Regels die hetzelfde gegeven verschillend verkorten", found.tegenstrijdig)
    yield from _lijst("Kenmerken waar geen regel naar kijkt", found.nergens_genoemd)
    yield from _lijst("Waarden waarvoor nooit een regel beslist", found.alleen_standaard)
    yield (
        "Omstandigheden waarin een mens wordt gevraagd zonder dat zijn oordeel iets kan openen: "
        f"{_getal(found.oordeel_zonder_vergunning)}."
    )
    held = [one for one in found.bevindingen if one.bewezen]
    yield (
        f"{len(held)} van {len(found.bevindingen)} eigenschappen zijn bewezen: door telling, door "
        "een oplosser, en met een fout in de regels die alleen deze eigenschap breekt."
    )
    for one in found.bevindingen:
        if not one.bewezen:
            yield from _niet_bewezen(one)
    yield from _tegenproef(uitkomst.tegenproef)
    if found.vingerafdruk == uitkomst.goedgekeurd:
        yield f"De vingerafdruk {found.vingerafdruk} is de goedgekeurde."
    else:
        yield f"De vingerafdruk {found.vingerafdruk} is niet goedgekeurd."
        yield "Zie wat er verandert met: ./keten rules diff HEAD"
    yield "Alles klopt." if uitkomst.in_orde else "Niet alles klopt."


def _niet_bewezen(one: Bewijsbevinding) -> Iterator[str]:
    promise = one.eigenschap
    yield f"NIET BEWEZEN {promise.id} ({promise.plaats}): {promise.titel} ({promise.artikel})"
    if one.telling is not None:
        yield from _weerlegd(one)
    if one.oplosser != (one.telling is None):
        yield "  De telling en de oplosser zijn het niet eens."
    if one.geplant is None:
        yield "  Zij volgt uit de andere eigenschappen en voegt niets toe."
    elif one.geplant != (promise.id,):
        yield f"  De geplante fout breekt: {', '.join(one.geplant) or 'niets'}."


def _weerlegd(one: Bewijsbevinding) -> Iterator[str]:
    wrong = one.telling
    if wrong is None:
        return
    if wrong.kenmerken is None:
        day = f" op {wrong.op}" if wrong.op else ""
        yield f"  Geen omstandigheid voldoet eraan{day}."
        return
    outcome = _uitslag(wrong.uitslag) if wrong.uitslag else ""
    yield f"  In {_getal(wrong.aantal)} omstandigheden niet, zoals op {wrong.op}: {outcome}"
    yield f"    {_omstandigheden(wrong.kenmerken)}"


def _tegenproef(cijfers: Mapping[str, object]) -> Iterator[str]:
    for name, value in cijfers.items():
        if name != "in_orde":
            yield f"  {name.replace('_', ' ')}: {value}"


def verschil_verteld(verschil: Verschil) -> Iterator[str]:
    """What a change of law changes."""
    if verschil.leeg:
        yield "Er verandert niets: dezelfde uitkomsten, regels en artikelen."
        return
    yield f"In {_getal(verschil.gelijk)} omstandigheden blijft de uitkomst gelijk."
    for one in sorted(verschil.overgangen, key=lambda one: (one.over, -one.aantal)):
        yield (
            f"{_getal(one.aantal)} omstandigheden ({one.over}) gaan van {_uitslag(one.was)} naar "
            f"{_uitslag(one.wordt)}, zoals op {one.op}:"
        )
        yield f"    {_omstandigheden(one.kenmerken)}"
    if not verschil.overgangen:
        yield "Geen enkele uitkomst verandert."
    yield from _lijst(
        "Regels die elders, op andere artikelen of anders beslissen", verschil.redenen
    )


def _lijst(kop: str, namen: tuple[str, ...]) -> Iterator[str]:
    yield f"{kop}: {len(namen)}."
    for name in namen:
        yield f"  {name}"


def _uitslag(uitslag: Uitslag) -> str:
    outcome, reduction = uitslag
    return str(outcome) if reduction == "geen" else f"{outcome} ({reduction})"


def _omstandigheden(kenmerken: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in kenmerken.items())


def _getal(number: int) -> str:
    return f"{number:,}".replace(",", ".")
