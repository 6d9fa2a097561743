"""How the admin saves: at once, unless a test asks what a second person changes."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def one_reviewer(settings: Any) -> None:
    """One person decides; what is proposed instead has tests of its own."""
    settings.TIMELINE_REVIEW = "one"
