"""What a process holds for as long as it runs, kept out of the garbage collector's rounds."""

import gc

SELDOM = (10_000, 10, 10)
"""When the collector looks: it is needed for cycles only, and the chain makes few."""


def keep_what_is_loaded() -> None:
    """Call once everything is loaded: packages, rules and sites are not looked through again.

    Again in the same process it does nothing: what is kept so is never collected, and by then
    that would be work that is done.
    """
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()
        gc.set_threshold(*SELDOM)
