"""Whose figures an address asks for, and the addresses of what stands on the pages."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from aktsom.core.errors import NotVisible
from aktsom.effects.queries.described import Described
from aktsom.effects.queries.scopes import NETWORK, Scope
from aktsom.effects.tables import Cut
from aktsom.web.base.access import SignedInRequest
from aktsom.web.base.addresses import year_in

KINDS = {"nettverk": Cut.NETWORK, "medlem": Cut.MEMBER, "kategori": Cut.CATEGORY, "gruppe": Cut.TEAM}
WORDS = {cut: word for word, cut in KINDS.items()}
ALL = "alle"  # the network's key in an address
FIRST_YEAR = 2020
_PAGES = {
    "contract": "contracts_contract",
    "supplier": "suppliers_supplier",
    "finding": "findings_one",
    "case": "cases_follow_up",
    "plan": "plans_one",
    "inquiry": "inquiries_one",
    "signal": "signals_one",
    "review": "organisation_review",
}


def scope_from(kind: str, key: str, group_id: str = "") -> Scope:
    """Raises NotVisible for what is none."""
    if kind not in KINDS or (kind == "nettverk" and key != ALL):
        raise NotVisible
    return NETWORK if kind == "nettverk" else Scope(KINDS[kind], key, group_id if kind == "medlem" else "")


def year_from(request: SignedInRequest, today: date) -> int:
    """This year, unless the address says an earlier one."""
    return year_in(request.GET, FIRST_YEAR, today.year)


def address(
    name: str, scope: Scope, year: int | None = None, *, more: dict[str, str] | None = None, **said: str
) -> str:
    """`more` goes into the query, what is empty left out."""
    arguments = {"kind": WORDS[scope.cut], "key": scope.key or ALL, **said}
    asked = {"ar": str(year) if year else "", "kategori": scope.group_id, **(more or {})}
    query = urlencode({name: text for name, text in asked.items() if text})
    return reverse(name, kwargs=arguments) + (f"?{query}" if query else "")


def page_of(one: Described) -> str:
    if one.room == "category":
        return reverse("categories_category", kwargs={"group_id": one.public_id})
    return reverse(_PAGES[one.room], kwargs={"public_id": one.public_id}) if one.room else ""
