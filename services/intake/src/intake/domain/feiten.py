"""What a report says to the chain: a fact for the table, and a request to the gate."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from contracts.aard_tabel import AARD, doel_van_bron, geheim_van
from contracts.elements import Categorie, Element, Verzegeld
from contracts.events.intake import CasusAangemeld, GezinslidAangemeld
from contracts.events.verstrekking import (
    Bespreking,
    Bronbesluit,
    Toestemming,
    VerstrekkingGevraagd,
)
from contracts.omvang import in_delen
from contracts.vocabulary import (
    DOEL_VAN_DOMEIN,
    Domein,
    Grond,
    Leeftijdsband,
    NewId,
    OpaqueId,
    Regime,
    leeftijdsband,
)
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import buiten_leeftijd
from intake.domain.gegevens import Gegeven, Personen
from intake.domain.plaats import Plaats

_BRONBESLUIT = {
    Regime.ALGEMEEN: Bronbesluit.GEEN,
    Regime.WPG: Bronbesluit.WPG_20,
    Regime.WJSG: Bronbesluit.WJSG_39F,
}


@dataclass(frozen=True)
class Opname:
    """A report that is taken: everything that its events are made of."""

    aanmelding: Aanmelding
    casus: OpaqueId
    personen: Personen
    plaats: Plaats
    op: date

    @property
    def band(self) -> Leeftijdsband:
        """The age band on the day of the report."""
        return leeftijdsband(self.aanmelding.geboortedatum, self.op)

    @property
    def domein(self) -> Domein:
        """The domain of the table."""
        return self.plaats.convenant.overleggen[self.plaats.overleg].domein


def element(opname: Opname, gegeven: Gegeven, element_id: OpaqueId, waarde: Verzegeld) -> Element:
    """The piece of information with its value sealed, and what the gate must know of it."""
    bron = opname.plaats.bron
    return Element(
        id=element_id,
        veld=gegeven.veld,
        over=gegeven.over,
        relatie=gegeven.relatie,
        vastgelegd_door=opname.plaats.functie,
        brontype=bron,
        vastgelegd_op=opname.op,
        doel=doel_van_bron(bron),
        geheim=geheim_van(gegeven.veld, bron),
        waarde=waarde,
    )


def feiten(
    opname: Opname, elementen: tuple[Element, ...], new_id: NewId
) -> tuple[CasusAangemeld, *tuple[VerstrekkingGevraagd, ...]]:
    """The events of a report: that it was made, and what is asked of the gate, in parts or not."""
    consents = tuple(_toestemmingen(opname, elementen, new_id))
    plaats = opname.plaats
    zetels = len(plaats.convenant.zetelsoorten(plaats.overleg))
    gevraagd = _gevraagd(opname, elementen, consents, new_id("verstrekking"))
    return (_aangemeld(opname, elementen, consents), *in_delen(gevraagd, zetels, new_id))


def _aangemeld(
    opname: Opname, elementen: tuple[Element, ...], toestemmingen: tuple[Toestemming, ...]
) -> CasusAangemeld:
    aanmelding, plaats = opname.aanmelding, opname.plaats
    return CasusAangemeld(
        casus=opname.casus,
        betrokkene=opname.personen.betrokkene,
        gezin=opname.personen.gezin,
        overleg=aanmelding.overleg,
        convenant=plaats.convenant.verwijzing,
        weg=plaats.weg,
        door=plaats.functie,
        houder=plaats.houder,
        school=aanmelding.school,
        leeftijdsband=opname.band,
        reden_leeftijd=buiten_leeftijd(aanmelding, plaats.convenant, opname.op),
        vraag=aanmelding.vraag,
        elementen=elementen,
        gezinsleden=tuple(
            GezinslidAangemeld(betrokkene=over, relatie=lid.relatie)
            for over, lid in dict(opname.personen.leden_van(aanmelding)).items()
        ),
        toestemmingen=toestemmingen,
    )


def _gevraagd(
    opname: Opname,
    elementen: tuple[Element, ...],
    toestemmingen: tuple[Toestemming, ...],
    verstrekking: OpaqueId,
) -> VerstrekkingGevraagd:
    """Which seats of the own table may open what? The gate decides that too."""
    aanmelding, plaats = opname.aanmelding, opname.plaats
    return VerstrekkingGevraagd(
        verstrekking=verstrekking,
        casus=opname.casus,
        betrokkene=opname.personen.betrokkene,
        leeftijdsband=opname.band,
        convenant=plaats.convenant.verwijzing,
        van_overleg=aanmelding.overleg,
        van_domein=opname.domein,
        naar_overleg=aanmelding.overleg,
        door=plaats.functie,
        inhoud=Bespreking(),
        elementen=elementen,
        doel=DOEL_VAN_DOMEIN[opname.domein],
        grond=Grond.PUBLIEKE_TAAK,
        toestemmingen=toestemmingen,
        doorbreking=aanmelding.doorbreking,
        bronbesluit=_BRONBESLUIT[AARD[plaats.bron].regime],
        acuut_gevaar=aanmelding.acuut_gevaar,
        informeren=aanmelding.informeren,
        op=opname.op,
    )


def _toestemmingen(
    opname: Opname, elementen: tuple[Element, ...], new_id: NewId
) -> Iterator[Toestemming]:
    personen, aanmelding = opname.personen, opname.aanmelding
    asked = [(personen.betrokkene, aanmelding.toestemming)]
    asked += [(over, lid.toestemming) for over, lid in personen.leden_van(aanmelding)]
    given = [(over, verklaring) for over, verklaring in asked if verklaring is not None]
    for nummer, (over, verklaring) in enumerate(given):
        for doel in dict.fromkeys(verklaring.doelen):
            yield Toestemming(
                id=new_id("toestemming", str(nummer), doel),
                over=over,
                door=verklaring.door,
                uitdrukkelijk=verklaring.uitdrukkelijk,
                doel=doel,
                categorieen=tuple(dict.fromkeys(verklaring.categorieen))
                or _vastgelegd_over(over, elementen),
                ontvangers=tuple(dict.fromkeys(verklaring.ontvangers)),
                gegeven_op=opname.op,
            )


def _vastgelegd_over(over: OpaqueId, elementen: tuple[Element, ...]) -> tuple[Categorie, ...]:
    return tuple(dict.fromkeys(e.categorie for e in elementen if e.over == over))
