"""A walk over the table of addresses: every public answer, as a page and as htmx gets it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.test import Client

from .addresses import IN_PART

PART = " (in part)"


def walk(table: Mapping[str, Sequence[str]], *, follow: bool = False) -> dict[str, Any]:
    """Answers by address; with `follow` those of where it leads to."""
    client = Client()
    answers: dict[str, Any] = {}
    for route, rows in table.items():
        for address in rows:
            answers[address] = client.get(address, follow=follow)
        if route in IN_PART:
            part = client.get(rows[0], follow=follow, headers={"HX-Request": "true"})
            answers[f"{rows[0]}{PART}"] = part
    return answers


def holding(answers: Mapping[str, Any], word: str) -> list[str]:
    """Addresses whose answer, or whose way to it, holds the word; what was typed does not count."""
    found = []
    for address, answer in answers.items():
        passed = " ".join(url for url, _status in getattr(answer, "redirect_chain", ()))
        said = (answer.getvalue().decode() + passed).lower()
        if word in said.replace(f"q={word}", ""):
            found.append(address)
    return found
