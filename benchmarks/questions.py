"""The mix of questions, drawn from the data by a fixed seed: the same in every run."""

from random import Random
from urllib.parse import urlencode

from benchmarks.answers import Question
from timeline.models import Actor, Place, SearchRow
from timeline.queries.filtering.cursors import Cursor

#: How many different questions of each kind.
EACH = 5
_TEXTS = ("convoy", "bridge market", '"river camp"', "ceasefire -talks", "refinery")
_STATUSES = ("corroborated", "disputed", "confirmed", "unconfirmed", "denied")


def draw_questions(seed: int) -> list[Question]:
    """EACH questions of every kind; busy and rare places and actors are both among them."""
    random = Random(seed)
    places = _spread(list(Place.objects.order_by("pk").values_list("slug", flat=True)), random)
    actors = _spread(list(Actor.objects.order_by("pk").values_list("slug", flat=True)), random)
    total = SearchRow.objects.count()
    questions = [Question("unfiltered", "")] * EACH
    for n in range(EACH):
        year = random.randint(2008, 2022)
        questions += [
            Question("place", urlencode({"place": places[n]})),
            Question("actor", urlencode({"actor": actors[n]})),
            Question("status", urlencode({"status": _STATUSES[n % len(_STATUSES)]})),
            Question("text", urlencode({"q": _TEXTS[n % len(_TEXTS)]})),
            Question(
                "combined",
                urlencode(
                    {"place": places[0], "status": "unconfirmed", "after": year - 4, "before": year}
                ),
            ),
            _deep(total * (n + 1) // (EACH + 1)),
        ]
    return questions


def _spread(slugs: list[str], random: Random) -> list[str]:
    """One from each fifth of the list: countries and states stand first, towns last."""
    part = max(1, len(slugs) // EACH)
    firsts = [slugs[0], *(slugs[random.randrange(n * part, (n + 1) * part)] for n in range(EACH))]
    return firsts[:EACH]


def _deep(offset: int) -> Question:
    last = SearchRow.objects.order_by("-listed_on", "-event_id")[offset - 1 : offset]
    day, public_id = last.values_list("listed_on", "event__public_id")[0]
    cursor = Cursor(day, public_id).encode()
    return Question("deep page", urlencode({"cursor": cursor}), offset)
