"""Every colour can be read: WCAG 2.x contrast, computed from the tokens themselves.

OKLCH to sRGB after CSS Color 4; relative luminance and ratio after WCAG 2.2.
"""

import math
import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.BASE_DIR) / "static/css/tokens.css").read_text(encoding="utf-8")
STATUSES = ["confirmed", "corroborated", "unconfirmed", "disputed", "denied", "retracted"]
PAPERS = ["ground", "sunken", "past"]
THEMES = [0, 1]  # light, dark

type Colour = tuple[float, float, float]


def _tokens() -> dict[str, tuple[Colour, Colour]]:
    number = r"([0-9.]+)"
    one = rf"oklch\({number}% {number} {number}\)"
    found = re.findall(rf"--([a-z0-9-]+): light-dark\({one}, {one}\);", TOKENS)
    return {
        name: (
            (float(values[0]), float(values[1]), float(values[2])),
            (float(values[3]), float(values[4]), float(values[5])),
        )
        for name, *values in found
    }


def _linear(colour: Colour) -> Colour:
    """Linear-light sRGB of an OKLCH colour, each channel cut to 0..1."""
    lightness, chroma, hue = colour[0] / 100, colour[1], math.radians(colour[2])
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    channels = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (min(1.0, max(0.0, channel)) for channel in channels)
    return red, green, blue


def _contrast(one: Colour, other: Colour) -> float:
    def luminance(colour: Colour) -> float:
        red, green, blue = _linear(colour)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_knows_black_on_white() -> None:
    assert round(_contrast((0, 0, 0), (100, 0, 0)), 1) == 21.0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("text", ["ink", "ink-2", "ink-3", *STATUSES])
def test_text_is_readable_on_every_paper(text: str, paper: str, theme: int) -> None:
    tokens = _tokens()

    assert _contrast(tokens[text][theme], tokens[paper][theme]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("paper", PAPERS)
def test_edges_of_controls_can_be_seen(paper: str, theme: int) -> None:
    tokens = _tokens()

    assert _contrast(tokens["edge"][theme], tokens[paper][theme]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["ink", "ink-2"])
def test_text_is_readable_on_the_marker(text: str, theme: int) -> None:
    tokens = _tokens()

    assert _contrast(tokens[text][theme], tokens["marker"][theme]) >= 4.5


@pytest.mark.parametrize("name", [*PAPERS, "ink", "ink-2", "ink-3", "rule", "edge", *STATUSES])
def test_the_plain_colours_for_old_browsers_are_the_light_ones(name: str) -> None:
    fallback = TOKENS[TOKENS.index("@supports not") :]
    written = re.search(rf"--{name}: #([0-9a-f]{{6}});", fallback)
    assert written is not None
    expected = [
        round(255 * (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055))
        for c in _linear(_tokens()[name][0])
    ]

    differences = [
        abs(int(written.group(1)[at : at + 2], 16) - channel)
        for at, channel in zip((0, 2, 4), expected, strict=True)
    ]

    assert max(differences) <= 1
