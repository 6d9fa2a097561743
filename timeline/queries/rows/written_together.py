"""Which rows came into being in one act, as the history tells."""

from timeline.models import Claim


def written_with(claim: Claim) -> list[Claim]:
    """The claims of the event that were recorded in the same act, itself among them.

    An act is one call of a service: the chain before a document, or the report that it denies,
    is recorded together with its claim. In the order in which they were written.
    """
    rows = Claim.history.rel.related_model.objects
    act = rows.filter(pgh_obj=claim.pk, pgh_label="insert").values("pgh_context")[:1]
    together = rows.filter(pgh_context__in=act, pgh_label="insert", event=claim.event_id)
    return list(Claim.objects.filter(pk__in=together.values("pgh_obj")).order_by("pk"))
