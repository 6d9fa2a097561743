"""Equal rounds in turn, so that a noisy moment of the machine meets every way alike."""

import gc
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from statistics import median


def take_turns[Q](
    ways: Mapping[str, Callable[[Q], object]],
    questions: Sequence[tuple[str, Q]],
    rounds: int,
) -> dict[tuple[str, str], list[float]]:
    """Milliseconds by (kind of question, way). A round asks every way every question; the
    first round, which warms caches, is not counted."""
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    for turn in range(rounds + 1):
        order = list(ways) if turn % 2 else list(ways)[::-1]
        for kind, question in questions:
            for way in order:
                gc.collect()
                start = time.perf_counter()
                ways[way](question)
                if turn:
                    taken[kind, way].append((time.perf_counter() - start) * 1000)
    return taken


def p95(values: Sequence[float]) -> float:
    """The value that 95 in 100 do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def line(name: str, values: Sequence[float], than: Sequence[float] | None = None) -> str:
    """One row of a table; with `than`, how many times as long those take."""
    told = f"{name:<24}{median(values):>10.1f}{p95(values):>10.1f}"
    if than is None:
        return told
    return f"{told}{median(than) / median(values):>11.1f}x{p95(than) / p95(values):>9.1f}x"
