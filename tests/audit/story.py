"""One zaak from report to feedback, as the four services would have written it down.

A school reports to its ZAT (onderwijs), which brings the case to the HCO (veiligheid), which
hands it over to the CJG (zorg). The CJG confirms action, the HCO closes, the school hears.
"""

from typing import Any

from chain.audit.links import Links
from tests.audit.logbook import Logbook

ZAT, HCO, CJG = "onderwijs", "veiligheid", "zorg"
CASUS = {ZAT: "casus-zat", HCO: "casus-hco", CJG: "casus-cjg"}
OVERLEG = {ZAT: "zat-het-baken", HCO: "hco-tilburg", CJG: "cjg-tilburg"}
OVERDRACHT = {HCO: "overdracht-hco", CJG: "overdracht-cjg"}
COVENANT = {
    "convenant": "tilburg",
    "versie": 1,
    "wegen": {"zat-naar-hco": {"terugkoppeling": {"wanneer": "altijd"}}},
}


class Story:
    """Says the events; `book` and `links` are what an auditor would have of it."""

    def __init__(self) -> None:
        self.book = Logbook()
        self.links = Links()
        self._number = 0
        for domain in (HCO, CJG):
            self.links.join(("casus", ZAT, CASUS[ZAT]), ("casus", domain, CASUS[domain]))
        self.links.join(("overdracht", HCO, OVERDRACHT[HCO]), ("overdracht", CJG, OVERDRACHT[CJG]))
        self.links.join(("terugkoppeling", HCO, "tk-hco"), ("terugkoppeling", ZAT, "tk-zat"))

    def table(self, domain: str, kind: str, cause: str = "cmd-someone", **data: Any) -> str:
        """A fact of the table of a domain."""
        own = {"casus": CASUS[domain], "overleg": OVERLEG[domain], **data}
        return self.book.say(f"{domain}.casusoverleg.v1", kind, own, cause=cause)

    def told(self, domain: str, kind: str, cause: str = "cmd-someone", **data: Any) -> str:
        """A fact of the notifier of a domain."""
        own = {"casus": CASUS[domain], **data}
        return self.book.say(f"{domain}.notifier.v1", kind, own, cause=cause)

    def provide(
        self, van: str, naar: str, soort: str, service: str = "casusoverleg", cause: str = "cmd-x"
    ) -> str:
        """A request and what the gate makes of it; gives the id of what was delivered."""
        self._number += 1
        asked, got = f"v{self._number}-{van}", f"v{self._number}-{naar}"
        if van != naar:
            self.links.join(("verstrekking", van, asked), ("verstrekking", naar, got))
        else:
            got = asked
        request = self.book.say(
            f"{van}.{service}.v1",
            "VerstrekkingGevraagd",
            {"verstrekking": asked, "casus": CASUS[van], "van_domein": van},
            cause=cause,
        )
        return self._decide(van, naar, soort, request, asked, got)

    def _decide(self, van: str, naar: str, soort: str, request: str, asked: str, got: str) -> str:
        self.book.say(
            "privacy.besluiten.v1",
            "VerstrekkingBesloten",
            {
                "besluit": f"b{self._number}",
                "verstrekking": asked,
                "casus": CASUS[van],
                "verzoek": request,
                "van_domein": van,
                "doorgelaten": True,
                "uitkomst": "toegestaan",
                "elementen": [],
            },
            cause="token",
        )
        delivered = self.book.say(
            f"{naar}.postbus.v1",
            "VerstrekkingBezorgd",
            {"verstrekking": got, "casus": CASUS[naar], "inhoud": {"soort": soort}},
            cause="token",
        )
        self.book.say(
            f"{van}.postbus.v1",
            "VerstrekkingAfgehandeld",
            {"verstrekking": asked, "casus": CASUS[van], "doorgelaten": True},
            cause="token",
        )
        return delivered


def told_in_full() -> Story:
    """The whole story, from the covenant to the acknowledgement of the feedback."""
    story = Story()
    story.book.say("keten.register.v1", "ConvenantVastgesteld", {"convenant": COVENANT})
    _reported(story)
    _brought_in(story)
    _handed_over(story)
    _acted(story)
    _fed_back(story)
    return story


def _reported(story: Story) -> None:
    reported = story.book.say(
        f"{ZAT}.intake.v1",
        "CasusAangemeld",
        {"casus": CASUS[ZAT], "overleg": OVERLEG[ZAT], "houder": "het-baken"},
    )
    story.provide(ZAT, ZAT, "bespreking", "intake", reported)
    story.table(ZAT, "CasusGeopend", reported, houder="het-baken", convenant="tilburg@1")
    story.table(ZAT, "CasusBesproken")


def _brought_in(story: Story) -> None:
    story.table(ZAT, "CasusIngebracht", naar_overleg=OVERLEG[HCO])
    arrived = story.provide(ZAT, HCO, "inbreng")
    story.table(
        HCO,
        "CasusGeopend",
        arrived,
        houder="het-baken",
        convenant="tilburg@1",
        weg="zat-naar-hco",
    )
    story.table(HCO, "CasusBesproken")
    story.table(HCO, "UitkomstVastgesteld", uitkomst="overdragen", weg="zat-naar-hco")
    story.table(HCO, "PlanVastgesteld", houder="veiligheidshuis")
    heard = story.provide(HCO, ZAT, "houdermelding")
    story.table(ZAT, "HouderVernomen", heard, houder="veiligheidshuis")


def _handed_over(story: Story) -> None:
    story.table(HCO, "OverdrachtAangeboden", overdracht=OVERDRACHT[HCO], houder="veiligheidshuis")
    arrived = story.provide(HCO, CJG, "overdrachtsaanbod")
    story.table(CJG, "CasusGeopend", arrived, houder="veiligheidshuis", convenant="tilburg@1")
    story.table(
        CJG,
        "OverdrachtOntvangen",
        arrived,
        overdracht=OVERDRACHT[CJG],
        houder="veiligheidshuis",
    )
    _step(story, "geaccepteerd")


def _acted(story: Story) -> None:
    heard = _step(story, "actie-bevestigd")
    story.told(HCO, "BerichtKlaargezet", heard, bericht="m1", soort="actie-bevestigd")
    story.told(HCO, "BerichtKlaargezet", heard, bericht="m2", soort="actie-terugkoppelen")
    story.table(HCO, "CasusAfgesloten", houder="cjg")


def _step(story: Story, stap: str) -> str:
    story.table(CJG, "OverdrachtGewijzigd", overdracht=OVERDRACHT[CJG], stap=stap, houder="cjg")
    arrived = story.provide(CJG, HCO, "overdrachtstap")
    return story.table(
        HCO,
        "OverdrachtstapVernomen",
        arrived,
        overdracht=OVERDRACHT[HCO],
        stap=stap,
        houder="cjg",
    )


def _fed_back(story: Story) -> None:
    story.told(HCO, "TerugkoppelingDoorgegeven", bericht="m2", terugkoppeling="tk-hco")
    arrived = story.provide(HCO, ZAT, "terugkoppeling", "notifier")
    story.told(
        ZAT,
        "BerichtKlaargezet",
        arrived,
        bericht="m3",
        soort="terugkoppeling-ontvangen",
        terugkoppeling="tk-zat",
    )
    story.told(ZAT, "OntvangstBevestigd", bericht="m3", terugkoppeling="tk-zat")
