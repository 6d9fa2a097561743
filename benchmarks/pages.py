"""Whole pages through the test client: queries, templates and middleware."""

from django.test import Client

from benchmarks.answers import Question
from benchmarks.timing import line, take_turns


def time_pages(questions: list[Question], rounds: int) -> None:
    """Print how long a page of each kind takes, with how many queries and what weight."""
    client = Client(SERVER_NAME="localhost")
    seen: dict[str, tuple[str, int]] = {}

    def fetch(question: Question) -> object:
        response = client.get(f"/?{question.query}")
        if response.status_code != 200:
            raise RuntimeError(f"/?{question.query} answers {response.status_code}")
        seen[question.kind] = (response["X-Query-Count"], len(response.content) // 1024)
        return response

    taken = take_turns({"page": fetch}, [(q.kind, q) for q in questions], rounds)
    print("\nPages through Django without a network, ms")
    print(f"{'':<24}{'median':>10}{'p95':>10}   queries  kB")
    for (kind, _way), values in taken.items():
        queries, weight = seen[kind]
        print(f"{line(kind, values)}{queries:>10}{weight:>4}")
