"""The sample cases, ready to be played."""

from collections.abc import Iterator
from itertools import islice

from chain.demo.beelden import BEELDEN, OUDERS
from chain.demo.casussen import RIJEN, Rij
from chain.demo.loop import BAKEN, CJG, HCO, JCO, REGIE, VAART, Loop
from chain.demo.stap import Demodaad, Voorbeeld
from chain.demo.verlopen_overig import VERLOPEN_OVERIG
from chain.demo.verlopen_zat import VERLOPEN_ZAT
from chain.driver import Json

VERLOPEN = {**VERLOPEN_ZAT, **VERLOPEN_OVERIG}
"""What happens on each road."""

_SCHOOL = {BAKEN: "het-baken", VAART: "de-vaart"}
_MELDER = {**REGIE, HCO: "jeugdagent"}
_BRONBESLUIT = {"jeugdagent": "wpg-20", "officier": "wjsg-39f"}
"""Which recorded decision the data of these reporters need wherever they go."""

_VRAAG = {BAKEN: "advies", VAART: "advies", CJG: "hulp-starten", HCO: "bespreken", JCO: "bespreken"}
_DAYS_A_YEAR = 365.25


def _bsns() -> Iterator[str]:
    """Numbers that pass the eleven test, from a range that belongs to nobody."""
    for number in range(99990000, 99999999):
        weighed = zip(str(number), range(9, 1, -1), strict=True)
        last = sum(int(digit) * weight for digit, weight in weighed) % 11
        if last < 10:
            yield f"{number}{last}"


_EERSTE = {rij.naam: (nummer, rij) for nummer, rij in reversed([*enumerate(RIJEN, start=1)])}
"""By the name of a child the first row about it: that says who it is, also to another table."""

_BSNS = tuple(islice(_bsns(), len(RIJEN)))


def _voorbeeld(nummer: int, rij: Rij) -> Voorbeeld:
    melder = rij.door or _MELDER[rij.tafel]
    bronbesluit = _BRONBESLUIT.get(melder, "geen")
    return Voorbeeld(
        kenmerk=f"V-{nummer:03}",
        dag=rij.dag,
        inbrenger=melder,
        aanmelding=_aanmelding(nummer, rij, recorded=bronbesluit != "geen"),
        verloop=VERLOPEN[rij.weg](Loop(bronbesluit), rij.zat or "").tot(rij.dag),
    )


def _aanmelding(nummer: int, rij: Rij, *, recorded: bool) -> Json:
    """The report; the birth date as so many days before the day of the report."""
    voornaam, achternaam = rij.naam.split(" ", 1)
    kind, eerste = _EERSTE[rij.naam]
    geleefd = round((eerste.leeftijd + (kind % 9 + 1) / 10) * _DAYS_A_YEAR)
    given: Json = {
        "overleg": rij.tafel,
        "kenmerk": f"V-{nummer:03}",
        "voornaam": voornaam,
        "achternaam": achternaam,
        "geboortedatum": f"-{geleefd + eerste.dag - rij.dag}",
        "bsn": _BSNS[kind - 1],
        "adres": f"Verzonnenstraat {kind}, 5000 AA Tilburg",
        "telefoon": f"013-55501{kind:02}",
        "vraag": _VRAAG[rij.tafel],
        "informeren": "geinformeerd",
        "gezinsleden": [OUDERS[wie] | {"kenmerk": wie} for wie in rij.ouder],
        **BEELDEN[rij.beeld],
        **(rij.meer or {}),
    }
    if rij.zat:
        given |= {"school": _SCHOOL[rij.zat], "leerjaar": str(max(1, min(6, rij.leeftijd - 11)))}
    if rij.gezin:
        given["gezin_kenmerk"] = rij.gezin
    if recorded:
        given["besluit_vastgelegd"] = True
    return given


CASUSSEN: tuple[Voorbeeld, ...] = tuple(
    _voorbeeld(nummer, rij) for nummer, rij in enumerate(RIJEN, start=1)
)
"""The sample cases of Tilburg over some seventy days; the same at every run."""

__all__ = ["CASUSSEN", "VERLOPEN", "Demodaad", "Voorbeeld"]
