"""The form of what is given out."""

from typing import TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

T = TypeVar("T", bound=BaseModel)


class Uit(BaseModel):
    """Something that the API gives."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


def uit(vorm: type[T], waarde: object) -> T:
    """The fields that this form has, of something that has them too."""
    return vorm.model_validate(waarde, from_attributes=True)
