"""What people do in a sample case, told in order; each move is a few deeds at their tables."""

from collections.abc import Callable
from typing import Any, Self

from chain.daden import AANBOD, GROND, bespreking, bevestiging, gewogen, uitvoering
from chain.demo.stap import Demodaad
from chain.driver import Json

HCO, CJG, JCO = "hco-tilburg", "cjg-tilburg", "jco-tilburg"
BJZ, HALT = "bjz-loket", "halt-loket"
BAKEN, VAART = "zat-het-baken", "zat-de-vaart"

REGIE = {
    BAKEN: "zat-baken",
    VAART: "zat-vaart",
    CJG: "procesregisseur",
    HCO: "ketenmanager",
    JCO: "officier",
    BJZ: "casemanager",
    HALT: "halt",
}
"""Who directs a table, by the name in `medewerkers`."""

ZORGCOORDINATOR = {BAKEN: "zorg-baken", VAART: "zorg-vaart"}

Terug = tuple[str, str]
"""Who carries feedback back, and to which ZAT."""

_BEWIJS = {
    BAKEN: "jeugdige-is-terug-in-de-klas",
    VAART: "jeugdige-is-terug-in-de-klas",
    CJG: "hulp-is-begonnen",
    HCO: "gezin-is-aangekomen",
    BJZ: "onderzoek-is-begonnen",
    HALT: "hulp-is-begonnen",
}
_VRAAG = {
    BAKEN: "terug-naar-school",
    VAART: "terug-naar-school",
    CJG: "hulp-starten",
    HCO: "regie-overnemen",
    BJZ: "onderzoek-of-een-maatregel-haalbaar-is",
    HALT: "hulp-starten",
}
_DOEL = {HCO: "afstemming-zorg-en-veiligheid", HALT: "strafrechtspleging"}


