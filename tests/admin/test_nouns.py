"""Every noun's pages: they open, they save with who and why, they refuse at the field."""

from typing import Any

import pghistory
import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.admin.forms import ADMIN, errors_in, fill_in, row, sign_in, typed_in
from tests.cast import Cast
from tests.factories import (
    make_account,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_source,
    make_timeline,
)
from timeline.admin import site
from timeline.models import (
    Account,
    Actor,
    Claim,
    Copy,
    Document,
    Event,
    EventLink,
    ImportRun,
    Lapse,
    Place,
    Source,
    StatusChange,
    Timeline,
)
from timeline.services.nouns.claims import lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.events import edit_event
from timeline.services.nouns.invitations import invite
from timeline.services.nouns.timelines import LinkPart, link_events
from timeline.services.proposals.proposing import save_or_propose
from timeline.vocabulary.roles import EditingRole
from timeline.vocabulary.words import WorkflowState

pytestmark = pytest.mark.django_db

NOUNS = sorted(model._meta.model_name or "" for model in site._registry)


@pytest.fixture
def editor(client: Client) -> Client:
    return sign_in(client, make_account("editor", username="eve"))


@pytest.fixture
def publisher(client: Client) -> Client:
    return sign_in(client, make_account("publisher", username="pia"))


def last_change(row: Any) -> tuple[str, str]:
    """Who wrote the newest version of the row, and why."""
    context = row.history.order_by("-pgh_id").first().pgh_context.metadata
    return Account.objects.get(pk=context["user"]).username, context["why"]


def test_every_noun_has_its_door() -> None:
    assert NOUNS == [
        "account",
        "actor",
        "claim",
        "copy",
        "document",
        "event",
        "eventlink",
        "importrun",
        "invitation",
        "lapse",
        "measure",
        "place",
        "proposal",
        "source",
        "statuschange",
        "timeline",
    ]


def make_one_of_each(cast: Cast, account: Account) -> None:
    """At least one row behind every door."""
    make_copy(make_document(), "A text that is kept.")
    lapse_claim(
        cast.first, ended_by=make_claim(cast.relayed), kind="overtaken", by=account, reason="x"
    )
    decide_status(cast.disputed, status="disputed", by=account, reason="x")
    link_events(cast.disputed, [LinkPart("follows", cast.relayed)], by=account, reason="x")
    invite(
        "eve@paper.example", role=EditingRole.EDITOR, by=make_account("administrator"), reason="x"
    )
    cast.first.measures.create(quantity="killed", text="12", best=12)


@pytest.mark.parametrize("role", ["contributor", "administrator"])
def test_every_page_of_every_noun_opens(client: Client, cast: Cast, role: str) -> None:
    account = make_account("publisher")
    with pghistory.context(user=account.pk, why="x"):
        ImportRun.objects.create(name="a.csv", format="csv", sha256="0" * 64, author=account)
        with override_settings(TIMELINE_REVIEW="two"):
            save_or_propose(
                edit_event, cast.disputed, by=account, reason="x", version=None, title="New"
            )
        make_one_of_each(cast, account)
    sign_in(client, make_account(role))

    opened = {}
    for model in site._registry:
        noun = f"{ADMIN}{model._meta.model_name}/"
        first = model._default_manager.first()
        pages = {"list": noun, "search": f"{noun}?q=a", "odd search": f"{noun}?q=%27%25"}
        pages |= {name: f"{noun}{first.pk}/{name}/" for name in ("change", "history")}
        opened |= {
            f"{model._meta.model_name} {k}": client.get(v).status_code for k, v in pages.items()
        }

    closed = {name for name, code in opened.items() if code != 200}
    hidden = {name for name in opened if name.startswith(("account ", "invitation "))}
    assert closed == (hidden if role == "contributor" else set())


@pytest.mark.parametrize("noun", NOUNS)
def test_nothing_is_deleted(client: Client, cast: Cast, noun: str) -> None:
    client.force_login(make_account("administrator"))
    model = site.get_model_admin(next(m for m in site._registry if m._meta.model_name == noun))
    request = client.get("/admin/").wsgi_request

    assert not model.has_delete_permission(request)
    assert "delete_selected" not in model.get_actions(request)
    assert client.get(f"{ADMIN}{noun}/1/delete/").status_code in (302, 403)


def test_delete_of_a_stored_row_is_forbidden(client: Client, cast: Cast) -> None:
    client.force_login(make_account("administrator"))

    answer = client.post(f"{ADMIN}event/{cast.draft.pk}/delete/", {"post": "yes"})

    assert answer.status_code == 403
    assert Event.objects.filter(pk=cast.draft.pk).exists()


