"""What is wrong with an outline, told in words."""

from typing import Any

import pytest

from timeline.vocabulary.geometry import fault_of

RING = [[0, 0], [1, 0], [1, 1], [0, 0]]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [RING]},
        {"type": "MultiPolygon", "coordinates": [[RING], [RING]]},
        {"type": "Polygon", "coordinates": [[[0, 0, 5], [1, 0, 5], [1, 1, 5], [0, 0, 5]]]},
    ],
)
def test_an_area_on_earth_has_no_fault(geometry: Any) -> None:
    assert fault_of(geometry) is None


@pytest.mark.parametrize(
    ("geometry", "fault"),
    [
        (None, "is no geometry"),
        ([], "is no geometry"),
        ({"type": "Point", "coordinates": [0, 0]}, "is neither a Polygon nor a MultiPolygon"),
        ({"type": ["Polygon"]}, "is neither a Polygon nor a MultiPolygon"),
        ({"type": "Polygon"}, "holds an area without rings"),
        ({"type": "MultiPolygon", "coordinates": []}, "has no coordinates"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "holds an area without rings"),
        ({"type": "Polygon", "coordinates": [RING[:3]]}, "holds a ring that is not closed"),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
            "holds a ring that is not closed",
        ),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [181, 0], [1, 1], [0, 0]]]},
            "holds a ring with something that is no [longitude, latitude] on earth",
        ),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [float("nan"), 0], [1, 1], [0, 0]]]},
            "holds a ring with something that is no [longitude, latitude] on earth",
        ),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [True, 0], [1, 1], [0, 0]]]},
            "holds a ring with something that is no [longitude, latitude] on earth",
        ),
        (
            {"type": "Polygon", "coordinates": [[[0, 0]] + [[1, 1]] * 200_000 + [[0, 0]]]},
            "has more than 200000 positions",
        ),
    ],
)
def test_the_first_fault_is_named(geometry: Any, fault: str) -> None:
    assert fault_of(geometry) == fault
