"""How a casus is called on pages; how codes are said stands in `contracts.words`."""


def casus_label(casus: str) -> str:
    """What people call a casus of their own domain: `C-7K3M-Q2PX`, from its opaque id."""
    return f"C-{casus[:4]}-{casus[4:8]}".upper()
