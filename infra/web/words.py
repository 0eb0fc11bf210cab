"""How the names of a covenant are said: identifiers have no capitals and no diacritics."""

from functools import cache

_SPELLING = {
    "coordinator": "coördinator",
    "zorgcoordinator": "zorgcoördinator",
    **{
        word: word.upper()
        for word in ("zat", "cjg", "hco", "jco", "rmc", "jgz", "mee", "om", "bjz", "mw")
    },
    "rvdk": "RvdK",
    "ggz": "GGZ",
}


@cache
def spoken(name: object) -> str:
    """`zat-coordinator` as `ZAT-coördinator`, `leerplicht-tilburg` as `Leerplicht tilburg`."""
    words = str(name).split("-")
    said = " ".join(_SPELLING.get(word, word) for word in words)
    said = said.replace(" coördinator", "-coördinator")
    return said[:1].upper() + said[1:]


def casus_label(casus: str) -> str:
    """What people call a casus of their own domain: `C-7K3M-Q2PX`, from its opaque id."""
    return f"C-{casus[:4]}-{casus[4:8]}".upper()
