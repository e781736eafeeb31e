"""Search over all that one may see."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.categories.queries import current_catalogue
from aktsom.knowledge.queries.searching import search
from aktsom.risk.queries.search import MOST_SHOWN, SHORTEST
from aktsom.sharing.viewing import sees_network
from aktsom.supply_chain.queries.starts import StartKind, offered
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.search.words import sections
from aktsom.web.touched.words import countries_like, offer


@signed_in
@require_safe
def results(request: SignedInRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    found = search(request.actor, text, timezone.localdate())
    offers = _whose_reach(request, text)
    return render(
        request,
        "search/results.html",
        {
            "text": text,
            "too_short": len(text) < SHORTEST,
            "found": found,
            "sections": sections(found),
            "touched": offers,
            "count": found.count + len(offers),
            "most_shown": MOST_SHOWN,
            "catalogue": current_catalogue(),
        },
    )


def _whose_reach(request: SignedInRequest, text: str) -> list[dict[str, Any]]:
    """Places, countries, regions and materials of which one may ask who is touched; companies and products have groups
    of their own on the page."""
    if not sees_network(request.actor):
        return []
    found = offered(request.actor, text, timezone.localdate(), countries_like)
    return [offer(one) for one in found if one.kind not in (StartKind.SUPPLIER, StartKind.PRODUCT)]
