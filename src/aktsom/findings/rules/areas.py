"""Where raw material comes from, told so that nobody can tell whose: areas alone, never a place or a company, and never
an area that few have told of. Plain values in and out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """One importer says that it gets something from one place."""

    place: int
    country: str
    region: str
    importer: int


@dataclass(frozen=True, slots=True)
class Area:
    """`region` is empty for the whole of a country, or the rest of it. `places` counts each place once, however many
    get something from it."""

    country: str
    region: str
    places: int


def areas_of(told: Iterable[Told], fewest: int) -> list[Area]:
    """Regions that at least so many importers have told of; the rest by country where as many have; what is left then
    is not told at all."""
    regions: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for one in told:
        regions[one.country, one.region].append(one)
    found: list[Area] = []
    rest: dict[str, list[Told]] = defaultdict(list)
    for (country, region), rows in regions.items():
        if region and _importers(rows) >= fewest:
            found.append(_area(country, region, rows))
        else:
            rest[country] += rows
    found += [_area(country, "", rows) for country, rows in rest.items() if _importers(rows) >= fewest]
    return sorted(found, key=lambda area: (area.country, area.region == "", area.region))


def _importers(rows: list[Told]) -> int:
    return len({row.importer for row in rows})


def _area(country: str, region: str, rows: list[Told]) -> Area:
    return Area(country, region, len({row.place for row in rows}))
