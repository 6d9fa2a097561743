"""The page of an event at the desk, by forms alone, without JavaScript."""

from typing import Any

import pytest
from django.test import Client

from tests.admin.forms import typed_in
from tests.cast import Cast
from tests.factories import WHY, make_account, make_claim, make_document, make_event, writer
from timeline.models import Account, Event, EvidenceState, KeptDraft, Proposal
from timeline.queries.editors.typed_titles import label_of
from timeline.services.nouns.claims import edit_claim
from timeline.services.nouns.events import ActorPart, PlacePart, edit_event
from timeline.services.proposals.proposing import accept_proposal
from timeline.vocabulary.clock import today

pytestmark = pytest.mark.django_db

NEW = "/desk/events/new/"


@pytest.fixture
def desk(client: Client, settings: Any) -> Client:
    """A browser of somebody who may do everything alone."""
    settings.TIMELINE_REVIEW = "one"
    client.force_login(make_account("editor", username="eve"))
    return client


def address(event: Event) -> str:
    return f"/desk/events/{event.public_id}/"


def fill_in(client: Client, at: str, **values: Any) -> Any:
    """Open the page, type `values` over it, and save it."""
    return client.post(at, typed_in(client.get(at)) | {"do": "save", "reason": WHY} | values)


def errors_in(answer: Any) -> dict[str, str]:
    """Complaints of the page by the name of the input."""
    entry = answer.context["entry"]
    forms = [entry.form, *(form for rows in entry.rows.values() for form in rows.forms)]
    return {
        form.add_prefix(name): " ".join(map(str, words))
        for form in forms
        for name, words in form.errors.items()
    }


def rows(**values: Any) -> dict[str, Any]:
    """`place_0_role` is typed as `place-0-role`."""
    return {
        "-".join(name.split("_", 2)) if name[-1].isalpha() else name: value
        for name, value in values.items()
    }


def test_event_is_entered_with_everything_and_published(desk: Client, cast: Cast) -> None:
    make_document(source=cast.wire, title="Agency item")
    paper = make_document(source=cast.daily, title="Paper item")
    page = typed_in(desk.get(NEW)) | {"do": "add-claim"}
    page = typed_in(desk.post(NEW, page))

    answer = desk.post(
        NEW,
        page
        | rows(place_0_place="Alta", actor_0_actor="First Brigade", actor_0_said_by="2, 1")
        | rows(
            claim_0_document=label_of(paper),
            claim_0_stance="supports",
            claim_0_summary="The paper carries it",
            claim_0_relays_row="2",
            claim_1_document="Agency item",
            claim_1_stance="supports",
            claim_1_summary="The agency says so",
            claim_1_measure_lines='killed: 12 (10-15) "a dozen"',
            link_0_event="Clash reported at Beska",
            link_0_kind="follows",
        )
        | {
            "title": "Column reported near Alta",
            "date": "2014-08-16/2014-08-18",
            "type": "movement_of_forces",
            "then": "publish",
            "do": "save",
        },
    )

    assert answer.status_code == 302, errors_in(answer)
    event = Event.objects.get(title="Column reported near Alta")
    relaying, root = event.claims.order_by("document__title").reverse()
    state = EvidenceState.objects.known_on(today()).get(row=event.pk)
    assert (state.origins, state.documents) == (1, 2)
    assert relaying.relays == root
    assert root.measures.get().best == 12
    assert event.event_places.get().place == cast.alta
    assert set(event.event_actors.get().asserted_by.all()) == {relaying, root}
    assert event.links.get().other == cast.disputed


def test_saving_an_untouched_page_changes_nothing(desk: Client, cast: Cast) -> None:
    before = Event.objects.values_list("version", "updated_at").get(pk=cast.relayed.pk)
    claims = list(cast.relayed.claims.values_list("pk", "version"))

    answer = fill_in(desk, address(cast.relayed))

    assert answer.status_code == 302, errors_in(answer)
    assert Event.objects.values_list("version", "updated_at").get(pk=cast.relayed.pk) == before
    assert list(cast.relayed.claims.values_list("pk", "version")) == claims


