"""Is a report too large to be said? It is known before anybody is named or anything is sealed."""

from collections.abc import Iterator
from datetime import date

from contracts.elements import VELDEN, Veld, Verzegeld
from contracts.envelope import DATA_BYTES
from infra.keys import sealed_length
from intake.domain.aanmelding import Aanmelding, Gezinslid, Melding
from intake.domain.bezwaren import Bezwaar
from intake.domain.feiten import Opname, element, feiten
from intake.domain.gegevens import Gegeven, Personen, gegevens_van, ingevuld, naam_van
from intake.domain.plaats import Plaats


def te_groot(aanmelding: Aanmelding, plaats: Plaats, op: date) -> tuple[Bezwaar, ...]:
    """The objection to a report of which an event would be larger than any log carries."""
    bytes_ = omvang(aanmelding, plaats, op)
    if bytes_ <= DATA_BYTES:
        return ()
    naam, veld, _ = max(_teksten(aanmelding), key=lambda tekst: len(tekst[2].encode()))
    zin = (
        f"Deze melding is te groot: {-(-bytes_ // 1000)} kB, en er kan hooguit "
        f"{DATA_BYTES // 1000} kB in. Kort de langste teksten in. "
        f"'{VELDEN[veld].label}' is de langste."
    )
    return (Bezwaar(naam, zin),)


def omvang(aanmelding: Aanmelding, plaats: Plaats, op: date) -> int:
    """Bytes of the largest event of a report. Ids are all of one length, so any will do."""
    personen = Personen(
        betrokkene=_id(0),
        gezin=_id(0),
        gezinsleden=tuple(_id(n) for n, _ in enumerate(aanmelding.gezinsleden, 1)),
    )
    opname = Opname(aanmelding, _id(0), personen, plaats, op)
    gegevens = gegevens_van(aanmelding, personen, plaats.convenant)
    elementen = tuple(
        element(opname, gegeven, _id(n), _zegel(gegeven)) for n, gegeven in enumerate(gegevens)
    )
    gezegd = feiten(opname, elementen, lambda *_: _id(0))
    return max(len(feit.model_dump_json().encode()) for feit in gezegd)


def _id(nummer: int) -> str:
    return f"{nummer:026}"


def _zegel(gegeven: Gegeven) -> Verzegeld:
    return Verzegeld(sleutel=_id(0), cijfertekst="A" * sealed_length(gegeven.waarde))


def _teksten(aanmelding: Aanmelding) -> Iterator[tuple[str, Veld, str]]:
    """What was filled in, by the name of its field in a report."""
    delen: list[tuple[str, Melding | Gezinslid]] = [("", aanmelding)]
    delen += [(f"gezinsleden.{n}.", lid) for n, lid in enumerate(aanmelding.gezinsleden)]
    for waar, deel in delen:
        for veld, waarde in ingevuld(deel):
            yield waar + naam_van(veld), veld, waarde
    if aanmelding.reden_leeftijd:
        yield "reden_leeftijd", Veld.TOELICHTING, aanmelding.reden_leeftijd
