"""Many people save one version of one event in the same moment."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from tests.admin.forms import typed_in
from tests.factories import WHY, make_account, make_event
from timeline.models import Event

SAVES = 25


@pytest.mark.django_db(transaction=True)
def test_of_many_saves_of_one_version_exactly_one_wins_and_nothing_typed_is_lost() -> None:
    event = make_event(publish=False)
    at = f"/desk/events/{event.public_id}/"
    account = make_account("editor")
    client = Client()
    client.force_login(account)
    page = typed_in(client.get(at)) | {"do": "save", "reason": WHY}
    versions = event.history.count()
    start = Barrier(SAVES)

    def save(number: int) -> tuple[int, str]:
        own = Client()
        own.cookies = client.cookies
        try:
            start.wait(timeout=60)
            answer = own.post(at, page | {"title": f"Title {number}"})
            kept = typed_in(answer)["title"] if answer.status_code != 302 else ""
            return answer.status_code, kept
        finally:
            connection.close()

    with ThreadPoolExecutor(SAVES) as pool:
        answers = list(pool.map(save, range(SAVES)))

    counts = Counter(status for status, _kept in answers)
    # 422 tells that somebody else was saving just then.
    assert counts[302] == 1, counts
    assert set(counts) <= {302, 409, 422}
    kept = [f"Title {n}" for n, (status, _kept) in enumerate(answers) if status != 302]
    assert [title for status, title in answers if status != 302] == kept
    (winner,) = (n for n, (status, _kept) in enumerate(answers) if status == 302)
    assert Event.objects.get(pk=event.pk).title == f"Title {winner}"
    assert event.history.count() == versions + 1
