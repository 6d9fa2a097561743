"""One page of every kind, and the ways in which readers may see it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple
from urllib.request import urlopen

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

from tests.browser.kept_copy import DOCUMENT
from tests.browser.site import Site

EVENT = "irgc-armour-massing-for-khanaqin"
#: Denied by one, said by another, with numbers that differ.
CONTESTED = "mosul-dam-retaken"


@dataclass(frozen=True, slots=True)
class View:
    """How a page is looked at: on a desk or a phone, by day or night, in which direction."""

    width: int
    scheme: str
    tongue: str

    def __str__(self) -> str:
        return f"{self.width} {self.scheme} {self.tongue.strip('/') or 'en'}"

    @property
    def opposite(self) -> "View":
        """Other width, other colours, other direction."""
        return View(
            next(width for width in WIDTHS if width != self.width),
            next(scheme for scheme in SCHEMES if scheme != self.scheme),
            next(tongue for tongue in TONGUES if tongue != self.tongue),
        )

    def open(self, browser: Browser, site: Site) -> BrowserContext:
        """A browser window of that kind."""
        return browser.new_context(
            base_url=site.url,
            viewport={"width": self.width, "height": 900},
            color_scheme=self.scheme,  # type: ignore[arg-type]
            has_touch=self.width < WIDTHS[0],
        )


WIDTHS = (1440, 390)
SCHEMES = ("light", "dark")
#: The interface has English words in either; the second is laid out from right to left.
TONGUES = ("", "/ar")
VIEWS = tuple(View(*parts) for parts in product(WIDTHS, SCHEMES, TONGUES))


class Named(NamedTuple):
    """Addresses by the name of their page; those of `PAGES` and these are every page."""

    event: str
    contested: str
    document: str
    kept: str


def find_named(site: Site) -> Named:
    """The addresses that hold public ids, asked of the site itself."""
    events = {row["slug"]: row["url"] for row in _ask(site, "/api/v1/events?size=200")}
    documents = {row["slug"]: row["url"] for row in _ask(site, "/api/v1/documents?size=200")}
    return Named(
        events[EVENT], events[CONTESTED], documents["iraqinews-tanks"], documents[DOCUMENT]
    )


def _ask(site: Site, address: str) -> list[dict[str, Any]]:
    with urlopen(f"{site.url}{address}", timeout=30) as answer:  # noqa: S310 - http, ours
        found: list[dict[str, Any]] = json.load(answer)["results"]
    return found


def pages(site: Site) -> list[str]:
    """One page of every kind, errors and past views among them."""
    named = find_named(site)
    return [
        "/",
        "/?known=2014-08-18",
        "/?place=diyala&status=retracted",
        "/?after=soon",
        "/?density=table",
        "/?density=quotes&q=tanks",
        "/timelines/",
        "/timelines/mosul-dam/",
        named.event,
        f"{named.event}?known=2014-08-18",
        f"{named.event}?known=2014-01-01",
        named.contested,
        f"/events/{named.event.split('/')[2]}/history/",
        "/documents/",
        named.document,
        named.kept,
        f"{named.document}?known=2014-01-01",
        "/sources/",
        "/sources/reuters/",
        "/sources/reuters/?known=2014-07-01",
        "/actors/",
        "/actors/irgc/",
        "/places/",
        "/places/diyala/",
        "/places/diyala/?known=2014-07-01",
        "/facets/place/",
        "/changes/",
        "/method/",
        "/about/",
        "/nothing-here/",
        "/api/v1/",
    ]


def has_tongues(address: str) -> bool:
    """Whether a page exists in every interface language; the API speaks English."""
    return not address.startswith("/api/")


#: Off in axe itself, on in Lighthouse: what is pressed is 24px high and wide, or stands alone.
_OPTIONS = {"rules": {"target-size": {"enabled": True}}}


def complaints(
    axe: Axe, browser: Browser, site: Site, view: View, addresses: Iterable[str]
) -> list[str]:
    """What axe says of these pages, as `address: rule: element`; every severity."""
    context = view.open(browser, site)
    page = context.new_page()
    said = []
    for address in addresses:
        if view.tongue and not has_tongues(address):
            continue
        page.goto(view.tongue + address, wait_until="load")
        for found in axe.run(page, options=_OPTIONS).response["violations"]:
            said += [
                f"{address}: {found['id']}: {node['html'][:160]}" for node in found["nodes"][:3]
            ]
    context.close()
    return said
