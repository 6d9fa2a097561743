"""The tables, a file per noun."""

from .accounts import Account
from .actors import Actor, ActorAlias
from .claims import Claim, Measure
from .copies import Copy
from .decisions import StatusChange, StatusChangeClaim
from .derived import EvidenceState, SearchRow, SearchText
from .documents import Document
from .events import Event, EventActor, EventPlace, RoleAssertion
from .imports import ImportRun
from .invitations import Invitation
from .kept_drafts import KeptDraft
from .lapses import Lapse
from .places import Place, PlaceAlias
from .proposals import Proposal
from .reviews import DistinctPair, EvidenceReview, QueueEntry
from .sources import Source
from .timelines import EventLink, Timeline, TimelineEntry
