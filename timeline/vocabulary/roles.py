"""Roles: of places and actors in an event, and of people who edit."""

from django.utils.translation import gettext_lazy as _

from .words import Word


class PlaceRole(Word):
    LOCATION = "location", _("location")
    ORIGIN = "origin", _("origin")
    DESTINATION = "destination", _("destination")


class ActorRole(Word):
    AGENT = "agent", _("agent"), _("Does it.")
    TARGET = "target", _("target"), _("Suffers it.")
    SUPPORTER = "supporter", _("supporter"), _("Helps the one who does it.")
    SPEAKER = "speaker", _("speaker"), _("Says it, where the event is a statement.")
    SUBJECT = "subject", _("subject"), _("Is spoken of or concerned.")


#: Roles that make an actor's side a party to the event (domain: Parties).
DOING_SIDE = (ActorRole.AGENT, ActorRole.SUPPORTER)
SUFFERING_SIDE = (ActorRole.TARGET,)


class Side(Word):
    DOING = "doing", _("the doing side")
    SUFFERING = "suffering", _("the suffering side")


class EditingRole(Word):
    """What a person with an account may do; each role may do all that the one before may."""

    CONTRIBUTOR = "contributor", _("Contributor"), _("Writes drafts and own claims.")
    EDITOR = "editor", _("Editor"), _("Edits, reviews and proposes.")
    PUBLISHER = (
        "publisher",
        _("Publisher"),
        _("Publishes, accepts, withdraws, merges and splits."),
    )
    ADMINISTRATOR = "administrator", _("Administrator"), _("Manages accounts as well.")

    @property
    def rank(self) -> int:
        """0 for a contributor up to 3 for an administrator."""
        return list(EditingRole).index(self)

    @property
    def needs_second_factor(self) -> bool:
        """Publishers and administrators prove who they are with more than a password."""
        return self.rank >= EditingRole.PUBLISHER.rank


class Verb(Word):
    """What a service does, as far as permission is concerned; the rule is in `permissions`."""

    DRAFT = "draft", _("write a draft")
    EDIT = "edit", _("edit")
    DECIDE = "decide", _("decide a status")
    CONFIRM = "confirm", _("confirm")
    PUBLISH = "publish", _("publish")
    WITHDRAW = "withdraw", _("withdraw")
    MERGE = "merge", _("merge")
    SPLIT = "split", _("split")
    PROPOSE = "propose", _("propose")
    RETURN = "return", _("return a proposal")
    ACCEPT = "accept", _("accept a proposal")
    ADMINISTER = "administer", _("manage accounts")
