"""The decision as it is recorded: for the auditor with all reasons, for the sender the outcome."""

from collections.abc import Iterable, Mapping
from datetime import date

from contracts.covenant import Convenant
from contracts.elements import Bewerking
from contracts.events.privacy_gate import (
    Elementbesluit,
    Verplichting,
    VerstrekkingAfgehandeld,
    VerstrekkingBesloten,
    Zetelbesluit,
)
from contracts.events.verstrekking import Elementuitkomst
from contracts.vocabulary import OpaqueId, Uitkomst, Zetelsoort
from privacy_gate.domain.beslissen import (
    DOORGELATEN,
    Besluit,
    Elementoordeel,
    ontheffingen_van,
    toestemmingen_van,
    wegingen_van,
)
from privacy_gate.domain.regels import Regel, artikelen_van
from privacy_gate.domain.toetser import Oordeel
from privacy_gate.domain.weegvraag import weegvragen

GEEN_REGEL = "GEEN-REGEL"
ZONDER_REGEL: Mapping[str, str] = {
    GEEN_REGEL: "Geen regel staat dit toe.",
    "R-VERNIETIGD": "De waarde is vernietigd en kan niet meer worden gelezen.",
    "R-ZEGEL": "De verzegeling van de waarde klopt niet.",
    "R-VORM": "De waarde kon niet met zekerheid worden verminderd en is daarom niet meegegaan.",
}
"""Why something did not pass although no rule of law says so."""

Mislukkingen = Mapping[tuple[OpaqueId, Bewerking], str]
"""What was allowed and yet could not be passed: element and reduction, with the reason's id."""


def voor_de_auditor(
    besluit: Besluit,
    convenant: Convenant,
    mislukt: Mislukkingen,
    *,
    besluit_id: OpaqueId,
    gevraagd_met: str,
    vingerafdruk: str,
) -> VerstrekkingBesloten:
    """The full record, under the sender's ids and without values."""
    verzoek = besluit.verzoek
    elementen = elementbesluiten(besluit, mislukt)
    rules = [*besluit.inhoud.regels]
    rules += [regel for _, oordeel in besluit.oordelen() for regel in oordeel.regels]
    return VerstrekkingBesloten(
        besluit=besluit_id,
        verstrekking=verzoek.verstrekking,
        casus=verzoek.casus,
        verzoek=gevraagd_met,
        van_domein=verzoek.van_domein,
        van_overleg=verzoek.van_overleg,
        naar_domein=besluit.naar_domein,
        naar_overleg=verzoek.naar_overleg,
        soort=verzoek.inhoud.soort,
        doorgelaten=besluit.doorgelaten,
        uitkomst=_geheel(besluit, elementen),
        elementen=elementen,
        omstandigheden=_omstandigheden(besluit),
        regels=_ids(besluit.inhoud),
        artikelen=artikelen_van(rules, verzoek.op),
        regelset=vingerafdruk,
        convenant=verzoek.convenant,
        toestemmingen=toestemmingen_van(besluit),
        wegingen=wegingen_van(besluit, convenant),
        ontheffingen=ontheffingen_van(besluit, convenant),
        verplichtingen=_verplichtingen(besluit),
        spoor=besluit.spoor.decode(),
        op=verzoek.op,
    )


def voor_de_verzender(
    besluit: Besluit, mislukt: Mislukkingen, kenmerk: OpaqueId
) -> VerstrekkingAfgehandeld:
    """What the sender hears. `kenmerk` cites the decision without naming it."""
    vragen = weegvragen(besluit)
    return VerstrekkingAfgehandeld(
        verstrekking=besluit.verzoek.verstrekking,
        casus=besluit.verzoek.casus,
        naar_overleg=besluit.verzoek.naar_overleg,
        doorgelaten=besluit.doorgelaten,
        uitkomsten=tuple(
            Elementuitkomst(
                element=one.element,
                uitkomst=one.uitkomst,
                regels=_regels_van(one),
                vraag=vragen.get(one.element),
            )
            for one in elementbesluiten(besluit, mislukt)
        ),
        regels=_ids(besluit.inhoud),
        verplichtingen=_verplichtingen(besluit),
        deel_van=besluit.verzoek.deel_van,
        besluit=kenmerk,
        op=besluit.verzoek.op,
    )


