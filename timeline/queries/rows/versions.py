"""Rows as they stood at earlier moments, and which were written together: from their history."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Q

from timeline.models import Claim


class Versions:
    """All versions of some rows of one table, wound forward moment by moment.

    `model` is the name of the tracked model; `rows` chooses by the fields of the history,
    which are the model's own. One query.
    """

    def __init__(self, model: str, rows: Q) -> None:
        history = apps.get_model("timeline", f"{model}History")._default_manager
        self.all: list[Any] = list(history.filter(rows).order_by("pgh_id"))
        self._next = 0
        self._standing: dict[int, Any] = {}

    def moments(self) -> set[datetime]:
        return {version.pgh_created_at for version in self.all}

    def values(self, *fields: str) -> set[Any]:
        """Whatever ever stood in these fields, apart from nothing."""
        found = {getattr(version, field) for version in self.all for field in fields}
        return found - {None}

    def wind_to(self, moment: datetime) -> Iterable[Any]:
        """The rows as they stood after everything that was written at `moment`.

        In the order of their keys; each call takes a later moment than the one before.
        """
        while self._next < len(self.all) and self.all[self._next].pgh_created_at <= moment:
            version = self.all[self._next]
            if version.pgh_label == "delete":
                self._standing.pop(version.pgh_obj_id, None)
            else:
                self._standing[version.pgh_obj_id] = version
            self._next += 1
        return [self._standing[key] for key in sorted(self._standing)]


def written_with(claim: Claim) -> set[int]:
    """Keys of the claims of the event that were recorded in the same act, its own among them.

    An act is one call of a service: the chain before a document, or the report that it denies,
    is recorded together with its claim.
    """
    rows = Claim.history.rel.related_model.objects
    act = rows.filter(pgh_obj=claim.pk, pgh_label="insert").values("pgh_context")[:1]
    together = rows.filter(pgh_context__in=act, pgh_label="insert", event=claim.event_id)
    return set(together.values_list("pgh_obj", flat=True))
