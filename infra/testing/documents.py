"""Holds every document that a test stores against what would be read back; a plugin of pytest."""

from datetime import datetime

import pytest
from pydantic import BaseModel

from infra import documents


@pytest.fixture(autouse=True)
def read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a stored value is not what its class makes of its body, down to the types."""
    know = documents._know  # noqa: SLF001 - the one place where stored and read values meet

    def checked(model: BaseModel, body: str) -> BaseModel:
        again = type(model).model_validate_json(body)
        if again != model or _kinds(again) != _kinds(model):
            raise AssertionError(f"read back otherwise: {again!r}\nstored: {model!r}")
        return know(model, body)

    monkeypatch.setattr(documents, "_know", checked)


def _kinds(value: object) -> object:
    """The types within a value; a time has one, in whatever way it names its zone."""
    match value:
        case BaseModel():
            return type(value), {name: _kinds(part) for name, part in value.__dict__.items()}
        case dict():
            return dict, {key: _kinds(part) for key, part in value.items()}
        case list() | tuple() | set() | frozenset():
            return type(value), [_kinds(part) for part in value]
        case datetime():
            return datetime
        case _:
            return type(value)
