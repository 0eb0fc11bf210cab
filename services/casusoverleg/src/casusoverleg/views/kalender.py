"""Agenda and action list for a calendar (RFC 5545). A calendar is no safe: codes, no names."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from casusoverleg.domain.bespreken.acties import Actie
from casusoverleg.views.register import noemer
from casusoverleg.views.vergaderen import Vergadering
from infra.web.words import casus_label

_MAKER = "-//Jeugdketen//Casusoverleg//NL"


def vergaderingen_als_ics(vergaderingen: Iterable[Vergadering], adres: str, nu: datetime) -> bytes:
    """A day for each meeting; `adres` is where the agenda itself is."""
    return _kalender(
        _dag(
            f"{v.tafel.naam}-{v.op.isoformat()}",
            f"{noemer(v.tafel.convenant)(v.tafel.naam)}: {_aantal(v)}",
            v.op,
            adres,
            nu,
        )
        for v in vergaderingen
    )


def acties_als_ics(acties: Iterable[Actie], adres: str, nu: datetime) -> bytes:
    """The last day of each thing that has one; `adres` is where the casussen are."""
    return _kalender(
        _dag(
            actie.afspraak.id if actie.afspraak else f"{actie.casus}-{actie.taak.name.lower()}",
            f"{actie.wat} ({casus_label(actie.casus)})",
            actie.uiterlijk,
            f"{adres}/{actie.casus}",
            nu,
        )
        for actie in acties
        if actie.uiterlijk
    )


def _aantal(vergadering: Vergadering) -> str:
    casussen, groepen = len(vergadering.casussen), len(vergadering.groepen)
    delen = [f"{casussen} {'casus' if casussen == 1 else 'casussen'}"] if casussen else []
    delen += [f"{groepen} {'groep' if groepen == 1 else 'groepen'}"] if groepen else []
    return " en ".join(delen)


def _dag(kenmerk: str, wat: str, op: date, adres: str, nu: datetime) -> Event:
    """A whole day. The same thing keeps its UID, so that a calendar moves it, not doubles it."""
    dag = Event()
    dag.add("uid", f"{kenmerk}@jeugdketen")
    dag.add("dtstamp", nu)
    dag.add("dtstart", op)
    dag.add("dtend", op + timedelta(days=1))
    dag.add("summary", wat)
    dag.add("url", adres)
    dag.add("transp", "TRANSPARENT")
    return dag


def _kalender(dagen: Iterable[Event]) -> bytes:
    kalender = Calendar()
    kalender.add("prodid", _MAKER)
    kalender.add("version", "2.0")
    for dag in dagen:
        kalender.add_component(dag)
    return bytes(kalender.to_ical())
