"""The form of what is given out."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

T = TypeVar("T", bound=BaseModel)


class Uit(BaseModel):
    """Something that the API gives."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


def uit(vorm: type[T], ding: object, /, **anders: Any) -> T:
    """Show something in this form: these fields, and all others as the thing itself names them."""
    zelf = {naam: getattr(ding, naam) for naam in vorm.model_fields if naam not in anders}
    return vorm(**zelf, **anders)
