"""The list of own contracts: every filter stands in the address, the sheet holds exactly what the list shows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktsom.categories.catalogue import Catalogue
from aktsom.categories.queries import current_catalogue
from aktsom.contracts.queries import own_contracts
from aktsom.contracts.states import ContractState
from aktsom.core.actor import Actor
from aktsom.core.errors import NotVisible
from aktsom.members.models import Member
from aktsom.members.permissions import has
from aktsom.members.queries import members_with
from aktsom.members.roles import Permission
from aktsom.risk.queries import OVER, WITHOUT, ContractFilters, ContractPage, Sort, contract_list
from aktsom.suppliers.queries import supplier
from aktsom.terms.models import TermSet
from aktsom.terms.queries import term_sets
from aktsom.web.base.access import SignedInRequest, takes_part
from aktsom.web.base.addresses import contract_filters, contracts_address
from aktsom.web.base.jinja import by_language, write_quoted
from aktsom.web.base.risk_words import level_words, verdict_words
from aktsom.web.contracts.acts import act_for, list_address
from aktsom.web.contracts.rows import list_row, risk_state_words, state_word
from aktsom.web.steps.on_pages import stopped_in

Choices = dict[str, list[tuple[str, str]]]
LEVELS = ("very_high", "high", "medium_high", "medium", "low", "unknown")
ENDS_WITHIN = (30, 90, 180, 365)
STATES = (ContractState.RUNNING.value, OVER, ContractState.ENDED.value, ContractState.STRUCK.value)


@takes_part
@require_safe
def contracts(request: SignedInRequest) -> HttpResponse:
    return render(request, "contracts/list.html", shown(request))


def shown(request: SignedInRequest) -> dict[str, Any]:
    """All that the list shows for the filters in the address."""
    today, filters = timezone.localdate(), contract_filters(request.GET)
    catalogue = current_catalogue()
    page = _page(request, filters, today)
    members = members_with(request.actor, Permission.READ_REGISTER)
    terms = term_sets()
    choices = _choices(catalogue, members, terms)
    act = act_for(request.actor, filters)
    rows = [list_row(row, catalogue, today, act.pick(row) if act else "") for row in page.rows]
    return {
        "filters": filters,
        "rows": rows,
        "stopped": stopped_in(request.actor, [row.row.public_id for row in rows], today),
        "choosing": act if any(row.pick for row in rows) else None,
        "act_address": reverse(act.route) + _query(filters, request.GET.get("after")) if act else "",
        "page_of": page,
        "verdicts": _verdict_tabs(filters, page),
        "previous": _at(filters, page.previous),
        "next": _at(filters, page.next),
        "sorts": {sort.value: contracts_address(replace(filters, sort=sort)) for sort in Sort},
        "choices": choices,
        "members": members,
        "narrowed": _narrowed(request.actor, filters, catalogue, choices),
        "export": reverse("contracts_export") + _query(filters),
        "may_keep": any(has(request.actor, Permission.KEEP_REGISTER, member.pk) for member in members),
        "none_at_all": not page.rows and not own_contracts(request.actor).exists(),
        "risk_states": risk_state_words(),
        "terms": {one.code: by_language(one, "name") for one in terms},
        "picked": (),
        "reason": "",
        "reason_error": "",
    }


def _page(request: SignedInRequest, filters: ContractFilters, today: date) -> ContractPage:
    """The page of the address; the first when that one is empty by now, as when all of it was just confirmed."""
    after = request.GET.get("after")
    page = contract_list(request.actor, filters, after, today=today)
    return page if page.rows or not after else contract_list(request.actor, filters, today=today)


def _query(filters: ContractFilters, place: str | None = None) -> str:
    return list_address(filters, place).removeprefix(reverse("contracts_list"))


def _at(filters: ContractFilters, place: str | None) -> str:
    return list_address(filters, place) if place else ""


def _verdict_tabs(filters: ContractFilters, page: ContractPage) -> list[tuple[str, int, str, bool]]:
    """(name, contracts, address, chosen): all, then by verdict."""
    named = {"": _("Alle"), **verdict_words()}
    counts = {"": page.total, **page.counts}
    return [
        (name, counts[verdict], contracts_address(replace(filters, verdict=verdict)), verdict == filters.verdict)
        for verdict, name in named.items()
    ]


def _choices(catalogue: Catalogue, members: Sequence[Member], terms: Sequence[TermSet]) -> Choices:
    """What each drop-down offers."""
    language = translation.get_language() or "nb"
    levels = level_words()
    return {
        "group": [("", _("Alle")), *((group.id, group.name.in_language(language)) for group in catalogue.groups)],
        "level": [("", _("Alle")), *((code, levels[code]) for code in LEVELS)],
        "term_set": [
            ("", _("Alle")),
            (WITHOUT, _("Ingen oppgitt")),
            *((one.code, f"{one.code} {by_language(one, 'name')}") for one in terms),
        ],
        "ends_within": [("", _("Når som helst")), *((str(n), _("%(days)s dager") % {"days": n}) for n in ENDS_WITHIN)],
        "risk_state": [("", _("Alle")), *risk_state_words().items()],
        "state": [*((state, state_word(state)) for state in STATES), ("", _("Alle"))],
        "member": [("", _("Alle")), *((member.public_id, member.name) for member in members)],
    }


def _narrowed(viewer: Actor, filters: ContractFilters, catalogue: Catalogue, choices: Choices) -> list[tuple[str, str]]:
    """(what narrows the list, the address without it), for all but the sort."""
    language = translation.get_language() or "nb"
    texts = {
        "text": write_quoted(filters.text) if filters.text else "",
        "product": catalogue.product[filters.product].name.in_language(language)
        if filters.product in catalogue.product
        else filters.product,
        "supplier": _supplier_name(viewer, filters.supplier),
        "ends_within": _("Slutter innen %(days)s dager") % {"days": filters.ends_within} if filters.ends_within else "",
        "state": "" if filters.state == ContractState.RUNNING else _("Løper, gått ut, avsluttet og strøket"),
    }
    for name in ("group", "level", "term_set", "risk_state", "member"):
        texts[name] = dict(choices[name]).get(getattr(filters, name), getattr(filters, name))
        texts[name] = texts[name] if getattr(filters, name) else ""
    if filters.state and filters.state != ContractState.RUNNING:
        texts["state"] = state_word(filters.state)
    usual = ContractFilters()
    return [
        (text, contracts_address(replace(filters, **{name: getattr(usual, name)})))
        for name, text in texts.items()
        if text
    ]


def _supplier_name(viewer: Actor, public_id: str) -> str:
    try:
        return supplier(viewer, public_id).name if public_id else ""
    except NotVisible:
        return public_id