def test_edit_of_a_claim_in_brief_leaves_the_rest_of_it(desk: Client, cast: Cast) -> None:
    answer = fill_in(
        desk,
        address(cast.relayed),
        **rows(claim_2_summary="The Blog repeats it", claim_2_relays_row="1"),
    )

    assert answer.status_code == 302, errors_in(answer)
    cast.third.refresh_from_db()
    assert cast.third.summary == "The Blog repeats it"
    assert cast.third.relays == cast.first
    assert cast.third.certainty == "unconfirmed"


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"date": "last summer"}, "date", "last summer"),
        ({"title": ""}, "title", "required"),
        ({"reason": " "}, "reason", "required"),
        ({"status": "unconfirmed"}, "status_reason", "Say why"),
        ({"status_rows": "one"}, "status_rows", "numbers"),
        (rows(place_0_place="Nowhere at all"), "place-0-place", "Nothing is recorded"),
        (rows(actor_0_said_by="9"), "actor-0-said_by", "no claim 9"),
        (rows(claim_0_relays_row="3"), "claim-0-__all__", ""),
        (rows(claim_0_relays_row="9"), "claim-0-relays_row", "no claim 9"),
        (rows(claim_0_stance="differs"), "claim-0-differs_on", "differs on"),
        (rows(claim_0_measure_lines="dead: 5"), "claim-0-measure_lines", "Line 1"),
        (rows(claim_3_quote="Quoted, and nothing else"), "claim-3-summary", "required"),
        (rows(claim_3_summary="No document"), "claim-3-document", "required"),
        (rows(link_0_event="Brigade reported entering Alta"), "link-0-event", "itself"),
    ],
)
def test_refusals_stand_at_their_field_and_nothing_typed_is_lost(
    desk: Client, cast: Cast, typed: dict[str, str], field: str, words: str
) -> None:
    entered = {"summary": "Typed with care", "then": "keep", "reason": "why", **typed}

    answer = fill_in(desk, address(cast.relayed), **entered)

    assert answer.status_code == 422
    found = errors_in(answer)
    if field == "claim-0-__all__":
        assert "circle" in " ".join(found.values())
    else:
        assert words in found[field]
    again = typed_in(answer)
    assert {name: again[name] for name in entered} == entered
    assert Event.objects.get(pk=cast.relayed.pk).summary == ""


def test_refused_page_is_still_called_as_the_event_is_stored(desk: Client, cast: Cast) -> None:
    answer = fill_in(desk, address(cast.relayed), title="Typed title", date="last summer")

    assert answer.status_code == 422
    assert "<h1><bdi>Brigade reported entering Alta</bdi></h1>" in answer.content.decode()


def test_buttons_add_and_take_off_rows_and_keep_what_is_typed(desk: Client, cast: Cast) -> None:
    at = address(cast.relayed)
    page = typed_in(desk.get(at)) | {"title": "Typed", "reason": "because", "status": "denied"}

    more = typed_in(desk.post(at, page | rows(place_1_place="Beska") | {"do": "add-place"}))
    less = typed_in(desk.post(at, more | {"do": "drop-place-0"}))

    assert [more[f"place-{n}-place"] for n in range(3)] == ["Arland › Norreg › Alta", "Beska", ""]
    assert [less[f"place-{n}-place"] for n in range(2)] == ["Beska", ""]
    assert (less["title"], less["reason"], less["status"]) == ("Typed", "because", "denied")
    assert less["began"] == page["began"]


def test_place_emptied_is_taken_off(desk: Client, cast: Cast) -> None:
    fill_in(desk, address(cast.relayed), **rows(place_0_place=""))

    assert list(cast.relayed.event_places.all()) == []


