"""Pages as pictures: `python -m tests.browser.screenshots [FOLDER]`.

Takes the pages of the look in its sizes from the site with the demo data, so that both can
be laid side by side, and the README's picture. The desk's pages come last: what fills its
queue would be seen on the others.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.moved_evidence import EDITOR, PASSWORD
from tests.browser.pages import find_named
from tests.browser.site import Site, running_site
from tests.chromium import browser_options

FOLDER = Path(".data/screenshots")
#: The README's picture, copied to where it is committed.
PICTURE = "timeline"
COMMITTED = Path("docs/pictures/timeline.png")
CHOSEN = "/?after=2014-08-04&before=2014-08-18"


class Shot(NamedTuple):
    """A page, the size of its picture in pixels, and how it is looked at.

    `unfold` is pressed before; `paper` shows it as printed, with a PDF beside the picture.
    """

    address: str
    width: int
    height: int
    dark: bool = False
    unfold: str = ""
    paper: bool = False


#: Names and sizes are those of the look; `{event}` and the like are filled from the site.
SHOTS = {
    "1-timeline-desktop": Shot(CHOSEN, 1440, 1800),
    "1b-timeline-desktop-dark": Shot(CHOSEN, 1440, 1800, dark=True),
    "1c-timeline-as-known": Shot("/?known=2014-08-18", 1440, 1400),
    "1d-timeline-table": Shot(f"{CHOSEN}&density=table", 1440, 1800),
    "1e-timeline-states": Shot("/?place=diyala&status=retracted", 1440, 1100),
    "2-timeline-mobile": Shot(CHOSEN, 390, 844),
    "2b-mobile-filters": Shot(CHOSEN, 390, 844, unfold="details.filters > summary"),
    "2c-mobile-dark": Shot(CHOSEN, 390, 844, dark=True),
    "2d-mobile-rtl": Shot(f"/ar{CHOSEN}", 390, 844),
    "2e-desktop-rtl": Shot(f"/ar{CHOSEN}", 1440, 1300),
    "3-event-desktop": Shot("{event}", 1440, 2200),
    "3b-event-dark": Shot("{event}", 1440, 1500, dark=True),
    "3c-event-mobile": Shot("{event}", 390, 2400),
    "3d-event-contested": Shot("{contested}", 1440, 2200),
    "4-document": Shot("{kept}", 1440, 1480),
    "4b-source": Shot("/sources/reuters/", 1440, 1010),
    "4c-actor": Shot("/actors/irgc/", 1440, 1200),
    "4d-place": Shot("/places/diyala/", 1440, 1200),
    "6-status-system": Shot("/method/#statuses", 1440, 720),
    "7-print": Shot("{event}", 688, 994, paper=True),
    PICTURE: Shot(CHOSEN, 1440, 1000),
}
DESK_SHOTS = {
    "5-workbench": Shot("/desk/documents/{bench}/", 1440, 1000),
    "5b-review-queue": Shot("/desk/review/", 1440, 1200),
}


def take(site: Site, folder: Path) -> None:
    """Write every picture as FOLDER/NAME.png."""
    folder.mkdir(parents=True, exist_ok=True)
    named = find_named(site)
    addresses = {**named._asdict(), "bench": named.kept.split("/")[2]}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_options())  # type: ignore[arg-type]
        for name, shot in SHOTS.items():
            page = open_page(browser, site, shot)
            write(page, shot, shot.address.format(**addresses), folder / f"{name}.png")
            page.close()
        site.run("-m", "tests.browser.moved_evidence")
        for name, shot in DESK_SHOTS.items():
            page = open_page(browser, site, shot)
            sign_in(page)
            write(page, shot, shot.address.format(**addresses), folder / f"{name}.png")
            page.close()
        browser.close()
    COMMITTED.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / f"{PICTURE}.png", COMMITTED)


def write(page: Page, shot: Shot, address: str, path: Path) -> None:
    """Go there and write the picture; the program ends where nothing answers."""
    answer = page.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"{address}: {answer.status if answer else 'no answer'}")
    if shot.unfold:
        page.locator(shot.unfold).click()
    page.screenshot(path=path, full_page=shot.paper)
    if shot.paper:
        page.pdf(path=path.with_suffix(".pdf"), prefer_css_page_size=True, format="A4")
    sys.stdout.write(f"{path}\n")


def sign_in(page: Page) -> None:
    """As the editor that `moved_evidence` made."""
    page.goto("/accounts/login/?next=/desk/")
    page.locator("#id_login").fill(EDITOR)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url("**/desk/**")


def open_page(browser: Browser, site: Site, shot: Shot) -> Page:
    """An empty page of the right size and colours."""
    page = browser.new_page(
        base_url=site.url,
        viewport={"width": shot.width, "height": shot.height},
        color_scheme="dark" if shot.dark else "light",
    )
    if shot.paper:
        page.emulate_media(media="print")
    return page


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    with tempfile.TemporaryDirectory() as data, running_site(Path(data)) as running:
        take(running, target)