NEW: list[tuple[str, type[Any], dict[str, Any], dict[str, Any]]] = [
    ("source", Source, {"name": "The Post", "kind": "newspaper"}, {"reliability": "B"}),
    ("place", Place, {"name": "Gammel", "kind": "town"}, {"lat": "95", "lon": "10"}),
    ("actor", Actor, {"name": "Second Army", "kind": "armed_forces"}, {"kind": "person"}),
    ("timeline", Timeline, {"title": "A summer"}, {"slug": "Not a slug"}),
]


@pytest.mark.parametrize(("noun", "model", "fields", "bad"), NEW)
def test_row_is_added_with_who_and_why(
    editor: Client, noun: str, model: type[Any], fields: dict[str, Any], bad: dict[str, Any]
) -> None:
    answer = fill_in(editor, f"{noun}/add/", fields, reason="came up in a report")

    assert answer.status_code == 302, errors_in(answer)
    added = model.objects.get()
    assert added.slug
    assert last_change(added) == ("eve", "came up in a report")


@pytest.mark.parametrize(("noun", "model", "fields", "bad"), NEW)
def test_bad_row_is_refused_with_all_that_was_typed(
    editor: Client, noun: str, model: type[Any], fields: dict[str, Any], bad: dict[str, Any]
) -> None:
    answer = fill_in(editor, f"{noun}/add/", fields | bad, reason="typed")

    assert answer.status_code == 200
    assert errors_in(answer)
    typed = fields | bad | {"reason": "typed"}
    assert {name: typed_in(answer)[name] for name in typed} == typed
    assert model.objects.count() == 0


@pytest.mark.parametrize(
    ("noun", "make", "change"),
    [
        ("source", make_source, {"name": "The New Post"}),
        ("place", make_place, {"name": "New Town"}),
        ("actor", make_actor, {"name": "New Army"}),
        ("document", make_document, {"title": "New headline"}),
        ("timeline", make_timeline, {"title": "New story"}),
    ],
)
def test_row_is_changed_with_who_and_why_and_keeps_its_slug(
    editor: Client, noun: str, make: Any, change: dict[str, str]
) -> None:
    stored = make()

    answer = fill_in(editor, f"{noun}/{stored.pk}/change/", change, slug="", reason="renamed")

    assert answer.status_code == 302, errors_in(answer)
    again = type(stored).objects.get(pk=stored.pk)
    assert {name: getattr(again, name) for name in change} == change
    assert again.slug == stored.slug
    assert last_change(again) == ("eve", "renamed")


@pytest.mark.parametrize(
    ("noun", "make", "field"),
    [
        ("source", make_source, "owner"),
        ("place", make_place, "parent"),
        ("actor", make_actor, "parent"),
    ],
)
def test_circle_is_refused_at_the_field(editor: Client, noun: str, make: Any, field: str) -> None:
    above = make(name="Above") if noun != "place" else make(name="Above", kind="region")
    below = make(name="Below", **{field: above})

    answer = fill_in(editor, f"{noun}/{above.pk}/change/", {field: str(below.pk)}, reason="x")

    errors = errors_in(answer)
    assert list(errors) == [field]
    assert "circle" in errors[field][0]
    assert typed_in(answer)[field] == str(below.pk)


@pytest.mark.parametrize(("noun", "make"), [("place", make_place), ("actor", make_actor)])
def test_other_names_are_entered_and_found(editor: Client, noun: str, make: Any) -> None:
    stored = make()

    fill_in(
        editor,
        f"{noun}/{stored.pk}/change/",
        row("aliases", 0, name="جلولاء", language="ar", kind="own"),
        reason="known as",
    )

    assert [(alias.name, alias.language) for alias in stored.aliases.all()] == [("جلولاء", "ar")]
    assert stored.name in editor.get(f"{ADMIN}{noun}/", {"q": "جلولاء"}).content.decode()


