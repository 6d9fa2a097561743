"""The filter words as OpenAPI parameters: made from the words that read them."""

from typing import Any

from timeline.queries.filtering.fields import StrictField
from timeline.queries.filtering.filters import Door
from timeline.queries.filtering.page_words import field_of
from timeline.queries.filtering.words import WORDS


def filter_parameters(door: Door) -> dict[str, Any]:
    """`openapi_extra` of an operation that takes this door's filter words."""
    words = {name: word.field for name, word in WORDS.items() if door not in word.not_for}
    return {"parameters": [_parameter(name, field) for name, field in words.items()]}


def word_parameters(**words: str) -> dict[str, Any]:
    """`openapi_extra` of an operation that reads these words with `read_words`."""
    return {"parameters": [_parameter(word, field_of(sort)) for word, sort in words.items()]}


def _parameter(word: str, field: StrictField) -> dict[str, Any]:
    schema = field.describe_value()
    return {
        "name": word,
        "in": "query",
        "required": False,
        "description": str(field.accepted),
        "schema": {"type": "array", "items": schema} if field.many else schema,
        **({"style": "form", "explode": True} if field.many else {}),
    }


#: The one word that a single event takes.
KNOWN_ONLY = {"parameters": [_parameter("known", WORDS["known"].field)]}
