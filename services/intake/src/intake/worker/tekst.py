"""The bytes of a file as text, as office programs write it; or in Dutch why it is no text."""

import re

_KINDS = {
    b"PK\x03\x04": "Dit is een Excel-, Word- of zip-bestand.",
    b"\xd0\xcf\x11\xe0": "Dit is een bestand van een oude Excel of Word.",
    b"%PDF": "Dit is een PDF.",
    b"\x1f\x8b": "Dit is een ingepakt bestand.",
    b"\xff\xfe": "Dit bestand is tekst in UTF-16.",
    b"\xfe\xff": "Dit bestand is tekst in UTF-16.",
}
_SAVE = "Kies in Excel Opslaan als, en dan CSV UTF-8."

_UTF_8 = re.compile(rb"[\xc3-\xc5][\x80-\xbf]|\xe2\x80[\x90-\xaf]")
"""Letters with an accent, and quotes, as UTF-8 writes them; no Dutch in Windows-1252 has these."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


class OnleesbaarBestand(Exception):
    """Nothing was taken; the reason is a Dutch sentence without what stands in the file."""

    def __init__(self, reden: str) -> None:
        super().__init__(reden)
        self.reden = reden


def tekst_van(raw: bytes) -> str:
    """The text of a file in UTF-8 or, for CSV, in Windows-1252; each line ends in a line feed.

    Raises:
        OnleesbaarBestand: not text, mixed, or empty.
    """
    for begin, kind in _KINDS.items():
        if raw.startswith(begin):
            raise OnleesbaarBestand(f"{kind} {_SAVE}")
    text = _decoded(raw).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise OnleesbaarBestand("Dit bestand is leeg.")
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        raise OnleesbaarBestand(
            f"Op regel {line} staat een teken dat in gewone tekst niet voorkomt. {_SAVE}"
        )
    return text


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
    if raw.lstrip().startswith(b"{"):
        raise OnleesbaarBestand(f"JSON Lines is tekst in UTF-8; regel {line} is dat niet.")
    if _UTF_8.search(raw):
        raise OnleesbaarBestand(
            f"Dit bestand is deels in UTF-8 en deels niet, zoals op regel {line}. {_SAVE}"
        )
    if b"\n" not in raw:
        # An old Mac ends its lines otherwise, and writes other letters with an accent.
        raise OnleesbaarBestand(f"Dit bestand is geen tekst in UTF-8 of Windows-1252. {_SAVE}")
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        raise OnleesbaarBestand(
            f"Dit bestand is geen tekst in UTF-8 of Windows-1252. {_SAVE}"
        ) from None
