"""The properties of a body that the law looks at; a type is a preset of them (`aard_tabel`)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contracts.elements import Veld
from contracts.vocabulary import Doel, Geheimhouding, Regime


class Hoedanigheid(StrEnum):
    """In what capacity a body receives information (Wbp 21 and 22)."""

    SCHOOL = "school"
    HULP = "hulp"
    JEUGDZORG = "jeugdzorg"
    BESCHERMING = "bescherming"
    LEERPLICHT = "leerplicht en rmc"
    JONGERENWERK = "jongerenwerk en opvang"
    BESTUUR = "bestuur"
    POLITIE = "politie"
    JUSTITIE = "justitie"


@dataclass(frozen=True, kw_only=True)
class Aard:
    """One row of the table.

    Attributes:
        wet: the act that makes it what it is.
        hoedanigheid: as what it receives; the columns of the gate's tables of who needs what.
        doel: for what it collects (Wbp 7).
        weet: what it can know of its own work, besides what everybody can.
        van: the first day on which there was such a body; None, before this chain.
        tot: the last one; None, there still is.
        strafrecht: charged by law with criminal law (Wbp 22(1))?
        geheim: what binds it to secrecy about all that it records (Wbp 9(4)).
        publieke_taak: has it a public task (Wbp 8e)?
        regime: the law at the source (Wbp 2(2)).
        bekend: in which field it says that somebody is known there.
        zegt_iets: is being known there special information itself (Wbp 16)? Then nobody is
            called there by the verwijsindex.
        noembaar: may a school hear that this body acted (Wbp 11 and 16)?
        verraadt: where two sources are named, the one with the higher number counts; 0: neither.
        coordineert: does it carry out child protection measures, and coordinate then?
        meldpunt: does it take reports of child abuse?
        eerste_lijn: is it asked for in the first line of the checklist?
    """

    wet: str
    hoedanigheid: Hoedanigheid
    doel: Doel
    weet: Collection[Veld] = ()
    van: date | None = None
    tot: date | None = None
    strafrecht: bool = False
    geheim: Geheimhouding = Geheimhouding.GEEN
    publieke_taak: bool = False
    regime: Regime = Regime.ALGEMEEN
    bekend: Veld = Veld.BEKEND_BIJ_OVERIG
    zegt_iets: bool = False
    noembaar: bool = False
    verraadt: int = 0
    coordineert: bool = False
    meldpunt: bool = False
    eerste_lijn: bool = False
