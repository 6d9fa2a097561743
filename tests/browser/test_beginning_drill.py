"""A site from an empty folder: made, served, dumped, emptied and brought back."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.browser.site import Site, running_site


def count(site: Site) -> int:
    with urlopen(f"{site.url}/api/v1/events", timeout=30) as answer:  # noqa: S310 - http, ours
        found: int = json.load(answer)["count"]
    return found


@pytest.mark.drill
def test_site_is_made_from_nothing_and_brought_back_from_its_dump(
    tmp_path: Path, tell: Callable[[str], None]
) -> None:
    dump = tmp_path / "site.dump"
    with running_site(tmp_path / "data") as site:
        served = count(site)
        site.manage("embedded_db", "dump", str(dump))
        site.manage("flush", "--no-input")
        emptied = count(site)
        site.manage("embedded_db", "restore", "--replace", str(dump))
        again = count(site)

    assert (served, emptied, again) == (84, 0, 84)
    tell(f"from an empty folder: {served} events served; {again} again after a restore")
