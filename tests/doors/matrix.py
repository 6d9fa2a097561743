"""Who may do what at the doors of the staff, cell by cell, with two people (TIMELINE_REVIEW).

Add a row for each new address and a table for each new verb: what has none fails
`test_matrix.py`. The columns are always the VISITORS, or for pages the READERS, in their order.
"""

from collections.abc import Mapping

#: `own` is a contributor before a row that this contributor recorded, `other` before another.
VISITORS = ("stranger", "nobody", "own", "other", "editor", "publisher", "administrator")

#: Who opens pages. A publisher differs from an editor in verbs, not in pages.
READERS = ("stranger", "nobody", "other", "editor", "administrator")

#: What comes of a verb: it is done, it is proposed, or neither.
DONE, ASK, NO = "done", "ask", "-"

_EDIT_EVENT = """
    draft       - - done -  done done done
    in_review   - - done -  done done done
    published   - - -    -  ask  ask  ask
    withdrawn   - - -    -  done done done
"""
_EDIT_WORKFLOW = """
    draft       - - done -  done done done
    published   - - -    -  ask  ask  ask
    withdrawn   - - -    -  done done done
"""
_EDIT_SHARED = """
    hidden      - - -    -  done done done
    seen        - - -    -  ask  ask  ask
"""
_PUBLISH = """
    draft       - - -    -  ask  ask  ask
    published   - - -    -  -    -    -
    withdrawn   - - -    -  ask  ask  ask
"""
_WITHDRAW = """
    draft       - - -    -  ask  ask  ask
    published   - - -    -  ask  ask  ask
    withdrawn   - - -    -  -    -    -
"""
_FROM_REVIEW = "in_review - - - - ask ask ask"
_SEND_TO_REVIEW = """
    draft       - - done -  done done done
    in_review   - - -    -  -    -    -
    published   - - -    -  -    -    -
    withdrawn   - - -    -  -    -    -
"""

#: Noun and verb, then for each state of the row what each visitor brings about.
VERBS: Mapping[tuple[str, str], str] = {
    ("event", "edit"): _EDIT_EVENT,
    ("event", "publish"): _PUBLISH + _FROM_REVIEW,
    ("event", "withdraw"): _WITHDRAW + _FROM_REVIEW,
    ("event", "send to review"): _SEND_TO_REVIEW,
    ("claim", "edit"): _EDIT_WORKFLOW,
    ("claim", "publish"): _PUBLISH,
    ("claim", "withdraw"): _WITHDRAW,
    ("document", "edit"): _EDIT_WORKFLOW,
    ("document", "publish"): _PUBLISH,
    ("document", "withdraw"): _WITHDRAW,
    ("timeline", "edit"): _EDIT_WORKFLOW,
    ("timeline", "publish"): _PUBLISH,
    ("timeline", "withdraw"): _WITHDRAW,
    ("place", "edit"): _EDIT_SHARED,
    ("actor", "edit"): _EDIT_SHARED,
    ("source", "edit"): _EDIT_SHARED,
    # None of the visitors is the proposer.
    ("proposal", "accept"): "open - - - - - done done",
    ("proposal", "return"): "open - - - - done done done",
    ("proposal", "take back"): "open - - - - - - -",
    ("lapse", "undo"): "seen - - - - ask ask ask",
    ("eventlink", "take off"): "seen - - - - ask ask ask",
    ("statuschange", "decide"): "seen - - - - done done done",
    ("statuschange", "confirm"): "seen - - - - ask ask ask",
}

# The admin sends who may not come in to the sign-in page; the desk says so.
_ROLES = "302 302 200 200 200"
_EDITORS = "302 302 403 200 200"
_ADMINISTRATORS = "302 302 403 403 200"
_NOBODY = "302 302 403 403 403"
_DESK = "302 403 200 200 200"
_DESK_OF_EDITORS = "302 403 403 200 200"

NOUNS_OF_ADMIN = (
    "account", "actor", "claim", "copy", "document", "event", "eventlink", "importrun",
    "invitation", "lapse", "measure", "place", "proposal", "source", "statuschange", "timeline",
)  # fmt: skip
#: Nouns that are entered by nobody on a page of their own, or by editors alone.
_ADDED_BY_NOBODY = ("importrun", "measure", "proposal")
_ADDED_BY_EDITORS = ("lapse", "statuschange")


def _noun(noun: str) -> dict[str, str]:
    """The addresses of a noun of the admin."""
    closed = noun in ("account", "invitation")
    page = _ADMINISTRATORS if closed else _ROLES
    add = page
    if noun in _ADDED_BY_NOBODY:
        add = _NOBODY
    elif noun in _ADDED_BY_EDITORS:
        add = _EDITORS
    rows = {
        "": page,
        "add/": add,
        "<path:object_id>/history/": page,
        "<path:object_id>/delete/": _NOBODY,
        "<path:object_id>/change/": page,
        "<path:object_id>/": "302 302 302 302 302",
    }
    return {f"admin/timeline/{noun}/{route}": codes for route, codes in rows.items()}


#: Route, then the answer to GET for each of the READERS.
ROUTES: Mapping[str, str] = {
    "admin/": _ROLES,
    "admin/login/": "302 403 302 302 302",
    "admin/logout/": "302 302 405 405 405",
    "admin/password_change/": "302 302 302 302 302",
    "admin/password_change/done/": _ROLES,
    "admin/autocomplete/": "302 302 403 403 403",
    "admin/jsi18n/": "302 302 200 200 200",
    "admin/^(?P<app_label>timeline)/$": _ROLES,
    "admin/(?P<url>.*)$": "302 302 404 404 404",
    **{route: codes for noun in NOUNS_OF_ADMIN for route, codes in _noun(noun).items()},
    "desk/": _DESK,
    "desk/documents/": _DESK,
    "desk/documents/paste/": _DESK,
    "desk/documents/<public_id>/": _DESK,
    "desk/documents/<public_id>/publish/": _DESK,
    "desk/claims/<str:public_id>/": "302 403 302 302 302",
    "desk/events/<str:public_id>/": _DESK,
    "desk/events/<str:public_id>/history/": _DESK,
    "desk/events/<str:public_id>/merge/": _DESK_OF_EDITORS,
    "desk/events/<str:public_id>/split/": _DESK_OF_EDITORS,
    "desk/events/new/": _DESK,
    "desk/kept/": "405 405 405 405 405",
    "desk/kept/<str:form>/<str:row>/drop/": "405 405 405 405 405",
    "desk/kept/<str:form>/drop/": "405 405 405 405 405",
    "desk/names/": _DESK,
    "desk/proposals/<public_id>/": _DESK_OF_EDITORS,
    "desk/review/": _DESK_OF_EDITORS,
    "desk/review/accept/": "405 405 405 405 405",
    "desk/review/copies/": _DESK_OF_EDITORS,
    "desk/review/duplicates/": _DESK_OF_EDITORS,
    "desk/review/duplicates/<first>/<second>/": _DESK_OF_EDITORS,
    "desk/review/events/<public_id>/": "302 403 403 302 302",
    "desk/review/proposals/": _DESK_OF_EDITORS,
    "desk/review/quotes/": _DESK_OF_EDITORS,
}
