"""One run: the data, the comparison of answers, the tables."""

import os
import time

from django.db import connection

from benchmarks import naive, ours
from benchmarks.answers import Answer, Question
from benchmarks.pages import time_pages
from benchmarks.questions import draw_questions
from benchmarks.slowest import explain_slowest
from benchmarks.timing import line, take_turns
from timeline.ingest.generated.making import generate_events
from timeline.models import SearchRow

QUESTION_SEED = 20140818


def run(*, count: int, seed: int, rounds: int, naive_too: bool, explain: bool) -> bool:
    """Whether all answers agreed; prints everything else."""
    _make_data(count, seed)
    questions = draw_questions(QUESTION_SEED)
    agreed = not naive_too or _agree(questions)
    keys = list(SearchRow.objects.order_by("pk").values_list("pk", flat=True)[:50])
    ways = {"ours": ours.answer, "floor": lambda _question: _fetch(keys)}
    if naive_too:
        ways["naive"] = naive.answer
    taken = take_turns(ways, [(q.kind, q) for q in questions], rounds)
    print("\nRows, count, facets and histogram together, ms; x: how many times longer naive takes")
    print(f"{'':<24}{'median':>10}{'p95':>10}{'median':>12}{'p95':>10}")
    kinds = list(dict.fromkeys(q.kind for q in questions))
    for kind in kinds:
        print(line(kind, taken[kind, "ours"], taken.get((kind, "naive"))))
    whole = {way: [ms for kind in kinds for ms in taken[kind, way]] for way in ways}
    print(line("all of them", whole["ours"], whole.get("naive")))
    if naive_too:
        print(line("naive, all of them", whole["naive"]))
    print(line("floor: 50 rows by key", whole["floor"]))
    time_pages(questions, rounds)
    explain_slowest(questions, plans=explain)
    return agreed


def _make_data(count: int, seed: int) -> None:
    start = time.perf_counter()
    stored = SearchRow.objects.count()
    if stored:
        print(f"{stored} events stand here already")
    else:
        made = generate_events(count, seed)
        seconds = time.perf_counter() - start
        print(
            f"{made.events} events, {made.claims} claims, {made.documents} documents in "
            f"{seconds:.0f} s ({made.events / seconds:.0f} events a second); seed {seed}, "
            f"digest {made.digest[:16]}"
        )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")


def _agree(questions: list[Question]) -> bool:
    """Ask both ways everything once; print what differs."""
    agreed = True
    for question in dict.fromkeys(questions):
        left, right = ours.answer(question), naive.answer(question)
        for part in _differences(left, right):
            agreed = False
            print(f"ANSWERS DIFFER: {question.kind} {question.query!r}: {part}")
    if agreed:
        print(f"{len(set(questions))} questions: both ways give the same answers")
    return agreed


def _differences(left: Answer, right: Answer) -> list[str]:
    parts = ["rows", "count", "bins"]
    told = [part for part in parts if getattr(left, part) != getattr(right, part)]
    for facet, counts in left.facets.items():
        if counts != right.facets[facet]:
            odd = set(counts.items()) ^ set(right.facets[facet].items())
            told.append(f"facet {facet}: {sorted(odd)[:4]}")
    return told


def _fetch(keys: list[int]) -> object:
    """The least that any page costs: its rows, by primary key, without an ORM."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM timeline_searchrow WHERE event_id = ANY(%s)", [keys])
        return cursor.fetchall()