def elementbesluiten(besluit: Besluit, mislukt: Mislukkingen) -> tuple[Elementbesluit, ...]:
    """Per element the outcome for each seat, and the one that sums them up."""
    if not besluit.doorgelaten:
        return tuple(
            Elementbesluit(
                element=element.id,
                categorie=element.categorie,
                uitkomst=Uitkomst.GEWEIGERD,
                zetels=(),
            )
            for element in besluit.verzoek.elementen
        )
    return tuple(_elementbesluit(one, besluit.verzoek.op, mislukt) for one in besluit.elementen)


def _elementbesluit(one: Elementoordeel, op: date, mislukt: Mislukkingen) -> Elementbesluit:
    seats = tuple(
        _zetelbesluit(seat, oordeel, op, mislukt.get((one.element.id, oordeel.bewerking)))
        for seat, oordeel in one.zetels
    )
    return Elementbesluit(
        element=one.element.id,
        categorie=one.element.categorie,
        uitkomst=samengevat(seat.uitkomst for seat in seats),
        zetels=seats,
    )


def _zetelbesluit(zetel: Zetelsoort, oordeel: Oordeel, op: date, fault: str | None) -> Zetelbesluit:
    failed = fault if oordeel.uitkomst in DOORGELATEN else None
    return Zetelbesluit(
        zetel=zetel,
        uitkomst=Uitkomst.GEWEIGERD if failed else oordeel.uitkomst,
        bewerking=oordeel.bewerking,
        regels=(*_ids(oordeel), failed) if failed else _ids(oordeel),
        artikelen=artikelen_van(oordeel.regels, op),
        gemist=oordeel.gemist,
    )


def samengevat(uitkomsten: Iterable[Uitkomst]) -> Uitkomst:
    """One word for several seats: a question to a human first, then what passes at best."""
    found = set(uitkomsten)
    order = (Uitkomst.BEOORDELING, Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)
    return next((one for one in order if one in found), Uitkomst.GEWEIGERD)


def _geheel(besluit: Besluit, elementen: tuple[Elementbesluit, ...]) -> Uitkomst:
    """For the whole request; less than everything is not simply allowed."""
    outcomes = {one.uitkomst for one in elementen}
    if not besluit.doorgelaten:
        return Uitkomst.GEWEIGERD
    if Uitkomst.BEOORDELING in outcomes:
        return Uitkomst.BEOORDELING
    return Uitkomst.TOEGESTAAN if outcomes <= {Uitkomst.TOEGESTAAN} else Uitkomst.GEMINIMALISEERD


def _ids(oordeel: Oordeel) -> tuple[str, ...]:
    return tuple(regel.id for regel in oordeel.regels) or (GEEN_REGEL,)


def _regels_van(one: Elementbesluit) -> tuple[str, ...]:
    """The rules behind the summed-up outcome."""
    rules = (rule for s in one.zetels if s.uitkomst is one.uitkomst for rule in s.regels)
    return tuple(dict.fromkeys(rules))


def _omstandigheden(besluit: Besluit) -> dict[str, str]:
    verzoek = besluit.verzoek
    return {
        **besluit.kenmerken,
        "leeftijdsband": verzoek.leeftijdsband,
        "doel": verzoek.doel,
        "grond": verzoek.grond,
        "doorbreking": verzoek.doorbreking,
        "bronbesluit": verzoek.bronbesluit,
        "acuut-gevaar": "ja" if verzoek.acuut_gevaar else "nee",
        "informeren": verzoek.informeren,
    }


def _verplichtingen(besluit: Besluit) -> tuple[Verplichting, ...]:
    rules = (rule for _, oordeel in besluit.oordelen() for rule in oordeel.verplichtingen)
    return tuple(_verplichting(rule, besluit.verzoek.op) for rule in dict.fromkeys(rules))


def _verplichting(regel: Regel, op: date) -> Verplichting:
    return Verplichting.model_validate(
        {
            "soort": regel.verplichting,
            "artikel": "; ".join(regel.artikelen_op(op)),
            "uiterlijk": _jaren_later(op, regel.termijn_jaren),
        }
    )


def _jaren_later(op: date, years: int | None) -> date | None:
    if years is None:
        return None
    leap_day = (op.month, op.day) == (2, 29)
    return (op.replace(day=28) if leap_day else op).replace(year=op.year + years)
