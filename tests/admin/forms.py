"""Filling in the admin's forms as a browser would: from the page that was served."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

ADMIN = "/admin/timeline/"


class _Form(HTMLParser):
    """What a browser would post of the page's main form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self.errors: dict[str, str] = {}
        self._area: str | None = None
        self._select: tuple[str, bool] | None = None
        self._inside = False
        self._first_option: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = found.get("id", "").endswith("_form")
        name = found.get("name")
        if tag == "option" and self._select:
            self._option(found)
        if not self._inside or not name:
            return
        if tag == "textarea":
            self._area = name
            self.values[name] = ""
        elif tag == "select":
            self._select = (name, "multiple" in found)
            self.values[name] = [] if "multiple" in found else ""
            self._first_option = None
        elif tag == "input":
            self._input(name, found)

    def _input(self, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind in ("checkbox", "radio"):
            if "checked" in found:
                self.values[name] = found.get("value", "on")
        elif kind not in ("submit", "button"):
            self.values[name] = found.get("value", "")

    def _option(self, found: dict[str, str]) -> None:
        assert self._select is not None
        name, multiple = self._select
        if "selected" in found and multiple:
            self.values[name].append(found["value"])
        elif "selected" in found:
            self.values[name] = found["value"]
        elif self._first_option is None and not multiple:
            # A browser sends the first choice when none is marked.
            self.values[name] = self.values[name] or found.get("value", "")
        self._first_option = self._first_option or found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            if self._area:
                # HTML drops one line break after the tag.
                self.values[self._area] = self.values[self._area].removeprefix("\n")
            self._area = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


def typed_in(response: Any) -> dict[str, Any]:
    """The values in the form of a served page, without the empty row of every formset."""
    form = _Form()
    form.feed(response.content.decode())
    return {
        name: value
        for name, value in form.values.items()
        if "__prefix__" not in name and name != "csrfmiddlewaretoken"
    }


def errors_in(response: Any) -> dict[str, list[str]]:
    """Complaints of a served page by the name of the input; `__all__` for those of a form."""
    found: dict[str, list[str]] = {}
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += inline.formset.forms
    for form in forms:
        for name, messages in form.errors.items():
            found[form.add_prefix(name)] = [str(message) for message in messages]
    return found


def fill_in(client: Client, address: str, *parts: dict[str, Any], **values: Any) -> Any:
    """Open the form at `address` below the admin, type `values` over it, and save it."""
    page = client.get(ADMIN + address)
    assert page.status_code == 200, page.status_code
    typed = typed_in(page)
    for part in (*parts, values):
        typed |= part
    return client.post(ADMIN + address, typed)


def row(prefix: str, index: int, **values: Any) -> dict[str, Any]:
    """What is typed into one inline row, under the names of its inputs."""
    return {f"{prefix}-{index}-{name}": value for name, value in values.items()}


def sign_in(client: Client, account: Any) -> Client:
    """A browser of this account."""
    client.force_login(account)
    return client
