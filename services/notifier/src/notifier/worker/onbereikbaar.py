"""Says that somebody in a seat cannot be mailed: once, to who directs the table."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from contracts.topics import facts
from contracts.vocabulary import Domein
from infra.kernel import Emission, Kernel, Moment
from notifier import store
from notifier.domain.aanleiding import berichten_on_zetel_onbereikbaar
from notifier.domain.bericht import Bericht
from notifier.worker.reactions import at_hand

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Onbereikbaar:
    """Keeps in which seats somebody cannot be mailed, and says it.

    Nothing is said of who it is: the front page counts them, and the table knows its people.
    """

    kernel: Kernel
    domein: Domein

    def tell(self, bericht: Bericht, now: datetime, *, cannot: bool) -> None:
        """Say that somebody cannot be mailed, or keep that everybody can; `bericht`: about what."""
        functie = bericht.inhoud.aan

        def deed(session: Session, moment: Moment) -> tuple[Sequence[Emission], str]:
            if not cannot:
                store.forget_onbereikbaar(session, functie)
                return (), ""
            store.save_onbereikbaar(session, functie)
            return self._say(session, bericht, moment), ""

        self.kernel.act(f"bereikbaar-{bericht.inhoud.bericht}-{now.isoformat()}", deed)
        if cannot:
            log.warning("somebody cannot be mailed as %s", functie)

    def _say(self, session: Session, bericht: Bericht, moment: Moment) -> Sequence[Emission]:
        casus = store.load_casus(session, bericht.inhoud.casus)
        if casus is None:
            return ()
        bij = at_hand(session, casus, moment)
        told = berichten_on_zetel_onbereikbaar(bij, bericht.inhoud.aan)
        for one in told:
            store.save_bericht(session, one)
        topic = facts("notifier", self.domein)
        return [Emission(topic, one.inhoud.casus, one.inhoud) for one in told]
