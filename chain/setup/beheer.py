"""The register's writer: says as events which covenants hold and who has which capacity."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session

from chain.faults import UserFault
from chain.setup.inrichting import Inrichting, Medewerker
from contracts.covenant import Convenant
from contracts.covenant_together import clashes
from contracts.envelope import DATA_BYTES
from contracts.events.beheer import ConvenantVastgesteld, FunctieIngetrokken, FunctieToegekend
from contracts.events.payload import Payload
from contracts.topics import REGISTER
from contracts.vocabulary import OpaqueId
from infra.addressbook import AddressBook
from infra.instance import Instance
from infra.kernel import Emission, Kernel, Moment
from infra.kernel.ids import random_id
from infra.parts import Parts
from infra.register import REGISTER_REACTIONS, Register, load_register


def build(parts: Parts) -> Instance:
    """The instance: it hears its own events, so that it knows what the others know."""
    kernel = Kernel(
        parts.name,
        parts.database,
        REGISTER_REACTIONS,
        parts.clock,
        parts.keys.secret("id"),
    )
    return Instance(parts.name, kernel, (REGISTER,))


def publish(kernel: Kernel, addressbook: AddressBook, inrichting: Inrichting) -> None:
    """Say what is new in this set-up; the same set-up again says nothing.

    Raises:
        UserFault: see `new_versions`.
    """
    content = hashlib.sha256(inrichting.model_dump_json().encode()).hexdigest()

    def deed(session: Session, moment: Moment) -> tuple[Sequence[Emission], str]:
        register = load_register(session)
        covenants = _covenants(register, inrichting, moment)
        # Last of all, so that a set-up that is refused does not change a name or an address either.
        people = _registered(addressbook, inrichting.medewerkers)
        news = [*covenants, *_capacities(register, people, moment)]
        return [Emission(REGISTER, "register", payload) for payload in news], ""

    kernel.act(f"cmd-inrichting-{content}-{secrets.token_hex(8)}", deed)


def _registered(
    addressbook: AddressBook, people: Sequence[Medewerker]
) -> dict[OpaqueId, Medewerker]:
    """Everybody under an id; someone is known again by the mail address, in whatever case."""
    known = {entry.mail.casefold(): entry.medewerker for entry in addressbook.all()}
    found: dict[OpaqueId, Medewerker] = {}
    for person in people:
        own = known.get(person.mail.casefold()) or random_id()
        addressbook.add(own, person.naam, person.mail)
        found[own] = person
    return found


def _covenants(register: Register, inrichting: Inrichting, moment: Moment) -> list[Payload]:
    new = new_versions(register, inrichting.convenanten, moment.today)
    return [ConvenantVastgesteld(convenant=covenant) for covenant in new]


def new_versions(
    register: Register, convenanten: Sequence[Convenant], today: date
) -> list[Convenant]:
    """Those that the register does not hold yet, and that can follow on what it holds.

    Raises:
        UserFault: one changed without a new version, would change what runs, clashes, or is too
            large.
    """
    known = {covenant.verwijzing: covenant for covenant in register.convenanten}
    new = {one.verwijzing: one for one in convenanten if one.verwijzing not in known}
    for covenant in convenanten:
        if known.get(covenant.verwijzing, covenant) != covenant:
            raise UserFault(
                f"Convenant {covenant.verwijzing} is veranderd. Geef het een hoger versienummer: "
                "lopende zaken houden de versie waaronder zij begonnen."
            )
    for covenant in new.values():
        _fits(covenant)
        _follows(covenant, known.values(), today)
    newest: dict[str, Convenant] = {}
    for covenant in sorted((*known.values(), *new.values()), key=lambda c: c.versie):
        newest[covenant.convenant] = covenant
    for clash in clashes(tuple(newest.values())):
        raise UserFault(clash)
    return list(new.values())


def _fits(covenant: Convenant) -> None:
    size = len(covenant.model_dump_json().encode())
    if size > DATA_BYTES:
        raise UserFault(
            f"Convenant {covenant.verwijzing} is te groot: {-(-size // 1000)} kB, en er kan "
            f"hooguit {DATA_BYTES // 1000} kB in. Kort de teksten in."
        )


def _follows(covenant: Convenant, known: Iterable[Convenant], today: date) -> None:
    before = [one for one in known if one.convenant == covenant.convenant]
    if not before:
        return
    if covenant.versie < max(one.versie for one in before):
        raise UserFault(
            f"Convenant {covenant.verwijzing} volgt niet op de versies die er al zijn: geef het "
            "het hoogste versienummer."
        )
    if covenant.geldig_van <= today:
        raise UserFault(
            f"Convenant {covenant.verwijzing} geldt vanaf {covenant.geldig_van:%d-%m-%Y}. Een "
            "nieuwe versie geldt op zijn vroegst vanaf morgen: wat al loopt, verandert niet mee."
        )


def _capacities(
    register: Register, people: dict[OpaqueId, Medewerker], moment: Moment
) -> list[Payload]:
    now = {
        (course.medewerker, course.functie)
        for course in register.verlopen
        if course.geldt(moment.today)
    }
    wanted = {(own, functie) for own, person in people.items() for functie in person.als_functies()}
    order = sorted(now ^ wanted, key=str)
    return [
        (FunctieToegekend if pair in wanted else FunctieIngetrokken)(
            medewerker=pair[0], functie=pair[1], vanaf=moment.today
        )
        for pair in order
    ]