@pytest.mark.parametrize("noun", ["place", "actor"])
def test_names_changed_by_somebody_else_make_a_page_stale(editor: Client, noun: str) -> None:
    stored = make_place() if noun == "place" else make_actor()
    address = f"{ADMIN}{noun}/{stored.pk}/change/"
    page = typed_in(editor.get(address))
    fill_in(editor, f"{noun}/{stored.pk}/change/", row("aliases", 0, name="Other"), reason="x")

    answer = editor.post(address, page | row("aliases", 0, name="Mine") | {"reason": "y"})

    assert answer.status_code == 409
    assert "Somebody else has changed this" in str(errors_in(answer))
    merged = typed_in(answer)
    assert [merged["aliases-0-name"], merged["aliases-1-name"]] == ["Other", "Mine"]
    assert [alias.name for alias in stored.aliases.all()] == ["Other"]
    assert editor.post(address, merged).status_code == 302
    assert {alias.name for alias in stored.aliases.all()} == {"Other", "Mine"}


def test_document_is_entered_with_pasted_text(editor: Client) -> None:
    source = make_source()

    answer = fill_in(
        editor,
        "document/add/",
        source=source.pk,
        title="Brigade on the move",
        published="2014-08-18",
        text="The brigade has entered the town.",
    )

    assert answer.status_code == 302, errors_in(answer)
    document = Document.objects.get()
    copy = document.copies.get()
    assert copy.text == "The brigade has entered the town."
    assert last_change(document) == ("eve", "first entry")
    assert last_change(copy) == ("eve", "first entry")


def test_refused_copy_takes_the_document_back_and_keeps_the_text(editor: Client) -> None:
    answer = fill_in(
        editor,
        "document/add/",
        source=make_source().pk,
        title="Unseen",
        unseen="on",
        text="But here is its text",
    )

    assert errors_in(answer) == {"text": ["Nobody saw this document; there is nothing to keep."]}
    assert typed_in(answer)["text"] == "But here is its text"
    assert Document.objects.count() == 0


def test_document_of_an_impossible_date_is_refused_at_the_field(editor: Client) -> None:
    answer = fill_in(
        editor, "document/add/", source=make_source().pk, title="T", published="2014-13-01"
    )

    assert list(errors_in(answer)) == ["published"]


def test_rights_of_a_copy_change_and_its_text_does_not(editor: Client) -> None:
    copy = make_copy(make_document(), "Kept text.")

    answer = fill_in(
        editor,
        f"copy/{copy.pk}/change/",
        rights="permitted",
        rights_reason="by letter",
        text="Other text",
        reason="letter came",
    )

    assert answer.status_code == 302, errors_in(answer)
    copy.refresh_from_db()
    assert (copy.rights, copy.text) == ("permitted", "Kept text.")
    assert last_change(copy) == ("eve", "letter came")


def test_copy_is_added_on_its_own_page(editor: Client) -> None:
    answer = fill_in(editor, "copy/add/", document=make_document().pk, text="Kept text.")

    assert answer.status_code == 302, errors_in(answer)
    assert Copy.objects.get().text == "Kept text."


def test_claim_is_added_and_changed_on_its_own_page(editor: Client, cast: Cast) -> None:
    answer = fill_in(
        editor,
        "claim/add/",
        event=cast.disputed.pk,
        document=make_document().pk,
        stance="supports",
        summary="Another says so",
        measure_lines="killed: 3",
    )
    assert answer.status_code == 302, errors_in(answer)
    claim = Claim.objects.get(summary="Another says so")

    fill_in(editor, f"claim/{claim.pk}/change/", measure_lines="killed: 4", reason="misread")

    assert [measure.best for measure in claim.measures.all()] == [4]
    assert last_change(claim.measures.get()) == ("eve", "misread")


def test_claim_relaying_itself_is_refused_at_the_field(editor: Client, cast: Cast) -> None:
    answer = fill_in(
        editor, f"claim/{cast.first.pk}/change/", relays=cast.first.pk, reason="a mistake"
    )

    assert answer.status_code == 200
    assert list(errors_in(answer)) == ["relays"]


def test_lapse_of_another_party_is_refused_and_of_the_same_recorded(
    editor: Client, cast: Cast
) -> None:
    stranger = make_claim(cast.relayed)
    same = make_claim(cast.relayed, document=make_document(source=cast.wire))
    fields = {"claim": cast.first.pk, "kind": "withdrawn", "reason": "It took it back"}

    refused = fill_in(editor, "lapse/add/", fields, by=stranger.pk)
    recorded = fill_in(editor, "lapse/add/", fields, by=same.pk)

    assert list(errors_in(refused)) == ["by"]
    assert recorded.status_code == 302, errors_in(recorded)
    assert last_change(Lapse.objects.get()) == ("eve", "It took it back")


