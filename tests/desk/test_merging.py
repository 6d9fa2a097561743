"""Merging and splitting events at the desk, by forms alone."""

import pytest
from django.test import Client

from tests.cast import Cast
from tests.factories import make_account, make_claim, make_event
from timeline.models import Event, EventLink, Proposal
from timeline.queries.editors.typed_titles import label_of
from timeline.services.proposals.proposing import accept_proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """A browser of an editor, who proposes."""
    client.force_login(make_account("editor"))
    return client


def at(event: Event, page: str) -> str:
    return f"/desk/events/{event.public_id}/{page}/"


def test_merge_shows_what_will_be_then_waits_and_then_redirects(desk: Client, cast: Cast) -> None:
    double = make_event(title="Column reported at Alta", claims=2)
    typed = {"into": label_of(cast.relayed), "reason": "the same convoy"}

    look = desk.post(at(double, "merge"), typed | {"do": "look"})
    done = desk.post(at(double, "merge"), typed | {"do": "save"})

    (outcome,) = look.context["outcomes"]
    assert (outcome.detail.origins, outcome.detail.documents) == (3, 5)
    assert done.status_code == 302
    assert Client().get(double.get_absolute_url()).status_code == 200
    accept_proposal(Proposal.objects.get(), by=make_account("publisher"))
    answer = Client().get(double.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (301, cast.relayed.get_absolute_url())
    assert Client().get(f"/events/{double.public_id}/history/").status_code == 301
    assert cast.relayed.claims.count() == 5


def test_split_shows_both_and_links_them(desk: Client, settings: object) -> None:
    settings.TIMELINE_REVIEW = "one"  # type: ignore[attr-defined]
    event = make_event(title="Two clashes reported", claims=2)
    going = make_claim(event, publish=True)
    page = desk.get(at(event, "split"))
    assert going.summary in page.content.decode()
    typed = {
        "claims": going.public_id,
        "title": "Second clash reported",
        "date": "2014-08-19",
        "reason": "two days",
    }

    look = desk.post(at(event, "split"), typed | {"do": "look"})
    assert Event.objects.count() == 1
    done = desk.post(at(event, "split"), typed | {"do": "save"})

    assert [o.detail.documents for o in look.context["outcomes"]] == [1, 2]
    new = Event.objects.get(title="Second clash reported")
    assert done["Location"] == f"/desk/events/{new.public_id}/"
    assert EventLink.objects.get(event=new).other == event
    assert list(new.claims.all()) == [going]


@pytest.mark.parametrize(
    ("page", "typed", "field"),
    [
        ("merge", {"into": "", "reason": "x"}, "into"),
        ("merge", {"into": "No such event", "reason": "x"}, "into"),
        ("merge", {"into": "Brigade reported entering Alta", "reason": "x"}, "into"),
        ("merge", {"into": "Clash reported at Beska", "reason": " "}, "reason"),
        ("split", {"title": "New", "date": "2014", "reason": "x"}, "claims"),
        ("split", {"claims": "nonsense", "title": "New", "date": "2014", "reason": "x"}, "claims"),
        ("split", {"claims": "SECOND", "title": "New", "date": "2014", "reason": "x"}, "claims"),
        ("split", {"claims": "ALL", "title": "New", "date": "soon", "reason": "x"}, "claims"),
    ],
)
def test_refusals_stand_at_their_field(
    desk: Client, cast: Cast, page: str, typed: dict[str, str], field: str
) -> None:
    ids = {"SECOND": [cast.second.public_id]}
    ids["ALL"] = [claim.public_id for claim in (cast.first, cast.second, cast.third)]
    if "claims" in typed:
        typed = typed | {"claims": ids.get(typed["claims"], typed["claims"])}  # type: ignore[dict-item]

    for do in ("look", "save"):
        answer = desk.post(at(cast.relayed, page), typed | {"do": do})

        assert answer.status_code == 422
        assert field in answer.context["form"].errors or "date" in answer.context["form"].errors
    assert Proposal.objects.count() == 0


@pytest.mark.parametrize("page", ["merge", "split"])
def test_page_is_for_those_who_may(client: Client, cast: Cast, page: str) -> None:
    assert client.get(at(cast.relayed, page)).status_code == 302
    client.force_login(make_account("contributor"))
    assert client.get(at(cast.relayed, page)).status_code == 403
    client.force_login(make_account("editor"))
    assert client.get(at(cast.relayed, page)).status_code == 200
    assert client.get("/desk/events/0000000000/merge/").status_code == 404
