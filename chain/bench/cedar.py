"""The rules of one kind as Cedar policies. Knows nothing of how the gate matches.

Each rule is a policy; the reasons of an answer tell which were met. An exception is the `unless`
of the prohibitions that it names. One request is one set of attributes.
"""

import json
from collections.abc import Iterator, Sequence

from privacy_gate.domain.regels import Gevolg, Regel

_EFFECT = {
    Gevolg.VERBIED: "forbid",
    Gevolg.LAAT_BEOORDELEN: "forbid",
    Gevolg.STA_TOE: "permit",
    Gevolg.MINIMALISEER: "permit",
}


def cedar(regels: Sequence[Regel]) -> str:
    """The policy set."""
    return "\n".join(_policies(regels))


def _policies(regels: Sequence[Regel]) -> Iterator[str]:
    for regel in regels:
        effect = _EFFECT.get(regel.gevolg)
        if effect is None:
            continue
        lifts = [one for one in regels if regel.id in one.uitzondering_op]
        unless = "".join(f" unless {{ {_conditions(one)} }}" for one in lifts)
        yield (
            f"@id({json.dumps(regel.id)}) {effect}(principal, action, resource) "
            f"when {{ {_conditions(regel)} }}{unless};"
        )


def answers(regels: Sequence[Regel], strictest_last: Sequence[str]) -> dict[str, list[object]]:
    """What a policy that is a reason says: its weight (the heaviest decides) and the outcome."""
    found: dict[str, list[object]] = {}
    for regel in regels:
        match regel.gevolg:
            case Gevolg.VERBIED:
                found[regel.id] = [200, "geweigerd"]
            case Gevolg.LAAT_BEOORDELEN:
                found[regel.id] = [100, "beoordeling"]
            case Gevolg.STA_TOE:
                found[regel.id] = [0, "toegestaan"]
            case Gevolg.MINIMALISEER:
                weight = 1 + strictest_last.index(regel.bewerking)
                found[regel.id] = [weight, f"minder: {regel.bewerking}"]
            case Gevolg.UITZONDERING | Gevolg.VERPLICHT:
                pass
    return found


def _conditions(regel: Regel) -> str:
    return " && ".join(_condition(name, values) for name, values in regel.voorwaarden) or "true"


def _condition(name: str, values: frozenset[str]) -> str:
    words = [json.dumps(str(value)) for value in sorted(values)]
    key = f"context[{json.dumps(name)}]"
    return f"{key} == {words[0]}" if len(words) == 1 else f"[{', '.join(words)}].contains({key})"
