"""Recording and editing sources."""

from typing import Any

from timeline.models import Account, Source
from timeline.queries.rows.subtrees import events_through
from timeline.services.proposable import proposable
from timeline.services.rows import add, change, free_slug, only, refuse_circle
from timeline.services.writing import writing
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb

FIELDS = (
    "slug", "name", "kind", "country_code", "language", "homepage", "owner", "speaks_for",
    "reliability", "reliability_reason",
)  # fmt: skip


def record_source(
    *, by: Account, reason: str, natural_key: str | None = None, **fields: Any
) -> Source:
    """Record a source; `fields` are those of FIELDS. Raises Refused."""
    only(fields, FIELDS)
    with writing(by, Verb.DRAFT, reason):
        fields["slug"] = fields.get("slug") or free_slug(Source, fields.get("name", ""))
        return add(Source(natural_key=natural_key, **fields))


@proposable("edit_source", ProposalKind.EDIT)
def edit_source(
    source: Source, *, by: Account, reason: str, version: int | None, **fields: Any
) -> bool:
    """Change a source and derive the events that came through it. True where it changed."""
    only(fields, FIELDS)
    with writing(by, Verb.EDIT, reason, about=[source]) as frame:
        refuse_circle(source, fields, "owner")
        changed = bool(change(source, fields, version=version))
        frame.touch(events_through(source) if changed else ())
    return changed
