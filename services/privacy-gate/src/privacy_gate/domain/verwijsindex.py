"""The verwijsindex: which tables reported the same child. It holds no content, and no BSN."""

from collections.abc import Iterable

from contracts.verwijsindex import Verwijsantwoord
from contracts.vocabulary import Domein, Frozen, Functie, Naam, OpaqueId


class Vindplek(Frozen):
    """Where a child lies at a table.

    Attributes:
        zaak: the root of the casus; tables to which one casus went share it.
        kind: what the child is known by: its token, or else the root of its id.
        op_bsn: is it the token?
    """

    casus: OpaqueId
    domein: Domein
    overleg: Naam
    zaak: OpaqueId
    kind: str
    op_bsn: bool


class Indexmelding(Frozen):
    """A report as the index keeps it.

    Attributes:
        regisseur: who gets every match too, as this table's region agreed.
        besluit: the decision by which others may see who reported.
    """

    melding: OpaqueId
    plek: Vindplek
    contact: Functie
    regisseur: Functie | None
    besluit: OpaqueId


Paar = tuple[Indexmelding, Indexmelding]
"""Two reports of one child, the earlier one first."""


def anderen(plek: Vindplek, bekend: Iterable[Indexmelding]) -> tuple[Indexmelding, ...]:
    """The reports of the same child that are news to a table.

    Its own are none, nor are those of tables to which this very casus went: they know each other.
    """
    return tuple(
        one for one in bekend if one.plek.zaak != plek.zaak and one.plek.overleg != plek.overleg
    )


def antwoord(plek: Vindplek, bekend: Iterable[Indexmelding]) -> Verwijsantwoord:
    """What a table hears that asks: that others reported the child, and whom to call."""
    contacten = tuple(dict.fromkeys(one.contact for one in anderen(plek, bekend)))
    return Verwijsantwoord(bekend=bool(contacten), op_bsn=plek.op_bsn, contacten=contacten)


def regisseurs(match: Paar) -> tuple[Functie | None, Functie | None]:
    """Who gets a match too, on either side; who would get it on both, gets it with the later."""
    eerder, nieuw = match
    return (None if eerder.regisseur == nieuw.regisseur else eerder.regisseur), nieuw.regisseur
