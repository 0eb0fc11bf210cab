"""Circumstances that can exist, drawn near the edges of the rules."""

import random
from collections.abc import Iterator, Sequence

from contracts.elements import VELDEN, Veld
from contracts.vocabulary import Geheimhouding
from privacy_gate.domain.kenmerken import GEEN_VELD, KENMERKEN, Kenmerken, Over
from privacy_gate.domain.regels import Regel

WAARDEN = KENMERKEN[Over.ELEMENT]
HOOP = 0.5
"""How often a reason to refuse is lifted."""


def bestaanbaar(drawn: dict[str, str], chance: random.Random) -> Kenmerken:
    """What was drawn, with what contradicts itself put right."""
    if drawn["eigen-gegeven"] == "ja":
        drawn["overgang"] = "eigen-overleg"
    if drawn["overgang"] == "ander-domein":
        others = [d for d in WAARDEN["van-domein"] if d != drawn["naar-domein"]]
        if drawn["van-domein"] == drawn["naar-domein"]:
            drawn["van-domein"] = chance.choice(others)
    else:
        drawn["van-domein"] = drawn["naar-domein"]
    if drawn["zelfde-doel"] == "ja":
        drawn["verzameldoel"] = drawn["doel"]
    drawn["zelfde-doel"] = "ja" if drawn["doel"] == drawn["verzameldoel"] else "nee"
    drawn["veld"] = _veld(drawn["categorie"], drawn["veld"], chance)
    if drawn["veld"] != GEEN_VELD and drawn["geheim"] == Geheimhouding.GEEN:
        drawn["geheim"] = VELDEN[Veld(drawn["veld"])].geheim
    drawn["regime"] = {"politie": "wpg", "om": "wjsg"}.get(drawn["bron"], drawn["regime"])
    if drawn["grond"] == "a" and drawn["toestemming"] in ("geen", "onmogelijk"):
        drawn["grond"] = "geen"
    if drawn["eigen-gegeven"] == "ja":
        drawn["beperkt"] = "nee"
    if drawn["grond"] == "d" and drawn["acuut-gevaar"] == "nee":
        drawn["grond"] = "geen"
    return drawn


def _veld(categorie: str, veld: str, chance: random.Random) -> str:
    fields = [one for one, kind in VELDEN.items() if kind.categorie == categorie]
    if veld in fields or not fields:
        return veld if veld in fields else GEEN_VELD
    return chance.choice(fields)


def steekproef(regels: Sequence[Regel], per_regel: int, seed: int) -> Iterator[Kenmerken]:
    """Circumstances that meet a rule, or all but one of its conditions."""
    chance = random.Random(seed)
    for regel in regels:
        for number in range(per_regel):
            drawn = {name: chance.choice(values) for name, values in WAARDEN.items()}
            for name, values in regel.voorwaarden:
                drawn[name] = chance.choice(sorted(values))
            _maak_kansrijk(drawn, chance)
            if number % 2:
                name = chance.choice([name for name, _ in regel.voorwaarden])
                drawn[name] = chance.choice(WAARDEN[name])
            yield bestaanbaar(drawn, chance)


def _maak_kansrijk(drawn: dict[str, str], chance: random.Random) -> None:
    """Most circumstances are refused for many reasons at once; lift some of them."""
    hopeful = {
        "informeren": "geinformeerd",
        "soort": "inbreng",
        "beperkt": "nee",
        "verzet": "nee",
        "ontvanger-zwijgt": "ja",
        "grond": "e",
        "toestemming": "uitdrukkelijk",
        "ontvanger": "bureau-jeugdzorg",
        "weging": "9-2",
        "bronbesluit": {"wpg": "wpg-20", "wjsg": "wjsg-39f"}.get(drawn["regime"], "geen"),
    }
    drawn.update({name: value for name, value in hopeful.items() if chance.random() < HOOP})
