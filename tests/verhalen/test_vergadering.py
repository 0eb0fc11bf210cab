"""De vergadering: wie er was, hoe het gezin betrokken is, en wie wat afspreekt."""

import pytest

from chain.daden import uitvoering
from tests.verhalen.keten import HCO, Casus, Keten, vandaag, velden

pytestmark = pytest.mark.anyio

AGENT = "politie-tilburg/jeugdagent"
KETEN = "veiligheidshuis-tilburg/ketenmanager"
NOVADIC = "novadic/behandelaar"
RMC = "rmc-tilburg/rmc-coordinator"


async def _bij_het_hco(keten: Keten) -> Casus:
    """Een zorgmelding van de politie, in handen van de ketenmanager."""
    melding = await keten.als(AGENT).meldt_aan(
        HCO, politiecontact="aangetroffen", besluit_vastgelegd=True
    )
    hco = melding.voor(keten.als(KETEN))
    await hco.nu()
    return hco


async def test_wie_niet_betrokken_is_heeft_een_reden_van_veiligheid(keten: Keten) -> None:
    """Gegeven een bespreking zonder de ouders,
    dan wordt zij pas vastgelegd met de reden van veiligheid erbij.
    """
    hco = await _bij_het_hco(keten)
    zonder = {"op": vandaag(), "jeugdige": "aanwezig", "ouders": "niet-om-veiligheid"}
    assert "veiligheid" in await hco.mag_niet("bespreek", **zonder)
    await hco.doe(
        "bespreek",
        aanwezig=[AGENT, KETEN],
        veiligheidsreden="direct-gevaar-voor-het-kind",
        **zonder,
    )
    (bespreking,) = (await hco.nu())["besprekingen"]
    assert len(bespreking["aanwezig"]) == 2


async def test_dat_de_verslavingszorg_helpt_is_niet_voor_elke_zetel(keten: Keten) -> None:
    """Gegeven een afspraak dat de verslavingszorg een eerste gesprek voert,
    dan ziet die haar, de politie niet, en kan de casus niet dicht voordat bekend is wat ervan werd.
    """
    hco = await _bij_het_hco(keten)
    await hco.besproken("sluiten")
    afspraak = {"soort": "eerste-gesprek", "start": vandaag(), "beoogd_einde": vandaag(2)}
    await hco.doe("maak-afspraak", uitvoerder=NOVADIC, **afspraak)
    behandelaar, agent = (hco.voor(keten.als(wie)) for wie in (NOVADIC, AGENT))
    (gezien,) = (await behandelaar.nu())["afspraken"]
    assert gezien["uitvoerder"]["organisatie"] == "novadic"
    bij_agent = await agent.nu()
    assert (bij_agent["afspraken"], "afspraak" in velden(bij_agent)) == ([], False)
    assert "novadic" not in str(bij_agent["geschiedenis"])
    assert "afspraak" in await hco.mag_niet("sluit-casus", reden="geen-vervolg")
    await behandelaar.doe("rond-afspraak-af", afloop="nagekomen")
    await hco.doe("sluit-casus", reden="geen-vervolg")


async def test_een_afspraak_met_het_rmc_ziet_de_hele_tafel(keten: Keten) -> None:
    """Gegeven een afspraak waar geen geheim op rust, dan zien ook andere zetels haar."""
    hco = await _bij_het_hco(keten)
    afspraak = {"soort": "gesprek-met-school", "start": vandaag(), "beoogd_einde": vandaag(5)}
    await hco.voor(keten.als(RMC)).doe("maak-afspraak", uitvoerder=RMC, **afspraak)
    raad = hco.voor(keten.als("rvdk/raadsonderzoeker"))
    (gezien,) = await raad.ziet_afspraken()
    assert gezien["soort"] == "gesprek-met-school"


async def test_agenda_actielijst_en_verslag_noemen_geen_jeugdige(keten: Keten) -> None:
    """Gegeven een casus en een groep op de agenda van het HCO,
    als de ketenmanager agenda, actielijst en verslag opvraagt,
    dan staat er in wie wat doet, en nergens een naam.
    """
    hco = await _bij_het_hco(keten)
    ketenmanager = keten.als(KETEN)
    await hco.doe("agendeer", vergadering=vandaag(7))
    await ketenmanager.zet_groep_op_agenda(HCO, vandaag(7))
    await hco.besproken("eigen-plan")
    await hco.doe("stel-plan-vast", **uitvoering(RMC, vandaag(), vandaag(42)))
    agenda = await ketenmanager.leest(HCO, "agenda")
    (vergadering,) = [v for v in agenda["vergaderingen"] if hco.id in v["casussen"]]
    assert vergadering["groepen"]
    acties = (await keten.als(RMC).leest(HCO, "acties"))["acties"]
    (eigen,) = [a for a in acties if a["casus"] == hco.id]
    assert (eigen["wie"]["rol"], eigen["uiterlijk"]) == ("rmc-coordinator", vandaag(42))
    verslag = await ketenmanager.leest(HCO, f"verslagen/{HCO}/{vandaag()}")
    assert hco.id in {punt["casus"] for punt in verslag["punten"]}
    for gelezen in (agenda, acties, verslag):
        assert hco.naam.split()[0] not in str(gelezen)
