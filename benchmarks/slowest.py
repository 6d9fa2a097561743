"""Which single queries of the page take longest, and how PostgreSQL goes about them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from benchmarks import ours
from benchmarks.answers import Question

SHOWN = 6


def explain_slowest(questions: list[Question], *, plans: bool) -> None:
    """Print the slowest queries over all kinds of questions; with `plans`, EXPLAIN of each."""
    found: list[tuple[float, str, str]] = []
    for question in {q.kind: q for q in questions}.values():
        ours.answer(question)
        with CaptureQueriesContext(connection) as captured:
            ours.answer(question)
        found += [(float(q["time"]) * 1000, question.kind, q["sql"]) for q in captured]
    found.sort(reverse=True)
    print("\nThe slowest single queries, ms")
    for milliseconds, kind, sql in found[:SHOWN]:
        print(f"{milliseconds:>8.0f}  {kind:<12} {_shorten(sql)}")
        if plans:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) {sql}")
                print("\n".join(f"            {row}" for (row,) in cursor.fetchall()))


def _shorten(sql: str) -> str:
    head, _from, rest = sql.partition(" FROM ")
    return f"{head[:70]} … FROM {rest[-100:]}"
