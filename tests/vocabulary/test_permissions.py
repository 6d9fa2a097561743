"""Who may do what: every role, verb and kind of row, decided one by one."""

import pytest

from timeline.vocabulary.permissions import NEW, Ruling, Standing, rule_on
from timeline.vocabulary.roles import EditingRole, Verb

OWN = Standing(own_draft=True)
HIDDEN = Standing()
SEEN = Standing(seen=True)
YES, ASK, NO = Ruling.ALLOWED, Ruling.PROPOSE, Ruling.FORBIDDEN

#: Verb, rows, then what contributor, editor, publisher and administrator hear with two people.
TWO = [
    (Verb.DRAFT, NEW, YES, YES, YES, YES),
    (Verb.EDIT, OWN, YES, YES, YES, YES),
    (Verb.EDIT, HIDDEN, NO, YES, YES, YES),
    (Verb.EDIT, SEEN, NO, ASK, ASK, ASK),
    (Verb.DECIDE, NEW, NO, YES, YES, YES),
    (Verb.CONFIRM, NEW, NO, ASK, ASK, ASK),
    (Verb.PUBLISH, OWN, NO, ASK, ASK, ASK),
    (Verb.PUBLISH, HIDDEN, NO, ASK, ASK, ASK),
    (Verb.WITHDRAW, SEEN, NO, ASK, ASK, ASK),
    (Verb.WITHDRAW, OWN, NO, ASK, ASK, ASK),
    (Verb.MERGE, SEEN, NO, ASK, ASK, ASK),
    (Verb.SPLIT, SEEN, NO, ASK, ASK, ASK),
    (Verb.PROPOSE, NEW, NO, YES, YES, YES),
    (Verb.RETURN, NEW, NO, YES, YES, YES),
    (Verb.ACCEPT, NEW, NO, NO, YES, YES),
    (Verb.ADMINISTER, NEW, NO, NO, NO, YES),
]


@pytest.mark.parametrize(("verb", "rows", "contributor", "editor", "publisher", "admin"), TWO)
def test_rule_with_two_people(verb, rows, contributor, editor, publisher, admin):
    heard = [rule_on(role, verb, rows, review="two") for role in EditingRole]

    assert heard == [contributor, editor, publisher, admin]


@pytest.mark.parametrize(("verb", "rows", "contributor", "editor", "publisher", "admin"), TWO)
def test_one_person_does_alone_what_an_editor_may_propose(
    verb, rows, contributor, editor, publisher, admin
):
    heard = [rule_on(role, verb, rows, review="one") for role in EditingRole]

    alone = {ASK: YES}
    accepts = YES if verb is Verb.ACCEPT else alone.get(editor, editor)
    assert heard == [
        contributor,
        accepts,
        alone.get(publisher, publisher),
        alone.get(admin, admin),
    ]


@pytest.mark.parametrize("verb", list(Verb))
@pytest.mark.parametrize("review", ["one", "two"])
def test_nobody_without_a_role_may_anything(verb, review):
    assert rule_on(None, verb, OWN, review=review) is NO


def test_every_verb_is_decided():
    assert {row[0] for row in TWO} == set(Verb)
