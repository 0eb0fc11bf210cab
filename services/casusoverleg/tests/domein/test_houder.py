"""Never let go: over every history of commands and crossing news, one organisation holds.

The same histories each time. Others, and many: `KETEN_EXAMPLES=5000 ./keten test
--hypothesis-profile=default services/casusoverleg/tests/domein/test_houder.py`.
"""

import os
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.onderwerpen import STAPPEN
from casusoverleg.domain.overdragen.overdracht import AANVAARD, Kant, Overdracht, Stand
from casusoverleg.domain.stappen.circumstances import zetel_aan
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.hindernis import hindernis
from casusoverleg.domain.stappen.refusal import Weigering
from chain.daden import GROND, bespreking
from contracts.events.casusoverleg import (
    CasusAfgesloten,
    OverdrachtAangeboden,
    OverdrachtGewijzigd,
    PlanVastgesteld,
)
from contracts.events.verstrekking import Stap

TAFELS = ("zat", "hco", "cjg", "loket")
NAAR = {"vraag": "hulp-starten", "gewenst_bewijs": "hulp-is-begonnen"} | GROND

KEUZES: dict[str, list[dict[str, Any]]] = {
    "bespreek": [bespreking("2026-03-02")],
    "stel-uitkomst-vast": [
        {"uitkomst": u} for u in ("eigen-plan", "overdragen", "terug-naar-inbrenger", "sluiten")
    ],
    "stel-plan-vast": [{"start": "2026-03-02", "beoogd_einde": "2026-09-01"}],
    "breng-in": [{"naar_overleg": "hco", "vraag": "bespreken"} | GROND],
    "draag-over": [{"naar_overleg": naar} | NAAR for naar in TAFELS],
    "verwijs-door": [{"naar_overleg": naar} | NAAR for naar in TAFELS],
    "geef-terug": [{"reden": "onvoldoende-informatie"} | GROND],
    "weiger": [{"reden": "geen-plaats"}],
    "heropen-overdracht": [{"reden": "hulp-is-niet-begonnen"}],
    "meld-bevinding": [{"bevinding": "deze-hulp-past"}],
    "vraag-intrekking": [{"reden": "er-is-al-hulp-elders"}],
    "bevestig-actie": [{"bewijs": "hulp-is-begonnen", "actiedatum": "2026-03-02"}],
    "sluit-casus": [
        {"reden": r} for r in ("plan-afgerond", "actie-bevestigd", "geen-vervolg", "overgenomen")
    ],
    **{
        stap: [{}]
        for stap in (
            "accepteer",
            "vraag-terug",
            "beantwoord-vraag",
            "bevestig-intrekking",
            "bestrijd-intrekking",
            "geef-tussenbericht",
            "sluit-overdracht",
            "heropen-casus",
        )
    },
}
MOGELIJK = [(stap, keuze) for stap, keuzes in KEUZES.items() for keuze in keuzes]

HERHAALBAAR = (
    "bespreek",
    "geef-tussenbericht",
    "meld-bevinding",
    "sluit-casus",
    "heropen-casus",
    "vraag-terug",
)
"""Steps that change little; a history has few of them, so that it goes further."""

VERPLAATST = (Stap.GEACCEPTEERD, Stap.INTREKKING_BEVESTIGD)
KENT_DE_HOUDER = (Stap.GEWEIGERD, Stap.VRAAG_TERUG)


def commando(wereld: Any, overleg: str, stap: str, keuze: dict[str, Any]) -> Commando:
    extra = {"uitvoerder": str(wereld.regie(overleg))} if stap == "stel-plan-vast" else {}
    return STAPPEN[stap].model_validate(keuze | extra)


def vrij(casus: Casus) -> bool:
    """At move, and no offer out that may have been accepted already."""
    return casus.aan_zet and casus.overdragen.open_aanbod is None


def losgelaten(overdracht: Overdracht) -> bool:
    """Handed over, and nobody has said yet that anything was done."""
    return overdracht.stand in AANVAARD and not overdracht.teruggave_van


