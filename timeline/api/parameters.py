"""The filter words as OpenAPI parameters: made from the same table that reads them."""

from typing import Any

from timeline.queries.filtering.fields import (
    FlagField,
    ManyField,
    NumberField,
    StrictField,
    WordField,
    WordsField,
)
from timeline.queries.filtering.filters import WORDS, Door
from timeline.queries.filtering.page_words import field_of


def filter_parameters(door: Door) -> dict[str, Any]:
    """`openapi_extra` of an operation that takes this door's filter words."""
    words = {word: found.field for word, found in WORDS.items() if word not in door.value}
    return {"parameters": [_parameter(word, field) for word, field in words.items()]}


def word_parameters(**words: str) -> dict[str, Any]:
    """`openapi_extra` of an operation that reads these words with `read_words`."""
    return {"parameters": [_parameter(word, field_of(sort)) for word, sort in words.items()]}


#: The one word that a single event takes.
KNOWN_ONLY: dict[str, Any]


def _parameter(word: str, field: StrictField) -> dict[str, Any]:
    many = isinstance(field, ManyField)
    schema = _schema(field)
    return {
        "name": word,
        "in": "query",
        "required": False,
        "description": str(field.accepted),
        "schema": {"type": "array", "items": schema} if many else schema,
        **({"style": "form", "explode": True} if many else {}),
    }


def _schema(field: StrictField) -> dict[str, Any]:
    match field:
        case WordField():
            return {"type": "string", "enum": field.words}
        case WordsField():
            return {"type": "string", "enum": field.words.values}
        case FlagField():
            return {"type": "string", "enum": ["1", "0"]}
        case NumberField():
            return {"type": "integer", "minimum": field.least, "maximum": field.most}
    return {"type": "string"}


KNOWN_ONLY = {"parameters": [_parameter("known", WORDS["known"].field)]}
