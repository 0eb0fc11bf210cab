"""Requests to the gate: everything that it may rely on is put in."""

from collections.abc import Iterable
from dataclasses import replace

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.stappen.circumstances import Omstandigheden, Zetel
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.verstrekken.state import Grondslag
from contracts.elements import Element
from contracts.events.verstrekking import (
    Bespreking,
    Bronbesluit,
    Houdermelding,
    Informeren,
    Inhoud,
    Ontheffing,
    VerstrekkingGevraagd,
    Weging,
)
from contracts.vocabulary import DOEL_VAN_DOMEIN, Doel, Functie, Grond, OpaqueId

PROTOCOL = Grondslag(
    doel=Doel.AFSTEMMING, grond=Grond.PUBLIEKE_TAAK, informeren=Informeren.BIJ_EERSTE_CONTACT
)
"""For the steps of a hand-off, which hold codes and no personal values."""


def verzoek(
    casus: Casus,
    omst: Omstandigheden,
    door: Functie,
    naar: str,
    inhoud: Inhoud,
    *,
    grondslag: Grondslag = PROTOCOL,
    elementen: Iterable[Element] = (),
    wegingen: Iterable[Weging] = (),
    ontheffingen: Iterable[Ontheffing] = (),
    convenant: str | None = None,
) -> VerstrekkingGevraagd:
    """Ask the gate to let `inhoud` pass to a table, under the covenant version it began under.

    Of consents and weighings only those go along that these elements can rest on.
    """
    mee = tuple(elementen)
    ids, personen = {e.id for e in mee}, {e.over for e in mee}
    return VerstrekkingGevraagd(
        verstrekking=verstrekking_id(omst, naar, inhoud),
        casus=casus.id,
        betrokkene=casus.betrokkene,
        leeftijdsband=omst.leeftijdsband or casus.leeftijdsband,
        convenant=convenant or casus.convenant,
        van_overleg=casus.overleg,
        van_domein=omst.domein,
        naar_overleg=naar,
        door=door,
        inhoud=inhoud,
        elementen=mee,
        doel=grondslag.doel,
        grond=grondslag.grond,
        toestemmingen=tuple(t for t in casus.vastleggen.toestemmingen if t.over in personen),
        wegingen=tuple(w for w in (*casus.verstrekken.wegingen, *wegingen) if ids & {*w.elementen}),
        doorbreking=grondslag.doorbreking,
        bronbesluit=grondslag.bronbesluit,
        acuut_gevaar=grondslag.acuut_gevaar,
        gevaar_voor=grondslag.gevaar_voor,
        toestemming_onmogelijk=grondslag.toestemming_onmogelijk,
        wilsonbekwaam=grondslag.wilsonbekwaam,
        ontheffingen=tuple(ontheffingen),
        verzet=casus.nakomen.gegrond_verzet,
        informeren=grondslag.informeren,
        op=omst.op,
    )


def verstrekking_id(omst: Omstandigheden, naar: str, inhoud: Inhoud) -> OpaqueId:
    """The id of the provision that carries this to that table."""
    return omst.nieuw("verstrekking", naar, inhoud.model_dump_json())


def voor_eigen_overleg(
    casus: Casus,
    omst: Omstandigheden,
    door: Functie,
    elementen: Iterable[Element],
    bronbesluit: Bronbesluit = Bronbesluit.GEEN,
) -> VerstrekkingGevraagd:
    """Ask the gate which seats of the own table may open these elements."""
    grondslag = replace(PROTOCOL, doel=DOEL_VAN_DOMEIN[omst.domein], bronbesluit=bronbesluit)
    return verzoek(
        casus, omst, door, casus.overleg, Bespreking(), grondslag=grondslag, elementen=elementen
    )


def opnieuw_voor_eigen_overleg(
    casus: Casus, omst: Omstandigheden, elementen: Iterable[Element]
) -> tuple[VerstrekkingGevraagd, ...]:
    """Ask the gate again which seats of the own table may open these elements.

    Each is provided by who recorded it and rests on what it rested on when it was recorded: the
    decision at its source, the breach of secrecy. So there is a request per such group. What the
    own table never was to open, such as an answer to another table, is not asked now either.
    """
    groepen: dict[tuple[Functie, Grondslag], list[Element]] = {}
    for element in elementen:
        grondslag = casus.verstrekken.grondslag_aan_tafel(element.id)
        if grondslag:
            groepen.setdefault((element.vastgelegd_door, grondslag), []).append(element)
    return tuple(
        verzoek(
            casus, omst, door, casus.overleg, Bespreking(), grondslag=grondslag, elementen=groep
        ).model_copy(update={"verstrekking": omst.nieuw("opnieuw", groep[0].id)})
        for (door, grondslag), groep in groepen.items()
    )


def houdermelding(
    casus: Casus, omst: Omstandigheden, naar: str, melding: Houdermelding
) -> VerstrekkingGevraagd:
    """Tell the table that brought the casus in, or handed it over, who holds it now."""
    grondslag = replace(PROTOCOL, doel=Doel.TERUGKOPPELING)
    return verzoek(
        casus, omst, omst.convenant.regie_van(casus.overleg), naar, melding, grondslag=grondslag
    )


def te_verstrekken(
    casus: Casus, zetel: Zetel, keuze: tuple[OpaqueId, ...] | None
) -> tuple[Element, ...] | Weigering:
    """The chosen elements that this seat holds; without a choice all of them."""
    gehouden = {g.element.id: g.element for g in casus.te_openen(zetel.functie, zetel.soort)}
    if keuze is None:
        return tuple(gehouden.values())
    if not set(keuze) <= set(gehouden):
        return Weigering("Een van de gekozen gegevens heeft uw zetel niet.")
    return tuple(gehouden[id_] for id_ in dict.fromkeys(keuze))
