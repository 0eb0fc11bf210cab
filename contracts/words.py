"""How names and codes are said to people: they have no capitals and no diacritics themselves."""

from functools import cache

_SPELLING = {
    "coordinator": "coördinator",
    "zorgcoordinator": "zorgcoördinator",
    "coordinatie": "coördinatie",
    "geinformeerd": "geïnformeerd",
    "financien": "financiën",
    **{word: word.upper() for word in ("zat", "cjg", "hco", "jco", "rmc", "jgz", "bjz", "mw")},
    "rvdk": "RvdK",
    "amk": "AMK",
    "dji": "DJI",
    "ggz": "GGZ",
}

_BODIES = {"om": "OM", "mee": "MEE"}
"""Bodies whose abbreviation is a word too: a name begins with it, and a sentence does not."""

_WHOLE = {
    "9-2": "Artikel 9, lid 2",
    "43": "Artikel 43",
    "12-15": "12 tot en met 15",
    "a": "Toestemming (a)",
    "c": "Wettelijke plicht (c)",
    "d": "Vitaal belang (d)",
    "e": "Publieke taak (e)",
    "f": "Gerechtvaardigd belang (f)",
    "wpg-16": "Artikel 16 Wpg",
    "wpg-18": "Artikel 18 Wpg",
    "wpg-19": "Artikel 19 Wpg",
    "wpg-20": "Artikel 20 Wpg",
    "wjsg-39f": "Artikel 39f Wjsg",
    "bureau-jeugdzorg": "Bureau Jeugdzorg",
    "veilig-thuis": "Veilig Thuis",
    "godsdienst-etniciteit": "Godsdienst of etniciteit",
    "relatie-van-ex-partners": "Relatie van ex-partners",
    "zorgcoordinator-school": "Zorgcoördinator-school",
    "zorgcoordinator-gezin": "Zorgcoördinator-gezin",
    "halt-medewerker": "Halt-medewerker",
    "inlichtingen-aan-de-raad": "Inlichtingen aan de Raad voor de Kinderbescherming",
}
"""What is not said word by word."""


@cache
def spoken(name: object) -> str:
    """`zat-coordinator` as `ZAT-coördinator`, `leerplicht-tilburg` as `Leerplicht tilburg`."""
    whole = _WHOLE.get(str(name))
    if whole is not None:
        return whole
    first, *rest = str(name).split("-")
    words = [_BODIES.get(first, first), *rest]
    said = " ".join(_SPELLING.get(word, word) for word in words)
    said = said.replace(" coördinator", "-coördinator")
    return said[:1].upper() + said[1:]


@cache
def in_sentence(name: object) -> str:
    """The same within a sentence: no capital, but for what is an abbreviation."""
    said = spoken(name)
    return said if said[:2].isupper() or said.startswith("RvdK") else said[:1].lower() + said[1:]