def test_second_save_gets_both_texts_and_a_merged_form(desk: Client, cast: Cast) -> None:
    event, at = cast.relayed, address(cast.relayed)
    page = typed_in(desk.get(at))
    edit_event(
        event,
        by=writer(),
        reason=WHY,
        version=None,
        title="Their title",
        date="2014-08-17",
        places=[PlacePart(cast.alta), PlacePart(cast.beska, "destination")],
    )
    edit_claim(cast.first, by=writer(), reason=WHY, version=None, summary="Their words")
    mine = {"title": "My title", "summary": "My summary", "reason": "mine", "do": "save"}
    mine |= rows(place_1_place="Norreg", place_1_role="origin", claim_1_summary="My words")

    answer = desk.post(at, page | mine)

    assert answer.status_code == 409
    merged = typed_in(answer)
    assert (merged["title"], merged["summary"], merged["date"]) == (
        "My title",
        "My summary",
        "2014-08-17",
    )
    assert merged["reason"] == "mine"
    assert (merged["claim-0-summary"], merged["claim-1-summary"]) == ("Their words", "My words")
    assert [merged[f"place-{n}-place"] for n in range(3)] == [
        "Arland › Norreg › Alta",
        "Arland › Norreg",
        "Arland › Norreg › Beska",
    ]
    told = [(row.label, row.clash) for row in answer.context["differences"]]
    assert told == [
        ("Title", True),
        ("Date", False),
        ("Place: Arland › Norreg › Beska, destination", False),
        ("Claim 1, In our words", False),
    ]
    assert Event.objects.get(pk=event.pk).title == "Their title"
    body = answer.content.decode()
    assert "Brigade reported entering Alta" in body
    again = desk.post(at, merged | {"do": "save"})
    assert again.status_code == 302, errors_in(again)
    event.refresh_from_db()
    assert (event.title, event.date) == ("My title", "2014-08-17")
    assert event.event_places.count() == 3


def test_page_without_what_it_began_from_is_never_saved_over(desk: Client, cast: Cast) -> None:
    answer = fill_in(desk, address(cast.relayed), began="nonsense", title="Mine")

    assert answer.status_code == 409
    assert typed_in(answer)["title"] == "Mine"


@pytest.mark.parametrize(
    "began",
    ["[" * 100_000, '[{"a": "1"}, {}]', '[{}, {"place": [{}]}]', '[{"title": "\\ud800"}, {}]'],
    ids=["deep", "another field", "empty row", "no text"],
)
def test_what_a_page_began_from_may_be_anything(desk: Client, cast: Cast, began: str) -> None:
    answer = fill_in(desk, address(cast.relayed), began=began, title="Mine")

    assert answer.status_code == 409
    assert typed_in(answer)["title"] == "Mine"


@pytest.mark.parametrize("claim", ["a/b", "nonsense", "0000000000"])
def test_claim_that_is_none_is_refused(desk: Client, cast: Cast, claim: str) -> None:
    answer = fill_in(desk, address(cast.relayed), title="Mine", **rows(claim_0_claim=claim))

    assert answer.status_code in (409, 422)
    assert typed_in(answer)["title"] == "Mine"
    assert Event.objects.get(pk=cast.relayed.pk).title != "Mine"


def test_rows_that_a_browser_calls_new_are_read(desk: Client, cast: Cast) -> None:
    lists = {f"{name}-INITIAL_FORMS": "0" for name in ("place", "actor", "claim", "link")}

    answer = fill_in(desk, address(cast.relayed), title="Mine", **lists)

    assert answer.status_code == 302
    assert Event.objects.get(pk=cast.relayed.pk).title == "Mine"
    assert cast.relayed.claims.count() == 3


def test_what_is_typed_is_kept_for_that_person_alone(desk: Client, cast: Cast) -> None:
    at = address(cast.relayed)
    page = typed_in(desk.get(at)) | {"title": "Half a title"}

    told = desk.post("/desk/kept/", page)
    assert "Kept for you alone" in told.content.decode()
    assert "You typed here" in desk.get(at).content.decode()
    assert typed_in(desk.get(f"{at}?typed=1"))["title"] == "Half a title"
    other = Client()
    other.force_login(make_account("administrator"))
    assert "Half a title" not in other.get(f"{at}?typed=1").content.decode()
    assert "You typed here" not in other.get(at).content.decode()
    desk.post(f"/desk/kept/event/{cast.relayed.public_id}/drop/")
    assert KeptDraft.objects.count() == 0
    assert cast.relayed.history.count() == 2


