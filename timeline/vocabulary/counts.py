"""How many of the things that are counted everywhere, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def say_events(count: int) -> str:
    return ngettext("%(n)s event", "%(n)s events", count) % {"n": count}


def say_claims(count: int) -> str:
    return ngettext("%(n)s claim", "%(n)s claims", count) % {"n": count}


def say_documents(count: int) -> str:
    return ngettext("%(n)s document", "%(n)s documents", count) % {"n": count}


def say_denials(count: int) -> str:
    return ngettext("%(n)s denial", "%(n)s denials", count) % {"n": count}


def say_origins(count: int) -> str:
    if not count:
        return _("No origin stands")
    return ngettext("%(n)s origin", "%(n)s origins", count) % {"n": count}


def say_evidence(origins: int, documents: int, denials: int) -> str:
    """ "1 origin / 4 documents, 1 denial", the counts of every page in one line."""
    nobody = pgettext("within a sentence", "no origin stands")
    said = {
        "origins": say_origins(origins) if origins else nobody,
        "documents": say_documents(documents),
        "denials": say_denials(denials),
    }
    if denials:
        return _("%(origins)s / %(documents)s, %(denials)s") % said
    return _("%(origins)s / %(documents)s") % said
