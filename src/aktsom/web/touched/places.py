"""One place, and all places on a map drawn here, without asking anybody else for it."""

from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.risk.queries.touched import touched
from aktsom.supply_chain.queries.pairs import waiting_count
from aktsom.supply_chain.queries.sites import MapSite, site_map, site_view
from aktsom.supply_chain.queries.starts import StartKind, start_of
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.chain.words import said_value
from aktsom.web.touched import words

# How world.svg is drawn: Equal Earth about 11 degrees east, its scale and where it stands.
_EARTH = (1.340264, -0.081106, 0.000893, 0.003796)
_MIDDLE, _SCALE, _X, _Y = 11, 183.4436, 469.5784, 239.4507


@takes_part
@require_safe
def place(request: SignedInRequest, public_id: str) -> HttpResponse:
    today = timezone.localdate()
    view = site_view(request.actor, public_id, today)
    start = start_of(request.actor, StartKind.SITE, public_id, today, ())
    found = touched(request.actor, start, today, 10)
    return render(
        request,
        "touched/place.html",
        {
            "view": view,
            "site": view.site,
            "found": found,
            "spot": _spot(view.site.latitude, view.site.longitude),
            "answer": words.address_of(start),
            "words": words,
            "said_value": said_value,
        },
    )


@takes_part
@require_safe
def world(request: SignedInRequest) -> HttpResponse:
    country = request.GET.get("land", "")
    shown = site_map(request.actor, country if country in words.country_codes() else "")
    return render(
        request,
        "touched/map.html",
        {
            "pairs": waiting_count(request.actor),
            "map": shown,
            "spots": _spots(shown.sites),
            "country": country,
            "words": words,
        },
    )


def _spots(sites: Sequence[MapSite]) -> list[dict[str, Any]]:
    """Those whose position somebody has said; the others are told by their country, which is coloured."""
    spots = []
    for one in sites:
        at = _spot(one.latitude, one.longitude)
        if at:
            spots.append({"x": at[0], "y": at[1], "site": one})
    return spots


def _spot(latitude: Any, longitude: Any) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else on_map(float(latitude), float(longitude))


def on_map(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to the units of world.svg.

    >>> on_map(1.36, 103.82)
    (725.6, 234.4)
    """
    a1, a2, a3, a4 = _EARTH
    turned = radians((longitude - _MIDDLE + 180) % 360 - 180)
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2, t6 = t * t, t**6
    x = turned * cos(t) / (sqrt(3) / 2 * (a1 + 3 * a2 * t2 + t6 * (7 * a3 + 9 * a4 * t2)))
    y = t * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    return round(_X + _SCALE * x, 1), round(_Y - _SCALE * y, 1)
