"""What can be picked in a form: tables, seats, elements, hand-offs of the casus at hand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from casusoverleg.domain.bespreken.steps import MaakAfspraak
from casusoverleg.domain.nakomen.plichten import WOORDEN, Plicht
from casusoverleg.domain.nakomen.steps import TekenVerzetAan
from casusoverleg.domain.nakomen.wie import na_te_komen, te_beoordelen, te_corrigeren
from casusoverleg.domain.overdragen.overdracht import STAND_IN_WOORDEN
from casusoverleg.domain.overdragen.steps import BrengIn, DraagOver, VerwijsDoor
from casusoverleg.domain.overdragen.vragen import BEVINDINGEN
from casusoverleg.domain.stappen.circumstances import Zetel, zetel_aan
from casusoverleg.domain.stappen.command import Commando, Overdrachtscommando
from casusoverleg.domain.stappen.hindernis import kandidaten
from casusoverleg.domain.stappen.personen import IEMAND_ANDERS
from casusoverleg.domain.stappen.refusal import Weigering
from casusoverleg.domain.vastleggen.steps import LegToestemmingVast, StelNavraag
from casusoverleg.domain.verstrekken.steps import LegWegingVast
from casusoverleg.pages.personen import wie_is_wie
from casusoverleg.views.register import noemer
from casusoverleg.views.wegen import weegpunten
from casusoverleg.views.zien import Blik
from contracts.aard_tabel import BEKENDHEIDSVELDEN
from contracts.covenant import Convenant
from contracts.covenant_addressees import scholen
from contracts.covenant_text import Overleg, functie_van
from contracts.elements import VELDEN, Element
from contracts.vocabulary import Grond
from contracts.words import in_sentence, spoken
from infra.web.forms import Choices
from infra.web.words import casus_label

Paren: TypeAlias = Sequence[tuple[str, str]]

GRONDEN: Paren = (
    (Grond.TOESTEMMING, "a: ondubbelzinnige toestemming"),
    (Grond.WETTELIJKE_PLICHT, "c: wettelijke plicht"),
    (Grond.VITAAL_BELANG, "d: vitaal belang"),
    (Grond.PUBLIEKE_TAAK, "e: publiekrechtelijke taak"),
    (Grond.GERECHTVAARDIGD_BELANG, "f: gerechtvaardigd belang"),
)

_NAAR: Mapping[type[Commando], Callable[[Overleg], tuple[str, ...]]] = MappingProxyType(
    {
        BrengIn: lambda tafel: tafel.brengt_in_bij,
        DraagOver: lambda tafel: tafel.draagt_over_aan,
        VerwijsDoor: lambda tafel: tafel.draagt_over_aan,
        StelNavraag: lambda tafel: tafel.vraagt_na_bij,
    }
)


def keuzes(blik: Blik, soort: type[Commando]) -> Choices:
    """The choices of this step, by field."""
    alle: dict[str, Callable[[Blik, type[Commando]], Paren]] = {
        "naar_overleg": _overleggen,
        "aanwezig": _zetels,
        "uitvoerder": _wie_helpen,
        "wie": _zetels,
        "coordinator": _zetels,
        "elementen": _elementen,
        "overdracht": _overdrachten,
        "toestemming": _toestemmingen,
        "verstrekking": _verstrekkingen,
        "persoon": _personen,
        "navraag": _navragen,
        "plicht": _plichten,
        "element": _te_corrigeren,
        "verzet": _verzetten,
        "veld": _velden,
        "bevinding": _bevindingen,
        "afspraak": _afspraken,
        "plandoel": _doelen,
        "match": _matches,
        "met": _anderen,
        "school": _scholen,
        "grond": lambda _blik, _soort: GRONDEN,
    }
    return {naam: maak(blik, soort) for naam, maak in alle.items() if naam in soort.model_fields}


def _overleggen(blik: Blik, soort: type[Commando]) -> Paren:
    noem = noemer(blik.convenant)
    namen = _NAAR[soort](blik.convenant.overleggen[blik.casus.overleg])
    return [(naam, noem(naam)) for naam in namen]


def _zetels(blik: Blik, _soort: type[Commando]) -> Paren:
    return zetels(blik.convenant, blik.casus.overleg)


def _wie_helpen(blik: Blik, soort: type[Commando]) -> Paren:
    """The seats; an agreement can be with a partner for whom one of them speaks."""
    tafel, noem = blik.convenant.overleggen[blik.casus.overleg], noemer(blik.convenant)
    namen = (naam for partners in tafel.vertegenwoordigt.values() for naam in partners)
    functies = map(functie_van, namen if soort is MaakAfspraak else ())
    partners = [(str(f), f"{spoken(f.rol)}, {noem(f.organisatie)}") for f in functies]
    return [*_zetels(blik, soort), *partners]


def zetels(convenant: Convenant, overleg: str) -> list[tuple[str, str]]:
    """The seats of a table."""
    noem = noemer(convenant)
    functies = convenant.overleggen[overleg].functies()
    return [(str(f), f"{spoken(f.rol)}, {noem(f.organisatie)}") for f in functies]


def _elementen(blik: Blik, soort: type[Commando]) -> Paren:
    if soort is LegWegingVast:
        te_wegen = {w.element for w in weegpunten(blik)}
        gedeeld = (g.element for g in blik.casus.gedeeld)
        bekend = {e.id: e for e in (*gedeeld, *blik.casus.elementen)}
        return _gegevens(blik, (e for e in bekend.values() if e.id in te_wegen))
    return _gegevens(blik, (e.gedeeld.element for e in blik.elementen))


def _gegevens(blik: Blik, elementen: Iterable[Element]) -> Paren:
    wie = wie_is_wie(blik)
    return [
        (
            e.id,
            f"{VELDEN[e.veld].label} ({wie.get(e.over) or in_sentence(e.relatie)}; "
            f"{spoken(e.vastgelegd_door.rol)}, {e.vastgelegd_op:%d-%m-%Y})",
        )
        for e in elementen
    ]


def _overdrachten(blik: Blik, soort: type[Commando]) -> Paren:
    if not issubclass(soort, Overdrachtscommando):
        return []
    noem = noemer(blik.convenant)
    gevonden: dict[str, str] = {}
    for functie in blik.functies:
        zetel = zetel_aan(blik.convenant, blik.casus.overleg, functie)
        kan = kandidaten(blik.casus, soort.maakt, zetel) if zetel else ()
        for o in () if isinstance(kan, Weigering) else kan:
            stand = STAND_IN_WOORDEN[o.stand]
            gevonden[o.id] = f"{noem(o.ander_overleg)}, {o.aangeboden_op:%d-%m-%Y} ({stand})"
    return list(gevonden.items())


def _bevindingen(blik: Blik, soort: type[Commando]) -> Paren:
    """The answers to the questions that wait here; each question has its own."""
    open_ = {id_ for id_, _ in _overdrachten(blik, soort)}
    vragen = {o.vraag for o in blik.casus.overdragen.overdrachten if o.id in open_}
    mogelijk = dict.fromkeys(b for v in BEVINDINGEN if v in vragen for b in BEVINDINGEN[v])
    return [(b, spoken(b)) for b in mogelijk]


def _afspraken(blik: Blik, _soort: type[Commando]) -> Paren:
    return [
        (a.id, f"{spoken(a.soort)}, {spoken(a.uitvoerder.rol)}, {a.start:%d-%m-%Y}")
        for a in blik.afspraken
        if a.afloop is None
    ]


def _doelen(blik: Blik, _soort: type[Commando]) -> Paren:
    return [
        (d.id, f"{spoken(d.leefgebied)}, {spoken(d.uitvoerder.rol)}, {d.streefdatum:%d-%m-%Y}")
        for d in blik.doelen
        if d.loopt
    ]


def _matches(blik: Blik, _soort: type[Commando]) -> Paren:
    noem = noemer(blik.convenant)
    return [
        (m.id, f"{spoken(m.contact.rol)}, {noem(m.contact.organisatie)}, {m.sinds:%d-%m-%Y}")
        for m in blik.casus.verwijsindex.open_matches
    ]


def _scholen(blik: Blik, _soort: type[Commando]) -> Paren:
    noem = noemer(blik.convenant)
    return [(school, noem(school)) for school in scholen(blik.convenant)]


def _anderen(blik: Blik, _soort: type[Commando]) -> Paren:
    return [(id_, casus_label(id_)) for id_ in blik.anderen]


def _toestemmingen(blik: Blik, _soort: type[Commando]) -> Paren:
    wie = wie_is_wie(blik)
    return [
        (t.id, f"{wie.get(t.over, 'Iemand anders')}, {t.doel}, {t.gegeven_op:%d-%m-%Y}")
        for t in blik.casus.vastleggen.toestemmingen
        if t.ingetrokken_op is None
    ]


def _verstrekkingen(blik: Blik, _soort: type[Commando]) -> Paren:
    noem = noemer(blik.convenant)
    namen: dict[str, str] = {}
    for wacht in weegpunten(blik):
        verzoek = blik.casus.verstrekken.verzoek(wacht.verstrekking)
        if verzoek:
            namen[wacht.verstrekking] = f"{noem(verzoek.naar_overleg)}, {verzoek.op:%d-%m-%Y}"
    return list(namen.items())


def _personen(blik: Blik, soort: type[Commando]) -> Paren:
    bekend = wie_is_wie(blik).items()
    if soort in (LegToestemmingVast, TekenVerzetAan):
        return list(bekend)
    return [*bekend, (IEMAND_ANDERS, "Iemand die hier nog niet bekend is")]


def _navragen(blik: Blik, _soort: type[Commando]) -> Paren:
    noem = noemer(blik.convenant)
    return [
        (n.id, f"{noem(n.ander_overleg)}: {in_sentence(n.vraag)}")
        for n in blik.casus.vastleggen.navragen
        if not n.beantwoord
    ]


def _plichten(blik: Blik, _soort: type[Commando]) -> Paren:
    gevonden = (p for zetel in _eigen_zetels(blik) for p in na_te_komen(blik.casus, zetel))
    return [(p.naam, _verplichting(blik, p)) for p in dict.fromkeys(gevonden)]


def _verplichting(blik: Blik, plicht: Plicht) -> str:
    naar = noemer(blik.convenant)(plicht.naar_overleg or blik.casus.overleg)
    return f"{WOORDEN[plicht.soort]} ({naar}, {plicht.sinds:%d-%m-%Y})"


def _te_corrigeren(blik: Blik, _soort: type[Commando]) -> Paren:
    gevonden = (e for zetel in _eigen_zetels(blik) for e in te_corrigeren(blik.casus, zetel))
    return _gegevens(blik, dict.fromkeys(gevonden))


def _verzetten(blik: Blik, _soort: type[Commando]) -> Paren:
    wacht = {p.uit for p in te_beoordelen(blik.casus)}
    wie = wie_is_wie(blik)
    return [
        (v.id, f"{wie.get(v.over, 'Iemand anders')}, {v.aangetekend_op:%d-%m-%Y}")
        for v in blik.casus.nakomen.verzetten
        if v.id in wacht
    ]


def _eigen_zetels(blik: Blik) -> list[Zetel]:
    zetels = (zetel_aan(blik.convenant, blik.casus.overleg, f) for f in blik.functies)
    return [zetel for zetel in zetels if zetel]


def _velden(_blik: Blik, _soort: type[Commando]) -> Paren:
    return [(v, soort.label) for v, soort in VELDEN.items() if v not in BEKENDHEIDSVELDEN]
