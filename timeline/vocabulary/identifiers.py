"""Public identifiers: short, random, permanent; they say nothing about the row."""

import re
import secrets

#: Crockford's base 32 in lower case: no i, l, o, u, so that it survives being read aloud.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10
PATTERN = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}", re.ASCII)


def new_public_id() -> str:
    """Ten random characters: 50 bits, so that nobody can walk through the rows."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def is_public_id(text: str) -> bool:
    return PATTERN.fullmatch(text) is not None
