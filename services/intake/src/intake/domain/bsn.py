"""The citizen service number (BSN): nine digits that pass the eleven test."""

LENGTH = 9


def klopt(bsn: str) -> bool:
    """Do these nine digits pass the eleven test (Besluit BSN: weights 9 to 2, the last -1)?"""
    if len(bsn) != LENGTH or not (bsn.isascii() and bsn.isdigit()) or not bsn.strip("0"):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(d) * w for d, w in zip(bsn, weights, strict=True)) % 11 == 0


def zonder_leestekens(bsn: str) -> str:
    """The number as it is often written, with spaces or dots, in its bare form."""
    return bsn.replace(" ", "").replace(".", "")
