"""What a report says to the chain: a fact for the table, and a request to the gate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from contracts.covenant import Convenant
from contracts.elements import Categorie, Element, Verzegeld, doel_van_bron, geheim_van
from contracts.events.intake import CasusAangemeld, GezinslidAangemeld
from contracts.events.verstrekking import (
    Bespreking,
    Bronbesluit,
    Toestemming,
    VerstrekkingGevraagd,
)
from contracts.vocabulary import (
    REGIME_VAN_BRON,
    Doel,
    Domein,
    Functie,
    Grond,
    Leeftijdsband,
    OpaqueId,
    Organisatietype,
    Regime,
    leeftijdsband,
)
from intake.domain.aanmelding import Aanmelding
from intake.domain.bezwaren import buiten_leeftijd
from intake.domain.gegevens import Gegeven, Personen

NewId = Callable[..., OpaqueId]

DOEL_VAN_DOMEIN: dict[Domein, Doel] = {
    Domein.ONDERWIJS: Doel.ONDERWIJSBEGELEIDING,
    Domein.ZORG: Doel.HULPVERLENING,
    Domein.VEILIGHEID: Doel.AFSTEMMING,
    Domein.JUSTITIE: Doel.STRAFRECHT,
}
"""What a domain's tables discuss cases for."""

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
    convenant: Convenant
    door: Functie
    op: date

    @property
    def bron(self) -> Organisatietype:
        """The kind of organisation that reports."""
        return self.convenant.organisaties[self.door.organisatie].type

    @property
    def band(self) -> Leeftijdsband:
        """The age band on the day of the report."""
        return leeftijdsband(self.aanmelding.geboortedatum, self.op)

    @property
    def domein(self) -> Domein:
        """The domain of the table."""
        return self.convenant.overleggen[self.aanmelding.overleg].domein


def element(opname: Opname, gegeven: Gegeven, element_id: OpaqueId, waarde: Verzegeld) -> Element:
    """The piece of information with its value sealed, and what the gate must know of it."""
    return Element(
        id=element_id,
        veld=gegeven.veld,
        over=gegeven.over,
        relatie=gegeven.relatie,
        vastgelegd_door=opname.door,
        brontype=opname.bron,
        vastgelegd_op=opname.op,
        doel=doel_van_bron(opname.bron),
        geheim=geheim_van(gegeven.veld, opname.bron),
        waarde=waarde,
    )


def feiten(
    opname: Opname, elementen: tuple[Element, ...], new_id: NewId
) -> tuple[CasusAangemeld, VerstrekkingGevraagd]:
    """The two events of a report."""
    consents = tuple(_toestemmingen(opname, elementen, new_id))
    return (
        _aangemeld(opname, elementen, consents),
        _gevraagd(opname, elementen, consents, new_id("verstrekking")),
    )


def _aangemeld(
    opname: Opname, elementen: tuple[Element, ...], toestemmingen: tuple[Toestemming, ...]
) -> CasusAangemeld:
    aanmelding, convenant, door = opname.aanmelding, opname.convenant, opname.door
    name, road = convenant.weg(door.organisatie, aanmelding.overleg) or (None, None)
    return CasusAangemeld(
        casus=opname.casus,
        betrokkene=opname.personen.betrokkene,
        gezin=opname.personen.gezin,
        overleg=aanmelding.overleg,
        convenant=convenant.verwijzing,
        weg=name,
        door=door,
        houder=(road.houder if road else None) or door.organisatie,
        school=aanmelding.school,
        leeftijdsband=opname.band,
        reden_leeftijd=buiten_leeftijd(aanmelding, convenant, opname.op),
        vraag=aanmelding.vraag,
        elementen=elementen,
        gezinsleden=tuple(
            GezinslidAangemeld(betrokkene=over, relatie=lid.relatie)
            for over, lid in opname.personen.leden_van(aanmelding)
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
    aanmelding = opname.aanmelding
    return VerstrekkingGevraagd(
        verstrekking=verstrekking,
        casus=opname.casus,
        betrokkene=opname.personen.betrokkene,
        leeftijdsband=opname.band,
        convenant=opname.convenant.verwijzing,
        van_overleg=aanmelding.overleg,
        van_domein=opname.domein,
        naar_overleg=aanmelding.overleg,
        door=opname.door,
        inhoud=Bespreking(),
        elementen=elementen,
        doel=DOEL_VAN_DOMEIN[opname.domein],
        grond=Grond.PUBLIEKE_TAAK,
        toestemmingen=toestemmingen,
        doorbreking=aanmelding.doorbreking,
        bronbesluit=_BRONBESLUIT[REGIME_VAN_BRON.get(opname.bron, Regime.ALGEMEEN)],
        acuut_gevaar=aanmelding.acuut_gevaar,
        informeren=aanmelding.informeren,
        op=opname.op,
    )


def _toestemmingen(
    opname: Opname, elementen: tuple[Element, ...], new_id: NewId
) -> Iterator[Toestemming]:
    personen, aanmelding = opname.personen, opname.aanmelding
    given = [(personen.betrokkene, aanmelding.toestemming)]
    given += [(over, lid.toestemming) for over, lid in personen.leden_van(aanmelding)]
    for over, verklaring in given:
        for doel in verklaring.doelen if verklaring else ():
            yield Toestemming(
                id=new_id("toestemming", over, doel),
                over=over,
                door=verklaring.door,
                uitdrukkelijk=verklaring.uitdrukkelijk,
                doel=doel,
                categorieen=verklaring.categorieen or _vastgelegd_over(over, elementen),
                ontvangers=verklaring.ontvangers,
                gegeven_op=opname.op,
            )


def _vastgelegd_over(over: OpaqueId, elementen: tuple[Element, ...]) -> tuple[Categorie, ...]:
    return tuple(dict.fromkeys(e.categorie for e in elementen if e.over == over))
