"""Rate limits begin anew with each test."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_attempts_so_far() -> None:
    cache.clear()
