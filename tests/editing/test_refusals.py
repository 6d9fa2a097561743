"""What a service refuses stands at the fields of the form that asked."""

import pytest
from django import forms

from timeline.editing.refusals import EditConflict, RefusedAtFields, at_fields, show_refusal
from timeline.services.errors import Refused, StaleVersion


class OneForm(forms.Form):
    """A field that is seen, and one that is not."""

    title = forms.CharField(required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)


def test_refusal_is_told_by_the_names_of_the_form_that_it_is_about() -> None:
    with pytest.raises(RefusedAtFields) as told, at_fields("claim-2", relays="relays_row"):
        raise Refused({"relays": "In a circle.", "relays_row": "Not there."})

    assert told.value.prefix == "claim-2"
    assert told.value.message_dict == {"relays_row": ["In a circle.", "Not there."]}


def test_refusal_keeps_the_innermost_form() -> None:
    with pytest.raises(RefusedAtFields) as told, at_fields(), at_fields("claim-2"):
        raise Refused({"summary": "Empty."})

    assert told.value.prefix == "claim-2"


def test_row_that_somebody_else_saved_is_a_conflict_and_no_complaint() -> None:
    with pytest.raises(EditConflict), at_fields():
        raise StaleVersion({"version": "Changed."})


def test_complaint_without_a_field_that_is_seen_stands_at_the_form() -> None:
    form = OneForm({})

    show_refusal(
        form,
        Refused({"title": "Long.", "seen": "Old.", "slug": "Taken.", "by": "May not."}),
    )

    assert form.errors == {"title": ["Long."], "__all__": ["Old.", "slug: Taken.", "May not."]}