class Keten(RuleBasedStateMachine):
    """Tables give commands in any order, and news arrives when it likes."""

    nieuw: Callable[[], Any]

    def __init__(self) -> None:
        super().__init__()
        self.wereld = type(self).nieuw()
        self.houder = "het-baken"
        self.gezien = len(self.wereld.feiten)

    @rule(data=st.data())
    def doe(self, data: st.DataObject) -> None:
        """Any table that knows the casus takes a step that is possible there."""
        bekend = [naam for naam in TAFELS if self.wereld.casussen[naam]]
        overleg = data.draw(st.sampled_from(bekend), "overleg")
        voor = self.wereld.casussen[overleg]
        zetel = zetel_aan(self.wereld.convenant, overleg, self.wereld.regie(overleg))
        assert zetel is not None
        stappen = [s for s in KEUZES if hindernis(voor, STAPPEN[s], zetel) is None]
        nieuws = [
            s for s in stappen if s not in HERHAALBAAR or not voor.bespreken.besproken_op
        ] or stappen
        if not nieuws:
            return
        stap = data.draw(st.sampled_from(nieuws), "stap")
        keuze = data.draw(st.sampled_from(KEUZES[stap]), "keuze")
        self.wereld.doe(overleg, commando(self.wereld, overleg, stap, keuze))
        self._volg()

    @rule(overleg=st.sampled_from(TAFELS), wat=st.sampled_from(MOGELIJK))
    def probeer(self, overleg: str, wat: tuple[str, dict[str, Any]]) -> None:
        """Any step at all; one that is refused changes nothing."""
        voor = self.wereld.casussen[overleg]
        if voor is None:
            return
        besluit = self.wereld.doe(overleg, commando(self.wereld, overleg, *wat))
        if isinstance(besluit, Weigering) or besluit == ():
            assert self.wereld.casussen[overleg] == voor
        self._volg()

    @precondition(lambda self: any(self.wereld.post.values()))
    @rule(data=st.data())
    def bezorg(self, data: st.DataObject) -> None:
        """Some news arrives."""
        onderweg = [naam for naam in TAFELS if self.wereld.post[naam]]
        self.wereld.bezorg(data.draw(st.sampled_from(onderweg), "van"))
        self._volg()

    @precondition(lambda self: any(self.wereld.post.values()))
    @rule()
    def bezorg_alles(self) -> None:
        """All news arrives; then the copies agree."""
        self.wereld.bezorg_alles()
        self._volg()
        self._kopieen_gelijk()
        self._houder_bekend()

    @invariant()
    def hoogstens_een_is_aan_zet(self) -> None:
        kan = [c.overleg for c in self.wereld.casussen.values() if c and vrij(c)]
        assert len(kan) <= 1, kan

    @invariant()
    def wie_aan_zet_is_kent_de_houder(self) -> None:
        for casus in self.wereld.casussen.values():
            if casus and vrij(casus):
                assert casus.houder == self.houder

    @invariant()
    def een_ding_tegelijk(self) -> None:
        for casus in filter(None, self.wereld.casussen.values()):
            aanbod = [o for o in casus.overdragen.uitgaand if o.stand is Stand.AANGEBODEN]
            assert len(aanbod) + (casus.overdragen.inbreng is not None) <= 1

    def _volg(self) -> None:
        """Follow the facts that decide, and check that each takes over from the real holder."""
        for overleg, feit in self.wereld.feiten[self.gezien :]:
            match feit:
                case OverdrachtAangeboden():
                    assert feit.houder == self.houder
                case OverdrachtGewijzigd() if feit.stap in VERPLAATST:
                    self.houder = feit.houder
                case OverdrachtGewijzigd() if feit.stap in KENT_DE_HOUDER:
                    assert feit.houder == self.houder
                case PlanVastgesteld():
                    self.houder = feit.houder
                case CasusAfgesloten():
                    casus = self.wereld.casus(overleg)
                    assert casus.overdragen.lopend_werk is None
                    assert not [o for o in casus.overdragen.uitgaand if losgelaten(o)]
                case _:
                    pass
        self.gezien = len(self.wereld.feiten)

    def _kopieen_gelijk(self) -> None:
        standen: dict[str, dict[Kant, Stand]] = {}
        for casus in filter(None, self.wereld.casussen.values()):
            for overdracht in casus.overdragen.overdrachten:
                standen.setdefault(overdracht.id, {})[overdracht.kant] = overdracht.stand
        for kanten in standen.values():
            assert len(set(kanten.values())) == 1, kanten

    def _houder_bekend(self) -> None:
        """When all news is in, someone is at move, and who waits upstream knows the holder."""
        casussen = [c for c in self.wereld.casussen.values() if c]
        assert any(c.aan_zet for c in casussen)
        wachtend = {naar for c in casussen for naar in c.overdragen.stroomopwaarts}
        for overleg in wachtend:
            assert self.wereld.casus(overleg).houder == self.houder, overleg


def test_exactly_one_organisation_holds_the_case(nieuwe_wereld: Callable[[], Any]) -> None:
    class Gevuld(Keten):
        nieuw = staticmethod(nieuwe_wereld)

    run_state_machine_as_test(
        Gevuld,
        settings=settings(
            max_examples=int(os.environ.get("KETEN_EXAMPLES", "100")),
            stateful_step_count=80,
            deadline=None,
            phases=(Phase.reuse, Phase.generate, Phase.shrink),
            suppress_health_check=(HealthCheck.too_slow,),
        ),
    )
