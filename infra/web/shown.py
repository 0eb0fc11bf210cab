"""The form of what an API gives out."""

from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

T = TypeVar("T", bound=BaseModel)


class Shown(BaseModel):
    """Something that an API gives, by names as JSON has them."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, from_attributes=True)


def shown(form: type[T], thing: object, /, **others: Any) -> T:
    """Show something in this form: these fields, and all others as the thing itself names them."""
    own = {name: getattr(thing, name) for name in form.model_fields if name not in others}
    return form(**own, **others)
