"""Requests at random, made from the contract itself: what it gains is drawn too."""

import random
from datetime import date, timedelta
from enum import EnumType
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from contracts.elements import VELDEN, Element, Verzegeld
from contracts.events.verstrekking import Informeren, VerstrekkingGevraagd
from contracts.vocabulary import Doel, Functie, Grond, Naam, OpaqueId, Relatie
from tests.poort.verzoeken import GEZEGELD, OP, tilburg

IDS = tuple(f"{name}" * 26 for name in "abcdefgh")
"""Few, so that the same one often stands in several places."""

_KANSRIJK = {
    "doel": Doel.HULPVERLENING,
    "grond": Grond.PUBLIEKE_TAAK,
    "informeren": Informeren.GEINFORMEERD,
}
"""Most requests are refused for many reasons at once; this lifts some."""


class Trekking:
    """Draws values of the contract's types."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        covenant = tilburg()
        self._names = [*covenant.organisaties, "onbekend"]
        seats = (f for table in covenant.overleggen.values() for f in table.functies())
        self._seats = [*dict.fromkeys(seats), Functie(organisatie="onbekend", rol="gast")]

    def verzoek(self, elementen: int = 3) -> VerstrekkingGevraagd:
        """A request between two tables of Tilburg that the contract admits."""
        tables = tilburg().overleggen
        van, naar = self._chance.choices(list(tables), k=2)
        asked = self._model(VerstrekkingGevraagd)
        ids = self._chance.sample(IDS, elementen)
        changes = {
            "van_overleg": van,
            "van_domein": tables[van].domein,
            "naar_overleg": naar,
            "op": OP,
            "elementen": tuple(self._element(one, asked["betrokkene"]) for one in ids),
        }
        if self._chance.random() < 0.5:
            changes |= dict.fromkeys(("toestemmingen", "wegingen"), ())
        return VerstrekkingGevraagd.model_validate(asked | changes)

    def _element(self, name: OpaqueId, betrokkene: OpaqueId) -> dict[str, Any]:
        drawn = self._model(Element) | {"id": name}
        if self._chance.random() < 0.5:
            drawn |= {"over": betrokkene, "relatie": Relatie.JEUGDIGE}
        if self._chance.random() < 0.7:
            source = tilburg().organisaties.get(drawn["vastgelegd_door"].organisatie)
            drawn["brontype"] = source.type if source else drawn["brontype"]
            drawn["geheim"] = VELDEN[drawn["veld"]].geheim
        return drawn

    def _model(self, model: type[BaseModel]) -> dict[str, Any]:
        hints = get_type_hints(model, include_extras=True)
        return {name: self._waarde(hints[name]) for name in model.model_fields}

    def _waarde(self, kind: Any) -> Any:
        plain = self._bekend(kind)
        if plain is not None:
            return plain
        origin, args = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self._waarde(args[0])
        if origin is tuple:
            return tuple(self._waarde(args[0]) for _ in range(self._chance.choice((0, 1, 1, 2, 4))))
        if origin is Literal:
            return self._chance.choice(args)
        if origin in (Union, UnionType):
            return self._waarde(self._chance.choice(args))
        if isinstance(kind, EnumType):
            members: list[Any] = list(kind)
            return self._chance.choice(members)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return self._model(kind)
        return None

    def _bekend(self, kind: Any) -> Any:
        if kind == OpaqueId:
            return self._chance.choice(IDS)
        if kind == Naam:
            return self._chance.choice(self._names)
        if kind is Functie:
            return self._chance.choice(self._seats)
        if kind is Verzegeld:
            return GEZEGELD
        if kind is date:
            return OP + timedelta(days=self._chance.choice((-400, -1, 0, 0, 1, 400)))
        if kind is bool:
            return self._chance.random() < 0.5
        return "tilburg@1" if kind is str else None
