"""The gate: the reaction on a request to let something pass."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlmodel import Session

from contracts.covenant import Convenant
from contracts.envelope import Envelope, source_of
from contracts.events.intake import VerwijstokenVerzegeld
from contracts.events.privacy_gate import VerstrekkingBezorgd, VertalingVastgelegd
from contracts.events.verstrekking import (
    Inbreng,
    Inhoud,
    Navraag,
    Overdrachtsaanbod,
    VerstrekkingGevraagd,
)
from contracts.topics import BESLUITEN, DOMAIN_SERVICES, TOPICS, VERTALING, facts, postbus
from contracts.vocabulary import Domein, OpaqueId
from infra.kernel import Emission, Moment, NotYet, Poison, Reactions
from infra.keys import KeyStore
from infra.register import UnknownName, load_register
from privacy_gate.domain.beslissen import Besluit, Wet, beslis
from privacy_gate.domain.inhoud import VreemdVerzoek
from privacy_gate.domain.overbrengen import overgebracht
from privacy_gate.domain.vastleggen import voor_de_auditor, voor_de_verzender
from privacy_gate.store.besluiten import save
from privacy_gate.store.vernietigd import remove_vernietigd
from privacy_gate.store.vertaling import Adres, Koppeling, Vertaling
from privacy_gate.worker.levering import Levering, lever, met_teruggenomen
from privacy_gate.worker.resealer import Resealer
from privacy_gate.worker.verwijsindex import Indexhouder

_LINKS = TypeAdapter(list[Koppeling])


@dataclass(frozen=True)
class _Zaak:
    """A request under way, with what is needed to answer it."""

    besluit: Besluit
    convenant: Convenant
    vertaling: Vertaling
    van: Adres
    naar: Adres
    wortel: OpaqueId
    persoon: OpaqueId
    moment: Moment

    @property
    def besluit_id(self) -> OpaqueId:
        return self.moment.new_id("besluit")

    def kenmerk(self, domein: Domein) -> OpaqueId:
        """How a postbus cites the decision; nobody but the gate can tell which one that is."""
        return self.vertaling.koppel("besluit", self.besluit_id, self.van, Adres(domein=domein))


class Poort:
    """Decides on every request, and alone writes into the domains' postbus.

    Args:
        wet: the law.
        resealer: the only part that opens values.
        keys: the gate's own, for its sealed translation.
        index: compares children across domains.
    """

    def __init__(self, wet: Wet, resealer: Resealer, keys: KeyStore, index: Indexhouder) -> None:
        self._wet = wet
        self._resealer = resealer
        self._keys = keys
        self._index = index
        self._secret = keys.secret("vertaling")

    def reactions(self) -> Reactions:
        """What the gate does on events."""
        return {
            VerstrekkingGevraagd: self.toets_on_verstrekking_gevraagd,
            VerwijstokenVerzegeld: self.leer_on_verwijstoken_verzegeld,
        }

    def toets_on_verstrekking_gevraagd(
        self,
        session: Session,
        envelope: Envelope,
        verzoek: VerstrekkingGevraagd,
        moment: Moment,
    ) -> Sequence[Emission]:
        """Decide, deliver what passes, and record it all.

        Raises:
            Poison: the request is not what it says, or its covenant is not known yet.
        """
        _toets_herkomst(envelope, verzoek)
        zaak = self._beslis(session, envelope, verzoek, moment)
        levering = Levering()
        delivered: list[Emission] = []
        if zaak.besluit.doorgelaten:
            regie = zaak.convenant.regie_van(verzoek.van_overleg)
            levering = lever(zaak.besluit, regie, zaak.vertaling, self._resealer)
            levering = met_teruggenomen(session, zaak.besluit, levering, zaak.persoon)
            remove_vernietigd(session, zaak.naar.domein, _over_wie(zaak, levering))
            terug, matches = self._index.verwerk(
                session, zaak.vertaling, verzoek, zaak.convenant, zaak.besluit_id
            )
            after = _na(envelope, verzoek, zaak.naar.domein)
            delivered = [_bezorgd(zaak, terug, levering, after), *matches]
        answered = _afgehandeld(zaak, levering, _na(envelope, verzoek, zaak.van.domein))
        record = voor_de_auditor(
            zaak.besluit,
            zaak.convenant,
            levering.mislukt,
            besluit_id=zaak.besluit_id,
            gevraagd_met=envelope.id,
            vingerafdruk=self._wet.vingerafdruk,
        )
        save(session, record)
        decided = Emission(BESLUITEN, verzoek.verstrekking, record)
        linked = self._vertalingen(zaak.vertaling, zaak.persoon, zaak.wortel, moment)
        return [decided, *linked, *delivered, answered]

    def leer_on_verwijstoken_verzegeld(
        self,
        session: Session,
        envelope: Envelope,
        gemeld: VerwijstokenVerzegeld,
        moment: Moment,
    ) -> Sequence[Emission]:
        """Know a child by its token, for the verwijsindex.

        Raises:
            Poison: no intake says it.
        """
        domein = next((d for d in Domein if envelope.source in _sources(facts("intake", d))), None)
        if domein is None:
            raise Poison("een verwijstoken komt van een intake")
        vertaling = Vertaling(session, self._secret)
        persoon = vertaling.gaat_over(gemeld.betrokkene, Adres(domein=domein))
        matches = self._index.leer(session, vertaling, persoon, gemeld, moment.today)
        return [*self._vertalingen(vertaling, persoon, gemeld.casus, moment), *matches]

    def _beslis(
        self, session: Session, envelope: Envelope, verzoek: VerstrekkingGevraagd, moment: Moment
    ) -> _Zaak:
        vertaling = Vertaling(session, self._secret)
        van = Adres(domein=verzoek.van_domein, overleg=verzoek.van_overleg)
        persoon = vertaling.gaat_over(verzoek.betrokkene, van)
        wortel = vertaling.wortel("casus", verzoek.casus, van)
        try:
            convenant = load_register(session).convenant(verzoek.convenant, verzoek.op)
            table = convenant.overleggen[verzoek.naar_overleg]
            naar = Adres(domein=table.domein, overleg=verzoek.naar_overleg)
            samenhang = vertaling.samenhang(wortel, van, naar)
            besluit = beslis(verzoek, convenant, samenhang, self._wet, envelope.raw)
        except UnknownName:
            raise NotYet("het convenant van het verzoek is hier nog niet gehoord") from None
        except (KeyError, VreemdVerzoek) as fault:
            raise Poison("het convenant of een overleg van het verzoek is niet bekend") from fault
        return _Zaak(besluit, convenant, vertaling, van, naar, wortel, persoon, moment)

    def _vertalingen(
        self, vertaling: Vertaling, persoon: OpaqueId, subject: str, moment: Moment
    ) -> Iterator[Emission]:
        """Every link that was made, sealed for the gate alone, erasable with its person."""
        if vertaling.nieuw:
            name = moment.new_id("vertaling")
            sealed = self._keys.seal(_LINKS.dump_json(vertaling.nieuw).decode(), persoon, name)
            recorded = VertalingVastgelegd(vertaling=name, koppelingen=sealed)
            yield Emission(VERTALING, subject, recorded)


def _over_wie(zaak: _Zaak, levering: Levering) -> set[OpaqueId]:
    """By their roots, of whom the receiver now has something, whatever it destroyed before."""
    opens = isinstance(zaak.besluit.verzoek.inhoud, Inbreng | Overdrachtsaanbod | Navraag)
    about = {shared.element.over for shared in levering.elementen}
    roots = {zaak.vertaling.bekende_wortel("betrokkene", p, zaak.naar.domein) for p in about}
    return {root for root in roots if root} | ({zaak.persoon} if opens else set())


def _bezorgd(
    zaak: _Zaak, terug: Inhoud | None, levering: Levering, after: tuple[str, ...]
) -> Emission:
    """What the receiver gets; from the index that is the sender itself, with what was filled in."""
    verzoek, vertaling = zaak.besluit.verzoek, zaak.vertaling
    van, naar = Adres(domein=zaak.van.domein), Adres(domein=zaak.naar.domein)

    def vertaald(soort: str, bekend: OpaqueId) -> OpaqueId:
        return vertaling.vertaal(soort, bekend, van, naar)

    if isinstance(verzoek.inhoud, Overdrachtsaanbod):
        vertaling.save_aanbod(zaak.wortel, zaak.van, zaak.naar)
    inhoud, door = overgebracht(zaak.besluit, zaak.convenant, vertaald)
    casus = vertaling.vertaal("casus", verzoek.casus, zaak.van, zaak.naar)
    payload = VerstrekkingBezorgd(
        verstrekking=vertaald("verstrekking", verzoek.verstrekking),
        casus=casus,
        betrokkene=vertaald("betrokkene", verzoek.betrokkene),
        leeftijdsband=verzoek.leeftijdsband,
        convenant=verzoek.convenant,
        van_overleg=verzoek.van_overleg,
        naar_overleg=verzoek.naar_overleg,
        door=door,
        inhoud=terug or inhoud,
        elementen=levering.elementen,
        deel_van=vertaald("verstrekking", verzoek.deel_van) if verzoek.deel_van else None,
        besluit=zaak.kenmerk(naar.domein),
        op=verzoek.op,
    )
    return Emission(postbus(naar.domein), casus, payload, after)


def _afgehandeld(zaak: _Zaak, levering: Levering, after: tuple[str, ...]) -> Emission:
    payload = voor_de_verzender(zaak.besluit, levering.mislukt, zaak.kenmerk(zaak.van.domein))
    return Emission(postbus(zaak.van.domein), payload.casus, payload, after)


def _na(envelope: Envelope, verzoek: VerstrekkingGevraagd, domein: Domein) -> tuple[str, ...]:
    """What intake reported, a domain's services must have taken in before its answer.

    They all hear intake; of what another service asked they do not all hear the request.
    """
    asked_by_intake = envelope.source in _sources(facts("intake", domein))
    return (envelope.id,) if domein is verzoek.van_domein and asked_by_intake else ()


def _toets_herkomst(envelope: Envelope, verzoek: VerstrekkingGevraagd) -> None:
    """A domain speaks for itself only: the request must stand on a topic of its own."""
    topics = (facts(service, verzoek.van_domein) for service in DOMAIN_SERVICES)
    if not any(envelope.source in _sources(topic) for topic in topics):
        raise Poison("het verzoek staat niet in de feiten van het domein dat het noemt")


def _sources(topic: str) -> set[str]:
    return {source_of(topic, shard) for shard in range(TOPICS[topic].partitions)}