def test_draft_goes_when_it_is_saved(desk: Client, cast: Cast) -> None:
    at = address(cast.relayed)
    desk.post("/desk/kept/", typed_in(desk.get(at)) | {"title": "Half a title"})

    fill_in(desk, at, title="Whole title")

    assert KeptDraft.objects.count() == 0


def test_refused_page_is_kept(desk: Client) -> None:
    fill_in(desk, NEW, title="Typed", date="some day")

    assert KeptDraft.objects.get().data["title"] == ["Typed"]


def test_nothing_is_kept_without_a_token_of_ours(desk: Client, cast: Cast) -> None:
    page = typed_in(desk.get(address(cast.relayed)))

    for token in ("", "nonsense", page["draft_token"][:-2] + "xx"):
        answer = Client().post("/desk/kept/", page | {"draft_token": token})
        assert answer.status_code == 403
    assert KeptDraft.objects.count() == 0


def test_post_after_the_sign_in_ran_out_comes_back_with_everything_typed(
    desk: Client, cast: Cast
) -> None:
    at = address(cast.relayed)
    page = typed_in(desk.get(at)) | {"title": "Typed for an hour", "reason": "why", "do": "save"}
    page |= rows(place_1_place="Bes")
    desk.logout()

    answer = desk.post(at, page)

    assert answer.status_code == 302
    assert answer["Location"].endswith(f"next={at}%3Ftyped%3D1")
    desk.force_login(make_account("editor"))
    assert typed_in(desk.get(f"{at}?typed=1"))["title"] != "Typed for an hour"
    desk.force_login(Account.objects.get(username="eve"))
    again = typed_in(desk.get(f"{at}?typed=1"))
    assert (again["title"], again["reason"]) == ("Typed for an hour", "why")
    assert again["place-1-place"] == "Bes"
    assert Event.objects.get(pk=cast.relayed.pk).title != "Typed for an hour"


def test_draft_that_is_too_old_is_neither_offered_nor_kept(desk: Client, cast: Cast) -> None:
    at = address(cast.relayed)
    desk.post("/desk/kept/", typed_in(desk.get(at)))
    KeptDraft.objects.update(saved_at="2014-08-18T00:00Z")

    assert "You typed here" not in desk.get(at).content.decode()
    desk.post("/desk/kept/", typed_in(desk.get(NEW)))
    assert [kept.row for kept in KeptDraft.objects.all()] == [""]


@pytest.mark.parametrize("at", [NEW, "/desk/events/{}/"])
def test_page_is_for_those_who_edit(client: Client, cast: Cast, at: str) -> None:
    at = at.format(cast.draft.public_id)
    assert client.get(at).status_code == 302
    client.force_login(make_account(""))
    assert client.get(at).status_code == 403
    client.force_login(make_account("contributor"))
    assert client.get(at).status_code == 200


def test_unknown_event_is_not_found(desk: Client) -> None:
    assert desk.get("/desk/events/0000000000/").status_code == 404


def test_public_page_links_here_for_those_who_may(desk: Client) -> None:
    event = make_event()

    assert address(event) in desk.get(event.get_absolute_url()).content.decode()
    assert address(event) not in Client().get(event.get_absolute_url()).content.decode()


def test_preview_shows_what_is_typed_as_a_reader_would_see_it_and_saves_nothing(
    client: Client, cast: Cast
) -> None:
    client.force_login(make_account("editor"))
    for event in (cast.draft, cast.relayed):
        versions = event.history.count()

        answer = fill_in(
            client, address(event), title="Typed title", do="preview", **rows(place_0_place="Beska")
        )

        body = answer.content.decode()
        assert answer.status_code == 200
        assert "Preview" in body
        assert "<h1><bdi>Typed title</bdi></h1>" in body
        assert "Beska" in body
        assert Event.objects.get(pk=event.pk).title != "Typed title"
        assert event.history.count() == versions
    assert Client().get(cast.draft.get_absolute_url()).status_code == 404
    assert not EvidenceState.objects.filter(row=cast.draft.pk).exists()