def test_lapse_is_undone_with_a_reason(editor: Client, cast: Cast) -> None:
    by = make_claim(cast.relayed)
    account = make_account()
    lapse = lapse_claim(cast.first, ended_by=by, kind="overtaken", by=account, reason="x")
    action = {"action": "undo_selected", "_selected_action": lapse.pk}

    editor.post(f"{ADMIN}lapse/", action)
    assert Lapse.objects.count() == 1

    editor.post(f"{ADMIN}lapse/", action | {"reason": "wrong claim"})
    assert Lapse.objects.count() == 0


def test_decision_is_added_and_never_changed(editor: Client, cast: Cast) -> None:
    answer = fill_in(
        editor,
        "statuschange/add/",
        event=cast.disputed.pk,
        status="denied",
        reason="It was a drill",
        moved_by=[cast.disputed.claims.first().pk],
    )

    assert answer.status_code == 302, errors_in(answer)
    decision = StatusChange.objects.get()
    address = f"{ADMIN}statuschange/{decision.pk}/change/"
    assert decision.claims.count() == 1
    assert last_change(decision) == ("eve", "It was a drill")
    assert editor.post(address, {"status": "disputed"}).status_code == 403


def test_decision_on_claims_of_another_event_is_refused_at_the_field(
    editor: Client, cast: Cast
) -> None:
    answer = fill_in(
        editor,
        "statuschange/add/",
        event=cast.disputed.pk,
        status="denied",
        reason="x",
        moved_by=[cast.first.pk],
    )

    assert list(errors_in(answer)) == ["moved_by"]


def test_events_are_linked_and_unlinked(editor: Client, cast: Cast) -> None:
    fields = {"event": cast.disputed.pk, "kind": "answers", "other": cast.relayed.pk}

    answer = fill_in(editor, "eventlink/add/", fields, reason="it denies it")
    assert answer.status_code == 302, errors_in(answer)
    link = EventLink.objects.get()
    assert last_change(link) == ("eve", "it denies it")

    editor.post(
        f"{ADMIN}eventlink/",
        {"action": "undo_selected", "_selected_action": link.pk, "reason": "it does not"},
    )
    assert EventLink.objects.count() == 0


def test_link_to_itself_is_refused(editor: Client, cast: Cast) -> None:
    answer = fill_in(
        editor,
        "eventlink/add/",
        event=cast.draft.pk,
        kind="follows",
        other=cast.draft.pk,
        reason="x",
    )

    assert errors_in(answer) == {"__all__": ["An event is not linked to itself."]}


def test_timeline_takes_events(editor: Client, cast: Cast) -> None:
    fill_in(
        editor,
        f"timeline/{cast.story.pk}/change/",
        row("entries", 2, event=cast.draft.pk),
        row("entries", 0, DELETE="on"),
        reason="rearranged",
    )

    assert set(cast.story.events.all()) == {cast.disputed, cast.draft}


def test_withdrawing_selected_rows_needs_reason_and_category(publisher: Client, cast: Cast) -> None:
    chosen = {"action": "withdraw_selected", "_selected_action": cast.relayed.pk}

    def state_after(**more: str) -> str:
        publisher.post(f"{ADMIN}event/", chosen | more)
        cast.relayed.refresh_from_db()
        return cast.relayed.state

    assert state_after(reason="a living source") == WorkflowState.PUBLISHED
    assert state_after(category="safety") == WorkflowState.PUBLISHED
    assert state_after(category="safety", reason="a living source") == WorkflowState.WITHDRAWN
    assert cast.relayed.withdrawn_for == "safety"
    assert last_change(cast.relayed) == ("pia", "a living source")


def test_publishing_selected_rows_says_which_were_refused(publisher: Client, cast: Cast) -> None:
    empty = make_event(title="Nobody says this", claims=0, publish=False)

    answer = publisher.post(
        f"{ADMIN}event/",
        {
            "action": "publish_selected",
            "_selected_action": [empty.pk, cast.draft.pk],
            "reason": "checked",
        },
        follow=True,
    )

    words = [str(message) for message in answer.context["messages"]]
    cast.draft.refresh_from_db()
    assert cast.draft.state == WorkflowState.PUBLISHED
    assert words == [
        "“Nobody says this”: Nothing recorded says so or denies it: attach a claim first.",
        "Published: 1.",
    ]


def test_contributor_is_offered_neither_publishing_nor_withdrawing(
    client: Client, cast: Cast
) -> None:
    page = sign_in(client, make_account("contributor")).get(f"{ADMIN}event/").content.decode()

    assert "send_selected_to_review" in page
    assert "publish_selected" not in page
    assert "withdraw_selected" not in page


