"""What each kind of organisation can know of itself, and may therefore record."""

from contracts.aard_tabel import AARD
from contracts.elements import Veld
from contracts.vocabulary import Organisatietype

_V = Veld

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


def velden_van(bron: Organisatietype) -> frozenset[Veld]:
    """The fields that an organisation of this kind may fill in."""
    return IEDEREEN | frozenset(AARD[bron].weet)
