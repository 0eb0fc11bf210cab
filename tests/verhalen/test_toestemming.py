"""Toestemming die verandert, verandert alleen wat op toestemming rust."""

import pytest

from chain.driver import until
from tests.verhalen.keten import HCO, Casus, Keten, vandaag, velden

pytestmark = pytest.mark.anyio

AGENT = "politie-tilburg/jeugdagent"
WERKER = "mw-tilburg/maatschappelijk-werker"
RAAD = "rvdk/raadsonderzoeker"
DOEL = "afstemming-zorg-en-veiligheid"
POLITIE = {"politiecontact", "bekend-bij-politie"}


async def test_wat_de_politie_vastlegde_blijft_open_als_toestemming_komt_en_gaat(
    keten: Keten,
) -> None:
    """Gegeven een zorgmelding met een vastgelegd besluit, en hulp die alleen het maatschappelijk
    werk kent, als de jeugdige toestemming geeft en weer intrekt,
    dan ziet de Raad de hulp zolang de toestemming er is, en wat de politie meldde de hele tijd.
    """
    melding = await keten.als(AGENT).meldt_aan(
        HCO,
        geboortedatum=vandaag(-17 * 366),
        politiecontact="aangetroffen",
        besluit_vastgelegd=True,
    )
    raad = melding.voor(keten.als(RAAD))
    await raad.nu()
    await melding.doe("meld-bekendheid", bekend="ja", bronbesluit="wpg-20")
    werker = melding.voor(keten.als(WERKER))
    await werker.doe("voeg-informatie-toe", veld="hulp", tekst="loopt bij ons", doel=DOEL)
    await _ziet(raad, POLITIE)

    await werker.doe(
        "leg-toestemming-vast",
        door="jeugdige",
        doel=DOEL,
        categorieen=["hulpverleningsgeschiedenis"],
        ontvangers=["veiligheid"],
        gegeven_op=vandaag(),
    )
    await _ziet(raad, POLITIE | {"hulp"})
    (gegeven,) = (await werker.nu())["toestemmingen"]
    await werker.doe("trek-toestemming-in", toestemming=gegeven["id"])
    await _ziet(raad, POLITIE)


async def _ziet(casus: Casus, gewenst: set[str]) -> None:
    """Wait until exactly these of the fields at stake are seen, and see them stay."""

    async def look() -> bool | None:
        gezien = velden(await casus.nu()) & (POLITIE | {"hulp"})
        return gezien == gewenst or None

    await until(look)
    await casus.wie.user.chain.settle()
    assert await look()
