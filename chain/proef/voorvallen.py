"""The facts of a case that is played: how it came, what was decided, what arrived."""

from datetime import date
from zlib import crc32

from chain.proef.verwacht import Geval
from contracts.covenant import Convenant
from contracts.events.casusoverleg import CasusGeopend, TerugkoppelingBesloten, UitkomstVastgesteld
from contracts.events.intake import CasusAangemeld
from contracts.events.privacy_gate import VerstrekkingBezorgd
from contracts.events.verstrekking import (
    Besprekingsuitkomst,
    Overdrachtsvraag,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import Functie, Leeftijdsband, Naam, NewId, OpaqueId
from notifier.domain import casus as kennis

JEUGDIGE, GEZIN = "k" * 26, "g" * 26


def ids(about: str) -> NewId:
    """Make ids: of the same parts the same id."""

    def new_id(*parts: str) -> OpaqueId:
        return f"{crc32('/'.join((about, *parts)).encode()):026d}"

    return new_id


def casus_id(overleg: Naam) -> OpaqueId:
    """The id that a table gives the case; no two tables share one."""
    return ids(overleg)("casus")


def geopend(convenant: Convenant, overleg: Naam, geval: Geval) -> CasusGeopend:
    """A table has the case."""
    table = convenant.overleggen
    ingebracht = geval.van in table and geval.van != overleg
    return CasusGeopend(
        casus=casus_id(overleg),
        overleg=overleg,
        betrokkene=JEUGDIGE,
        gezin=GEZIN,
        leeftijdsband=Leeftijdsband.VAN_12_TOT_16,
        herkomst="inbreng" if ingebracht else "aanmelding",
        van_overleg=geval.van if ingebracht else None,
        weg=geval.weg,
        school=geval.school,
        convenant=convenant.verwijzing,
        houder=convenant.wegen[geval.weg].houder or table[overleg].functies()[0].organisatie,
    )


def bekend(convenant: Convenant, geval: Geval) -> kennis.Casus:
    """What the notifier of a table knows of a case that came to it."""
    opened = geopend(convenant, convenant.wegen[geval.weg].naar, geval)
    if opened.herkomst == "inbreng":
        return kennis.casus_on_casus_geopend(opened, None)
    reported = CasusAangemeld(
        casus=opened.casus,
        betrokkene=JEUGDIGE,
        gezin=GEZIN,
        overleg=opened.overleg,
        convenant=opened.convenant,
        weg=geval.weg,
        door=Functie(organisatie=geval.van, rol="melder"),
        houder=opened.houder,
        school=geval.school,
        leeftijdsband=opened.leeftijdsband,
        vraag=Overdrachtsvraag.BESPREKEN,
        elementen=(),
    )
    return kennis.casus_on_casus_geopend(opened, kennis.casus_on_casus_aangemeld(reported, None))


def uitkomst(casus: kennis.Casus, convenant: Convenant, op: date) -> UitkomstVastgesteld:
    """The table decided to make a plan of its own."""
    return UitkomstVastgesteld(
        casus=casus.casus,
        overleg=casus.overleg,
        uitkomst=Besprekingsuitkomst.EIGEN_PLAN,
        ingebracht_door=casus.van if casus.van in convenant.overleggen else None,
        weg=casus.weg,
        school=casus.school,
        door=convenant.regie_van(casus.overleg),
        op=op,
    )


def besloten(casus: kennis.Casus, school: Naam, door: Functie, op: date) -> TerugkoppelingBesloten:
    """It was decided that the school must hear."""
    return TerugkoppelingBesloten(
        casus=casus.casus, overleg=casus.overleg, nodig=True, school=school, door=door, op=op
    )


def bezorgd(verzoek: VerstrekkingGevraagd) -> VerstrekkingBezorgd:
    """What the gate let pass arrived."""
    new_id = ids(verzoek.naar_overleg)
    return VerstrekkingBezorgd(
        verstrekking=new_id("verstrekking"),
        casus=casus_id(verzoek.naar_overleg),
        betrokkene=JEUGDIGE,
        leeftijdsband=verzoek.leeftijdsband,
        convenant=verzoek.convenant,
        van_overleg=verzoek.van_overleg,
        naar_overleg=verzoek.naar_overleg,
        door=verzoek.door,
        inhoud=verzoek.inhoud,
        elementen=(),
        besluit=new_id("besluit"),
        op=verzoek.op,
    )
