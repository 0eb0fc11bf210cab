"""How a test gets a log, of whichever kind, into the hands of a principal."""

from collections.abc import Callable
from typing import TypeAlias

from infra.log import Log

Hand: TypeAlias = Callable[[str], Log]
"""The log in the hands of the principal of this name."""
