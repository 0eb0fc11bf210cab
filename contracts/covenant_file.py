"""A covenant from the text of its YAML file; whatever is wrong is said with line and place."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from contracts.covenant import Convenant
from contracts.covenant_addressee_faults import faults_of_addressees
from contracts.covenant_places import YamlPlace
from contracts.vocabulary import LEESBAAR, OP_EEN_REGEL
from contracts.yaml_file import FileFault, YamlDocument, first_of, read_yaml, shown

MOST_VALUES = 20_000
"""Of a covenant; one of 200 schools, each with a table and a road, has less than half of it."""

_NAME = TypeAdapter[str](Annotated[str, OP_EEN_REGEL])
_TEXT = TypeAdapter[str](Annotated[str, LEESBAAR])

_KEY = "[key]"
"""How pydantic says that a name, and not what stands under it, is at fault."""


def read_covenant(text: str) -> Convenant | tuple[FileFault, ...]:
    """The covenant, or every fault that could be found, from the top of the file down."""
    document = read_yaml(text, MOST_VALUES)
    if not isinstance(document, YamlDocument):
        return document
    if document.plain is None:
        return (FileFault(1, "", "het bestand is leeg"),)
    if not isinstance(document.plain, dict):
        return (FileFault(1, "", "een convenant begint met namen, zoals 'convenant: tilburg'"),)
    unseen = set(_faults_of_texts(document, document.plain, ()))
    try:
        covenant = Convenant.model_validate(document.plain)
    except ValidationError as wrong:
        return first_of(unseen.union(faults_from(wrong, document)))
    wrongly_heard = {
        FileFault(document.line(place), shown(place), text)
        for place, text in faults_of_addressees(covenant)
    }
    return first_of(unseen | wrongly_heard) or covenant


def _faults_of_texts(
    document: YamlDocument, value: object, place: YamlPlace
) -> Iterator[FileFault]:
    """Texts that do not show as what they are. What stands in the log is not held to this."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _faults_of_texts(document, one, (*place, name))
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from _faults_of_texts(document, one, (*place, index))
    elif isinstance(value, str):
        readable = _NAME if place[-1] == "naam" else _TEXT
        try:
            readable.validate_python(value)
        except ValidationError as wrong:
            text = str(wrong.errors()[0]["ctx"]["error"])
            yield FileFault(document.line(place), shown(place), text)


def faults_from(wrong: ValidationError, document: YamlDocument) -> tuple[FileFault, ...]:
    """What pydantic found in a document, in Dutch and each at its line."""
    return first_of({fault for error in wrong.errors() for fault in _said(error, document)})


def _said(error: ErrorDetails, document: YamlDocument) -> Iterator[FileFault]:
    """One of pydantic's errors, in Dutch and at its line."""
    if error["type"] == "convenant":
        for place, text in error["ctx"]["faults"]:
            yield FileFault(document.line(place), shown(place), text)
        return
    if error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]:
        return  # There are enough; pydantic does not count those in which it found a fault.
    place = error["loc"]
    text = _dutch(error)
    if place and place[-1] == _KEY:
        place = place[:-1]
        text = f"deze naam kan niet: {text}"
    yield FileFault(document.line(place), shown(place), text)


SENTENCES: Mapping[str, str] = {
    "missing": "dit ontbreekt",
    "extra_forbidden": "deze naam hoort hier niet; is hij goed gespeld?",
    "string_pattern_mismatch": "gebruik kleine letters, cijfers en streepjes, hoogstens 60",
    "string_too_short": "vul hier iets in",
    "string_type": "hier hoort een enkel woord of een zin",
    "enum": "kies uit: {expected}",
    "literal_error": "kies uit: {expected}",
    "int_parsing": "hier hoort een heel getal",
    "int_type": "hier hoort een heel getal",
    "bool_parsing": "schrijf true of false",
    "bool_type": "schrijf true of false",
    "date_from_datetime_parsing": "hier hoort een datum die bestaat: jjjj-mm-dd",
    "date_from_datetime_inexact": "hier hoort een datum zonder tijd: jjjj-mm-dd",
    "date_type": "hier hoort een datum: jjjj-mm-dd",
    "greater_than_equal": "dit is ten minste {ge}",
    "less_than_equal": "dit is hoogstens {le}",
    "too_short": "hier hoort er ten minste een",
    "too_long": "hier kunnen er hoogstens {max_length} staan",
    "tuple_type": "hier hoort een lijst, met een streepje voor elke regel",
    "dict_type": "hier horen namen met een dubbele punt onder",
    "model_type": "hier horen namen met een dubbele punt onder",
    "value_error": "{error}",
}
"""What a fault that pydantic finds is called, by its type."""


def _dutch(error: ErrorDetails) -> str:
    """The sentence for an error."""
    if error["input"] is None and error["type"] != "missing":
        return "vul hier iets in"
    sentence = SENTENCES.get(error["type"], "deze waarde past hier niet")
    context = {
        name: str(value).replace(" or ", " of ") for name, value in error.get("ctx", {}).items()
    }
    return sentence.format_map(context)
