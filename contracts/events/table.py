"""The one table of events: what each is called, in which version, who says it, and where.

A name is written out here and nowhere derived, so a class can move and be renamed while the wire
stays as it is. What an event is made of changes by a next version, with an upcaster.
"""

from dataclasses import dataclass

from contracts.events import (
    afwezigheid,
    beheer,
    bewijs,
    casusoverleg,
    dragen,
    gezinsplan,
    intake,
    naleving,
    notifier,
    opnemen,
    opschaling,
    privacy_gate,
    school,
    vernietiging,
    verstrekking,
    verwijsindex,
    wegen,
)
from contracts.events.payload import Payload
from contracts.topics import (
    BESLUITEN,
    DOMAIN_SERVICES,
    GATE,
    REGISTER,
    TOPICS,
    VERTALING,
    facts,
    postbus,
    vernietigingen,
)
from contracts.vocabulary import Domein

PREFIX = "nl.jeugdketen."


@dataclass(frozen=True)
class Voice:
    """Whose word an event is, and on which topics it stands."""

    owner: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """An event as it is written today.

    Attributes:
        name: its name on the wire; never changed, whatever its class is called.
        version: of what it is made of, counted from 1.
        kind: the class that it is read into.
    """

    name: str
    version: int
    kind: type[Payload]
    said: Voice

    @property
    def type(self) -> str:
        """The type as it stands in the envelope."""
        return type_name(self.name, self.version)


def type_name(name: str, version: int) -> str:
    """The type of an event with this name and version."""
    return f"{PREFIX}{name}.v{version}"


def _by(owner: str, *services: str) -> Voice:
    """Said among the facts of these services, in every domain."""
    said_by = services or (owner,)
    return Voice(owner, tuple(facts(service, d) for d in Domein for service in said_by))


_BEHEER = Voice("beheer", (REGISTER,))
_INTAKE = _by("intake")
_TAFEL = _by("casusoverleg")
_NOTIFIER = _by("notifier")
_TAFEL_OF_NOTIFIER = _by("casusoverleg", "casusoverleg", "notifier")
_ALLE = _by("verstrekking", *DOMAIN_SERVICES)
_POSTBUS = Voice(GATE, tuple(postbus(d) for d in Domein))
_VERNIETIGING = Voice("casusoverleg", tuple(vernietigingen(d) for d in Domein))
_BESLUITEN = Voice(GATE, (BESLUITEN,))
_VERTALING = Voice(GATE, (VERTALING,))

