"""Who speaks for a partner that does not sit at the table tells it the outcome, if it helps."""

from dataclasses import replace
from functools import partial

from contracts.events.casusoverleg import AfspraakGemaakt
from contracts.events.notifier import Berichtsoort
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.vocabulary import Functie
from notifier.domain.aanleiding import Aanleiding
from notifier.domain.adressering import geadresseerd
from notifier.domain.bericht import Bericht
from notifier.domain.casus import Casus, Casusfeit
from notifier.domain.wegwijzer import te_noemen

_S = Berichtsoort


def berichten_voor_wie_helpen(bij: Aanleiding) -> tuple[Bericht, ...]:
    """After an outcome: for each partner that helps, to the seat that speaks for it."""
    if bij.casus.uitkomst in (None, Besprekingsuitkomst.VERDER_BESPREKEN):
        return ()
    helpers = dict.fromkeys(one.door for one in bij.casus.hulp)
    return tuple(told for helper in helpers for told in _bericht(bij, helper))


def berichten_on_casusfeit(bij: Aanleiding, event: Casusfeit, before: Casus) -> tuple[Bericht, ...]:
    """Who is to help after the outcome was known, and did not yet, hears it too."""
    if not isinstance(event, AfspraakGemaakt):
        return ()
    if any(one.door == event.uitvoerder for one in before.hulp):
        return ()
    only = tuple(one for one in bij.casus.hulp if one.afspraak == event.afspraak)
    casus = bij.casus.model_copy(update={"hulp": only})
    return berichten_voor_wie_helpen(replace(bij, casus=casus))


def _bericht(bij: Aanleiding, helper: Functie) -> tuple[Bericht, ...]:
    seat = bij.convenant.overleggen[bij.casus.overleg].vertegenwoordiger(helper)
    if seat is None:
        return ()
    new_id = partial(bij.new_id, str(helper))
    told = replace(bij, new_id=new_id).bericht(
        _S.VERTEGENWOORDIGDE_TERUGKOPPELEN,
        seat,
        uitkomst=bij.casus.uitkomst,
        door=te_noemen(bij.casus.uitkomst_door, seat, bij.convenant),
        terugkoppeling=new_id("terugkoppeling", _S.VERTEGENWOORDIGDE_TERUGKOPPELEN),
        uiterlijk=bij.uiterlijk,
    )
    told = told.model_copy(update={"voor": helper})
    return (geadresseerd(told, bij.casus, bij.convenant, bij.op),)
