"""Dutch sentences for what pydantic finds wrong; never with the value that was given."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from contracts.dagen import GEEN_DAG

_SENTENCES = {
    "missing": "Dit veld is verplicht.",
    "extra_forbidden": "Dit veld bestaat hier niet.",
    "string_too_short": "Vul hier iets in.",
    "string_too_long": "Gebruik ten hoogste {max_length} tekens.",
    "string_pattern_mismatch": "Dit heeft niet de juiste vorm.",
    "string_type": "Vul hier tekst in.",
    "int_parsing": "Vul een heel getal in.",
    "int_type": "Vul een heel getal in.",
    "greater_than_equal": "Vul ten minste {ge} in.",
    "less_than_equal": "Vul ten hoogste {le} in.",
    "bool_parsing": "Kies ja of nee.",
    "bool_type": "Kies ja of nee.",
    "too_short": "Kies ten minste {min_length}.",
    "too_long": "Kies ten hoogste {max_length}.",
    "tuple_type": "Geef hier een lijst.",
    "list_type": "Geef hier een lijst.",
    "json_invalid": "Dit is geen geldige JSON.",
    "model_attributes_type": "Geef hier een JSON-object.",
    "model_type": "Geef hier een JSON-object.",
    "dict_type": "Geef hier een JSON-object.",
}
_SHOWN = 60
"""Characters of a name that are repeated; the sender can have written anything there."""

_UNKNOWN = "Dit klopt niet."

_MEMBER = re.compile(r"(?:<[\w.]+: )?'([^']*)'>?")
"""How pydantic shows one that may be chosen: 'x', or <Kind.X: 'x'> for one of a closed list."""


def sentence(error: Mapping[str, Any]) -> str:
    """What one pydantic error means, in Dutch.

    A `value_error` is raised by a validator of our own, which says it in Dutch already.
    """
    kind = str(error["type"])
    context: Mapping[str, Any] = error.get("ctx") or {}
    if kind == "value_error":
        return str(context.get("error", _UNKNOWN))
    if kind in ("enum", "literal_error"):
        options = _MEMBER.sub(r"\1", str(context["expected"])).replace(" or ", " of ")
        return f"Kies uit: {options}."
    if kind.startswith("date"):
        return GEEN_DAG
    return _SENTENCES.get(kind, _UNKNOWN).format_map(context)


def messages_of(errors: Iterable[Mapping[str, Any]], skip: int = 0) -> dict[str, str]:
    """The first sentence per field; a field's name is its dotted path after `skip` parts.

    What is wrong with the whole stands under the empty name.
    """
    found: dict[str, str] = {}
    for error in errors:
        location = () if error["type"] == "json_invalid" else error["loc"][skip:]
        found.setdefault(".".join(str(part)[:_SHOWN] for part in location), sentence(error))
    return found
