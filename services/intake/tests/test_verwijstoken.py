"""By what the verwijsindex knows a child: one token in all domains, and only for who has a BSN."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contracts.covenant_agreements import Verwijsindex
from contracts.events.intake import CasusAangemeld, VerwijstokenVerzegeld
from infra.database import Database
from infra.keys import KeyDestroyed, KeyStore
from infra.parts import INDEX_SEAL, MATCHING
from intake.store.verwijstoken import Verwijstokens

pytestmark = pytest.mark.anyio
Proef = Any
Deel = Callable[[Proef], Verwijstokens]
BSN = "123456782"


def _winkel(folder: Path, name: str) -> KeyStore:
    return KeyStore(Database(f"sqlite:///{folder}/{name}-keys.sqlite"))


@pytest.fixture
def deelt(tmp_path: Path) -> Deel:
    """Gives an intake the stores that the intakes share, in a region with a verwijsindex."""

    def give(proef: Proef) -> Verwijstokens:
        tokens = Verwijstokens(_winkel(tmp_path, MATCHING), _winkel(tmp_path, INDEX_SEAL))
        proef.parts = replace(proef.parts, matching=tokens.matching, index_seal=tokens.seal)
        proef.begin()
        agreed = proef.convenant.model_copy(update={"versie": 2, "verwijsindex": Verwijsindex()})
        proef.ken(agreed)
        return tokens

    return give


def _gezegd(proef: Proef) -> tuple[CasusAangemeld, VerwijstokenVerzegeld | None]:
    said = proef.gezegd()
    (aangemeld,) = [one for one in said if isinstance(one, CasusAangemeld)]
    token = next((one for one in said if isinstance(one, VerwijstokenVerzegeld)), None)
    return aangemeld, token


async def test_one_child_has_one_token_in_every_domain_under_seals_that_differ(
    onderwijs: Proef, veiligheid: Proef, deelt: Deel
) -> None:
    opened, sealed = [], []
    for proef, meer in (
        (onderwijs, {}),
        (
            veiligheid,
            {"rol": "jeugdagent", "overleg": "hco", "school": None, "leerjaar": None,
             "verzuim": None, "politiecontact": "Aangesproken", "besluit_vastgelegd": True},
        ),
    ):  # fmt: skip
        tokens = deelt(proef)
        assert (await proef.meld(**meer)).status_code == 201
        aangemeld, said = _gezegd(proef)
        assert said is not None
        assert (said.casus, said.betrokkene) == (aangemeld.casus, aangemeld.betrokkene)
        opened.append(tokens.seal.open(said.token, said.betrokkene))
        sealed.append(said.token.cijfertekst)
    assert opened[0] == opened[1]
    assert sealed[0] != sealed[1]
    assert BSN not in str(opened)


async def test_a_child_without_a_number_has_none(onderwijs: Proef, deelt: Deel) -> None:
    deelt(onderwijs)
    assert (await onderwijs.meld(bsn=None)).status_code == 201
    assert _gezegd(onderwijs)[1] is None


async def test_a_region_without_a_verwijsindex_has_none(onderwijs: Proef, deelt: Deel) -> None:
    deelt(onderwijs)
    onderwijs.ken(onderwijs.convenant.model_copy(update={"versie": 3}))
    assert (await onderwijs.meld()).status_code == 201
    assert _gezegd(onderwijs)[1] is None


async def test_the_number_stands_nowhere_outside_the_vault(onderwijs: Proef, deelt: Deel) -> None:
    deelt(onderwijs)
    await onderwijs.meld()
    assert _gezegd(onderwijs)[1] is not None
    assert BSN.encode() not in onderwijs.bytes_buiten_de_kluis()


async def test_who_was_destroyed_has_no_token_any_more(onderwijs: Proef, deelt: Deel) -> None:
    tokens = deelt(onderwijs)
    for kenmerk in ("a", "b"):
        await onderwijs.meld(kenmerk=kenmerk)
    said = onderwijs.gezegd()
    first, second = (one for one in said if isinstance(one, CasusAangemeld))
    (token, _) = (one.token for one in said if isinstance(one, VerwijstokenVerzegeld))
    onderwijs.vernietig(first)
    assert tokens.seal.open(token, first.betrokkene)
    onderwijs.vernietig(second)
    with pytest.raises(KeyDestroyed):
        tokens.seal.open(token, first.betrokkene)


async def test_other_numbers_give_other_tokens(tmp_path: Path) -> None:
    tokens = Verwijstokens(_winkel(tmp_path, MATCHING), _winkel(tmp_path, INDEX_SEAL))
    made = [
        tokens.seal.open(tokens.token_van(bsn, child), child)
        for bsn in (BSN, "111222333")
        for child in ("a" * 26, "b" * 26)
    ]
    assert made[0] == made[1]
    assert made[2] == made[3]
    assert made[0] != made[2]
