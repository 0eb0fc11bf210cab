"""One zaak from report to feedback, as the four services would have written it down.

A school reports to its ZAT (onderwijs), which brings the case to the HCO (veiligheid), which
hands it over to the CJG (zorg). The CJG confirms action, the HCO closes, the school hears.
"""

import json
from copy import copy, deepcopy
from pathlib import Path
from typing import Any

from infra.database import Database
from infra.kernel.ids import derived_id
from infra.keys import KeyStore
from tests.audit.logbook import Logbook

ZAT, HCO, CJG = "onderwijs", "veiligheid", "zorg"
CASUS = {ZAT: "casus-zat", HCO: "casus-hco", CJG: "casus-cjg"}
OVERLEG = {ZAT: "zat-het-baken", HCO: "hco-tilburg", CJG: "cjg-tilburg"}
OVERDRACHT = {HCO: "overdracht-hco", CJG: "overdracht-cjg"}
SEATS = ["politie/jeugdagent", "rmc/rmc-coordinator", "rvdk/raadsonderzoeker"]
COVENANT = {
    "convenant": "tilburg",
    "versie": 1,
    "organisaties": {"politie-tilburg": {"type": "politie"}, "rmc-tilburg": {"type": "rmc"}},
    "overleggen": {
        "hco-tilburg": {
            "regie": "rmc-tilburg/rmc-coordinator",
            "zetels": ["politie-tilburg/jeugdagent"],
        }
    },
    "wegen": {"zat-naar-hco": {"terugkoppeling": {"wanneer": "altijd"}}},
}


