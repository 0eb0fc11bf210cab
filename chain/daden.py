"""What people do at a table and fill in there, said once: for demo, stories and tests.

A step or a field that gets another name gets it here, and nowhere else but in its command.
"""

from typing import Any

from casusoverleg.domain.gezinsplan.steps import REGISSEURSTAPPEN
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.stappen.command import Commando
from chain.driver import Json

GROND: Json = {"doel": "hulpverlening", "grond": "e", "informeren": "geinformeerd"}
"""On what a provision rests: to help, with the family told."""

AANBOD: Json = {"vraag": "hulp-starten", "gewenst_bewijs": "hulp-is-begonnen"} | GROND
"""A hand-off that asks to start help."""

WEGING: Json = {
    "weging_artikel": "9-2",
    "weging_factoren": [
        "verwantschap-van-doelen",
        "aard-van-de-gegevens",
        "gevolgen-voor-betrokkene",
        "wijze-van-verkrijgen",
        "waarborgen",
    ],
}
"""Somebody weighed whether the provision is compatible with why it was collected (Wbp 9(2))."""

OORDEEL: Json = {
    "oordeel": "verstrekken",
    "artikel": "9-2",
    "verwantschap": "Verkregen om te begeleiden; het gaat mee om hulp te beginnen.",
    "aard": "Gevoelig, en beperkt tot wat de hulp moet weten.",
    "gevolgen": "Het gezin hoeft zijn verhaal niet nog eens te vertellen.",
    "wijze": "Door het gezin zelf verteld, met de vraag om hulp.",
    "waarborgen": "Alleen zetels die moeten zwijgen krijgen het.",
    "proportionaliteit": "Zonder dit kan de hulp niet veilig beginnen.",
    "subsidiariteit": "Met minder weet de hulpverlener niet waar hij aan toe is.",
    "gronden": "Nodig, passend, en met het gezin besproken.",
}
"""The verdict of a person on what the gate left to him."""


def gewogen(tot: str) -> Json:
    """Weigh a provision; that holds until this day."""
    return WEGING | {"weging_geldig_tot": tot}


def geoordeeld(tot: str) -> Json:
    """Give a verdict on what the gate left to a person; it holds until this day."""
    return OORDEEL | {"geldig_tot": tot}


def bespreking(op: str, gezin: str = "aanwezig") -> Json:
    """Say when a casus was discussed, and how the family was involved."""
    return {"op": op, "jeugdige": gezin, "ouders": gezin}


def bevestiging(op: str, bewijs: str = "hulp-is-begonnen") -> Json:
    """Say what was done, and when."""
    return {"bewijs": bewijs, "actiedatum": op}


def uitvoering(uitvoerder: str, start: str, beoogd_einde: str) -> Json:
    """Say who carries out a plan, from when until when."""
    return {"uitvoerder": uitvoerder, "start": start, "beoogd_einde": beoogd_einde}


def commando(stap: str, **velden: Any) -> Commando:
    """Fill in the form of a step."""
    return {**STAPPEN, **REGISSEURSTAPPEN}[stap].model_validate(velden)
