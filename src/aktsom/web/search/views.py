"""Search over all that one may see."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from aktsom.categories.queries import current_catalogue
from aktsom.risk.queries.search import MOST_SHOWN, SHORTEST, search
from aktsom.sharing.viewing import sees_network
from aktsom.supply_chain.queries.starts import StartKind, offered
from aktsom.teams.queries.memo_search import search_memos
from aktsom.web.base.access import SignedInRequest, signed_in
from aktsom.web.memos.words import rows_in_words
from aktsom.web.touched.words import countries_like, offer


@signed_in
@require_safe
def results(request: SignedInRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    found = search(request.actor, text, timezone.localdate())
    memos = search_memos(request.actor, text)
    offers = _whose_reach(request, text)
    parts = (found.contracts, found.suppliers, memos, found.groups, found.products, offers)
    count = sum(len(rows) for rows in parts)
    return render(
        request,
        "search/results.html",
        {
            "text": text,
            "too_short": len(text) < SHORTEST,
            "found": found,
            "touched": offers,
            "memos": rows_in_words(memos),
            "count": count,
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