@pytest.mark.parametrize("noun", ["event", "claim", "document", "actor", "place", "source"])
def test_lists_take_the_same_number_of_queries_for_any_number_of_rows(
    publisher: Client, noun: str
) -> None:
    make_event(places=[make_place()], actors=[(make_actor(), "agent")])

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert publisher.get(f"{ADMIN}{noun}/").status_code == 200
        return len(found)

    queries()
    with_one = queries()
    for _ in range(3):
        make_event(places=[make_place()], actors=[(make_actor(), "agent")], claims=2)
    assert queries() == with_one


@pytest.mark.parametrize(
    ("model", "field"),
    [("event", "type"), ("claim", "summary"), ("claim", "nothing"), ("nothing", "event")],
)
def test_lookup_of_what_is_no_reference_is_forbidden(
    editor: Client, model: str, field: str
) -> None:
    asked = {"app_label": "timeline", "model_name": model, "field_name": field}

    assert editor.get("/admin/autocomplete/", asked).status_code == 403


@pytest.mark.parametrize("term", ["'", "%", "\u202e", "x" * 5000])
def test_lookup_answers_any_word(editor: Client, term: str) -> None:
    asked = {"app_label": "timeline", "model_name": "claim", "field_name": "document"}

    assert editor.get("/admin/autocomplete/", {**asked, "term": term}).status_code == 200


def test_lookup_tells_documents_of_one_title_apart(editor: Client) -> None:
    document = make_document(title="Statement", source=make_source(name="The Wire"))
    asked = {"app_label": "timeline", "model_name": "claim", "field_name": "document"}

    answer = editor.get("/admin/autocomplete/", {**asked, "term": "statem"})

    assert answer.json()["results"] == [
        {"id": str(document.pk), "text": "Statement (The Wire, 2014-08-18)"}
    ]


def test_admin_address_of_an_event_has_the_name_that_pages_link_to(cast: Cast) -> None:
    assert reverse("admin:timeline_event_change", args=[cast.draft.pk]) == (
        f"{ADMIN}event/{cast.draft.pk}/change/"
    )


def test_every_reference_is_looked_up_and_none_is_a_list_of_all_rows() -> None:
    missing = []
    for model, admin in site._registry.items():
        inlines = [(inline.model, inline.autocomplete_fields) for inline in admin.inlines]
        for owner, looked_up in [(model, admin.autocomplete_fields), *inlines]:
            parent = {model} if owner is not model else set()
            missing += [
                f"{owner._meta.model_name}.{field.name}"
                for field in owner._meta.fields
                if field.many_to_one
                and field.editable
                and field.remote_field.model not in parent
                and field.name not in looked_up
            ]

    # Shown, never chosen: who brought a file in; whose copy it is, on the document's page.
    assert missing == ["importrun.author"]


@pytest.mark.parametrize("address", ["event/?q=%00", "autocomplete/?term=%00"])
def test_word_that_no_database_holds_is_a_bad_request(editor: Client, address: str) -> None:
    assert editor.get(f"{ADMIN}{address}").status_code == 400


def test_reason_that_no_database_holds_is_refused(editor: Client, cast: Cast) -> None:
    action = {"action": "send_selected_to_review", "_selected_action": cast.draft.pk}

    answer = editor.post(f"{ADMIN}event/", {**action, "reason": "a\0b"}, follow=True)

    assert [str(m) for m in answer.context["messages"]] == ["No action selected."]
    assert Event.objects.get(pk=cast.draft.pk).state == WorkflowState.DRAFT


@pytest.mark.parametrize(
    "name",
    ["relayed", "first", "story", "wire", "brigade", "alta", "document"],
)
def test_page_links_to_where_readers_see_the_row(editor: Client, cast: Cast, name: str) -> None:
    made = cast.first.document if name == "document" else getattr(cast, name)
    row = type(made).objects.get(pk=made.pk)
    admin = site.get_model_admin(type(row))

    address = admin.view_on_site(row)

    page = editor.get(f"{ADMIN}{row._meta.model_name}/{row.pk}/change/").content.decode()
    assert f'href="{address}"' in page
    assert Client().get(address).status_code == 200


@pytest.mark.parametrize("name", ["draft", "draft_document"])
def test_page_of_what_readers_do_not_see_has_no_such_link(
    editor: Client, cast: Cast, name: str
) -> None:
    row = getattr(cast, name)

    page = editor.get(f"{ADMIN}{row._meta.model_name}/{row.pk}/change/").content.decode()

    assert "View on site" not in page
