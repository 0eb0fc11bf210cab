"""A process of an older version, played by this code: it does not know the newest form of an event.

What it writes stays what it is: give it to a process that hears that event only.
"""

from dataclasses import replace

from contracts.events import table
from contracts.events.upcasting import READABLE


def unlearn(type_: str) -> None:
    """Let this process know every form of an event but its newest, which is this one."""
    form = READABLE.pop(type_)
    older = replace(form, version=form.version - 1)
    table._BY_NAME[form.name] = older  # noqa: SLF001 - no code of the product does this
