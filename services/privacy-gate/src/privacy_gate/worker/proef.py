"""A dry run: decide as on a real request, with the same code, and keep nothing of it."""

from threading import Lock

from contracts.events.verstrekking import VerstrekkingGevraagd
from contracts.proef import Proefantwoord
from infra.database import Database
from infra.register import UnknownName, load_register
from privacy_gate.domain.beslissen import Wet, beslis
from privacy_gate.domain.inhoud import VreemdVerzoek
from privacy_gate.domain.proef import als_antwoord
from privacy_gate.domain.regels import Regelset
from privacy_gate.domain.vastleggen import voor_de_auditor
from privacy_gate.store.vertaling import Adres, Vertaling

GEEN_BESLUIT = "0" * 26
"""The id of a decision that was not taken."""


class ProefOnmogelijk(Exception):
    """The request names a covenant or a table that is not known here."""


class Proefnemer:
    """Tries requests out. Its session only reads, so there is nothing that it could record.

    It has the law for itself, and one at a time: what an engine remembers is no thread's business.

    Args:
        regelset: the rules.
        database: the gate's own.
        secret: of the gate's translation of ids.
    """

    def __init__(self, regelset: Regelset, database: Database, secret: bytes) -> None:
        self._wet = Wet(regelset)
        self._database = database
        self._secret = secret
        self._one_at_a_time = Lock()

    def beproef(self, verzoek: VerstrekkingGevraagd) -> Proefantwoord:
        """What would be decided on this request now.

        Raises:
            ProefOnmogelijk: see there.
        """
        with self._one_at_a_time, self._database.reading() as session:
            try:
                convenant = load_register(session).convenant(verzoek.convenant, verzoek.op)
                table = convenant.overleggen[verzoek.naar_overleg]
                van = Adres(domein=verzoek.van_domein, overleg=verzoek.van_overleg)
                naar = Adres(domein=table.domein, overleg=verzoek.naar_overleg)
                vertaling = Vertaling(session, self._secret)
                samenhang = vertaling.bekende_samenhang(verzoek.casus, van, naar)
                besluit = beslis(verzoek, convenant, samenhang, wet=self._wet)
            except (UnknownName, KeyError, VreemdVerzoek) as fault:
                raise ProefOnmogelijk from fault
        besloten = voor_de_auditor(
            besluit,
            convenant,
            {},
            besluit_id=GEEN_BESLUIT,
            gevraagd_met="",
            vingerafdruk=self._wet.vingerafdruk,
        )
        return als_antwoord(besloten, self._wet.regelset)
