"""What a process holds for as long as it runs, kept out of the garbage collector's rounds."""

import gc

SELDOM = (10_000, 20, 50)
"""When the collector looks: it is needed for cycles only, and the chain makes few."""


def keep_what_is_loaded() -> None:
    """Call once everything is loaded: packages, rules and sites are not looked through again."""
    gc.freeze()
    gc.set_threshold(*SELDOM)