class Loop:
    """A course of events under construction; `na` lets time pass."""

    def __init__(self, bronbesluit: str = "geen") -> None:
        self._bronbesluit = bronbesluit
        self._dag = 0
        self._deeds: list[Demodaad] = []

    def tot(self, laatste_dag: int) -> tuple[Demodaad, ...]:
        """What has happened by that day."""
        return tuple(deed for deed in self._deeds if deed.na_dagen <= laatste_dag)

    def na(self, dagen: int) -> Self:
        """Some days pass."""
        self._dag += dagen
        return self

    def doe(
        self, wie: str, overleg: str, stap: str, /, *, geweigerd: bool = False, **invoer: Any
    ) -> Self:
        """Somebody does something."""
        self._deeds.append(Demodaad(self._dag, wie, overleg, stap, invoer, geweigerd))
        return self

    def bespreek(
        self, tafel: str, uitkomst: str | None = None, betrokken: str = "vooraf-gesproken"
    ) -> Self:
        """Put on the agenda the next day, discussed six days later; perhaps with an outcome."""
        regie = REGIE[tafel]
        self.na(1).doe(regie, tafel, "agendeer", vergadering="+6")
        samen = bespreking("+0", "vooraf-gesproken") | {"ouders": betrokken}
        if betrokken == "niet-om-veiligheid":
            samen["veiligheidsreden"] = "direct-gevaar-voor-het-kind"
        self.na(6).doe(regie, tafel, "bespreek", **samen)
        return self.stel_vast(tafel, uitkomst) if uitkomst else self

    def stel_vast(self, tafel: str, uitkomst: str) -> Self:
        """The outcome of the discussion."""
        return self.doe(REGIE[tafel], tafel, "stel-uitkomst-vast", uitkomst=uitkomst)

    def eigen_plan(self, tafel: str, uitvoerder: str, weken: int = 12) -> Self:
        """The table keeps it, and makes a plan of its own."""
        self.stel_vast(tafel, "eigen-plan")
        return self.doe(
            REGIE[tafel],
            tafel,
            "stel-plan-vast",
            **uitvoering(uitvoerder, "+1", f"+{7 * weken}"),
        )

    def meld_bekend(self, tafel: str, **antwoorden: str) -> Self:
        """Partners say whether they know the young person."""
        for wie, bekend in antwoorden.items():
            self.doe(wie.replace("_", "-"), tafel, "meld-bekendheid", bekend=bekend)
        return self

    def breng_in(self, van: str, vraag: str = "bespreken") -> Self:
        """Brought to the HCO, after the sender weighed that."""
        return self.doe(
            REGIE[van],
            van,
            "breng-in",
            naar_overleg=HCO,
            vraag=vraag,
            **self.grondslag(HCO),
            **gewogen("+90"),
        )

    def draag_over(self, van: str, naar: str, **anders: Any) -> Self:
        """Offered to another table or desk."""
        given = self._aanbod(naar) | anders
        return self.doe(REGIE[van], van, "draag-over", **given)

    def verwijs_door(self, van: str, naar: str) -> Self:
        """Handed on."""
        return self.doe(REGIE[van], van, "verwijs-door", **self._aanbod(naar))

    def accepteer(self, tafel: str) -> Self:
        """The offer is accepted."""
        return self.doe(REGIE[tafel], tafel, "accepteer")

    def bevestig_actie(self, tafel: str) -> Self:
        """Action was really taken."""
        gedaan = bevestiging("+0", _BEWIJS[tafel])
        return self.doe(REGIE[tafel], tafel, "bevestig-actie", **gedaan)

    def sluit(self, tafel: str, reden: str, *, geweigerd: bool = False) -> Self:
        """The casus is closed at a table."""
        return self.doe(REGIE[tafel], tafel, "sluit-casus", geweigerd=geweigerd, reden=reden)

    def koppel_terug(self, van: str, drager: str, school: str) -> Self:
        """The carrier passes on, the school acknowledges, the carrier sees that."""
        self.na(1).doe(drager, van, "bericht:doorgeven")
        self.na(1).doe(ZORGCOORDINATOR[school], school, "bericht:bevestig")
        return self.doe(drager, van, "bericht:bevestig")

    def over(self, tafel: str, naar: str, terug: Terug | None = None) -> Self:
        """Handed over, accepted, acted on, and only then closed."""
        self.draag_over(tafel, naar)
        if terug:
            self.koppel_terug(tafel, *terug)
        return self.opgepakt(tafel, naar, terug)

    def opgepakt(self, tafel: str, naar: str, terug: Terug | None = None) -> Self:
        """What was offered is accepted and acted on, and only then closed."""
        self.na(1).accepteer(naar)
        self.na(12).bevestig_actie(naar)
        if terug:
            self.koppel_terug(tafel, *terug)
        return self.sluit(tafel, "actie-bevestigd")

    def via_hco(self, tafel: str, uitkomst: str | None = None) -> Self:
        """Discussed at the own table first, then brought to the HCO and discussed there."""
        return self.bespreek(tafel).breng_in(tafel).bespreek(HCO, uitkomst)

    def volg_match_op(self, tafel: str) -> Self:
        """Another table has the same child: they called, and make one plan."""
        return self.doe(
            REGIE[tafel],
            tafel,
            "volg-match-op",
            match="@match",
            opvolging="contact-gelegd",
            uitkomst="samen-een-plan",
        )

    def grondslag(self, naar: str) -> Json:
        """On what a provision to a table rests."""
        doel = _DOEL.get(naar, "hulpverlening")
        return GROND | {"doel": doel, "bronbesluit": self._bronbesluit}

    def _aanbod(self, naar: str) -> Json:
        wat = {"naar_overleg": naar, "vraag": _VRAAG[naar], "gewenst_bewijs": _BEWIJS[naar]}
        return AANBOD | wat | self.grondslag(naar)


Verloop = Callable[[Loop, str], Loop]
"""What happens on a road; the ZAT is the one that reports it, or that of the school."""
