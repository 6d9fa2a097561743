"""From degrees to the pixels of a map: the projection, what it shows, and its scale bar.

Every map is a local equirectangular projection: a degree of longitude is as many pixels as a
degree of latitude times the cosine of the middle latitude. At the middle of the map distances
are true in all directions; over the 10 degrees of a country they are off by a few percent at
the upper and lower edge, over a continent by more, which is why the bar names the middle.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians

from timeline.vocabulary.geometry import Box, Point

#: Kilometres of one degree of latitude: 40 008 km around the poles (WGS 84), divided by 360.
KM_PER_DEGREE = 111.13
#: Near the poles a degree of longitude comes to nothing; no map is stretched further than this.
_SMALLEST_COSINE = 0.15


@dataclass(frozen=True, slots=True)
class Projection:
    """`lon` and `lat` are the middle, `scale` pixels for one degree of latitude."""

    lon: float
    lat: float
    scale: float
    width: float
    height: float

    @property
    def _cosine(self) -> float:
        return max(_SMALLEST_COSINE, cos(radians(self.lat)))

    def project(self, lon: float, lat: float) -> Point:
        """Pixels from the upper left corner; x grows to the east, y to the south.

        East is to the right in every language. The longitude is taken as it is: see `near`.
        """
        x = self.width / 2 + (lon - self.lon) * self._cosine * self.scale
        return x, self.height / 2 - (lat - self.lat) * self.scale

    def near(self, lon: float) -> float:
        """The longitude, or itself a full turn on, that is nearest to the middle of the map."""
        return lon + 360 * floor((self.lon - lon) / 360 + 0.5)

    @property
    def view(self) -> Box:
        """What of the earth the map shows, in degrees; it may reach beyond 180."""
        half_wide = self.width / 2 / (self._cosine * self.scale)
        half_high = self.height / 2 / self.scale
        return Box(
            self.lon - half_wide, self.lat - half_high, self.lon + half_wide, self.lat + half_high
        )

    @property
    def km_per_pixel(self) -> float:
        return KM_PER_DEGREE / self.scale


def fit(
    points: Iterable[Point], width: float, height: float, *, margin: float, least_km: float
) -> Projection:
    """The largest map of this size with all points (lon, lat) at least `margin` inside.

    At least `least_km` are shown in the shorter direction, so that one village is not a map
    without surroundings. Points on both sides of the 180th meridian stay together.
    """
    found = list(points)
    west, east = _shortest_arc([lon for lon, _lat in found])
    south, north = min(lat for _lon, lat in found), max(lat for _lon, lat in found)
    middle = (south + north) / 2
    cosine = max(_SMALLEST_COSINE, cos(radians(middle)))
    # Degrees of latitude that the inner rectangle has to hold in each direction.
    wide, high = (east - west) * cosine, north - south
    scale = min(width, height) / (least_km / KM_PER_DEGREE)
    if wide:
        scale = min(scale, (width - 2 * margin) / wide)
    if high:
        scale = min(scale, (height - 2 * margin) / high)
    return Projection((west + east) / 2, middle, scale, width, height)


def _shortest_arc(longitudes: Sequence[float]) -> tuple[float, float]:
    """The ends of the shortest arc that holds all longitudes; the second may be beyond 180."""
    ordered = sorted(longitudes)
    after = [*ordered[1:], ordered[0] + 360]
    gaps = [high - low for low, high in zip(ordered, after, strict=True)]
    widest = gaps.index(max(gaps))
    if widest == len(ordered) - 1:
        return ordered[0], ordered[-1]
    return ordered[widest + 1], ordered[widest] + 360


def scale_bar(km_per_pixel: float, longest: float) -> tuple[int | float, float]:
    """Kilometres and pixels of the longest bar of 1, 2 or 5 times a power of ten that fits."""
    most = km_per_pixel * longest
    power = 10.0 ** floor(log10(most))
    km = next(step * power for step in (5, 2, 1) if step * power <= most * (1 + 1e-9))
    return (round(km) if km >= 1 else km), km / km_per_pixel
