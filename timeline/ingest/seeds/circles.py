"""References by name that lead back to themselves."""

from collections.abc import Mapping, Sequence

from timeline.vocabulary.evidence.origins import find_cycle


def find_circle(leads: Mapping[str, Sequence[str]]) -> list[str] | None:
    """The names of one circle, from its first in the alphabet on, or None.

    `leads` says to which names a name leads; names that have no entry lead nowhere.
    """
    names = list(leads)
    numbers = {name: number for number, name in enumerate(names)}
    graph = {
        numbers[name]: [numbers[other] for other in others if other in numbers]
        for name, others in leads.items()
    }
    cycle = find_cycle(graph)
    if cycle is None:
        return None
    circle = [names[number] for number in cycle]
    start = circle.index(min(circle))
    return circle[start:] + circle[:start]


def shown(circle: Sequence[str]) -> str:
    """A circle as a reader sees it: a → b → a."""
    return " → ".join([*circle, circle[0]])
