"""A frozen pydantic model as a Dutch form: fields to render, and a posted form read back.

The label of a field is its `title`, the hint its `description`. Nested models are not supported.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Generic, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from contracts.words import spoken
from infra.web.messages import messages_of

Choices = Mapping[str, Sequence[tuple[str, str]]]
"""Per field the values that may be picked, each with its label."""

Texts = Mapping[str, str | Sequence[str]]
"""What was typed, by field; a list for a field of check boxes."""

_BOOLS = {"ja": True, "nee": False}
_PICK = "Kies een van de mogelijkheden."

M = TypeVar("M", bound=BaseModel)


class Widget(StrEnum):
    """How a field is shown."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    NUMBER = "number"
    YES = "yes"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True)
class FormField:
    """A field as the template shows it."""

    name: str
    label: str
    hint: str
    kind: Widget
    required: bool
    options: tuple[tuple[str, str], ...] = ()
    values: tuple[str, ...] = ()
    error: str = ""

    @property
    def value(self) -> str:
        """The single value, for all but check boxes."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True)
class WebForm(Generic[M]):
    """A model's form: what was filled in, what is wrong with it and, if nothing is, the model."""

    fields: tuple[FormField, ...]
    errors: Mapping[str, str] = field(default_factory=dict)
    model: M | None = None

    def __getitem__(self, name: str) -> FormField:
        return next(f for f in self.fields if f.name == name)

    @property
    def general(self) -> str:
        """What is wrong with the whole, beyond any field."""
        return self.errors.get("", "")


def blank(
    model: type[M], *, choices: Choices | None = None, texts: Texts | None = None
) -> WebForm[M]:
    """A form to begin with: the model's own defaults, and these texts."""
    begin = {name: (info.default,) for name, info in model.model_fields.items() if _said(info)}
    return WebForm(_fields(model, choices or {}, {**begin, **(texts or {})}, {}))


def read(
    model: type[M], texts: Texts, *, choices: Choices | None = None, fixed: Mapping[str, Any] = {}
) -> WebForm[M]:
    """Read a form. `fixed` are values that the page knows itself; they are not in the form."""
    data, errors = json_of(model, texts, choices=choices)
    built: M | None = None
    try:
        built = model.model_validate(data | dict(fixed))
    except ValidationError as invalid:
        names = {info.alias or name: name for name, info in model.model_fields.items()}
        for place, message in messages_of(invalid.errors()).items():
            said = place.split(".")[0]
            errors.setdefault(names.get(said, said), message)
    return WebForm(_fields(model, choices or {}, texts, errors), errors, None if errors else built)


def with_errors(form: WebForm[M], errors: Mapping[str, str]) -> WebForm[M]:
    """The same form, with what a later check found wrong."""
    shown = tuple(
        FormField(**{**f.__dict__, "error": errors.get(f.name, f.error)}) for f in form.fields
    )
    return WebForm(shown, {**form.errors, **errors})


def under(form: WebForm[M], prefix: str) -> WebForm[M]:
    """The same form with longer names, so that it can stand beside others of its kind."""
    renamed = tuple(FormField(**{**f.__dict__, "name": prefix + f.name}) for f in form.fields)
    errors = {prefix + name if name else name: text for name, text in form.errors.items()}
    return WebForm(renamed, errors, form.model)


def texts_under(texts: Texts, prefix: str) -> Texts:
    """The texts of such a form, by the model's own names."""
    return {
        name.removeprefix(prefix): typed for name, typed in texts.items() if name.startswith(prefix)
    }


def texts_of(items: Iterable[tuple[str, Any]]) -> dict[str, list[str]]:
    """The text fields of a posted form (`form.multi_items()`); files are left out."""
    texts: dict[str, list[str]] = {}
    for name, value in items:
        if isinstance(value, str):
            texts.setdefault(name, []).append(value)
    return texts


def json_of(
    model: type[BaseModel], texts: Texts, *, choices: Choices | None = None
) -> tuple[dict[str, Any], dict[str, str]]:
    """The model's JSON from texts, and what could not be read. Empty texts are left out."""
    data: dict[str, Any] = {}
    errors: dict[str, str] = {}
    picks = {name: {value for value, _ in options} for name, options in (choices or {}).items()}
    for name, info in model.model_fields.items():
        kind, _ = _kind(name, info, choices or {})
        filled = _values(texts.get(name, ()))
        if name in picks and not set(filled) <= picks[name]:
            errors[name] = _PICK
        elif kind is Widget.YES:
            data[name] = _BOOLS.get(filled[0].lower(), filled[0]) if filled else False
        elif kind is Widget.MANY and (filled or info.is_required()):
            data[name] = filled
        elif filled:
            data[name] = filled[0]
    return data, errors


def _said(info: FieldInfo) -> bool:
    return isinstance(info.default, str)


def _values(given: str | Sequence[str]) -> tuple[str, ...]:
    texts = (given,) if isinstance(given, str) else given
    return tuple(text.strip() for text in texts if text.strip())


def _fields(
    model: type[BaseModel], choices: Choices, texts: Texts, errors: Mapping[str, str]
) -> tuple[FormField, ...]:
    fields = []
    for name, info in model.model_fields.items():
        kind, options = _kind(name, info, choices)
        fields.append(
            FormField(
                name=name,
                label=info.title or spoken(name.replace("_", "-")),
                hint=info.description or "",
                kind=kind,
                required=info.is_required() and kind is not Widget.YES,
                options=options,
                values=_values(texts.get(name, ())),
                error=errors.get(name, ""),
            )
        )
    return tuple(fields)


def _kind(
    name: str, info: FieldInfo, choices: Choices
) -> tuple[Widget, tuple[tuple[str, str], ...]]:
    annotation = _bare(info.annotation)
    many = get_origin(annotation) is tuple
    inner = _bare(get_args(annotation)[0]) if many else annotation
    options = tuple(choices[name]) if name in choices else _options(inner)
    if many:
        return Widget.MANY, options
    if options or name in choices:
        return Widget.ONE, options
    if inner is bool:
        return Widget.YES, ()
    if inner is date:
        return Widget.DATE, ()
    if inner is int:
        return Widget.NUMBER, ()
    extra = info.json_schema_extra
    long = isinstance(extra, dict) and bool(extra.get("long"))
    return (Widget.LONG if long else Widget.TEXT), ()


def _bare(annotation: Any) -> Any:
    """The annotation without `| None` and without `Annotated`."""
    if get_origin(annotation) in (Union, UnionType):
        kept = [arg for arg in get_args(annotation) if arg is not NoneType]
        return _bare(kept[0]) if len(kept) == 1 else annotation
    if hasattr(annotation, "__metadata__"):
        return _bare(get_args(annotation)[0])
    return annotation


def _options(annotation: Any) -> tuple[tuple[str, str], ...]:
    if get_origin(annotation) is Literal:
        return tuple((str(value), spoken(value)) for value in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple((member.value, spoken(member.value)) for member in annotation)
    return ()
