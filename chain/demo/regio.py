"""The region of the samples: the Tilburg covenant with invented people."""

from pathlib import Path

from chain.demo.medewerkers import MEDEWERKERS
from chain.setup.inrichting import Inrichting, Medewerker, read_covenant_at

REGION = Path(__file__).parent.parent / "regions" / "tilburg.yaml"


def sample_region() -> Inrichting:
    """The Tilburg covenant with invented people."""
    return Inrichting(
        convenanten=(read_covenant_at(REGION),),
        medewerkers=tuple(
            Medewerker(naam=person.naam, mail=person.mail, functies=person.functies)
            for person in MEDEWERKERS.values()
        ),
    )
