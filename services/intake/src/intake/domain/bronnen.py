"""What each kind of organisation can know of itself, and may therefore record."""

from contracts.elements import Veld
from contracts.vocabulary import Organisatietype

_O, _V = Organisatietype, Veld

IEDEREEN = frozenset(
    {
        _V.NAAM,
        _V.GEBOORTEDATUM,
        _V.ADRES,
        _V.TELEFOON,
        _V.SCHOOL_EN_LEERJAAR,
        _V.GEZINSSAMENSTELLING,
        _V.GEZINSSITUATIE,
        _V.HUISVESTING,
        _V.VEILIGHEIDSRISICO,
        _V.CONTACTPERSOON,
        _V.TOELICHTING,
    }
)
"""What anyone who works with young people can come to know."""

_SCHOOL = {_V.VERZUIM, _V.SCHOOLPRESTATIES, _V.GEDRAG_OP_SCHOOL}
_ZORG = {_V.HULP, _V.GEZONDHEID, _V.VERSLAVING, _V.SLACHTOFFERSCHAP, _V.FINANCIEN}
_JUSTITIE = {_V.STRAFRECHTELIJK, _V.POLITIECONTACT, _V.SLACHTOFFERSCHAP}

_EIGEN: dict[Organisatietype, set[Veld]] = {
    _O.SCHOOL: _SCHOOL
    | {_V.HULP, _V.GEZONDHEID, _V.VERSLAVING, _V.POLITIECONTACT, _V.SLACHTOFFERSCHAP},
    _O.LEERPLICHT: {_V.VERZUIM, _V.SCHOOLPRESTATIES, _V.HULP, _V.STRAFRECHTELIJK},
    _O.RMC: {_V.VERZUIM, _V.SCHOOLPRESTATIES, _V.HULP},
    **dict.fromkeys(
        (_O.CJG, _O.JGZ, _O.MAATSCHAPPELIJK_WERK, _O.MEE, _O.GGZ, _O.VERSLAVINGSZORG), _ZORG
    ),
    _O.BUREAU_JEUGDZORG: _ZORG | _JUSTITIE,
    _O.JONGERENWERK: {_V.HULP, _V.FINANCIEN},
    _O.GEMEENTE: {_V.HULP, _V.FINANCIEN},
    _O.VEILIGHEIDSHUIS: set(),
    _O.POLITIE: _JUSTITIE,
    _O.OM: _JUSTITIE,
    _O.HALT: _JUSTITIE | {_V.VERZUIM},
    _O.RECLASSERING: _JUSTITIE | {_V.HULP, _V.GEZONDHEID, _V.VERSLAVING, _V.FINANCIEN},
    _O.RVDK: _JUSTITIE | _ZORG | {_V.VERZUIM, _V.SCHOOLPRESTATIES},
}


def velden_van(bron: Organisatietype) -> frozenset[Veld]:
    """The fields that an organisation of this kind may fill in."""
    return IEDEREEN | _EIGEN[bron]
