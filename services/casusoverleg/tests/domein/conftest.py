"""The tables of a region as they talk through a gate that lets everything pass."""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.decide import decide
from casusoverleg.domain.fold import vouw
from casusoverleg.domain.stappen.circumstances import Omstandigheden
from casusoverleg.domain.stappen.command import Commando
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.seals import te_verzegelen
from casusoverleg.domain.verstrekken.horen import hoor, hoor_aanmelding
from casusoverleg.domain.verstrekken.verzoeken import voor_eigen_overleg
from chain.daden import bespreking, commando
from contracts.covenant import Convenant
from contracts.elements import Bewerking, Element, GedeeldElement, Veld, Verzegeld
from contracts.events.intake import CasusAangemeld
from contracts.events.payload import Payload
from contracts.events.privacy_gate import VerstrekkingAfgehandeld, VerstrekkingBezorgd
from contracts.events.verstrekking import (
    Elementuitkomst,
    Overdrachtsvraag,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import (
    Doel,
    Functie,
    Geheimhouding,
    Leeftijdsband,
    Organisatietype,
    Relatie,
    Uitkomst,
)
from infra.kernel.ids import derived_id
from infra.working_days import working_days_after

VANDAAG = date(2026, 3, 2)


def ident(*delen: str) -> str:
    return derived_id(b"test", *delen)


class Wereld:
    """Tables of one young person's case. News travels in the order in which a table sent it."""

    def __init__(self, convenant: Convenant) -> None:
        self.convenant = convenant
        self.op = VANDAAG
        self.casussen: dict[str, Casus | None] = dict.fromkeys(convenant.overleggen)
        self.feiten: list[tuple[str, Payload]] = []
        self.post: dict[str, deque[VerstrekkingGevraagd]] = {
            naam: deque() for naam in convenant.overleggen
        }
        self._teller = 0

    def omst(self, overleg: str, **meer: Any) -> Omstandigheden:
        self._teller += 1
        teller = str(self._teller)
        return Omstandigheden(
            op=self.op,
            domein=self.convenant.overleggen[overleg].domein,
            convenant=self.convenant,
            nieuw=lambda *delen: ident(teller, *delen),
            na_werkdagen=working_days_after,
            **meer,
        )

    def regie(self, overleg: str) -> Functie:
        return self.convenant.overleggen[overleg].functies()[0]

    def casus(self, overleg: str) -> Casus:
        casus = self.casussen[overleg]
        assert casus is not None
        return casus

    def meld_aan(self, overleg: str, door: Functie, houder: str, **grondslag: Any) -> None:
        """Let intake report a case; its own request to the gate is already on its way."""
        weg = self.convenant.weg(door.organisatie, overleg)
        element = Element(
            id=ident("naam"),
            veld=Veld.NAAM,
            over=ident("betrokkene"),
            relatie=Relatie.JEUGDIGE,
            vastgelegd_door=self.regie(overleg),
            brontype=Organisatietype.SCHOOL,
            vastgelegd_op=self.op,
            doel=Doel.ONDERWIJSBEGELEIDING,
            geheim=Geheimhouding.GEEN,
            waarde=Verzegeld(sleutel=ident("sleutel"), cijfertekst="x"),
        )
        feit = CasusAangemeld(
            casus=ident("casus", overleg),
            betrokkene=ident("betrokkene"),
            gezin=ident("gezin"),
            overleg=overleg,
            convenant=self.convenant.verwijzing,
            weg=weg[0] if weg else None,
            door=door,
            houder=houder,
            school="het-baken",
            leeftijdsband=Leeftijdsband.VAN_12_TOT_16,
            vraag=Overdrachtsvraag.BESPREKEN,
            elementen=(element,),
        )
        self._gebeurd(overleg, (*hoor_aanmelding(feit), feit))
        gevraagd = voor_eigen_overleg(self.casus(overleg), self.omst(overleg), door, (element,))
        gevraagd = gevraagd.model_copy(update=grondslag)
        self.casussen[overleg] = vouw(((gevraagd, self.op),), self.casussen[overleg])

    def doe(
        self, overleg: str, commando: Commando, functie: Functie | None = None, **meer: Any
    ) -> tuple[Payload, ...] | Weigering:
        """Give a command; what follows from it is folded and sent."""
        casus = self.casus(overleg)
        omst = self.omst(overleg, **meer)
        zegel = Verzegeld(sleutel=ident("sleutel"), cijfertekst="y")
        verzegeld = {t.als: zegel for t in te_verzegelen(casus, commando, omst.nieuw)}
        omst = Omstandigheden(**{**omst.__dict__, "verzegeld": verzegeld})
        besluit = decide(casus, commando, functie or self.regie(overleg), omst)
        if not isinstance(besluit, Weigering):
            self._gebeurd(overleg, besluit)
        return besluit

    def moet(self, overleg: str, commando: Commando, functie: Functie | None = None) -> None:
        """Give a command that must be possible, and let all news arrive."""
        besluit = self.doe(overleg, commando, functie)
        assert not isinstance(besluit, Weigering), besluit
        self.bezorg_alles()

    def bespreek(self, overleg: str, uitkomst: str) -> None:
        """Let a table discuss it, with the family there, and say what follows."""
        self.moet(overleg, commando("bespreek", **bespreking(self.op.isoformat())))
        self.moet(overleg, commando("stel-uitkomst-vast", uitkomst=uitkomst))

    def weigert(self, overleg: str, commando: Commando, functie: Functie | None = None) -> str:
        """Give a command that must be refused; the reason."""
        voor = self.casussen[overleg]
        besluit = self.doe(overleg, commando, functie)
        assert isinstance(besluit, Weigering), besluit
        assert self.casussen[overleg] == voor
        return besluit.reden

    def bezorg_alles(self) -> None:
        while any(self.post.values()):
            for van in self.post:
                self.bezorg(van)

    def bezorg(
        self,
        van: str,
        *,
        doorgelaten: bool = True,
        aan: Iterable[Functie] | None = None,
        bewerking: Bewerking = Bewerking.GEEN,
    ) -> None:
        """Let the oldest request of a table pass the gate, to all seats or to these."""
        if not self.post[van]:
            return
        verzoek = self.post[van].popleft()
        if not doorgelaten:
            self._gebeurd(van, (self._afgehandeld(verzoek),))
            return
        naar = verzoek.naar_overleg
        zetels = self.convenant.zetelsoorten(naar)
        if aan is not None:
            zetels = tuple(map(self.convenant.zetelsoort, aan))
        bezorgd = VerstrekkingBezorgd(
            verstrekking=ident("bij", verzoek.verstrekking),
            casus=ident("casus", naar),
            betrokkene=verzoek.betrokkene,
            leeftijdsband=verzoek.leeftijdsband,
            convenant=verzoek.convenant,
            van_overleg=van,
            naar_overleg=naar,
            door=verzoek.door,
            inhoud=verzoek.inhoud,
            elementen=tuple(
                GedeeldElement(element=e, bewerking=bewerking, zetels=zetels)
                for e in verzoek.elementen
            ),
            besluit=ident("besluit", verzoek.verstrekking),
            op=self.op,
        )
        besluit = hoor(self.casussen[naar], bezorgd, self.omst(naar))
        assert not isinstance(besluit, Weigering), besluit
        self._gebeurd(naar, (*besluit, bezorgd))

    def afgehandeld(self, van: str, verstrekking: str, *, ging: bool = False) -> None:
        """Let the gate tell a table that what it asked has passed, perhaps with its elements."""
        verzoek = self.casus(van).verstrekken.verzoek(verstrekking)
        assert verzoek is not None
        passed = VerstrekkingAfgehandeld(
            verstrekking=verstrekking,
            casus=self.casus(van).id,
            naar_overleg=verzoek.naar_overleg,
            doorgelaten=True,
            uitkomsten=tuple(
                Elementuitkomst(element=e, uitkomst=Uitkomst.TOEGESTAAN, regels=())
                for e in (verzoek.elementen if ging else ())
            ),
            regels=(),
            besluit=ident("besluit", verstrekking),
            op=self.op,
        )
        self._gebeurd(van, (passed,))

    def later(self, dagen: int) -> None:
        self.op += timedelta(days=dagen)

    def _afgehandeld(self, verzoek: VerstrekkingGevraagd) -> VerstrekkingAfgehandeld:
        return VerstrekkingAfgehandeld(
            verstrekking=verzoek.verstrekking,
            casus=verzoek.casus,
            naar_overleg=verzoek.naar_overleg,
            doorgelaten=False,
            uitkomsten=(),
            regels=("I-HEEN",),
            besluit=ident("besluit", verzoek.verstrekking),
            op=self.op,
        )

    def _gebeurd(self, overleg: str, feiten: tuple[Payload, ...]) -> None:
        self.casussen[overleg] = vouw(((f, self.op) for f in feiten), self.casussen[overleg])
        for feit in feiten:
            self.feiten.append((overleg, feit))
            if isinstance(feit, VerstrekkingGevraagd):
                self.post[overleg].append(feit)


@pytest.fixture
def wereld(convenant: Convenant) -> Wereld:
    """A pupil of the school was reported to the ZAT."""
    made = Wereld(convenant)
    made.meld_aan("zat", made.regie("zat"), houder="het-baken")
    return made


@pytest.fixture(scope="session")
def nieuwe_wereld(convenant: Convenant) -> Callable[[], Wereld]:
    def nieuw() -> Wereld:
        made = Wereld(convenant)
        made.meld_aan("zat", made.regie("zat"), houder="het-baken")
        return made

    return nieuw
