"""The matrix of `matrix.py` through HTTP: visitor, noun, state, verb and address."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pghistory
import pytest
from django.db import transaction
from django.test import Client
from pghistory.models import Context

from tests.admin.forms import ADMIN, typed_in
from tests.factories import (
    WHY,
    make_account,
    make_actor,
    make_claim,
    make_copy,
    make_document,
    make_event,
    make_place,
    make_source,
    writer,
)
from timeline.models import (
    Account,
    Claim,
    Document,
    Event,
    ImportRun,
    Invitation,
    Proposal,
    Timeline,
)
from timeline.services.nouns.claims import attach_claim, lapse_claim
from timeline.services.nouns.decisions import decide_status
from timeline.services.nouns.documents import publish_document, record_document, withdraw_document
from timeline.services.nouns.events import edit_event, record_event
from timeline.services.nouns.invitations import invite
from timeline.services.nouns.timelines import LinkPart, link_events, record_timeline
from timeline.services.nouns.workflow import (
    publish_claim,
    publish_event,
    publish_timeline,
    send_to_review,
    withdraw_claim,
    withdraw_event,
    withdraw_timeline,
)
from timeline.services.proposals.proposing import save_or_propose
from timeline.vocabulary.roles import EditingRole

from .addresses import EDITING, all_routes
from .matrix import ASK, DONE, NO, READERS, ROUTES, VERBS, VISITORS

pytestmark = pytest.mark.django_db


@dataclass
class People:
    """A browser for each visitor, and the accounts behind them."""

    browsers: dict[str, Client]
    accounts: dict[str, Account]


@pytest.fixture
def people() -> People:
    accounts = {role: make_account(role) for role in VISITORS[4:]}
    accounts |= {name: make_account("contributor") for name in ("own", "other")}
    accounts["nobody"] = make_account("")
    browsers = {name: Client() for name in VISITORS}
    for name, account in accounts.items():
        browsers[name].force_login(account)
    return People(browsers, accounts)


def test_every_route_of_the_staff_has_a_row():
    routes = {route for route in all_routes() if route.startswith(EDITING)}

    assert sorted(routes - ROUTES.keys()) == []
    assert sorted(ROUTES.keys() - routes) == []


def test_every_reader_gets_the_answer_of_the_row(cast, people):
    rows = make_one_of_each(cast, people)

    found = {}
    for route in ROUTES:
        address = "/" + fill(route, rows)
        codes = [str(people.browsers[name].get(address).status_code) for name in READERS]
        found[route] = " ".join(codes)

    wrong = [f"{r}: {c}, not {ROUTES[r]}" for r, c in found.items() if c != ROUTES[r]]
    assert "\n".join(wrong) == ""


def make_one_of_each(cast: Any, people: People) -> dict[str, Any]:
    """A row of every noun, by its name."""
    who = {"by": writer(), "reason": WHY}
    ending = make_claim(cast.relayed, document=make_document(source=cast.wire), publish=True)
    link_events(cast.relayed, [LinkPart("follows", cast.disputed)], **who)
    propose(cast, people)
    return {
        "event": cast.relayed,
        "other event": cast.disputed,
        "claim": cast.first,
        "document": cast.first.document,
        "timeline": cast.story,
        "place": cast.alta,
        "actor": cast.brigade,
        "source": cast.wire,
        "proposal": Proposal.objects.get(),
        "lapse": lapse_claim(cast.first, ended_by=ending, kind="withdrawn", **who),
        "eventlink": cast.relayed.links.get(),
        "statuschange": decide_status(cast.disputed, status="disputed", **who),
        "account": people.accounts["nobody"],
        "copy": cast.first.document.copies.first() or make_copy(cast.first.document, "Kept."),
        "measure": measure_of(cast),
        "importrun": import_run(),
        "invitation": invitation(people.accounts["administrator"]),
    }


def measure_of(cast: Any) -> Any:
    with pghistory.context(user=writer().pk, why=WHY):
        return cast.first.measures.create(quantity="killed", text="12", best=12)


def invitation(by: Account) -> Any:
    invite("ada@example.org", role=EditingRole.EDITOR, by=by, reason=WHY)
    return Invitation.objects.get()


def import_run() -> Any:
    with pghistory.context(user=writer().pk, why=WHY):
        run = {"name": "a.csv", "format": "csv", "sha256": "0" * 64, "author": writer()}
        return ImportRun.objects.create(**run)


def propose(cast: Any, people: People) -> None:
    by = make_account("editor")
    save_or_propose(edit_event, cast.relayed, by=by, reason=WHY, version=None, title="Proposed")


def fill(route: str, rows: dict[str, Any]) -> str:
    """An address for a route, of a stored row where it names one."""
    noun = re.match(r"admin/timeline/(\w+)/", route)
    row = rows.get(noun[1]) if noun else None
    key = str(row.pk) if row is not None else "1"
    for pattern, value in {
        "<path:content_type_id>": "999999",
        "<path:object_id>": key,
        "^(?P<app_label>timeline)/$": "timeline/",
        "(?P<url>.*)$": "nothing/here/",
        "proposals/<public_id>": f"proposals/{rows['proposal'].public_id}",
        "events/<public_id>": f"events/{rows['event'].public_id}",
        "<public_id>": rows["document"].public_id,
        "<first>/<second>": f"{rows['event'].public_id}/{rows['other event'].public_id}",
        "claims/<str:public_id>": f"claims/{rows['claim'].public_id}",
        "<str:public_id>": rows["event"].public_id,
    }.items():
        route = route.replace(pattern, value)
    return route


# --- Verbs -----------------------------------------------------------------------------------


def table(text: str) -> dict[str, list[str]]:
    lines = [line.split() for line in text.strip().splitlines()]
    assert all(len(line) == len(VISITORS) + 1 for line in lines)
    return {state: cells for state, *cells in lines}


def row_in(noun: str, state: str, by: Account, cast: Any) -> Any:
    """A row of the noun in this state, recorded by this account."""
    first = {"by": by, "reason": WHY}
    if noun in MAKERS:
        row: Any = MAKERS[noun](first, cast)
        return bring_to(row, state)
    made = SHARED[noun](f"{noun} {state}")
    if state == "seen":
        make_seen(made)
    return made


MAKERS: dict[str, Callable[[dict[str, Any], Any], Any]] = {
    "event": lambda who, cast: record_event(
        title="A protest reported", date="2014-08-18", type="protest", **who
    ),
    "claim": lambda who, cast: attach_claim(
        event=cast.relayed, document=cast.first.document, stance="context", summary="Says", **who
    ),
    "document": lambda who, cast: record_document(source=cast.wire, title="An article", **who),
    "timeline": lambda who, cast: record_timeline(title="A story", events=[cast.relayed], **who),
}
SHARED: dict[str, Callable[[str], Any]] = {
    "place": lambda name: make_place(name=name),
    "actor": lambda name: make_actor(name=name),
    "source": lambda name: make_source(name=name),
}


def make_seen(row: Any) -> None:
    noun = row._meta.model_name
    if noun == "source":
        event = make_event(claims=0, publish=False)
        make_claim(event, document=make_document(source=row))
        publish_event(event, by=writer(), reason=WHY)
    elif noun == "actor":
        make_event(actors=[(row, "subject")])
    else:
        make_event(places=[row])


def bring_to(row: Any, state: str) -> Any:
    who = {"by": writer(), "reason": WHY}
    noun = row._meta.model_name
    if noun == "event":
        make_claim(row)
    publish: Any = {
        "event": publish_event,
        "claim": publish_claim,
        "document": publish_document,
        "timeline": publish_timeline,
    }[noun]
    if state == "in_review":
        send_to_review(row, **who)
    elif state in ("published", "withdrawn"):
        publish(row, **who)
    if state == "withdrawn":
        withdraw(noun, row, who)
    return row


def withdraw(noun: str, row: Any, who: dict[str, Any]) -> None:
    if noun == "event":
        withdraw_event(row, category="error", **who)
    elif noun == "document":
        withdraw_document(row, category="error", **who)
    elif noun == "claim":
        withdraw_claim(row, **who)
    else:
        withdraw_timeline(row, **who)


ACTIONS = {
    "publish": {"action": "publish_selected"},
    "withdraw": {"action": "withdraw_selected", "category": "error"},
    "send to review": {"action": "send_selected_to_review"},
    "accept": {"action": "accept_proposal"},
    "return": {"action": "return_proposal"},
    "take back": {"action": "take_back_proposal"},
    "undo": {"action": "undo_selected"},
    "take off": {"action": "undo_selected"},
}
FIELD = {"event": "summary", "timeline": "description", "claim": "note", "document": "note"}


def act(noun: str, verb: str, browser: Client, row: Any, typed: dict[str, Any]) -> str:
    """Do it as this visitor would, and say what came of it."""
    before, written = trace(row), contexts_of(browser)
    if verb in ACTIONS:
        chosen = {"_selected_action": row.pk, "reason": "why it is done", **ACTIONS[verb]}
        browser.post(f"{ADMIN}{noun}/", chosen)
    elif verb == "edit":
        browser.post(f"{ADMIN}{noun}/{row.pk}/change/", typed)
    else:
        browser.post(f"{ADMIN}{noun}/add/", typed)
    after = trace(row)
    if after == before:
        return NO
    # Whatever was written has this visitor and a reason in its history, and nobody else.
    mine, others = contexts_of(browser)
    assert (mine > written[0], others) == (True, written[1])
    return ASK if after[0] > before[0] else DONE


def contexts_of(browser: Client) -> tuple[int, int]:
    """How many histories have this visitor and a reason, and how many have not."""
    mine = Context.objects.filter(metadata__user=int(browser.session.get("_auth_user_id", 0)))
    told = mine.exclude(metadata__why__in=["", None]).count()
    return told, Context.objects.count() - told


def trace(row: Any) -> tuple[Any, ...]:
    """Proposals made, the row as stored, and decisions there are."""
    stored = type(row).objects.filter(pk=row.pk).values().first()
    events = Event.objects.filter(pk=getattr(row, "event_id", None) or 0)
    decided = list(events.values_list("status_changes", flat=True))
    return Proposal.objects.count(), stored, decided


def typed_by(noun: str, verb: str, row: Any, administrator: Client) -> dict[str, Any]:
    """What a browser sends when somebody who may changes a word of the form."""
    if verb == "edit":
        typed = typed_in(administrator.get(f"{ADMIN}{noun}/{row.pk}/change/"))
        field = FIELD.get(noun, "name")
        return typed | {field: "Other words", "reason": "why it is done"}
    if verb in ("decide", "confirm"):
        status, ground = ("disputed", "") if verb == "decide" else ("confirmed", "primary_record")
        given = {"event": row.event_id, "status": status, "ground": ground, "reason": "why"}
        return typed_in(administrator.get(f"{ADMIN}{noun}/add/")) | given
    return {}


@pytest.mark.parametrize(("noun", "verb"), VERBS, ids=str)
def test_every_cell_is_as_the_table_says(cast, people, noun, verb):
    expected = table(VERBS[noun, verb])
    found = {state: what_comes_of(noun, verb, state, cast, people) for state in expected}

    assert found == expected


def what_comes_of(noun: str, verb: str, state: str, cast: Any, people: People) -> list[str]:
    """The cells of one line, each undone before the next."""
    row = subject(noun, state, writer(), cast, people)
    own = subject(noun, state, people.accounts["own"], cast, people) if noun in MAKERS else row
    typed = typed_by(noun, verb, row, people.browsers["administrator"])
    typed_of_own = typed_by(noun, verb, own, people.browsers["administrator"])
    found = []
    for visitor in VISITORS:
        given = (own, typed_of_own) if visitor == "own" else (row, typed)
        with transaction.atomic():
            found.append(act(noun, verb, people.browsers[visitor], *given))
            transaction.set_rollback(True)
    return found


def subject(noun: str, state: str, by: Account, cast: Any, people: People) -> Any:
    """A row that the verb is done to."""
    if noun in ("proposal", "lapse", "eventlink"):
        return make_one_of_each(cast, people)[noun]
    if noun == "statuschange":
        event = make_event(claims=2)
        return decide_status(event, status="corroborated", by=writer(), reason=WHY)
    return row_in(noun, state, by, cast)


def test_every_workflow_noun_has_its_tables():
    nouns = {model._meta.model_name for model in (Event, Claim, Document, Timeline)}

    for verb in ("edit", "publish", "withdraw"):
        assert {noun for noun, of in VERBS if of == verb} >= nouns
