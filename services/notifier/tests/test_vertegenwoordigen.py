"""A partner that helps hears the outcome from who speaks for it, and nobody else does."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zlib import crc32

import pytest

from contracts.covenant import Convenant
from contracts.events.casusoverleg import AfspraakAfgerond, AfspraakGemaakt
from contracts.events.notifier import Berichtsoort
from contracts.vocabulary import Functie
from notifier.domain.aanleiding import Aanleiding
from notifier.domain.casus import Casus, casus_on_casusfeit
from notifier.domain.vertegenwoordigen import berichten_on_casusfeit, berichten_voor_wie_helpen

MANAGER = Functie(organisatie="veiligheidshuis", rol="ketenmanager")
RMC = Functie(organisatie="rmc", rol="rmc-coordinator")
NOVADIC = Functie(organisatie="novadic", rol="behandelaar")
CJG = Functie(organisatie="cjg", rol="procesregisseur")


@pytest.fixture
def convenant(convenant: Convenant) -> Convenant:
    """At the HCO the RMC speaks for addiction care."""
    data = convenant.model_dump(mode="json")
    data["overleggen"]["hco"]["vertegenwoordigt"] = {str(RMC): [str(NOVADIC)]}
    return Convenant.model_validate(data)


def ids(*parts: str) -> str:
    return f"{crc32('/'.join(parts).encode()):026d}"


def afspraak(wie: Functie, nummer: str = "1") -> AfspraakGemaakt:
    element = {
        "id": "e" * 26, "veld": "afspraak", "over": "k" * 26, "relatie": "jeugdige",
        "vastgelegd_door": MANAGER.model_dump(), "brontype": "verslavingszorg",
        "vastgelegd_op": "2026-03-02", "doel": "hulpverlening", "geheim": "beroepsgeheim",
        "waarde": {"sleutel": "s" * 26, "cijfertekst": "x"},
    }  # fmt: skip
    said = {
        "casus": "c" * 26, "afspraak": nummer * 26, "overleg": "hco", "soort": "hulp",
        "uitvoerder": wie.model_dump(), "start": "2026-03-02", "beoogd_einde": "2026-06-01",
        "element": element, "door": MANAGER.model_dump(), "op": "2026-03-02",
    }  # fmt: skip
    return AfspraakGemaakt.model_validate(said)


def afgerond(nummer: str = "1") -> AfspraakAfgerond:
    said = {
        "casus": "c" * 26, "afspraak": nummer * 26, "overleg": "hco", "afloop": "nagekomen",
        "door": MANAGER.model_dump(), "op": "2026-03-02",
    }  # fmt: skip
    return AfspraakAfgerond.model_validate(said)


@pytest.mark.parametrize(
    ("uitkomst", "feiten", "hoort"),
    [
        ("sluiten", [afspraak(NOVADIC)], [NOVADIC]),
        ("sluiten", [afspraak(NOVADIC), afspraak(NOVADIC, "2")], [NOVADIC]),
        ("sluiten", [afspraak(NOVADIC), afspraak(NOVADIC, "2"), afgerond()], [NOVADIC]),
        ("sluiten", [afspraak(NOVADIC), afgerond()], []),
        ("sluiten", [afspraak(CJG)], []),
        ("verder-bespreken", [afspraak(NOVADIC)], []),
        (None, [afspraak(NOVADIC)], []),
    ],
)
def test_who_helps_hears_each_outcome_once(
    casus: Callable[..., Casus],
    bij: Callable[[Casus], Aanleiding],
    uitkomst: str | None,
    feiten: list[Any],
    hoort: list[Functie],
) -> None:
    known = casus()
    for fact in feiten:
        known = casus_on_casusfeit(known, fact)
    decided = known.model_copy(update={"uitkomst": uitkomst, "uitkomst_door": NOVADIC})
    told = berichten_voor_wie_helpen(replace(bij(decided), new_id=ids))
    assert [one.route.aan for one in told if one.route] == hoort
    for one in told:
        assert (one.inhoud.aan, one.inhoud.soort, one.inhoud.door) == (
            RMC, Berichtsoort.VERTEGENWOORDIGDE_TERUGKOPPELEN, RMC,
        )  # fmt: skip


def test_who_helps_only_after_the_outcome_hears_it_then(
    casus: Callable[..., Casus], bij: Callable[[Casus], Aanleiding]
) -> None:
    known = casus({"uitkomst": "sluiten", "uitkomst_door": MANAGER})
    first, second = afspraak(NOVADIC), afspraak(NOVADIC, "2")
    after = casus_on_casusfeit(known, first)
    assert len(berichten_on_casusfeit(replace(bij(after), new_id=ids), first, known)) == 1
    later = casus_on_casusfeit(after, second)
    assert berichten_on_casusfeit(bij(later), second, after) == ()
    assert berichten_on_casusfeit(bij(after), afgerond(), later) == ()
