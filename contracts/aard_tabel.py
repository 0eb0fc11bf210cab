"""What the law sees in each type of body: one table, from which everything about a type follows.

Each row says by which act. Who is not named as allowed somewhere gets nothing there. Every row is
still to be confirmed by a privacy officer; where two readings were possible it takes the narrower.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from contracts.aard import Aard, Hoedanigheid
from contracts.elements import VELDEN, Veld
from contracts.vocabulary import Doel, Geheimhouding, Organisatietype, Regime

_T, _V, _H, _D, _G = Organisatietype, Veld, Hoedanigheid, Doel, Geheimhouding

_LEREN = frozenset({_V.VERZUIM, _V.SCHOOLPRESTATIES})
_SCHOOL = _LEREN | {_V.GEDRAG_OP_SCHOOL}
_ZORG = frozenset({_V.HULP, _V.GEZONDHEID, _V.VERSLAVING, _V.SLACHTOFFERSCHAP, _V.FINANCIEN})
_JUSTITIE = frozenset({_V.STRAFRECHTELIJK, _V.POLITIECONTACT, _V.SLACHTOFFERSCHAP})
_JEUGDWET = date(2015, 1, 1)

_HULP = Aard(
    wet="Wbp 21(1)a",
    hoedanigheid=_H.HULP,
    doel=_D.HULPVERLENING,
    weet=_ZORG,
    bekend=_V.BEKEND_BIJ_ZORG,
    noembaar=True,
)
_BEHANDELAAR = replace(
    _HULP,
    wet="BW 7:457; Wet BIG 88; Wbp 21(1)a",
    geheim=_G.BEROEP,
    zegt_iets=True,
    noembaar=False,
    verraadt=11,
)
_JEUGDZORG = replace(
    _HULP,
    wet="Wet op de jeugdzorg 5 en 10; Wbp 21(1)d; sinds 2015 Jeugdwet 3.2",
    hoedanigheid=_H.JEUGDZORG,
    weet=_ZORG | _JUSTITIE,
    geheim=_G.BEROEP,
    publieke_taak=True,
    verraadt=2,
    coordineert=True,
)
_MELDPUNT = replace(
    _JEUGDZORG,
    zegt_iets=True,
    noembaar=False,
    verraadt=11,
    coordineert=False,
    meldpunt=True,
)
_STRAFRECHT = Aard(
    wet="Wbp 22(1)",
    hoedanigheid=_H.JUSTITIE,
    doel=_D.STRAFRECHT,
    weet=_JUSTITIE,
    strafrecht=True,
    geheim=_G.AMBT,
    publieke_taak=True,
    bekend=_V.BEKEND_BIJ_JUSTITIE,
    zegt_iets=True,
    verraadt=9,
)
_BESTUUR = Aard(
    wet="staat als zodanig niet in Wbp 21",
    hoedanigheid=_H.BESTUUR,
    doel=_D.HULPVERLENING,
    publieke_taak=True,
    noembaar=True,
)
_JONGERENWERK = replace(
    _BESTUUR, wet="staat niet in Wbp 21", hoedanigheid=_H.JONGERENWERK, publieke_taak=False
)
_LEERPLICHT = replace(
    _BESTUUR,
    wet="staat niet in Wbp 21",
    hoedanigheid=_H.LEERPLICHT,
    doel=_D.ONDERWIJSBEGELEIDING,
    weet=_LEREN | {_V.HULP},
)

AARD: Mapping[Organisatietype, Aard] = MappingProxyType(
    {
        _T.SCHOOL: replace(
            _LEERPLICHT,
            wet="Wbp 21(1)c",
            hoedanigheid=_H.SCHOOL,
            weet=_SCHOOL
            | {_V.HULP, _V.GEZONDHEID, _V.VERSLAVING, _V.POLITIECONTACT, _V.SLACHTOFFERSCHAP},
            eerste_lijn=True,
        ),
        # No school in Wbp 21(1)c: it hears nothing about health, and pupils are of a school.
        _T.SAMENWERKINGSVERBAND: replace(
            _LEERPLICHT,
            wet="Wet passend onderwijs (artikel nog te bevestigen); staat niet in Wbp 21",
            weet=_SCHOOL | {_V.HULP},
        ),
        _T.LEERPLICHT: replace(
            _LEERPLICHT,
            wet="Leerplichtwet 16; staat niet in Wbp 21",
            doel=_D.LEERPLICHT,
            weet=_LEREN | {_V.HULP, _V.STRAFRECHTELIJK},
            eerste_lijn=True,
        ),
        _T.RMC: _LEERPLICHT,
        _T.CJG: replace(_HULP, publieke_taak=True, eerste_lijn=True),
        _T.JGZ: replace(_HULP, geheim=_G.BEROEP, publieke_taak=True, verraadt=1, eerste_lijn=True),
        _T.MAATSCHAPPELIJK_WERK: replace(_HULP, eerste_lijn=True),
        _T.MEE: replace(_HULP, eerste_lijn=True),
        _T.HUISARTS: _BEHANDELAAR,
        _T.GGZ: replace(_BEHANDELAAR, verraadt=12),
        _T.VERSLAVINGSZORG: replace(
            _BEHANDELAAR, bekend=_V.BEKEND_BIJ_VERSLAVINGSZORG, verraadt=13
        ),
        # It may be a place for mental health or for addiction: what is kept there is kept as such.
        _T.JEUGDHULPAANBIEDER: replace(
            _BEHANDELAAR, wet="Jeugdwet 1.1 en 7.3.11; Wbp 21(1)a", van=_JEUGDWET
        ),
        _T.PLEEGZORG: replace(
            _BEHANDELAAR,
            wet="Wet op de jeugdzorg en, sinds 2015, Jeugdwet (artikel nog te bevestigen); "
            "Wbp 21(1)a",
        ),
        _T.SLACHTOFFERHULP: replace(
            _BEHANDELAAR,
            wet="Wbp 21(1)a",
            weet={_V.HULP, _V.SLACHTOFFERSCHAP, _V.POLITIECONTACT},
        ),
        _T.JONGERENWERK: replace(_JONGERENWERK, weet={_V.HULP, _V.FINANCIEN}, eerste_lijn=True),
        _T.KINDEROPVANG: replace(_JONGERENWERK, weet={_V.HULP, _V.GEZONDHEID}),
        # Without a last day: covenants of 2010 name it still, and rules read its successor in it.
        _T.BUREAU_JEUGDZORG: replace(_JEUGDZORG, meldpunt=True),
        _T.GECERTIFICEERDE_INSTELLING: replace(
            _JEUGDZORG, wet="Jeugdwet 1.1 en 3.2; Wbp 21(1)d", van=_JEUGDWET
        ),
        _T.AMK: replace(
            _MELDPUNT,
            wet="Wet op de jeugdzorg 10(1)e en 53(3); Wbp 21(1)d",
            tot=date(2014, 12, 31),
        ),
        _T.VEILIG_THUIS: replace(_MELDPUNT, wet="Wmo 2015 4.1.1 en 5.2.6", van=_JEUGDWET),
        # From the JCO he is the one who calls the school, so others may call him too.
        _T.RVDK: replace(
            _STRAFRECHT,
            wet="BW 1:238 en 1:240; Wbp 21(1)d en 22(1)",
            hoedanigheid=_H.BESCHERMING,
            doel=_D.KINDERBESCHERMING,
            weet=_JUSTITIE | _ZORG | _LEREN,
            zegt_iets=False,
            verraadt=3,
        ),
        _T.GEMEENTE: replace(_BESTUUR, weet={_V.HULP, _V.FINANCIEN}),
        _T.VEILIGHEIDSHUIS: replace(
            _BESTUUR,
            wet="staat als zodanig niet in Wbp 21; sinds 2025-03-01 WGS 2.24",
            doel=_D.AFSTEMMING,
        ),
        _T.POLITIE: replace(
            _STRAFRECHT,
            wet="Wpg 7, 16 en 18 tot en met 20; Wbp 22(1)",
            hoedanigheid=_H.POLITIE,
            doel=_D.POLITIETAAK,
            regime=Regime.WPG,
            bekend=_V.BEKEND_BIJ_POLITIE,
            verraadt=4,
            eerste_lijn=True,
        ),
        _T.OM: replace(_STRAFRECHT, wet="Wjsg 39f; Wbp 22(1)", regime=Regime.WJSG, verraadt=5),
        _T.RECLASSERING: replace(
            _STRAFRECHT,
            wet="Wbp 21(1)d en 22(1)",
            weet=_JUSTITIE | {_V.HULP, _V.GEZONDHEID, _V.VERSLAVING, _V.FINANCIEN},
            verraadt=10,
        ),
        _T.HALT: replace(_STRAFRECHT, weet=_JUSTITIE | {_V.VERZUIM}),
        _T.DJI: replace(_STRAFRECHT, weet=_JUSTITIE | {_V.HULP, _V.GEZONDHEID, _V.VERSLAVING}),
        _T.RECHTBANK: _STRAFRECHT,
    }
)

BEKENDHEIDSVELDEN = frozenset(row.bekend for row in AARD.values())
"""In all of these stands yes or no."""


def doel_van_bron(bron: Organisatietype) -> Doel:
    """The purpose for which a source of this kind collected what it records."""
    return AARD[bron].doel


def geheim_van(veld: Veld, bron: Organisatietype) -> Geheimhouding:
    """The secrecy on an element: the field's own, or else what binds its source (Wbp 9(4))."""
    own = VELDEN[veld].geheim
    return own if own is not Geheimhouding.GEEN else AARD[bron].geheim


def eigen_regime(bron: Organisatietype) -> bool:
    """Does a law of its own hold at this source, so that it records a decision to provide?"""
    return AARD[bron].regime is not Regime.ALGEMEEN


def meest_zeggend(typen: Collection[Organisatietype]) -> Organisatietype:
    """Of what a body is, what says most of whoever is known there."""
    return max(typen, key=lambda one: AARD[one].verraadt)
