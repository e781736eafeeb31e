"""Two standing statements on one fact of a place that differ. They are shown beside each other, never averaged."""

import math
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

# A name is written in as many ways as there are lists; these are facts that only one can be right about.
COMPARED = ("country", "town", "address", "position", "workers_band", "state")
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says: `field` one of COMPARED, `value` as written (position "latitude,longitude")."""

    site_id: int
    field: str
    value: str
    source: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`said` has the newest of each source, newest first; at least two values among them."""

    site_id: int
    field: str
    said: tuple[Said, ...]


def contradictions(statements: Iterable[Said], *, differs_km: int) -> list[Contradiction]:
    """By place and fact. Of one source the newest word counts: who corrects itself does not contradict itself."""
    grouped: dict[tuple[int, str], dict[str, Said]] = defaultdict(dict)
    for one in sorted(statements, key=lambda each: (each.at, each.value)):
        if one.field in COMPARED and one.value:
            grouped[one.site_id, one.field][one.source] = one
    found = [
        Contradiction(site_id, field, tuple(sorted(by.values(), key=lambda s: (s.at, s.source), reverse=True)))
        for (site_id, field), by in grouped.items()
        if _differ(field, list(by.values()), differs_km)
    ]
    return sorted(found, key=lambda one: (one.site_id, COMPARED.index(one.field)))


def _differ(field: str, said: Sequence[Said], differs_km: int) -> bool:
    first, *rest = said
    if field == "position":
        places = [_position(one.value) for one in said]
        return any(_apart(a, b) > differs_km for at, a in enumerate(places) for b in places[at + 1 :])
    return any(_folded(one.value) != _folded(first.value) for one in rest)


def _folded(text: str) -> str:
    """Capitals, accents and punctuation are ways of writing, not facts."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c)).split())


def _position(value: str) -> tuple[float, float]:
    latitude, _comma, longitude = value.partition(",")
    return math.radians(float(latitude)), math.radians(float(longitude))


def apart_km(one: tuple[Decimal | None, Decimal | None], other: tuple[Decimal | None, Decimal | None]) -> float | None:
    """Between two positions in degrees; None where one is not known."""
    if None in one or None in other:
        return None
    a, b, c, d = (math.radians(float(degrees or 0)) for degrees in (*one, *other))
    return _apart((a, b), (c, d))


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres along the earth."""
    (a, b), (c, d) = one, other
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
