"""The second lock on what a receiver needs closes on a field that nobody has thought of yet."""

import pytest

from chain.rules.eigenschappen import eigenschappen
from contracts.vocabulary import Organisatietype
from privacy_gate.domain import begrippen
from privacy_gate.domain.kenmerken import KENMERKEN


def test_een_nieuw_gegeven_gaat_naar_niemand_tot_het_bij_wat_nodig_is_staat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A field is planted in the vocabulary: whoever gets no field at all gets it neither."""
    words = {
        over: {**names, "veld": (*names.get("veld", ()), "nieuw")}
        for over, names in KENMERKEN.items()
    }
    monkeypatch.setattr(begrippen, "KENMERKEN", words)
    closed = [dict(one.als) for one in eigenschappen() if one.id.startswith("N-")]
    alles = {"rvdk", "bureau-jeugdzorg", "gecertificeerde-instelling", "amk", "veilig-thuis"}
    for domein in ("onderwijs", "zorg", "veiligheid", "justitie"):
        for ontvanger in set(Organisatietype) - alles:
            assert any(
                domein in box["naar-domein"]
                and ontvanger in box["ontvanger"]
                and "nieuw" in box.get("veld", {"nieuw"})
                for box in closed
            ), (domein, ontvanger)
