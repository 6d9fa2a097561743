"""Editors' decisions on the status of an event."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from timeline.models import Account, Claim, Event, StatusChange, StatusChangeClaim
from timeline.queries.rows.facts import evidence_of, load_facts
from timeline.services.errors import Refused
from timeline.services.proposable import proposable
from timeline.services.rows import add
from timeline.services.writing import writing
from timeline.vocabulary.clock import today
from timeline.vocabulary.proposals import ProposalKind
from timeline.vocabulary.roles import Verb
from timeline.vocabulary.statuses import DecidedBy, Outcome, Status
from timeline.vocabulary.types import Nature

#: Confirmed asks for more than one mouth (domain: Status shown).
ORIGINS_TO_CONFIRM = 2


@proposable(
    "decide_status",
    ProposalKind.CONFIRM,
    says=gettext_lazy("Decide the status of"),
    writes=StatusChange,
)
def decide_status(
    event: Event,
    *,
    status: str,
    by: Account,
    reason: str,
    known_on: date | None = None,
    ground: str = "",
    claims: Iterable[Claim] = (),
) -> StatusChange:
    """Set the status (for a forecast the outcome) as known on a day, today by default.

    `confirmed` takes a second person, two origins by that day and a ground. Raises Refused.
    """
    verb = Verb.CONFIRM if status == Status.CONFIRMED else Verb.DECIDE
    with writing(by, verb, reason, about=[event]) as frame:
        Event.objects.select_for_update().get(pk=event.pk)
        day = known_on or today()
        _check_day(event, day)
        words = Outcome if event.nature == Nature.FORECAST else Status
        if status not in words.values:
            accepted = ", ".join(words.values)
            raise Refused({"status": _("Not one of %(words)s.") % {"words": accepted}})
        if status == Status.CONFIRMED:
            frame.derive_now([event.pk])
            evidence = evidence_of(load_facts([event.pk]), event.pk, day)
            frame.see(Claim.objects.filter(pk__in=evidence.standing))
            frame.see(event.status_changes.order_by("-known_on", "-pk")[:1])
            if evidence.origins < ORIGINS_TO_CONFIRM:
                raise Refused(
                    {
                        "status": _("%(status)s needs two origins; %(count)s known on %(day)s.")
                        % {
                            "status": Status.CONFIRMED.label,
                            "count": evidence.origins,
                            "day": day.isoformat(),
                        }
                    }
                )
        moved = list(claims)
        if any(claim.event_id != event.pk for claim in moved):
            raise Refused({"claims": _("A decision rests on claims of the same event.")})
        decision = add(
            StatusChange(
                event=event,
                status=status,
                ground=ground,
                reason=reason.strip(),
                known_on=day,
                decided_by=DecidedBy.IMPORT if by.is_service else DecidedBy.EDITOR,
                author=by,
            )
        )
        for claim in moved:
            add(StatusChangeClaim(status_change=decision, claim=claim))
        frame.touch([event.pk])
    return decision


def _check_day(event: Event, day: date) -> None:
    if day > today():
        raise Refused({"known_on": _("A decision cannot be known in the future.")})
    last = event.status_changes.order_by("-known_on").values_list("known_on", flat=True).first()
    if last is not None and day < last:
        raise Refused(
            {
                "known_on": _("The decision before this one is of %(day)s; take that day or later.")
                % {"day": last.isoformat()}
            }
        )