def test_preview_of_what_is_not_recorded_yet_says_what_is_missing(desk: Client) -> None:
    typed = {"title": "New", "date": "2014-08-18", "type": "protest", "do": "preview"}

    answer = fill_in(desk, NEW, **typed)

    assert "Readers would see nothing" in answer.content.decode()
    assert Event.objects.count() == 0


def test_edit_of_what_readers_see_waits_for_a_second_person(client: Client, cast: Cast) -> None:
    editor, publisher = make_account("editor"), make_account("publisher")
    client.force_login(editor)
    paper = make_document(title="Paper item")
    typed = rows(
        claim_3_document=label_of(paper), claim_3_stance="supports", claim_3_summary="New one"
    )

    answer = fill_in(client, address(cast.relayed), title="Better title", then="publish", **typed)

    assert answer.status_code == 302, errors_in(answer)
    assert Event.objects.get(pk=cast.relayed.pk).title == "Brigade reported entering Alta"
    assert cast.relayed.claims.get(document=paper).state == "draft"
    proposal = Proposal.objects.get()
    accept_proposal(proposal, by=publisher)
    assert Event.objects.get(pk=cast.relayed.pk).title == "Better title"
    assert cast.relayed.claims.get(document=paper).is_public


def test_contributor_edits_own_drafts_and_nothing_else(client: Client, cast: Cast) -> None:
    client.force_login(make_account("contributor"))
    typed = {"title": "My draft", "date": "2014-08-18", "type": "protest"}

    fill_in(client, NEW, **typed)
    own = Event.objects.get(title="My draft")

    assert fill_in(client, address(own), title="My better draft").status_code == 302
    answer = fill_in(client, address(cast.relayed), title="Mine now")
    assert answer.status_code == 422
    assert Event.objects.filter(title="Mine now").count() == 0


def test_numbers_of_claims_stay_right_when_both_add_one(desk: Client, cast: Cast) -> None:
    event, at = cast.relayed, address(cast.relayed)
    page = typed_in(desk.post(at, typed_in(desk.get(at)) | {"do": "add-claim"}))
    theirs = make_claim(event, summary="Their claim")
    edit_event(
        event,
        by=writer(),
        reason=WHY,
        version=None,
        actors=[
            ActorPart(cast.brigade, "agent"),
            ActorPart(cast.civilians, "target"),
            ActorPart(cast.command, "supporter", [theirs]),
        ],
    )
    # Row 4 is left empty; row 5 is mine, and gives the brigade its role.
    mine = rows(actor_0_said_by="5") | {"reason": "mine", "do": "save"}
    mine |= rows(
        claim_4_document=label_of(make_document()),
        claim_4_stance="supports",
        claim_4_summary="My claim",
    )

    refused = desk.post(at, page | mine)
    again = desk.post(at, typed_in(refused) | {"do": "save"})

    assert (refused.status_code, again.status_code) == (409, 302), errors_in(again)
    said = {
        row.actor: [c.summary for c in row.asserted_by.all()] for row in event.event_actors.all()
    }
    assert said == {cast.brigade: ["My claim"], cast.civilians: [], cast.command: ["Their claim"]}


def test_nothing_is_kept_or_lost_while_the_site_takes_no_changes(
    desk: Client, cast: Cast, settings: Any
) -> None:
    at = address(cast.relayed)
    page = typed_in(desk.get(at)) | {"title": "Typed", "reason": "why", "do": "save"}
    settings.TIMELINE_READ_ONLY = True

    told = desk.post("/desk/kept/", page)
    answer = desk.post(at, page)

    assert "takes no changes" in told.content.decode()
    assert (answer.status_code, typed_in(answer)["title"]) == (422, "Typed")
    assert desk.post("/desk/kept/event/drop/").status_code == 302
    assert KeptDraft.objects.count() == 0
