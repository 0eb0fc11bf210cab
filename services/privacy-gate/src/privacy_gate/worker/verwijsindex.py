"""The verwijsindex at work: take reports in and out, answer who asks, tell both sides of a match.

What may be told of a report was decided when it was made; a match carries that out. The token of a
child is opened here to be compared, and kept as a digest under a secret of the gate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from contracts.covenant import Convenant
from contracts.covenant_text import functie_van
from contracts.events.intake import VerwijstokenVerzegeld
from contracts.events.privacy_gate import MatchGemeld
from contracts.events.verstrekking import (
    Inhoud,
    VerstrekkingGevraagd,
)
from contracts.topics import postbus
from contracts.verwijsindex import Verwijsmelding, Verwijsverwijdering, Verwijsvraag
from contracts.vocabulary import Functie, OpaqueId
from infra.kernel import Emission, derived_id
from infra.keys import KeyDestroyed, KeyStore
from privacy_gate.domain.verwijsindex import (
    Indexmelding,
    Paar,
    Vindplek,
    anderen,
    antwoord,
    regisseurs,
)
from privacy_gate.store import verwijsindex as store
from privacy_gate.store.vertaling import Adres, Vertaling


@dataclass(frozen=True)
class Indexhouder:
    """Knows which reports are about one child.

    Attributes:
        seal: opens what intakes sealed; without it children are known by linked casussen only.
        secret: of the gate, under which tokens are kept.
    """

    seal: KeyStore | None
    secret: bytes

    def verwerk(
        self,
        session: Session,
        vertaling: Vertaling,
        verzoek: VerstrekkingGevraagd,
        convenant: Convenant,
        besluit: OpaqueId,
    ) -> tuple[Inhoud | None, Sequence[Emission]]:
        """What a request to the index brings about: the content as it comes back, and matches."""
        match verzoek.inhoud:
            case Verwijsmelding() as inhoud:
                plek = _plek(session, vertaling, verzoek)
                melding = Indexmelding(
                    melding=inhoud.melding,
                    plek=plek,
                    contact=inhoud.door,
                    regisseur=_regisseur(convenant),
                    besluit=besluit,
                )
                bekend = store.meldingen_over(session, plek.kind)
                store.save_melding(session, melding)
                matches = [(one, melding) for one in anderen(plek, bekend)]
                told = inhoud.model_copy(update={"op_bsn": plek.op_bsn})
                return told, self._gemeld(vertaling, matches, verzoek.op)
            case Verwijsvraag() as inhoud:
                plek = _plek(session, vertaling, verzoek)
                found = antwoord(plek, store.meldingen_over(session, plek.kind))
                return inhoud.model_copy(update={"antwoord": found}), ()
            case Verwijsverwijdering() as inhoud:
                store.remove_melding(session, verzoek.van_domein, verzoek.casus)
                return inhoud, ()
            case _:
                return None, ()

    def leer(
        self,
        session: Session,
        vertaling: Vertaling,
        persoon: OpaqueId,
        gemeld: VerwijstokenVerzegeld,
        op: date,
    ) -> Sequence[Emission]:
        """Know a child by its token; between topics there is no order, so reports may be in.

        `persoon`: the root of the child.
        """
        kind = self._kind(gemeld)
        if kind is None or store.load_token(session, persoon) == kind:
            return ()
        store.save_token(session, persoon, kind)
        nieuw = store.meldingen_over(session, kind)
        matches: list[Paar] = []
        for eerder in store.meldingen_over(session, persoon):
            plek = eerder.plek.model_copy(update={"kind": kind, "op_bsn": True})
            store.save_melding(session, eerder.model_copy(update={"plek": plek}))
            matches += [(one, eerder) for one in anderen(plek, nieuw)]
        return self._gemeld(vertaling, matches, op)

    def _kind(self, gemeld: VerwijstokenVerzegeld) -> str | None:
        """None where the child was erased."""
        if self.seal is None:
            return None
        try:
            token = self.seal.open(gemeld.token, gemeld.betrokkene)
        except KeyDestroyed:
            return None
        return derived_id(self.secret, "kind", token)

    def _gemeld(
        self, vertaling: Vertaling, matches: Sequence[Paar], op: date
    ) -> Sequence[Emission]:
        """Both sides of each match hear of the other, under ids that join nothing."""
        return [told for match in matches for told in self._beide(vertaling, match, op)]

    def _beide(self, vertaling: Vertaling, match: Paar, op: date) -> Iterator[Emission]:
        names = [name for one in match for name in (one.plek.domein, one.melding)]
        first = derived_id(self.secret, "match", *names)
        second = vertaling.koppel("match", first, *map(_adres, match))
        sides = zip(match, reversed(match), (first, second), regisseurs(match), strict=True)
        for aan, ander, id_, regisseur in sides:
            payload = MatchGemeld(
                casus=aan.plek.casus,
                overleg=aan.plek.overleg,
                melding=aan.melding,
                match=id_,
                contact=ander.contact,
                regisseur=regisseur,
                besluit=vertaling.koppel("besluit", ander.besluit, _adres(ander), _adres(aan)),
                op=op,
            )
            yield Emission(postbus(aan.plek.domein), aan.plek.casus, payload)


def _plek(session: Session, vertaling: Vertaling, verzoek: VerstrekkingGevraagd) -> Vindplek:
    domein, overleg = verzoek.van_domein, verzoek.van_overleg
    persoon = vertaling.wortel("betrokkene", verzoek.betrokkene, Adres(domein=domein))
    token = store.load_token(session, persoon)
    return Vindplek(
        casus=verzoek.casus,
        domein=domein,
        overleg=overleg,
        zaak=vertaling.wortel("casus", verzoek.casus, Adres(domein=domein, overleg=overleg)),
        kind=token or persoon,
        op_bsn=token is not None,
    )


def _regisseur(convenant: Convenant) -> Functie | None:
    index = convenant.verwijsindex
    return functie_van(index.elke_match_naar) if index and index.elke_match_naar else None


def _adres(melding: Indexmelding) -> Adres:
    return Adres(domein=melding.plek.domein)
