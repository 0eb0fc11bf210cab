"""The rules of one kind as Rego, for a compiled Rego engine. Knows nothing of how the gate matches.

`data.poort.uitkomsten` gives for each set of attributes in `input` what was decided: an outcome,
or the reduction with which it passes. What refuses is looked for first, and the first hit will do.
"""

import json
from collections.abc import Iterator, Sequence

from contracts.elements import Bewerking
from privacy_gate.domain.regels import Gevolg, Regel

_HEAD = """package poort
import rego.v1

uitkomsten := [u | some k in input; u := uitkomst(k)]

default verboden(_) := false
default beoordelen(_) := false
default toegelaten(_) := false

uitkomst(k) := "geweigerd" if { verboden(k) }
else := "beoordeling" if { beoordelen(k) }
else := bewerking(k) if { toegelaten(k) }
else := "geweigerd"
"""

_NAMES = {
    Gevolg.VERBIED: "verboden",
    Gevolg.LAAT_BEOORDELEN: "beoordelen",
    Gevolg.STA_TOE: "toegelaten",
}


BODY = "\n  "
"""Between the conditions of a rule: a line may not be long."""


def rego(regels: Sequence[Regel], strictest_last: Sequence[Bewerking]) -> str:
    """The module; `strictest_last` says which reduction goes before which."""
    return "\n".join([_HEAD, *_rules(regels), _reductions(regels, strictest_last)])


def _rules(regels: Sequence[Regel]) -> Iterator[str]:
    for number, regel in enumerate(regels):
        name = _NAMES.get(regel.gevolg)
        if name is None:
            continue
        lifts = [one for one in regels if regel.id in one.uitzondering_op]
        conditions = list(_conditions(regel))
        if lifts:
            yield f"default opgeheven_{number}(_) := false"
            for one in lifts:
                yield f"opgeheven_{number}(k) if {{\n  {BODY.join(_conditions(one))}\n}}"
            conditions.append(f"not opgeheven_{number}(k)")
        yield f"{name}(k) if {{\n  {BODY.join(conditions)}\n}}"


def _reductions(regels: Sequence[Regel], strictest_last: Sequence[Bewerking]) -> str:
    found = [regel for regel in regels if regel.gevolg is Gevolg.MINIMALISEER]
    found.sort(key=lambda regel: strictest_last.index(regel.bewerking), reverse=True)
    clauses = [
        f"{json.dumps(f'minder: {regel.bewerking}')} if {{\n  {BODY.join(_conditions(regel))}\n}}"
        for regel in found
    ]
    return "bewerking(k) := " + "\nelse := ".join([*clauses, '"toegestaan"'])


def _conditions(regel: Regel) -> Iterator[str]:
    if not regel.voorwaarden:
        yield "true"
    for name, values in regel.voorwaarden:
        words = ", ".join(json.dumps(str(value)) for value in sorted(values))
        key = f"k[{json.dumps(name)}]"
        yield f"{key} == {words}" if len(values) == 1 else f"{key} in {{{words}}}"
