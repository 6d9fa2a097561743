"""Pages as pictures: `python -m tests.browser.screenshots [FOLDER]`.

Takes the pages of the look in its sizes from the site with the demo data, so that both can
be laid side by side, and the README's picture.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.site import Site, running_site
from tests.chromium import browser_options

FOLDER = Path(".data/screenshots")
#: The README's picture, copied to where it is committed.
PICTURE = "timeline"
COMMITTED = Path("docs/pictures/timeline.png")
EVENT = "irgc-armour-massing-for-khanaqin"

#: name: (address, width, height, dark, whole page)
PAGES = {
    "1-timeline-desktop": ("/?after=2014-08-04&before=2014-08-18", 1440, 1800, False, False),
    "1b-timeline-desktop-dark": ("/?after=2014-08-04&before=2014-08-18", 1440, 1800, True, False),
    "1c-timeline-as-known": ("/?known=2014-08-18", 1440, 1400, False, False),
    "1d-timeline-table": ("/?density=table", 1440, 1800, False, False),
    "1e-timeline-empty": ("/?place=diyala&status=retracted", 1440, 900, False, False),
    "2-timeline-mobile": ("/", 390, 1700, False, False),
    "2c-mobile-dark": ("/", 390, 1700, True, False),
    "3-event-desktop": ("/events/{event}/", 1440, 2200, False, True),
    "3b-event-dark": ("/events/{event}/", 1440, 2200, True, True),
    "3c-event-mobile": ("/events/{event}/", 390, 2600, False, True),
    "4-document": ("/documents/{document}/", 1440, 1200, False, True),
    "4b-source": ("/sources/reuters/", 1440, 1200, False, True),
    "5-actor": ("/actors/irgc/", 1440, 1200, False, True),
    "5b-place": ("/places/diyala/", 1440, 1200, False, True),
    "6-method": ("/method/", 1440, 1200, False, True),
    "8-timelines": ("/timelines/", 1440, 900, False, True),
    PICTURE: ("/?after=2014-08-04&before=2014-08-18", 1440, 1000, False, False),
}


def addresses(site: Site, browser: Browser) -> dict[str, str]:
    """The public ids that the addresses need, asked of the site itself."""
    page = browser.new_page(base_url=site.url)
    answer = page.request.get(f"{site.url}/api/v1/events?size=200").json()
    event = next(row for row in answer["results"] if row["slug"] == EVENT)
    claims = page.request.get(f"{site.url}/api/v1/events/{event['id']}").json()["claims"]
    document = claims[0]["document"]["id"]
    page.close()
    return {"event": f"{event['id']}/{EVENT}", "document": document}


def take(site: Site, folder: Path) -> None:
    """Write every picture as FOLDER/NAME.png."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_options())  # type: ignore[arg-type]
        found = addresses(site, browser)
        for name, (address, width, height, dark, whole) in PAGES.items():
            page = browser.new_page(
                base_url=site.url,
                viewport={"width": width, "height": height},
                color_scheme="dark" if dark else "light",
            )
            answer = page.goto(address.format(**found), wait_until="networkidle")
            if answer is None or not answer.ok:
                sys.exit(f"{address}: {answer.status if answer else 'no answer'}")
            page.screenshot(path=folder / f"{name}.png", full_page=whole)
            page.close()
            sys.stdout.write(f"{folder / name}.png\n")
        browser.close()
    COMMITTED.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(folder / f"{PICTURE}.png", COMMITTED)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    with tempfile.TemporaryDirectory() as data, running_site(Path(data)) as running:
        take(running, target)
