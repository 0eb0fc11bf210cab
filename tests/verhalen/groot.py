"""A report that is as large as one can be, and the one that has a byte more."""

from typing import Any

EIGEN = (
    *("verzuim", "schoolprestaties", "gedrag_op_school", "gezinssamenstelling", "gezinssituatie"),
    *("huisvesting", "hulp", "gezondheid", "verslaving", "politiecontact", "slachtofferschap"),
    "veiligheidsrisico",
)
VAN_LID = ("hulp", "gezondheid", "verslaving", "politiecontact", "slachtofferschap")
"""What a school can know of a young person, and of who lives with him."""


def tekst(lengte: int) -> str:
    """So many bytes in 4000 characters."""
    return "e" * (8000 - lengte) + "é" * (lengte - 4000)


def grote_melding(lang: int, laatste: int) -> dict[str, Any]:
    """What a school reports with so many long texts, and one of so many bytes."""
    leden = [{"relatie": "ander", "naam": f"Lid {n}"} for n in range(8)]
    melding: dict[str, Any] = {}
    plekken = [(melding, veld) for veld in EIGEN] + [(lid, v) for lid in leden for v in VAN_LID]
    for deel, veld in plekken[:lang]:
        deel[veld] = tekst(8000)
    return {**melding, "gezinsleden": leden, "toelichting": tekst(laatste)}


def de_grootste(byte_meer: bool = False) -> dict[str, Any]:
    """The largest report; a byte more takes its last text to the next size under its seal."""
    return grote_melding(44, 4095 if byte_meer else 4094)
