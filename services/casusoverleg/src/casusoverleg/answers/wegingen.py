"""A question to weigh as somebody asks for it over HTTP."""

from casusoverleg.views.wegen import NietsTeWegen, Weegstuk, Weegtafel
from casusoverleg.views.zetels import NietGevonden
from infra.web.errors import Problem
from infra.web.identity import Gebruiker


def bekijk_weegstuk(
    weegtafel: Weegtafel, gebruiker: Gebruiker, casus: str, verstrekking: str
) -> Weegstuk:
    """A question to this user.

    Raises:
        Problem: 404, there is no such question to him.
    """
    try:
        return weegtafel.weegstuk(gebruiker, casus, verstrekking)
    except (NietGevonden, NietsTeWegen):
        raise Problem(404) from None