FORMS: tuple[Form, ...] = (
    Form("beheer.ConvenantVastgesteld", 3, beheer.ConvenantVastgesteld, _BEHEER),
    Form("beheer.FunctieToegekend", 1, beheer.FunctieToegekend, _BEHEER),
    Form("beheer.FunctieIngetrokken", 1, beheer.FunctieIngetrokken, _BEHEER),
    Form("beheer.AfwezigheidVastgesteld", 1, beheer.AfwezigheidVastgesteld, _BEHEER),
    Form("beheer.AfwezigheidVervallen", 1, beheer.AfwezigheidVervallen, _BEHEER),
    Form("intake.CasusAangemeld", 1, intake.CasusAangemeld, _INTAKE),
    Form("intake.VerwijstokenVerzegeld", 1, intake.VerwijstokenVerzegeld, _INTAKE),
    Form("casusoverleg.CasusGeopend", 1, casusoverleg.CasusGeopend, _TAFEL),
    Form("casusoverleg.GebeurtenisOpgenomen", 1, opnemen.GebeurtenisOpgenomen, _TAFEL),
    Form("casusoverleg.InformatieToegevoegd", 1, casusoverleg.InformatieToegevoegd, _TAFEL),
    Form("casusoverleg.BekendheidGemeld", 1, casusoverleg.BekendheidGemeld, _TAFEL),
    Form("casusoverleg.CasusGeagendeerd", 1, casusoverleg.CasusGeagendeerd, _TAFEL),
    Form("casusoverleg.CasusBesproken", 1, casusoverleg.CasusBesproken, _TAFEL),
    Form("casusoverleg.AfspraakGemaakt", 1, casusoverleg.AfspraakGemaakt, _TAFEL),
    Form("casusoverleg.AfspraakAfgerond", 1, casusoverleg.AfspraakAfgerond, _TAFEL),
    Form("casusoverleg.DragersBepaald", 1, dragen.DragersBepaald, _TAFEL),
    Form("casusoverleg.UitkomstVastgesteld", 1, casusoverleg.UitkomstVastgesteld, _TAFEL),
    Form("casusoverleg.PlanVastgesteld", 1, casusoverleg.PlanVastgesteld, _TAFEL),
    Form("casusoverleg.CasusIngebracht", 1, casusoverleg.CasusIngebracht, _TAFEL),
    Form("casusoverleg.InbrengBeantwoord", 1, casusoverleg.InbrengBeantwoord, _TAFEL),
    Form("casusoverleg.OverdrachtAangeboden", 1, casusoverleg.OverdrachtAangeboden, _TAFEL),
    Form("casusoverleg.OverdrachtOntvangen", 1, casusoverleg.OverdrachtOntvangen, _TAFEL),
    Form("casusoverleg.OverdrachtGewijzigd", 1, casusoverleg.OverdrachtGewijzigd, _TAFEL),
    Form("casusoverleg.OverdrachtstapVernomen", 1, casusoverleg.OverdrachtstapVernomen, _TAFEL),
    Form("casusoverleg.HouderVernomen", 1, casusoverleg.HouderVernomen, _TAFEL),
    Form("casusoverleg.NavraagGesteld", 1, casusoverleg.NavraagGesteld, _TAFEL),
    Form("casusoverleg.NavraagOntvangen", 1, casusoverleg.NavraagOntvangen, _TAFEL),
    Form("casusoverleg.NavraagBeantwoord", 1, casusoverleg.NavraagBeantwoord, _TAFEL),
    Form("casusoverleg.AntwoordOntvangen", 1, casusoverleg.AntwoordOntvangen, _TAFEL),
    Form("casusoverleg.WegingGevraagd", 1, wegen.WegingGevraagd, _TAFEL),
    Form("casusoverleg.WegingVastgelegd", 1, casusoverleg.WegingVastgelegd, _TAFEL),
    Form("casusoverleg.TerugkoppelingBesloten", 1, casusoverleg.TerugkoppelingBesloten, _TAFEL),
    Form("casusoverleg.SchoolGewijzigd", 1, school.SchoolGewijzigd, _TAFEL),
    Form("casusoverleg.AnderBewijsAanvaard", 1, bewijs.AnderBewijsAanvaard, _TAFEL),
    Form("casusoverleg.CasusAfgesloten", 1, casusoverleg.CasusAfgesloten, _TAFEL),
    Form("casusoverleg.CasusHeropend", 1, casusoverleg.CasusHeropend, _TAFEL),
    Form("casusoverleg.CommandoGeweigerd", 1, casusoverleg.CommandoGeweigerd, _TAFEL_OF_NOTIFIER),
    Form("casusoverleg.ToestemmingVastgelegd", 1, casusoverleg.ToestemmingVastgelegd, _TAFEL),
    Form("casusoverleg.ToestemmingIngetrokken", 1, casusoverleg.ToestemmingIngetrokken, _TAFEL),
    Form("casusoverleg.GroepGeagendeerd", 1, casusoverleg.GroepGeagendeerd, _TAFEL),
    Form("casusoverleg.GroepBesproken", 1, casusoverleg.GroepBesproken, _TAFEL),
    Form("opschaling.HerinneringGegeven", 1, opschaling.HerinneringGegeven, _TAFEL),
    Form("opschaling.CasusOpgeschaald", 1, opschaling.CasusOpgeschaald, _TAFEL),
    Form("opschaling.CasusAfgeschaald", 1, opschaling.CasusAfgeschaald, _TAFEL),
    Form("opschaling.OnveiligheidGemeld", 1, opschaling.OnveiligheidGemeld, _TAFEL),
    Form("opschaling.JeugdzorgCoordineert", 1, opschaling.JeugdzorgCoordineert, _TAFEL),
    Form("opschaling.PlanGeevalueerd", 1, opschaling.PlanGeevalueerd, _TAFEL),
    Form("opschaling.NazorgAfgesproken", 1, opschaling.NazorgAfgesproken, _TAFEL),
    Form("opschaling.InPlaatsGedaan", 1, opschaling.InPlaatsGedaan, _TAFEL_OF_NOTIFIER),
    Form("afwezigheid.AfwezigheidGemeld", 1, afwezigheid.AfwezigheidGemeld, _TAFEL),
    Form("afwezigheid.AfwezigheidBeeindigd", 1, afwezigheid.AfwezigheidBeeindigd, _TAFEL),
    Form("gezinsplan.GezinVastgesteld", 1, gezinsplan.GezinVastgesteld, _TAFEL),
    Form("gezinsplan.DoelGesteld", 2, gezinsplan.DoelGesteld, _TAFEL),
    Form("gezinsplan.DoelBijgesteld", 2, gezinsplan.DoelBijgesteld, _TAFEL),
    Form("gezinsplan.DoelGeevalueerd", 1, gezinsplan.DoelGeevalueerd, _TAFEL),
    Form(
        "gezinsplan.ZorgcoordinatorGezinBenoemd", 1, gezinsplan.ZorgcoordinatorGezinBenoemd, _TAFEL
    ),
    Form("gezinsplan.AfsluitingIngestemd", 1, gezinsplan.AfsluitingIngestemd, _TAFEL),
    Form("naleving.VerplichtingAfgehandeld", 1, naleving.VerplichtingAfgehandeld, _TAFEL),
    Form("naleving.InformatieGecorrigeerd", 1, naleving.InformatieGecorrigeerd, _TAFEL),
    Form("naleving.VerzetAangetekend", 1, naleving.VerzetAangetekend, _TAFEL),
    Form("naleving.VerzetBeoordeeld", 1, naleving.VerzetBeoordeeld, _TAFEL),
    Form("vernietiging.VernietigingGevraagd", 1, vernietiging.VernietigingGevraagd, _TAFEL),
    Form("vernietiging.VernietigingVoorbereid", 1, vernietiging.VernietigingVoorbereid, _TAFEL),
    Form("vernietiging.GegevensVernietigd", 1, vernietiging.GegevensVernietigd, _VERNIETIGING),
    Form("verwijsindex.MeldingGedaan", 1, verwijsindex.MeldingGedaan, _TAFEL),
    Form("verwijsindex.MeldingVerwijderd", 1, verwijsindex.MeldingVerwijderd, _TAFEL),
    Form("verwijsindex.VerwijsindexBevraagd", 1, verwijsindex.VerwijsindexBevraagd, _TAFEL),
    Form("verwijsindex.MatchOntvangen", 1, verwijsindex.MatchOntvangen, _TAFEL),
    Form("verwijsindex.MatchOpgevolgd", 1, verwijsindex.MatchOpgevolgd, _TAFEL),
    Form("privacy-gate.VerstrekkingBezorgd", 2, privacy_gate.VerstrekkingBezorgd, _POSTBUS),
    Form("privacy-gate.VerstrekkingAfgehandeld", 1, privacy_gate.VerstrekkingAfgehandeld, _POSTBUS),
    Form("privacy-gate.VerstrekkingBesloten", 1, privacy_gate.VerstrekkingBesloten, _BESLUITEN),
    Form("privacy-gate.MatchGemeld", 1, privacy_gate.MatchGemeld, _POSTBUS),
    Form("privacy-gate.VertalingVastgelegd", 1, privacy_gate.VertalingVastgelegd, _VERTALING),
    Form("notifier.BerichtKlaargezet", 1, notifier.BerichtKlaargezet, _NOTIFIER),
    Form("notifier.BerichtGemaild", 1, notifier.BerichtGemaild, _NOTIFIER),
    Form("notifier.TerugkoppelingDoorgegeven", 1, notifier.TerugkoppelingDoorgegeven, _NOTIFIER),
    Form("notifier.TerugkoppelingNietNodig", 1, notifier.TerugkoppelingNietNodig, _NOTIFIER),
    Form("notifier.OntvangstBevestigd", 1, notifier.OntvangstBevestigd, _NOTIFIER),
    Form("verstrekking.VerstrekkingGevraagd", 2, verstrekking.VerstrekkingGevraagd, _ALLE),
)
"""Every event there is, in its newest version."""

_BY_NAME: dict[str, Form] = {form.name: form for form in FORMS}

_BY_KIND: dict[type[Payload], Form] = {form.kind: form for form in FORMS}

ON_TOPIC: dict[str, tuple[Form, ...]] = {
    topic: tuple(form for form in FORMS if topic in form.said.topics) for topic in TOPICS
}
"""Which events stand on which topic."""


def form_of(kind: type[Payload]) -> Form:
    """The row of a class.

    Raises:
        KeyError: it has none.
    """
    return _BY_KIND[kind]


def newest(type_: str) -> Form | None:
    """The row of the event that a type names, whichever version that type is of."""
    return _BY_NAME.get(type_.removeprefix(PREFIX).rpartition(".v")[0])