class Story:
    """Says the events; what the gate seals lies under its key store in `home`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.book = Logbook()
        self._keys = KeyStore(Database(f"sqlite:///{home}/keys/privacy-gate.sqlite"))
        self._number = 0
        for domain in (HCO, CJG):
            self.link("casus", (ZAT, CASUS[ZAT]), (domain, CASUS[domain]))
        self.link("overdracht", (HCO, OVERDRACHT[HCO]), (CJG, OVERDRACHT[CJG]))
        self.link("terugkoppeling", (HCO, "tk-hco"), (ZAT, "tk-zat"))

    def copy(self, home: Path) -> "Story":
        """The same story elsewhere."""
        other = copy(self)
        other.home, other.book = home, deepcopy(self.book)
        return other

    def write(self) -> Path:
        """The log, beside the keys."""
        path = self.home / "log.sqlite"
        path.unlink(missing_ok=True)
        return self.book.write(path)

    def link(self, soort: str, one: tuple[str, str], other: tuple[str, str]) -> None:
        """The gate notes that two ids mean the same."""
        link = {
            "soort": soort,
            "domein": one[0],
            "overleg": None,
            "id": one[1],
            "naar_domein": other[0],
            "naar_overleg": None,
            "naar_id": other[1],
        }
        name = f"link-{soort}-{one[1]}-{other[1]}"
        sealed = self._keys.seal(json.dumps([link]), "somebody", name)
        self.gate(
            "privacy.vertaling.v1",
            "VertalingVastgelegd",
            {"vertaling": name, "koppelingen": sealed.model_dump()},
            "cmd-story",
        )

    def gate(self, topic: str, kind: str, data: dict[str, Any], cause: str) -> str:
        """An event of the gate: it does not name its cause as it is."""
        if not cause.startswith("cmd-"):
            cause = derived_id(self._keys.secret("id"), "cause", topic, cause)
        return self.book.say(topic, kind, data, cause=cause)

    def table(self, domain: str, kind: str, cause: str = "cmd-someone", **data: Any) -> str:
        """A fact of the table of a domain."""
        own = {"casus": CASUS[domain], "overleg": OVERLEG[domain], **data}
        return self.book.say(f"{domain}.casusoverleg.v1", kind, own, cause=cause)

    def told(self, domain: str, kind: str, cause: str = "cmd-someone", **data: Any) -> str:
        """A fact of the notifier of a domain."""
        own = {"casus": CASUS[domain], **data}
        return self.book.say(f"{domain}.notifier.v1", kind, own, cause=cause)

    def provide(self, van: str, naar: str, inhoud: dict[str, Any], **asked_with: Any) -> str:
        """A request and what the gate makes of it; gives the id of what was delivered.

        `asked_with`: service, cause, elementen (element id -> seats), houder (as delivered).
        """
        self._number += 1
        asked = f"v{self._number}"
        got = asked if van == naar else f"{asked}-{naar}"
        if van != naar:
            self.link("verstrekking", (van, asked), (naar, got))
        request = self.book.say(
            f"{van}.{asked_with.get('service', 'casusoverleg')}.v1",
            "VerstrekkingGevraagd",
            {"verstrekking": asked, "casus": CASUS[van], "van_domein": van, "inhoud": inhoud},
            cause=asked_with.get("cause", "cmd-someone"),
        )
        elements = asked_with.get("elementen", {})
        self._decide((van, naar), request, asked, elements)
        houder = asked_with.get("houder", inhoud.get("houder"))
        told = {
            "verstrekking": got,
            "inhoud": inhoud | ({"houder": houder} if houder else {}),
            "elementen": elements,
        }
        delivered = self._deliver((van, naar), request, told)
        answered = {"verstrekking": asked, "casus": CASUS[van], "doorgelaten": True}
        self.gate(f"{van}.postbus.v1", "VerstrekkingAfgehandeld", answered, request)
        return delivered

    def _decide(
        self, road: tuple[str, str], request: str, asked: str, elements: dict[str, list[str]]
    ) -> None:
        van, naar = road
        decided = [
            {
                "element": element,
                "categorie": "verzuim",
                "uitkomst": "toegestaan",
                "zetels": [
                    _outcome(seat, "toegestaan" if seat in seats else "geweigerd") for seat in SEATS
                ],
            }
            for element, seats in elements.items()
        ]
        data = {
            "besluit": f"b{self._number}",
            "verstrekking": asked,
            "casus": CASUS[van],
            "verzoek": request,
            "van_domein": van,
            "van_overleg": OVERLEG[van],
            "naar_domein": naar,
            "naar_overleg": OVERLEG[naar],
            "soort": "x",
            "doorgelaten": True,
            "uitkomst": "toegestaan",
            "elementen": decided,
            "omstandigheden": {"leeftijdsband": "12-15"},
            "regels": ["I-1"],
            "artikelen": ["Wbp 8"],
            "regelset": "abc",
            "convenant": "tilburg@1",
            "toestemmingen": [],
            "wegingen": [],
            "verplichtingen": [
                {"soort": "informeren", "artikel": "Wbp 34", "uiterlijk": "2010-10-01"}
            ],
            "op": "2010-09-01",
        }
        self.gate("privacy.besluiten.v1", "VerstrekkingBesloten", data, request)

    def _deliver(self, road: tuple[str, str], request: str, told: dict[str, Any]) -> str:
        van, naar = road
        token = f"token{self._number}"
        self.link("besluit", (van, f"b{self._number}"), (naar, token))
        shared = []
        for element, seats in told["elementen"].items():
            new = f"{element}-{naar}"
            self.link("element", (van, element), (naar, new))
            shared.append(
                {
                    "element": {"id": new, "veld": "verzuim"},
                    "bewerking": "geen",
                    "zetels": [_seat(seat) for seat in seats],
                }
            )
        data = {
            "casus": CASUS[naar],
            "convenant": "tilburg@1",
            "naar_overleg": OVERLEG[naar],
            "besluit": token,
            "op": "2010-09-01",
        }
        data = told | data | {"elementen": shared}
        return self.gate(f"{naar}.postbus.v1", "VerstrekkingBezorgd", data, request)


def _seat(name: str) -> dict[str, str]:
    kind, role = name.split("/")
    return {"organisatietype": kind, "rol": role}


def _outcome(seat: str, outcome: str) -> dict[str, Any]:
    return {
        "zetel": _seat(seat),
        "uitkomst": outcome,
        "bewerking": "geen",
        "regels": ["E-1"],
        "artikelen": ["Wbp 9"],
        "gemist": [] if outcome == "toegestaan" else ["toestemming"],
    }


def told_in_full(home: Path) -> Story:
    """The whole story, from the covenant to the acknowledgement of the feedback."""
    story = Story(home)
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
    story.provide(ZAT, ZAT, {"soort": "bespreking"}, service="intake", cause=reported)
    story.table(ZAT, "CasusGeopend", reported, houder="het-baken", convenant="tilburg@1")
    story.table(ZAT, "CasusBesproken")


def _brought_in(story: Story) -> None:
    story.table(ZAT, "CasusIngebracht", naar_overleg=OVERLEG[HCO])
    arrived = story.provide(
        ZAT,
        HCO,
        {"soort": "inbreng", "houder": "het-baken"},
        elementen={"e1": SEATS[:2], "e2": SEATS[1:]},
    )
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
    heard = story.provide(
        HCO,
        ZAT,
        {"soort": "houdermelding", "houder": "veiligheidshuis", "beantwoordt_inbreng": True},
    )
    story.table(ZAT, "HouderVernomen", heard, houder="veiligheidshuis")


def _handed_over(story: Story) -> None:
    story.table(HCO, "OverdrachtAangeboden", overdracht=OVERDRACHT[HCO], houder="veiligheidshuis")
    arrived = story.provide(HCO, CJG, {"soort": "overdrachtsaanbod", "houder": "veiligheidshuis"})
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
    arrived = story.provide(CJG, HCO, {"soort": "overdrachtstap", "houder": "cjg"})
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
    arrived = story.provide(HCO, ZAT, {"soort": "terugkoppeling"}, service="notifier")
    story.told(
        ZAT,
        "BerichtKlaargezet",
        arrived,
        bericht="m3",
        soort="terugkoppeling-ontvangen",
        terugkoppeling="tk-zat",
    )
    story.told(ZAT, "OntvangstBevestigd", bericht="m3", terugkoppeling="tk-zat")
