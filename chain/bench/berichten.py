"""The messages: events that ask the gate, each with twelve elements, no two alike.

All ids, recorders, fields and seals differ from message to message. What decides is drawn from
what people pick: so there are far fewer different circumstances than messages, as in practice.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from contracts.aard_tabel import doel_van_bron, geheim_van
from contracts.covenant import Convenant
from contracts.elements import VELDEN, Veld
from contracts.envelope import CHAIN_START, Draft, draft_bytes, place, source_of
from contracts.events.table import form_of
from contracts.events.verstrekking import Informeren, VerstrekkingGevraagd, Weegfactor
from contracts.topics import facts
from contracts.vocabulary import Doel, Grond, Leeftijdsband, Relatie
from infra.kernel.ids import CROCKFORD

VELDEN_PER_BERICHT = 12
OP = date(2026, 3, 2)
_OOK_VAN_OUDERS = (Veld.NAAM, Veld.ADRES, Veld.TELEFOON, Veld.HULP, Veld.FINANCIEN)
_BASE64 = CROCKFORD + "ABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
_SEALED = 123
"""Characters of the smallest sealed value, apart from the sign it ends with."""


@dataclass(frozen=True)
class Stroom:
    """A kind of messages.

    Attributes:
        van: the table that asks.
        naar: the table that is to receive; its kinds of seat times twelve is what is decided.
        soort: of content.
        toestemmingen: do consents and a weighing come along?
        zelfde: does every message fill in the same twelve fields, recorded by the same ones?
    """

    van: str
    naar: str
    soort: str
    toestemmingen: bool = False
    zelfde: bool = False


LOKET = Stroom("zat-het-baken", "bjz-loket", "overdrachtsaanbod")
"""To one kind of seat: twelve decisions a message."""
ZELFDE = Stroom("zat-het-baken", "bjz-loket", "overdrachtsaanbod", zelfde=True)
MET_TOESTEMMING = Stroom("zat-het-baken", "bjz-loket", "overdrachtsaanbod", toestemmingen=True)
HCO = Stroom("zat-het-baken", "hco-tilburg", "inbreng")
"""To ten kinds of seat: a hundred and twenty decisions a message."""


def convenant() -> Convenant:
    """The covenant of the demo."""
    file = Path(__file__).parents[1] / "regions" / "tilburg.yaml"
    return Convenant.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))


def berichten(stroom: Stroom, aantal: int, seed: int) -> Iterator[bytes]:
    """So many events, as they lie in the log; the contract admits every one."""
    chance = random.Random(seed)  # noqa: S311 - the same messages each time; nothing is secret
    draw = _Trekking(stroom, convenant(), chance)
    for number in range(1, aantal + 1):
        asked = VerstrekkingGevraagd.model_validate(draw.verzoek())
        draft = Draft(
            id=draw.id(),
            type=form_of(type(asked)).type,
            subject=asked.casus,
            time=datetime(2026, 3, 2, 9, tzinfo=UTC),
            causationid=draw.id(),
            data=asked.model_dump(mode="json"),
        )
        topic = facts("casusoverleg", asked.van_domein)
        yield place(draft_bytes(draft), source_of(topic, 0), number, CHAIN_START)


class _Trekking:
    """Draws requests of one kind."""

    def __init__(self, stroom: Stroom, region: Convenant, chance: random.Random) -> None:
        self._stroom, self._chance = stroom, chance
        table = region.overleggen[stroom.van]
        self._domein, self._door = table.domein, table.functies()[0]
        self._naar = region.overleggen[stroom.naar].domein
        self._seats = [(f, region.zetelsoort(f).organisatietype) for f in table.functies()]

    def id(self) -> str:
        return "".join(self._chance.choices(CROCKFORD, k=26))

    def verzoek(self) -> dict[str, Any]:
        pick = self._chance.choice
        young, parent = self.id(), self.id()
        fields = list(Veld)
        if not self._stroom.zelfde:
            fields = sorted(self._chance.sample(fields, VELDEN_PER_BERICHT), key=fields.index)
        elementen = [self._element(veld, young, parent) for veld in fields[:VELDEN_PER_BERICHT]]
        doel = pick((Doel.HULPVERLENING, Doel.AFSTEMMING))
        return {
            "verstrekking": self.id(),
            "casus": self.id(),
            "betrokkene": young,
            "leeftijdsband": pick(list(Leeftijdsband)),
            "convenant": "tilburg@1",
            "van_overleg": self._stroom.van,
            "van_domein": self._domein,
            "naar_overleg": self._stroom.naar,
            "door": self._door,
            "inhoud": self._inhoud(),
            "elementen": elementen,
            "doel": doel,
            "grond": pick((Grond.PUBLIEKE_TAAK, Grond.TOESTEMMING)),
            "informeren": pick((Informeren.GEINFORMEERD, Informeren.BIJ_EERSTE_CONTACT)),
            "op": OP,
            **(self._aanwijzingen(elementen, young, doel) if self._stroom.toestemmingen else {}),
        }

    def _inhoud(self) -> dict[str, Any]:
        asked = {"soort": self._stroom.soort, "houder": self._door.organisatie}
        asked["vraag"] = self._chance.choice(("hulp-starten", "advies"))
        if self._stroom.soort == "overdrachtsaanbod":
            asked |= {"overdracht": self.id(), "gewenst_bewijs": "hulp-is-begonnen"}
        return asked

    def _element(self, veld: Veld, young: str, parent: str) -> dict[str, Any]:
        others = 0 if self._stroom.zelfde else self._chance.choice((0, 0, 1, 2))
        usual = list(Veld).index(veld) + others
        recorder, kind = self._seats[usual % len(self._seats)]
        about_young = veld not in _OOK_VAN_OUDERS or self._chance.random() < 0.5
        return {
            "id": self.id(),
            "veld": veld,
            "over": young if about_young else parent,
            "relatie": Relatie.JEUGDIGE if about_young else Relatie.OUDER,
            "vastgelegd_door": recorder,
            "brontype": kind,
            "vastgelegd_op": OP - timedelta(days=self._chance.randrange(400)),
            "doel": doel_van_bron(kind),
            "geheim": geheim_van(veld, kind),
            "waarde": {
                "sleutel": self.id(),
                "cijfertekst": "".join(self._chance.choices(_BASE64, k=_SEALED)) + "=",
            },
        }

    def _aanwijzingen(
        self, elementen: list[dict[str, Any]], young: str, doel: Doel
    ) -> dict[str, Any]:
        consents = [
            {
                "id": self.id(),
                "over": young,
                "door": giver,
                "uitdrukkelijk": self._chance.random() < 0.5,
                "doel": doel,
                "categorieen": sorted({VELDEN[veld].categorie for veld in Veld}),
                "ontvangers": [self._naar],
                "gegeven_op": OP - timedelta(days=self._chance.randrange(1, 300)),
            }
            for giver in ("jeugdige", "vertegenwoordiger")
        ]
        weighed = {
            "id": self.id(),
            "artikel": "9-2",
            "elementen": [one["id"] for one in elementen[:4]],
            "naar_domein": self._naar,
            "factoren": list(Weegfactor),
            "door": self._door,
            "gewogen_op": OP - timedelta(days=self._chance.randrange(30)),
            "geldig_tot": OP + timedelta(days=self._chance.randrange(300)),
        }
        return {"toestemmingen": consents, "wegingen": [weighed]}
