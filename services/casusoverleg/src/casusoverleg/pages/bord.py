"""The board: who has it, since when, and what is stuck."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casusoverleg.domain.bespreken.bord import Fase
from casusoverleg.domain.casus import Casus
from casusoverleg.views.register import noemer
from casusoverleg.views.vervolg import aan_zet
from casusoverleg.views.zien import Blik
from contracts.words import spoken

_OVERDRACHT = (
    Fase.HIER_AANGEBODEN,
    Fase.WACHT_OP_ACCEPTATIE,
    Fase.WACHT_OP_ACTIE,
    Fase.ACTIE_BEVESTIGD,
)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Kaart:
    """A casus on the board."""

    blik: Blik
    houder: str
    bij: str
    overleg: str
    soort: str
    dagen: int
    bijna: bool
    opgeschaald: str | None = None
    herinnerd: date | None = None


@dataclass(frozen=True)
class Kolom:
    """A phase, with the casussen that are in it."""

    fase: Fase
    kaarten: Sequence[Kaart]


@dataclass(frozen=True)
class Bord:
    """The overview of someone's tables."""

    kolommen: Sequence[Kolom]
    agenda: Sequence[Kaart]
    afgesloten: Sequence[Kaart]
    vastgelopen: Sequence[Kaart]
    langst: Sequence[Kaart]
    open_overdrachten: int
    bijna: int
    overleggen: Sequence[tuple[str, str]]
    houders: Sequence[tuple[str, str]]
    overleg: str
    houder: str


def bord(gezien: Sequence[Blik], op: date, overleg: str = "", houder: str = "") -> Bord:
    """The board as it is on this day, all of it or what a table or a holder has."""
    alle = [_kaart(blik, op) for blik in gezien]
    kaarten = [
        k
        for k in alle
        if overleg in ("", k.blik.casus.overleg) and houder in ("", k.blik.casus.houder)
    ]
    lopend = [k for k in kaarten if k.blik.casus.open]
    return Bord(
        kolommen=_kolommen(lopend),
        agenda=sorted(
            (k for k in lopend if (k.blik.casus.bespreken.vergadering or date.min) >= op),
            key=lambda k: k.blik.casus.bespreken.vergadering or date.max,
        ),
        afgesloten=[k for k in kaarten if not k.blik.casus.open],
        vastgelopen=[k for k in lopend if k.blik.vastgelopen],
        langst=sorted(lopend, key=lambda k: k.blik.wacht.sinds)[:5],
        open_overdrachten=sum(k.blik.wacht.fase in _OVERDRACHT for k in lopend),
        bijna=sum(k.bijna for k in lopend),
        overleggen=_keuzes(alle, lambda k: (k.blik.casus.overleg, k.overleg)),
        houders=_keuzes(alle, lambda k: (k.blik.casus.houder, k.houder)),
        overleg=overleg,
        houder=houder,
    )


def _kaart(blik: Blik, op: date) -> Kaart:
    noem = noemer(blik.convenant)
    uiterlijk = blik.wacht.uiterlijk
    return Kaart(
        blik=blik,
        houder=noem(blik.casus.houder),
        bij=aan_zet(blik.casus, blik.wacht, noem),
        overleg=noem(blik.casus.overleg),
        soort=blik.convenant.overleggen[blik.casus.overleg].soort,
        dagen=max((op - blik.wacht.sinds).days, 0),
        bijna=uiterlijk is not None and op <= uiterlijk < op + WEEK,
        opgeschaald=opgeschaald_naar(blik.casus, noem),
        herinnerd=_herinnerd(blik),
    )


def _herinnerd(blik: Blik) -> date | None:
    """When somebody was last reminded of what the casus waits for now."""
    overdracht = blik.wacht.overdracht
    over = overdracht.id if overdracht else blik.casus.id
    dagen = (stand.laatst_op for stand in blik.casus.opschalen.klokstanden if stand.over == over)
    return max(dagen, default=None)


def opgeschaald_naar(casus: Casus, noem: Callable[[str], str]) -> str | None:
    """Who was called in last, if the casus is above its table."""
    stand = casus.opschalen.opgeschaald
    if stand is None or stand.aan is None:
        return None
    return f"{spoken(stand.aan.rol)}, {noem(stand.aan.organisatie)} ({stand.laatst_op:%d-%m-%Y})"


def _kolommen(kaarten: Sequence[Kaart]) -> Sequence[Kolom]:
    """The phases in their order; those where nothing is stay out of sight."""
    kolommen = (Kolom(f, [k for k in kaarten if k.blik.wacht.fase is f]) for f in Fase)
    return [kolom for kolom in kolommen if kolom.kaarten]


def _keuzes(
    kaarten: Sequence[Kaart], keuze: Callable[[Kaart], tuple[str, str]]
) -> Sequence[tuple[str, str]]:
    return sorted({keuze(kaart) for kaart in kaarten}, key=lambda paar: paar[1])
