"""`./keten covenant check FILE --proef`: play these covenants, and say who hears what."""

import json
from collections.abc import Sequence
from datetime import date

from chain.proef.spel import beproef
from chain.proef.verslag import als_gegevens, in_woorden
from contracts.covenant import Convenant
from infra.clock import SystemClock, today

GOED, NIET_GOED = 0, 1


def proef(convenanten: Sequence[Convenant], *, as_json: bool) -> int:
    """Play them: 0 where everybody hears who must and nobody else does, else 1."""
    played = [beproef(one, speeldag(one, today(SystemClock()))) for one in convenanten]
    if as_json:
        told = [
            {"geldig": True, "convenant": u.convenant.verwijzing} | als_gegevens(u) for u in played
        ]
        print(json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2))
    else:
        print("\n\n".join("\n".join((u.convenant.naam, *in_woorden(u))) for u in played))
    return GOED if all(one.goed for one in played) else NIET_GOED


def speeldag(convenant: Convenant, vandaag: date) -> date:
    """Today, or the first day of a covenant that begins later or has ended."""
    ended = convenant.geldig_tot is not None and convenant.geldig_tot <= vandaag
    return convenant.geldig_van if ended else max(vandaag, convenant.geldig_van)
