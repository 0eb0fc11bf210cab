"""All of a domain without values, for who guards privacy."""

from collections.abc import Iterable
from datetime import date

from casusoverleg.answers.verplichtingen import (
    PlichttellingUit,
    VerplichtingUit,
    openstaand,
    tellingen,
)
from casusoverleg.views.toezien import Bezien
from infra.web.shown import Shown, shown


class ToezichtvraagUit(Shown):
    """A question that waits, without anything that it is about."""

    casus: str
    overleg: str
    naar_overleg: str
    vragen: tuple[str, ...]
    artikelen: tuple[str, ...]
    wegers: tuple[str, ...]
    sinds: date
    uiterlijk: date
    te_laat: bool
    aantal: int


class OordeelUit(Shown):
    """A verdict: by whom, on which article, until when. Its words are not here."""

    casus: str
    overleg: str
    artikel: str
    oordeel: str
    factoren: tuple[str, ...]
    door: str
    gewogen_op: date
    geldig_tot: date
    geldt: bool
    aantal: int


class ToezichtUit(Shown):
    """What waits for a person, what was decided and what must still be done, in this domain."""

    te_wegen: tuple[ToezichtvraagUit, ...]
    te_laat: int
    oordelen: tuple[OordeelUit, ...]
    verplichtingen: tuple[PlichttellingUit, ...]
    openstaand: tuple[VerplichtingUit, ...]


def toezicht_uit(bezien: Iterable[Bezien]) -> ToezichtUit:
    """All of a domain, without values."""
    alle = tuple(bezien)
    vragen = [vraag for een in alle for vraag in _vragen(een)]
    oordelen = [oordeel for een in alle for oordeel in _oordelen(een)]
    return ToezichtUit(
        te_wegen=tuple(sorted(vragen, key=lambda v: (v.uiterlijk, v.casus))),
        te_laat=sum(vraag.te_laat for vraag in vragen),
        oordelen=tuple(sorted(oordelen, key=lambda o: (o.gewogen_op, o.casus), reverse=True)),
        verplichtingen=tellingen(alle),
        openstaand=openstaand(alle),
    )


def _vragen(een: Bezien) -> Iterable[ToezichtvraagUit]:
    for stuk in een.vraagstukken():
        yield shown(
            ToezichtvraagUit,
            stuk,
            casus=een.casus.id,
            overleg=een.casus.overleg,
            wegers=tuple(str(zetel.functie) for zetel in een.wegers(stuk)),
            te_laat=stuk.te_laat(een.op),
            aantal=len(stuk.elementen),
        )


def _oordelen(een: Bezien) -> Iterable[OordeelUit]:
    for oordeel in een.casus.verstrekken.oordelen:
        weging = oordeel.weging
        yield shown(
            OordeelUit,
            weging,
            casus=een.casus.id,
            overleg=een.casus.overleg,
            oordeel=oordeel.oordeel,
            door=str(weging.door),
            geldt=oordeel.oordeel == "verstrekken" and een.op <= weging.geldig_tot,
            aantal=len(weging.elementen),
        )
